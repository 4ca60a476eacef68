"""Steps 8 and 9: payout, factor, funding and the pool of every segment (calculation.md 8 and 9)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from msgspec import Struct

from scorecard.calc.actuals import Actuals
from scorecard.calc.calendar import Calendar, Index
from scorecard.calc.curves import evaluate, point_places
from scorecard.calc.gates import Closing
from scorecard.calc.targets import phased
from scorecard.calc.totals import cut_share, segment_total
from scorecard.model.inputs import Inputs
from scorecard.model.numbers import (
    HUNDRED,
    PERCENT,
    QUANTITY,
    Bools,
    Ints,
    add,
    multiply,
    multiply_divide,
)
from scorecard.model.plan import Component, Plan, Stage

NOT_HELD, BY_FLOOR, BY_CAP = 0, 1, 2


class PoolMonths(Struct, frozen=True):
    """The Pools sheet as teams x months of the fiscal year, in money."""

    amount: Ints
    present: Bools


class Funded(Struct, frozen=True):
    """One component's money in all segments of a stage."""

    rows: Index
    money: Ints
    base: Ints | None = None
    """A share's measure."""


class Pools(Struct, frozen=True):
    """Money of every segment."""

    components: Mapping[tuple[int, int], Funded]
    """By (stage, component)."""
    target_pool: Ints
    scored: Ints
    unscored: Ints
    earned: Ints
    held: Ints
    held_by: Index
    forfeited_by: Index
    pool: Ints


def pool_months(plan: Plan, inputs: Inputs) -> PoolMonths:
    """Month rows as they stand, year rows spread by the plan's phasing."""
    team, month = inputs.pools["team"].to_numpy(), inputs.pools["month"].to_numpy()
    cells = inputs.pools["amount"].to_numpy()
    amount = np.zeros((len(inputs.teams), 12), cells.dtype)
    present = np.zeros(amount.shape, bool)
    yearly = month < 0
    amount[team[yearly]], present[team[yearly]] = phased(cells[yearly], plan.phasing), True
    amount[team[~yearly], month[~yearly]] = cells[~yearly]
    present[team[~yearly], month[~yearly]] = True
    return PoolMonths(amount, present)


def payouts(plan: Plan, stage: Index, composite: Ints, weight_total: Ints) -> Ints:
    """The payout curve's y at the composite, never below 0; 0 where nothing is left to score; one entry a segment."""
    payout = np.zeros(len(stage), np.int64)
    for index, rule in enumerate(plan.stages.values()):
        rows = np.flatnonzero((stage == index) & (weight_total > 0))
        places = point_places(rule.payout, {}, len(rows), True)
        y = evaluate(rule.payout, composite[rows], places)
        payout = payout.astype(np.result_type(payout, y))
        payout[rows] = np.maximum(y, 0)
    return payout


def factors(payout: Ints, found: list[Closing]) -> Ints:
    """payout x the product of ``multiply`` of the closed gates, rounded once."""
    numerator, denominator = np.ones(len(payout), np.int64), np.ones(len(payout), np.int64)
    for closing in found:
        if closing.gate.effect == "multiply":
            share = Fraction(closing.gate.multiply, 10**PERCENT)
            rows = closing.rows[closing.closed]
            numerator = _times(numerator, rows, share.numerator)
            denominator = _times(denominator, rows, share.denominator)
    return multiply_divide(payout, numerator, denominator)


def _times(values: Ints, rows: Index, by: int) -> Ints:
    factor = np.ones(len(values), np.int64)
    factor[rows] = by
    return multiply(values, factor)


def pools(
    plan: Plan, calendar: Calendar, actuals: Actuals, months: PoolMonths, factor: Ints, found: list[Closing]
) -> Pools:
    """Funding, earned, held and pool of every segment."""
    components = _components(plan, calendar, actuals, months)
    stage, size = calendar.segment("stage"), len(calendar.segments)
    zero = np.zeros(size, np.int64)
    target_pool, scored, unscored = zero, zero, zero
    for (index, position), funded in components.items():
        component = list(plan.stages.values())[index].funding[position]
        spread = np.zeros(size, funded.money.dtype)
        spread[funded.rows] = funded.money
        if component.kind == "target_pool":
            target_pool = add(target_pool, spread)
        scored, unscored = (add(scored, spread), unscored) if component.scored else (scored, add(unscored, spread))
    earned = earned_of(scored, factor)
    held, held_by = held_of(plan, stage, target_pool, earned)
    forfeited_by = _forfeits(found, size)
    pool = pool_of(held, unscored, forfeited_by >= 0)
    return Pools(components, target_pool, scored, unscored, earned, held, held_by, forfeited_by, pool)


