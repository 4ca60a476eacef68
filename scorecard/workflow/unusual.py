"""Numbers that are far from a team's usual, or from its target: often one was typed in another unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from scorecard.calc.targets import monthly_targets
from scorecard.calc.values import combine
from scorecard.model.inputs import Inputs
from scorecard.model.numbers import QUANTITY, Bools, Ints
from scorecard.model.plan import Metric, Plan
from scorecard.model.titles import Title

ENOUGH = 3
"""So many other months that are not 0 say what is usual."""
LARGE, SMALL = 10, 300
"""Odd is what is so many times the usual, and what the usual is so many times of (元 and 千元 are 1,000 times apart,
and months differ)."""
FAR, TOGETHER = 100, 3
"""Odd is also what is so many times the months before, or the other way about, of so many teams at once."""
PERCENT = 2 * 10**QUANTITY
"""From here on a target is no usual one for a rate below 1: 20 was meant as 20%."""
_ALMOST = 1 - 1e-9
"""Doubles compare here, and decide no amount; exactly ten times the usual must not be missed by their last bit."""
EVERY = 11
"""The last month: targets and pools are odd whatever the period."""

Numbers = NDArray[np.float64]
"""Amounts without their sign, teams x months, scaled like the series; 0 where there is none."""
_At = tuple[int, int]
"""A team and a month."""


class Series(Struct, frozen=True):
    """A number a month of each team: teams x months, 0 where there is none."""

    name: Title
    value: Ints
    row: NDArray[np.int64]
    """Index into ``rows``."""
    rows: pd.DataFrame
    """With ``team``, ``month``, ``value``, ``sheet`` and ``row``."""
    column: str
    """Where the numbers stand."""
    decimals: int = QUANTITY

    def of(self, name: Title) -> Series:
        """The same under another name."""
        return replace(self, name=name, decimals=QUANTITY)

    @property
    def amount(self) -> Numbers:
        """Without signs."""
        return np.abs(self.value).astype(np.float64)


class Odd(Struct, frozen=True):
    """A number that is far from what is usual."""

    kind: str
    """Variant of unusual-value."""
    series: Series
    at: _At
    sheet: int
    row: int
    column: str
    value: int
    usual: float
    other: tuple[int, int] | None = None
    """Sheet and row of the target that it is compared with."""
    ratio: bool = False
    """Whether it is the target of one."""
    year: bool = False
    """Whether it is a target of the year."""

    @property
    def times(self) -> float:
        """How many times the smaller the larger is."""
        value = abs(self.value)
        return max(value / self.usual, self.usual / value)


def unusual_values(plan: Plan, inputs: Inputs, period: int) -> list[Odd]:
    """Measures are looked at up to the period, targets and pools in all months that have a row of their own."""
    sums = {id: _of_measure(plan, inputs, id) for id in plan.measures}
    found = [odd for series in sums.values() for odd in against_usual(series, period)]
    found += [odd for series in sums.values() for odd in all_at_once(series, period)]
    for metric in plan.metrics.values():
        parts = [sums[id] for id in metric.actual.measures]
        if metric.actual.kind == "measure":
            found += _against_target(plan, inputs, metric, parts[0], period)
        elif metric.actual.kind == "ratio":
            found += _ratio_against_target(plan, inputs, metric, parts, period)
    for series in (*_targets(plan, inputs), _pools(plan, inputs)):
        found += against_usual(series, EVERY)
    once = {(odd.sheet, odd.row, odd.column, odd.at): odd for odd in reversed(found)}
    return list(reversed(once.values()))


def usual(amount: Numbers) -> Numbers:
    """The median of each month's other months that are not 0; 0 where these are too few."""
    found = np.zeros_like(amount)
    known = np.where(amount > 0, amount, np.nan)
    for month in range(amount.shape[1]):
        others = np.delete(known, month, axis=1)
        enough = np.isfinite(others).sum(axis=1) >= ENOUGH
        if enough.any():
            found[enough, month] = np.nanmedian(others[enough], axis=1)
    return found


def _series(name: Title, rows: pd.DataFrame, teams: int, column: str, decimals: int = QUANTITY) -> Series:
    """A value a month; of several in one month the largest."""
    value, row = np.zeros((teams, 12), np.int64), np.full((teams, 12), -1)
    given = rows["value"].to_numpy(np.int64)
    order = np.argsort(np.abs(given), kind="stable")
    team, month = rows["team"].to_numpy()[order], rows["month"].to_numpy()[order]
    value[team, month], row[team, month] = given[order], order
    return Series(name, value, row, rows, column, decimals)


