"""Finding a known table in a sheet: its header row, its columns, its rows; and the faults of its cells."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorecard.model.inputs import Sheet
from scorecard.model.numbers import Bools
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace, Level, Place, Problem, cell_name, column_letters
from scorecard.read.cells import filled, folded, shown
from scorecard.read.grids import Grid
from scorecard.read.tables import Table


@dataclass(slots=True)
class Log:
    """What was found so far: sheets, problems and warnings of one reading."""

    plan: Plan
    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def add(self, kind: str, place: Place | None, level: Level = "error", /, **args: str) -> None:
        """A problem or a warning."""
        (self.problems if level == "error" else self.warnings).append(Problem(kind, args, place, level))

    def place(self, sheet: int, row: int, column: str) -> CellPlace:
        """The place of a cell by canonical column."""
        at = self.sheets[sheet]
        index = at.columns.get(column, at.columns.get("value"))
        return CellPlace(at.book, at.name, str(row) if index is None else cell_name(index, row))


@dataclass(slots=True)
class Region:
    """The rows of one table in one sheet, empty rows left out."""

    log: Log
    sheet: int
    table: Table
    rows: NDArray[np.int32]
    """1-based row numbers."""
    cells: dict[str, Sequence[Any]]
    """Raw cells of each known column that is there."""
    flagged: dict[str, Bools] = field(default_factory=dict)
    """Cells that hold an error or a formula without a value: told, and never empty."""
    bad: Bools = field(default_factory=lambda: np.zeros(0, bool))
    """Rows that cannot be used."""

    def __len__(self) -> int:
        return len(self.rows)

    def place(self, index: int, column: str) -> CellPlace:
        """The place of a cell by row index."""
        return self.log.place(self.sheet, int(self.rows[index]), column)

    def fault(self, index: int, column: str, kind: str, level: Level = "error", /, **args: str) -> None:
        """A problem or warning about one cell, which shows what stands there."""
        cell = self.cells[column][index] if column in self.cells else ""
        header = self.log.sheets[self.sheet].headers.get(column, column)
        self.log.add(kind, self.place(index, column), level, column=header, value=shown(cell), **args)

    def reject(self, index: int, column: str, kind: str, /, **args: str) -> None:
        """A problem that makes the row useless."""
        self.fault(index, column, kind, "error", **args)
        self.bad[index] = True

    def is_flagged(self, column: str) -> Bools:
        """The cells of a column that were told already."""
        return self.flagged.get(column, np.zeros(len(self), bool))


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table's header stands."""

    row: int
    """0-based row of the grid."""
    columns: dict[str, int]
    twice: tuple[tuple[str, int], ...]
    """Columns that stand there a second time, and where."""


def names_of(table: Table) -> dict[str, str]:
    """Every folded header to its column."""
    return {folded(name): column.id for column in table.columns for name in (column.id, *column.names)}


def find_header(grid: Grid, table: Table) -> Header | None:
    """The first row that holds all required columns."""
    names = names_of(table)
    required = {column.id for column in table.columns if column.required}
    for number, row in enumerate(grid.rows):
        found: dict[str, int] = {}
        twice = []
        for index, cell in enumerate(row):
            column = names.get(folded(cell)) if isinstance(cell, str) and cell else None
            if column in found:
                twice.append((column, index))
            elif column is not None:
                found[column] = index
        if required <= found.keys():
            return Header(number, found, tuple(twice))
    return None


