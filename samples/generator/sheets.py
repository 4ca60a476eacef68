"""Sheets as a desk would lay them out, written so that the same cells are the same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

Cell = str | float | dt.date | None


@dataclass(frozen=True)
class Sheet:
    name: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    title: tuple[str, ...] = ()
    """Lines above the header."""
    number: str = "#,##0.00"


@dataclass(frozen=True)
class Styles:
    title: Format
    header: Format
    date: Format
    text: Format


def write_book(path: Path, sheets: Iterable[Sheet], created: dt.datetime) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": created})
        styles = _styles(book)
        for sheet in sheets:
            _write_sheet(book, sheet, styles)


def _styles(book: Workbook) -> Styles:
    font = {"font_name": "Microsoft YaHei", "font_size": 10}
    return Styles(
        title=book.add_format(font | {"bold": True, "font_size": 14}),
        header=book.add_format(font | {"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "text_wrap": True}),
        date=book.add_format(font | {"num_format": "yyyy-mm-dd"}),
        text=book.add_format(font),
    )


def _write_sheet(book: Workbook, sheet: Sheet, styles: Styles) -> None:
    target = book.add_worksheet(sheet.name)
    number = book.add_format({"font_name": "Microsoft YaHei", "font_size": 10, "num_format": sheet.number})
    for row, line in enumerate(sheet.title):
        target.write_string(row, 0, line, styles.title if row == 0 else styles.text)
    top = len(sheet.title) + bool(sheet.title)
    for column, name in enumerate(sheet.header):
        target.write_string(top, column, name, styles.header)
    for row, cells in enumerate(sheet.rows, start=top + 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, dt.date):
                target.write_datetime(row, column, cell, styles.date)
            elif isinstance(cell, str):
                target.write_string(row, column, cell, styles.text)
            elif cell is not None:
                target.write_number(row, column, cell, styles.text if isinstance(cell, int) else number)
    target.set_landscape()
    target.fit_to_pages(1, 0)
    target.freeze_panes(top + 1, 1)
    target.set_column(0, len(sheet.header) - 1, 16)
