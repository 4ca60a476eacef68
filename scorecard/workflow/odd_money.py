"""What is valid but odd in Paid, Adjustments and Pools, where it may pay something twice or in another unit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorecard.calc.calendar import team_place
from scorecard.model.inputs import Inputs, Sheet
from scorecard.model.numbers import grouped_text
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.workflow.absent import months_text
from scorecard.workflow.filled import place_of
from scorecard.workflow.first_ones import first_ones

ALIKE = {
    "paid": ("row-alike.paid", ["team", "month", "amount"]),
    "adjustments": ("row-alike", ["team", "month", "kind", "amount", "reason", "approved_by"]),
}
"""Table to the kind of warning and the columns in which rows are alike."""
FAR = 1000
"""A month's payable is seldom so many times less than the team's pool of a month."""
YEARS = 3
"""Nor is it the pools of so many years."""
Pools = NDArray[np.float64]


def odd_money(
    plan: Plan, inputs: Inputs, period: Month, paid: Collection[int], since: Month | None
) -> tuple[Problem, ...]:
    """The warnings of teams: many of a kind are counted.

    ``since`` is the first month that is closed in the ledger; None where the ledger says nothing about the result.

    ``paid`` are the months, by their index, for which the Paid sheet has a row of any team; none where it says nothing
    about the result.
    """
    pools = mean_pools(inputs)
    every = (
        _not_in_paid(plan, inputs, period, paid),
        *(_alike(inputs, table) for table in ALIKE),
        _large_adjustments(plan, inputs, pools),
        _paid_below_zero(plan, inputs, period),
        _paid_in_ledger(plan, inputs, since),
        _far_paid(plan, inputs, period, pools) if paid else (),
    )
    return tuple(chain.from_iterable(first_ones(list(each)) for each in every))


def paid_gaps(
    plan: Plan, sheets: Sequence[Sheet], period: Month, paid: Collection[int], filled: Collection[int]
) -> Iterator[Problem]:
    """A warning where the Paid sheet has nothing of months before the period, from the first on of which it has; and
    where it has something of the period itself, as if payments stood at the months in which they were made: of the
    newest month that is ``filled``, or where it has nothing of the first.
    """
    index = period - plan.fiscal_year
    first = min((month for month in paid if month < index), default=0)
    gone = [month for month in range(first, index) if month not in paid]
    if paid and gone:
        yield Problem("paid-incomplete", {"months": months_text(plan, gone)}, None, "warning")
    is_newest = index == max(filled, default=index)
    if index in paid and (is_newest or min(filled) not in paid):
        place = next((place_of(sheet) for sheet in sheets if sheet.table == "Paid"), None)
        yield Problem("paid-of-period", {"month": str(period)}, place, "warning")


def mean_pools(inputs: Inputs) -> Pools:
    """What each team has in Pools for a month on the average, in money; 0 where it has nothing."""
    rows = inputs.pools
    year = rows["month"].to_numpy() < 0
    team, amount = rows["team"].to_numpy(), rows["amount"].to_numpy(np.float64)
    teams = len(inputs.teams)
    sums = np.bincount(team, amount, teams)
    months = np.bincount(team, np.where(year, 12, 1), teams)
    return np.divide(sums, months, out=np.zeros(teams), where=months > 0)


def _not_in_paid(plan: Plan, inputs: Inputs, period: Month, paid: Collection[int]) -> Iterator[Problem]:
    """Teams that lack months of which the Paid sheet has something, though they were active then."""
    before = sorted(month for month in paid if month < period - plan.fiscal_year)
    if not before:
        return
    pairs = zip(inputs.paid["team"].tolist(), inputs.paid["month"].tolist(), strict=True)
    there = {team * 12 + month for team, month in pairs}
    for team, key in enumerate(inputs.teams["key"].tolist()):
        gone = [month for month in before if team * 12 + month not in there]
        months = [month for month in gone if _is_active(plan, inputs, team, month)]
        if months:
            args = {"team": key, "months": months_text(plan, months)}
            yield Problem("paid-incomplete.team", args, team_place(inputs, team), "warning", key)


def _paid_below_zero(plan: Plan, inputs: Inputs, period: Month) -> Iterator[Problem]:
    """Amounts below 0 of months before the period: what was paid, with the sign of an expense. None where the plan
    takes back what was overpaid: then less than 0 may have been paid.
    """
    if plan.negative_payable == "recover":
        return
    rows = inputs.paid[
        (inputs.paid["amount"].to_numpy() < 0) & (inputs.paid["month"].to_numpy() < period - plan.fiscal_year)
    ]
    for each in rows.to_dict("records"):
        key = str(inputs.teams["key"].iloc[each["team"]])
        args = {"team": key, "value": grouped_text(each["amount"], plan.decimals)}
        yield Problem("paid-negative", args, inputs.place(each["sheet"], each["row"], "amount"), "warning", key)


def _paid_in_ledger(plan: Plan, inputs: Inputs, since: Month | None) -> Iterator[Problem]:
    """Rows of months from the first closed one on: the ledger says what was paid, and they do not count."""
    if since is None:
        return
    rows = inputs.paid[inputs.paid["month"].to_numpy() >= since - plan.fiscal_year]
    for each in rows.to_dict("records"):
        key = str(inputs.teams["key"].iloc[each["team"]])
        args = {"team": key, "month": str(plan.month(each["month"])), "since": str(since)}
        args["value"] = grouped_text(each["amount"], plan.decimals)
        yield Problem("paid-unused", args, inputs.place(each["sheet"], each["row"], "amount"), "warning", key)


def _far_paid(plan: Plan, inputs: Inputs, period: Month, pools: Pools) -> Iterator[Problem]:
    """Amounts of months before the period that are far from the team's pool of a month: typed in another unit."""
    if any(part.kind != "target_pool" for stage in plan.stages.values() for part in stage.funding):
        return
    rows = inputs.paid
    own, amount = pools[rows["team"].to_numpy()], rows["amount"].to_numpy(np.float64)
    known = (own > 0) & (amount > 0) & (rows["month"].to_numpy() < period - plan.fiscal_year)
    for kind, far in (("large", amount >= 12 * YEARS * own), ("small", amount * FAR <= own)):
        for each in rows[known & far].to_dict("records"):
            key, pool = str(inputs.teams["key"].iloc[each["team"]]), round(pools[each["team"]])
            args = {"team": key, "month": str(plan.month(each["month"])), "pool": grouped_text(pool, plan.decimals)}
            args["value"] = grouped_text(each["amount"], plan.decimals)
            place = inputs.place(each["sheet"], each["row"], "amount")
            yield Problem(f"paid-far.{kind}", args, place, "warning", key)


