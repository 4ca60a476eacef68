"""The sheet Actuals in the other formats of workbooks, with what each of them can do to a reader."""
# ruff: noqa: E501 - markup is read more easily in one piece

from __future__ import annotations

import struct
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests.gallery.read_files import compound_file
from tests.hostile.archive import Entry, archive
from tests.hostile.package import SHEETS, parts, zipped
from tests.hostile.recipe import DAMAGED, REFUSED, Expects, Recipe, named, refused, refused_whole, revenue, same
from tests.read.other_formats import record as binary_record
from tests.read.other_formats import xlsb

AT = "Actuals!C2"
ROWS = [list(row) for row in SHEETS["Actuals"]]
ENCRYPTED = refused_whole("workbook-encrypted")
TOO_LARGE = refused_whole("workbook-too-large")


def beside(name: str, file: str, make: Callable[[], bytes], expects: Expects) -> Recipe:
    """The good workbook without Actuals, and a file that holds Actuals alone."""
    return Recipe(name, lambda: {"book.xlsx": zipped(parts(sheets={"Actuals": None})), file: make()}, expects)


def changed(value: Any, row: int = 2, column: int = 3) -> list[list[Any]]:
    """The rows with another cell."""
    return [
        [value if (r, c) == (row, column) else cell for c, cell in enumerate(cells, 1)]
        for r, cells in enumerate(ROWS, 1)
    ]


# .xlsb
def _binary(rows: list[list[Any]], hidden: tuple[int, ...] = (), behind: bytes = b"") -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return xlsb(Path(folder) / "actuals.xlsb", "Actuals", rows, hidden, behind).read_bytes()


MERGED = "merged-cells Actuals!C2"
BINARY: Mapping[str, tuple[Callable[[], bytes], Expects]] = {
    "merged cells": (lambda: _binary(ROWS, behind=binary_record(176, struct.pack("<IIII", 1, 2, 2, 2))), same(MERGED)),
    "rows that begin again": (
        lambda: _binary(ROWS, behind=binary_record(145) + binary_record(146)),
        refused_whole("workbook-damaged"),
    ),
    "good": (lambda: _binary(ROWS), same()),
    "an error": (lambda: _binary(changed("#N/A")), refused(f"error-cell {AT}")),
    "a boolean": (lambda: _binary(changed(True)), refused(f"not-a-number {AT}")),
    "a text number": (lambda: _binary(changed("1,234.50")), revenue("1234.5", f"text-number {AT}")),
    "1E+308": (lambda: _binary(changed(1e308)), refused(f"number-too-large {AT}")),
    "NaN": (lambda: _binary(changed(float("nan"))), (refused(f"not-a-number {AT}"), DAMAGED)),
    "a hidden row": (lambda: _binary(ROWS, (2,)), same("hidden-rows Actuals!")),
    "cut": (lambda: _binary(ROWS)[:-200], DAMAGED),
    "a number without its column": (
        lambda: _binary(changed(binary_record(16, bytes(4) + struct.pack("<d", 7)))),
        revenue("7"),
    ),
    "a text without its column": (
        lambda: _binary(changed(binary_record(17, bytes(4) + struct.pack("<I", 1) + b"7\0"))),
        revenue("7", f"text-number {AT}"),
    ),
    "a text of several looks": (
        lambda: _binary(
            changed(binary_record(62, struct.pack("<IIBI", 2, 0, 1, 1) + b"7\0" + struct.pack("<IHH", 1, 0, 0)))
        ),
        revenue("7", f"text-number {AT}"),
    ),
    "a whole number in 30 bits": (
        lambda: _binary(changed(binary_record(2, struct.pack("<III", 2, 0, (2**30 - 7) << 2 | 2)))),
        revenue("-7"),
    ),
    "hundredths in 30 bits": (
        lambda: _binary(changed(binary_record(2, struct.pack("<III", 2, 0, 1234 << 2 | 3)))),
        revenue("12.34"),
    ),
    "a cell that stands there twice": (
        lambda: _binary(changed(binary_record(5, struct.pack("<IId", 2, 0, 7)) * 2)),
        (DAMAGED, refused("workbook-damaged Actuals!")),
    ),
    "a number that is cut": (
        lambda: _binary(changed(binary_record(5, struct.pack("<II", 2, 0) + bytes(4)))),
        (DAMAGED, refused("workbook-damaged Actuals!")),
    ),
}


