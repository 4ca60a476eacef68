"""Step 12: the first-responsible owner, the premium and the members' amounts (calculation.md 12)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from msgspec import Struct

from scorecard.calc.allocation import allocate
from scorecard.calc.calendar import Index
from scorecard.calc.tables import plain_nulls
from scorecard.model.inputs import Inputs
from scorecard.model.numbers import HUNDRED, PERCENT, Bools, Ints, add, group_sum, multiply, multiply_divide, subtract
from scorecard.model.period import Month
from scorecard.model.plan import Plan


class Reference(Struct, frozen=True):
    """The day and the month as of which each team's owner and members are taken."""

    day: Index
    opens: Index
    closes: Index
    ended: Bools
    """Teams no longer active on the period's last day."""


def reference(inputs: Inputs, period: Month) -> Reference:
    """The period's last day, or a team's last active day before it."""
    last = inputs.teams["last"].to_numpy()
    ended = last < period.last_day
    day = np.minimum(last, period.last_day)
    days, which = np.unique(day, return_inverse=True)
    months = [_month_of(number) for number in days.tolist()]
    opens = np.array([month.first_day for month in months], np.int64)[which]
    closes = np.array([month.last_day for month in months], np.int64)[which]
    return Reference(day, opens, closes, ended)


def _month_of(day: int) -> Month:
    date = np.datetime64(day, "D").astype(object)
    return Month(date.year, date.month)


def owners(inputs: Inputs, at: Reference) -> pd.DataFrame:
    """The row of Owners in force for each team on its day; the index is the team."""
    rows = inputs.owners
    rows = rows[rows["day"].to_numpy() <= at.day[rows["team"].to_numpy()]]
    rows = rows.sort_values(["team", "day"], kind="stable")
    return pd.DataFrame(rows.drop_duplicates("team", keep="last").set_index("team"))


def active_members(inputs: Inputs, at: Reference, listed: Bools) -> pd.DataFrame:
    """The members' rows with an active day in their team's month, in the order of their lines.

    With ``active_days``, ``month_days``, ``role_days``, ``there`` (active on the very day) and ``member`` (the row).
    """
    rows = inputs.members
    team = rows["team"].to_numpy()
    first, last = rows["first"].to_numpy(), rows["last"].to_numpy()
    days = np.minimum(last, at.closes[team]) - np.maximum(first, at.opens[team]) + 1
    rows = rows.assign(
        active_days=days,
        month_days=at.closes[team] - at.opens[team] + 1,
        there=(first <= at.day[team]) & (at.day[team] <= last),
        member=np.arange(len(rows)),
    )
    rows = rows[(days > 0) & listed[team]]
    rows = rows.sort_values(["team", "employee", "role", "first"], kind="stable").reset_index(drop=True)
    role_days = rows.groupby(["team", "role"])["active_days"].transform("sum")
    return pd.DataFrame(rows.assign(role_days=role_days))


def premiums(plan: Plan, payable: Ints, composite: Ints, has_stage: Bools) -> Ints:
    """The owner's premium of each team."""
    needed = plan.owner.needs_score
    entitled = has_stage & np.asarray(payable > 0, bool)
    if needed is not None:
        entitled = entitled & np.asarray(composite >= needed, bool)
    money = multiply_divide(payable, np.full(1, plan.owner.premium), np.full(1, HUNDRED))
    return np.where(entitled, money, 0)


def parts(plan: Plan, rows: pd.DataFrame) -> Ints:
    """Role share x active x personal factor / sum of active over the role, rounded to a quantity."""
    shares = np.array([role.share for role in plan.roles.values()], np.int64)[rows["role"].to_numpy()]
    portion = multiply(shares, rows["active_days"].to_numpy())
    return multiply_divide(portion, rows["personal_factor"].to_numpy(), rows["role_days"].to_numpy() * 10**PERCENT)


def member_lines(plan: Plan, rows: pd.DataFrame, owner: pd.DataFrame, payable: Ints, premium: Ints) -> pd.DataFrame:
    """Everybody's line, as ``Result.members``; ``owner`` is owners' table, payable and premium stand by team."""
    team, employee = rows["team"].to_numpy(), rows["employee"].to_numpy(object)
    part = parts(plan, rows)
    cut, unit = allocate(subtract(payable, premium), part, team)
    owner_of = owner["employee"].reindex(range(len(payable))).to_numpy(object)
    owns = np.asarray(employee == owner_of[team], bool)
    first_line = owns & ~pd.Series(owns).groupby([team, owns]).cumcount().astype(bool).to_numpy()
    own = np.where(first_line, premium[team], 0)
    columns = ["team", "employee", "name", "role", "active_days", "month_days", "personal_factor", "role_days"]
    lines = rows[columns].assign(
        part=part, premium=own, share_cut=cut, unit=unit, amount=add(add(cut, unit), own), row=rows["member"].to_numpy()
    )
    with_line = np.zeros(len(payable), bool)
    with_line[team[owns]] = True
    without = np.flatnonzero(np.asarray(premium > 0, bool) & ~with_line & np.isin(range(len(payable)), owner.index))
    if not len(without):
        return lines
    lines = pd.concat([lines, _premium_lines(owner.loc[without], premium[without])], ignore_index=True)
    return plain_nulls(lines.sort_values("team", kind="stable"))


def _premium_lines(owner: pd.DataFrame, premium: Ints) -> pd.DataFrame:
    """A line for owners who have none: the premium alone."""
    nothing = pd.array([pd.NA] * len(owner), dtype="Int64")
    columns: dict[str, Any] = {"team": owner.index.to_numpy(), "employee": owner["employee"].to_numpy(object)}
    columns |= {"name": owner["name"].to_numpy(object), "role": -1}
    columns |= dict.fromkeys(("active_days", "month_days", "personal_factor", "role_days", "part"), nothing)
    return pd.DataFrame({**columns, "premium": premium, "share_cut": 0, "unit": 0, "amount": premium, "row": -1})


def unallocated(lines: pd.DataFrame, payable: Ints) -> Ints:
    """What of the payable nobody got."""
    return subtract(payable, group_sum(lines["amount"].to_numpy(), lines["team"].to_numpy(), len(payable)))
