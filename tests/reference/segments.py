"""Windows, segments and month fractions (calculation.md 1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from scorecard.model.plan import Plan
from tests.reference.exact import ZERO
from tests.reference.tables import Team


@dataclass
class Segment:
    """One stage of one team within one window."""

    team: Team
    stage: str
    first: int
    """The window's first month."""
    last: int
    """The window's last month, or P."""
    f: dict[int, Fraction] = field(default_factory=dict)
    """Month to fraction, in order; only those above 0."""
    all_f: dict[int, Fraction] = field(default_factory=dict)
    """The sum of f over the team's segments of that month."""


def is_active(team: Team, day: int) -> bool:
    return team.first <= day <= team.last


def ever_active(team: Team, first_day: int, last_day: int) -> bool:
    """Whether the team is active on one of the days at least."""
    return any(is_active(team, day) for day in range(first_day, last_day + 1))


def stage_on(team: Team, day: int) -> str | None:
    """The stage in force on a day on which the team is active."""
    begun = [(start, stage) for start, stage in team.stages if start <= day]
    return max(begun)[1] if begun and is_active(team, day) else None


def fraction(plan: Plan, team: Team, stage: str, month: int) -> Fraction:
    """f(m)."""
    calendar = plan.month(month)
    days = range(calendar.first_day, calendar.last_day + 1)
    if plan.stage_change == "by_day":
        return Fraction(sum(1 for day in days if stage_on(team, day) == stage), len(days))
    looked_at = days[-1] if plan.stage_change == "month_end" else days[0]
    return Fraction(1 if stage_on(team, looked_at) == stage else 0)


def windows(plan: Plan, period: int) -> list[tuple[int, int]]:
    length = {"month": 1, "quarter": 3, "year": 12}[plan.basis]
    return [(first, min(first + length - 1, period)) for first in range(0, period + 1, length)]


def segments_of(plan: Plan, team: Team, period: int) -> list[Segment]:
    """The team's segments in the order of time."""
    found = []
    for first, last in windows(plan, period):
        for stage in _stages_by_first_day(plan, team, first, last):
            f = {month: fraction(plan, team, stage, month) for month in range(first, last + 1)}
            f = {month: part for month, part in f.items() if part > 0}
            if f:
                found.append(Segment(team, stage, first, last, f))
    for segment in found:
        for month in segment.f:
            segment.all_f[month] = sum((other.f.get(month, ZERO) for other in found), ZERO)
    return found


def _stages_by_first_day(plan: Plan, team: Team, first: int, last: int) -> list[str]:
    """The stages that are in force on some day of the window, by the first such day."""
    days = range(plan.month(first).first_day, plan.month(last).last_day + 1)
    order: dict[str, None] = {}
    for day in days:
        stage = stage_on(team, day)
        if stage is not None:
            order[stage] = None
    return list(order)


def active_without_stage(plan: Plan, team: Team, period: int) -> bool:
    """A day of the fiscal year up to P's last on which the team is active but in no stage: a problem."""
    days = range(plan.month(0).first_day, plan.month(period).last_day + 1)
    return any(is_active(team, day) and stage_on(team, day) is None for day in days)


def counting_in(plan: Plan, segments: list[Segment], team: Team, period: int) -> Segment | None:
    """The segment that P counts in (calculation.md 12)."""
    month = plan.month(period)
    holding = [segment for segment in segments if period in segment.f]
    if plan.stage_change != "by_day":
        return holding[0] if holding else None
    active = [day for day in range(month.first_day, month.last_day + 1) if is_active(team, day)]
    stage = stage_on(team, active[-1]) if active else None
    return next((segment for segment in holding if segment.stage == stage), None)
