"""A known table in a sheet: its rows below the header, column by column, and what is to be said about a cell."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from scorecard.model.inputs import Sheet
from scorecard.model.numbers import Bools
from scorecard.model.problems import Level
from scorecard.model.tallies import Reason
from scorecard.read.cells import (
    BOOLEAN,
    EMPTY,
    NUMBER,
    TEXT,
    Kinds,
    each_once,
    folded,
    is_total,
    key_text,
    kinds,
    shown,
)
from scorecard.read.counted import MOST_ALIKE, Of, Row, Sum
from scorecard.read.formats.grid import Grid
from scorecard.read.headers import Header
from scorecard.read.log import Cell, LeftOut, Log
from scorecard.read.tables import Table
from scorecard.read.units import tell_unit

OF_TOTALS = frozenset(
    {"empty-cell", "not-a-period", "not-a-date", "unknown-account"}
    | {f"unknown-{name}" for name in ("team", "stage", "role", "metric", "measure", "kind")}
)
"""Problems of a row of totals or of a remark, which has no key."""
KEYS = frozenset({"team", "account", "period"})
"""Columns that say what a row of numbers is of: one that has none of them is no row of the table."""
OF_TEXTS = frozenset({"Adjustments", "Evidence"})
"""Tables whose rows are more than numbers."""
_UNIT = re.compile(
    r"[(（]?(?:[百千万亿]*元|%|[个台家件次项人分天套]|级|cny|rmb|usd|eur|yuan|pcs|units?)[)）]?", re.IGNORECASE
)


class Cells(Struct, frozen=True):
    """A column of raw cells, and the kind of each."""

    raw: Sequence[Any]
    kinds: Kinds

    def where(self, keep: Bools) -> Cells:
        """The chosen cells."""
        return Cells(list(compress(self.raw, keep.tolist())), self.kinds[keep])

    def each_once(self) -> tuple[list[Any], NDArray[np.int32]]:
        """(The different cells, the index among them of every cell)."""
        return each_once(self.raw, bool((self.kinds == BOOLEAN).any()))

    def rows_of(self, *kinds: int) -> list[int]:
        """The indexes of the cells of these kinds."""
        return np.flatnonzero(np.isin(self.kinds, kinds)).tolist()


@dataclass(slots=True)
class Region:
    """The rows of a table in one sheet; rows in which every known column is empty are none of it."""

    log: Log
    table: Table
    sheet: int
    """Index into the log's sheets."""
    rows: NDArray[np.int32]
    """1-based, as in the workbook."""
    columns: Mapping[str, Cells]
    typed: bool
    with_commas: Container[int] = ()
    """The columns of the sheet in whose numbers a point may stand between thousands."""
    bad: Bools = field(init=False)
    """Rows that cannot be used; what is wrong with them has been told."""

    def __post_init__(self) -> None:
        self.bad = np.zeros(len(self.rows), bool)

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, keep: Bools) -> Region:
        """The chosen rows as a region of their own."""
        if keep.all():
            return self
        columns = {id: cells.where(keep) for id, cells in self.columns.items()}
        chosen = Region(self.log, self.table, self.sheet, self.rows[keep], columns, self.typed, self.with_commas)
        chosen.bad = self.bad[keep]
        return chosen

    def header(self, column: str) -> str:
        """The column's header as it stands; its id where the sheet has no such column."""
        return self.log.sheets[self.sheet].headers.get(column, column)

    def tell(
        self, index: int, column: str, kind: str, args: Mapping[str, str] | None = None, level: Level = "error"
    ) -> None:
        """A problem or warning about one cell, which shows what stands there."""
        if level == "error" and self._is_told_as_a_whole(index, kind):
            return
        cell = self.columns[column].raw[index]
        at = self.log.sheets[self.sheet].columns[column]
        told = {"column": self.header(column), "value": shown(cell), **(args or {})}
        self.log.tell_cell(kind, Cell(self.sheet, int(self.rows[index]), at), told, level, self._team(index))

    def _is_told_as_a_whole(self, index: int, kind: str) -> bool:
        """Whether the row is none of the table, which is told once and in place of whatever else is wrong with it."""
        row = (self.sheet, int(self.rows[index]))
        if row in self.log.totals:
            return True
        found = self._no_row_of_the_table(index) if kind.partition(".")[0] in OF_TOTALS else None
        if found is not None:
            self.tell(index, *found)
            self.log.totals.add(row)
        return found is not None

    def _no_row_of_the_table(self, index: int) -> tuple[str, str] | None:
        """(Column of the cell that shows it, kind of problem) where the row is one of totals, units or headings, or a
        remark.
        """
        filled = {id: cells.raw[index] for id, cells in self.columns.items() if cells.kinds[index] != EMPTY}
        totals = [id for id, cell in filled.items() if is_total(key_text(cell))]
        if totals:
            return totals[0], "totals-row"
        (column, *others) = filled
        if others and all(folded(key_text(cell)) == folded(self.header(id)) for id, cell in filled.items()):
            return column, "totals-row.headings"
        there = {cells.kinds[index] for cells in self.columns.values()}
        is_of_numbers = "period" in self.columns and self.table.id not in OF_TEXTS and there <= {EMPTY, NUMBER, TEXT}
        if is_of_numbers and KEYS.isdisjoint(filled):
            if TEXT not in there:
                return column, "totals-row.unnamed"
            if all(isinstance(cell, str) and _UNIT.fullmatch(cell.strip()) for cell in filled.values()):
                return column, "totals-row.units"
        is_text = not others and isinstance(filled[column], str)
        may_be_remark = self.table.id != "Teams" and len(self.columns) > 2
        return (column, "lone-text") if is_text and may_be_remark else None

    def reject(self, index: int, column: str, kind: str, **args: str) -> None:
        """A problem that makes the row useless."""
        self.tell(index, column, kind, args)
        self.bad[index] = True

    def warn(
        self, indexes: Sequence[int], column: str, kind: str, numbers: Mapping[int, str] | None = None, **args: str
    ) -> None:
        """The same warning about several cells of a column; beyond the first ones they are only counted.

        ``numbers`` are what the cells were read as.
        """
        if not indexes:
            return
        at = self.log.sheets[self.sheet].columns[column]
        of = Of(self.sheet, at, kind, tuple({"column": self.header(column), **args}.items()))
        first = [self.noted(index, column, (numbers or {}).get(index)) for index in indexes[: MOST_ALIKE + 1]]
        self.log.counted.warn(of, first, len(indexes))

    def noted(self, index: int, column: str, number: str | None = None) -> Row:
        """A cell as it will be told of."""
        return Row(int(self.rows[index]), shown(self.columns[column].raw[index]), self._team(index), number)

    def note(self, kind: str, count: int, **args: str) -> None:
        """Something about so many rows of the sheet."""
        self.log.counted.sum(Sum(self.sheet, kind, "note", tuple(args.items())), count)

    def leave_out(self, reason: Reason, which: Bools) -> None:
        """These rows come into no table (control totals)."""
        if which.any():
            self.log.left_out.append(LeftOut(self.sheet, reason, self.rows[which]))

    def _team(self, index: int) -> str | None:
        team = self.columns.get("team")
        return key_text(team.raw[index]) or None if team and self.table.id != "Teams" else None


