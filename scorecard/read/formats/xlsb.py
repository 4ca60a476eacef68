"""Sheets of .xlsb: looked at record by record, then read fast, some rows at a time ([MS-XLSB] 2.1.4)."""

from __future__ import annotations

import struct
import zipfile
from array import array
from collections.abc import Callable, Iterator

from msgspec import Struct, field

from scorecard.read.cells import Unreadable
from scorecard.read.formats import fast
from scorecard.read.formats.archive import check_others
from scorecard.read.formats.grid import LAST_COLUMN, LAST_ROW, Block, Marks, Refused, Room, SheetCells, SheetRows, put
from scorecard.read.formats.merged import MOST, Range
from scorecard.read.formats.package import Package, SheetPart
from scorecard.read.formats.sheet_xml import Place
from scorecard.read.formats.year_formats import mark_years, shows_year_alone

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

_ROW, _BLANK, _SHORT_NUMBER, _ERROR, _NUMBER, _TEXT, _SHARED, _FORMULA_ERROR, _LAST_CELL = 0, 1, 2, 3, 5, 6, 7, 11, 11
_LAST_SHORT, _SHORTER, _RICH = 18, 11, 62
"""A cell may leave out its column, and come right behind the one before it: then its kind is larger by eleven."""
_LEAST = {
    _BLANK: 8,
    _SHORT_NUMBER: 12,
    _ERROR: 9,
    4: 9,
    _NUMBER: 16,
    _TEXT: 12,
    _SHARED: 12,
    8: 12,
    9: 16,
    10: 9,
    11: 9,
}
"""Bytes of a cell of each kind, at least."""
_SHARED_TEXT, _BEGIN_BOOK, _END_BOOK, _BEGIN_SHEETS, _END_SHEETS, _DATES, _SHEET = 19, 131, 132, 143, 144, 153, 156
_BEGIN_SHEET, _END_SHEET, _BEGIN_ROWS, _END_ROWS, _DIMENSION, _MERGED = 129, 130, 145, 146, 148, 176
_FORMAT, _LOOK, _BEGIN_LOOKS, _END_LOOKS = 44, 47, 617, 618
_HIDDEN = 0x10
_NOT_AVAILABLE = 0x2A


class Surroundings(Struct, frozen=True):
    """What the cells of all sheets refer to."""

    shared: bytes
    lengths: array[int]
    """Of the shared texts."""
    styles: bytes
    dates: bytes
    """The record that says in which system dates are."""
    year_looks: frozenset[int] = frozenset()
    """The styles of cells whose format shows of a date its year alone."""
    room: Room = field(default_factory=Room)

    def block_of(self, rows: bytes, name: str) -> Block:
        """The cells of these rows, read fast."""
        bundle = bytes(4) + (1).to_bytes(4, "little") + _wide("rId1") + _wide("Sheet")
        inside = [record(_BEGIN_SHEETS), record(_SHEET, bundle), record(_END_SHEETS)]
        workbook = b"".join([record(_BEGIN_BOOK), self.dates, *inside, record(_END_BOOK)])
        begin = [record(_BEGIN_SHEET), record(_DIMENSION, bytes(16)), record(_BEGIN_ROWS)]
        sheet = b"".join([*begin, rows, record(_END_ROWS), record(_END_SHEET)])
        others = [("xl/sharedStrings.bin", self.shared), ("xl/styles.bin", self.styles)]
        return fast.block(fast.open_sheet(fast.package("bin", workbook, sheet, others)), name)


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
        yield _read(package, sheet, around) if wanted(sheet.name) else SheetCells(sheet.name, hidden=sheet.hidden)
    check_others(archive, package.read)


def _surroundings(package: Package) -> Surroundings:
    shared, styles = package.beside("sharedStrings", "sharedStrings.bin"), package.beside("styles", "styles.bin")
    texts = package.content(shared, MOST_SHARED) if shared else b""
    look = package.content(styles, MOST_SHARED) if styles else b""
    dates = [record(_DATES, said) for kind, _, _, said in _records(package.content(package.workbook)) if kind == _DATES]
    lengths = array("L", (len(text) for kind, _, _, text in _records(texts) if kind == _SHARED_TEXT))
    return Surroundings(texts, lengths, look, b"".join(dates[:1]), _year_looks(look))


def _year_looks(styles: bytes) -> frozenset[int]:
    """The numbers of the styles that have such a format ([MS-XLSB] 2.4.659, 2.4.876)."""
    formats, looks = set[bytes](), list[bytes]()
    are_of_cells = False
    for kind, _, _, said in _records(styles):
        if kind == _FORMAT and shows_year_alone(_text(said, 2)[0]):
            formats.add(said[:2])
        elif kind in (_BEGIN_LOOKS, _END_LOOKS):
            are_of_cells = kind == _BEGIN_LOOKS
        elif kind == _LOOK and are_of_cells:
            looks.append(said[2:4])
    return frozenset(number for number, its in enumerate(looks) if its in formats)


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


Record = tuple[int, int, int, bytes]
"""Kind, where it begins, where its content begins, content."""


def _records(content: bytes) -> Iterator[Record]:
    """Every record."""
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


