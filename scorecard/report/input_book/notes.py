"""The first sheet: how to fill in the others, a line for each sheet and column, an example row, what may be chosen."""

from __future__ import annotations

from collections.abc import Iterable

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from scorecard.read.sheet_names import meant
from scorecard.report.input_book.book import Book, add_sheet
from scorecard.report.input_book.forms import Field, Form
from scorecard.report.input_book.lists import Choices, named
from scorecard.report.input_book.texts import STEPS, WORDS, said
from scorecard.report.workbook.layout import row_height
from scorecard.report.workbook.sheets import clean

WIDTHS = (22, 26, 8, 78, 38)
"""Of the columns, in characters."""
MUST = "●"


def notes_name(names: Iterable[str], language: str) -> str:
    """A name for the sheet of notes that nobody takes for one of these."""
    known = list(names)
    wanted = [said(WORDS[key], each) for each in (language, "zh", "en") for key in ("notes", "notes.2")]
    return next((name for name in wanted if meant(name, known) is None), "i")


def write_notes(book: Book) -> None:
    """The whole sheet, which is protected."""
    sheet = add_sheet(book, book.notes)
    sheet.hide_gridlines(2)
    for index, width in enumerate(WIDTHS):
        sheet.set_column(index, index, width)
    row = _write_head(book, sheet)
    row = _write_heads(book, sheet, row, ("sheet", "column", "must", "hint", "example"))
    for form in book.forms:
        row = _write_form(book, sheet, row, form)
    sheet.write_string(row + 1, 0, book.word("lists"), book.looks["section"])
    row = _write_heads(book, sheet, row + 2, ("list", "value", "", "also", ""))
    for choices in book.lists.values():
        row = _write_list(book, sheet, row, choices)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _write_head(book: Book, sheet: Worksheet) -> int:
    """Title and steps; the row behind them."""
    plan = book.plan
    title = book.word("title", plan=plan.title.text(book.language))
    span = {"first": str(plan.month(0)), "last": str(plan.month(11))}
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, clean(title), book.looks["title"])
    sheet.write_string(1, 0, book.word("about", id=plan.id, currency=plan.currency, **span), book.looks["about"])
    for number, step in enumerate(STEPS):
        text = f"{number + 1}.  {said(step, book.language)}"
        sheet.set_row(3 + number, row_height(text, sum(WIDTHS)))
        sheet.merge_range(3 + number, 0, 3 + number, len(WIDTHS) - 1, text, book.looks["step"])
    return 4 + len(STEPS)


def _write_heads(book: Book, sheet: Worksheet, row: int, keys: Iterable[str]) -> int:
    for column, key in enumerate(keys):
        sheet.write_string(row, column, book.word(key) if key else "", book.looks["must"])
    return row + 1


def _write_form(book: Book, sheet: Worksheet, row: int, form: Form) -> int:
    """A line for the sheet, which leads there, and one for each column; the row behind them."""
    purpose = clean(form.purpose)
    sheet.set_row(row, row_height(purpose, sum(WIDTHS[1:4])))
    sheet.write_url(row, 0, f"internal:{quote_sheetname(form.name)}!A1", book.looks["sheet"], form.name)
    sheet.merge_range(row, 1, row, 3, purpose, book.looks["purpose"])
    sheet.write_string(row, 4, book.word(f"level.{form.level}" if form.level else "level"), book.looks["purpose"])
    for number, field in enumerate(form.fields, row + 1):
        _write_field(book, sheet, number, field)
    return row + 1 + len(form.fields)


def _write_field(book: Book, sheet: Worksheet, row: int, field: Field) -> None:
    hint, example = clean(field.hint), clean(_example(book, field))
    texts = ((field.header, WIDTHS[1]), (hint, WIDTHS[3]), (example, WIDTHS[4]))
    sheet.set_row(row, max(row_height(text, width) for text, width in texts))
    sheet.write_blank(row, 0, None, book.looks["cell"])
    sheet.write_string(row, 1, field.header, book.looks["cell"])
    sheet.write_string(row, 2, MUST if field.must else "", book.looks["must mark"])
    sheet.write_string(row, 3, hint, book.looks["cell"])
    sheet.write_string(row, 4, example, book.looks["example"])


def _example(book: Book, field: Field) -> str:
    """What stands in the column of the example row; of a list its first text."""
    chosen = book.lists.get(field.chosen_from)
    return chosen.texts[0] if chosen and not field.example else field.example


def _write_list(book: Book, sheet: Worksheet, row: int, choices: Choices) -> int:
    """The texts below each other, under the name by which the drop-downs find them; the row behind them."""
    last = row + len(choices.texts) - 1
    area = f"{quote_sheetname(book.notes)}!$B${row + 1}:$B${last + 1}"
    book.file.define_name(named(choices.id), f"={area}")
    for number, (text, also) in enumerate(zip(choices.texts, choices.also, strict=True)):
        sheet.set_row(row + number, max(row_height(text, WIDTHS[1]), row_height(" / ".join(also), WIDTHS[3])))
        sheet.write_string(row + number, 0, choices.title if not number else "", book.looks["cell"])
        sheet.write_string(row + number, 1, text, book.looks["cell"])
        sheet.write_string(row + number, 2, "", book.looks["cell"])
        sheet.write_string(row + number, 3, " / ".join(also), book.looks["cell"])
        sheet.write_string(row + number, 4, "", book.looks["cell"])
    return last + 1
