"""Step 10: what a team is entitled to in the fiscal year so far, within the budget (calculation.md 10)."""

from __future__ import annotations

import numpy as np

from scorecard.calc.allocation import allocate, share_of
from scorecard.calc.calendar import Calendar, Index
from scorecard.model.numbers import Ints, add, fit, group_sum, subtract
from scorecard.model.plan import Plan


def uncut_entitlements(plan: Plan, calendar: Calendar, pool: Ints, teams: int) -> Ints:
    """Teams x months up to the period: the sum of all pools as of each month; 0 in a month that was not run."""
    months = calendar.period + 1
    cell = calendar.segment("team") * months + calendar.segment("last")
    by_month = group_sum(pool, cell, teams * months).reshape(teams, months)
    result = by_month.copy()
    earlier = np.zeros(teams, np.int64)
    for month in range(months):
        result = _with_column(result, month, add(by_month[:, month], earlier))
        if (month + 1) % plan.window_months == 0:
            earlier = result[:, month]
    return result


def _with_column(table: Ints, column: int, values: Ints) -> Ints:
    table = table.astype(np.result_type(table, values))
    table[:, column] = values
    return table


def budget_at(plan: Plan, month: int) -> int | None:
    """B for the fiscal year up to that month (0 to 11), in money; None without a budget."""
    return None if plan.budget_per_month is None else plan.budget_per_month * (month + 1)


def within_budget(entitlement: Ints, budget: int | None) -> Ints:
    """Positive entitlements cut in proportion where together they exceed the budget; teams in order of key."""
    positive = np.maximum(entitlement, 0)
    if budget is None or sum(positive.tolist()) <= budget:
        return entitlement
    cut, unit = allocate(fit(np.full(1, budget, object)), positive, np.zeros(len(positive), np.int64))
    return np.where(entitlement > 0, add(cut, unit), entitlement)


def entitlements(plan: Plan, uncut: Ints, source: str) -> dict[int, Ints]:
    """Of every month that is run (0 to 11) what each team has within the budget; ``uncut`` is uncut_entitlements' table
    of all teams, ``source`` where paid_before comes from.
    """
    period = uncut.shape[1] - 1
    return {month: within_budget(uncut[:, month], budget_at(plan, month)) for month in months_run(period, source)}


def months_run(period: int, source: str) -> range:
    """The months of which payables are needed: the period, with those before it where nothing says what they paid."""
    return range(period + 1) if source in ("assumed", "none") else range(period, period + 1)


def within_budget_if(entitlement: Ints, team: Index, instead: Ints, budget: int | None) -> Ints:
    """What a team would have within the budget if its entitlement alone were another; one entry a question.

    ``team`` indexes ``entitlement``, ``instead`` is the other entitlement before any cut.
    """
    if budget is None:
        return instead
    positive, mine = np.maximum(entitlement, 0), np.maximum(instead, 0)
    others = subtract(fit(np.full(1, sum(positive.tolist()), object)), positive[team])
    over = np.asarray(add(others, mine) > budget, bool)
    same = over & np.asarray(instead == entitlement[team], bool)
    result = np.where(same, within_budget(entitlement, budget)[team], instead).astype(object)
    for row in np.flatnonzero(over & ~same & np.asarray(mine > 0, bool)).tolist():
        result[row] = _cut_if(positive, int(team[row]), int(mine[row]), budget)
    return fit(result)


def _cut_if(positive: Ints, team: int, mine: int, budget: int) -> int:
    """The team's share of the budget with another part."""
    parts = positive.astype(np.result_type(positive, fit(np.full(1, mine, object))))
    parts[team] = mine
    return share_of(budget, parts, team)
