"""The calculation, step after step, in the order of calculation.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from msgspec import Struct
from msgspec.structs import replace

from scorecard.calc import checks, notices, tables
from scorecard.calc.actuals import Actuals
from scorecard.calc.calendar import Calendar, Index, calendar, current_segments, missing_stages, reported_months
from scorecard.calc.deferral import defer
from scorecard.calc.entitlement import budget_at, entitlements, uncut_entitlements
from scorecard.calc.funding import PoolMonths, Pools, factors, payouts, pool_months, pools
from scorecard.calc.gates import Closing, caps, closings, composite_closings
from scorecard.calc.members import active_members, member_lines, owners, premiums, reference, unallocated
from scorecard.calc.payable import Payables, paid_source, payables
from scorecard.calc.scores import Line, capped, lines, weighted
from scorecard.calc.settling import Settled, missing_teams, settle
from scorecard.calc.values import MonthValues, month_values, value_table
from scorecard.model.inputs import Inputs
from scorecard.model.ledger import Grant
from scorecard.model.numbers import Bools, Ints, group_sum
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.model.result import Result

TOTALS = (
    *("entitlement_uncut", "entitlement", "adjustments", "paid_before"),
    *("due", "payable", "carried", "unallocated"),
)
"""Columns of payables whose sums mean something."""


class Scored(Struct, frozen=True):
    """Every segment's scorecard and pool."""

    lines: list[Line]
    closings: list[Closing]
    weight_total: Ints
    composite: Ints
    payout: Ints
    factor: Ints
    pools: Pools


class Shared(Struct, frozen=True):
    """Who gets what of every listed team's payable."""

    payables: pd.DataFrame
    members: pd.DataFrame
    problems: list[Problem]
    warnings: list[Problem]


class Paid(Struct, frozen=True):
    """What is known of money that was paid or kept back before the period (calculation.md 11, 13)."""

    source: str
    """Where paid_before comes from, as ``Result.paid_before_from``."""
    before: Mapping[str, int] | None = None
    """What the ledger says, in money by team key."""
    grants: Sequence[Grant] = ()
    """All that is still kept back, of this plan and of those of earlier years."""


class Begun(Struct, frozen=True):
    """Steps 1 to 9, done for some teams: nothing so far depends on any other team."""

    plan: Plan
    inputs: Inputs
    period: Month
    paid: Paid
    when: Calendar
    values: Mapping[str, MonthValues]
    funds: PoolMonths
    scored: Scored
    uncut: Ints
    """As uncut_entitlements' table."""


def calculate(
    plan: Plan,
    inputs: Inputs,
    period: Month,
    paid_before: Mapping[str, int] | None = None,
    grants: Sequence[Grant] = (),
) -> tuple[Result | None, tuple[Problem, ...]]:
    """The result of one period, or all problems that stand in its way.

    ``paid_before`` is what the ledger says, in money by team key (calculation.md 11); without it the Paid sheet counts,
    and without that the earlier periods are run on the same inputs. ``grants`` are all that is still kept back, of this
    plan and of those of earlier years (calculation.md 13).
    """
    index = plan.month_index(period)
    if index is None:
        return None, (unknown_period(plan, period),)
    source = paid_source(index, paid_before is not None, len(inputs.paid) > 0)
    begun = begin(plan, inputs, period, Paid(source, paid_before, grants))
    result, problems = finish(begun, entitlements(plan, begun.uncut, source))
    return concluded(result) if result else None, problems


def unknown_period(plan: Plan, period: Month) -> Problem:
    """That a month is none of the plan's fiscal year."""
    args = {"period": str(period), "first": str(plan.month(0)), "last": str(plan.month(11))}
    return Problem("unknown-period", args)


def begin(plan: Plan, inputs: Inputs, period: Month, paid: Paid) -> Begun:
    """Steps 1 to 9 for the teams of the inputs, up to what each is entitled to before any budget."""
    index = period - plan.fiscal_year
    months = list(range(index + 1)) if paid.source == "assumed" else reported_months(plan, index)
    when = calendar(plan, inputs, index, months)
    values, funds = month_values(plan, inputs, index), pool_months(plan, inputs)
    scored = score(plan, inputs, when, values, funds)
    uncut = uncut_entitlements(plan, when, scored.pools.pool, len(inputs.teams))
    return Begun(plan, inputs, period, paid, when, values, funds, scored, uncut)


