"""A workbook begun and ended: what all that the program writes have in common."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from scorecard.model.result import Result
from scorecard.report.workbook.sheets import MOST_ROWS, Book, make_formats

CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Stands in every workbook: the same inputs give the same bytes."""


def new_book(path: Path, result: Result, language: str, most_rows: int = MOST_ROWS) -> Book:
    """An empty workbook with its formats; ``most_rows`` of data go on one sheet."""
    font = {"font_name": "Arial", "font_size": 10, "font_scheme": False}
    options = {
        "constant_memory": True,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": font,  # the widths of columns are counted in its digits
    }
    file = Workbook(str(path), options)
    file.set_properties({"title": result.plan.id, "subject": str(result.period), "created": CREATED})
    file.set_calc_mode("auto")
    book = Book(file, result, language, most_rows)
    make_formats(book)
    return book


def pack(book: Book) -> None:
    """Make the file of it. Raises OSError."""
    try:
        book.file.close()
    except FileCreateError as error:
        raise error.args[0] from error  # the OSError that it was
