"""Columns prepared as whole lists, and the one loop that writes them row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import fsum
from typing import Any

import numpy as np
import pandas as pd
from msgspec import Struct, field
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from scorecard.model.numbers import PERCENT, QUANTITY
from scorecard.model.result import Result
from scorecard.report.words import word
from scorecard.report.workbook.layout import header_width, page_breaks, set_scale, shown_width

FIRST = 4
"""Number of the first row of data: above it a title, the totals and the header."""
MOST_ROWS = 1_048_576 - FIRST
"""Rows of data that a sheet holds."""
MOST_BREAKS = 1_023
"""Page breaks that Excel allows on a sheet; where there would be more, none are set."""
TOLD_ROWS = 2_000
"""After so many rows is told how many there are."""
NOTE = {"author": "", "x_scale": 2.2, "y_scale": 1.4, "font_size": 9}
LONGEST = 32_767
"""Characters of a cell."""
CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)], "")


class Column(Struct, frozen=True):
    """One column: a cell is a formula with its value, a value alone, or empty (None)."""

    title: str
    kind: str
    """Key of the formats: text, money, percent, quantity, whole, date."""
    values: Sequence[Any]
    formulas: Sequence[str | None] = ()
    width: float = 12
    """At most so wide, in characters; numbers take what they need."""
    total: float | None = None
    """Sum shown above the header."""
    spare: bool = False
    """Folded away: it says nothing that its neighbour does not say."""
    note: str = ""
    """What the header means, as a comment on it."""


class Book(Struct):
    """The workbook that is being written."""

    file: Workbook
    result: Result
    language: str
    most_rows: int
    formats: dict[str, Format] = field(default_factory=dict)
    written: int = 0
    """Rows so far."""
    told: Callable[[int], None] | None = None
    """Called with ``written`` as it grows."""

    def count(self, rows: int) -> None:
        """So many more rows are written."""
        self.written += rows
        if self.told:
            self.told(self.written)

    def word(self, key: str) -> str:
        """A word in the workbook's language."""
        return word(key, self.language)

    @property
    def decimals(self) -> int:
        """Decimals of money."""
        return self.result.plan.decimals

    def ref(self, key: str) -> str:
        """A sheet's name before a cell, as formulas want it."""
        return quoted(self.word(key))


def quoted(name: str) -> str:
    """``Pools!``, quoted where Excel wants it."""
    return f"{name}!" if name.isascii() and name.isalpha() else f"'{name}'!"


def _fixed(places: int) -> str:
    number = "#,##0" + ("." + "0" * places if places else "")
    return f"{number};[Red]-{number}"


def quoted_text(text: str) -> str:
    """A text as formulas want it."""
    return '"' + clean(text).replace('"', '""') + '"'


def make_formats(book: Book) -> None:
    """The workbook's few formats."""
    decimals = book.decimals
    money = "#,##0" + ("." + "0" * decimals if decimals else "")
    kinds: dict[str, dict[str, Any]] = {
        "text": {"indent": 1},
        "wrap": {"text_wrap": True, "valign": "top"},
        "money": {"num_format": f"{money};[Red]-{money}"},
        "percent": {"num_format": "#,##0.0000;[Red]-#,##0.0000"},
        "money or dash": {"num_format": f"{money};[Red]-{money};–", "align": "right"},
        "percent or dash": {"num_format": "#,##0.0000;[Red]-#,##0.0000;–", "align": "right"},
        **{f"quantity {places}": {"num_format": _fixed(places)} for places in range(QUANTITY + 1)},
        "quantity": {"num_format": "General"},
        "whole": {"num_format": "0"},
        "date": {"num_format": "yyyy-mm-dd", "align": "left"},
        "title": {"bold": True, "font_size": 14, "font_color": "#1F3864"},
        "section": {"bold": True, "font_size": 12, "font_color": "#1F3864", "bottom": 1},
        "header": {
            "bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter",
            "indent": 1,
        },
    }  # fmt: skip
    kinds["header right"] = {**kinds["header"], "align": "right", "indent": 0}
    for name, look in kinds.items():
        book.formats[name] = book.file.add_format({"font_name": "Arial", "font_size": 10, **look})
    book.formats["closed"] = book.file.add_format({"bold": True, "bg_color": "#FCE4D6", "font_color": "#833C0B"})
    for name in ("text", "money", "percent", "quantity", "whole"):
        look = {"font_name": "Arial", "font_size": 10, **kinds[name], "bold": True, "bg_color": "#DDE3EE"}
        book.formats[f"total {name}"] = book.file.add_format(look)


