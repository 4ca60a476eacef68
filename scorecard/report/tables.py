"""Plain tables for other programs, as xlsx and csv; no cell of them is ever a formula (outputs.md)."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import StringIO

from msgspec import Struct

from scorecard.report.words import word

CREATED = datetime(2000, 1, 1)
"""Stands in every file, as XlsxWriter wants it: the same rows give the same bytes."""
STEERS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula where a csv has it."""


class Table(Struct, frozen=True):
    """Rows under their columns; all cells are text, decimal text where the column is money."""

    name: str
    columns: Sequence[str]
    """Keys of report/words.py."""
    money: frozenset[str]
    rows: Sequence[Mapping[str, str]]


def table_files(tables: Sequence[Table], language: str) -> dict[str, bytes]:
    """``payroll.xlsx`` and ``payroll.csv`` of a table of that name, with their content."""
    made = {}
    for table in tables:
        made[f"{table.name}.xlsx"] = xlsx_bytes(table, language)
        made[f"{table.name}.csv"] = csv_bytes(table, language)
    return made


def csv_bytes(table: Table, language: str) -> bytes:
    """UTF-8 with a mark, by which Excel knows it; an apostrophe stands before a text that Excel would calculate."""
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([word(column, language) for column in table.columns])
    for row in table.rows:
        writer.writerow([_safe(table, column, row[column]) for column in table.columns])
    return stream.getvalue().encode("utf-8-sig", "replace")


def _safe(table: Table, column: str, text: str) -> str:
    return f"'{text}" if column not in table.money and text.startswith(STEERS) else text


def xlsx_bytes(table: Table, language: str) -> bytes:
    """A sheet with a header, filters and number formats."""
    from io import BytesIO

    from xlsxwriter import Workbook

    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": table.name, "created": CREATED})
    sheet, bold = book.add_worksheet(table.name), book.add_format({"bold": True, "bottom": 1})
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, word(column, language), bold)
        sheet.set_column(at, at, 16)
    formats = {}
    for number, row in enumerate(table.rows, 1):
        for at, column in enumerate(table.columns):
            text = row[column]
            if column not in table.money or not text:
                sheet.write_string(number, at, text)
                continue
            places = len(text.partition(".")[2])
            if places not in formats:
                formats[places] = book.add_format({"num_format": "#,##0" + ("." + "0" * places if places else "")})
            sheet.write_number(number, at, float(text), formats[places])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    book.close()
    return stream.getvalue()
