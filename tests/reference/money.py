"""Funding, pool, entitlement and payable (calculation.md 9 to 11)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scorecard.model.plan import Component, Plan
from tests.reference.curves import percent
from tests.reference.exact import ZERO, rounded
from tests.reference.notices import Notices
from tests.reference.scorecards import Card
from tests.reference.segments import Segment
from tests.reference.tables import YEAR, Team
from tests.reference.totals import measure_actual, phased


@dataclass
class Pool:
    """A segment's money."""

    funding: list[tuple[Component, Fraction]]
    earned: Fraction
    held: Fraction
    held_by: str | None
    forfeited_by: str | None
    pool: Fraction


def money(plan: Plan, units: int) -> Fraction:
    return Fraction(units, 10**plan.decimals)


def pool_of(plan: Plan, segment: Segment, card: Card, notices: Notices) -> Pool:
    stage = plan.stages[segment.stage]
    funding = [(component, _component(plan, segment, component, notices)) for component in stage.funding]
    scored = sum((amount for component, amount in funding if component.scored), ZERO)
    unscored = sum((amount for component, amount in funding if not component.scored), ZERO)
    target_pool = sum((amount for component, amount in funding if component.kind == "target_pool"), ZERO)
    earned = rounded(max(scored, ZERO) * card.factor / 100 + min(scored, ZERO), plan.decimals)
    held, held_by = earned, None
    if stage.floor is not None:
        floor = rounded(percent(stage.floor) / 100 * target_pool, plan.decimals)
        if held < floor:
            held, held_by = floor, "floor"
    if stage.cap is not None:
        cap = rounded(percent(stage.cap) / 100 * target_pool, plan.decimals)
        if held > cap:
            held, held_by = cap, "cap"
    pool = held + unscored
    forfeits = [line.gate.id for line in card.gates if line.closed and line.gate.effect == "forfeit"]
    if forfeits and pool > 0:
        pool = ZERO
    return Pool(funding, earned, held, held_by, forfeits[0] if forfeits else None, pool)


def _component(plan: Plan, segment: Segment, component: Component, notices: Notices) -> Fraction:
    if component.kind == "share":
        return _share(plan, segment, component, notices)
    total = ZERO
    for month, part in segment.f.items():
        if component.kind == "subsidy":
            amount: Fraction | None = money(plan, component.amount)
        else:
            amount = _month_pool(plan, segment.team, month)
        if amount is None:
            notices.problems.add(("missing-pool", segment.team.key))
        else:
            total += rounded(part * amount, plan.decimals)
    return total


def _month_pool(plan: Plan, team: Team, month: int) -> Fraction | None:
    if YEAR in team.pools:
        return phased(team.pools[YEAR], plan, month, plan.decimals)
    return team.pools.get(month)


def _share(plan: Plan, segment: Segment, component: Component, notices: Notices) -> Fraction:
    assert component.of is not None
    actual = measure_actual(segment, plan.measures[component.of], notices)
    share = actual * percent(component.rate) / 100
    if actual < 0:
        share = share * percent(component.losses) / 100
    return rounded(share, plan.decimals)


def payable(plan: Plan, due: Fraction) -> Fraction:
    return ZERO if due < 0 and plan.negative_payable == "carry_forward" else due
