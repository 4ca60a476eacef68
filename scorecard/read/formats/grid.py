"""A sheet as raw cells, and what a second look at its file found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scorecard.read.cells import Unreadable

MOST_CELLS = 30_000_000
"""The rectangle from A1 to a sheet's last cell may hold so many cells: readers of workbooks fill it in memory."""


class Refused(Exception):  # noqa: N818 - it names what happens to the file, and never leaves this floor
    """The file is not read; ``kind`` and ``about`` make the problem, which may lie in one ``sheet`` and ``cell``."""

    def __init__(self, kind: str, *, sheet: str = "", cell: str = "", **about: str) -> None:
        super().__init__(kind)
        self.kind, self.sheet, self.cell, self.about = kind, sheet, cell, about


@dataclass(frozen=True, slots=True)
class Marks:
    """What the fast reader does not tell about a sheet: rows are 1-based, columns 0-based."""

    unreadable: Mapping[tuple[int, int], Unreadable] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's raw cells from A1 on: str, numbers, bool, dates and times, Unreadable; "" or None where empty."""

    book: str
    name: str
    rows: list[list[Any]]
    hidden: frozenset[int] = frozenset()
    """1-based numbers of rows that are hidden or filtered away."""
    hidden_sheet: bool = False
    typed: bool = True
    """False where the format knows nothing but text (CSV)."""


def put(rows: list[list[Any]], marks: Marks) -> list[list[Any]]:
    """The rows with each unreadable cell in its place, longer where one lies beyond them."""
    for (row, column), cell in marks.unreadable.items():
        while len(rows) < row:
            rows.append([])
        at = rows[row - 1]
        at.extend([""] * (column + 1 - len(at)))
        at[column] = cell
    return rows


def check_size(sheet: str, rows: int, columns: int) -> None:
    """Raises Refused where the sheet reaches too far."""
    if rows * columns > MOST_CELLS:
        raise Refused("workbook-too-large.sheet", sheet=sheet, rows=str(rows), columns=str(columns))
