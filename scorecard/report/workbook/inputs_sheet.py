"""The Inputs sheet: every input row that was used, sorted so that what belongs together stands together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from msgspec import Struct
from numpy.typing import NDArray
from xlsxwriter.utility import xl_col_to_name

from scorecard.model.numbers import QUANTITY
from scorecard.model.problems import column_letters
from scorecard.model.result import Result
from scorecard.read.tables import STANDARD
from scorecard.report.used_rows import DATES, TEXTS, used
from scorecard.report.workbook.input_details import (
    IN_THE_INPUTS,
    ITEMS,
    day_cells,
    items,
    text_cells,
)
from scorecard.report.workbook.sheets import Book, Column, Places, places, scaled, write_table

GOALS = ("target", "baseline", "threshold", "stretch")
HEAD = 4
"""Columns before the values: team, table, month, item."""
ROW_BITS = 21


class InputRows(Struct, frozen=True):
    """The rows in their order, and where they stand."""

    rows: pd.DataFrame
    """team, table, month, item, sheet, row, key; sorted."""
    places: Places
    order: NDArray[np.int64]
    """Sorted keys, for look-ups."""
    at: NDArray[np.int64]
    columns: dict[str, str]
    """Measure, goal, ``amount``, ``personal_factor``, ``from`` or ``to`` to its column letter."""
    breaks: list[int]
    """Rows at which another team begins, and the end."""
    tables: dict[str, pd.DataFrame]
    """What they were made of."""

    def blocks(self, team: int, *columns: str) -> list[tuple[str, ...]]:
        """The columns' areas over all rows of a team, sheet by sheet."""
        codes = self.rows["team"].to_numpy()
        start, end = (int(np.searchsorted(codes, team, side=side)) for side in ("left", "right"))
        parts: dict[str, list[int]] = {}
        for prefix, row in zip(self.places.prefix[start:end], self.places.row[start:end], strict=True):
            parts.setdefault(prefix, []).append(row)
        return [
            tuple(f"{prefix}${column}${rows[0]}:${column}${rows[-1]}" for column in columns)
            for prefix, rows in parts.items()
        ]

    def area(self, first: int, last: int, column: str) -> str:
        """The column's cells in all rows from one index to another, an area for each sheet on which they stand."""
        prefix, row = self.places.prefix, self.places.row
        begins = [first, *self._begins(first, last)]
        ends = [*(begin - 1 for begin in begins[1:]), last]
        return ",".join(f"{prefix[a]}${column}${row[a]}:${column}${row[b]}" for a, b in zip(begins, ends, strict=True))

    def _begins(self, first: int, last: int) -> list[int]:
        """Where in between another sheet begins."""
        prefix = self.places.prefix
        if prefix[first] == prefix[last]:
            return []
        return [index for index in range(first + 1, last + 1) if prefix[index] != prefix[index - 1]]

    def index(self, sheet: Any, row: Any) -> NDArray[np.int64]:
        """Index of the rows that stand at these places of the inputs."""
        wanted = _key(np.asarray(sheet), np.asarray(row))
        return self.at[np.searchsorted(self.order, wanted)]


def _key(sheet: NDArray[Any], row: NDArray[Any]) -> NDArray[np.int64]:
    return np.asarray(sheet.astype(np.int64) << ROW_BITS | row.astype(np.int64))


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
    names = [*book.result.plan.measures, *GOALS, "amount", "personal_factor", *DATES]
    columns = {name: xl_col_to_name(HEAD + index) for index, name in enumerate(names)}
    return InputRows(rows, places(book, "Inputs", len(rows), breaks), key[at], at, columns, breaks, tables)


def write_inputs(book: Book, found: InputRows) -> None:
    """The sheet; its values are what was read, so they are no formulas."""
    result, rows = book.result, found.rows
    plan, inputs = result.plan, result.inputs
    teams = inputs.teams["key"].tolist()
    kinds = [table_name(book, sheet.table) for sheet in inputs.sheets]
    months = [*(str(plan.month(index)) for index in range(12)), None, book.word("year")]
    sheets = rows["sheet"].tolist()
    columns = [
        Column(book.word("team"), "text", [teams[code] for code in rows["team"].tolist()], width=10),
        Column(book.word("table"), "text", [kinds[code] for code in sheets], width=12),
        Column(book.word("month"), "text", [months[code] for code in rows["month"].tolist()], width=10),
        Column(book.word("item"), "text", _items(book, found), width=18),
        *_value_columns(book, found),
        *_date_columns(book, found),
        *_text_columns(book, found),
        Column(book.word("workbook"), "text", [inputs.sheets[code].book for code in sheets], width=24),
        Column(book.word("sheet"), "text", [inputs.sheets[code].name for code in sheets], width=12),
        Column(book.word("row"), "whole", rows["row"].tolist(), width=7),
    ]
    write_table(book, "Inputs", columns, found.breaks)


def table_name(book: Book, table: str) -> str:
    """What the Inputs sheet calls a sheet of the inputs."""
    known = {each.id: each.names[book.language == "zh"] for each in STANDARD}
    return known.get(table, table)


def _items(book: Book, found: InputRows) -> list[str | None]:
    cells: list[str | None] = [None] * len(found.rows)
    for name in ITEMS:
        table = found.tables[name]
        texts = items(book.result, book.language, name, table)
        for index, text in zip(found.index(table["sheet"], table["row"]).tolist(), texts, strict=True):
            cells[index] = text
    return cells


def _date_columns(book: Book, found: InputRows) -> list[Column]:
    members = found.tables["members"]
    factor = _spread(
        len(found.rows), found.index(members["sheet"], members["row"]), scaled(members["personal_factor"], QUANTITY)
    )
    title = book.word("personal_factor") + _letters(book.result, ["personal_factor"], set(members["sheet"].tolist()))
    columns = [Column(title, "quantity", factor, width=10)]
    for key, fields in DATES.items():
        title, cells = _detail(book, found, key, fields, day_cells)
        columns.append(Column(title, "date", cells, width=12))
    return columns


def _text_columns(book: Book, found: InputRows) -> list[Column]:
    """Those of the texts that some row has."""
    widths = {"basis": 30, "link": 24}
    columns = []
    for key, fields in TEXTS.items():
        title, cells = _detail(book, found, key, fields, text_cells)
        if any(cells):
            columns.append(Column(title, "text", cells, width=widths.get(key, 14)))
    return columns


def _detail(
    book: Book, found: InputRows, key: str, fields: Mapping[str, str], read: Callable[[pd.DataFrame, str], list[Any]]
) -> tuple[str, list[Any]]:
    """Title and cells of a column that shows a field of several tables."""
    cells: list[Any] = [None] * len(found.rows)
    heads, sheets = set(), set()
    for name, column in fields.items():
        table = found.tables[name]
        heads.add(IN_THE_INPUTS.get(column, column))
        sheets |= set(table["sheet"].tolist())
        for index, value in zip(found.index(table["sheet"], table["row"]).tolist(), read(table, column), strict=True):
            cells[index] = value
    return book.word(key) + _letters(book.result, sorted(heads), sheets), cells


def _value_columns(book: Book, found: InputRows) -> list[Column]:
    result, tables = book.result, found.tables
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