def finish(begun: Begun, entitled: Mapping[int, Ints]) -> tuple[Result | None, tuple[Problem, ...]]:
    """Steps 11 to 13 for the same teams; ``entitled`` is what each has of the budget, by month (0 to 11), step 10.

    What is to be said about the run as a whole is not among the warnings yet (``concluded``).
    """
    plan, inputs, period, when, scored = begun.plan, begun.inputs, begun.period, begun.when, begun.scored
    paid_before, grants, index = begun.paid.before, begun.paid.grants, period - plan.fiscal_year
    money = payables(plan, inputs, index, begun.uncut, entitled, begun.paid.source, paid_before)
    reported = np.isin(when.segment("last"), reported_months(plan, index))
    current = current_segments(when, len(inputs.teams))
    actuals = Actuals(plan, when, begun.values)
    settled = settle(plan, inputs, period, when, actuals, scored.composite, current, grants)
    shared = share(plan, inputs, period, when, scored, money, current, settled)
    problems = (
        *missing_teams(plan, inputs, paid_before, grants),
        *missing_stages(plan, inputs, period),
        *checks.missing_values(plan, inputs, when, begun.values, settled.uses),
        *checks.missing_pools(plan, inputs, when, begun.funds),
        *_line_gaps(plan, inputs, when, scored.lines, settled.lines),
        *shared.problems,
        *settled.problems,
    )
    if problems:
        return None, problems
    deferred = defer(plan, period, shared.payables, shared.members, settled.reported(reported))
    told = (*_warnings(plan, inputs, when, scored, reported), *shared.warnings, *settled.warnings)
    return Result(
        plan=plan,
        period=period,
        inputs=inputs,
        **_scorecards(when, scored, reported),
        payables=deferred.payables,
        members=deferred.members,
        deferrals=deferred.deferrals,
        monthly=money.monthly,
        month_values=value_table(begun.values),
        budget=budget_at(plan, index),
        paid_before_from=begun.paid.source,
        standing=None,
        changes=None,
        grants=tuple(grants),
        warnings=(*inputs.warnings, *told),
    ), ()


def totals(result: Result) -> dict[str, int]:
    """The sums over all teams, in money, as result.json names them (outputs.md)."""
    return {name: sum(result.payables[name].tolist()) for name in TOTALS}


def concluded(result: Result) -> Result:
    """The result of all teams, with what is to be said about the run as a whole, its warnings in order."""
    told = [*result.warnings, *notices.whole_run(result.plan, result.paid_before_from, result.budget, totals(result))]
    return replace(result, warnings=tuple(sorted(told, key=lambda w: (w.team is not None, w.team or "", w.code))))


def _line_gaps(
    plan: Plan, inputs: Inputs, when: Calendar, weighed: list[Line], deciding: list[Line]
) -> Iterator[Problem]:
    """What scores lack, and what decides over money kept back, each once."""
    told = list(checks.line_gaps(plan, inputs, when, weighed))
    yield from told
    yield from (each for each in checks.line_gaps(plan, inputs, when, deciding) if each not in told)


def _scorecards(when: Calendar, scored: Scored, reported: Bools) -> dict[str, pd.DataFrame]:
    """The result's tables of segments and of what belongs to one."""
    columns = {name: getattr(scored, name) for name in ("weight_total", "composite", "payout", "factor")}
    return {
        "segments": tables.segment_table(when, reported, columns),
        "months": tables.month_table(when, reported),
        "scores": tables.score_table(scored.lines, reported),
        "gates": tables.gate_table(scored.closings, reported),
        "pools": tables.component_table(scored.pools, reported),
        "held": tables.held_table(scored.pools, reported),
    }


def _warnings(plan: Plan, inputs: Inputs, when: Calendar, scored: Scored, reported: Bools) -> Iterator[Problem]:
    """What the scorecards of the period give to know."""
    yield from notices.undefined_ratios(plan, inputs, when, scored.lines, scored.closings, reported)
    yield from notices.nothing_to_score(plan, inputs, when, scored.weight_total, reported)
    yield from notices.missing_evidence(plan, inputs, when)


