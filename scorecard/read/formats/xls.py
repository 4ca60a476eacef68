"""Sheets of .xls: looked at record by record, then read fast ([MS-XLS] 2.1.7)."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator

from msgspec import Struct, field

from scorecard.model.problems import cell_name
from scorecard.read.cells import Unreadable
from scorecard.read.formats import fast, sniff
from scorecard.read.formats.compound import stream, stream_names, written
from scorecard.read.formats.grid import Marks, Refused, Room, SheetCells, SheetRows, check_size, put
from scorecard.read.formats.merged import MOST, Range
from scorecard.read.formats.sheet_xml import Place
from scorecard.read.formats.xls_texts import text_lengths
from scorecard.read.formats.xlsb import ERRORS
from scorecard.read.formats.year_formats import mark_years, shows_year_alone

MOST_SPAN = 2**22
"""The rectangles of the sheets that are read may have so many cells: the fast reader reads them all at once."""
MOST_LETTERS = 2**26
"""The texts of all their cells may have so many letters."""

_FORMULA, _END, _ENCRYPTED, _SHEET, _MANY, _SHARED = 0x0006, 0x000A, 0x002F, 0x0085, 0x00BD, 0x00FD
_ERROR, _ROW, _BEGIN = 0x0205, 0x0208, 0x0809
_DIMENSIONS, _STRING, _CONTINUED, _MERGED, _LOOK, _FORMAT = 0x0200, 0x0207, 0x003C, 0x00E5, 0x00E0, 0x041E
_CELLS = frozenset({_FORMULA, 0x007E, 0x027E, _MANY, 0x00D6, _SHARED, 0x0203, 0x0204, _ERROR})
_BOOKS = ("Workbook", "Book")
_ENCRYPTED_STREAMS = ("EncryptedPackage", "\tDRMContent")
_HIDDEN = 0x20
_NO_NUMBER = b"\xff\xff"
_IS_ERROR, _IS_EMPTY = 2, 3
_CALCULATE_ON_OPENING = 2
_NOTHING = struct.pack("<HHHHHH", _BEGIN, 4, 0x600, 0x10, _END, 0)
"""A sheet without cells."""

Record = tuple[int, int, bytes]
"""Kind, where its content begins, content."""


class _Sheet(Struct):
    """A sheet as the list of sheets has it, and what was seen in it."""

    name: str
    begin: int
    said_at: int
    """Where the list says where it begins."""
    hidden: bool
    is_table: bool
    last_row: int = 0
    last_column: int = 0
    letters: int = 0
    unreadable: dict[Place, Unreadable] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)
    years: list[Place] = field(default_factory=list)
    """Cells whose format shows of a date its year alone."""


class _Globals(Struct, frozen=True):
    """What the cells of all sheets refer to."""

    lengths: list[int]
    """Of the shared texts."""
    year_looks: frozenset[int]
    """The styles whose format shows of a date its year alone."""


def read_sheets(data: bytes, wanted: Callable[[str], bool]) -> Iterator[SheetCells]:
    """The worksheets; those that are not ``wanted``, by their names, come empty.

    Raises Refused, also for a workbook of another format that is encrypted.
    """
    names = stream_names(data)
    if any(name in names for name in _ENCRYPTED_STREAMS):
        raise Refused("workbook-encrypted")
    book = next((name for name in _BOOKS if name in names), None)
    if book is None:
        raise Refused(sniff.message(sniff.of_streams(names)))
    content = bytearray(stream(data, book))
    try:
        sheets = _looked_at(content, wanted)
    except (struct.error, IndexError, UnicodeDecodeError):
        raise Refused("workbook-damaged") from None
    yield from _read(sheets, io.BytesIO(written(book, bytes(content) + _NOTHING)))


def _read(sheets: list[_Sheet], workbook: io.BytesIO) -> Iterator[SheetCells]:
    opened = fast.open_sheets(workbook, [number for number, sheet in enumerate(sheets) if sheet.last_row])
    room = Room()
    for number, sheet in enumerate(sheets):
        rows = SheetRows(sheet.name, room)
        if number in opened:
            block = fast.block(opened[number], sheet.name)
            mark_years(block, sheet.years)
            rows.add(block, sheet.letters)
        if sheet.is_table:
            marked = put(rows.rows, Marks(sheet.unreadable))
            yield SheetCells(sheet.name, marked, frozenset(sheet.hidden_rows), sheet.hidden, tuple(sheet.merged))


def _looked_at(content: bytearray, wanted: Callable[[str], bool]) -> list[_Sheet]:
    """The sheets; those that are not to be read lead to one without cells."""
    beginning = list(_records(content, 0))
    if any(kind == _ENCRYPTED for kind, _, _ in beginning):
        raise Refused("workbook-encrypted")
    around = _Globals(text_lengths(beginning), _year_looks(beginning))
    sheets = list(_sheets(beginning))
    if len({sheet.name.casefold() for sheet in sheets}) < len(sheets):
        raise Refused("workbook-damaged")
    for sheet in sheets:
        if sheet.is_table and wanted(sheet.name):
            _look_at(sheet, content, around)
        if not sheet.last_row:
            struct.pack_into("<I", content, sheet.said_at, len(content))
    if sum(sheet.last_row * sheet.last_column for sheet in sheets) > MOST_SPAN:
        raise Refused("workbook-too-large")
    if sum(sheet.letters for sheet in sheets) > MOST_LETTERS:
        raise Refused("workbook-too-large")
    return sheets


def _records(content: bytearray, at: int) -> Iterator[Record]:
    """The records from there to the end of the sheet or of the list of sheets."""
    depth = 0
    while at + 4 <= len(content):
        kind, size = struct.unpack_from("<HH", content, at)
        depth += (kind == _BEGIN) - (kind == _END)
        yield kind, at + 4, bytes(content[at + 4 : at + 4 + size])
        at += 4 + size
        if not depth:
            return


def _sheets(records: list[Record]) -> Iterator[_Sheet]:
    version = 0
    for kind, at, record in records:
        if kind == _BEGIN:
            (version,) = struct.unpack_from("<H", record)
        elif kind == _SHEET:
            begin, state, form, length = struct.unpack_from("<IBBB", record)
            yield _Sheet(_name(record[7:], length, version), begin, at, bool(state & 3), form == 0)


def _name(record: bytes, length: int, version: int) -> str:
    """A sheet's name: before Excel 97 (version 0x600) bytes, since then 8 or 16 bits a letter."""
    if version < 0x600:
        return record[:length].decode("latin-1")
    wide = record[0] & 1
    return record[1 : 1 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1")


def _year_looks(records: list[Record]) -> frozenset[int]:
    """The numbers of the styles that have such a format ([MS-XLS] 2.4.126, 2.4.353); before Excel 97 none is told."""
    codes = [record for kind, _, record in records if kind == _FORMAT and len(record) > 4]
    formats = {
        record[:2]
        for record in codes
        if shows_year_alone(_name(record[4:], struct.unpack_from("<H", record, 2)[0], 0x600))
    }
    looks = enumerate(record[2:4] for kind, _, record in records if kind == _LOOK)
    return frozenset(number for number, its in looks if its in formats)


def _look_at(sheet: _Sheet, content: bytearray, around: _Globals) -> None:
    places, before = set[int](), 0
    for kind, at, record in _records(content, sheet.begin):
        if kind == _DIMENSIONS:  # the fast reader would make room for whatever it says
            content[at : at + len(record)] = bytes(len(record))
        if kind == _CONTINUED and before == _STRING:  # the fast reader would cut a formula's text there
            raise Refused("workbook-damaged", sheet=sheet.name)
        before = kind
        if kind == _ROW and record[12] & _HIDDEN:
            sheet.hidden_rows.add(struct.unpack_from("<H", record)[0] + 1)
        elif kind == _MERGED:
            sheet.merged += list(_merged(record))[: MOST - len(sheet.merged)]
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", record)
            last = struct.unpack_from("<H", record, len(record) - 2)[0] if kind == _MANY else column
            sheet.last_row, sheet.last_column = max(sheet.last_row, row + 1), max(sheet.last_column, last + 1)
            check_size(sheet.name, sheet.last_row, sheet.last_column, MOST_SPAN)
            own = range((row << 16) + column, (row << 16) + last + 1)
            if not places.isdisjoint(own):
                raise Refused("workbook-damaged.cell", sheet=sheet.name, cell=cell_name(column, row + 1))
            places.update(own)
            _look_at_cells(sheet, (row + 1, column), kind, record, around)


def _look_at_cells(sheet: _Sheet, first: Place, kind: int, record: bytes, around: _Globals) -> None:
    """What the fast reader would not tell of a record's cells, of which this is the first."""
    if around.year_looks:
        row, column = first
        looks = range(4, len(record) - 2 if kind == _MANY else 5, 6)  # of cells side by side; else of the only one
        for number, at in enumerate(looks):
            if struct.unpack_from("<H", record, at)[0] in around.year_looks:
                sheet.years.append((row, column + number))
    if kind == _SHARED:
        sheet.letters += around.lengths[struct.unpack_from("<I", record, 6)[0]]
    elif _holds_error(kind, record):
        code = record[6] if kind == _ERROR else record[8]
        sheet.unreadable[first] = Unreadable("error-cell", ERRORS.get(code, "#N/A"))
    elif kind == _FORMULA and _was_never_calculated(record):
        sheet.unreadable[first] = Unreadable("formula-without-value", "=…")


def _merged(record: bytes) -> Iterator[Range]:
    """The ranges that a record names ([MS-XLS] 2.4.168)."""
    (count,) = struct.unpack_from("<H", record)
    for first, last, column, last_column in struct.iter_unpack("<HHHH", record[2 : 2 + 8 * count]):
        yield Range(first + 1, column, last + 1, last_column)


def _holds_error(kind: int, record: bytes) -> bool:
    if kind == _ERROR:
        return bool(record[7])
    return kind == _FORMULA and record[12:14] == _NO_NUMBER and record[6] == _IS_ERROR


def _was_never_calculated(record: bytes) -> bool:
    """Whether a formula's value is 0 or an empty text and it is to be calculated when the workbook is opened: programs
    that calculate nothing write so (docs/decisions 019).
    """
    is_empty = record[12:14] == _NO_NUMBER and record[6] == _IS_EMPTY
    return bool(record[14] & _CALCULATE_ON_OPENING) and (is_empty or not any(record[6:14]))
