"""The search of a plain sheet's bytes for what the fast reader hides or mistakes; only that is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scorecard.read.formats.grid import Refused
from scorecard.read.formats.sheet_xml import SheetReader, read_sheet

_ALONE = re.compile(rb"<f(?:\s[^>]*)?(?:(?<=/)>|(?<!/)>[^<]*</f>)(?!<v>[^<])")
_HIDDEN = (b'hidden="1"', b'hidden="true"')
_HIDDEN_ROW = re.compile(rb"<row [^>]*hidden=\"(?:1|true)\"[^>]*>")
_NO_INDEX = re.compile(rb" t=\"s\"[^>]*(?<!/)>(?!<v>\d+</v></c>|</c>)")
REFERENCE = re.compile(rb"<v[^>]*>[^<&]*&")
_ATTRIBUTE_REFERENCE = re.compile(rb"<(?:c|row) [^<>&]*&")
_NESTED = re.compile(rb"<v[^>]*(?<!/)>[^<]*<(?!/v>)")
_PLACE = re.compile(rb" r=\"([A-Z]{1,3}\d{1,7})\"")

Suspect = tuple[int, bytes]
"""Where a row's tag or a cell stands in the bytes, and its bytes."""


def look_at(sheet: str, rows: bytes) -> SheetReader:
    """What was found in whole rows of a plain sheet. Raises Refused, and ExpatError."""
    for at in _misleading(rows):
        raise Refused("workbook-damaged.cell", sheet=sheet, cell=_name(_cell_around(rows, at)[1]))
    suspects = sorted({*_hidden_rows(rows), *_error_cells(rows), *_bare_formulas(rows), *_odd_indexes(rows)})
    if not all(b' r="' in part for _, part in suspects):
        return read_sheet(b"<sheetData>%s</sheetData>" % rows)
    return read_sheet(b"<sheetData>%s</sheetData>" % b"".join(part for _, part in suspects))


def _hidden_rows(rows: bytes) -> Iterator[Suspect]:
    if any(sign in rows for sign in _HIDDEN) if b"hidden=" in rows else False:
        for found in _HIDDEN_ROW.finditer(rows):
            yield found.start(), b"%s/>" % found.group().rstrip(b"/>")


def _error_cells(rows: bytes) -> Iterator[Suspect]:
    at = rows.find(b'"e"')
    while at >= 0:
        yield _cell_around(rows, at)
        at = rows.find(b'"e"', at + 1)


def _bare_formulas(rows: bytes) -> Iterator[Suspect]:
    if b"<f" in rows:
        for found in _ALONE.finditer(rows):
            yield _cell_around(rows, found.start())


def _odd_indexes(rows: bytes) -> Iterator[Suspect]:
    """Cells whose shared text has no number: the fast reader gives them the first."""
    for found in _NO_INDEX.finditer(rows):
        yield _cell_around(rows, found.start())


def _misleading(rows: bytes) -> Iterator[int]:
    """Where a value stands that the fast reader takes for another: it reads ``12&#51;`` as 12."""
    patterns = (_ATTRIBUTE_REFERENCE, REFERENCE) if b"&" in rows else ()
    for found in (found for pattern in (*patterns, _NESTED) for found in pattern.finditer(rows)):
        if found.re is not REFERENCE or b' t="str"' not in _cell_around(rows, found.start())[1]:
            yield found.start()


def _cell_around(rows: bytes, at: int) -> Suspect:
    """The cell that this byte stands in; nothing where it stands in none."""
    begin = max(rows.rfind(b"<c ", 0, at + 1), rows.rfind(b"<c>", 0, at + 1))
    tag_end = rows.find(b">", begin)
    end = tag_end + 1 if rows[tag_end - 1 : tag_end] == b"/" else rows.find(b"</c>", tag_end) + len(b"</c>")
    return (begin, rows[begin:end]) if 0 <= begin <= at < end else (at, b'<c r="A1"/>')


def _name(cell: bytes) -> str:
    found = _PLACE.search(cell)
    return found[1].decode("ascii") if found else ""
