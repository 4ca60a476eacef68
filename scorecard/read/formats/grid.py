"""A sheet as raw cells, put together from blocks, and what a second look at its file found."""

from __future__ import annotations

import sys
from collections.abc import Container, Iterable, Mapping
from itertools import islice
from typing import Any

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from scorecard.read.cells import Unreadable, YearAlone
from scorecard.read.formats.merged import Range

MOST_CELLS = 12_000_000
"""The cells of a file's sheets, empty ones between filled ones in a row included: each takes 8 to 32 bytes."""
MOST_TEXT = 3 * 2**26
"""The different texts of a file may take so many bytes of memory."""
SURE_LETTERS = 2**25
"""Texts of a file that have so many letters together may be kept more than once."""
MOST_LETTERS = 2**30
"""All texts of a file, each as often as it stands there, may have so many letters: the fast reader copies each."""
LAST_ROW, LAST_COLUMN = 2**20, 2**14
"""No spreadsheet reaches further."""


class Refused(Exception):  # noqa: N818 - it names what happens to the file, and never leaves this floor
    """The file is not read; ``kind`` and ``about`` make the problem, which may lie in one ``sheet`` and ``cell``."""

    def __init__(self, kind: str, *, sheet: str = "", cell: str = "", **about: str) -> None:
        super().__init__(kind)
        self.kind, self.sheet, self.cell, self.about = kind, sheet, cell, about


class Marks(Struct, frozen=True):
    """What the fast reader does not tell about a sheet: rows are 1-based, columns 0-based."""

    unreadable: Mapping[tuple[int, int], Unreadable | YearAlone | str] = field(default_factory=dict)
    """Cells that stand in place of what it tells."""
    hidden: frozenset[int] = frozenset()


class Block(Struct, frozen=True):
    """A rectangle of cells: the number of its first row (1-based) and column (0-based), and its rows."""

    row: int
    column: int
    rows: list[list[Any]]


class SheetCells(Struct, frozen=True):
    """A worksheet as its workbook has it."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden: bool = False
    merged: tuple[Range, ...] = ()


class Grid(Struct, frozen=True):
    """A sheet's raw cells from A1 on: str, numbers, bool, dates and times, Unreadable; "" or None where empty.

    Rows need not be of one length; one that holds nothing may be empty.
    """

    book: str
    name: str
    rows: list[list[Any]]
    hidden: frozenset[int] = frozenset()
    """1-based numbers of rows that are hidden or filtered away."""
    hidden_sheet: bool = False
    merged: tuple[Range, ...] = ()
    """Cells that are shown as one."""
    typed: bool = True
    """False where the format knows nothing but text (CSV)."""
    with_commas: Container[int] = ()
    """The columns (0-based) in whose texts decimals may stand behind a comma, and thousands behind a point (CSV of some
    countries)."""
    chosen: NDArray[np.int32] | None = None
    """1-based numbers of the rows in their sheet, where these are not all of its rows; the first ones, down to the
    header, are there even so."""

    @property
    def numbers(self) -> NDArray[np.int32]:
        """The 1-based number of every row in its sheet."""
        return np.arange(1, len(self.rows) + 1, dtype=np.int32) if self.chosen is None else self.chosen


class Room:
    """What the cells of one file may take of the memory; where there are many texts, equal ones are kept once."""

    def __init__(self) -> None:
        self._cells = MOST_CELLS
        self._letters = 0
        self._texts: dict[str, str] = {}
        self._counted = 0
        self._room = MOST_TEXT

    def take(self, rows: list[list[Any]], letters: int) -> list[list[Any]]:
        """The rows, whose texts have at most so many letters. Raises Refused where there is no room left."""
        self._cells -= sum(map(len, rows))
        self._letters += letters
        if self._letters > SURE_LETTERS:
            rows = self._each_once(rows)
        self._check()
        return rows

    def _check(self) -> None:
        if self._cells < 0 or self._room < 0 or self._letters > MOST_LETTERS:
            raise Refused("workbook-too-large")

    def _each_once(self, rows: Iterable[list[Any]]) -> list[list[Any]]:
        once = self._texts.setdefault
        kept = [[once(cell, cell) if type(cell) is str else cell for cell in row] for row in rows]
        self._room -= sum(map(sys.getsizeof, islice(self._texts, self._counted, None)))
        self._counted = len(self._texts)
        return kept


class SheetRows:
    """The rows of one sheet, block after block."""

    def __init__(self, sheet: str, room: Room) -> None:
        self.rows: list[list[Any]] = []
        self._sheet = sheet
        self._room = room

    def add(self, block: Block, letters: int) -> None:
        """The next block, whose texts have at most so many letters. Raises Refused where it is not below the last."""
        width = len(block.rows[0]) if block.rows else 0
        last = block.row + len(block.rows) - 1
        if last > LAST_ROW or block.column + width > LAST_COLUMN or block.row <= len(self.rows):
            raise Refused("workbook-damaged", sheet=self._sheet)
        nothing: list[Any] = []
        self.rows += [nothing] * (block.row - 1 - len(self.rows))
        before = [""] * block.column
        self.rows += self._room.take([before + cells for cells in block.rows] if before else block.rows, letters)


def put(rows: list[list[Any]], marks: Marks) -> list[list[Any]]:
    """The rows with each unreadable cell in its place, longer where one lies beyond them."""
    for (row, column), cell in marks.unreadable.items():
        if row > len(rows):
            nothing: list[Any] = []
            rows += [nothing] * (row - len(rows))
        at = [*rows[row - 1], *[""] * (column + 1 - len(rows[row - 1]))]
        at[column] = cell
        rows[row - 1] = at
    return rows


def check_size(sheet: str, rows: int, columns: int, most: int = MOST_CELLS) -> None:
    """Raises Refused where the sheet reaches too far."""
    if rows * columns > most:
        raise Refused("workbook-too-large.sheet", sheet=sheet, rows=str(rows), columns=str(columns))