# .ods
def ods(rows: str, *, manifest: str = "<manifest/>", name: str = "Actuals") -> bytes:
    """An OpenDocument sheet from the XML of its rows."""
    names = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
        for prefix, kind in {"table": "table", "office": "office", "text": "text", "calcext": "calcext"}.items()
    )
    body = f'<office:body><office:spreadsheet><table:table table:name="{name}">{rows}</table:table></office:spreadsheet></office:body>'
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}>{body}</office:document-content>'
    mime = Entry("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", 0)
    return archive([mime, Entry("content.xml", content.encode()), Entry("META-INF/manifest.xml", manifest.encode())])


def _ods_cell(cell: Any) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    if str(cell).startswith("<"):
        return str(cell)
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'


def _ods_rows(rows: list[list[Any]]) -> str:
    return "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)


def _ods_with(inside: str) -> Callable[[], bytes]:
    return lambda: ods(_ods_rows(changed(f"<table:table-cell {inside}")))


OPEN: Mapping[str, tuple[Callable[[], bytes], Expects]] = {
    "merged cells": (
        _ods_with(
            'table:number-rows-spanned="2" table:number-columns-spanned="1" office:value-type="float" office:value="100"/>'
        ),
        same(MERGED),
    ),
    "good": (lambda: ods(_ods_rows(ROWS)), same()),
    "an error": (
        _ods_with(
            'table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
        ),
        refused(f"error-cell {AT}"),
    ),
    "a bare formula": (_ods_with('table:formula="of:=1+1"/>'), refused(f"formula-without-value {AT}")),
    "a number that is shown as true": (
        _ods_with(
            'table:formula="of:=TRUE()" office:value-type="float" office:value="1"><text:p>TRUE</text:p></table:table-cell>'
        ),
        refused(f"not-a-number {AT}"),
    ),
    "a percentage": (
        _ods_with('office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>'),
        revenue("0.5"),
    ),
    "a currency": (
        _ods_with(
            'office:value-type="currency" office:currency="CNY" office:value="7"><text:p>¥7</text:p></table:table-cell>'
        ),
        revenue("7"),
    ),
    "a value that its text denies": (
        _ods_with('office:value-type="float" office:value="7"><text:p>100</text:p></table:table-cell>'),
        revenue("7"),
    ),
    "a boolean": (
        _ods_with('office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>'),
        refused(f"not-a-number {AT}"),
    ),
    "a date": (
        _ods_with('office:value-type="date" office:date-value="2026-01-01"><text:p>1</text:p></table:table-cell>'),
        refused(f"not-a-number {AT}"),
    ),
    "a time": (
        _ods_with('office:value-type="time" office:time-value="PT01H00M00S"><text:p>1</text:p></table:table-cell>'),
        refused(f"not-a-number {AT}"),
    ),
    "a text number": (
        _ods_with('office:value-type="string"><text:p>1,234.50</text:p></table:table-cell>'),
        revenue("1234.5", f"text-number {AT}"),
    ),
    "a number without value": (
        _ods_with('office:value-type="float"><text:p>7</text:p></table:table-cell>'),
        (refused(f"not-a-number {AT}"), DAMAGED),
    ),
    "a number that is none": (
        _ods_with('office:value-type="float" office:value="abc"><text:p>7</text:p></table:table-cell>'),
        (refused(f"not-a-number {AT}"), DAMAGED),
    ),
    "a comment in the cell": (
        _ods_with(
            'office:value-type="float" office:value="100"><office:annotation><text:p>7</text:p></office:annotation><text:p>100</text:p></table:table-cell>'
        ),
        same(),
    ),
    "a drawing anchored to a text number": (
        _ods_with(
            'office:value-type="string"><draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><draw:text-box><text:p>7</text:p></draw:text-box></draw:frame><text:p>1,234.50</text:p></table:table-cell>'
        ),
        revenue("1234.5", f"text-number {AT}"),
    ),
    "a CDATA section": (
        _ods_with('office:value-type="string"><text:p>1,2<![CDATA[34]]>.50</text:p></table:table-cell>'),
        revenue("1234.5", f"text-number {AT}"),
    ),
    "a formula that shows a number sign": (
        _ods_with(
            'table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>#2</text:p></table:table-cell>'
        ),
        revenue("2"),
    ),
    "a repetition with a sign": (
        _ods_with(
            'table:number-columns-repeated="+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>'
        ),
        DAMAGED,
    ),
    "no repetition at all": (
        _ods_with(
            'table:number-columns-repeated="0" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>'
        ),
        DAMAGED,
    ),
    "a cell within a cell": (
        _ods_with(
            'office:value-type="float" office:value="2"><table:table-cell office:value-type="float" office:value="3"/></table:table-cell>'
        ),
        (DAMAGED, refused(f"workbook-damaged {AT}")),
    ),
    "a comment in a text": (
        lambda: ods(
            _ods_rows(
                changed(
                    '<table:table-cell office:value-type="string"><office:annotation><text:p>7</text:p></office:annotation><text:p>A</text:p></table:table-cell>',
                    2,
                    2,
                )
            )
        ),
        (same(), DAMAGED),
    ),
    "a hidden row": (
        lambda: ods(_ods_rows(ROWS).replace("<table:table-row>", '<table:table-row table:visibility="collapse">', 2)),
        same("hidden-rows Actuals!"),
    ),
    "a million empty rows": (
        lambda: ods(
            _ods_rows(ROWS)
            + '<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        ),
        same(),
    ),
    "a row for none": (
        lambda: ods(
            _ods_rows(ROWS).replace("<table:table-row>", '<table:table-row table:number-rows-repeated="0">', 1)
        ),
        (same(), DAMAGED, REFUSED),
    ),
    "a row for a billion": (
        lambda: ods(
            _ods_rows(ROWS).replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1000000000">')
        ),
        refused("workbook-too-large Actuals!"),
    ),
    "encrypted": (lambda: ods("", manifest="<manifest><encryption-data/></manifest>"), ENCRYPTED),
    "a document type": (
        lambda: archive(
            [
                Entry("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", 0),
                Entry("content.xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
            ]
        ),
        refused_whole("workbook-entities"),
    ),
    "cut": (lambda: ods(_ods_rows(ROWS))[:-100], DAMAGED),
}


# .xls
def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xls(before: bytes, *records: bytes) -> bytes:
    """An .xls of one sheet Actuals; ``before`` stands among the workbook's own records."""
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0x7CC, 0, 6)) + before
    name = b"Actuals"
    size = len(begin) + 4 + 8 + len(name) + 4
    sheet = struct.pack("<IHBB", size, 0, len(name), 0) + name
    book = begin + _record(0x85, sheet) + _record(0x0A)
    page = _record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0x7CC, 0, 6))
    return compound_file("Workbook", book + page + b"".join(records) + _record(0x0A))


