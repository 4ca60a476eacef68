"""Sheets of .xlsx and .xlsm: looked at, then read fast, a few megabytes at a time ([ECMA-376-1] 18.3)."""

from __future__ import annotations

import html
import re
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, repeat

from msgspec import Struct, field
from msgspec.structs import replace

from scorecard.model.problems import cell_name, cell_position
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
from scorecard.read.formats.markup import check_encoding, children, elements, without_control_characters
from scorecard.read.formats.package import Package, SheetPart
from scorecard.read.formats.plain_rows import count_empty_values
from scorecard.read.formats.row_groups import (
    ERROR,
    MOST_ODD,
    MOST_SPAN,
    MOST_USED,
    PLACE,
    Eye,
    Seen,
    refuse_references,
    refuse_unclear,
)
from scorecard.read.formats.shared_strings import MOST_BYTES, SharedStrings
from scorecard.read.formats.sheet_parts import PIECE, OddlyWrittenError, pieces
from scorecard.read.formats.sheet_tail import SheetTail
from scorecard.read.formats.sheet_xml import Place, SheetReader, read_sheet
from scorecard.read.formats.year_formats import mark_years, shows_year_alone

MOST_STYLES = 2**25
KNOWN_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
"""At any other error the fast reader stops."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_XLSXWRITER, _PHPSPREADSHEET = "124519", "999999"
_FORMULA = (
    rb"(<(?:\w+:)?c\b(?![^<>]*\st=[\"'](?:%s)[\"'])[^<>]*>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*)"
    rb"<((?:\w+:)?v)>%s</\2>"
)
"""A cell that is of none of these types, with a formula and this value."""
_ZERO, _ZERO_AS_TEXT = (re.compile(_FORMULA % (types, rb"0(?:\.0)?")) for types in (b"b|e|str", b"b|e"))
_JAVA_ZERO = re.compile(_FORMULA % (b"b|e|str", rb"0\.0"))
_APPLICATION, _CALCULATES_NOTHING = "docProps/app.xml", re.compile(rb"<(?:\w+:)?Application>\s*(?:Apache POI|NPOI)")
_FORMAT_CODES = re.compile(rb"formatCode\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_EXTENSIONS = re.compile(rb"<((?:\w+:)?extLst)>.*?</\1>", re.DOTALL)


class Surroundings(Struct, frozen=True):
    """What the cells of all sheets refer to."""

    eye: Eye
    styles: bytes
    is_1904: bool
    placeholder: re.Pattern[bytes] = _JAVA_ZERO
    """A formula's value that is none, for nobody calculated it."""
    year_cells: re.Pattern[bytes] | None = None
    """The tag of a cell whose format shows of a date its year alone; None where the workbook has no such format."""
    room: Room = field(default_factory=Room)

    def add(self, found: SheetRows, block: Block, letters: int, rows: Iterable[bytes]) -> None:
        """Puts a block to the sheet's rows; it was read from these ``rows``, whose texts have so many letters."""
        if self.year_cells:
            tags = chain.from_iterable(map(self.year_cells.findall, rows))
            said = (cell_position(found[1].decode()) for found in map(PLACE.search, tags) if found)
            mark_years(block, ((row, column) for column, row in said))
        found.add(block, letters)

    def calculated(self, rows: bytes) -> bytes:
        """The rows without values that nobody calculated."""
        has_some = b">0" in rows and (b"<f" in rows or b":f" in rows)
        return self.placeholder.sub(rb"\1", rows) if has_some else rows

    def open(self, sheet: bytes) -> fast.Sheet:
        """A sheet that the fast reader has read. Raises Refused."""
        dates = ' date1904="1"' if self.is_1904 else ""
        workbook = (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{fast.OFFICE}"><workbookPr{dates}/><sheets>'
            '<sheet name="Sheet" sheetId="1" r:id="rId1"/></sheets></workbook>'
        )
        others = [("xl/sharedStrings.xml", self.eye.strings.content), ("xl/styles.xml", self.styles)]
        return fast.open_sheet(fast.package("xml", workbook.encode(), sheet, others))


