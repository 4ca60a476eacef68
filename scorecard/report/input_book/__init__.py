"""The empty input workbook that fits a plan: sheets, headings, drop-downs, checks, notes (commands.md, inputs.md)."""

from __future__ import annotations

from io import BytesIO

from xlsxwriter import Workbook

from scorecard.model.plan import Plan
from scorecard.read.tables import sheet_names
from scorecard.report.input_book.book import FONT, Book, make_looks
from scorecard.report.input_book.forms import forms
from scorecard.report.input_book.lists import choices
from scorecard.report.input_book.notes import notes_name, write_notes
from scorecard.report.input_book.sheets import write_form
from scorecard.report.workbook.book import CREATED


def input_book(plan: Plan, language: str) -> bytes:
    """The workbook as a file's content: the same plan and language give the same bytes."""
    content = BytesIO()
    everywhere = {**FONT, "locked": False}  # a row can be deleted where none of its cells is locked
    options = {"in_memory": True, "strings_to_urls": False, "default_format_properties": everywhere}
    with Workbook(content, options) as file:
        file.set_properties({"title": plan.id, "created": CREATED})
        notes = notes_name(sheet_names(plan), language)
        sheets = forms(plan, language)
        used = {field.chosen_from for sheet in sheets for field in sheet.fields}
        lists = {id: each for id, each in choices(plan, language).items() if id in used}
        book = Book(file, plan, language, sheets, lists, notes)
        make_looks(book)
        write_notes(book)
        for form in book.forms:
            write_form(book, form)
    return content.getvalue()
