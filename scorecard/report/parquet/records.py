"""The input rows that are no series of numbers: who, since when, why, approved by whom."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from scorecard.model.numbers import QUANTITY
from scorecard.model.period import OPEN_END, OPEN_START
from scorecard.model.result import Result
from scorecard.report.parquet.columns import DIGITS, Array, decimals, names, plain, taken, texts
from scorecard.report.used_rows import DATES, STANDING, TEXTS, used

Table = Any
"""A ``pyarrow.Table``."""
TABLES = (*STANDING, "adjustments", "paid", "evidence")


def records(result: Result) -> Table:
    """A row is a row of the inputs that was used, by team; what its table has no column for is null."""
    tables = used(result, TABLES)
    rows = pa.concat_tables(_rows(result, name, tables[name]) for name in TABLES).combine_chunks()
    teams = np.concatenate([tables[name]["team"].to_numpy(np.int64) for name in TABLES])
    return rows.take(pa.array(np.argsort(teams, kind="stable")))


def _rows(result: Result, name: str, rows: pd.DataFrame) -> Table:
    plan, inputs = result.plan, result.inputs
    sheet, nothing = rows["sheet"], pa.nulls(len(rows), pa.string())
    month = np.maximum(rows["month"].to_numpy(np.int64), -1)
    columns = {
        "table": names(sheet, [each.table for each in inputs.sheets]),
        "team": taken(inputs.teams["key"], rows["team"]),
        "month": names(month, [str(plan.month(each)) for each in range(12)]),
        "item": _item(result, name, rows),
    }
    for key in ("employee", "name", "account", "unit"):
        columns[key] = texts(rows[TEXTS[key][name]]) if name in TEXTS[key] else nothing
    columns |= {key: _day(rows, DATES[key].get(name)) for key in ("from", "to")}
    columns["personal_factor"] = _number(rows, "personal_factor", QUANTITY)
    columns["amount"] = _number(rows, "amount", plan.decimals)
    for key in ("basis", "approved_by", "link"):
        columns[key] = texts(rows[TEXTS[key][name]]) if name in TEXTS[key] else nothing
    columns["book"] = names(sheet, [each.book for each in inputs.sheets])
    columns["sheet"] = names(sheet, [each.name for each in inputs.sheets])
    columns["row"] = pa.array(rows["row"].to_numpy(np.int64), pa.int32())
    return pa.table({key: plain(column) for key, column in columns.items()})


def _item(result: Result, name: str, rows: pd.DataFrame) -> Array:
    """What of the plan a row is about."""
    plan = result.plan
    if name == "adjustments":
        return texts(rows["kind"])
    known = {"stages": ("stage", plan.stages), "members": ("role", plan.roles), "evidence": ("measure", plan.measures)}
    if name not in known:
        return pa.nulls(len(rows), pa.string())
    column, things = known[name]
    return names(rows[column], things)


def _day(rows: pd.DataFrame, field: str | None) -> Array:
    """The date of a day; null where it is open."""
    if field is None:
        return pa.nulls(len(rows), pa.date32())
    days = rows[field].to_numpy(np.int64)
    return pa.array(days.astype(np.int32), pa.int32(), mask=(days == OPEN_START) | (days == OPEN_END)).cast(pa.date32())


def _number(rows: pd.DataFrame, field: str, places: int) -> Array:
    if field not in rows:
        return pa.nulls(len(rows), pa.decimal128(DIGITS, places))
    return decimals(rows[field], places)
