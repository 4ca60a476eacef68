"""Step 13: what of a payable is kept back, and what stands kept back of every team and person (calculation.md 13)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from msgspec import Struct

from scorecard.calc.allocation import allocate
from scorecard.calc.calendar import Index
from scorecard.calc.settling import FORFEIT, RELEASE
from scorecard.calc.tables import nullable, plain_nulls
from scorecard.model.ledger import condition_text
from scorecard.model.numbers import HUNDRED, Bools, Ints, add, fit, group_sum, multiply_divide, subtract
from scorecard.model.period import Month
from scorecard.model.plan import Plan

KINDS = ("grant", RELEASE, FORFEIT)
"""In the order in which they stand."""
NUMBERS = ("deferred", "paid_now", "released", "forfeited", "deferred_balance", "deferred_before")
"""Columns of teams and members."""
OF_LINES = ("deferred_cut", "deferred_unit")
"""Further columns of members."""
ENTRY = ("kind", "team", "employee", "name", "amount", "granted", "due", "plan", "keep_if", "segment", "value")
"""Columns of the entries."""


class Deferred(Struct, frozen=True):
    """Teams and members with what is kept back, and the entries that a ledger would take."""

    payables: pd.DataFrame
    members: pd.DataFrame
    deferrals: pd.DataFrame


class Parts(Struct, frozen=True):
    """What is kept back now: of each listed team, each line, and what nobody got of each team."""

    team: Ints
    cut: Ints
    unit: Ints
    unallocated: Ints

    @property
    def line(self) -> Ints:
        """Of each line."""
        return add(self.cut, self.unit)


def defer(plan: Plan, period: Month, payables: pd.DataFrame, members: pd.DataFrame, given: pd.DataFrame) -> Deferred:
    """The result's tables; ``given`` is ``Settled.grants``, whose segments are already the result's."""
    known = np.isin(payables["team"].to_numpy(), given["team"].to_numpy())
    on: Bools = known | np.array([*(bool(s.deferral) for s in plan.stages.values()), False])[payables["stage"]]
    if not on.any():
        return _nothing(payables, members)
    members = _with_lines(members, given)
    home = np.searchsorted(payables["team"].to_numpy(), members["team"].to_numpy())
    parts = _parts(plan, payables, members, home)
    return Deferred(
        _filled(payables, on, _of_teams(payables, given, parts)),
        _filled(members, on[home], _of_members(members, given, parts)),
        _entries(plan, period, payables, members, given, parts),
    )


def _filled(table: pd.DataFrame, on: Bools, columns: dict[str, Ints]) -> pd.DataFrame:
    """The table with these columns, null where nothing is kept back."""
    return plain_nulls(table.assign(**{name: nullable(values, on) for name, values in columns.items()}))


def _nothing(payables: pd.DataFrame, members: pd.DataFrame) -> Deferred:
    """Nobody's money is kept back, and none was: all columns are null."""
    return Deferred(_null(payables, NUMBERS), _null(members, (*NUMBERS, *OF_LINES)), _entry_table([]))


