"""The Notes and About sheets: the warnings, and what the workbook was made of."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.model.messages import message
from scorecard.report.workbook.frame import Frame
from scorecard.report.workbook.sheets import Column, add_sheet, clean, write_table


def write_notes(frame: Frame, said: str = "") -> None:
    """A row a warning or note, those of the whole run first; ``said`` stands above."""
    book = frame.book
    told = sorted(
        book.result.warnings,
        key=lambda each: (each.team is not None, each.team or "", each.code, message(each, book.language)),
    )
    columns = [
        Column(book.word("team"), "text", [each.team for each in told], width=10),
        Column(book.word("severity"), "text", [book.word(each.level) for each in told], width=10),
        Column(book.word("code"), "text", [each.code for each in told], width=22),
        Column(book.word("message"), "wrap", [message(each, book.language) for each in told], width=90),
        Column(book.word("where"), "text", [str(each.place) if each.place else None for each in told], width=40),
    ]
    write_table(book, "Notes", columns, said=said)


def write_about(frame: Frame, about: Mapping[str, str], reproduce: str = "reproduce") -> None:
    """Plan, period, version, hashes, and how to make the same workbook again, in the words of that key."""
    book, result = frame.book, frame.book.result
    sheet = add_sheet(book, book.word("About"))
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 90)
    facts = {book.word("plan"): f"{result.plan.id} · {result.plan.title.text(book.language)}"}
    facts |= {book.word("period"): str(result.period), book.word("currency"): result.plan.currency, **about}
    sheet.write_string(0, 0, book.word("About"), book.formats["title"])
    for row, (label, text) in enumerate(facts.items(), 2):
        sheet.write_string(row, 0, clean(label), book.formats["text"])
        sheet.write_string(row, 1, clean(text), book.formats["text"])
    row = 3 + len(facts)
    sheet.set_row(row, 60)
    sheet.write_string(row, 1, book.word(reproduce).format(period=result.period), book.formats["wrap"])
