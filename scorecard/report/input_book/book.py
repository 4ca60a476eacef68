"""The input workbook in the making, and the looks of its cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scorecard.model.plan import Plan
from scorecard.report.input_book.forms import Form
from scorecard.report.input_book.lists import Choices
from scorecard.report.input_book.texts import WORDS, said

DARK, LIGHT, LINE = "#1F3864", "#DDE3EE", "#BFC8DA"
OPEN = ("key", "text", "date", "day", "number", "factor", "money", "pool")
"""Formats of cells in which somebody may write."""
FONT = {"font_name": "Arial", "font_size": 10, "font_scheme": False}
A4 = 9


class Book(Struct):
    """The workbook that is being written."""

    file: Workbook
    plan: Plan
    language: str
    forms: list[Form]
    lists: Mapping[str, Choices]
    notes: str
    """The name of the sheet of notes."""
    looks: dict[str, Format] = field(default_factory=dict)

    def word(self, key: str, **args: str) -> str:
        """A text in the workbook's language."""
        return said(WORDS[key], self.language, **args)


def make_looks(book: Book) -> None:
    """The formats: of headings, of the columns of each kind, and of the notes; only what is written is locked."""
    decimals = book.plan.decimals
    money = "#,##0" + ("." + "0" * decimals if decimals else "")
    heading = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": LINE}
    kinds: dict[str, dict[str, Any]] = {
        "must": {**heading, "bg_color": DARK, "font_color": "#FFFFFF"},
        "may": {**heading, "bg_color": LIGHT, "font_color": DARK},
        "key": {"num_format": "@"},
        "text": {},
        "date": {"num_format": "yyyy-mm-dd", "align": "left"},
        "number": {"num_format": "#,##0"},
        "factor": {"num_format": "0.00####"},
        "money": {"num_format": f"{money};[Red]-{money}"},
        "title": {"bold": True, "font_size": 16, "font_color": DARK},
        "about": {"font_color": "#595959"},
        "step": {"text_wrap": True, "valign": "top"},
        "section": {"bold": True, "font_size": 12, "font_color": DARK},
        "sheet": {"bold": True, "font_color": DARK, "bg_color": LIGHT, "underline": 1, "valign": "top"},
        "purpose": {"text_wrap": True, "bg_color": LIGHT, "valign": "top"},
        "cell": {"text_wrap": True, "valign": "top", "bottom": 4, "bottom_color": LINE},
        "must mark": {"align": "center", "valign": "top", "font_color": DARK, "bottom": 4, "bottom_color": LINE},
        "example": {"text_wrap": True, "valign": "top", "italic": True, "bottom": 4, "bottom_color": LINE},
    }
    kinds |= {"day": kinds["date"], "pool": kinds["money"]}
    for name, look in kinds.items():
        book.looks[name] = book.file.add_format({"locked": name not in OPEN, **look})
    book.looks["fraction"] = book.file.add_format({"num_format": "#,##0.00####"})


def add_sheet(book: Book, name: str) -> Worksheet:
    """A new sheet with the print set-up that all have."""
    sheet = book.file.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.6, 0.6)
    sheet.set_footer("&L&A&R&P / &N")
    return sheet
