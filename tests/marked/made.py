"""A workbook with everything that a marked copy must keep, and the means to look into one."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import chdir
from pathlib import Path
from typing import Any

import xlsxwriter
from openpyxl import Workbook

from tests.cli.calling import Called, scorecard, written
from tests.read.other_formats import MAIN
from tests.small_cases import BASE, load, number

PROGRAM = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
PROGRAM = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
MACROS = b"a program of somebody else"


def faulty(folder: Path, name: str = "inputs.xlsx") -> Path:
    """plan.yaml, and a workbook with a bit of everything: an unknown team, a text for a number, a text as a number."""
    written(folder)
    (folder / "inputs.xlsx").unlink()
    path = folder / name
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (load(BASE)["sheets"] | {"Actuals": []}).items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    sheet.write(row, column, number(cell))
        _fill(book, book.get_worksheet_by_name("Actuals"))
        _others(book)
    if path.suffix == ".xlsm":
        _with_macros(path)
    return path


def _fill(book: Any, sheet: Any) -> None:
    money = book.add_format({"num_format": "#,##0.00", "italic": True, "bg_color": "#DDEBF7", "align": "right"})
    sheet.set_column("C:C", 24, money)
    sheet.set_row(5, 30, book.add_format({"bold": True}))
    sheet.write_row("A1", ["period", "team", "revenue"])
    sheet.write_row("A2", ["2026-01", "A"])
    sheet.write_formula("C2", "=SUM(E1:E3)*1000", money, 100000)
    sheet.write_row("A3", ["2026-01", "Z"])
    sheet.write_number("C3", 5, money)
    sheet.write_row("A4", ["2026-02", "A", "n/a"])
    sheet.write_row("A5", ["2026-03", "A", "1,000"])
    sheet.write("B6", "A")
    sheet.write("C6", 7)
    sheet.write_rich_string("E5", "plain ", book.add_format({"bold": True}), "bold")
    sheet.write_comment("B3", "The former name?", {"author": "Ann"})
    sheet.write_comment("E1", "Mine", {"author": "Ann"})
    sheet.data_validation("A2:A9", {"validate": "list", "source": ["2026-01", "2026-02"]})
    sheet.conditional_format("C2:C9", {"type": "data_bar", "data_bar_2010": True})
    sheet.add_sparkline("F2", {"range": "Actuals!C2:C5"})
    sheet.insert_image("H2", "dot.png", {"image_data": io.BytesIO(_picture())})
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area("A1:C9")
    sheet.set_header("&CActuals")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Actuals!$C$2:$C$5"})
    sheet.insert_chart("H8", chart)


def _others(book: Any) -> None:
    other = book.add_worksheet("Remarks")
    other.write("A1", "left alone")
    other.merge_range("B2:D3", "merged")
    other.add_table("F1:G3", {"data": [["x", 1], ["y", 2]]})
    other.activate()
    other.select()
    hidden = book.add_worksheet("Hidden")
    hidden.write("A1", 42)
    hidden.hide()
    book.add_chartsheet("Picture").set_chart(_chart(book))
    book.define_name("Rate", "=Actuals!$E$1")
    book.define_name("Remarks!Local", "=Remarks!$A$1")


def _chart(book: Any) -> Any:
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Actuals!$C$2:$C$5"})
    return chart


def _picture() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + b"\xc0\x40\x40" * 8 for _ in range(8)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def _with_macros(path: Path) -> None:
    parts = parts_of(path)
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ).replace(b"<Override", PROGRAM + b"<Override", 1)
    parts["xl/vbaProject.bin"] = MACROS
    zipped(path, parts)


def of_sheet(path: Path, data: str, prefix: str = "") -> Path:
    """A workbook with one sheet S, from the XML of its data."""
    book = Workbook()
    book.active.title = "S"
    book.save(path)
    parts = parts_of(path)
    space = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    sheet = f'<{prefix}worksheet {space}="{MAIN}"><{prefix}sheetData>{data}</{prefix}sheetData></{prefix}worksheet>'
    return zipped(path, {**parts, "xl/worksheets/sheet1.xml": sheet.encode()})


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def check(folder: Path, *arguments: str, language: str = "en") -> Called:
    """``check plan.yaml`` with these arguments, in the folder."""
    with chdir(folder):
        return scorecard(f"check plan.yaml {' '.join(arguments)} --lang {language}")


def told(done: Called) -> list[str]:
    """The problems and warnings, without notes."""
    return [line for line in done.err.splitlines() if "note[" not in line]
