"""How numbers that are far from a team's usual are told: one by one, or those of a whole column together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np

from scorecard.model.inputs import Inputs
from scorecard.model.messages.odd import HINTS, PARTS_HINT, PERCENT_HINT, YEAR_HINT
from scorecard.model.numbers import grouped_text
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.model.titles import Title
from scorecard.read.counted import MOST_ALIKE
from scorecard.workflow.unusual import Odd, unusual_values
from scorecard.workflow.unusual_pools import far_pools

NEAR = {10000: 2.0, 1000: 2.0, 100: 1.2}
"""A factor is near one of these up to so many times of it: 150 times another is many a number of the same unit."""
YEAR_NEAR = 1.25
"""A factor is near 12 up to so many times of it: a month's target stands where the year's should."""
RATE, PERCENT_NEAR = 1, 2
"""A number up to 1 may be a rate, and then a factor near 100 a percent."""
COLUMN = 4
"""So many odd numbers of one column and month are told together, if they are half of them."""
SIDES = {
    "large": "large",
    "above-target": "large",
    "small": "small",
    "below-target": "small",
    "halves": "halves",
}
"""Kind of an odd number to the side on which it is."""
_Args = dict[str, str | Title]
_Told = tuple[tuple[int, int, int], Problem]
"""Sheet, row and column, by which warnings are ordered."""


def unusual(plan: Plan, inputs: Inputs, period: int, usual_pool: float) -> tuple[Problem, ...]:
    """The warnings, in the order of sheets, rows and columns; many alike are counted.

    ``usual_pool`` is what usual_pool says of all teams.
    """
    groups: dict[tuple[object, ...], list[Odd]] = {}
    for odd in (*unusual_values(plan, inputs, period), *far_pools(plan, inputs, usual_pool)):
        month = odd.at[1] if odd.kind in SIDES else -1
        groups.setdefault((odd.sheet, odd.column, SIDES.get(odd.kind, odd.kind), month), []).append(odd)
    told: list[_Told] = []
    alone: dict[tuple[object, ...], list[Odd]] = {}
    for (*key, _), alike in groups.items():
        if alike[0].kind in SIDES and len(alike) >= COLUMN and 2 * len(alike) >= _numbers(alike[0]):
            told.append(_together(plan, inputs, alike))
        else:
            alone.setdefault(tuple(key), []).extend(alike)
    for alike in alone.values():
        told += _one_by_one(plan, inputs, alike)
    return tuple(problem for _, problem in sorted(told, key=lambda each: each[0]))


def _numbers(odd: Odd) -> int:
    """How many numbers, not 0, the column has for the month in the sheet."""
    rows = odd.series.rows
    here = (rows["sheet"].to_numpy() == odd.sheet) & (rows["month"].to_numpy() == odd.at[1])
    return int(np.count_nonzero(rows["value"].to_numpy()[here]))


def _together(plan: Plan, inputs: Inputs, alike: Sequence[Odd]) -> _Told:
    first = min(alike, key=lambda odd: odd.row)
    args: _Args = {"odd": str(len(alike)), "count": str(_numbers(first)), **_times(alike)}
    return _warning(plan, inputs, first, f"column-{SIDES[first.kind]}", args, of_team=False)


def _one_by_one(plan: Plan, inputs: Inputs, alike: Sequence[Odd]) -> Iterator[_Told]:
    every = sorted(alike, key=lambda odd: odd.row)
    for odd in every[:MOST_ALIKE]:
        yield _warning(plan, inputs, odd, odd.kind, _numbers_of(inputs, odd))
    if len(every) > MOST_ALIKE:
        count: _Args = {"count": str(len(every) - MOST_ALIKE)}
        yield _warning(plan, inputs, every[MOST_ALIKE], "more", count, of_team=False)


def _numbers_of(inputs: Inputs, odd: Odd) -> _Args:
    decimals = odd.series.decimals
    usual = grouped_text(round(odd.usual), decimals)
    other = str(inputs.place(*odd.other, "target")) if odd.other else ""
    return {"value": grouped_text(odd.value, decimals), "usual": usual, "other": other, **_times([odd])}


def _times(alike: Sequence[Odd]) -> _Args:
    """The factor by which the numbers are typically off, and what may be the reason."""
    times = median(odd.times for odd in alike)
    near = next((each for each, so in NEAR.items() if each / so <= times <= each * so), 1)
    is_percent = _may_be_rates(alike) and 100 / PERCENT_NEAR <= times <= 100 * PERCENT_NEAR
    of_parts = alike[0].ratio and near > 100
    of_month = alike[0].year and 12 / YEAR_NEAR <= times <= 12 * YEAR_NEAR
    english, chinese = (
        PERCENT_HINT if is_percent else PARTS_HINT if of_parts else YEAR_HINT if of_month else HINTS[near]
    )
    return {"times": f"{times:,.0f}", "hint": Title("hint", {"en": english, "zh": chinese})}


def _may_be_rates(alike: Sequence[Odd]) -> bool:
    return bool(median(min(abs(odd.value), odd.usual) / 10**odd.series.decimals for odd in alike) <= RATE)


def _warning(plan: Plan, inputs: Inputs, odd: Odd, kind: str, args: _Args, *, of_team: bool = True) -> _Told:
    sheet, team = inputs.sheets[odd.sheet], str(inputs.teams["key"].iloc[odd.at[0]])
    named: _Args = {"team": team, "month": str(plan.month(odd.at[1])), "metric": odd.series.name}
    named["column"] = sheet.headers.get(odd.column) or odd.series.name
    place = inputs.place(odd.sheet, odd.row, odd.column)
    problem = Problem(f"unusual-value.{kind}", {**named, **args}, place, "warning", team if of_team else None)
    return (odd.sheet, odd.row, sheet.columns.get(odd.column, 0)), problem
