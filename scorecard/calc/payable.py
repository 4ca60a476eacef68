"""Step 11: what was paid before, what is due, what is payable now (calculation.md 11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from msgspec import Struct

from scorecard.calc.entitlement import months_run
from scorecard.model.inputs import Inputs
from scorecard.model.numbers import Ints, add, group_sum, subtract
from scorecard.model.plan import Plan


class Payables(Struct, frozen=True):
    """Money per team, in the order of ``inputs.teams``."""

    uncut: Ints
    entitlement: Ints
    adjustments: Ints
    paid_before: Ints
    due: Ints
    payable: Ints
    carried: Ints
    monthly: pd.DataFrame
    """As ``Result.monthly``."""


def paid_source(period: int, ledger: bool, paid: bool) -> str:
    """Where paid_before comes from: ``ledger`` where there is one, ``paid`` where that sheet has a row of the year,
    ``assumed``, or ``none`` in the year's first month.
    """
    if ledger:
        return "ledger"
    if paid:
        return "paid"
    return "assumed" if period else "none"


def up_to(rows: pd.DataFrame, months: Iterable[int], teams: int) -> dict[int, Ints]:
    """Sum of the amounts of each team in the fiscal year's months up to each of these (none: -1)."""
    team, month, amount = (rows[name].to_numpy() for name in ("team", "month", "amount"))
    taken = {last: (month >= 0) & (month <= last) for last in months}
    return {last: group_sum(amount[there], team[there], teams) for last, there in taken.items()}


def paid_of(plan: Plan, due: Ints) -> Ints:
    """What of a due is paid."""
    return np.maximum(due, 0) if plan.negative_payable == "carry_forward" else due


def payables(
    plan: Plan,
    inputs: Inputs,
    period: int,
    uncut: Ints,
    entitled: Mapping[int, Ints],
    source: str,
    ledger: Mapping[str, int] | None,
) -> Payables:
    """All money of the period; ``uncut`` is uncut_entitlements' table, ``entitled`` the entitlements by month."""
    teams, runs = len(inputs.teams), months_run(period, source)
    adjusted = up_to(inputs.adjustments, runs, teams)
    paid: Ints = np.zeros(teams, np.int64)
    months = []
    for month in runs:
        if source == "ledger" and ledger is not None:
            paid = np.array([ledger.get(key, 0) for key in inputs.teams["key"]], np.int64)
        elif source == "paid":
            paid = up_to(inputs.paid, [period - 1], teams)[period - 1]
        due = subtract(add(entitled[month], adjusted[month]), paid)
        payable = paid_of(plan, due)
        columns = {"team": np.arange(teams), "month": month, "entitlement": entitled[month], "payable": payable}
        months.append(pd.DataFrame(columns))
        if month < period:
            paid = add(paid, payable)
    monthly = pd.concat(months, ignore_index=True) if source in ("assumed", "none") else months[0].iloc[:0]
    carried = subtract(due, payable)
    return Payables(uncut[:, period], entitled[period], adjusted[period], paid, due, payable, carried, monthly)