def add_sheet(book: Book, name: str) -> Worksheet:
    """A new sheet with the print set-up that all have."""
    sheet = book.file.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.6, 0.6)
    plan = book.result.plan.title.text(book.language).replace("&", "&&")
    sheet.set_header(f"&L{plan}&R{book.result.period}")
    sheet.set_footer("&L&A&R&P / &N")
    return sheet


def write_table(
    book: Book, key: str, columns: Sequence[Column], breaks: Sequence[int] | None = None, said: str = ""
) -> list[Worksheet]:
    """Columns below a title, totals and a header; further sheets where there are more rows than one holds.

    ``said`` stands in place of totals, where no column has one.
    """
    parts = spans(breaks, len(columns[0].values), book.most_rows)
    return [_write_part(book, _part_name(book, key, i), columns, a, b, breaks, said) for i, (a, b) in enumerate(parts)]


def _part_name(book: Book, key: str, part: int) -> str:
    return book.word(key) if not part else f"{book.word(key)} {part + 1}"


def spans(breaks: Sequence[int] | None, rows: int, most: int) -> list[tuple[int, int]]:
    """First and behind-last row of each sheet, none longer than it may be; cuts lie at ``breaks`` (ascending)."""
    found, start = [], 0
    ends = list(breaks) if breaks is not None else list(range(rows + 1))
    while rows - start > most:
        cut = ends[int(np.searchsorted(ends, start + most, side="right")) - 1]
        cut = cut if cut > start else start + most
        found.append((start, cut))
        start = cut
    return [*found, (start, rows)]


class Places(Struct, frozen=True):
    """Where the rows of a table stand: for each the sheet, as a formula names it, and the number of its row."""

    prefix: list[str]
    row: list[int]
    names: list[str]
    """All sheets of the table, as formulas name them."""
    ends: list[int]
    """Number of the last row of each."""


def places(book: Book, key: str, rows: int, breaks: Sequence[int] | None = None) -> Places:
    """Where write_table will put the rows."""
    prefix: list[str] = []
    numbers: list[int] = []
    names, ends = [], []
    for index, (start, end) in enumerate(spans(breaks, rows, book.most_rows)):
        name = quoted(_part_name(book, key, index))
        prefix += [name] * (end - start)
        numbers += range(FIRST, FIRST + end - start)
        names.append(name)
        ends.append(FIRST + end - start - 1)
    return Places(prefix, numbers, names, ends)


def _write_part(
    book: Book, name: str, columns: Sequence[Column], start: int, end: int, breaks: Sequence[int] | None, said: str
) -> Worksheet:
    sheet = add_sheet(book, name)
    formats = book.formats
    widths = [width_of(column, start, end, book.decimals) for column in columns]
    looks = [formats[_look(column, start, end)] for column in columns]
    folded = [column.spare or _is_empty(column) for column in columns]
    for index, (width, look) in enumerate(zip(widths, looks, strict=True)):
        sheet.set_column(index, index, width, look, {"level": 1, "hidden": True} if folded[index] else {})
    shown = [width for width, away in zip(widths, folded, strict=True) if not away]
    _set_pages(sheet, shown, breaks or (), start, end)
    result = book.result
    title = f"{name} · {result.plan.title.text(book.language)} · {result.period}"
    first = folded.index(False) if False in folded else 0
    sheet.write_string(0, first, clean(title), formats["title"])
    last = FIRST + max(end - start, 1) - 1
    if said:
        sheet.write_string(1, first, clean(said), formats["text"])
    for index, column in enumerate(columns):
        if column.total is not None:
            letter = xl_col_to_name(index)
            formula = f"=ROUND(SUBTOTAL(9,{letter}{FIRST}:{letter}{last}),{book.decimals})"
            sheet.write_formula(
                1, index, formula, formats[f"total {column.kind}"], total_of(column, start, end, book.decimals)
            )
    sheet.set_row(FIRST - 2, 30)  # before its cells: rows are written as they come
    for index, column in enumerate(columns):
        head = "header" if column.kind in ("text", "wrap", "date") else "header right"
        sheet.write_string(2, index, column.title, formats[head])
        if column.note:
            sheet.write_comment(2, index, column.note, NOTE)
    for top in range(start, end, TOLD_ROWS):
        behind = min(top + TOLD_ROWS, end)
        write_rows(sheet, columns, looks, FIRST - 1 + top - start, top, behind)
        book.count(behind - top)
    sheet.freeze_panes(FIRST - 1, 2)
    sheet.autofilter(FIRST - 2, 0, last - 1, len(columns) - 1)
    sheet.repeat_rows(FIRST - 2)
    return sheet


