"""The numbers that were read, each with the cell that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from msgspec import Struct

from scorecard.model.numbers import QUANTITY, Ints
from scorecard.model.problems import column_letters
from scorecard.model.result import Result
from scorecard.report.parquet.columns import Array, decimals, names, plain, taken
from scorecard.report.result_json import GOALS
from scorecard.report.used_rows import used

ORIGINS = ("read", "zero", "carried")
Table = Any
"""A ``pyarrow.Table``."""


def values(result: Result) -> Table:
    """A row is a month's value of a measure, as it was used: read, zero for a missing one, or carried from a month.

    One that was read from Actuals has its cell; what a source gives is in several rows (``Inputs``).
    """
    table, plan = result.month_values, result.plan
    months = [str(plan.month(month)) for month in range(12)]
    columns = {"team": taken(result.inputs.teams["key"], table["team"]), "month": names(table["month"], months)}
    columns |= {"measure": names(table["measure"], plan.measures), "value": decimals(table["value"], QUANTITY)}
    columns |= {"origin": names(table["origin"], ORIGINS), "from_month": names(table["from_month"], months)}
    row = _row_of(table, result.inputs.values, len(plan.measures))
    given = result.inputs.values
    sheet = np.append(given["sheet"].to_numpy(np.int64), -1)[row]
    number = np.append(given["row"].to_numpy(np.int64), 0)[row]
    return pa.table(columns | _places(result, sheet, number, table["measure"].to_numpy(np.int64), [*plan.measures]))


def _row_of(used: pd.DataFrame, given: pd.DataFrame, measures: int) -> Ints:
    """Of every value that was used the row that it was read from; -1: none."""
    wanted, found = _key(used, measures), _key(given, measures)
    order = np.argsort(found, kind="stable")
    at = np.minimum(np.searchsorted(found[order], wanted), max(len(order) - 1, 0))
    row = np.append(order, -1)[at] if len(order) else np.full(len(wanted), -1)
    same = np.append(found, -1)[row] == wanted
    return np.where(same & (used["origin"].to_numpy() == 0), row, -1)


def _key(rows: pd.DataFrame, measures: int) -> Ints:
    """Team, measure and month as one number."""
    team, measure = rows["team"].to_numpy(np.int64), rows["measure"].to_numpy(np.int64)
    return np.asarray((team * measures + measure) * 12 + rows["month"].to_numpy(np.int64))


class Read(Struct, frozen=True):
    """Numbers of one kind: rows of a table of inputs, and which column of theirs is meant."""

    rows: pd.DataFrame
    """team, month, sheet, row of them."""
    item: Array
    """The measure or metric; null where the team itself is meant."""
    which: Ints
    """The column of each, among ``columns``."""
    columns: Sequence[str]
    """Canonical ones."""
    value: Array


def inputs(result: Result) -> Table:
    """A row is a number of a source, of Targets or Pools that was used, by team; ``period`` is a month or the year."""
    every = list(_all(result))
    teams = np.concatenate([read.rows["team"].to_numpy(np.int64) for read in every])
    rows = pa.concat_tables(_table(result, read) for read in every).combine_chunks()
    return rows.take(pa.array(np.argsort(teams, kind="stable")))


def _all(result: Result) -> Iterator[Read]:
    plan = result.plan
    lines, targets, pools = used(result, ("lines", "targets", "pools")).values()
    columns = [each.column[0] if each.column else "period" for each in plan.measures.values()]
    item, value = names(lines["measure"], plan.measures), decimals(lines["value"], QUANTITY)
    yield Read(lines, item, lines["measure"].to_numpy(np.int64), columns, value)
    for goal in GOALS:
        rows = targets[targets[goal].notna().to_numpy()]
        value = decimals(rows[goal].astype("int64"), QUANTITY)
        yield Read(rows, names(rows["metric"], plan.metrics), np.zeros(len(rows), np.int64), [goal], value)
    none = names(np.full(len(pools), -1), [None])
    money = decimals(pools["amount"], plan.decimals).cast(pa.decimal128(38, QUANTITY))
    yield Read(pools, none, np.zeros(len(pools), np.int64), ["amount"], money)


def _table(result: Result, read: Read) -> Table:
    plan = result.plan
    sheet, month = read.rows["sheet"].to_numpy(np.int64), read.rows["month"].to_numpy(np.int64)
    periods = [*(str(plan.month(each)) for each in range(12)), plan.fiscal_year_name or str(plan.fiscal_year.year)]
    columns = {
        "table": names(sheet, [each.table for each in result.inputs.sheets]),
        "team": taken(result.inputs.teams["key"], read.rows["team"]),
        "period": names(np.where(month < 0, 12, month), periods),
        "item": read.item,
        "column": names(read.which, read.columns),
        "value": read.value,
    }
    columns |= _places(result, sheet, read.rows["row"].to_numpy(np.int64), read.which, read.columns)
    return pa.table({name: plain(column) for name, column in columns.items()})


def _places(result: Result, sheet: Ints, row: Ints, which: Ints, columns: Sequence[str]) -> dict[str, Array]:
    """Workbook, sheet and cell of rows; ``which`` of the columns each is. Null where the sheet is -1."""
    sheets = result.inputs.sheets
    letters = []
    for each in sheets:
        at = (each.columns.get(name, each.columns.get("value")) for name in columns)
        letters += ["" if position is None else column_letters(position) for position in at]
    letter = names(np.where(sheet < 0, -1, sheet * len(columns) + which), letters).cast(pa.string())
    cell = pc.binary_join_element_wise(letter, pa.array(row, pa.int32()).cast(pa.string()), "")
    book = names(sheet, [each.book for each in sheets])
    return {"book": book, "sheet": names(sheet, [each.name for each in sheets]), "cell": cell}