def region_of(log: Log, grid: Grid, spot: tuple[int, int], table: Table, header: Header) -> Region:
    """The table's filled rows below its header; warns of those that are hidden. The log gets the sheet."""
    log.sheets.append(Sheet(grid.book, grid.name, table.id, header.columns, header.texts))
    log.spots.append(spot)
    rows, columns = _columns(grid, header)
    region = Region(log, table, len(log.sheets) - 1, rows, columns, grid.typed, grid.with_commas)
    region = region.where(_filled(len(rows), columns.values()))
    if len(region):
        log.filled.add(table.id)
    if log.tallied:
        log.regions.append(region)
        tell_unit(log, grid, header, region.sheet)
    _tell_hidden(region, grid)
    return region


def _columns(grid: Grid, header: Header) -> tuple[NDArray[np.int32], dict[str, Cells]]:
    """(Numbers, columns) of the rows below the header in which anything may stand."""
    below = grid.rows[header.row :]
    numbers = grid.numbers[header.row :]
    if not all(below):
        numbers = numbers[np.fromiter(map(bool, below), bool, len(below))]
        below = [row for row in below if row]
    widths = set(map(len, below))
    flat = list(chain.from_iterable(below)) if len(widths) == 1 else []
    found = {}
    for id, at in header.columns.items():
        raw = flat[at :: min(widths)] if flat and at < min(widths) else _column(below, at)
        found[id] = Cells(raw, kinds(raw))
    return numbers, found


def _column(rows: Sequence[list[Any]], at: int) -> list[Any]:
    return [row[at] if at < len(row) else "" for row in rows]


def _filled(size: int, columns: Iterable[Cells]) -> Bools:
    found = np.zeros(size, bool)
    for cells in columns:
        found |= cells.kinds != EMPTY
    return found


def _tell_hidden(region: Region, grid: Grid) -> None:
    hidden = {row for row in region.rows.tolist() if row in grid.hidden} if grid.hidden else set()
    if hidden:
        region.log.counted.hidden.setdefault(region.sheet, set()).update(hidden)
    if grid.hidden_sheet and len(region):
        region.log.counted.sum(Sum(region.sheet, "hidden-sheet", "warning"), len(region))
