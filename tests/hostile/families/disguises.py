"""Files that are not what their name says."""
# ruff: noqa: E501 - markup is read more easily in one piece

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping

from tests.gallery.read_files import compound_file
from tests.hostile.archive import Entry, archive
from tests.hostile.package import parts, zipped
from tests.hostile.recipe import Expects, Recipe, named, refused_whole, same

HTML = b"<html><body><table><tr><td>period</td><td>team</td></tr></table></body></html>"
CSV = b"period,team,revenue\n2026-01,A,100\n"
PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n"
SPREADSHEET_ML = b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
NONE = refused_whole()
"""Refused as a whole, by whatever code fits."""


def _document(part: str) -> bytes:
    return archive([Entry("[Content_Types].xml", b"<Types/>"), Entry(part, b"<document/>")])


def _mimetype(kind: str) -> bytes:
    mime = Entry("mimetype", f"application/vnd.oasis.opendocument.{kind}".encode(), 0)
    return archive([mime, Entry("content.xml", b"<office:document-content xmlns:office='o'/>")])


def _biff(version: int) -> bytes:
    """An .xls of the years before compound files: a bare stream of records."""
    return struct.pack("<HHHH", version, 4, 0, 0x10) + struct.pack("<HH", 0x0A, 0)


FILES: Mapping[str, tuple[Callable[[], bytes], Expects]] = {
    "good.xls": (lambda: zipped(parts()), same()),
    "good.xlsb": (lambda: zipped(parts()), same()),
    "good.ods": (lambda: zipped(parts()), same()),
    "good.xlsm": (lambda: zipped(parts()), same()),
    "GOOD.XLSX": (lambda: zipped(parts()), same()),
    "good.csv": (lambda: zipped(parts()), (same(), NONE)),
    "good.parquet": (lambda: zipped(parts()), (same(), NONE)),
    "Actuals.csv": (lambda: zipped(parts()), (same(), NONE)),
    "page.xls": (lambda: HTML, NONE),
    "page.xlsx": (lambda: HTML, NONE),
    "page.ods": (lambda: b"\xef\xbb\xbf\n" + HTML, NONE),
    "mht.xls": (lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n" + HTML, NONE),
    "xml2003.xls": (lambda: SPREADSHEET_ML, NONE),
    "table.xlsx": (lambda: CSV, NONE),
    "table.xls": (lambda: CSV.replace(b",", b"\t"), NONE),
    "wide.xls": (lambda: CSV.decode().encode("utf-16"), NONE),
    "paper.xlsx": (lambda: PDF, NONE),
    "picture.xlsx": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), NONE),
    "archive.xlsx": (lambda: archive([Entry("readme.txt", b"hello")]), NONE),
    "nested.xlsx": (lambda: archive([Entry("book.xlsx", zipped(parts()))]), NONE),
    "letter.xlsx": (lambda: _document("word/document.xml"), NONE),
    "slides.xlsx": (lambda: _document("ppt/presentation.xml"), NONE),
    "numbers.xlsx": (lambda: archive([Entry("Index/Document.iwa", b"x")]), NONE),
    "text.ods": (lambda: _mimetype("text"), NONE),
    "letter.xls": (lambda: compound_file("WordDocument", bytes(512)), NONE),
    "mail.xls": (lambda: compound_file("__properties_version1.0", bytes(512)), NONE),
    "old2.xls": (lambda: _biff(0x0009), NONE),
    "old4.xls": (lambda: _biff(0x0409), NONE),
    "gzip.xlsx": (lambda: b"\x1f\x8b\x08" + bytes(99), NONE),
    "rar.xlsx": (lambda: b"Rar!\x1a\x07\x01\x00" + bytes(99), NONE),
    "seven.xlsx": (lambda: b"7z\xbc\xaf\x27\x1c" + bytes(99), NONE),
    "program.xlsx": (lambda: b"MZ" + bytes(999), NONE),
    "database.xlsx": (lambda: b"SQLite format 3\0" + bytes(99), NONE),
    "parquet.xlsx": (lambda: b"PAR1" + bytes(99) + b"PAR1", NONE),
    "json.xlsx": (lambda: b'{"rows": []}', NONE),
    "zeros.xlsx": (lambda: bytes(5000), NONE),
    "one byte.xlsx": (lambda: b"P", NONE),
    "spaces.xlsx": (lambda: b" " * 5000, NONE),
    "error.xlsx": (lambda: b"404 Not Found", NONE),
    "~$book.xlsx": (lambda: b"\x05Alice" + bytes(159), NONE),
    ".~lock.book.xlsx#": (lambda: b",alice,machine,26.11.2026 10:00,file:///home/alice;", NONE),
    "book.xlsx.crdownload": (lambda: zipped(parts())[:500], NONE),
    "book.xlsx.tmp": (lambda: zipped(parts()), (NONE, same())),
    "book": (lambda: zipped(parts()), (NONE, same())),
    "book.exe": (lambda: zipped(parts()), (NONE, same())),
    "book.docx": (lambda: zipped(parts()), (NONE, same())),
    "book.tsv": (lambda: CSV, NONE),
    "book.txt": (lambda: CSV, NONE),
    "book.numbers": (lambda: archive([Entry("Index/Document.iwa", b"x")]), NONE),
}
"""File name to what is in it."""

RECIPES = named(
    "disguise", [Recipe(name, lambda n=name, m=make: {n: m()}, expects) for name, (make, expects) in FILES.items()]
)
