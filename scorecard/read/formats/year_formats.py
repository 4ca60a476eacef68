"""Number formats that show of a date its year alone: what stands in such a cell is not what a person sees there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from scorecard.read.cells import YearAlone
from scorecard.read.formats.grid import Block
from scorecard.read.formats.sheet_xml import Place

_NO_SIGN = re.compile(r"\"[^\"]*\"|\\.|_.|\*.|\[[^\]]*\]|[\s年度财会计@/.\-]")
_YEAR = re.compile(r"(?:[FC]Y)?(?:y+|e+)", re.IGNORECASE)
_WORDS = re.compile(r"(?:[FC]Y)?|(?:财|会计)?年度?", re.IGNORECASE)
"""What may stand beside a year."""


def shows_year_alone(code: str) -> bool:
    """Whether a format's code ([ECMA-376-1] 18.8.31) is that of a year, with or without words beside it."""
    return _YEAR.fullmatch(_NO_SIGN.sub("", code.split(";", 1)[0])) is not None


def year_alone(date: str, shown: str) -> YearAlone | None:
    """The date (ISO) as one that shows its year alone, if this text, which is all that its cell shows, is no more."""
    try:
        day = YearAlone.fromisoformat(date[:10])
    except ValueError:
        return None
    digits, words = re.sub(r"\D", "", shown), re.sub(r"[\W\d_]", "", shown)
    return day if digits in (f"{day.year:04}", f"{day.year % 100:02}") and _WORDS.fullmatch(words) else None


def mark_years(block: Block, places: Iterable[Place]) -> None:
    """Marks the dates at these places, which have such a format; a number stays what it is."""
    for row, column in places:
        down, right = row - block.row, column - block.column
        if 0 <= down < len(block.rows) and 0 <= right < len(block.rows[down]):
            cell = block.rows[down][right]
            if isinstance(cell, dt.date):
                block.rows[down][right] = YearAlone(cell.year, cell.month, cell.day)
