"""What stands above a table about the unit of its numbers, which are read as they stand (inputs.md)."""

from __future__ import annotations

import re

from scorecard.read.cells import normal, shown
from scorecard.read.formats.grid import Grid
from scorecard.read.headers import Header
from scorecard.read.log import Cell, Log

_UNIT = re.compile(
    r"(?<![\d一二三四五六七八九十百千万亿])[百千万亿][万亿]?元"
    r"|(?<=单位:)\s*[百千万亿][万亿]?(?!元)"
    r"|\bin (?:thousand|million)s?\b|'000\b|\b(?:k|mn|mio\.?) ?(?:cny|rmb|eur|usd)\b",
    re.IGNORECASE,
)
"""A unit other than the currency's own; not one behind a number, which is an amount."""


def tell_unit(log: Log, grid: Grid, header: Header, sheet: int) -> None:
    """A warning at the first cell above the header that names such a unit, unless a column's own header does too."""
    known = " ".join(header.texts.values())
    for row, cells in enumerate(grid.rows[: header.row - 1], 1):
        for column, cell in enumerate(cells):
            found = _UNIT.search(normal(cell)) if isinstance(cell, str) else None
            unit = found[0].strip().removeprefix("in ") if found else ""
            if unit and unit not in known:
                log.tell_cell("unit-said", Cell(sheet, row, column), {"text": shown(cell), "unit": unit}, "warning")
                return
