"""A sheet of Actuals that lacks the column of a measure which then counts as 0: told once of the sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from scorecard.calc.calendar import calendar
from scorecard.calc.checks import measures_of
from scorecard.model.inputs import Inputs, Sheet
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace, Problem
from scorecard.model.titles import Title
from scorecard.workflow.filled import Filled, place_of
from scorecard.workflow.first_ones import first_ones

Counts = Counter[tuple[int, int]]
"""A sheet and a measure, by their index, to how many months of teams count as 0 because of it."""


def zeros_by_column(plan: Plan, inputs: Inputs, period: int) -> Counts:
    """Of each sheet with rows up to the period, for each measure that stages look at and that it has nothing of."""
    slices = calendar(plan, inputs, period, [period]).slices
    team, month, stage = (slices[name].to_numpy() for name in ("team", "month", "stage"))
    users = [frozenset(measures_of(plan, each)) for each in plan.stages.values()]
    rows = inputs.values
    cells = rows["team"].to_numpy(np.int64) * 12 + rows["month"].to_numpy()
    found: Counts = Counter()
    for index, measure in enumerate(plan.measures.values()):
        if measure.source is not None or measure.when_missing != "zero":
            continue
        looked_at = np.array([measure.id in each for each in users], bool)[stage]
        asked = team[looked_at].astype(np.int64) * 12 + month[looked_at]
        own = rows["measure"].to_numpy() == index
        zero = np.isin(cells, asked) & ~np.isin(cells, cells[own])
        pairs = rows.loc[zero, ["sheet", "team", "month"]].drop_duplicates()
        found.update((sheet, index) for sheet in pairs["sheet"].tolist())
    return found


def absent_columns(
    plan: Plan, sheets: Sequence[Sheet], found: Filled, zeros: Counts, told: Iterable[Problem]
) -> Iterator[Problem]:
    """A warning for each such sheet and measure, or one of all sheets; ``zeros`` are of all teams.

    Not told of a sheet with a header that probably means the measure, which is told already; nor where the measure
    comes in sheets of its own, which have nothing that this sheet has; nor of one that gives measures in rows, where
    what happens seldom has none in many a month.
    """
    misspelt = {(_sheet_of(each), str(each.args["near"])) for each in told if each.kind == "unknown-column.near"}
    having = {i: _measures(plan, sheet, i, found) for i, sheet in enumerate(sheets) if sheet.table == "Actuals"}
    for index, measure in enumerate(plan.measures.values()):
        lacking = [i for i, own in having.items() if index not in own and zeros[i, index]]
        names = (measure.id, *measure.title.texts.values())
        told_not = [i for i in lacking if not any((place_of(sheets[i]), name) in misspelt for name in names)]
        others = [own for own in having.values() if index in own]
        if lacking and not others and told_not == lacking:
            yield Problem("column-absent.nowhere", {"measure": measure.title}, None, "warning")
            continue
        wide = [i for i in told_not if not sheets[i].is_long]
        alike = [i for i in wide if any(own & having[i] for own in others)]
        yield from first_ones([_absent(sheets[i], measure.title, zeros[i, index]) for i in alike])


def _measures(plan: Plan, sheet: Sheet, index: int, found: Filled) -> frozenset[int]:
    """The measures that a sheet of Actuals has a column of, or a number where it gives them in rows."""
    if sheet.is_long:
        return frozenset(measure for i, measure in found.given if i == index)
    return frozenset(number for number, id in enumerate(plan.measures) if id in sheet.columns)


def _absent(sheet: Sheet, measure: Title, count: int) -> Problem:
    return Problem("column-absent", {"measure": measure, "count": str(count)}, place_of(sheet), "warning")


def _sheet_of(problem: Problem) -> CellPlace:
    assert isinstance(problem.place, CellPlace)
    return CellPlace(problem.place.book, problem.place.sheet)
