"""Whoever changes an input in the workbook sees the whole chain follow, as if it had been calculated anew."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from scorecard.model.result import Result
from scorecard.report.workbook import write_workbook
from tests.report.workbook.recalculate import differences, recalculated
from tests.small_cases import run

CASE: dict[str, Any] = {
    "plan": {
        "budget": {"per_month": 20000},
        "owner": {"premium": 10},
        "perspectives": {"financial": {"title": "Financial"}},
        "metrics": {
            "revenue": {"perspective": "financial", "actual": "revenue", "curve": "standard"},
            "margin": {"perspective": "financial", "actual": "margin", "curve": "standard"},
        },
        "gates": {
            "thin": {
                "title": 'Thin "deals"',
                "when": {"actual": "margin", "below": 9000},
                "then": {"cap": {"revenue": 100}},
            },
            "weak": {"title": "Weak", "when": {"composite": "true", "below": 90}, "then": {"multiply": 0.8}},
            "loss": {"title": "Loss", "when": {"actual": "margin", "below": 0}, "then": {"forfeit": "true"}},
            "share": {
                "title": "Share",
                "when": {"actual": {"ratio": ["margin", "revenue"]}, "below": 0.01},
                "then": {"multiply": 0.5},
            },
        },
        "stages": {
            "growth": {
                "weights": {"revenue": 60, "margin": 40},
                "floor": 20,
                "cap": 150,
                # all of it, so that no unit is left over
                "deferral": {"percent": 100, "months": 12, "keep_if": {"actual": "margin", "above": 0}},
            }
        },
    },
    "sheets": {
        "Teams": [["team", "name"], ["A", "Team A"], ["B", "Team B"]],
        "Stages": [["team", "stage", "from"], ["A", "growth", "2025-06-01"], ["B", "growth", "2025-06-01"]],
        "Owners": [["team", "employee", "name", "from"], *([t, "E1", "Ann", "2025-06-01"] for t in "AB")],
        "Members": [
            ["team", "employee", "name", "role", "from"],
            *([t, "E1", "Ann", "manager", ""] for t in "AB"),
            *([t, "E2", "Bob", "engineer", "2026-02-11"] for t in "AB"),
        ],
        "Pools": [["team", "period", "amount"], ["A", "2026", "120000"], ["B", "2026", "96000"]],
        "Targets": [
            ["team", "metric", "period", "target"],
            *([t, m, "2026", v] for t in "AB" for m, v in (("revenue", "1200000"), ("margin", "60000"))),
        ],
        "Actuals": [
            ["period", "team", "revenue", "margin"],
            ["2026-01", "A", "100000", "5000"],
            ["2026-02", "A", "110000", "6000"],
            ["2026-01", "B", "90000", "4500"],
            ["2026-02", "B", "101000", "5100"],
        ],
        "Adjustments": [
            ["team", "period", "kind", "amount", "reason", "approved_by"],
            ["A", "2026-02", "award", "100", "late order", "Cleo"],
            ["A", "2026-02", "penalty", "-30", "late report", "Cleo"],
        ],
        "Paid": [["team", "period", "amount"], ["A", "2026-01", "3000"], ["B", "2026-01", "2000"]],
    },
    "period": "2026-02",
}


@dataclass(frozen=True)
class Change:
    """A number of the inputs, and where it goes on the Inputs sheet."""

    sheet: str
    row: int
    column: int
    was: float
    value: float


CHANGES = {
    "an actual below a gate's number": Change("Actuals", 2, 3, 6000, -2500),
    "an actual by which a gate's ratio can no longer be formed": Change("Actuals", 2, 2, 110000, -100000),
    "an actual that makes the attainment higher": Change("Actuals", 4, 2, 101000, 115000),
    "an adjustment": Change("Adjustments", 1, 3, 100, 250),
    "a target pool twice the budget, so that no unit is left over": Change("Pools", 1, 2, 120000, 350175.32),
    "a target pool that the cap follows": Change("Pools", 2, 2, 96000, 48000),
}


def result_of(case: dict[str, Any], folder: Path) -> Result:
    folder.mkdir()
    (folder / "case.yaml").write_text(yaml.dump(case, allow_unicode=True, sort_keys=False), encoding="utf-8")
    outcome = run(folder / "case.yaml", folder)
    assert outcome.result is not None, outcome.problems
    return outcome.result


def changed(change: Change) -> dict[str, Any]:
    sheets = {name: [list(row) for row in rows] for name, rows in CASE["sheets"].items()}
    assert float(sheets[change.sheet][change.row][change.column]) == change.was
    sheets[change.sheet][change.row][change.column] = str(change.value)
    return CASE | {"sheets": sheets}


def edited(book: Path, change: Change, target: Path) -> None:
    """The workbook with one number of its Inputs sheet changed by hand."""
    file = load_workbook(book)
    rows = file["Inputs"].iter_rows(min_row=4)
    found = [cell for row in rows if row[1].value == change.sheet for cell in row[4:12] if cell.value == change.was]
    assert len(found) == 1, found
    found[0].value = change.value
    file.save(target)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_input_changed_in_the_workbook_gives_what_the_calculation_gives(tmp_path: Path) -> None:
    write_workbook(result_of(CASE, tmp_path / "base"), tmp_path / "base.xlsx", "en", {})
    wanted, books = [], []
    for number, change in enumerate(CHANGES.values()):
        wanted.append(tmp_path / f"wanted-{number}.xlsx")
        write_workbook(result_of(changed(change), tmp_path / str(number)), wanted[-1], "en", {})
        books.append(tmp_path / f"edited-{number}.xlsx")
        edited(tmp_path / "base.xlsx", change, books[-1])
    after = recalculated(books, tmp_path)
    pairs = zip(wanted, after, strict=True)
    found = [
        line for old, new in pairs for line in differences(old, new, ["Notes", "Gates"])
    ]  # the budget's warning is a text
    assert found == []


def test_the_costs_of_a_segment_s_gates_add_up_to_what_it_lost_by_them(tmp_path: Path) -> None:
    low = Change("Actuals", 2, 3, 6000, -2500)
    without = changed(low)
    without = without | {"plan": {key: value for key, value in without["plan"].items() if key != "gates"}}
    gated, free = result_of(changed(low), tmp_path / "gated"), result_of(without, tmp_path / "free")
    write_workbook(gated, tmp_path / "book.xlsx", "en", {})
    rows = [row for row in load_workbook(tmp_path / "book.xlsx", data_only=True)["Gates"].values if row[0] == "A"]
    assert [row[9] for row in rows] == ["yes", "yes", "no", "no"]
    assert all(row[15] >= 0 for row in rows) and sum(row[15] > 0 for row in rows) == 2
    points = free.segments["composite"][0] - gated.segments["composite"][0]
    money = free.held["pool"][0] - gated.held["pool"][0]
    assert round(sum(row[14] for row in rows), 4) == points / 10**4
    assert round(sum(row[15] for row in rows), 2) == money / 10**2


def test_a_measure_without_any_row_is_a_sum_over_the_team_s_rows(tmp_path: Path) -> None:
    sheets = CASE["sheets"] | {"Actuals": [row[:3] for row in CASE["sheets"]["Actuals"]]}
    write_workbook(result_of(CASE | {"sheets": sheets}, tmp_path / "case"), tmp_path / "book.xlsx", "en", {})
    gate = load_workbook(tmp_path / "book.xlsx")["Gates"]["G4"].value
    assert str(gate).startswith("=ROUND(SUMPRODUCT((Inputs!$C$4:$C$")
