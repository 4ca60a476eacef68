"""What an input row says besides its number: whose row it is, since when, why, and who approved it (outputs.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from scorecard.model.period import OPEN_END, OPEN_START
from scorecard.model.result import Result
from scorecard.read.tables import KINDS

EXCEL_EPOCH = 25_569
"""1970-01-01 as Excel counts days."""
MONTHLY = ("values", "lines", "targets", "pools", "adjustments", "paid", "evidence")
NO_MONTH = -2
ITEMS = ("targets", "stages", "members", "adjustments", "evidence")
"""Tables whose rows are about something that the plan names."""
DATES: Mapping[str, Mapping[str, str]] = {
    "from": {"teams": "first", "stages": "day", "owners": "day", "members": "first"},
    "to": {"teams": "last", "members": "last"},
}
"""Column of the Inputs sheet to table to the field that it shows."""
TEXTS: Mapping[str, Mapping[str, str]] = {
    "employee": {"owners": "employee", "members": "employee"},
    "name": {"teams": "name", "owners": "name", "members": "name"},
    "account": {"teams": "account"},
    "unit": {"teams": "unit"},
    "basis": {"stages": "evidence", "adjustments": "reason", "evidence": "note"},
    "approved_by": {"stages": "approved_by", "adjustments": "approved_by"},
    "link": {"evidence": "link"},
}
IN_THE_INPUTS = {"first": "from", "last": "to", "day": "from"}
"""Fields whose columns the inputs call otherwise."""


def used(result: Result) -> dict[str, pd.DataFrame]:
    """The tables whose rows the result was made of: of listed teams, and nothing from after the period."""
    inputs, month = result.inputs, result.plan.month_index(result.period) or 0
    tables = {name: getattr(inputs, name) for name in MONTHLY}
    return _standing(result) | {name: table[table["month"].to_numpy() <= month] for name, table in tables.items()}


def _standing(result: Result) -> dict[str, pd.DataFrame]:
    """The rows that belong to no month."""
    inputs, day = result.inputs, result.period.last_day
    listed = result.payables["team"].to_numpy()
    found = {"teams": inputs.teams.assign(team=range(len(inputs.teams))).iloc[listed]}
    for name in ("stages", "owners"):
        table = getattr(inputs, name)
        found[name] = table[(table["day"].to_numpy() <= day) & table["team"].isin(listed).to_numpy()]
    lines = result.members["row"].to_numpy()
    found["members"] = inputs.members.iloc[sorted(set(lines[lines >= 0].tolist()))]
    return {name: table.assign(month=NO_MONTH) for name, table in found.items()}


def items(result: Result, language: str, name: str, table: pd.DataFrame) -> list[str]:
    """What each row of one of the ITEMS is about: the metric of a target, the stage entered, the role, the kind."""
    plan = result.plan
    if name == "adjustments":
        return [KINDS[kind][language == "zh"] for kind in table["kind"].tolist()]
    known: Mapping[str, tuple[str, Mapping[str, Any]]] = {
        "targets": ("metric", plan.metrics),
        "stages": ("stage", plan.stages),
        "members": ("role", plan.roles),
        "evidence": ("measure", plan.measures),
    }
    column, things = known[name]
    titles = [thing.title.text(language) for thing in things.values()]
    return [titles[code] for code in table[column].tolist()]


def day_cells(table: pd.DataFrame, column: str) -> list[int | None]:
    """Days as Excel counts them, empty where the inputs left it open."""
    days = table[column].tolist()
    return [None if day in (OPEN_START, OPEN_END) else day + EXCEL_EPOCH for day in days]


def text_cells(table: pd.DataFrame, column: str) -> list[str | None]:
    """Texts, None where there is none."""
    return [each if isinstance(each, str) and each else None for each in table[column].tolist()]
