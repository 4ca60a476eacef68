"""Sheets of .ods: looked at cell by cell, then read fast, one sheet at a time ([ODF 1.3] 9)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator

from scorecard.read.formats import fast, sniff
from scorecard.read.formats.archive import check_others, content
from scorecard.read.formats.grid import Block, Marks, Refused, Room, SheetCells, SheetRows, put
from scorecard.read.formats.markup import check_encoding
from scorecard.read.formats.ods_xml import Look

CONTENT = "content.xml"
MOST_CONTENT = 3 * 2**25
"""All sheets together may have so many bytes: the fast reader takes each at once."""
MOST_MANIFEST = 2**24

_MIMETYPE = "mimetype"
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED = b"encryption-data"
_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_BEFORE = b"<office:document-content><office:body><office:spreadsheet>"
_AFTER = b"</office:spreadsheet></office:body></office:document-content>"


def read_sheets(archive: zipfile.ZipFile, wanted: Callable[[str], bool]) -> Iterator[SheetCells]:
    """The sheets in their order; those that are not ``wanted``, by their names, come empty.

    Every part is unpacked and checked. Raises Refused, and ExpatError where the content is no XML.
    """
    names = archive.namelist()
    manifest = content(archive, _MANIFEST, MOST_MANIFEST) if _MANIFEST in names else b""
    if _ENCRYPTED in manifest or CONTENT not in names:
        raise Refused("workbook-encrypted")
    other = sniff.of_open_document(content(archive, _MIMETYPE, 256) if _MIMETYPE in names else b"")
    if other:
        raise Refused(sniff.message(other))
    text = content(archive, CONTENT, MOST_CONTENT)
    check_encoding(text)
    look, room = Look(wanted), Room()
    look.parse(text)
    for sheet in look.sheets:
        found = SheetRows(sheet.name, room)
        if sheet.last_row:
            found.add(_block(text[sheet.begin : sheet.end], sheet.name), sheet.letters)
        rows = put(found.rows, Marks(sheet.unreadable))
        is_hidden = sheet.style in look.hidden_styles
        yield SheetCells(sheet.name, rows, frozenset(sheet.hidden_rows), is_hidden, tuple(sheet.merged))
    check_others(archive, {CONTENT, _MANIFEST, _MIMETYPE})


def _block(table: bytes, name: str) -> Block:
    parts = [
        (_MIMETYPE, _TYPE),
        (_MANIFEST, b"<manifest:manifest/>"),
        (CONTENT, _BEFORE + table + _AFTER),
    ]
    return fast.block(fast.open_sheet(fast.zipped(parts)), name)
