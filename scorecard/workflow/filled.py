"""What stands in Actuals and sources, of any team: by this it is judged what some teams lack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from msgspec import Struct, field

from scorecard.model.inputs import Inputs, Sheet
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace


class Filled(Struct, frozen=True):
    """What stands in Actuals, of any team."""

    values: frozenset[tuple[int, int]] = frozenset()
    """Measure, by its place in the plan, and month of the fiscal year."""
    given: frozenset[tuple[int, int]] = frozenset()
    """Sheet, by its index, and measure of which it has a number."""
    first: Mapping[tuple[str | None, int], int] = field(default_factory=dict)
    """Source (None: Actuals) and month to the first sheet with a row of that month."""

    @property
    def months(self) -> frozenset[int]:
        """Months with a number."""
        return frozenset(month for _, month in self.values)

    @property
    def sheets(self) -> frozenset[int]:
        """Sheets with a number."""
        return frozenset(sheet for sheet, _ in self.given)

    def __add__(self, other: Filled) -> Filled:
        """Of further rows of the same sheets."""
        first = {**self.first, **other.first}
        first |= {key: min(self.first[key], other.first[key]) for key in self.first.keys() & other.first.keys()}
        return Filled(self.values | other.values, self.given | other.given, first)


def filled(inputs: Inputs) -> Filled:
    """What stands in the Actuals and sources of these inputs."""
    values, given = (_pairs(inputs.values, *names) for names in (("measure", "month"), ("sheet", "measure")))
    return Filled(values, given, {**_first_sheets(inputs, inputs.lines), **_first_sheets(inputs, inputs.values)})


def _pairs(rows: pd.DataFrame, one: str, other: str) -> frozenset[tuple[int, int]]:
    pairs = rows[[one, other]].drop_duplicates()
    return frozenset(zip(pairs[one].tolist(), pairs[other].tolist(), strict=True))


def _first_sheets(inputs: Inputs, rows: pd.DataFrame) -> dict[tuple[str | None, int], int]:
    pairs = rows[["sheet", "month"]].drop_duplicates().sort_values("sheet", ascending=False)
    tables = [None if sheet.table == "Actuals" else sheet.table for sheet in inputs.sheets]
    return {(tables[sheet], month): sheet for sheet, month in zip(pairs["sheet"], pairs["month"], strict=True)}


class Actuals(Struct, frozen=True):
    """The sheets of Actuals, and what they have of any team."""

    plan: Plan
    sheets: Mapping[str, Sheet]
    """By their places."""
    values: frozenset[tuple[str, str]]
    """Measure's id and month."""
    months: frozenset[str]
    blank: Sequence[Sheet]
    """Sheets without any number."""
    places: Mapping[tuple[str | None, str], CellPlace]
    """Source (None: Actuals) and month to the first sheet with a row of that month."""


def actuals_of(plan: Plan, sheets: Sequence[Sheet], found: Filled) -> Actuals:
    """What all sheets of Actuals have."""
    ids = list(plan.measures)
    values = frozenset((ids[measure], str(plan.month(month))) for measure, month in found.values)
    own = [(i, sheet) for i, sheet in enumerate(sheets) if sheet.table == "Actuals"]
    blank = [sheet for i, sheet in own if i not in found.sheets]
    by_place = {str(place_of(sheet)): sheet for _, sheet in own}
    places = {(source, str(plan.month(month))): place_of(sheets[i]) for (source, month), i in found.first.items()}
    return Actuals(plan, by_place, values, frozenset(month for _, month in values), blank, places)


def place_of(sheet: Sheet) -> CellPlace:
    """The sheet as a whole."""
    return CellPlace(sheet.book, sheet.name)