def _is_active(plan: Plan, inputs: Inputs, team: int, index: int) -> bool:
    month = plan.month(index)
    first, last = (int(inputs.teams[name].iloc[team]) for name in ("first", "last"))
    return first <= month.last_day and last >= month.first_day


def _alike(inputs: Inputs, table: str) -> Iterator[Problem]:
    """Rows that say what a row before them says."""
    kind, columns = ALIKE[table]
    rows: pd.DataFrame = getattr(inputs, table)
    firsts: dict[tuple[object, ...], str] = {}
    for each in rows[rows.duplicated(columns, keep=False).to_numpy()].to_dict("records"):
        place = inputs.place(each["sheet"], each["row"], "amount")
        other = firsts.setdefault(tuple(each[name] for name in columns), str(place))
        if other != str(place):
            key = str(inputs.teams["key"].iloc[each["team"]])
            yield Problem(kind, {"team": key, "other": other}, place, "warning", key)


def _large_adjustments(plan: Plan, inputs: Inputs, pools: Pools) -> Iterator[Problem]:
    """Adjustments that are no less than all that the team has in Pools for a year."""
    rows, year = inputs.adjustments, pools * 12
    own = year[rows["team"].to_numpy()]
    large = (own > 0) & (rows["amount"].abs().to_numpy() >= own)
    for each in rows[large].to_dict("records"):
        key = str(inputs.teams["key"].iloc[each["team"]])
        money = (grouped_text(round(amount), plan.decimals) for amount in (each["amount"], year[each["team"]]))
        args = dict(zip(("team", "value", "pools"), (key, *money), strict=True))
        place = inputs.place(each["sheet"], each["row"], "amount")
        yield Problem("large-adjustment", args, place, "warning", key)
