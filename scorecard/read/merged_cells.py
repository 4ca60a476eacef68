"""Cells of a table that a workbook shows as one: only the first of them says anything (inputs.md)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator

from scorecard.model.problems import CellPlace, Problem, cell_name
from scorecard.read.cells import key_text
from scorecard.read.counted import MOST_ALIKE
from scorecard.read.formats.grid import Grid
from scorecard.read.formats.merged import Range
from scorecard.read.log import Log

_LOOKED_AT = 100_000
"""So many rows are looked at; ranges beyond are nobody's work."""


def tell_merged(log: Log, grid: Grid, spot: tuple[int, int], header: int, columns: Collection[int]) -> None:
    """A warning for each merged range below the header that takes several cells of the table, or hides one; and for
    each of the header that stands for several filled columns.

    ``header`` is the row of the header (1-based), ``columns`` those of the table (0-based). Many are counted.
    """
    for each in _of_header(grid, header, columns):
        _tell(log, grid, spot, each, "merged-cells.header")
    found = list(_of_table(grid, header, columns))
    for each in found[:MOST_ALIKE]:
        _tell(log, grid, spot, each, "merged-cells")
    if len(found) > MOST_ALIKE:
        _tell(log, grid, spot, found[MOST_ALIKE], "merged-cells.more", len(found) - MOST_ALIKE)


def _tell(log: Log, grid: Grid, spot: tuple[int, int], merged: Range, kind: str, count: int = 0) -> None:
    first = cell_name(merged.column, merged.row)
    args = {"range": f"{first}:{cell_name(merged.last_column, merged.last_row)}", "count": str(count)}
    place = CellPlace(grid.book, grid.name, first)
    log.add((*spot, merged.row, merged.column), Problem(kind, args, place, "warning"))


def _of_header(grid: Grid, header: int, columns: Collection[int]) -> Iterator[Range]:
    """Headings of a column that is read over others that are not, and that hold something."""
    heads = [each for each in sorted(grid.merged) if each.row <= header <= each.last_row and each.column in columns]
    rows = range(header + 1, min(len(grid.rows), header + _LOOKED_AT) + 1) if heads else ()
    others = sorted({at for row in rows for at in _filled(grid, row)} - {*columns})
    for each in heads:
        following = bisect_right(others, each.column)
        if following < len(others) and others[following] <= each.last_column:
            yield each


def _of_table(grid: Grid, header: int, columns: Collection[int]) -> Iterator[Range]:
    """A remark that stretches over empty cells of one row is nobody's harm."""
    left = _LOOKED_AT
    for each in sorted(grid.merged):
        own = range(each.column, each.last_column + 1)
        rows = range(max(each.row, header + 1), min(each.last_row, len(grid.rows)) + 1)[:left]
        left -= len(rows)
        filled = {(row, at) for row in rows for at in _filled(grid, row)}
        several = len(rows) * sum(at in own for at in columns)
        beside = any(at in columns and at not in own for _, at in filled)
        hides = any(at in own and (row, at) != (each.row, each.column) for row, at in filled)
        if several and (hides or (several > 1 and beside)):
            yield each


def _filled(grid: Grid, row: int) -> list[int]:
    """The columns in which the row holds something."""
    return [at for at, cell in enumerate(grid.rows[row - 1]) if cell is not None and cell != "" and key_text(cell)]
