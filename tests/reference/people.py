"""The first-responsible owner and the members of one team (calculation.md 12)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scorecard.model.period import Month, date_of
from scorecard.model.plan import Plan
from tests.reference.curves import percent
from tests.reference.exact import QUANTITY, ZERO, allocation, rounded
from tests.reference.notices import Notices
from tests.reference.tables import Member, Team


@dataclass
class MemberLine:
    """A member's line; an owner without one has no member."""

    employee: str
    name: str
    member: Member | None
    active: Fraction | None
    part: Fraction | None
    premium: Fraction
    amount: Fraction


@dataclass
class Split:
    """Who gets what of a payable."""

    owner: tuple[str, str] | None
    premium: Fraction
    lines: list[MemberLine]
    unallocated: Fraction


def split_of(
    plan: Plan, team: Team, period: Month, payable: Fraction, composite: Fraction | None, notices: Notices
) -> Split:
    day = period.last_day
    gone = team.last < day
    if gone:
        day = team.last
    needed = not gone or payable != 0
    owner = owner_on(team, day)
    if needed:
        _check_owner(plan, team, day, owner, notices)
    month = Month(date_of(day).year, date_of(day).month)
    premium = _premium(plan, payable, composite) if owner else ZERO
    lines = _lines(plan, team, month, needed, notices)
    _pay(plan, lines, payable - premium)
    unallocated = payable - premium - sum((line.amount for line in lines), ZERO)
    if unallocated != 0:
        notices.warnings.append(("nobody-to-pay", team.key))
    if premium and owner:
        _pay_premium(lines, owner, premium)
    return Split(owner, premium, lines, unallocated)


def owner_on(team: Team, day: int) -> tuple[str, str] | None:
    begun = [row for row in team.owners if row[0] <= day]
    return max(begun)[1:] if begun else None


def _check_owner(plan: Plan, team: Team, day: int, owner: tuple[str, str] | None, notices: Notices) -> None:
    if owner is None:
        notices.problems.add(("no-owner", team.key))
        return
    inside = any(each.employee == owner[0] and each.first <= day <= each.last for each in team.members)
    if not inside and not plan.owner.outside_team:
        notices.problems.add(("owner-outside-team", team.key))


def _premium(plan: Plan, payable: Fraction, composite: Fraction | None) -> Fraction:
    if payable <= 0 or composite is None:
        return ZERO
    if plan.owner.needs_score is not None and composite < percent(plan.owner.needs_score):
        return ZERO
    return rounded(payable * percent(plan.owner.premium) / 100, plan.decimals)


def _lines(plan: Plan, team: Team, month: Month, needed: bool, notices: Notices) -> list[MemberLine]:
    """The members with an active day, in their order, with their parts."""
    roles = list(plan.roles)
    members = sorted(team.members, key=lambda each: (each.employee, roles.index(each.role), each.first))
    active = [(member, _active(member, month)) for member in members]
    active = [(member, part) for member, part in active if part > 0]
    lines = []
    for member, days in active:
        in_role = sum((other for each, other in active if each.role == member.role), ZERO)
        part = percent(plan.roles[member.role].share) * days * member.factor / in_role
        lines.append(MemberLine(member.employee, member.name, member, days, rounded(part, QUANTITY), ZERO, ZERO))
    for role in roles:
        if needed and all(member.role != role for member, _ in active):
            notices.warnings.append(("role-vacant", team.key))
    return lines


def _active(member: Member, month: Month) -> Fraction:
    """Days of the month within the spell / days of the month."""
    days = range(month.first_day, month.last_day + 1)
    return Fraction(sum(1 for day in days if member.first <= day <= member.last), len(days))


def _pay(plan: Plan, lines: list[MemberLine], money: Fraction) -> None:
    parts = [line.part or ZERO for line in lines]
    if sum(parts) > 0:
        for line, amount in zip(lines, allocation(money, parts, plan.decimals), strict=True):
            line.amount = amount


def _pay_premium(lines: list[MemberLine], owner: tuple[str, str], premium: Fraction) -> None:
    own = [line for line in lines if line.employee == owner[0]]
    if not own:
        lines.append(MemberLine(owner[0], owner[1], None, None, None, ZERO, ZERO))
        own = lines[-1:]
    own[0].premium = premium
    own[0].amount += premium
