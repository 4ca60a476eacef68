"""What a run of very many teams comes to, in numbers that groups of teams add up to (outputs.md, Summary)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any

import pandas as pd
from msgspec import Struct, field

from scorecard.calc.pipeline import totals
from scorecard.model.result import Result
from scorecard.report.result_json import told

Sums = Mapping[Any, tuple[int, ...]]
"""Group to sums of it."""


class Overview(Struct, frozen=True):
    """Sums over teams; money in the currency's smallest unit."""

    teams: int = 0
    totals: Mapping[str, int] = field(default_factory=dict)
    """As result.json names them."""
    members: int = 0
    """What the members' amounts add up to."""
    positive: int = 0
    """The positive entitlements before the budget."""
    deferred: Mapping[str, int] = field(default_factory=dict)
    """What is kept back, paid now, released, forfeited and left (calculation.md 13)."""
    units: Sums = field(default_factory=dict)
    """Unit (None: none) to payable, teams."""
    stages: Sums = field(default_factory=dict)
    """Stage's number in the plan (-1: no longer active) to payable, teams."""
    perspectives: Sums = field(default_factory=dict)
    """Perspective's id to points and weight (percents) of its metrics in all segments."""
    months: Sums = field(default_factory=dict)
    """Month (0 to 11) to payable, entitlement."""
    warnings: Mapping[str, int] = field(default_factory=dict)
    """Code to how many there are about single teams; those about the run as a whole belong to no group."""


DEFERRED = ("deferred", "paid_now", "released", "forfeited", "deferred_balance")


def overview_of(result: Result) -> Overview:
    """The sums of a result's teams."""
    table = result.payables
    units = result.inputs.teams["unit"].iloc[table["team"].tolist()].tolist()
    known = [unit if isinstance(unit, str) else None for unit in units]
    metrics = list(result.plan.metrics.values())
    of = [metrics[code].perspective for code in result.scores["metric"].tolist()]
    scores = zip(_whole(result.scores["points"]), result.scores["weight"].tolist(), strict=True)
    months = zip(result.monthly["payable"].tolist(), result.monthly["entitlement"].tolist(), strict=True)
    payable = table["payable"].tolist()
    return Overview(
        len(table),
        totals(result),
        sum(result.members["amount"].tolist()),
        sum(each for each in table["entitlement_uncut"].tolist() if each > 0),
        {name: sum(_whole(table[name])) for name in DEFERRED} if result.defers else {},
        _sums(known, ((money, 1) for money in payable)),
        _sums(table["stage"].tolist(), ((money, 1) for money in payable)),
        _sums(of, scores),
        _sums(result.monthly["month"].tolist(), months),
        Counter(each.code for each in told(result) if each.team is not None),
    )


def _whole(column: pd.Series[Any]) -> list[int]:
    """The numbers, 0 where null."""
    return [0 if value is None or value is pd.NA else int(value) for value in column.tolist()]


def _sums(groups: Iterable[Any], rows: Iterable[tuple[int, ...]]) -> dict[Any, tuple[int, ...]]:
    found: dict[Any, tuple[int, ...]] = {}
    for group, row in zip(groups, rows, strict=True):
        before = found.get(group)
        found[group] = row if before is None else tuple(map(int.__add__, before, row))
    return found


def added(overviews: Iterable[Overview]) -> Overview:
    """The overview of all teams of several groups."""
    return reduce(_added, overviews, Overview())


def _added(one: Overview, other: Overview) -> Overview:
    return Overview(
        one.teams + other.teams,
        _both(one.totals, other.totals),
        one.members + other.members,
        one.positive + other.positive,
        _both(one.deferred, other.deferred),
        _merged(one.units, other.units),
        _merged(one.stages, other.stages),
        _merged(one.perspectives, other.perspectives),
        _merged(one.months, other.months),
        _both(one.warnings, other.warnings),
    )


def _both(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {name: one.get(name, 0) + other.get(name, 0) for name in dict.fromkeys([*one, *other])}


def _merged(one: Sums, other: Sums) -> dict[Any, tuple[int, ...]]:
    return _sums([*one, *other], [*one.values(), *other.values()])
