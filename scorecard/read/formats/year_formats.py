"""Number formats that show of a date its year alone: what stands in such a cell is not what a person sees there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from scorecard.read.cells import YearAlone
from scorecard.read.formats.grid import Block
from scorecard.read.formats.sheet_xml import Place

_NO_SIGN = re.compile(r"\"[^\"]*\"|\\.|_.|\*.|\[[^\]]*\]|[\s年@]")
_YEAR = re.compile(r"y+|e+", re.IGNORECASE)


def shows_year_alone(code: str) -> bool:
    """Whether a format's code ([ECMA-376-1] 18.8.31) is that of a year, with or without words beside it."""
    return _YEAR.fullmatch(_NO_SIGN.sub("", code.split(";", 1)[0])) is not None


def mark_years(block: Block, places: Iterable[Place]) -> None:
    """Marks the dates at these places, which have such a format; a number stays what it is."""
    for row, column in places:
        down, right = row - block.row, column - block.column
        if 0 <= down < len(block.rows) and 0 <= right < len(block.rows[down]):
            cell = block.rows[down][right]
            if isinstance(cell, dt.date):
                block.rows[down][right] = YearAlone(cell.year, cell.month, cell.day)
