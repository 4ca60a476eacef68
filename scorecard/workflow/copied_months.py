"""A month in Actuals whose numbers are those of an earlier one: it was probably copied and not filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

import numpy as np
from msgspec import Struct

from scorecard.model.inputs import Inputs, Sheet
from scorecard.model.numbers import QUANTITY
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.workflow.absent import months_text
from scorecard.workflow.filled import Filled, place_of

ENOUGH = 8
"""So many numbers are not the same in two months by chance."""
SMALL = 100 * 10**QUANTITY
"""A whole number below this may well be."""


class Months(Struct, frozen=True):
    """The numbers, other than 0, that add up over months, of some teams."""

    digests: Mapping[int, bytes]
    """Month to what all its numbers come to, each with its team and measure."""
    counts: Mapping[int, int]
    """How many of them are no small whole numbers."""


def numbers_by_month(plan: Plan, inputs: Inputs, period: int) -> Months:
    """Of the measures of Actuals whose months are summed: what stands still, like a level, is the same by right."""
    sums = [index for index, each in enumerate(plan.measures.values()) if each.total == "sum" and not each.source]
    rows = inputs.values
    rows = rows[(rows["value"].to_numpy() != 0) & rows["measure"].isin(sums).to_numpy()]
    rows = rows[rows["month"].to_numpy() <= period].sort_values(["month", "team", "measure", "value"])
    digests, counts = {}, {}
    for month, own in rows[["month", "team", "measure", "value"]].groupby("month"):
        value = own["value"].to_numpy(np.int64)
        digests[int(month)] = blake2b(own[["team", "measure", "value"]].to_numpy(np.int64).tobytes()).digest()
        counts[int(month)] = int(np.count_nonzero((np.abs(value) >= SMALL) | (value % 10**QUANTITY != 0)))
    return Months(digests, counts)


def copied_months(plan: Plan, sheets: Sequence[Sheet], found: Filled, groups: Sequence[Months]) -> Iterator[Problem]:
    """A warning for the months that have the numbers of an earlier one; ``groups`` are all teams, in the same order."""
    alike: dict[tuple[bytes | None, ...], list[int]] = {}
    for month in sorted(set().union(*(each.counts for each in groups))):
        alike.setdefault(tuple(each.digests.get(month) for each in groups), []).append(month)
    for first, *others in alike.values():
        if others and sum(each.counts.get(first, 0) for each in groups) >= ENOUGH:
            args = {"months": months_text(plan, others), "other": str(plan.month(first))}
            yield Problem("month-copied", args, place_of(sheets[found.first[None, others[0]]]), "warning")