def _xls_cells(rows: list[list[Any]]) -> list[bytes]:
    return [_xls_cell(r, c, cell) for r, cells in enumerate(rows) for c, cell in enumerate(cells) if cell is not None]


def _xls_cell(row: int, column: int, cell: Any) -> bytes:
    at = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, bytes):
        return _record(0x205, at + cell)
    if isinstance(cell, (int, float)):
        return _record(0x203, at + struct.pack("<d", cell))
    return _record(0x204, at + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))


HIDDEN_ROW = _record(0x208, struct.pack("<HHHHHHI", 1, 0, 4, 255, 0, 0, 0x20))
OLD: Mapping[str, tuple[Callable[[], bytes], Expects]] = {
    "merged cells": (
        lambda: xls(b"", *_xls_cells(ROWS), _record(0xE5, struct.pack("<HHHHH", 1, 1, 2, 2, 2))),
        same(MERGED),
    ),
    "merged cells that are cut": (
        lambda: xls(b"", *_xls_cells(ROWS), _record(0xE5, struct.pack("<HHHH", 2, 1, 2, 2))),
        DAMAGED,
    ),
    "good": (lambda: xls(b"", *_xls_cells(ROWS)), same()),
    "an error": (lambda: xls(b"", *_xls_cells(changed(b"\x2a\x01"))), refused(f"error-cell {AT}")),
    "a boolean": (lambda: xls(b"", *_xls_cells(changed(b"\x01\x00"))), refused(f"not-a-number {AT}")),
    "a text number": (lambda: xls(b"", *_xls_cells(changed("(500)"))), revenue("-500", f"text-number {AT}")),
    "a hidden row": (lambda: xls(b"", HIDDEN_ROW, *_xls_cells(ROWS)), same("hidden-rows Actuals!")),
    "encrypted by XOR": (lambda: xls(_record(0x2F, bytes(6)), *_xls_cells(ROWS)), ENCRYPTED),
    "encrypted by RC4": (
        lambda: xls(_record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48)), *_xls_cells(ROWS)),
        ENCRYPTED,
    ),
    "cut": (lambda: xls(b"", *_xls_cells(ROWS))[:2000], (DAMAGED, refused_whole("not-a-workbook"))),
    "encrypted, with texts that are": (
        lambda: xls(_record(0x2F, bytes(6)) + _record(0xFC, bytes(range(255))), *_xls_cells(ROWS)),
        ENCRYPTED,
    ),
    "a short number far out": (
        lambda: xls(b"", *_xls_cells(ROWS), _record(0x27E, struct.pack("<HHHI", 65535, 65535, 0, 6))),
        TOO_LARGE,
    ),
    "a short number": (
        lambda: xls(b"", *_xls_cells(changed(None)), _record(0x27E, struct.pack("<HHHI", 1, 2, 0, 7 << 2 | 2))),
        revenue("7"),
    ),
    "a false extent": (
        lambda: xls(b"", _record(0x200, struct.pack("<IIHHH", 0, 2**32 - 1, 0, 2**16 - 1, 0)), *_xls_cells(ROWS)),
        same(),
    ),
    "a cell that stands there twice": (
        lambda: xls(b"", *_xls_cells(ROWS), _xls_cell(1, 2, 7)),
        refused(f"workbook-damaged {AT}"),
    ),
    "a formula's text in two records": (
        lambda: xls(
            b"",
            *_xls_cells(changed(None)),
            _record(0x06, struct.pack("<HHH", 1, 2, 0) + bytes(6) + b"\xff\xff" + bytes(6) + b"\x03\0\x1e\x01\0"),
            _record(0x207, struct.pack("<HB", 6, 0) + b"123"),
            _record(0x3C, b"\x00456"),
        ),
        DAMAGED,
    ),
    "records without end": (lambda: xls(b"", *_xls_cells(ROWS), b"\x03\x02\xff\xff"), (DAMAGED, same())),
}


FAMILIES = {"Actuals.xlsb": BINARY, "Actuals.ods": OPEN, "Actuals.xls": OLD}

RECIPES = named(
    "format",
    [
        beside(f"{file.partition('.')[2]}, {name}", file, make, expects)
        for file, family in FAMILIES.items()
        for name, (make, expects) in family.items()
    ],
)
