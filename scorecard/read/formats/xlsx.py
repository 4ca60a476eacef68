"""Sheets of .xlsx and .xlsm: looked at, then read fast, a few megabytes at a time ([ECMA-376-1] 18.3)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from scorecard.model.problems import cell_name
from scorecard.read.cells import Unreadable
from scorecard.read.formats import fast
from scorecard.read.formats.archive import check_others, chunks
from scorecard.read.formats.grid import (
    Block,
    Marks,
    Refused,
    Room,
    SheetCells,
    SheetRows,
    check_size,
    put,
)
from scorecard.read.formats.markup import check_encoding, check_well_formed, elements
from scorecard.read.formats.package import Package, SheetPart
from scorecard.read.formats.shared_strings import MOST_BYTES, SharedStrings
from scorecard.read.formats.sheet_parts import MOST_SPAN, OddlyWrittenError, Piece, halves, pieces
from scorecard.read.formats.sheet_xml import Place, SheetReader, read_sheet
from scorecard.read.formats.suspects import REFERENCE, look_at

MOST_ODD = 2**24
"""A sheet that is not written as spreadsheet programs do may have so many bytes: it is read at once."""
MOST_STYLES = 2**25
MOST_USED = 2**26
"""The texts of a piece may have so many letters."""
CHUNK = 2**22
KNOWN_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
"""At any other error the fast reader stops."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ERROR = re.compile(rb"(\"e\"[^>]*>(?:<f[^>]*>[^<]*(?:</f>)?)?<v>)([^<]*)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the cells of all sheets refer to."""

    strings: SharedStrings
    styles: bytes
    is_1904: bool
    room: Room = field(default_factory=Room)

    def block_of(self, sheet: bytes) -> Block:
        """The cells of a sheet, read fast."""
        dates = ' date1904="1"' if self.is_1904 else ""
        workbook = (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{fast.OFFICE}"><workbookPr{dates}/><sheets>'
            '<sheet name="Sheet" sheetId="1" r:id="rId1"/></sheets></workbook>'
        )
        others = [("xl/sharedStrings.xml", self.strings.content), ("xl/styles.xml", self.styles)]
        return fast.read_block(fast.package("xml", workbook.encode(), sheet, others))


def read_sheets(archive: zipfile.ZipFile, package: Package, wanted: Callable[[str], bool]) -> Iterator[SheetCells]:
    """The worksheets in the order of the workbook; those that are not ``wanted``, by their names, come empty.

    Every part is unpacked and checked. Raises Refused, and ExpatError where a part is no XML.
    """
    around = _surroundings(package)
    for sheet in _sheet_parts(package):
        rows, hidden = _read_rows(package, sheet, around) if wanted(sheet.name) else ([], frozenset[int]())
        yield SheetCells(sheet.name, rows, hidden, sheet.hidden)
    check_others(archive, package.read)


def _surroundings(package: Package) -> Surroundings:
    shared, styles = package.beside("sharedStrings", "sharedStrings.xml"), package.beside("styles", "styles.xml")
    dates = {said.get("date1904") for _, said in elements(package.content(package.workbook), "workbookPr")}
    strings = package.content(shared, MOST_BYTES) if shared else b""
    look = package.content(styles, MOST_STYLES) if styles else b""
    check_encoding(look)
    return Surroundings(SharedStrings(strings), look, bool(dates & {"1", "true", "on"}))


def _sheet_parts(package: Package) -> list[SheetPart]:
    said = []
    for _, sheet in elements(package.content(package.workbook), "sheet"):
        ids = [value for key, value in sheet.items() if key.rpartition(":")[2] == "id"]
        said.append((sheet.get("name", ""), ids[0] if ids else "", sheet.get("state", "visible") != "visible"))
    return package.worksheets(said)


def _read_rows(package: Package, sheet: SheetPart, around: Surroundings) -> tuple[list[list[Any]], frozenset[int]]:
    """(Rows, numbers of the hidden ones) of a sheet."""
    package.read.add(sheet.part)
    try:
        return _plain_rows(package, sheet, around)
    except OddlyWrittenError:
        return _odd_rows(package, sheet, around)


def _plain_rows(package: Package, sheet: SheetPart, around: Surroundings) -> tuple[list[list[Any]], frozenset[int]]:
    found, unreadable, hidden = SheetRows(sheet.name, around.room), dict[Place, Unreadable](), set[int]()
    for piece in pieces(sheet.name, chunks(package.archive, sheet.part, CHUNK)):
        check_well_formed(b"<sheetData>%s</sheetData>" % piece.rows)
        looked = look_at(sheet.name, piece.rows)
        _refuse_unclear(sheet.name, looked)
        unreadable.update(looked.unreadable)
        hidden |= looked.hidden
        for part in _bounded(piece, around.strings):
            rows = _known(part.rows, looked)
            block = around.block_of(b"<worksheet><sheetData>%s</sheetData></worksheet>" % rows)
            missing = _values(rows) - _filled(block)
            if missing and missing != around.strings.blanks_in(rows):
                _compare(sheet.name, read_sheet(b"<sheetData>%s</sheetData>" % rows), block, around)
            found.add(block)
    return put(found.rows, Marks(unreadable)), frozenset(hidden)


def _bounded(piece: Piece, strings: SharedStrings) -> Iterator[Piece]:
    """The piece in parts that fill no large rectangle and hold no large texts; parts without a value are left out."""
    waiting = [piece]
    while waiting:
        part = waiting.pop()
        if b"<v" not in part.rows and b"<is" not in part.rows:
            continue
        if part.span <= MOST_SPAN and strings.used_by(part.rows) <= MOST_USED:
            yield part
            continue
        parts = halves(part)
        if parts is None:
            raise Refused("workbook-too-large")
        waiting += reversed(parts)


def _known(rows: bytes, looked: SheetReader) -> bytes:
    """The rows with an error that the fast reader knows in the place of any; what stands there was looked at."""
    if all(cell.kind != "error-cell" or cell.text in KNOWN_ERRORS for cell in looked.unreadable.values()):
        return rows
    return _ERROR.sub(rb"\1#N/A", rows)


def _filled(block: Block) -> int:
    return sum(len(row) - row.count("") for row in block.rows)


def _values(rows: bytes) -> int:
    """How many cells of plain rows have a value that the fast reader must give."""
    empty = rows.count(b"<v/>") + rows.count(b"<v></v>")
    return rows.count(b"<v") - empty + rows.count(b"<is>") - len(_ERROR.findall(rows))


def _odd_rows(package: Package, sheet: SheetPart, around: Surroundings) -> tuple[list[list[Any]], frozenset[int]]:
    """The same where no search of the bytes finds what is there: every cell is parsed."""
    content = package.content(sheet.part, MOST_ODD, sheet.name)
    check_encoding(content)
    if REFERENCE.search(content) or b"<![CDATA[" in content:
        raise Refused("workbook-damaged", sheet=sheet.name)
    looked = read_sheet(content)
    check_size(sheet.name, looked.last_row, looked.last_column, MOST_SPAN)
    for (row, column), cell in looked.unreadable.items():
        if cell.kind == "error-cell" and cell.text not in KNOWN_ERRORS:
            raise Refused("error-cell.unknown", sheet=sheet.name, cell=cell_name(column, row), value=cell.text)
    texts = [index for index in looked.filled.values() if not isinstance(index, bool)]
    if around.strings.length_of(texts) > MOST_USED:
        raise Refused("workbook-too-large", sheet=sheet.name)
    found = SheetRows(sheet.name, around.room)
    block = around.block_of(content)
    _compare(sheet.name, looked, block, around)
    found.add(block)
    return put(found.rows, Marks(looked.unreadable)), frozenset(looked.hidden)


def _refuse_unclear(sheet: str, looked: SheetReader) -> None:
    for row, column in sorted(looked.unclear):
        raise Refused("workbook-damaged.cell", sheet=sheet, cell=cell_name(column, row))


def _compare(sheet: str, looked: SheetReader, block: Block, around: Surroundings) -> None:
    """Raises Refused where a cell has a value that the fast reader did not give, or the other way about."""
    _refuse_unclear(sheet, looked)
    given = {
        (block.row + row, block.column + column)
        for row, cells in enumerate(block.rows)
        for column, cell in enumerate(cells)
        if cell != ""
    }
    lost = (place for place, value in looked.filled.items() if place not in given and _shows(value, around))
    for row, column in sorted((*lost, *(given - looked.filled.keys()))):
        raise Refused("workbook-damaged.cell", sheet=sheet, cell=cell_name(column, row))


def _shows(value: int | bool, around: Surroundings) -> bool:
    """Whether a cell's value is more than spaces."""
    return value if isinstance(value, bool) else not around.strings.is_blank(value)