def _null(table: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    none = np.zeros(len(table), bool)
    return table.assign(**{name: nullable(none * 0, none) for name in names})


def _with_lines(members: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """With a line for everybody who has money kept back in a team and no line there, behind the others."""
    there = set(zip(members["team"].tolist(), members["employee"].tolist(), strict=True))
    lacking = {
        (team, employee): name
        for team, employee, name in zip(*(given[key].tolist() for key in ("team", "employee", "name")), strict=True)
        if employee is not None and (team, employee) not in there
    }
    if not lacking:
        return members
    keys = sorted(lacking)
    nothing = pd.array([pd.NA] * len(keys), dtype="Int64")
    columns: dict[str, Any] = {"team": [team for team, _ in keys], "employee": [person for _, person in keys]}
    columns |= {"name": [lacking[key] for key in keys], "role": -1, "row": -1}
    columns |= dict.fromkeys(("active_days", "month_days", "personal_factor", "role_days", "part"), nothing)
    columns |= dict.fromkeys(("premium", "share_cut", "unit", "amount"), 0)
    lines = pd.concat([members, pd.DataFrame(columns)[list(members.columns)]], ignore_index=True)
    return plain_nulls(lines.sort_values("team", kind="stable"))


def _parts(plan: Plan, payables: pd.DataFrame, members: pd.DataFrame, home: Index) -> Parts:
    """What is kept back of every payable, allocated over the lines and, behind them, what is unallocated."""
    percents = np.array([*(s.deferral.percent if s.deferral else 0 for s in plan.stages.values()), 0], np.int64)
    percent = percents[payables["stage"].to_numpy()]
    deferred = multiply_divide(np.maximum(payables["payable"].to_numpy(), 0), percent, np.full(1, HUNDRED))
    teams, left = len(payables), payables["unallocated"].to_numpy()
    group = np.append(home, np.arange(teams))
    order = np.argsort(group, kind="stable")
    # where nothing is kept back the parts may be below 0, and are not looked at
    amounts = np.where(deferred[group] > 0, np.append(members["amount"].to_numpy(), left), 0)
    cut, unit = (np.zeros(len(group), values.dtype) for values in (amounts, order))
    cut[order], unit[order] = allocate(deferred, amounts[order], group[order])
    size = len(members)
    return Parts(deferred, cut[:size], unit[:size], add(cut, unit)[size:])


def _of_teams(payables: pd.DataFrame, given: pd.DataFrame, parts: Parts) -> dict[str, Ints]:
    team = np.searchsorted(payables["team"].to_numpy(), given["team"].to_numpy())
    return _columns(payables["payable"].to_numpy(), parts.team, parts.team, _standing(given, team, len(payables)))


def _of_members(members: pd.DataFrame, given: pd.DataFrame, parts: Parts) -> dict[str, Ints]:
    """Of every line; what stands of a person, in the first of theirs in the team."""
    codes: dict[tuple[int, str | None], int] = {}
    keys = zip(members["team"].tolist(), members["employee"].tolist(), strict=True)
    person = np.array([codes.setdefault(key, len(codes)) for key in keys], np.int64)
    named = given[given["employee"].notna().to_numpy()]
    keys = zip(named["team"].tolist(), named["employee"].tolist(), strict=True)
    standing = _standing(named, np.array([codes[key] for key in keys], np.int64), len(codes))
    first = ~pd.Series(person).duplicated().to_numpy()
    of_line = {name: np.where(first, values[person], 0) for name, values in standing.items()}
    granted = np.where(first, group_sum(parts.line, person, len(codes))[person], 0)
    columns = _columns(members["amount"].to_numpy(), parts.line, granted, of_line)
    return columns | {"deferred_cut": parts.cut, "deferred_unit": parts.unit}


def _standing(given: pd.DataFrame, group: Index, groups: int) -> dict[str, Ints]:
    """Of each group: what was kept back before, and what of it is released and forfeited now."""
    amount, outcome = given["amount"].to_numpy(), given["outcome"].to_numpy(object)
    flags = {
        "deferred_before": np.ones(len(given), bool),
        "released": outcome == RELEASE,
        "forfeited": outcome == FORFEIT,
    }
    return {name: group_sum(np.where(flag, amount, 0), group, groups) for name, flag in flags.items()}


def _columns(money: Ints, deferred: Ints, granted: Ints, standing: dict[str, Ints]) -> dict[str, Ints]:
    """All numbers of what is kept back; ``granted`` is what of ``deferred`` enters the balance."""
    settled = add(standing["released"], standing["forfeited"])
    balance = subtract(add(standing["deferred_before"], granted), settled)
    found = {"deferred": deferred, "paid_now": subtract(money, deferred), "deferred_balance": balance, **standing}
    return {name: found[name] for name in NUMBERS}


def _entries(
    plan: Plan, period: Month, payables: pd.DataFrame, members: pd.DataFrame, given: pd.DataFrame, parts: Parts
) -> pd.DataFrame:
    """Every grant, release and forfeit of the period, as ``Result.deferrals``."""
    settled = given[given["outcome"].isin(KINDS).to_numpy()].rename(columns={"outcome": "kind"})
    done = settled[list(ENTRY)].itertuples(index=False, name=None)
    rows = [*_granted(plan, period, payables, members, parts), *done]
    rows.sort(key=lambda row: (row[1], KINDS.index(row[0]), row[5], row[2] is None, row[2] or "", row[6:9]))
    return _entry_table(rows)


def _entry_table(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    columns = zip(*rows, strict=True) if rows else [()] * len(ENTRY)
    return pd.DataFrame({name: _column(name, list(values)) for name, values in zip(ENTRY, columns, strict=True)})


def _column(name: str, values: list[Any]) -> Any:
    if name in ("team", "segment"):
        return np.array(values, np.int64)
    found = np.empty(len(values), object)
    found[:] = values
    if name == "amount":
        return fit(found)
    if name == "value":
        there = np.array([value is not None for value in values], bool)
        return nullable(fit(np.where(there, found, 0)), there)
    return pd.Series(found, dtype=object)


def _granted(
    plan: Plan, period: Month, payables: pd.DataFrame, members: pd.DataFrame, parts: Parts
) -> list[tuple[Any, ...]]:
    """One grant a person of a team, and one of what nobody got."""
    stages = list(plan.stages.values())
    stage_of = dict(zip(payables["team"].tolist(), payables["stage"].tolist(), strict=True))
    money: dict[tuple[int, str | None], tuple[str, int]] = {}
    lines = zip(*(members[key].tolist() for key in ("team", "employee", "name")), parts.line.tolist(), strict=True)
    rest = zip(payables["team"].tolist(), parts.unallocated.tolist(), strict=True)
    for team, employee, name, amount in [*lines, *((team, None, "", amount) for team, amount in rest)]:
        if amount:
            known, before = money.get((team, employee), (name, 0))
            money[team, employee] = known, before + amount
    found = []
    for (team, employee), (name, amount) in money.items():
        deferral = stages[stage_of[team]].deferral
        assert deferral is not None
        due, condition = str(period + deferral.months), condition_text(deferral.keep_if)
        found.append(("grant", team, employee, name, amount, str(period), due, plan.id, condition, -1, None))
    return found