def read_sheets(archive: zipfile.ZipFile, package: Package, wanted: Callable[[str], bool]) -> Iterator[SheetCells]:
    """The worksheets in the order of the workbook; those that are not ``wanted``, by their names, come empty.

    Every part is unpacked and checked. Raises Refused, and ExpatError where a part is no XML.
    """
    around = _surroundings(package)
    for sheet in _sheet_parts(package):
        yield _read(package, sheet, around) if wanted(sheet.name) else SheetCells(sheet.name, hidden=sheet.hidden)
    check_others(archive, package.read)


def _surroundings(package: Package) -> Surroundings:
    shared, styles = package.beside("sharedStrings", "sharedStrings.xml"), package.beside("styles", "styles.xml")
    dates = {said.get("date1904") for _, said in elements(package.content(package.workbook), "workbookPr")}
    strings = package.content(shared, MOST_BYTES) if shared else b""
    look = package.content(styles, MOST_STYLES) if styles else b""
    check_encoding(look)
    is_1904 = bool(dates & {"1", "true", "on"})
    return Surroundings(Eye(SharedStrings(strings)), look, is_1904, _placeholder(package), year_cells=_year_cells(look))


def _year_cells(styles: bytes) -> re.Pattern[bytes] | None:
    codes = {html.unescape((one or other).decode()) for one, other in _FORMAT_CODES.findall(styles)}
    if not any(map(shows_year_alone, codes)):
        return None  # nearly always, and found without parsing all styles
    formats = {
        said.get("numFmtId") for _, said in elements(styles, "numFmt") if shows_year_alone(said.get("formatCode", ""))
    }
    looks = enumerate(said.get("numFmtId") for _, said in children(styles, "cellXfs"))
    numbers = "|".join(str(number) for number, its in looks if its in formats)
    return re.compile(rf"<(?:\w+:)?c\s[^<>]*\bs=[\"'](?:{numbers})[\"'][^<>]*>".encode()) if numbers else None


def _placeholder(package: Package) -> re.Pattern[bytes]:
    """What a formula's value is that nobody calculated: 0 where XlsxWriter, Apache POI or NPOI wrote the workbook, or
    PhpSpreadsheet that was told not to calculate, and nobody has opened and saved it since; anywhere 0.0, which
    spreadsheet programs do not write (docs/decisions 019).
    """
    for _, said in elements(package.content(package.workbook), "calcPr"):
        if said.get("calcId") == _XLSXWRITER and said.get("fullCalcOnLoad") == "1":
            return _ZERO
        if said.get("calcId") == _PHPSPREADSHEET and said.get("calcCompleted") == "0":
            return _ZERO_AS_TEXT
    names_one = _APPLICATION in package.archive.namelist() and package.content(_APPLICATION)
    return _ZERO if names_one and _CALCULATES_NOTHING.search(names_one) else _JAVA_ZERO


def _sheet_parts(package: Package) -> list[SheetPart]:
    said = []
    for name, sheet in children(package.content(package.workbook), "sheets"):
        if name != "sheet":
            raise Refused("workbook-damaged")
        ids = [value for key, value in sheet.items() if key.rpartition(":")[2] == "id"]
        said.append((sheet.get("name", ""), ids[0] if ids else "", sheet.get("state", "visible") != "visible"))
    return package.worksheets(said)


def _read(package: Package, sheet: SheetPart, around: Surroundings) -> SheetCells:
    """A sheet as it stands there."""
    package.read.add(sheet.part)
    try:
        return _plain_rows(package, sheet, around)
    except OddlyWrittenError:
        return _odd_rows(package, sheet, around)


def _plain_rows(package: Package, sheet: SheetPart, around: Surroundings) -> SheetCells:
    """While the fast reader reads some rows, which needs no interpreter, the next ones are looked at."""
    found, unreadable, hidden = SheetRows(sheet.name, around.room), dict[Place, Unreadable](), set[int]()
    tail = SheetTail(sheet.name)
    with ThreadPoolExecutor(1) as pool:
        reading = deque[tuple[list[Seen], Future[fast.Sheet]]]()
        size = package.archive.getinfo(sheet.part).file_size
        cut = pieces(sheet.name, chunks(package.archive, sheet.part, PIECE), tail)
        calculated = (replace(piece, rows=around.calculated(piece.rows)) for piece in cut)
        for group in chain(around.eye.groups(sheet.name, size, calculated), ([],)):
            for seen in group:
                unreadable.update(seen.looked.unreadable)
                hidden |= seen.looked.hidden
            if reading:
                _take(sheet.name, found, *reading.popleft(), around)
            if any(seen.values for seen in group):
                reading.append((group, pool.submit(around.open, _known(group))))
    rows = put(found.rows, Marks(unreadable))
    return SheetCells(sheet.name, rows, frozenset(hidden), sheet.hidden, tuple(tail.merged))


