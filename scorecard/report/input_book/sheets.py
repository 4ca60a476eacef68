"""The sheets to fill in: headings that are protected, and below them columns that know what they hold."""

from __future__ import annotations

from xlsxwriter.utility import quote_sheetname, xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from scorecard.report.input_book.book import DARK, LIGHT, Book, add_sheet
from scorecard.report.input_book.checks import check
from scorecard.report.input_book.forms import Field, Form
from scorecard.report.input_book.lists import ACCOUNT, TEAM, named
from scorecard.report.workbook.layout import shown_width

LAST_ROW = 1_048_575
"""Of a sheet, counted from 0."""
WIDTHS = {"text": 24, "key": 14, "date": 13, "day": 13}
"""In characters; numbers take 16."""
ALLOWED = {
    "sort": True,
    "autofilter": True,
    "insert_rows": True,
    "delete_rows": True,
    "insert_hyperlinks": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
}
"""What the protection of the headings does not stop."""


def write_form(book: Book, form: Form) -> None:
    """A sheet with its heading in row 1 and nothing below."""
    sheet = add_sheet(book, form.name)
    sheet.set_tab_color(DARK if form.level == "error" else LIGHT)
    sheet.set_row(0, 32)
    for index, field in enumerate(form.fields):
        _write_column(book, sheet, index, field)
    sheet.freeze_panes(1, 2 if form.id == "Actuals" else 1)
    sheet.autofilter(0, 0, LAST_ROW, len(form.fields) - 1)
    sheet.repeat_rows(0)
    sheet.protect("", ALLOWED)
    if form.id == "Teams":
        _name_lists(book, form)


def _write_column(book: Book, sheet: Worksheet, index: int, field: Field) -> None:
    width = max(WIDTHS.get(field.kind, 16), min(28, shown_width(field.header) + 5))
    sheet.set_column(index, index, width, book.looks[field.kind])
    sheet.write_string(0, index, field.header, book.looks["must" if field.must else "may"])
    first = f"{xl_col_to_name(index)}2"
    rule = check(book.plan, field, book.lists, first, book.language)
    sheet.data_validation(1, index, LAST_ROW, index, rule)
    if field.kind == "number":
        fraction = {"type": "formula", "criteria": f"={first}<>ROUND({first},0)", "format": book.looks["fraction"]}
        sheet.conditional_format(1, index, LAST_ROW, index, fraction)


def _name_lists(book: Book, form: Form) -> None:
    """The lists of the teams and accounts that stand in this sheet.

    They begin at the heading, which nobody can move or delete, and are as long as there are teams.
    """
    sheet = quote_sheetname(form.name)
    columns = {field.id: xl_col_to_name(index) for index, field in enumerate(form.fields)}
    for id in (TEAM, ACCOUNT):
        first, keys = f"{sheet}!${columns[id]}$1", f"{sheet}!${columns['team']}:${columns['team']}"
        book.file.define_name(named(id), f"=OFFSET({first},1,0,MAX(1,COUNTA({keys})-1),1)")
