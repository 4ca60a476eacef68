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


class _Difference(Struct, frozen=True):
    """What some numbers are and were; either may be empty."""

    now: Sequence[tuple[_Goal, _Number]]
    then: Sequence[tuple[_Goal, _Number]]


def changed_targets(plan: Plan, inputs: Inputs, earlier: Inputs, teams: Collection[str]) -> Iterator[Problem]:
    """A warning for each metric of one of the teams whose targets differ."""
    then, now = (_numbers(each, each.targets, ("team", "metric"), GOALS) for each in (earlier, inputs))
    titles = [metric.title for metric in plan.metrics.values()]
    told = []
    for key in (*now, *(key for key in then if key not in now)):
        found = _difference(now.get(key, {}), then.get(key, {}))
        if found and key[0] in teams:
            args: dict[str, str | Title] = {"team": key[0], "metric": titles[key[1]]}
            told.append(_told(plan, inputs, ("target-differs", "Targets", QUANTITY), args, found))
    return first_ones(told)


def changed_pools(
    plan: Plan, inputs: Inputs, earlier: Inputs, teams: Collection[str], period: Month
) -> Iterator[Problem]:
    """A warning for each of the teams whose pools differ; one that is new is no wonder from the period's month on."""
    then, now = (_numbers(each, each.pools, ("team",), ("amount",)) for each in (earlier, inputs))
    told = []
    for key in (*now, *(key for key in then if key not in now)):
        theirs = then.get(key, {})
        known = {at: each for at, each in now.get(key, {}).items() if at in theirs or at[0] < period - plan.fiscal_year}
        found = _difference(known, theirs)
        if found and key[0] in teams:
            told.append(_told(plan, inputs, ("pool-differs", "Pools", plan.decimals), {"team": key[0]}, found))
    return first_ones(told)


def _numbers(
    inputs: Inputs, rows: pd.DataFrame, key: Sequence[str], columns: Sequence[str]
) -> dict[tuple[Any, ...], dict[_Goal, _Number]]:
    """Every number of the columns, by the team's key and what else names it."""
    keys = inputs.teams["key"].tolist()
    found: dict[tuple[Any, ...], dict[_Goal, _Number]] = {}
    for row in rows[[*key, "month", "sheet", "row", *columns]].to_dict("records"):
        own = found.setdefault((keys[row["team"]], *(row[name] for name in key[1:])), {})
        headers = inputs.sheets[row["sheet"]].headers
        for column in columns:
            if not pd.isna(row[column]):
                place = inputs.place(row["sheet"], row["row"], column)
                own[row["month"], column] = _Number(int(row[column]), place, headers[column])
    return found


def _difference(now: _Numbers, then: _Numbers) -> _Difference | None:
    """The numbers that are not alike; None where all are."""
    goals = [goal for goal in dict.fromkeys((*now, *then)) if _value(now, goal) != _value(then, goal)]
    sides = ([(goal, side[goal]) for goal in goals if goal in side] for side in (now, then))
    return _Difference(*sides) if goals else None


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
