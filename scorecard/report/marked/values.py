"""What was read from a file that cannot be marked in place, as a plain workbook that can."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import count
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scorecard.read.cells import Unreadable
from scorecard.read.formats.grid import Grid
from scorecard.report.marked.entries import MOST_COLUMNS, MOST_ROWS
from scorecard.report.tables import CREATED

MOST_TEXT, LONGEST_NAME = 32_767, 31
_FORBIDDEN = str.maketrans({**dict.fromkeys("[]:*?/\\", "_"), **{chr(code): "_" for code in range(32)}})
_FIRST_DAY = dt.datetime(1900, 3, 1)
"""Before that Excel counts a day that never was."""
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}


def values_book(grids: Sequence[Grid], names: Mapping[str, str]) -> bytes:
    """The sheets' cells where they stood: numbers, texts, dates, errors; a formula without a value as its text.

    ``names`` are those of sheet_names.
    """
    stream = io.BytesIO()
    book = Workbook(stream, _OPTIONS)
    book.set_properties({"created": CREATED})
    day, moment = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for grid in grids:
        sheet = book.add_worksheet(names[grid.name])
        for row, cells in enumerate(grid.rows[:MOST_ROWS]):
            for column, cell in enumerate(cells[:MOST_COLUMNS]):
                if cell not in ("", None):
                    _write(sheet, row, column, cell, (day, moment))
    if not grids:
        book.add_worksheet()
    book.close()
    return stream.getvalue()


def sheet_names(names: Iterable[str]) -> dict[str, str]:
    """Each to how a sheet of an .xlsx may be called, no two alike: a CSV file, or a sheet of an .ods, has any name."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        plain = name.translate(_FORBIDDEN).strip("'") or "_"
        free = next(each for each in _shortened(plain) if each.casefold() not in taken)
        found[name] = free
        taken.add(free.casefold())
    return found


def _shortened(name: str) -> Iterator[str]:
    yield name[:LONGEST_NAME]
    for number in map(str, count(2)):
        yield f"{name[: LONGEST_NAME - 1 - len(number)]} {number}"


def _write(sheet: Worksheet, row: int, column: int, cell: Any, formats: tuple[Format, Format]) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float | Decimal) and float(cell) == cell and abs(float(cell)) < 10**15:
        sheet.write_number(row, column, float(cell))
    elif isinstance(cell, dt.datetime) and cell.replace(tzinfo=None) >= _FIRST_DAY:
        sheet.write_datetime(row, column, cell, formats[cell.time() != dt.time()])
    elif isinstance(cell, dt.date) and not isinstance(cell, dt.datetime) and cell >= _FIRST_DAY.date():
        sheet.write_datetime(row, column, cell, formats[0])
    elif isinstance(cell, Unreadable) and cell.kind == "error-cell":
        sheet.write_formula(row, column, f"={cell.text}", None, cell.text)
    else:
        text = cell.text if isinstance(cell, Unreadable) else str(cell)
        sheet.write_string(row, column, text[:MOST_TEXT])
