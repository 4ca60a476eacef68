"""What teams would be entitled to with some of the differences made, those of all teams at once (calculation.md 10)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from msgspec import Struct

from scorecard.calc import checks
from scorecard.calc.calendar import Index, calendar, missing_stages, reported_months
from scorecard.calc.changes.differences import KINDS, SPELL, matched, read_alike, target_keys, value_keys
from scorecard.calc.changes.sides import Ids, Side
from scorecard.calc.entitlement import uncut_entitlements
from scorecard.calc.funding import pool_months
from scorecard.calc.pipeline import score
from scorecard.calc.targets import FIELDS
from scorecard.calc.values import month_values
from scorecard.model.inputs import Inputs
from scorecard.model.numbers import Bools, Ints
from scorecard.model.period import OPEN_END, OPEN_START, Month
from scorecard.model.plan import Plan

NEVER = 10**6
"""The step of what stays as it was closed."""
WHOLE = 1
"""The step with which a team that is on one side only comes or goes, whole."""
MIXED = ("stages", "pools", "values", "lines")
"""Tables whose rows go and come."""


class Entitled(Struct, frozen=True):
    """Entitlements as of the closed month before any budget, and where they cannot be told."""

    money: Ints
    untold: Bools


def entitled(plan: Plan, inputs: Inputs, closed: Month) -> Entitled:
    """What each team is entitled to; untold where something is missing that the calculation needs."""
    index, size = closed - plan.fiscal_year, len(inputs.teams)
    when = calendar(plan, inputs, index, reported_months(plan, index))
    told = list(missing_stages(plan, inputs, closed))
    money: Ints = np.zeros(size, np.int64)
    if len(when.slices):
        values, funds = month_values(plan, inputs, index), pool_months(plan, inputs)
        scored = score(plan, inputs, when, values, funds)
        money = uncut_entitlements(plan, when, scored.pools.pool, size)[:, index]
        told += checks.missing_values(plan, inputs, when, values)
        told += checks.missing_pools(plan, inputs, when, funds)
        told += checks.line_gaps(plan, inputs, when, scored.lines)
    return Entitled(money, inputs.teams["key"].isin({problem.team for problem in told}).to_numpy())


class States(Struct, frozen=True):
    """The closed inputs, and at which step each of their rows goes and each of today's comes."""

    ids: Ids
    then: Side
    now: Side
    gone: Mapping[str, Index]
    comes: Mapping[str, Index]
    targets: pd.DataFrame
    """Rows of either side: team, metric, month, sheet, row; of each of FIELDS also its ``then``, ``now`` and step."""
    spell: tuple[Index, Index]
    """Steps of the teams' first and last days."""

    def at(self, step: int, teams: Index) -> Inputs:
        """The inputs of these teams (rising codes) with the differences of their first steps made."""
        new = np.full(len(self.ids.teams), -1, np.int64)
        new[teams] = np.arange(len(teams))
        offset = len(self.then.inputs.sheets)
        found = {}
        for name in MIXED:
            a = self.then.tables[name][self.gone[name] > step]
            b = self.now.tables[name][self.comes[name] <= step]
            rows = pd.concat([a, b.assign(sheet=b["sheet"] + offset)], ignore_index=True)
            found[name] = _of_teams(rows, new)
        empty = {name: getattr(self.then.inputs, name).iloc[:0] for name in EMPTY}
        sheets = (*self.then.inputs.sheets, *self.now.inputs.sheets)
        found |= {"targets": _of_teams(self._targets(step), new), "teams": self._teams(step, teams)}
        return Inputs((), sheets, **found, **empty, warnings=(), tallies=())

    def _teams(self, step: int, teams: Index) -> pd.DataFrame:
        first = np.where(self.spell[0] <= step, self.now.first, self.then.first)[teams]
        last = np.where(self.spell[1] <= step, self.now.last, self.then.last)[teams]
        bad = first > last
        keys = pd.Series([self.ids.teams[team] for team in teams.tolist()], dtype=object)
        columns = {"key": keys, "name": keys, "account": keys, "account_name": keys, "unit": keys}
        days = {"first": np.where(bad, OPEN_END, first), "last": np.where(bad, OPEN_START, last)}
        return pd.DataFrame({**columns, **days, "sheet": 0, "row": 0})

    def _targets(self, step: int) -> pd.DataFrame:
        table = self.targets
        cells = {
            name: table[f"{name} then"].where(table[f"{name} step"] > step, table[f"{name} now"]) for name in FIELDS
        }
        rows = table[["team", "metric", "month", "sheet", "row"]].assign(**cells)
        return rows[rows[list(FIELDS)].notna().any(axis=1)]


