"""A second, careful reading of .xlsx by openpyxl, compared cell by cell with the grids that the product reads."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

from openpyxl import load_workbook
from openpyxl.worksheet._reader import WorksheetReader

from scorecard.read.cells import Unreadable
from scorecard.read.formats.grid import Grid, Refused
from scorecard.read.formats.workbook import workbook_grids

Place = tuple[int, int, int]
"""Number of the sheet among the worksheets from 0 on, row and column from 1 on."""
Cells = dict[Place, Any]
"""What stands in each cell; empty cells are left out."""

NEVER_SAVED = "formula without value"
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")


@dataclass(frozen=True)
class Difference:
    """A cell of which the readers tell different things; None where one of them finds it empty."""

    place: Place
    first: Any
    second: Any


def grids(data: bytes) -> list[Grid] | str:
    """All sheets as the product reads them, or the kind of its refusal."""
    try:
        return workbook_grids("book", data, lambda name: True)
    except Refused as refused:
        return refused.kind


def first_cells(found: list[Grid]) -> Cells:
    """What the product reads."""
    return {
        (sheet, row, column): _plain(cell)
        for sheet, grid in enumerate(found)
        for row, cells in enumerate(grid.rows, 1)
        for column, cell in enumerate(cells, 1)
        if cell not in ("", None)
    }


def second_cells(data: bytes) -> Cells:
    """What openpyxl reads, values and formulas in two passes. Raises whatever openpyxl raises."""
    found: Cells = {}
    for place, kind, value in _pass(data, values=True):
        if value not in ("", None):
            found[place] = f"error {value}" if kind == "e" else _plain(value)
    if _has_formulas(data):
        for place, kind, _ in _pass(data, values=False):
            if kind == "f":
                found.setdefault(place, NEVER_SAVED)
    return found


def _pass(data: bytes, *, values: bool) -> Iterator[tuple[Place, str, Any]]:
    """(Place, kind, value) of every cell."""
    without = mock.patch.object(WorksheetReader, "bind_merged_cells")  # it empties what lies beneath merged cells
    with warnings.catch_warnings(action="ignore"), without:
        book = load_workbook(io.BytesIO(data), data_only=values, keep_links=False)
    for number, sheet in enumerate(book.worksheets):
        for (row, column), cell in sheet._cells.items():  # the cells that are there, not the rectangle around them
            yield (number, row, column), cell.data_type, cell.value


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(_FORMULA.search(archive.read(name)) for name in archive.namelist())


def _plain(cell: Any) -> Any:
    """Equal for what is equal, whichever library says it."""
    if isinstance(cell, Unreadable):
        return f"error {cell.text}" if cell.kind == "error-cell" else NEVER_SAVED
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        return dt.datetime.combine(cell, dt.time())
    if isinstance(cell, dt.time):
        return dt.timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond)
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def differences(first: Cells, second: Cells) -> list[Difference]:
    """The cells of which the readers tell different things."""
    places = sorted(first.keys() | second.keys())
    both = (Difference(place, first.get(place), second.get(place)) for place in places)
    return [each for each in both if (type(each.first), each.first) != (type(each.second), each.second)]
