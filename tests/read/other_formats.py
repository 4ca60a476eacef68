"""Workbooks in formats that no library here writes, made by hand."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>"""
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
ERRORS = {"#DIV/0!": 7, "#N/A": 42}


def _package(path: Path, kind: str, book: bytes, sheet: bytes, office: str = _OFFICE) -> Path:
    """A workbook of one sheet, its parts in XML (``xml``) or binary (``bin``)."""

    def relations(id: str, target: str, what: str) -> str:
        relation = f'<Relationship Id="{id}" Type="{office}/{what}" Target="{target}"/>'
        return f'<Relationships xmlns="{_PACKAGE}">{relation}</Relationships>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", relations("rId1", f"xl/workbook.{kind}", "officeDocument"))
        archive.writestr(f"xl/_rels/workbook.{kind}.rels", relations("rId1", f"worksheets/sheet1.{kind}", "worksheet"))
        archive.writestr(f"xl/workbook.{kind}", book)
        archive.writestr(f"xl/worksheets/sheet1.{kind}", sheet)
    return path


def xlsx(path: Path, name: str, data: str, *, before: str = "", main: str = MAIN, prefix: str = "") -> Path:
    """A workbook from the XML of one sheet's data."""
    office = _OFFICE if main == MAIN else "http://purl.oclc.org/ooxml/officeDocument/relationships"
    book = f'<workbook xmlns="{main}" xmlns:r="{office}">{before}<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/>'
    namespace = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    sheet = f'<{prefix}worksheet {namespace}="{main}"><{prefix}sheetData>{data}</{prefix}sheetData></{prefix}worksheet>'
    return _package(path, "xml", f"{book}</sheets></workbook>".encode(), sheet.encode(), office)


def xlsb(
    path: Path,
    name: str,
    rows: Sequence[Sequence[Any]],
    hidden: Iterable[int] = (),
    behind: bytes = b"",
    styles: bytes = b"",
) -> Path:
    """A binary workbook; ``#N/A`` and ``#DIV/0!`` are errors, bytes are records as they are, as what is ``behind``."""
    bundle = struct.pack("<II", 0, 1) + wide("rId1") + wide(name)
    book = record(131) + record(143) + record(156, bundle) + record(144) + record(132)
    last = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = record(129) + record(148, last) + record(145)
    for number, row in enumerate(rows):
        flags = 0x10 if number + 1 in hidden else 0
        sheet += record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, flags, 0, 0))
        for column, cell in enumerate(row):
            sheet += _cell(struct.pack("<II", column, 0), cell)
    _package(path, "bin", book, sheet + record(146) + behind + record(130))
    if styles:
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("xl/styles.bin", styles)
    return path


def _cell(at: bytes, cell: Any) -> bytes:
    if isinstance(cell, bytes):
        return cell
    if cell is None:
        return record(1, at)
    if isinstance(cell, str):
        return record(3, at + bytes([ERRORS[cell]])) if cell in ERRORS else record(6, at + wide(cell))
    return record(4, at + bytes([cell])) if isinstance(cell, bool) else record(5, at + struct.pack("<d", cell))


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(content)
    lengths = b""
    while size > 127:
        lengths, size = lengths + bytes([size & 0x7F | 0x80]), size >> 7
    return head + lengths + bytes([size]) + content