def _known(group: list[Seen]) -> bytes:
    """The rows as a sheet, with an error that the fast reader knows in the place of any; what stands there was seen."""
    said = {cell.text for seen in group for cell in seen.looked.unreadable.values() if cell.kind == "error-cell"}
    rows = b"".join(seen.rows for seen in group)
    rows = rows if all(seen.is_plain for seen in group) else _EXTENSIONS.sub(b"", rows)
    rows = without_control_characters(rows) if b"_x00" in rows else rows
    rows = rows if said <= KNOWN_ERRORS else ERROR.sub(rb"\1#N/A", rows)
    return b"<worksheet><sheetData>%s</sheetData></worksheet>" % rows


def _take(sheet: str, found: SheetRows, group: list[Seen], opened: Future[fast.Sheet], around: Surroundings) -> None:
    """Puts a group's rows to the others. Raises Refused where the fast reader did not give what was seen."""
    block = fast.block(opened.result(), sheet)
    missing = sum(seen.values for seen in group) - _filled(block)
    rows = b"".join(seen.rows for seen in group) if missing else b""
    if missing and missing != count_empty_values(rows) + around.eye.strings.blanks_in(rows):
        _compare(sheet, read_sheet(b"<sheetData>%s</sheetData>" % rows), block, around)
    around.add(found, block, sum(seen.letters for seen in group), (seen.rows for seen in group))


def _odd_rows(package: Package, sheet: SheetPart, around: Surroundings) -> SheetCells:
    """The same where no search of the bytes finds what is there: every cell is parsed."""
    if package.archive.getinfo(sheet.part).file_size > MOST_ODD:
        raise Refused("workbook-too-large.odd", sheet=sheet.name)
    content = around.calculated(package.content(sheet.part, MOST_ODD, sheet.name))
    check_encoding(content)
    around.eye.take_odd(len(content))
    looked = read_sheet(content)
    check_size(sheet.name, looked.last_row, looked.last_column, MOST_SPAN)
    _refuse_unknown_errors(sheet.name, looked)
    texts = [index for index in looked.filled.values() if not isinstance(index, bool)]
    refuse_references(sheet.name, content)
    if around.eye.strings.length_of(texts) > MOST_USED:
        raise Refused("workbook-too-large", sheet=sheet.name)
    found = SheetRows(sheet.name, around.room)
    block = fast.block(around.open(without_control_characters(_EXTENSIONS.sub(b"", content))), sheet.name)
    _compare(sheet.name, looked, block, around)
    around.add(found, block, around.eye.strings.length_of(texts) + len(content), [content])
    rows = put(found.rows, Marks(looked.unreadable))
    return SheetCells(sheet.name, rows, frozenset(looked.hidden), sheet.hidden, tuple(looked.merged))


def _refuse_unknown_errors(sheet: str, looked: SheetReader) -> None:
    """The fast reader stops at them."""
    for (row, column), cell in looked.unreadable.items():
        if cell.kind == "error-cell" and cell.text not in KNOWN_ERRORS:
            raise Refused("error-cell.unknown", sheet=sheet, cell=cell_name(column, row), value=cell.text)


def _filled(block: Block) -> int:
    return sum(map(len, block.rows)) - sum(map(list.count, block.rows, repeat("")))


def _compare(sheet: str, looked: SheetReader, block: Block, around: Surroundings) -> None:
    """Raises Refused where a cell has a value that the fast reader did not give, or the other way about."""
    refuse_unclear(sheet, looked)
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
    return value if isinstance(value, bool) else not around.eye.strings.is_blank(value)
