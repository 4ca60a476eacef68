"""Deferral of one team (calculation.md 13): what is kept back now, and what of earlier months is released or lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from scorecard.model.ledger import Grant, condition_of
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from tests.reference.curves import percent
from tests.reference.exact import ZERO, allocation, rounded
from tests.reference.money import money
from tests.reference.notices import Notices
from tests.reference.people import MemberLine, Split
from tests.reference.scorecards import decided
from tests.reference.segments import Segment

KEYS = ("deferred", "paid_now", "released", "forfeited", "deferred_balance")
Numbers = dict[str, Fraction]


@dataclass
class Kept:
    """The team's numbers and those of each line; None where the team has no deferral."""

    team: Numbers
    lines: list[Numbers]


def kept_of(
    plan: Plan,
    period: Month,
    now: Segment | None,
    composite: Fraction | None,
    payable: Fraction,
    split: Split,
    grants: Sequence[Grant],
    notices: Notices,
) -> Kept | None:
    """`split` gets a line for everybody who has money kept back and no line."""
    rule = plan.stages[now.stage].deferral if now else None
    outcomes = [_outcome(plan, period, now, composite, grant, notices) for grant in grants]
    if rule is None and not grants:
        return None
    _add_lines(split, grants)
    deferred = ZERO
    if rule is not None and payable > 0:
        deferred = rounded(payable * percent(rule.percent) / 100, plan.decimals)
    parts = [*(line.amount for line in split.lines), split.unallocated]
    shares = allocation(deferred, parts, plan.decimals) if deferred else [ZERO] * len(parts)
    told = list(zip(grants, outcomes, strict=True))
    lines = []
    for index, line in enumerate(split.lines):
        own = [share for share, other in zip(shares, split.lines, strict=False) if other.employee == line.employee]
        first = all(other.employee != line.employee for other in split.lines[:index])
        mine = [(grant, outcome) for grant, outcome in told if first and grant.employee == line.employee]
        granted = sum(own, ZERO) if first else ZERO
        lines.append(_numbers(plan, line.amount, shares[index], granted, mine))
    return Kept(_numbers(plan, payable, deferred, deferred, told), lines)


def _add_lines(split: Split, grants: Sequence[Grant]) -> None:
    there = {line.employee for line in split.lines}
    left = {grant.employee: grant.name for grant in grants if grant.employee is not None}
    for employee in sorted(set(left) - there):
        split.lines.append(MemberLine(employee, left[employee], None, None, None, ZERO, ZERO))


def _numbers(
    plan: Plan, amount: Fraction, deferred: Fraction, granted: Fraction, told: list[tuple[Grant, str]]
) -> Numbers:
    """`granted` is what of `deferred` (and of the person's further lines) enters the balance here."""
    sums = {
        outcome: sum((money(plan, grant.amount) for grant, each in told if each == outcome), ZERO)
        for outcome in ("released", "forfeited", "open")
    }
    balance = sums["open"] + granted
    return dict(zip(KEYS, (deferred, amount - deferred, sums["released"], sums["forfeited"], balance), strict=True))


def _outcome(
    plan: Plan, period: Month, now: Segment | None, composite: Fraction | None, grant: Grant, notices: Notices
) -> str:
    if grant.due > period:
        return "open"
    if now is None or composite is None:
        return "forfeited"
    return "released" if decided(plan, now, condition_of(grant.keep_if), composite, notices) else "forfeited"
