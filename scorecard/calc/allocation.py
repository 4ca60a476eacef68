"""Allocation of whole units over parts, so that they add up (calculation.md 12)."""

from __future__ import annotations

import numpy as np

from scorecard.calc.calendar import Index
from scorecard.model.numbers import Ints, fit, group_sum, multiply, subtract


def allocate(amount: Ints, parts: Ints, group: Index) -> tuple[Ints, Ints]:
    """Each group's amount over its parts: (share cut towards zero, unit left over: 1, 0 or -1), one entry a part.

    ``amount`` has one entry a group 0, 1, ...; ``parts`` (none below 0) and ``group`` one a part, groups ascending.
    Units left over go to the largest cut-off remainders, ties to the earlier part. A group whose parts are all 0 gets
    nothing.
    """
    whole = group_sum(parts, group, len(amount))
    divisor = np.where(whole == 0, 1, whole)[group]
    product = multiply(np.abs(amount)[group], parts)
    cut = product // divisor
    rest = product - cut * divisor
    left = np.where(whole == 0, 0, subtract(np.abs(amount), group_sum(cut, group, len(amount))))
    unit = (_rank(rest, group) < left[group]).astype(np.int64)
    sign = np.where(amount < 0, -1, 1)[group]
    return cut * sign, unit * sign


def share_of(amount: int, parts: Ints, at: int) -> int:
    """One part's share of an allocation, with its unit of what is left over: what allocate gives it.

    The remainders are only counted, not ranked. ``amount`` is not below 0, and the parts are not all 0.
    """
    divisor = fit(np.full(1, sum(parts.tolist()), object))
    product = multiply(fit(np.full(1, amount, object)), parts)
    cut = product // divisor
    rest = product - cut * divisor
    ahead = int((rest > rest[at]).sum()) + int((rest[:at] == rest[at]).sum())
    left = amount - int(sum(cut.tolist()))
    return int(cut[at]) + int(ahead < left)


def _rank(rest: Ints, group: Index) -> Index:
    """Place of each row within its group, by falling remainder, then by order."""
    if rest.dtype == object:
        rest = np.unique(rest, return_inverse=True)[1].astype(np.int64)
    order = np.lexsort((-rest, group))
    ordered = group[order]
    rank = np.empty(len(rest), np.int64)
    rank[order] = np.arange(len(rest)) - np.searchsorted(ordered, ordered, side="left")
    return rank
