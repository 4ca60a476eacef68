"""Files that cannot be read, or not as they are."""

from __future__ import annotations

import shutil
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import xlsxwriter

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
    return Path(shutil.copy(folder / "inputs.xlsx", folder / "second.xlsx"))


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


def workbook_among_parts(folder: Path) -> Path:
    path = folder / "inputs"
    (path / "Evidence").mkdir(parents=True)
    (path / "Evidence" / "2026-01.csv").write_text("period,team,measure,note\n2026-01,A,revenue,Contract 8\n")
    workbook(path / "Evidence" / "2026-02.xlsx", {"Evidence": [["period", "team", "measure", "note"]]})
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


def many_cells(folder: Path) -> Path:
    """An .ods in which one cell stands for all of a sheet."""
    path = folder / "far.ods"
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", f'<x><table:table table:name="Paid">{rows}</table:table></x>')
    return path


def new_error(folder: Path) -> Path:
    row = "<row r='1'><c r='B1' t='e'><v>#CALC!</v></c></row>"
    return xlsx(folder / "new.xlsx", "Paid", row)


def odd_rows(folder: Path) -> Path:
    return xlsx(folder / "odd.xlsx", "Paid", "".join(f"<row><c><v>{row}</v></c></row>" for row in range(900_000)))


def two_values(folder: Path) -> Path:
    return xlsx(folder / "odd.xlsx", "Paid", '<row r="1"><c r="A1"><v>7</v><v>8</v></c></row>')


def csv_bytes(folder: Path) -> Path:
    path = folder / "Paid.csv"
    path.write_bytes(b"team,period,amount\nA,2026-01,\xff\xff\n")
    return path


def csv_western(folder: Path) -> Path:
    path = folder / "Evidence.csv"
    path.write_bytes("period,team,measure,note\n2026-01,A,revenue,Müller GmbH\n".encode("latin-1"))
    return path


def csv_endless(folder: Path) -> Path:
    path = folder / "Paid.csv"
    path.write_text('team,period,amount\n"' + "A" * 2_000_000)
    return path


def csv_quote(folder: Path) -> Path:
    path = folder / "Paid.csv"
    path.write_text('team,period,amount,remark\nA,2026-01,5,"wide\nB,2026-01,5,\nB,2026-02,5,\n')
    return path


def long_duration(folder: Path) -> Path:
    path = folder / "paid.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Paid")
        sheet.write_row(0, 0, ["team", "period", "amount"])
        sheet.write_row(1, 0, ["A", "2026-01"])
        sheet.write_number(1, 2, 10**9, book.add_format({"num_format": "[h]:mm"}))
    return path


def csv_with_semicolons(folder: Path) -> Path:
    path = folder / "Paid.csv"
    path.write_text("team;period;amount\nA;2026-01;1.234\n", "utf-8")
    return path


def csv_wider(folder: Path) -> Path:
    path = folder / "Paid.csv"
    path.write_text("team,period,amount\nA,2026-01,1,234\n")
    return path


def nothing(folder: Path) -> Path:
    path = folder / "nothing.xlsx"
    path.write_bytes(b"")
    return path


def parquet_cut(folder: Path) -> Path:
    path = folder / "Paid.parquet"
    path.write_bytes(b"PAR1 cut off in the middle")
    return path


def written(name: str, content: bytes | str) -> Maker:
    """A file of that name and content."""

    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make


def archived(name: str, part: str) -> Maker:
    """An archive of one part."""

    def make(folder: Path) -> Path:
        with zipfile.ZipFile(folder / name, "w") as archive:
            archive.writestr(part, "x")
        return folder / name

    return make


def mail(folder: Path) -> Path:
    path = folder / "actuals.msg"
    path.write_bytes(compound_file("__properties_version1.0", b"\0" * 512))
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
    "a folder of CSV files that stands for a sheet, with a workbook in it": workbook_among_parts,
    "a letter": letter,
    "a web page that is called export.xls": web_page,
    "a workbook with a flipped bit": damaged,
    "a workbook with a password": encrypted,
    "a workbook with a document type declaration": entities,
    "a workbook written by no spreadsheet program, with an error that only new versions of Excel know": new_error,
    "a workbook with a cell of two values": two_values,
    "a workbook of 900,000 rows that do not say where they stand": odd_rows,
    "a workbook that unpacks to 65 MiB of nothing": bomb,
    "an .ods workbook in which one cell stands for seventeen billion": many_cells,
    "a CSV file with bytes that are no text in any encoding": csv_bytes,
    "a CSV file as Excel saves it in Germany": csv_western,
    "a CSV file with a cell of two million characters": csv_endless,
    "a CSV file with a quotation mark left open": csv_quote,
    "a CSV file with a comma within a number": csv_wider,
    "a CSV file with semicolons": csv_with_semicolons,
    "a CSV file of a sheet in which a column was too narrow": written(
        "Adjustments.csv", "team,period,kind,amount,reason,approved_by\n####,2026-01,award,1,x,Ann\n"
    ),
    "a CSV file with a long number": written(
        "Adjustments.csv", "team,period,kind,amount,reason,approved_by\n1.23457E+11,2026-01,award,1,x,Ann\n"
    ),
    "a CSV file with a formula": written(
        "Adjustments.csv", 'team,period,kind,amount,reason,approved_by\n"=""001""",2026-01,award,1,x,Ann\n'
    ),
    "a duration of a billion days": long_duration,
    "a Parquet file cut off in the middle": parquet_cut,
    "a file without anything in it": nothing,
    "a file of zeros": written("actuals.xlsx", bytes(4096)),
    "the mark that Excel leaves beside an open workbook": written("~$actuals.xlsx", "Ann"),
    "a download that is not finished": written("actuals.xlsx.crdownload", "PK"),
    "a link to a workbook in the cloud": written("actuals.gsheet", '{"doc_id": "1"}'),
    "an XML spreadsheet of Excel 2003": written(
        "export.xls", '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    ),
    "a workbook of Excel 4": written("old.xls", bytes.fromhex("0904060000001000")),
    "a PDF document that is called actuals.xlsx": written("actuals.xlsx", "%PDF-1.7"),
    "a document of Word that is called actuals.xlsx": archived("actuals.xlsx", "word/document.xml"),
    "a presentation": archived("actuals.pptx", "ppt/presentation.xml"),
    "a mail of Outlook": mail,
    "a document of Apple's Numbers": archived("actuals.numbers", "Index/Document.iwa"),
    "a picture that is called actuals.xlsx": written("actuals.xlsx", b"\x89PNG\r\n\x1a\n"),
    "an archive": archived("actuals.zip", "actuals.csv"),
    "a table as text that is called actuals.xlsx": written("actuals.xlsx", "team,period,amount\n"),
    "a file of other bytes that is called export.xlsx": written("export.xlsx", bytes(range(256))),
}
"""By what they are."""
