"""Sheets of .xlsb: looked at record by record, then read fast, some rows at a time ([MS-XLSB] 2.1.4)."""

from __future__ import annotations

import zipfile
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from scorecard.read.cells import Unreadable
from scorecard.read.formats import fast
from scorecard.read.formats.archive import check_others
from scorecard.read.formats.grid import LAST_COLUMN, LAST_ROW, Block, Marks, Refused, Room, SheetCells, SheetRows, put
from scorecard.read.formats.package import Package, SheetPart
from scorecard.read.formats.sheet_xml import Place

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""Error codes of .xls and .xlsb."""
MOST_SHEET = 2**26
MOST_SHARED = 2**26
MOST_SPAN = 2**21
"""The rectangle that is read at a time may have so many cells."""
MOST_USED = 2**26
"""The texts of a rectangle may have so many letters."""

_ROW, _BLANK, _ERROR, _SHARED, _FORMULA_ERROR, _LAST_CELL = 0, 1, 3, 7, 11, 11
_SHARED_TEXT, _BEGIN_BOOK, _END_BOOK, _BEGIN_SHEETS, _END_SHEETS, _DATES, _SHEET = 19, 131, 132, 143, 144, 153, 156
_BEGIN_SHEET, _END_SHEET, _BEGIN_ROWS, _END_ROWS, _DIMENSION = 129, 130, 145, 146, 148
_HIDDEN = 0x10
_NOT_AVAILABLE = 0x2A


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the cells of all sheets refer to."""

    shared: bytes
    lengths: array[int]
    """Of the shared texts."""
    styles: bytes
    dates: bytes
    """The record that says in which system dates are."""
    room: Room = field(default_factory=Room)

    def block_of(self, rows: bytes) -> Block:
        """The cells of these rows, read fast."""
        bundle = bytes(4) + (1).to_bytes(4, "little") + _wide("rId1") + _wide("Sheet")
        inside = [record(_BEGIN_SHEETS), record(_SHEET, bundle), record(_END_SHEETS)]
        workbook = b"".join([record(_BEGIN_BOOK), self.dates, *inside, record(_END_BOOK)])
        begin = [record(_BEGIN_SHEET), record(_DIMENSION, bytes(16)), record(_BEGIN_ROWS)]
        sheet = b"".join([*begin, rows, record(_END_ROWS), record(_END_SHEET)])
        others = [("xl/sharedStrings.bin", self.shared), ("xl/styles.bin", self.styles)]
        return fast.block(fast.open_sheet(fast.package("bin", workbook, sheet, others)))