def total_of(column: Column, start: int, end: int, decimals: int) -> float | None:
    """The total of the rows of one sheet: the column's own where all of them stand on it."""
    if end - start == len(column.values):
        return column.total
    return round(fsum(value or 0 for value in column.values[start:end]), decimals)


def _is_empty(column: Column) -> bool:
    return bool(column.values) and not any(column.formulas) and all(value is None for value in column.values)


def _look(column: Column, start: int, end: int) -> str:
    """The column's format: quantities of one column all have as many decimals as one of them needs."""
    return f"quantity {decimals_of(column.values[start:end])}" if column.kind == "quantity" else column.kind


def decimals_of(values: Sequence[float | None]) -> int:
    """Decimals that these quantities need, at most six."""
    millionths = np.rint(np.array([value for value in values if value is not None], float) * 10.0**QUANTITY)
    return next(k for k in range(QUANTITY + 1) if not np.mod(millionths, 10.0 ** (QUANTITY - k)).any())


def width_of(column: Column, start: int, end: int, decimals: int) -> float:
    """What the widest cell needs: the header in two lines, a text at most the column's width, any number."""
    header = header_width(column.title)
    cells = [value for value in column.values[start:end] if value is not None]
    if column.kind.startswith(("money", "percent", "quantity")) and cells:
        known = {"money": decimals, "percent": PERCENT, "quantity": QUANTITY}
        places = decimals_of(cells) if column.kind == "quantity" else known[column.kind.split()[0]]
        amounts = [*map(float, cells), column.total or 0.0]
        return max(header, *(len(f"{each:,.{places}f}") + 2 for each in (max(amounts), min(amounts))))
    if column.kind in ("text", "wrap"):
        texts = {value for value in cells if isinstance(value, str)}
        return max(header, min(column.width, max(map(shown_width, texts), default=0) + 3))
    return max(header, column.width)


def _set_pages(sheet: Worksheet, widths: Sequence[float], breaks: Sequence[int], start: int, end: int) -> None:
    """As small as it takes for all columns to stand on one page; where rows belong together, no page cuts them.

    A scale, for a sheet that is fitted to pages knows no page breaks of its own.
    """
    rows = set_scale(sheet, widths)
    found = page_breaks([each for each in breaks if start < each < end], start, end, rows)
    if len(found) <= MOST_BREAKS:
        sheet.set_h_pagebreaks([FIRST - 1 + each - start for each in found])


def write_rows(
    sheet: Worksheet, columns: Sequence[Column], looks: Sequence[Format], top: int, start: int, end: int
) -> None:
    """The rows, in order; text is always written as text, never as a formula."""
    prepared = [(index, column.values, column.formulas or None, looks[index]) for index, column in enumerate(columns)]
    write_formula, write_string = sheet.write_formula, sheet.write_string
    write_number = sheet.write_number
    for source in range(start, end):
        row = top + source - start
        for index, values, formulas, look in prepared:
            value = values[source]
            formula = formulas[source] if formulas else None
            if formula is not None:
                write_formula(row, index, formula, look, "" if value is None else value)
            elif value is None:
                continue
            elif isinstance(value, str):
                write_string(row, index, clean(value), look)
            else:
                write_number(row, index, value, look)


def clean(text: str) -> str:
    """Text without the control characters that XML forbids; what no cell holds is cut, and marked so."""
    text = text.translate(CONTROL)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def scaled(column: pd.Series[Any] | Iterable[int], decimals: int) -> list[float | None]:
    """Scaled integers as the nearest doubles, None for null."""
    power = 10**decimals
    if isinstance(column, pd.Series) and column.dtype == "Int64":
        present = column.notna().to_numpy()
        plain = column.to_numpy(np.int64, na_value=0).tolist()
        return [value / power if there else None for value, there in zip(plain, present.tolist(), strict=True)]
    values = column.tolist() if isinstance(column, pd.Series) else column
    return [None if value is None else value / power for value in values]


def names(column: pd.Series[Any], known: Sequence[str]) -> list[str | None]:
    """The name of each code, None for -1."""
    table = [*known, None]
    return [table[code] for code in column.tolist()]