def missing_header(log: Log, grid: Grid, table: Table) -> None:
    """The problem that no row is the table's header: names what its best row lacks, and what was nearly right."""
    names = names_of(table)
    required = [column for column in table.columns if column.required]
    best: tuple[int, set[str], list[str]] = (0, set(), [])
    for row in grid.rows[:200]:
        texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
        found = {names[folded(cell)] for cell in texts if folded(cell) in names}
        best = max(best, (len(found), found, texts), key=lambda each: each[0])
    lacking = [column for column in required if column.id not in best[1]]
    wanted = ", ".join(" / ".join((column.id, *column.names)) for column in lacking)
    near = nearest(lacking[0].id if lacking else "", (text for text in best[2] if folded(text) not in names))
    near = near or nearest(" ".join(lacking[0].names) if lacking else "", best[2])
    kind = "missing-column.near" if near else "missing-column"
    log.add(kind, CellPlace(grid.book, grid.name), wanted=wanted, near=near or "")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant."""
    originals = {folded(each): each for each in known}
    found = difflib.get_close_matches(folded(name), originals, 1, 0.6)
    return originals[found[0]] if found else None


def region(log: Log, grid: Grid, table: Table, header: Header) -> Region:
    """The table's rows below its header; error cells and formulas without a value are told at once."""
    width = max((len(row) for row in grid.rows[header.row :]), default=0)
    head = [*grid.rows[header.row], *[""] * (width - len(grid.rows[header.row]))]
    headers = {id: str(head[index]).strip() for id, index in header.columns.items()}
    log.sheets.append(Sheet(grid.book, grid.name, table.id, header.columns, headers))
    sheet = len(log.sheets) - 1
    for column, index in header.twice:
        place = CellPlace(grid.book, grid.name, cell_name(index, header.row + 1))
        log.add("column-twice", place, column=str(head[index]).strip(), first=column_letters(header.columns[column]))
    below = _padded(grid.rows[header.row + 1 :], width)
    columns = list(zip(*below, strict=True)) if below else [()] * width
    cells: dict[str, Sequence[Any]] = {id: columns[index] for id, index in header.columns.items()}
    numbers = np.arange(len(below), dtype=np.int32) + header.row + 1 + grid.first_row
    flagged = _flagged(grid, header, numbers)
    any_filled = np.zeros(len(below), bool)
    for id, column_cells in cells.items():
        any_filled |= filled(column_cells) | flagged.get(id, False)
    keep = np.flatnonzero(any_filled)
    if len(keep) < len(below):
        cells = {id: [column[i] for i in keep.tolist()] for id, column in cells.items()}
        flagged = {id: flags[keep] for id, flags in flagged.items()}
    result = Region(log, sheet, table, numbers[keep], cells, flagged, np.zeros(len(keep), bool))
    _tell_flagged(grid, header, result)
    _tell_hidden(grid, result)
    return result


def _padded(rows: Sequence[Sequence[Any]], width: int) -> Sequence[Sequence[Any]]:
    if all(len(row) == width for row in rows):
        return rows
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _flagged(grid: Grid, header: Header, numbers: NDArray[np.int32]) -> dict[str, Bools]:
    suspects = [*grid.suspects.errors, *grid.suspects.bare_formulas]
    result: dict[str, Bools] = {}
    for id, index in header.columns.items():
        rows = [row for row, column in suspects if column == index]
        if rows:
            result[id] = np.isin(numbers, rows)
    return result


def _tell_flagged(grid: Grid, header: Header, found: Region) -> None:
    for id, flags in found.flagged.items():
        for index in np.flatnonzero(flags).tolist():
            error = grid.suspects.errors.get((int(found.rows[index]), header.columns[id]))
            title = found.log.sheets[found.sheet].headers[id]
            kind = "formula-without-value" if error is None else "error-cell"
            found.log.add(kind, found.place(index, id), column=title, value=error or "")


def _tell_hidden(grid: Grid, found: Region) -> None:
    hidden = sorted(grid.suspects.hidden.intersection(found.rows.tolist()))
    if hidden:
        shown_rows = ", ".join(map(str, hidden[:10])) + (" ..." if len(hidden) > 10 else "")
        place = CellPlace(grid.book, grid.name, f"{hidden[0]}")
        found.log.add("hidden-rows", place, "warning", count=str(len(hidden)), rows=shown_rows)