EMPTY = ("owners", "members", "evidence", "adjustments", "paid")
"""Tables that change no entitlement."""


def _of_teams(rows: pd.DataFrame, new: Index) -> pd.DataFrame:
    rows = rows.assign(team=new[rows["team"].to_numpy(np.int64)])
    return rows[rows["team"].to_numpy() >= 0].reset_index(drop=True)


def states(ids: Ids, then: Side, now: Side, found: pd.DataFrame) -> States:
    """``found`` are the differences."""
    made = found[found["measured"].to_numpy(bool)]
    gone = {name: np.full(len(then.tables[name]), NEVER) for name in MIXED}
    comes = {name: np.full(len(now.tables[name]), NEVER) for name in MIXED}
    for name, kind in (("stages", "stage"), ("pools", "pool"), ("values", "value")):
        rows = made[made["kind"] == KINDS.index(kind)]
        for steps, column in ((gone, "then_row"), (comes, "now_row")):
            own = rows[rows[column] >= 0]
            steps[name][own[column].to_numpy(np.int64)] = own["step"]
    lines = made[made["kind"] == KINDS.index("line")]
    for steps, side in ((gone, then), (comes, now)):
        steps["lines"] = _line_steps(ids, side.tables["lines"], lines)
    _whole_teams(ids, then, now, gone, comes)
    spells = made[made["kind"] == KINDS.index("team")]
    alone = np.where(then.there != now.there, WHOLE, NEVER)
    first, last = (_spell_steps(spells, place, alone) for place in range(len(SPELL)))
    return States(ids, then, now, gone, comes, _target_steps(ids, then, now, made), (first, last))


def _line_steps(ids: Ids, table: pd.DataFrame, lines: pd.DataFrame) -> Index:
    """All rows of a month go or come together."""
    changed = lines.assign(measure=lines["of"])
    at = pd.Index(value_keys(ids, changed)).get_indexer(pd.Index(value_keys(ids, table)))
    return np.append(lines["step"].to_numpy(np.int64), NEVER)[at]


def _whole_teams(ids: Ids, then: Side, now: Side, gone: dict[str, Index], comes: dict[str, Index]) -> None:
    """All rows of a team that is on one side only; what the closing's plan does not know of it comes with the plan."""
    alike = read_alike(ids, then, now)
    known = np.array([id in then.plan.stages for id in ids.others["stage"]], bool)
    for name in MIXED:
        a, b = then.tables[name], now.tables[name]
        gone[name][~now.there[a["team"].to_numpy(np.int64)]] = WHOLE
        fresh = ~then.there[b["team"].to_numpy(np.int64)]
        if "measure" in b:
            fresh &= alike[b["measure"].to_numpy(np.int64)]
        if "stage" in b:
            fresh &= known[b["stage"].to_numpy(np.int64)]
        comes[name][fresh] = WHOLE


def _spell_steps(spells: pd.DataFrame, place: int, alone: Index) -> Index:
    steps, own = alone.copy(), spells[spells["column"] == place]
    steps[own["team"].to_numpy(np.int64)] = own["step"]
    return steps


def _target_steps(ids: Ids, then: Side, now: Side, made: pd.DataFrame) -> pd.DataFrame:
    """Rows of Targets of both sides beside each other, each cell with its step."""
    a, b = then.tables["targets"], now.tables["targets"]
    known = len(then.plan.metrics)
    pair = matched(target_keys(ids, a), target_keys(ids, b[b["metric"].to_numpy() < known]))
    b = b[b["metric"].to_numpy() < known].reset_index(drop=True)
    heads = ["team", "metric", "month", "sheet", "row"]
    rows = pd.concat([a[heads], b.loc[pair[1][pair[0] < 0], heads]], ignore_index=True)
    alone = then.there[rows["team"].to_numpy(np.int64)] != now.there[rows["team"].to_numpy(np.int64)]
    changed = made[made["kind"] == KINDS.index("target")]
    for place, name in enumerate(FIELDS):
        own = changed[changed["column"] == place].rename(columns={"of": "metric"})
        at = pd.Index(target_keys(ids, own)).get_indexer(pd.Index(target_keys(ids, rows)))
        rows[f"{name} then"], rows[f"{name} now"] = _taken(a[name], pair[0]), _taken(b[name], pair[1])
        steps = np.append(own["step"].to_numpy(np.int64), NEVER)[at]
        rows[f"{name} step"] = np.where(alone, WHOLE, steps)
    return rows


def _taken(column: pd.Series[int], rows: Index) -> pd.Series[int]:
    """The cells of these rows; null where a row is -1."""
    return column.reindex(np.where(rows >= 0, rows, len(column))).reset_index(drop=True).astype("Int64")