def score(plan: Plan, inputs: Inputs, when: Calendar, values: Mapping[str, MonthValues], funds: PoolMonths) -> Scored:
    """Steps 2 to 9: from actuals to pools, for every segment."""
    actuals = Actuals(plan, when, values)
    return pooled(plan, when, actuals, funds, lines(plan, inputs, when, actuals))


def pooled(plan: Plan, when: Calendar, actuals: Actuals, funds: PoolMonths, found: list[Line]) -> Scored:
    """Steps 6 to 9: from uncapped scores to pools, for every segment."""
    size = len(when.segments)
    closed = closings(plan, when, actuals, found)
    found = [capped(line, *caps(closed, line, size)) for line in found]
    found, composite, weight_total = weighted(plan, found, when.segment("stage"))
    closed = sorted([*closed, *composite_closings(plan, when, composite)], key=lambda closing: closing.index)
    payout = payouts(plan, when.segment("stage"), composite, weight_total)
    factor = factors(payout, closed)
    money = pools(plan, when, actuals, funds, factor, closed)
    return Scored(found, closed, weight_total, composite, payout, factor, money)


def share(
    plan: Plan,
    inputs: Inputs,
    period: Month,
    when: Calendar,
    scored: Scored,
    money: Payables,
    current: Index,
    settled: Settled,
) -> Shared:
    """Step 12: owner, premium and members of every listed team; ``current`` is each team's segment in force."""
    teams = len(inputs.teams)
    at = reference(inputs, period)
    listed = _listed(plan, inputs, period, when.period) | np.asarray(money.paid_before != 0, bool)
    listed[settled.grants["team"].to_numpy()] = True
    needed = listed & ~(at.ended & np.asarray(money.payable == 0, bool))
    stage, composite = _in_force(when.segment("stage"), current, -1), _in_force(scored.composite, current, 0)
    owner, rows = owners(inputs, at), active_members(inputs, at, listed)
    premium = premiums(plan, money.payable, composite, stage >= 0)
    people = member_lines(plan, rows, owner, money.payable, premium)
    left = np.where(listed, _left(people, money.payable, teams), 0)
    columns = {"team": np.arange(teams)} | _owner_columns(owner, teams)
    columns |= {"stage": stage, "composite": tables.nullable(composite, stage >= 0), "entitlement_uncut": money.uncut}
    names = ("entitlement", "adjustments", "paid_before", "due", "payable", "carried")
    columns |= {name: getattr(money, name) for name in names} | {"premium": premium, "unallocated": left}
    columns["parts_total"] = group_sum(tables.filled(people["part"]), people["team"].to_numpy(), teams)
    return Shared(
        pd.DataFrame(columns)[listed].reset_index(drop=True),
        people,
        list(checks.owner_faults(plan, inputs, at, needed, owner, rows)),
        [*notices.vacant_roles(plan, inputs, at, needed, rows), *notices.nobody_to_pay(plan, inputs, left)],
    )


def _in_force(values: Ints, current: Index, otherwise: int) -> Ints:
    """What stands at each team's segment in force."""
    return np.append(values, otherwise)[current]


def _left(people: pd.DataFrame, payable: Ints, teams: int) -> Ints:
    return unallocated(people, payable) if len(people) else payable


def _owner_columns(owner: pd.DataFrame, teams: int) -> dict[str, object]:
    names = {"owner": "employee", "owner_name": "name"}
    found = {name: owner[column].reindex(range(teams)).to_numpy(object) for name, column in names.items()}
    plain = {name: [None if pd.isna(v) else v for v in values] for name, values in found.items()}
    return {name: pd.Series(values, dtype=object) for name, values in plain.items()}


def _listed(plan: Plan, inputs: Inputs, period: Month, index: int) -> Bools:
    """Teams active on a day of the fiscal year up to the period, or with adjustments or paid amounts in it.

    What a ledger paid or keeps back comes on top (share): the team of a closed month may have got a later first day
    since.
    """
    first, last = inputs.teams["first"].to_numpy(), inputs.teams["last"].to_numpy()
    listed: Bools = (first <= period.last_day) & (last >= plan.fiscal_year.first_day) & (first <= last)
    for rows in (inputs.adjustments, inputs.paid):
        month = rows["month"].to_numpy()
        listed[rows["team"].to_numpy()[(month >= 0) & (month <= index)]] = True
    return listed
