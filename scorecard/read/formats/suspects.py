"""The search of plain rows for what the fast reader hides or mistakes; only that is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scorecard.read.formats.plain_rows import bare_formulas
from scorecard.read.formats.sheet_xml import SheetReader, read_sheet

_CELL = b"<c "
_HIDDEN = (b'hidden="1"', b'hidden="true"')
_HIDDEN_ROW = re.compile(rb"<row [^>]*hidden=\"(?:1|true)\"[^>]*>")
_ERROR = re.compile(rb"<c [^<>]*?\bt=\"e\"")
_CELL_ROW = re.compile(rb" r=\"[A-Z]{1,3}(\d{1,7})\"")

Suspect = tuple[int, bytes]
"""Where a row's tag or a cell stands in the bytes, and its bytes."""


def look_at(rows: bytes) -> SheetReader:
    """What was found in plain rows of a sheet. Raises Refused, and ExpatError."""
    cells = [*_error_places(rows), *bare_formulas(rows)]
    suspects = sorted({*_hidden_rows(rows), *(_cell_around(rows, at) for at in cells)})
    return read_sheet(b"<sheetData>%s</sheetData>" % b"".join(_in_row(part) for _, part in suspects))


def _in_row(part: bytes) -> bytes:
    """The part as a row: a cell stands in the one that it names."""
    found = _CELL_ROW.search(part) if part.startswith(b"<c") else None
    return b'<row r="%s">%s</row>' % (found[1], part) if found else part


def _hidden_rows(rows: bytes) -> Iterator[Suspect]:
    if b"hidden=" in rows and any(sign in rows for sign in _HIDDEN):
        for found in _HIDDEN_ROW.finditer(rows):
            yield found.start(), b"%s/>" % found.group().rstrip(b"/>")


def _error_places(rows: bytes) -> Iterator[int]:
    if b't="e"' in rows:
        yield from (found.start() for found in _ERROR.finditer(rows))


def _cell_around(rows: bytes, at: int) -> Suspect:
    """The cell that this byte stands in; nothing where it stands in none."""
    begin = rows.rfind(_CELL, 0, at + len(_CELL))
    tag_end = rows.find(b">", begin)
    end = tag_end + 1 if rows[tag_end - 1 : tag_end] == b"/" else rows.find(b"</c>", tag_end) + len(b"</c>")
    return (begin, rows[begin:end]) if 0 <= begin <= at < end else (at, b"")
