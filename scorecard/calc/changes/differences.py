"""Where the two sides differ, table by table; vectorised, for after a late restatement every value may."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from scorecard.calc.calendar import Index
from scorecard.calc.changes.sides import Ids, Side
from scorecard.calc.targets import FIELDS
from scorecard.calc.values import combine
from scorecard.model.numbers import Bools, Ints
from scorecard.model.period import Month

KINDS = ("team", "stage", "pool", "target", "value", "line")
"""Kinds of differences that can change an entitlement, in the order in which they are made."""
SPELL = ("from", "to")
"""Columns of a team."""
MOST, FEW = 30, 10
"""So many differences of a team are made one by one; where MANY teams have some, only FEW."""
MANY = 2_000


def differences(ids: Ids, then: Side, now: Side, closed: Month) -> pd.DataFrame:
    """All differences that can change an entitlement, of teams that are on both sides, by team and in their order.

    Columns: ``team``; ``kind`` (place in KINDS); ``month``; ``of`` (code of the metric or measure, day of the stage);
    ``column`` (place in FIELDS or SPELL; else 0); ``then_row``, ``now_row`` (of the side's table, -1: none; of lines
    any of the month's); ``then``, ``now`` (the number, or the stage's code; None: none); ``measured`` (whether the plan
    of the closing can make it: it knows the id, and reads the measure alike); ``step`` (1, 2, ... within the team);
    ``rest`` (whether it is made together with others, in the team's last step).
    """
    parts = [
        *_teams(then, now, closed),
        _stages(ids, then, now),
        _pools(then, now),
        *_targets(ids, then, now),
        _values(ids, then, now),
        *_lines(ids, then, now),
    ]
    found = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    both = (then.there & now.there)[found["team"].to_numpy(np.int64)]
    found = found[both].reset_index(drop=True)
    found = found.assign(gone=found["now_row"].to_numpy() < 0)
    found = found.sort_values(["team", "kind", "gone", "month", "of", "column"], kind="stable", ignore_index=True)
    step = found.groupby("team").cumcount().to_numpy() + 1
    most = MOST if found["team"].nunique() < MANY else FEW
    return pd.DataFrame(found.assign(step=np.minimum(step, most + 1), rest=step > most))


def _frame(kind: str, **columns: Any) -> pd.DataFrame:
    given = {"month": 0, "of": 0, "column": 0, "measured": True} | columns
    frame = pd.DataFrame({"kind": KINDS.index(kind), **given}, index=range(len(columns["team"])))
    for name in ("then", "now"):
        frame[name] = pd.Series(columns[name], dtype=object)
    return frame


def matched(then: Index, now: Index) -> tuple[Index, Index]:
    """Rows of equal keys beside each other; -1 where the other side has none. Keys are unique on each side."""
    at = pd.Index(now).get_indexer(pd.Index(then)) if len(then) else np.zeros(0, np.int64)
    alone = np.ones(len(now), bool)
    alone[at[at >= 0]] = False
    fresh = np.flatnonzero(alone)
    return np.append(np.arange(len(then)), np.full(len(fresh), -1)), np.append(at, fresh)


def picked(column: pd.Series[Any], rows: Index) -> Index:
    """The column's entries as objects; None where the row is -1 or the cell is empty."""
    found = np.full(len(rows), None, object)
    there = np.flatnonzero(rows >= 0)
    for at, value in zip(there.tolist(), column.iloc[rows[there]].tolist(), strict=True):
        found[at] = None if value is pd.NA else value
    return found


def either(then: pd.DataFrame, now: pd.DataFrame, pair: tuple[Index, Index], name: str) -> Index:
    """The column of a key, from the side that has the row."""
    found = np.zeros(len(pair[0]), np.int64)
    for table, rows in zip((now, then), (pair[1], pair[0]), strict=True):
        found[rows >= 0] = table[name].to_numpy(np.int64)[rows[rows >= 0]]
    return found


def _of_table(
    kind: str, then: pd.DataFrame, now: pd.DataFrame, keys: tuple[Index, Index], value: str, **names: str
) -> pd.DataFrame:
    """Rows of one key whose value differs."""
    pair = matched(*keys)
    a, b = _cells(then, value, pair[0]), _cells(now, value, pair[1])
    rows = np.flatnonzero((a[0] != b[0]) | (a[1] != b[1]))
    pair = (pair[0][rows], pair[1][rows])
    told = {key: either(then, now, pair, name) for key, name in {"team": "team", **names}.items()}
    found = {"then": picked(then[value], pair[0]), "now": picked(now[value], pair[1])}
    return _frame(kind, then_row=pair[0], now_row=pair[1], **told, **found)


def _cells(table: pd.DataFrame, value: str, rows: Index) -> tuple[Ints, Bools]:
    """(Number, whether it is there) of each row; 0 where it is not."""
    there = table[value].notna().to_numpy()
    number = table[value].to_numpy(np.int64, na_value=0)
    found = np.append(there, False)[rows]
    return np.where(found, np.append(number, 0)[rows], 0), found


def _teams(then: Side, now: Side, closed: Month) -> Iterator[pd.DataFrame]:
    """First and last days, as far as they are of the closed months."""
    ends = (("from", then.first, now.first, closed.last_day + 1), ("to", then.last, now.last, closed.last_day))
    for name, a, b, most in ends:
        team = np.flatnonzero((np.minimum(a, most) != np.minimum(b, most)) & then.there & now.there)
        rows = {"then_row": then.row[team], "now_row": now.row[team]}
        yield _frame("team", team=team, column=SPELL.index(name), then=a[team], now=b[team], **rows)


def _stages(ids: Ids, then: Side, now: Side) -> pd.DataFrame:
    a, b = then.tables["stages"], now.tables["stages"]
    keys = tuple((each["team"].to_numpy(np.int64) << 32) + (each["day"].to_numpy() + 2**31) for each in (a, b))
    found = _of_table("stage", a, b, (keys[0], keys[1]), "stage", of="day")
    known = _known_ids(ids, then, now, "stage")
    codes = zip(found["then"], found["now"], strict=True)
    return found.assign(measured=[all(code is None or known[code] for code in pair) for pair in codes])


def _known_ids(ids: Ids, then: Side, now: Side, name: str) -> Bools:
    of = {"stage": "stages", "metric": "metrics"}[name]
    plans = (getattr(then.plan, of), getattr(now.plan, of))
    return np.array([id in plans[0] and id in plans[1] for id in ids.others[name]], bool)


def read_alike(ids: Ids, then: Side, now: Side) -> Bools:
    """Whether both plans read the measure from the same cells, in the same way."""
    return np.array([_reading(then, id) == _reading(now, id) is not None for id in ids.others["measure"]], bool)


def _reading(side: Side, id: str) -> object:
    measure = side.plan.measures.get(id)
    if measure is None:
        return None
    source = side.plan.sources.get(measure.source or "")
    return measure.source, measure.column, dict(measure.where), measure.each_month, source


def _pools(then: Side, now: Side) -> pd.DataFrame:
    a, b = then.tables["pools"], now.tables["pools"]
    keys = tuple(each["team"].to_numpy(np.int64) * 13 + each["month"].to_numpy() + 1 for each in (a, b))
    return _of_table("pool", a, b, (keys[0], keys[1]), "amount", month="month")


def target_keys(ids: Ids, table: pd.DataFrame) -> Index:
    """One number for team, metric and month."""
    code = table["team"].to_numpy(np.int64) * len(ids.others["metric"]) + table["metric"].to_numpy()
    return np.asarray(code * 13 + table["month"].to_numpy() + 1)


def _targets(ids: Ids, then: Side, now: Side) -> Iterator[pd.DataFrame]:
    a, b = then.tables["targets"], now.tables["targets"]
    known = _known_ids(ids, then, now, "metric")
    for place, name in enumerate(FIELDS):
        keys = (target_keys(ids, a), target_keys(ids, b))
        found = _of_table("target", a, b, keys, name, month="month", of="metric")
        yield found.assign(column=place, measured=known[found["of"].to_numpy(np.int64)])


def _values(ids: Ids, then: Side, now: Side) -> pd.DataFrame:
    a, b = then.tables["values"], now.tables["values"]
    keys = (value_keys(ids, a), value_keys(ids, b))
    found = _of_table("value", a, b, keys, "value", month="month", of="measure")
    return found.assign(measured=read_alike(ids, then, now)[found["of"].to_numpy(np.int64)])


def value_keys(ids: Ids, table: pd.DataFrame) -> Index:
    """One number for team, month and measure."""
    cell = table["team"].to_numpy(np.int64) * 12 + table["month"].to_numpy()
    return np.asarray(cell * len(ids.others["measure"]) + table["measure"].to_numpy())


def _lines(ids: Ids, then: Side, now: Side) -> Iterator[pd.DataFrame]:
    """Values of a month that a source's rows come to, as the closing's plan combines them."""
    alike, size = read_alike(ids, then, now), len(ids.teams) * 12
    for code, id in enumerate(ids.others["measure"]):
        measure = then.plan.measures.get(id) or now.plan.measures[id]
        rows = [side.tables["lines"] for side in (then, now)]
        rows = [table[table["measure"].to_numpy() == code] for table in rows]
        if not any(map(len, rows)):
            continue
        cells = [table["team"].to_numpy(np.int64) * 12 + table["month"].to_numpy() for table in rows]
        made = [
            combine(measure.each_month, table["value"].to_numpy(), cell, table["day"].to_numpy(), size)
            for table, cell in zip(rows, cells, strict=True)
        ]
        any_row = [_first_rows(table, cell, size) for table, cell in zip(rows, cells, strict=True)]
        there = [row >= 0 for row in any_row]
        cell = np.flatnonzero((there[0] != there[1]) | np.asarray(made[0] != made[1], bool))
        told = {"team": cell // 12, "month": cell % 12, "of": code, "measured": bool(alike[code])}
        told |= {"then_row": any_row[0][cell], "now_row": any_row[1][cell]}
        values = [_where(each[cell], value[cell]) for each, value in zip(there, made, strict=True)]
        yield _frame("line", then=values[0], now=values[1], **told)


def _where(there: Bools, values: Ints) -> Index:
    found = np.full(len(values), None, object)
    found[there] = values[there]
    return found


def _first_rows(table: pd.DataFrame, cell: Index, size: int) -> Index:
    """The first row of each cell in the side's table of lines; -1: none."""
    found = np.full(size, -1, np.int64)
    found[cell[::-1]] = table.index.to_numpy()[::-1]
    return found
