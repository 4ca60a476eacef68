"""A file's sheets: looked at first, then read fast, then each unreadable cell put in its place."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from scorecard.model.problems import cell_name
from scorecard.read.formats import ods, xls, xlsb, xlsx
from scorecard.read.formats.archive import opened
from scorecard.read.formats.compound import MAGIC
from scorecard.read.formats.grid import MOST_CELLS, Grid, Marks, Refused, put

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
KNOWN_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
"""At any other error the fast reader stops, and does not say where."""
_ZIP = b"PK\x03\x04"


def workbook_grids(book: str, data: bytes, wanted: Callable[[str], bool]) -> list[Grid]:
    """The sheets of a workbook, whatever its name says about its format. Raises Refused.

    Only ``wanted`` sheets, by their names, are read; the others come empty.
    """
    marks = _marks(data, wanted)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as opened_book:
            return _grids(book, opened_book, wanted, marks)
    except PasswordError:
        raise Refused("workbook-encrypted") from None
    except (CalamineError, ValueError, OSError):
        raise Refused("workbook-damaged") from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader's own accident; it derives from BaseException
            raise Refused("workbook-damaged") from None
        raise


def _marks(data: bytes, wanted: Callable[[str], bool]) -> dict[str, Marks]:
    if data.startswith(MAGIC):
        return xls.sheet_marks(data)
    if not data.startswith(_ZIP):
        raise Refused("not-a-workbook")
    with opened(data) as archive:
        names = archive.namelist()
        if xlsx.WORKBOOK in names:
            return xlsx.sheet_marks(archive, wanted)
        if xlsb.WORKBOOK in names:
            return xlsb.sheet_marks(archive, wanted)
        if ods.CONTENT in names or ods.ENCRYPTED_CONTENT in names:
            return ods.sheet_marks(archive)
    raise Refused("not-a-workbook")


def _grids(
    book: str, opened_book: CalamineWorkbook, wanted: Callable[[str], bool], marks: dict[str, Marks]
) -> list[Grid]:
    grids, room = [], 2 * MOST_CELLS
    for sheet in opened_book.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        mark = marks.get(sheet.name)
        if mark is None:  # nobody looked at it, so nobody may read it
            raise Refused("workbook-damaged")
        rows = _rows(opened_book, sheet.name, mark) if wanted(sheet.name) else []
        room -= len(rows) * len(rows[0]) if rows else 0
        if room < 0:
            raise Refused("workbook-too-large")
        hidden = sheet.visible != SheetVisibleEnum.Visible
        grids.append(Grid(book, sheet.name, rows, mark.hidden, hidden))
    return grids


def _rows(opened_book: CalamineWorkbook, sheet: str, marks: Marks) -> list[list[Any]]:
    try:
        return put(opened_book.get_sheet_by_name(sheet).to_python(skip_empty_area=False), marks)
    except CalamineError:
        for (row, column), cell in marks.unreadable.items():
            if cell.kind == "error-cell" and cell.text not in KNOWN_ERRORS:
                place = cell_name(column, row)
                raise Refused("error-cell.unknown", sheet=sheet, cell=place, value=cell.text) from None
        raise
