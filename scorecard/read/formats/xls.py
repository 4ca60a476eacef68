"""The second look at .xls: encryption, error cells and hidden rows ([MS-XLS] 2.1.7)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

from scorecard.read.cells import Unreadable
from scorecard.read.formats.compound import streams
from scorecard.read.formats.grid import Block, Marks, Refused, Room, SheetCells, SheetRows, put
from scorecard.read.formats.xlsb import ERRORS

_FORMULA, _END, _ENCRYPTED, _SHEET, _ERROR, _ROW, _BEGIN = 0x0006, 0x000A, 0x002F, 0x0085, 0x0205, 0x0208, 0x0809
_BOOKS = ("Workbook", "Book")
_HIDDEN = 0x20
_NO_NUMBER = b"\xff\xff"
_IS_ERROR = 2


def read_sheets(data: bytes, wanted: Callable[[str], bool]) -> Iterator[SheetCells]:
    """The worksheets; those that are not ``wanted`` come empty. Raises Refused."""
    import io

    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    marks = sheet_marks(data)
    room = Room()
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for number, sheet in enumerate(book.sheets_metadata):
                if sheet.typ != SheetTypeEnum.WorkSheet:
                    continue
                mark = marks[sheet.name]
                found = SheetRows(sheet.name, room)
                if wanted(sheet.name):
                    page = book.get_sheet_by_index(number)
                    row, column = page.start or (0, 0)
                    found.add(Block(row + 1, column, page.to_python(skip_empty_area=True)))
                    put(found.rows, mark)
                yield SheetCells(sheet.name, found.rows, mark.hidden, sheet.visible != SheetVisibleEnum.Visible)
    except (CalamineError, KeyError, ValueError, OSError):
        raise Refused("workbook-damaged") from None


def sheet_marks(data: bytes) -> dict[str, Marks]:
    """Every sheet's marks by its name. Raises Refused, also for a workbook of another format that is encrypted."""
    found = streams(data, (*_BOOKS, "EncryptedPackage"))
    if "EncryptedPackage" in found:
        raise Refused("workbook-encrypted")
    content = next((found[name] for name in _BOOKS if name in found), None)
    if content is None:
        raise Refused("not-a-workbook")
    try:
        return {name: _marks(content, begin) for begin, name in _sheets(content)}
    except (struct.error, IndexError, UnicodeDecodeError):
        raise Refused("workbook-damaged") from None


def _records(content: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from there to the end of the sheet or of the list of sheets."""
    depth = 0
    while at + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, at)
        depth += (kind == _BEGIN) - (kind == _END)
        yield kind, content[at + 4 : at + 4 + size]
        at += 4 + size
        if not depth:
            return


def _sheets(content: bytes) -> Iterator[tuple[int, str]]:
    """(Where it begins, name) of every sheet."""
    version = 0
    for kind, record in _records(content, 0):
        if kind == _BEGIN:
            (version,) = struct.unpack_from("<H", record)
        elif kind == _ENCRYPTED:
            raise Refused("workbook-encrypted")
        elif kind == _SHEET:
            begin, length = struct.unpack_from("<I2xB", record)
            yield begin, _name(record[7:], length, version)


def _name(record: bytes, length: int, version: int) -> str:
    """A sheet's name: before Excel 97 (version 0x600) bytes, since then 8 or 16 bits a letter."""
    if version < 0x600:
        return record[:length].decode("latin-1")
    wide = record[0] & 1
    return record[1 : 1 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1")


def _marks(content: bytes, begin: int) -> Marks:
    unreadable, hidden = {}, set()
    for kind, record in _records(content, begin):
        if kind == _ROW and record[12] & _HIDDEN:
            hidden.add(struct.unpack_from("<H", record)[0] + 1)
        elif (kind == _ERROR and record[7]) or (
            kind == _FORMULA and record[12:14] == _NO_NUMBER and record[6] == _IS_ERROR
        ):
            row, column = struct.unpack_from("<HH", record)
            code = record[6] if kind == _ERROR else record[8]
            unreadable[row + 1, column] = Unreadable("error-cell", ERRORS.get(code, "#N/A"))
    return Marks(unreadable, frozenset(hidden))
