"""What of the closed months differs today, with the effect of each on its team's money (ledger.md, Corrections)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from msgspec import Struct

from scorecard.calc.calendar import Index
from scorecard.calc.changes.differences import differences
from scorecard.calc.changes.made import change
from scorecard.calc.changes.people import adjustments, members, owners
from scorecard.calc.changes.plans import plan_changes
from scorecard.calc.changes.sides import Ids, Side, sides
from scorecard.calc.changes.states import WHOLE, Entitled, States, entitled, states
from scorecard.calc.changes.telling import Teller, Told, number, tell
from scorecard.calc.entitlement import budget_at, within_budget
from scorecard.model.changes import Change
from scorecard.model.inputs import Inputs
from scorecard.model.numbers import Bools, Ints, subtract
from scorecard.model.period import Month
from scorecard.model.plan import Plan

__all__ = ["changes"]

Effects = dict[tuple[int, int], int | None]
"""By team and step, in money."""


def changes(then: tuple[Plan, Inputs], now: tuple[Plan, Inputs], closed: Month) -> tuple[Change, ...]:
    """Everything of the months up to the newest closed one that is not what it was when that was closed.

    The plan's rows come first, then each team's in the order in which its changes are made, one after the other; each
    effect is that of one more made, so that a team's effects add up to the whole difference of its entitlement and
    adjustments as of ``closed``. Teams depend on each other through the budget alone, which comes last, and so one
    calculation serves for the k-th change of every team. Where the plans do not count in the same money or year, only
    what differs between them is told.
    """
    plans = list(plan_changes(then[0], now[0]))
    if any(getattr(then[0], name) != getattr(now[0], name) for name in ("currency", "decimals", "fiscal_year")):
        return tuple(plans)
    ids, a, b = sides(then, now, closed)
    teller = Teller(ids, a, b)
    found = differences(ids, a, b, closed)
    alone = np.flatnonzero((a.there != b.there) & ((a.first <= closed.last_day) | (b.first <= closed.last_day)))
    made = _made(states(ids, a, b, found), found, alone, closed)
    told: list[Told] = [(team, teller.alone(team, made.effects[team, WHOLE])) for team in alone.tolist()]
    told += [*tell(teller, found, made.effects), *adjustments(teller), *owners(teller), *members(teller, closed)]
    told += _by_all(teller, made, closed, other_plan=bool(plans))
    order = sorted(range(len(told)), key=lambda at: told[at][0])
    return (*plans, *(told[at][1] for at in order))


class _Made(Struct, frozen=True):
    """What came of making the differences under the closing's plan."""

    effects: Effects
    money: dict[int, int]
    """Entitlement of each team that has differences, where it could last be told."""
    pending: frozenset[int]
    """Teams of which the last could not be told, or some only with the plan."""


def _made(mixed: States, found: pd.DataFrame, alone: Index, closed: Month) -> _Made:
    last = np.zeros(len(mixed.ids.teams), np.int64)
    last[alone] = WHOLE
    np.maximum.at(last, found["team"].to_numpy(np.int64), found["step"].to_numpy(np.int64))
    effects: Effects = {}
    money: dict[int, int] = {}
    pending: set[int] = set()
    with_plan = found.loc[~found["measured"].to_numpy(bool), "team"].tolist()
    for step in range(int(last.max(initial=0)) + 1):
        teams = np.flatnonzero(last >= max(step, 1))
        if not len(teams):
            break
        come = entitled(mixed.then.plan, mixed.at(step, teams), closed)
        for team, amount, untold in zip(teams.tolist(), come.money.tolist(), come.untold.tolist(), strict=True):
            effects[team, step] = None if untold else amount - money.get(team, 0)
            if not untold:
                money[team] = amount
            (pending.add if untold else pending.discard)(team)
    return _Made(effects, money, frozenset([*pending, *with_plan]))


def _by_all(teller: Teller, made: _Made, closed: Month, *, other_plan: bool) -> Iterator[Told]:
    """What the plan and the budget change of every team."""
    then, now, ids = teller.then, teller.now, teller.ids
    budgets = [budget_at(side.plan, closed - side.plan.fiscal_year) for side in (then, now)]
    if not other_plan and budgets == [None, None]:
        return
    a, b = (_all(ids, side, closed) for side in (then, now))
    if other_plan:
        yield from _by_plan(ids, made, a, b)
    if budgets != [None, None]:
        yield from _by_budget(teller, a, b, budgets)


def _all(ids: Ids, side: Side, closed: Month) -> Entitled:
    """Of every team of either side what it is entitled to; 0 where it is not there."""
    found = entitled(side.plan, side.inputs, closed)
    at = np.flatnonzero(side.there)
    money: Ints = np.zeros(len(ids.teams), found.money.dtype)
    untold: Bools = np.zeros(len(ids.teams), bool)
    money[at], untold[at] = found.money[side.row[at]], found.untold[side.row[at]]
    return Entitled(money, untold)


def _by_plan(ids: Ids, made: _Made, then: Entitled, now: Entitled) -> Iterator[Told]:
    """What a team's entitlement changes when the plan is today's; what could not be told before comes with it."""
    for team, key in enumerate(ids.teams):
        before = made.money.get(team, int(then.money[team]))
        effect = None if now.untold[team] else int(now.money[team]) - before
        if effect != 0 or team in made.pending:
            yield team, change(key, "plan", effect, column="entitlement")


def _by_budget(teller: Teller, then: Entitled, now: Entitled, budgets: Sequence[int | None]) -> Iterator[Told]:
    """What the budget takes of each team then and now; one row of all where that cannot be told."""
    if now.untold.any():
        yield -1, change(None, "budget", None, column="cut")
        return
    ends = zip((then.money, now.money), budgets, strict=True)
    cut = [subtract(within_budget(money, budget), money) for money, budget in ends]
    for team in np.flatnonzero(cut[0] != cut[1]).tolist():
        before, after = int(cut[0][team]), int(cut[1][team])
        said = [number(amount, teller.now.plan.decimals) for amount in (before, after)]
        yield team, change(teller.ids.teams[team], "budget", after - before, column="cut", unit="money", said=said)