def earned_of(scored: Ints, percent: Ints) -> Ints:
    """What the scored funding earns at a percent, rounded; a loss is not enlarged."""
    return add(multiply_divide(np.maximum(scored, 0), percent, np.full(1, HUNDRED)), np.minimum(scored, 0))


def pool_of(held: Ints, unscored: Ints, forfeited: Bools) -> Ints:
    """What is held with the unscored funding; of a forfeited pool a loss alone."""
    total = add(held, unscored)
    return np.where(forfeited, np.minimum(total, 0), total)


def _components(plan: Plan, calendar: Calendar, actuals: Actuals, months: PoolMonths) -> dict[tuple[int, int], Funded]:
    stage = calendar.segment("stage")
    money: dict[tuple[int, int], Funded] = {}
    pool = cut_total(calendar, months.amount[calendar.column("team"), calendar.column("month")])
    for index, rule in enumerate(plan.stages.values()):
        rows = np.flatnonzero(stage == index)
        for position, component in enumerate(rule.funding):
            if component.kind == "target_pool":
                money[index, position] = Funded(rows, pool[rows])
            elif component.kind == "subsidy":
                amounts = np.full(len(calendar.slices), component.amount)
                money[index, position] = Funded(rows, cut_total(calendar, amounts)[rows])
            else:
                assert component.of is not None
                base = actuals.measure(component.of)[rows]
                money[index, position] = Funded(rows, share_money(plan, component, base), base)
    return money


def cut_total(calendar: Calendar, monthly: Ints) -> Ints:
    """Sum of f x a month's amount, each rounded, per segment."""
    return segment_total(calendar, "sum", monthly, cut_share(calendar, split=True))


def share_money(plan: Plan, component: Component, actual: Ints) -> Ints:
    """a x r / 100, of a loss a x r / 100 x l / 100, in money, rounded once."""
    coarser = HUNDRED * 10 ** (QUANTITY - plan.decimals)
    gain = multiply_divide(np.maximum(actual, 0), np.full(1, component.rate), np.full(1, coarser))
    lost = np.full(1, component.rate * component.losses)
    return add(gain, multiply_divide(np.minimum(actual, 0), lost, np.full(1, coarser * HUNDRED)))


def held_of(plan: Plan, stage: Index, target_pool: Ints, earned: Ints) -> tuple[Ints, Index]:
    """What floor and cap leave of the earned, and which of them held it."""
    held, held_by = earned, np.full(len(stage), NOT_HELD)
    for index, rule in enumerate(plan.stages.values()):
        here = stage == index
        held, held_by = _bounded(rule, here, target_pool, held, held_by)
    return held, held_by


def _bounded(rule: Stage, here: Bools, target_pool: Ints, held: Ints, held_by: Index) -> tuple[Ints, Index]:
    if rule.floor is not None:
        floor = multiply_divide(target_pool, np.full(1, rule.floor), np.full(1, HUNDRED))
        below = here & np.asarray(held < floor, bool)
        held, held_by = np.where(below, floor, held), np.where(below, BY_FLOOR, held_by)
    if rule.cap is not None:
        cap = multiply_divide(target_pool, np.full(1, rule.cap), np.full(1, HUNDRED))
        over = here & np.asarray(held > cap, bool)
        held, held_by = np.where(over, cap, held), np.where(over, BY_CAP, held_by)
    return held, held_by


def _forfeits(found: list[Closing], size: int) -> Index:
    forfeited = np.full(size, -1)
    for closing in sorted(found, key=lambda closing: -closing.index):
        if closing.gate.effect == "forfeit":
            forfeited[closing.rows[closing.closed]] = closing.index
    return forfeited
