"""How wide columns are and where pages end."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from xlsxwriter.worksheet import Worksheet

PAGE_WIDTH = 1_420
"""Pixels across on A3, at full size, with something to spare; a digit has 7, a column 5 more."""
LINE_HEIGHT = 13.5
PAGE_ROWS = 46
"""Rows that stand below each other there, beside title and header."""


def header_width(title: str) -> float:
    """So that the title stands in two lines, no word of it broken."""
    longest = max(map(shown_width, title.split(" ")))
    return max(min(longest, 14), shown_width(title) / 2) + 2.5


def shown_width(text: str) -> int:
    """In characters; a Chinese one takes the place of two."""
    return len(text) + sum(character > "\u2e7f" for character in text)


def row_height(text: str, width: float) -> float:
    """In points, of a row that shows the text in a column of that width, its lines wrapped."""
    return LINE_HEIGHT * max(1, ceil(shown_width(text) / width)) + 2


def set_scale(sheet: Worksheet, widths: Sequence[float]) -> int:
    """Print columns of these widths on one page; how many rows it then holds."""
    scale = max(10, min(100, int(100 * PAGE_WIDTH / sum(7 * width + 5 for width in widths))))
    sheet.set_print_scale(scale)
    return int(PAGE_ROWS * 100 / scale)


def page_breaks(groups: Sequence[int], start: int, end: int, rows: int) -> list[int]:
    """The rows at which a page begins, each where a group does, so that no page has more rows than it holds.

    ``groups`` are the rows at which groups begin. A group that no page holds flows over as many as it needs.
    """
    found: list[int] = []
    top = last = start
    for begin in [*groups, end]:
        if begin - top > rows and last > top:
            found.append(last)
            top = last
        last = begin
    return found
