"""Months in Actuals whose numbers are those of an earlier one, or all 0: they were probably not filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

import numpy as np
import pandas as pd
from msgspec import Struct

from scorecard.model.inputs import Inputs, Sheet
from scorecard.model.numbers import QUANTITY, Bools
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.workflow.absent import months_text
from scorecard.workflow.filled import Filled, place_of
from scorecard.workflow.first_ones import Firsts, first_ones

ENOUGH = 8
"""So many numbers are not the same in two months by chance."""
SMALL = 100 * 10**QUANTITY
"""A whole number below this may well be."""
DIGITS, TELLING = 4, 2
"""So many different numbers with so many digits other than zeros behind are not the same twice by chance."""


class Months(Struct, frozen=True):
    """The numbers, other than 0, that add up over months, of some teams."""

    digests: Mapping[int, bytes]
    """Month to what all its numbers come to, each with its team and measure."""
    counts: Mapping[int, int]
    """How many of them are no small whole numbers."""
    there: frozenset[int]
    """Months with any number, be it 0."""
    copied: Mapping[int, Firsts]
    """Month to the warnings of teams that have the numbers of the month before there."""


def numbers_by_month(plan: Plan, inputs: Inputs, period: int) -> Months:
    """Of the measures of Actuals whose months are summed: what stands still, like a level, is the same by right."""
    every = _summed(plan, inputs, period)
    rows = every[every["value"].to_numpy() != 0].sort_values(["month", "team", "measure", "value"])
    digests, counts = {}, {}
    for month, own in rows.groupby("month"):
        value = own["value"].to_numpy(np.int64)
        digests[int(month)] = blake2b(own[["team", "measure", "value"]].to_numpy(np.int64).tobytes()).digest()
        counts[int(month)] = int(np.count_nonzero((np.abs(value) >= SMALL) | (value % 10**QUANTITY != 0)))
    return Months(digests, counts, frozenset(every["month"].unique().tolist()), _copied_by_teams(plan, inputs, rows))


def _summed(plan: Plan, inputs: Inputs, period: int) -> pd.DataFrame:
    """The rows of Actuals up to the period of the measures whose months are summed."""
    sums = [index for index, each in enumerate(plan.measures.values()) if each.total == "sum" and not each.source]
    rows = inputs.values
    return rows[rows["measure"].isin(sums).to_numpy() & (rows["month"].to_numpy() <= period)]


def _copied_by_teams(plan: Plan, inputs: Inputs, rows: pd.DataFrame) -> Mapping[int, Firsts]:
    """Of each team the months with all the numbers of the month before, unless these have stood longer; two of them
    must be of many digits.
    """
    same = _as_before(rows, len(inputs.teams))
    rows = rows[same[rows["team"].to_numpy(), rows["month"].to_numpy()]]
    keys, copied = inputs.teams["key"].tolist(), dict[int, Firsts]()
    for _, own in rows.groupby(["month", "team"]):
        month, team, sheet, row = (int(own[name].iloc[0]) for name in ("month", "team", "sheet", "row"))
        numbers = {abs(value) for value in own["value"].tolist()}
        if sum(len(str(number).rstrip("0")) >= DIGITS for number in numbers) >= TELLING:
            args = {"team": keys[team], "month": str(plan.month(month)), "other": str(plan.month(month - 1))}
            place = inputs.place(sheet, row, "period")
            problem = Problem("month-copied.team", args, place, "warning", keys[team])
            copied[month] = copied.get(month, Firsts()) + Firsts((problem,), 1)
    return copied


def _as_before(rows: pd.DataFrame, teams: int) -> Bools:
    """Teams x months: where every number is that of the month before, and was not that of the one before it."""
    same, filled = np.ones((teams, 12), bool), np.zeros((teams, 12), bool)
    for _, own in rows.groupby("measure"):
        value = np.zeros((teams, 12), np.int64)
        value[own["team"].to_numpy(), own["month"].to_numpy()] = own["value"].to_numpy()
        same[:, 1:] &= value[:, 1:] == value[:, :-1]
        filled |= value != 0
    same[:, 0] = False
    same &= filled
    same[:, 1:] &= ~same[:, :-1]
    return same


def copied_months(plan: Plan, sheets: Sequence[Sheet], found: Filled, groups: Sequence[Months]) -> Iterator[Problem]:
    """A warning for the months that have the numbers of an earlier one, else for each team of which they have;
    ``groups`` are all teams, in the same order.
    """
    alike: dict[tuple[bytes | None, ...], list[int]] = {}
    for month in sorted(set().union(*(each.counts for each in groups))):
        alike.setdefault(tuple(each.digests.get(month) for each in groups), []).append(month)
    told = set[int]()
    for first, *others in alike.values():
        if others and sum(each.counts.get(first, 0) for each in groups) >= ENOUGH:
            told.update(others)
            args = {"months": months_text(plan, others), "other": str(plan.month(first))}
            yield Problem("month-copied", args, place_of(sheets[found.first[None, others[0]]]), "warning")
    of_teams = [own for each in groups for month, own in each.copied.items() if month not in told]
    firsts = sum(of_teams, Firsts())
    yield from first_ones(firsts.first, firsts.count)


def months_of_zeros(plan: Plan, sheets: Sequence[Sheet], found: Filled, groups: Sequence[Months]) -> Iterator[Problem]:
    """A warning of the months after the first with numbers in which all that are summed are 0, for all teams."""
    known = set[int]().union(*(each.digests for each in groups))
    there = set[int]().union(*(each.there for each in groups))
    zeros = sorted(month for month in there - known if known and month > min(known))
    if zeros:
        place = place_of(sheets[found.first[None, zeros[0]]])
        yield Problem("month-of-zeros", {"months": months_text(plan, zeros)}, place, "warning")
