"""The numbers that were read, each with the cell that it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.model.numbers import QUANTITY, Ints
from scorecard.model.problems import column_letters
from scorecard.model.result import Result
from scorecard.report.parquet.columns import Array, decimals, names, taken
from scorecard.report.result_json import GOALS

Table = Any
"""A ``pyarrow.Table``."""


@dataclass(frozen=True, slots=True)
class Read:
    """Numbers of one kind: rows of a table of inputs, and which column of theirs is meant."""

    rows: pd.DataFrame
    """team, month, sheet, row of them."""
    item: Array
    """The measure or metric; null where the team itself is meant."""
    column: str
    """The canonical column; "" where it is the measure's own."""
    value: Array


def inputs(result: Result) -> Table:
    """A row is a number of Actuals, of a source, of Targets or Pools; ``period`` is a month or the fiscal year."""
    return pa.concat_tables(_table(result, read) for read in _all(result)).combine_chunks()


def _all(result: Result) -> Iterator[Read]:
    plan, given = result.plan, result.inputs
    yield Read(
        given.values, names(given.values["measure"], plan.measures), "", decimals(given.values["value"], QUANTITY)
    )
    lines = given.lines
    yield Read(lines, names(lines["measure"], plan.measures), "", decimals(lines["value"], QUANTITY))
    for goal in GOALS:
        rows = given.targets[given.targets[goal].notna().to_numpy()]
        yield Read(rows, names(rows["metric"], plan.metrics), goal, decimals(rows[goal].astype("int64"), QUANTITY))
    money = decimals(given.pools["amount"], plan.decimals).cast(pa.decimal128(38, QUANTITY))
    yield Read(given.pools, names(given.pools["month"] * 0 - 1, plan.metrics), "amount", money)


def _table(result: Result, read: Read) -> Table:
    plan, sheets = result.plan, result.inputs.sheets
    sheet = read.rows["sheet"].to_numpy(np.int64)
    year = plan.fiscal_year_name or str(plan.fiscal_year.year)
    periods = [*(str(plan.month(month)) for month in range(12)), year]
    month = read.rows["month"].to_numpy(np.int64)
    column = names(np.zeros(len(sheet), np.int64), [read.column]) if read.column else read.item
    return pa.table(
        {
            "table": names(sheet, [each.table for each in sheets]).cast(pa.string()),
            "team": taken(result.inputs.teams["key"], read.rows["team"]),
            "period": names(np.where(month < 0, 12, month), periods).cast(pa.string()),
            "item": read.item.cast(pa.string()),
            "column": column.cast(pa.string()),
            "value": read.value,
            "book": names(sheet, [each.book for each in sheets]).cast(pa.string()),
            "sheet": names(sheet, [each.name for each in sheets]).cast(pa.string()),
            "cell": _cells(result, read, sheet),
        }
    )


def _cells(result: Result, read: Read, sheet: Ints) -> Array:
    """``D7``: letters by sheet and column, then the row."""
    plan, wide = result.plan, not read.column
    known = list(plan.measures) if wide else [read.column]
    which = read.rows["measure"].to_numpy(np.int64) if wide else np.zeros(len(sheet), np.int64)
    letters = []
    for each in result.inputs.sheets:
        for name in known:
            source = plan.measures[name].column if wide else ()
            at = each.columns.get(name, each.columns.get(source[0] if source else "value"))
            letters.append("" if at is None else column_letters(at))
    found = names(sheet * len(known) + which, letters).cast(pa.string())
    return pc.binary_join_element_wise(found, pa.array(read.rows["row"].to_numpy(), pa.int32()).cast(pa.string()), "")
