"""The second look at .xlsx and .xlsm: error cells, formulas without a value, hidden rows, how far a sheet reaches."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator

from scorecard.read.formats.archive import check_encoding, parts, tree
from scorecard.read.formats.grid import MOST_CELLS, Marks, check_size
from scorecard.read.formats.sheet_xml import SheetReader, column_number, read_sheet

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"

_ROW = re.compile(rb"<row [^>]*?\br=\"(\d+)\"")
_LETTERS = re.compile(rb" r=\"([A-Za-z]{2,})\d")
_ALONE = re.compile(rb"<f(?:\s[^>]*)?(?:(?<=/)>|(?<!/)>[^<]*</f>)(?!<v>[^<])")
_HIDDEN = (b'hidden="1"', b'hidden="true"')
_HIDDEN_ROW = re.compile(rb"<row [^>]*hidden=\"(?:1|true)\"[^>]*>")
_SINGLE_QUOTES = re.compile(rb"<(?:c|row) [^>]*='")

Suspect = tuple[int, bytes]
"""Where a row's tag or a cell stands in the bytes, and its bytes."""


def sheet_marks(archive: zipfile.ZipFile, wanted: Callable[[str], bool]) -> dict[str, Marks]:
    """Every sheet's marks by its name; every part of the workbook has been unpacked and checked. Raises Refused.

    Sheets that are not ``wanted``, by their names, have none.
    """
    names = _sheet_names(archive)
    found = {}
    for part, content in parts(archive):
        if part in names:
            found[names[part]] = marks_of(names[part], content) if wanted(names[part]) else Marks()
    return found


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part to sheet name."""
    targets = {relation.get("Id"): _part(relation.get("Target", "")) for relation in tree(archive, _RELATIONS)}
    names = {}
    for element in tree(archive, WORKBOOK).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            ids = [value for key, value in element.attrib.items() if key.rpartition("}")[2] == "id"]
            names[targets.get(ids[0]) if ids else None] = element.get("name", "")
    return {part: name for part, name in names.items() if part}


def _part(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def marks_of(sheet: str, content: bytes) -> Marks:
    """The marks of one sheet. Raises Refused.

    What is suspicious is searched for in the bytes, and only that is parsed; all of it where the sheet may be too large
    or is not written as spreadsheet programs do.
    """
    check_encoding(content)
    if _is_plain(content) and not _may_be_too_large(content):
        suspects = sorted({*_hidden_rows(content), *_error_cells(content), *_bare_formulas(content)})
        if all(b' r="' in part for _, part in suspects):
            return _marks(read_sheet(b"<sheetData>%s</sheetData>" % b"".join(part for _, part in suspects)))
    reader = read_sheet(content)
    check_size(sheet, reader.last_row, reader.last_column)
    return _marks(reader)


def _marks(reader: SheetReader) -> Marks:
    return Marks(reader.unreadable, frozenset(reader.hidden))


def _is_plain(content: bytes) -> bool:
    """No prefixes, comments or single quotes. The search for one letter comes first where it spares a slower one."""
    return (
        b"<worksheet" in content[:4096]
        and not (b"!" in content and b"<!" in content)
        and not (b"'" in content and b"='" in content and _SINGLE_QUOTES.search(content))
    )


def _hidden_rows(content: bytes) -> Iterator[Suspect]:
    if any(sign in content for sign in _HIDDEN) if b"hidden=" in content else False:
        for found in _HIDDEN_ROW.finditer(content):
            yield found.start(), b"%s/>" % found.group().rstrip(b"/>")


def _error_cells(content: bytes) -> Iterator[Suspect]:
    at = content.find(b'"e"')
    while at >= 0:
        yield _cell_around(content, at)
        at = content.find(b'"e"', at + 1)


def _bare_formulas(content: bytes) -> Iterator[Suspect]:
    if b"<f" in content:
        for found in _ALONE.finditer(content):
            yield _cell_around(content, found.start())


def _cell_around(content: bytes, at: int) -> Suspect:
    """The cell that this byte stands in; nothing where it stands in none."""
    begin = max(content.rfind(b"<c ", 0, at), content.rfind(b"<c>", 0, at))
    tag_end = content.find(b">", begin)
    end = tag_end + 1 if content[tag_end - 1 : tag_end] == b"/" else content.find(b"</c>", tag_end) + len(b"</c>")
    return (begin, content[begin:end]) if 0 <= begin <= at < end else (at, b'<c r="A1"/>')


def _may_be_too_large(content: bytes) -> bool:
    """Whether the rectangle that all cells span, empty ones too, may be too large.

    A cell or row that does not say where it stands, stands one beyond the last.
    """
    placed_rows = _ROW.findall(content)
    rows = max(map(int, placed_rows), default=0) + content.count(b"<row") - len(placed_rows)
    letters = set(_LETTERS.findall(content))
    columns = max((column_number(text.decode()) for text in letters), default=26)
    columns += content.count(b"<c") - content.count(b'<c r="')
    return rows * columns > MOST_CELLS