def _of_measure(plan: Plan, inputs: Inputs, id: str) -> Series:
    """A measure's values; of a source what a month's rows come to, at the largest of them. Counts have no unit."""
    measure, index = plan.measures[id], list(plan.measures).index(id)
    every = inputs.lines if measure.source else inputs.values
    rows = every[every["measure"].to_numpy() == (-1 if measure.source and not measure.column else index)]
    found = _series(measure.title, rows, len(inputs.teams), measure.column[0] if measure.column else id)
    if not measure.source:
        return found
    cell = rows["team"].to_numpy(np.int64) * 12 + rows["month"].to_numpy()
    value, day = rows["value"].to_numpy(), rows["day"].to_numpy()
    total = combine(measure.each_month, value, cell, day, found.value.size)
    return Series(found.name, total.reshape(-1, 12), found.row, rows, found.column)


def _targets(plan: Plan, inputs: Inputs) -> Iterator[Series]:
    """Targets of months, of each metric."""
    rows = inputs.targets
    rows = rows[(rows["month"].to_numpy() >= 0) & rows["target"].notna().to_numpy()]
    rows = rows.assign(value=rows["target"].to_numpy(np.int64))
    for index, metric in enumerate(plan.metrics.values()):
        yield _series(metric.title, rows[rows["metric"].to_numpy() == index], len(inputs.teams), "target")


def _pools(plan: Plan, inputs: Inputs) -> Series:
    rows = inputs.pools[inputs.pools["month"].to_numpy() >= 0]
    rows = rows.assign(value=rows["amount"])
    return _series(Title("amount"), rows, len(inputs.teams), "amount", plan.decimals)


def against_usual(series: Series, period: int) -> Iterator[Odd]:
    """The numbers that are far from the team's other months, unless most of these are like them; of a team whose
    months are of two sizes, as many of the one as of the other, the first of the later size."""
    amount = series.amount
    sizes = _two_sizes(amount)
    normal = np.where(_is_like_most(amount), 0, usual(amount))
    normal[list(sizes)] = 0
    yield from _far(series, amount, normal, period, ("large", "small"))
    for team, large in sizes.items():
        known = np.flatnonzero(amount[team] > 0)
        later = large[known] != large[known[0]]
        month = int(known[later][0])
        if month <= period:
            yield _odd(series, "halves", (team, month), float(np.median(amount[team][known[~later]])), None)


def all_at_once(series: Series, period: int) -> Iterator[Odd]:
    """The numbers of a month that are far from those before of most teams, where these are too few to say what is
    usual: several teams do not change so much in one month, but a column's unit does.
    """
    amount = series.amount
    known = amount > 0
    short = known.sum(axis=1) <= ENOUGH
    for month in range(1, period + 1):
        teams = np.flatnonzero(short & known[:, month] & known[:, :month].any(axis=1))
        if len(teams) < TOGETHER:
            continue
        normal = np.nanmedian(np.where(known[teams, :month], amount[teams, :month], np.nan), axis=1)
        this = amount[teams, month]
        for kind, far in (("large", this >= FAR * normal), ("small", normal >= FAR * this)):
            if far.sum() >= TOGETHER and 2 * far.sum() > len(teams):
                for team, was in zip(teams[far].tolist(), normal[far].tolist(), strict=True):
                    yield _odd(series, kind, (team, month), was, None)


