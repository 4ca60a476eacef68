"""How the numbers of Targets and Pools differ from those of before, of each team that was there then."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from msgspec import Struct

from scorecard.model.inputs import Inputs
from scorecard.model.numbers import QUANTITY, grouped_text
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace, Place, Problem
from scorecard.model.titles import Title
from scorecard.read.money import GOALS
from scorecard.workflow.first_ones import first_ones

MOST = 3
"""So many numbers of a team are written out."""
_Goal = tuple[int, str]
"""Month (-1: the year) and column."""


class _Number(Struct, frozen=True):
    """A number in a cell."""

    value: int
    place: Place
    column: str
    """Its header."""


_Numbers = Mapping[_Goal, _Number]
"""Of one team, or of one team's metric."""
_Key = tuple[Any, ...]
"""A team's key, and perhaps a metric's index."""


class _Difference(Struct, frozen=True):
    """What some numbers are and were; either may be empty."""

    now: Sequence[tuple[_Goal, _Number]]
    then: Sequence[tuple[_Goal, _Number]]


def changed_targets(
    plan: Plan, inputs: Inputs, earlier: Inputs, teams: Collection[str], period: Month
) -> Iterator[Problem]:
    """A warning for each metric of one of the teams whose targets differ; where they are filled in month by month, one
    that is new is no wonder from the period's month on.
    """
    then, now = (_numbers(each, each.targets, ("team", "metric"), GOALS) for each in (earlier, inputs))
    by_month = {key: own for key, own in then.items() if all(month >= 0 for month, _ in own)}
    known = _without_new({key: own for key, own in now.items() if key in by_month}, then, period - plan.fiscal_year)
    titles = [metric.title for metric in plan.metrics.values()]
    table = ("target-differs", "Targets", QUANTITY)
    found = ((key, each) for key, each in _differences({**now, **known}, then) if key[0] in teams)
    return first_ones(
        [_told(plan, inputs, table, {"team": key[0], "metric": titles[key[1]]}, each) for key, each in found]
    )


def changed_pools(
    plan: Plan, inputs: Inputs, earlier: Inputs, teams: Collection[str], period: Month
) -> Iterator[Problem]:
    """A warning for each of the teams whose pools differ; one that is new is no wonder from the period's month on."""
    then, now = (_numbers(each, each.pools, ("team",), ("amount",)) for each in (earlier, inputs))
    known = _without_new(now, then, period - plan.fiscal_year)
    table = ("pool-differs", "Pools", plan.decimals)
    found = ((key, each) for key, each in _differences(known, then) if key[0] in teams)
    return first_ones([_told(plan, inputs, table, {"team": key[0]}, each) for key, each in found])


def _without_new(now: Mapping[_Key, _Numbers], then: Mapping[_Key, _Numbers], period: int) -> Mapping[_Key, _Numbers]:
    """The numbers but for those of the period's month and later ones that were not there."""
    return {
        key: {goal: each for goal, each in own.items() if goal in then.get(key, {}) or goal[0] < period}
        for key, own in now.items()
    }


def _numbers(inputs: Inputs, rows: pd.DataFrame, key: Sequence[str], columns: Sequence[str]) -> Mapping[_Key, _Numbers]:
    """Every number of the columns, by the team's key and what else names it."""
    keys = inputs.teams["key"].tolist()
    found: dict[_Key, dict[_Goal, _Number]] = {}
    for row in rows[[*key, "month", "sheet", "row", *columns]].to_dict("records"):
        own = found.setdefault((keys[row["team"]], *(row[name] for name in key[1:])), {})
        headers = inputs.sheets[row["sheet"]].headers
        for column in columns:
            if not pd.isna(row[column]):
                place = inputs.place(row["sheet"], row["row"], column)
                own[row["month"], column] = _Number(int(row[column]), place, headers[column])
    return found


def _differences(now: Mapping[_Key, _Numbers], then: Mapping[_Key, _Numbers]) -> Iterator[tuple[_Key, _Difference]]:
    """The numbers that are not alike, of each whose are not."""
    for key in dict.fromkeys((*now, *then)):
        mine, theirs = now.get(key, {}), then.get(key, {})
        goals = [goal for goal in dict.fromkeys((*mine, *theirs)) if _value(mine, goal) != _value(theirs, goal)]
        if goals:
            yield key, _Difference(*([(goal, side[goal]) for goal in goals if goal in side] for side in (mine, theirs)))


def _value(numbers: _Numbers, goal: _Goal) -> int | None:
    return numbers[goal].value if goal in numbers else None


def _told(
    plan: Plan, inputs: Inputs, table: tuple[str, str, int], args: Mapping[str, str | Title], found: _Difference
) -> Problem:
    """The warning; of the table there is its code, its name and the decimals of its numbers."""
    code, name, decimals = table
    kind = code if found.now and found.then else f"{code}.added" if found.now else f"{code}.removed"
    texts = {"now": _listed(plan, found.now, decimals), "then": _listed(plan, found.then, decimals)}
    other = str(found.then[0][1].place) if found.then else ""
    place = found.now[0][1].place if found.now else _sheet(inputs, name)
    return Problem(kind, {**args, **texts, "other": other}, place, "warning", str(args["team"]))


def _listed(plan: Plan, numbers: Sequence[tuple[_Goal, _Number]], decimals: int) -> str:
    """``2026 target 1200000``, not too many."""
    year = plan.fiscal_year_name or str(plan.fiscal_year.year)
    texts = [
        f"{year if month < 0 else plan.month(month)} {number.column} {grouped_text(number.value, decimals)}"
        for (month, _), number in numbers
    ]
    return ", ".join(texts[:MOST]) + (", …" if len(texts) > MOST else "")


def _sheet(inputs: Inputs, table: str) -> Place | None:
    return next((CellPlace(each.book, each.name) for each in inputs.sheets if each.table == table), None)
