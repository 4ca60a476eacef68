"""The inputs of a closing and those of today beside each other: the same codes, only what is of the closed months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from msgspec import Struct

from scorecard.calc.calendar import Index
from scorecard.model.inputs import Inputs
from scorecard.model.numbers import Bools
from scorecard.model.period import OPEN_END, OPEN_START, Month
from scorecard.model.plan import Plan

YEAR = -1
"""The month of a row of the whole year."""
CODES = {"stage": "stages", "metric": "metrics", "measure": "measures", "role": "roles"}
"""A table's column to the plan's mapping whose order it counts."""
COMPARED = ("stages", "owners", "members", "pools", "targets", "values", "lines", "adjustments")


class Ids(Struct, frozen=True):
    """What the codes of both sides stand for: all teams by key; of the others those of the closing first."""

    teams: Sequence[str]
    others: Mapping[str, Sequence[str]]
    """By column: stage, metric, measure, role."""


class Side(Struct, frozen=True):
    """One of the two: what was closed, or what stands today."""

    plan: Plan
    inputs: Inputs
    tables: Mapping[str, pd.DataFrame]
    """Those of ``COMPARED``, with the codes of ``Ids``, without rows of later months and of later days."""
    first: Index
    """First day of each team; a team that is not there is never active."""
    last: Index
    there: Bools
    row: Index
    """Of each team in ``inputs.teams``; -1: none."""


def sides(then: tuple[Plan, Inputs], now: tuple[Plan, Inputs], closed: Month) -> tuple[Ids, Side, Side]:
    """(Ids, what was closed, what stands today)."""
    keys = sorted({*then[1].teams["key"], *now[1].teams["key"]})
    others = {name: _union(getattr(then[0], of), getattr(now[0], of)) for name, of in CODES.items()}
    ids = Ids(keys, others)
    return ids, _side(ids, *then, closed), _side(ids, *now, closed)


def _union(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))


def _side(ids: Ids, plan: Plan, inputs: Inputs, closed: Month) -> Side:
    team = _codes(ids.teams, inputs.teams["key"].tolist())
    codes = {name: _codes(ids.others[name], [*getattr(plan, of)]) for name, of in CODES.items()} | {"team": team}
    tables = {name: _closed(plan, _coded(getattr(inputs, name), codes), closed) for name in COMPARED}
    row = np.full(len(ids.teams), -1, np.int64)
    row[team] = np.arange(len(team))
    first, last = np.full(len(row), OPEN_END, np.int64), np.full(len(row), OPEN_START, np.int64)
    first[team], last[team] = inputs.teams["first"].to_numpy(), inputs.teams["last"].to_numpy()
    return Side(plan, inputs, tables, first, last, row >= 0, row)


def _codes(known: Sequence[str], ids: Sequence[str]) -> Index:
    place = {id: code for code, id in enumerate(known)}
    return np.array([place[id] for id in ids], np.int64)


def _coded(table: pd.DataFrame, codes: Mapping[str, Index]) -> pd.DataFrame:
    new = {name: codes[name][table[name].to_numpy()] for name in codes if name in table}
    return table.assign(**new)


def _closed(plan: Plan, table: pd.DataFrame, closed: Month) -> pd.DataFrame:
    """The rows that count up to the end of the closed month."""
    if "month" in table:
        keep = table["month"].to_numpy() <= closed - plan.fiscal_year
    else:
        keep = table["day" if "day" in table else "first"].to_numpy() <= closed.last_day
    return table[keep].reset_index(drop=True)