def _read(package: Package, sheet: SheetPart, around: Surroundings) -> SheetCells:
    look = _Look(sheet.name, bytearray(package.content(sheet.part, MOST_SHEET, sheet.name)), around)
    found = SheetRows(sheet.name, around.room)
    for piece in look.pieces():
        block = around.block_of(piece, sheet.name)
        mark_years(block, look.years)
        found.add(block, look.letters + len(piece))
    rows = put(found.rows, Marks(look.unreadable))
    return SheetCells(sheet.name, rows, frozenset(look.hidden), sheet.hidden, tuple(look.merged))


class _Look:
    """The second look at a sheet: its rows in pieces, and what the fast reader hides in them."""

    def __init__(self, sheet: str, content: bytearray, around: Surroundings) -> None:
        self.unreadable: dict[Place, Unreadable] = {}
        self.hidden: set[int] = set()
        self.merged: list[Range] = []
        self.years: list[Place] = []
        """Cells of the piece whose format shows of a date its year alone."""
        self._sheet, self._content, self._around = sheet, bytes(content), around
        self._row = self._first_row = self._columns = self.letters = 0
        self._column = -1

    def pieces(self) -> Iterator[bytes]:
        """Whole rows, as many as may be read at a time, written anew. Raises Refused."""
        made: list[bytes] = []
        records = _records(self._content)
        for kind, head, at, said in records:
            if kind == _ROW:
                self._begin_row(said)
                if not made or self._is_full():
                    if made:
                        yield b"".join(made)
                    made, self._first_row, self._columns, self.letters = [], self._row, 0, 0
                    self.years.clear()
                made.append(self._content[head : at + len(said)])
            elif kind == _END_ROWS:
                if made and self._columns:
                    yield b"".join(made)
                self._look_at_rest(records)
            elif made and (_BLANK <= kind <= _LAST_SHORT or kind == _RICH):
                made.append(self._cell(*self._whole(kind, said)))

    def _look_at_rest(self, records: Iterator[Record]) -> None:
        """What follows the rows: merged cells, and no further rows."""
        for kind, _, _, said in records:
            if kind in (_BEGIN_ROWS, _ROW):
                raise Refused("workbook-damaged", sheet=self._sheet)
            if kind == _MERGED and len(self.merged) < MOST:
                first, last, column, last_column = struct.unpack_from("<IIII", said)
                self.merged.append(Range(first + 1, column, last + 1, last_column))

    def _begin_row(self, said: bytes) -> None:
        row = int.from_bytes(said[:4], "little") + 1
        if row <= self._row or row > LAST_ROW:
            raise Refused("workbook-damaged", sheet=self._sheet)
        self._row, self._column = row, -1
        if said[11] & _HIDDEN:
            self.hidden.add(row)

    def _is_full(self) -> bool:
        return (self._row - self._first_row + 1) * self._columns > MOST_SPAN // 2 or self.letters > MOST_USED // 2

    def _whole(self, kind: int, said: bytes) -> tuple[int, bytes]:
        """(Kind, content) of a cell as the fast reader knows it: it passes over short cells and texts of several looks,
        and takes no whole number for a date.
        """
        if kind > _LAST_CELL and kind != _RICH:
            kind, said = kind - _SHORTER, (self._column + 1).to_bytes(4, "little") + said
        if kind == _RICH:
            end = 13 + 2 * int.from_bytes(said[9:13], "little")
            return _TEXT, said[:8] + said[9:end]
        if kind == _SHORT_NUMBER and len(said) == _LEAST[kind]:
            return _NUMBER, said[:8] + struct.pack("<d", _number(int.from_bytes(said[8:12], "little")))
        return kind, said

    def _cell(self, kind: int, said: bytes) -> bytes:
        """The record of a cell. Raises Refused where it is cut, or stands there before or behind its place."""
        column = int.from_bytes(said[:4], "little")
        if column >= LAST_COLUMN or column <= self._column or len(said) < _LEAST[kind]:
            raise Refused("workbook-damaged", sheet=self._sheet)
        self._column = column
        if kind != _BLANK:
            self._columns = max(self._columns, column + 1)
            if int.from_bytes(said[4:7], "little") in self._around.year_looks:
                self.years.append((self._row, column))
        if kind == _SHARED:
            index = int.from_bytes(said[8:12], "little")
            self.letters += self._around.lengths[index]
        elif kind in (_ERROR, _FORMULA_ERROR):
            self.unreadable[self._row, column] = Unreadable("error-cell", ERRORS.get(said[8], "#N/A"))
            said = said[:8] + bytes([_NOT_AVAILABLE]) + said[9:]  # the fast reader stops at errors it does not know
        return record(kind, said)


def _number(packed: int) -> float:
    """A number in 30 bits: a whole one, or the upper half of a double; perhaps of hundredths."""
    whole = packed >> 2 if packed < 2**31 else (packed >> 2) - 2**30
    number: float = whole if packed & 2 else struct.unpack("<d", bytes(4) + (packed & ~3).to_bytes(4, "little"))[0]
    return number / 100 if packed & 1 else number
