"""Which plans form a line, year after year, and what may be closed or voided in it next (docs/decisions/013)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from scorecard.ledger.entries import Entry, closings, of_plan, state
from scorecard.model.period import Month
from scorecard.model.problems import Problem


class Planned(Protocol):
    """What belongs to a plan: an entry, or one that is to be appended."""

    @property
    def plan(self) -> str:
        """The plan's id."""

    @property
    def fiscal_year(self) -> Month:
        """The plan's."""

    @property
    def currency(self) -> str:
        """The plan's."""


class PlanOf(Struct, frozen=True):
    """A plan as a line knows it."""

    plan: str
    fiscal_year: Month
    currency: str


def name_of(one: Planned) -> str:
    """The plan's id without its year: ``key-accounts-#`` of key-accounts-2026 in the fiscal year 2026 or FY26.

    Digits that are no year stay: region-1-2026 and region-2-2026 are of different lines.
    """
    year = one.fiscal_year.year
    for years in ({str(year), str(year + 1)}, {f"{year % 100:02d}", f"{(year + 1) % 100:02d}"}):
        if years & set(re.findall(r"\d+", one.plan)):
            return re.sub(r"\d+", lambda found: "#" if found[0] in years else found[0], one.plan)  # noqa: B023
    return one.plan


def same_line(one: Planned, other: Planned) -> bool:
    """Whether both are of one plan, or of plans of two years of which one continues the other."""
    if one.plan == other.plan:
        return True
    apart = one.fiscal_year != other.fiscal_year and one.currency == other.currency
    return apart and name_of(one) == name_of(other)


def line_of(every: Iterable[Entry], one: Planned) -> list[Entry]:
    """The entries of the line."""
    return [each for each in every if same_line(each, one)]


def line_state(every: Iterable[Entry], one: Planned) -> str:
    """The digest of the newest closing or void of the line, on which its next stands; empty where there is none."""
    return state(line_of(every, one))


def not_next(every: Sequence[Entry], plan: str, period: Month) -> Problem | None:
    """Why a period cannot be closed now: it is closed, or it is not the one after the newest (ledger.md, Order)."""
    closed = closings(of_plan(every, plan))
    if not closed:
        return None
    last = max(each.period for each in closed)
    same = next((each for each in closed if each.period == period), None)
    if same is not None:
        return Problem("already-closed", {"period": str(period), "moment": same.moment, "by": same.by})
    said = {"period": str(period), "last": str(last), "next": str(last + 1)}
    return None if period == last + 1 else Problem("period-gap", said)


def not_voidable(every: Sequence[Entry], closing: Entry) -> Problem | None:
    """Why a closing cannot be taken back: a later one, of the plan or of one that continues it, is built on it."""
    later = [each for each in closings(every) if same_line(closing, each) and each.period > closing.period]
    last = max(later, key=lambda each: each.period, default=None)
    return None if last is None else Problem("not-newest", {"last": f"{last.plan} {last.period}"})