def _two_sizes(amount: Numbers) -> dict[int, Bools]:
    """Of each team with two sizes, ten times apart at least, each alike in itself: which months are of the larger."""
    found = {}
    for team in np.flatnonzero((amount > 0).sum(axis=1) > ENOUGH).tolist():
        known = np.sort(amount[team][amount[team] > 0])
        low, high = known[: len(known) // 2], known[len(known) // 2 :]
        apart = high[0] >= LARGE * _ALMOST * low[-1]
        if apart and len(low) == len(high) and _are_alike(low) and _are_alike(high):
            found[team] = np.asarray(amount[team] >= high[0], bool)
    return found


def _are_alike(known: Numbers) -> bool:
    """Whether the sorted amounts are less than ten times apart."""
    return bool(known[-1] < LARGE * _ALMOST * known[0])


def _is_like_most(amount: Numbers) -> Bools:
    """Where more than half of the months that are not 0, itself among them, are less than ten times apart."""
    known = amount > 0
    this, others = amount[:, :, None], amount[:, None, :]
    alike = (others < LARGE * _ALMOST * this) & (this < LARGE * _ALMOST * others)
    return np.asarray(2 * alike.sum(axis=2) > known.sum(axis=1)[:, None], bool)


def _far(
    series: Series,
    amount: Numbers,
    normal: Numbers,
    period: int,
    kinds: tuple[str, str],
    places: Mapping[_At, tuple[int, int]] | None = None,
) -> Iterator[Odd]:
    """The numbers up to the period that are far above (first kind) or below (second) what is normal, if it is known."""
    known = (amount > 0) & (normal > 0)
    known[:, period + 1 :] = False
    for kind, far in zip(kinds, (_is_large(amount, normal), _is_large(normal, amount, SMALL)), strict=True):
        for team, month in np.argwhere(known & far).tolist():
            yield _odd(series, kind, (team, month), float(normal[team, month]), (places or {}).get((team, month)))


def _is_large(amount: Numbers, normal: Numbers, times: int = LARGE) -> Bools:
    return np.asarray(amount >= times * _ALMOST * normal, bool)


def _odd(series: Series, kind: str, at: _At, normal: float, other: tuple[int, int] | None) -> Odd:
    row = series.rows.iloc[int(series.row[at])]
    return Odd(
        kind, series, at, int(row["sheet"]), int(row["row"]), series.column, int(series.value[at]), normal, other
    )


def _against_target(plan: Plan, inputs: Inputs, metric: Metric, series: Series, period: int) -> Iterator[Odd]:
    """Where the team's other months say nothing, the numbers that are far from the month's target; the targets from
    which every number is far."""
    goal, present = monthly_targets(plan, inputs, metric)
    goal = np.where(present, goal, 0)
    size, amount = np.abs(goal).astype(np.float64), series.amount
    amount[:, period + 1 :] = 0
    places = _target_places(plan, inputs, metric)
    wrong = list(_odd_targets(metric, series, amount, goal, size, places))
    size[[odd.at[0] for odd in wrong]] = 0
    size[usual(series.amount) > 0] = 0
    yield from _far(series, amount, size, period, ("above-target", "below-target"), places)
    yield from wrong


def _odd_targets(
    metric: Metric, series: Series, amount: Numbers, goal: Ints, size: Numbers, places: Mapping[_At, tuple[int, int]]
) -> Iterator[Odd]:
    """The targets of the metric from which every number of the team is far."""
    title, spread = metric.title, metric.target_total == "sum"  # a year's target is shared among its months
    known = (amount > 0) & (size > 0)
    enough = known.sum(axis=1) >= ENOUGH
    for kind, far in (("low-target", _is_large(amount, size)), ("high-target", _is_large(size, amount, SMALL))):
        for team in np.flatnonzero(enough & (far | ~known).all(axis=1)).tolist():
            months = np.flatnonzero(known[team]).tolist()
            at = (team, months[0])
            normal = float(np.median(amount[team][months]))
            (sheet, row), is_year = places[at], len({places[team, month] for month in months}) == 1
            named = replace(series, name=title)
            yield Odd(kind, named, at, sheet, row, "target", int(goal[at]), normal, year=is_year and spread)


def _ratio_against_target(
    plan: Plan, inputs: Inputs, metric: Metric, parts: Sequence[Series], period: int
) -> Iterator[Odd]:
    """The targets of a ratio from which it is far in each month that they are for."""
    goal, present = monthly_targets(plan, inputs, metric)
    over, under = (part.amount[:, : period + 1] for part in parts)
    known = (over > 0) & (under > 0) & present[:, : period + 1] & (goal[:, : period + 1] != 0)
    ratio = np.divide(over * 10**QUANTITY, under, out=np.zeros_like(over), where=known)
    months: dict[tuple[int, int], list[_At]] = {}
    for at, place in _target_places(plan, inputs, metric).items():
        if at[1] <= period and known[at]:
            months.setdefault(place, []).append(at)
    size = np.abs(goal).astype(np.float64)
    for (sheet, row), ats in months.items():
        which = tuple(zip(*ats, strict=True))
        kind = _kind_of_rate(ratio[which], size[which])
        if kind:
            usual = float(np.median(ratio[which]))
            yield Odd(
                kind, parts[0].of(metric.title), ats[0], sheet, row, "target", int(goal[ats[0]]), usual, ratio=True
            )


def _kind_of_rate(ratio: Numbers, goal: Numbers) -> str | None:
    """A target of 20 for what is 0.3 is more often a percent than one of 3, or of 0.2 for what is 0.01."""
    percent = (goal >= PERCENT) & (ratio < 10**QUANTITY) & _is_large(goal, ratio)
    if (percent | _is_large(goal, ratio, SMALL)).all():
        return "high-target"
    return "low-target" if _is_large(ratio, goal).all() else None


def _target_places(plan: Plan, inputs: Inputs, metric: Metric) -> dict[_At, tuple[int, int]]:
    """Sheet and row of each month's target; that of the year stands for all months."""
    rows = inputs.targets[inputs.targets["metric"].to_numpy() == list(plan.metrics).index(metric.id)]
    found: dict[_At, tuple[int, int]] = {}
    for team, month, sheet, row in _tuples(rows, "team", "month", "sheet", "row"):
        months = range(12) if month < 0 else (month,)
        found |= {(team, each): (sheet, row) for each in months}
    return found


def _tuples(rows: pd.DataFrame, *names: str) -> Iterable[tuple[int, ...]]:
    return zip(*(rows[name].tolist() for name in names), strict=True)
