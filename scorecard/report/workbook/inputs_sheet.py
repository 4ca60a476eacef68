"""The Inputs sheet: every input row that was used, sorted so that what belongs together stands together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from xlsxwriter.utility import xl_col_to_name

from scorecard.model.numbers import QUANTITY
from scorecard.model.problems import column_letters
from scorecard.model.result import Result
from scorecard.read.tables import STANDARD
from scorecard.report.workbook.sheets import Book, Column, Places, places, scaled, write_table

GOALS = ("target", "baseline", "threshold", "stretch")
HEAD = 4
"""Columns before the values: team, table, month, item."""
ROW_BITS = 21


@dataclass(frozen=True, slots=True)
class InputRows:
    """The rows in their order, and where they stand."""

    rows: pd.DataFrame
    """team, table, month, item, sheet, row, key; sorted."""
    places: Places
    order: NDArray[np.int64]
    """Sorted keys, for look-ups."""
    at: NDArray[np.int64]
    columns: dict[str, str]
    """Measure, goal or ``amount`` to its column letter."""
    breaks: list[int]
    """Rows at which another team begins."""

    def index(self, sheet: Any, row: Any) -> NDArray[np.int64]:
        """Index of the rows that stand at these places of the inputs."""
        wanted = _key(np.asarray(sheet), np.asarray(row))
        return self.at[np.searchsorted(self.order, wanted)]


def _key(sheet: NDArray[Any], row: NDArray[Any]) -> NDArray[np.int64]:
    return np.asarray(sheet.astype(np.int64) << ROW_BITS | row.astype(np.int64))


def used(result: Result) -> dict[str, pd.DataFrame]:
    """The tables whose rows the result was made of, without the months after the period."""
    period = result.plan.month_index(result.period) or 0
    tables = {
        name: getattr(result.inputs, name) for name in ("values", "lines", "targets", "pools", "adjustments", "paid")
    }
    return {name: table[table["month"].to_numpy() <= period] for name, table in tables.items()}


def input_rows(book: Book) -> InputRows:
    """Every used row once, by team, table and month."""
    tables = used(book.result)
    kinds = [sheet.table for sheet in book.result.inputs.sheets]
    sources = [kinds.index(kind) for kind in kinds]
    parts = []
    for number, (name, table) in enumerate(tables.items()):
        part = table[["team", "month", "sheet", "row"]].assign(table=number, item=-1)
        if name == "lines":
            part["item"] = np.array(sources, np.int64)[table["sheet"].to_numpy()]
        elif name == "targets":
            part["item"] = table["metric"]
        parts.append(part)
    rows = pd.concat(parts).drop_duplicates(["sheet", "row", "team", "month"])
    rows = rows.sort_values(["team", "table", "item", "month", "sheet", "row"], kind="stable").reset_index(drop=True)
    key = _key(rows["sheet"].to_numpy(), rows["row"].to_numpy())
    at = np.argsort(key, kind="stable")
    breaks = np.flatnonzero(np.append(np.diff(rows["team"].to_numpy(), prepend=-1) != 0, True)).tolist()
    names = [*book.result.plan.measures, *GOALS, "amount"]
    columns = {name: xl_col_to_name(HEAD + index) for index, name in enumerate(names)}
    return InputRows(rows, places(book, "Inputs", len(rows), breaks), key[at], at, columns, breaks)


def write_inputs(book: Book, found: InputRows) -> None:
    """The sheet; its values are what was read, so they are no formulas."""
    result, rows = book.result, found.rows
    plan, inputs = result.plan, result.inputs
    tables = used(result)
    teams = inputs.teams["key"].tolist()
    known = {table.id: table.names[book.language == "zh"] for table in STANDARD}
    kinds = [known.get(sheet.table, sheet.table) for sheet in inputs.sheets]
    months = [*(str(plan.month(index)) for index in range(12)), book.word("year")]
    metrics = [metric.title.text(book.language) for metric in plan.metrics.values()]
    target = list(tables).index("targets")
    pairs = zip(rows["table"].tolist(), rows["item"].tolist(), strict=True)
    item = [metrics[code] if table == target else None for table, code in pairs]
    sheets = rows["sheet"].tolist()
    columns = [
        Column(book.word("team"), "text", [teams[code] for code in rows["team"].tolist()], width=10),
        Column(book.word("table"), "text", [kinds[code] for code in sheets], width=12),
        Column(book.word("month"), "text", [months[code] for code in rows["month"].tolist()], width=10),
        Column(book.word("item"), "text", item, width=18),
        *_value_columns(book, found, tables),
        Column(book.word("workbook"), "text", [inputs.sheets[code].book for code in sheets], width=24),
        Column(book.word("sheet"), "text", [inputs.sheets[code].name for code in sheets], width=12),
        Column(book.word("row"), "whole", rows["row"].tolist(), width=7),
    ]
    write_table(book, "Inputs", columns, found.breaks)


def _value_columns(book: Book, found: InputRows, tables: dict[str, pd.DataFrame]) -> list[Column]:
    result = book.result
    size = len(found.rows)
    columns = []
    for code, (id, measure) in enumerate(result.plan.measures.items()):
        table = tables["lines" if measure.source else "values"]
        table = table[table["measure"].to_numpy() == code]
        value = scaled(table["value"], QUANTITY)
        if measure.each_month == "count" and measure.source:
            value = [1.0] * len(table)
        cells = _spread(size, found.index(table["sheet"], table["row"]), value)
        heads = [id] if not measure.source else list(measure.column)
        title = f"{measure.title.text(book.language)}{_letters(result, heads, set(table['sheet'].tolist()))}"
        columns.append(Column(title, "quantity", cells, width=16))
    targets = tables["targets"]
    at = found.index(targets["sheet"], targets["row"])
    for goal in GOALS:
        title = book.word(goal) + _letters(result, [goal], set(targets["sheet"].tolist()))
        columns.append(Column(title, "quantity", _spread(size, at, scaled(targets[goal], QUANTITY)), width=14))
    amount: list[Any] = [None] * size
    for name in ("pools", "adjustments", "paid"):
        table = tables[name]
        where = found.index(table["sheet"], table["row"]).tolist()
        for index, money in zip(where, scaled(table["amount"], book.decimals), strict=True):
            amount[index] = money
    sheets = {code for name in ("pools", "adjustments", "paid") for code in tables[name]["sheet"].tolist()}
    columns.append(Column(book.word("amount") + _letters(result, ["amount"], sheets), "money", amount, width=16))
    return columns


def _spread(size: int, at: NDArray[np.int64], values: list[float | None]) -> list[float | None]:
    cells: list[float | None] = [None] * size
    for index, value in zip(at.tolist(), values, strict=True):
        cells[index] = value
    return cells


def _letters(result: Result, columns: list[str], sheets: set[int]) -> str:
    """``(D, F)``: the column letters in which the values stand in their workbooks."""
    found = set()
    for code in sheets:
        at = result.inputs.sheets[code].columns
        found |= {column_letters(at.get(name, at.get("value", -1))) for name in columns if name in at or "value" in at}
    return f" ({', '.join(sorted(found))})" if found else ""
