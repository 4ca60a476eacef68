"""A second, smaller company in English: three teams, one workbook, actuals one number a row."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sheets import Cell, Sheet, write_book

CREATED = dt.datetime(2026, 4, 2, 9, 0)
START = dt.date(2025, 10, 1)
TEAMS = (
    ("G1", "Midwest", "Northwind Foods", "Central"),
    ("G2", "Coastal", "Harbor Freight Lines", "West"),
    ("G3", "Mountain", "Alder Creek Clinics", "West"),
)
PEOPLE = (
    ("G1", "2041", "Dana Whitfield", "Account executive", None),
    ("G1", "2077", "Priya Raman", "Sales engineer", 1.05),
    ("G2", "2052", "Marcus Bell", "Account executive", None),
    ("G2", "2090", "Ines Duarte", "Sales engineer", None),
    ("G3", "2063", "Tom Okafor", "Account executive", 0.95),
    ("G3", "2098", "Wei Zhang", "Sales engineer", None),
)
TARGETS = (
    ("G1", "Bookings", 412_000, None),
    ("G1", "Margin rate", 0.34, None),
    ("G1", "Days to pay", 60, 90),
    ("G2", "Bookings", 365_000, None),
    ("G2", "Margin rate", 0.31, None),
    ("G2", "Days to pay", 55, 85),
    ("G3", "Bookings", 228_000, None),
    ("G3", "Margin rate", 0.38, None),
    ("G3", "Days to pay", 60, 90),
)
ACTUALS: dict[tuple[str, str], tuple[float | None, float | None, float | None]] = {
    ("2026-01", "G1"): (398_214.60, 139_812.35, 64),
    ("2026-01", "G2"): (371_905.15, 112_640.08, 71),
    ("2026-01", "G3"): (187_330.42, 70_115.94, 58),
    ("2026-02", "G1"): (441_760.88, 148_019.27, 62),
    ("2026-02", "G2"): (352_118.73, 109_004.61, None),
    ("2026-02", "G3"): (96_402.10, -8_213.55, 66),
    ("2026-03", "G1"): (489_075.34, 171_226.90, 59),
    ("2026-03", "G2"): (406_630.97, 131_277.42, 60),
    ("2026-03", "G3"): (241_882.06, 93_470.18, 61),
}
"""Bookings, gross margin, days to pay (none: not measured that month)."""
MEASURES = ("Bookings", "Gross margin", "Days to pay")


def write_all(folder: Path) -> None:
    """The one workbook."""
    folder.mkdir(parents=True, exist_ok=True)
    write_book(folder / "2026-q1.xlsx", sheets(), CREATED)


def sheets() -> list[Sheet]:
    """Everything the plan asks for; it needs no Pools, as its funding is a share of the margin."""
    owners = [(team, employee, name, START) for team, employee, name, role, _ in PEOPLE if role == "Account executive"]
    return [
        Sheet("Teams", ("Team", "Name", "Account_name", "Unit"), TEAMS),
        Sheet("Stages", ("Team", "Stage", "From"), [(team[0], "Selling", START) for team in TEAMS]),
        Sheet("Owners", ("Team", "Employee", "Name", "From"), owners),
        Sheet("Members", ("Team", "Employee", "Name", "Role", "Personal_factor"), PEOPLE, number="0.00"),
        Sheet(
            "Targets",
            ("Team", "Metric", "Period", "Target", "Baseline"),
            [
                (team, metric, f"2026-{month:02d}", target, baseline)
                for team, metric, target, baseline in TARGETS
                for month in range(1, 7)
            ],
            number="#,##0.00##",
        ),
        Sheet("Actuals", ("Period", "Team", "Measure", "Value"), _actuals(), ("First quarter 2026", "USD")),
        Sheet(
            "Adjustments",
            ("Team", "Period", "Kind", "Amount", "Reason", "Approved_by"),
            [("G1", "2026-03", "award", 750.00, "Reference customer at the spring fair", "J. Alvarez")],
        ),
    ]


def _actuals() -> list[tuple[Cell, ...]]:
    return [
        (month, team, measure, value)
        for (month, team), values in ACTUALS.items()
        for measure, value in zip(MEASURES, values, strict=True)
        if value is not None
    ]
