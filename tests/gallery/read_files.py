"""Files that cannot be read, or not as they are."""

from __future__ import annotations

import shutil
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from openpyxl import Workbook

from tests.read.books import base_with, workbook
from tests.read.other_formats import xlsx

Maker = Callable[[Path], Path]
_SHEET = "xl/worksheets/sheet1.xml"


def missing(folder: Path) -> Path:
    return folder / "missing.xlsx"


def unreadable(folder: Path) -> Path:
    path = folder / "loop.xlsx"
    path.symlink_to(path)
    return path


def copy(folder: Path) -> Path:
    return Path(shutil.copy(folder / "inputs.xlsx", folder / "copy.xlsx"))


def empty_folder(folder: Path) -> Path:
    path = folder / "inputs"
    path.mkdir()
    (path / "~$open.xlsx").write_bytes(b"")
    (path / "letter.docx").write_bytes(b"")
    return path


def folder_in_folder(folder: Path) -> Path:
    path = folder / "inputs"
    (path / "last year").mkdir(parents=True)
    workbook(path / "notes.xlsx", {"Evidence": [["period", "team", "measure", "note"]]})
    workbook(path / "last year" / "actuals.xlsx", base_with())
    return path


def letter(folder: Path) -> Path:
    path = folder / "letter.docx"
    path.write_bytes(b"PK\3\4")
    return path


def web_page(folder: Path) -> Path:
    path = folder / "export.xls"
    path.write_text("<html><table><tr><td>team</td></tr></table></html>")
    return path


def damaged(folder: Path) -> Path:
    path = workbook(folder / "damaged.xlsx", {"Actuals": [["period", "team", "revenue"]]})
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    return path


def encrypted(folder: Path) -> Path:
    """The shell of a compound file with nothing but a stream that is called EncryptedPackage."""
    path = folder / "secret.xlsx"
    path.write_bytes(compound_file("EncryptedPackage", b"\0" * 512))
    return path


def entities(folder: Path) -> Path:
    laughs = '<!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    return with_sheet(folder / "entities.xlsx", laughs.encode() + b"<worksheet/>")


def bomb(folder: Path) -> Path:
    return with_sheet(folder / "bomb.xlsx", b"<worksheet><sheetData>" + b" " * (65 * 2**20))


def far_cell(folder: Path) -> Path:
    book = Workbook()
    book.active.title = "Paid"
    book.active["A1"], book.active["XFD1048576"] = 1, 1
    book.save(folder / "far.xlsx")
    return folder / "far.xlsx"


def new_error(folder: Path) -> Path:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>team</t></is></c><c r="B1" t="e"><v>#CALC!</v></c></row>'
    return xlsx(folder / "new.xlsx", "Paid", row)


def csv_bytes(folder: Path) -> Path:
    path = folder / "Paid.csv"
    path.write_bytes(b"team,period,amount\nA,2026-01,\xff\xff\n")
    return path


def csv_endless(folder: Path) -> Path:
    path = folder / "Paid.csv"
    path.write_text('team,period,amount\n"' + "A" * 2_000_000)
    return path


def csv_quote(folder: Path) -> Path:
    path = folder / "Paid.csv"
    path.write_text('team,period,amount,remark\nA,2026-01,5,"wide\nB,2026-01,5,\nB,2026-02,5,\n')
    return path


def nothing(folder: Path) -> Path:
    path = folder / "nothing.xlsx"
    path.write_bytes(b"")
    return path


def parquet_cut(folder: Path) -> Path:
    path = folder / "Paid.parquet"
    path.write_bytes(b"PAR1 cut off in the middle")
    return path


def with_sheet(path: Path, content: bytes) -> Path:
    """A workbook whose only sheet is this part."""
    plain = workbook(path.with_suffix(".plain.xlsx"), {"Actuals": [[1]]})
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == _SHEET else old.read(name))
    return path


def compound_file(name: str, content: bytes) -> bytes:
    """A compound file of one stream, at least 4,096 bytes long: header, allocation, directory, content."""
    content = content.ljust(4096, b"\0")
    sectors = len(content) // 512
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    allocation = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    directory = _entry("Root Entry", 5, 0xFFFFFFFE, 0) + _entry(name, 2, 2, len(content)) + bytes(256)
    return header + allocation + directory + content


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    start = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    return start + struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF) + bytes(36) + struct.pack("<IQ", first, size)


MAKERS: Mapping[str, Maker] = {
    "a path at which there is no file": missing,
    "a link that leads to itself": unreadable,
    "a second copy of the workbook": copy,
    "a folder with a lock file and a letter in it": empty_folder,
    "a folder with a folder in it": folder_in_folder,
    "a letter": letter,
    "a web page that is called export.xls": web_page,
    "a workbook with a flipped bit": damaged,
    "a workbook with a password": encrypted,
    "a workbook with a document type declaration": entities,
    "a workbook with an error that only new versions of Excel know": new_error,
    "a workbook that unpacks to 65 MiB of nothing": bomb,
    "a workbook with a cell in the last row and column": far_cell,
    "a CSV file with bytes that are no text in any encoding": csv_bytes,
    "a CSV file with a cell of two million characters": csv_endless,
    "a CSV file with a quotation mark left open": csv_quote,
    "a Parquet file cut off in the middle": parquet_cut,
    "a file without anything in it": nothing,
}
"""By what they are."""