def record(kind: int, content: bytes = b"") -> bytes:
    """A record with its head."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, lengths = len(content), b""
    while size > 0x7F:
        lengths, size = lengths + bytes([size & 0x7F | 0x80]), size >> 7
    return head + lengths + bytes([size]) + content


def _wide(text: str) -> bytes:
    return len(text).to_bytes(4, "little") + text.encode("utf-16-le")


def read_sheets(archive: zipfile.ZipFile, package: Package, wanted: Callable[[str], bool]) -> Iterator[SheetCells]:
    """The worksheets in the order of the workbook; those that are not ``wanted``, by their names, come empty.

    Every part is unpacked and checked. Raises Refused, and IndexError where a part is damaged.
    """
    around = _surroundings(package)
    for sheet in package.worksheets(list(_sheets(package.content(package.workbook)))):
        rows, hidden = _read_rows(package, sheet, around) if wanted(sheet.name) else ([], frozenset[int]())
        yield SheetCells(sheet.name, rows, hidden, sheet.hidden)
    check_others(archive, package.read)


def _surroundings(package: Package) -> Surroundings:
    shared, styles = package.beside("sharedStrings", "sharedStrings.bin"), package.beside("styles", "styles.bin")
    texts = package.content(shared, MOST_SHARED) if shared else b""
    look = package.content(styles, MOST_SHARED) if styles else b""
    dates = [record(_DATES, said) for kind, _, _, said in _records(package.content(package.workbook)) if kind == _DATES]
    lengths = array("L", (len(text) for kind, _, _, text in _records(texts) if kind == _SHARED_TEXT))
    return Surroundings(texts, lengths, look, b"".join(dates[:1]))


def _sheets(workbook: bytes) -> Iterator[tuple[str, str, bool]]:
    """(Name, relation, whether it is hidden) of every sheet."""
    for kind, _, _, said in _records(workbook):
        if kind == _SHEET:
            relation, after = _text(said, 8)
            yield _text(said, after)[0], relation, any(said[:4])


def _text(content: bytes, at: int) -> tuple[str, int]:
    """(A text that its length stands before, where it ends)."""
    end = at + 4 + 2 * int.from_bytes(content[at : at + 4], "little")
    return content[at + 4 : end].decode("utf-16-le"), end


def _records(content: bytes) -> Iterator[tuple[int, int, int, bytes]]:
    """(Kind, where it begins, where its content begins, content) of every record."""
    at = 0
    while at < len(content):
        begin, kind, size = at, content[at], 0
        if kind & 0x80:
            kind = (kind & 0x7F) | content[at + 1] << 7
            at += 1
        at += 1
        for shift in range(0, 28, 7):
            size |= (content[at] & 0x7F) << shift
            at += 1
            if not content[at - 1] & 0x80:
                break
        if at + size > len(content):
            raise Refused("workbook-damaged")
        yield kind, begin, at, content[at : at + size]
        at += size


def _read_rows(package: Package, sheet: SheetPart, around: Surroundings) -> tuple[list[list[object]], frozenset[int]]:
    look = _Look(sheet.name, bytearray(package.content(sheet.part, MOST_SHEET, sheet.name)), around)
    found = SheetRows(sheet.name, around.room)
    for rows in look.pieces():
        block = around.block_of(rows)
        found.add(block, look.letters + len(rows))
    return put(found.rows, Marks(look.unreadable)), frozenset(look.hidden)


class _Look:
    """The second look at a sheet: its rows in pieces, and what the fast reader hides in them."""

    def __init__(self, sheet: str, content: bytearray, around: Surroundings) -> None:
        self.unreadable: dict[Place, Unreadable] = {}
        self.hidden: set[int] = set()
        self._sheet, self._content, self._lengths = sheet, content, around.lengths
        self._row = self._first_row = self._columns = self.letters = 0

    def pieces(self) -> Iterator[bytes]:
        """Whole rows, as many as may be read at a time. Raises Refused."""
        begin = None
        for kind, head, at, said in _records(bytes(self._content)):
            if kind == _ROW:
                self._begin_row(said)
                if begin is None:
                    begin, self._first_row = head, self._row
                elif self._is_full():
                    yield bytes(self._content[begin:head])
                    begin, self._first_row, self._columns, self.letters = head, self._row, 0, 0
            elif kind == _END_ROWS:
                if begin is not None and self._columns:
                    yield bytes(self._content[begin:head])
                return
            elif _BLANK <= kind <= _LAST_CELL and begin is not None:
                self._look_at_cell(kind, at, said)

    def _begin_row(self, said: bytes) -> None:
        row = int.from_bytes(said[:4], "little") + 1
        if row <= self._row or row > LAST_ROW:
            raise Refused("workbook-damaged", sheet=self._sheet)
        self._row = row
        if said[11] & _HIDDEN:
            self.hidden.add(row)

    def _is_full(self) -> bool:
        return (self._row - self._first_row + 1) * self._columns > MOST_SPAN // 2 or self.letters > MOST_USED // 2

    def _look_at_cell(self, kind: int, at: int, said: bytes) -> None:
        column = int.from_bytes(said[:4], "little")
        if column >= LAST_COLUMN:
            raise Refused("workbook-damaged", sheet=self._sheet)
        if kind == _BLANK:
            return
        self._columns = max(self._columns, column + 1)
        if kind == _SHARED:
            index = int.from_bytes(said[8:12], "little")
            self.letters += self._lengths[index]
        elif kind in (_ERROR, _FORMULA_ERROR):
            self.unreadable[self._row, column] = Unreadable("error-cell", ERRORS.get(said[8], "#N/A"))
            self._content[at + 8] = _NOT_AVAILABLE  # the fast reader stops at errors that it does not know
