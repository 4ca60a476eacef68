"""Totals of a month series over the months of each segment: sum, average, last, max, min (calculation.md 2 and 3)."""

from __future__ import annotations

import numpy as np
import pandas as pd
from msgspec import Struct

from scorecard.calc.calendar import Calendar, Index
from scorecard.model.numbers import Ints, add, fit, multiply_divide, running_total
from scorecard.model.plan import Total


class Share(Struct, frozen=True):
    """A fraction for every slice: numerator / denominator."""

    numerator: Index
    denominator: Index

    @property
    def whole(self) -> bool:
        """Whether every fraction is 1."""
        return bool((self.numerator == self.denominator).all())


def cut_share(calendar: Calendar, split: bool) -> Share:
    """f, which cuts targets, pools and subsidies; of a measure that is not divided, the sum of f over the month."""
    numerator = calendar.column("numerator" if split else "total")
    return Share(numerator, calendar.column("denominator"))


def divided_share(calendar: Calendar, split: bool) -> Share:
    """g, which divides an actual among the segments of its month; 1 for a measure that is not divided."""
    total = calendar.column("total")
    return Share(calendar.column("numerator") if split else total, total)


def segment_total(calendar: Calendar, total: Total, values: Ints, share: Share) -> Ints:
    """The total of every segment; ``values`` and ``share`` have one entry a slice."""
    start, at = calendar.column("start"), calendar.segment("slice")
    if total == "last":
        return np.asarray(values[at])
    if total in ("max", "min"):
        return _extreme(calendar, total, values)[at]
    parts = values if share.whole else multiply_divide(values, share.numerator, share.denominator)
    sums = running_total(parts, start)[at]
    if total == "sum":
        return sums
    numerator, common = _share_sum(calendar, share)
    return multiply_divide(sums, common[at], numerator[at])


def all_present(calendar: Calendar, total: Total, present: Index) -> Index:
    """Whether every value that a segment's total uses is there."""
    start, at = calendar.column("start"), calendar.segment("slice")
    if total == "last":
        return np.asarray(present[at], bool)
    if present.all():
        return np.ones(len(at), bool)
    gaps = running_total((~present).astype(np.int64), start)
    return np.asarray(gaps[at] == 0, bool)


def _extreme(calendar: Calendar, total: Total, values: Ints) -> Ints:
    if values.dtype == object:
        return _extreme_wide(calendar, total, values)
    groups = pd.Series(values).groupby(calendar.column("spell"))
    return np.asarray(groups.cummax() if total == "max" else groups.cummin())


def _extreme_wide(calendar: Calendar, total: Total, values: Ints) -> Ints:
    choose = max if total == "max" else min
    result = values.copy()
    for row in np.flatnonzero(calendar.column("start") != np.arange(len(values))).tolist():
        result[row] = choose(result[row - 1], result[row])
    return result


def _share_sum(calendar: Calendar, share: Share) -> tuple[Ints, Ints]:
    """Running sum of the fractions over each spell as (numerator, common denominator), one entry a slice."""
    start = calendar.column("start")
    if share.whole:
        ones = np.ones(len(start), np.int64)
        return running_total(ones, start), ones
    heads = np.flatnonzero(start == np.arange(len(start)))
    lengths = np.diff(np.append(heads, len(start)))
    common = np.repeat(np.lcm.reduceat(share.denominator, heads), lengths)
    return running_total(share.numerator * (common // share.denominator), start), common


def sum_of(parts: list[Ints]) -> Ints:
    """Several amounts of the same segments added up."""
    total = parts[0]
    for part in parts[1:]:
        total = add(total, part)
    return fit(total)
