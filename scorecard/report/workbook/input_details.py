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
ITEMS = ("targets", "stages", "members", "adjustments", "evidence")
"""Tables whose rows are about something that the plan names."""
IN_THE_INPUTS = {"first": "from", "last": "to", "day": "from"}
"""Fields whose columns the inputs call otherwise."""


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
