"""What stands above a table about the unit of its numbers, which are read as they stand (inputs.md)."""

from __future__ import annotations

import re

from scorecard.read.cells import normal, shown
from scorecard.read.formats.grid import Grid
from scorecard.read.headers import Header
from scorecard.read.log import Cell, Log

_MONEY = r"(?:cny|rmb|eur|usd|us\$|hk\$|[$€¥£]|yuan|euros?|dollars?)"
_MANY = r"(?:thousand|million|billion)s?"
_UNIT = re.compile(
    r"(?<![\d一二三四五六七八九十百千万亿])[百千万亿][万亿]?元"
    r"|(?<=单位:)\s*[百千万亿][万亿]?(?!元)"
    rf"|\bin (?:{_MONEY} ?)?{_MANY}\b|['’]?\b000s?\b(?<!\d[ ,.]000)"
    rf"|{_MONEY} ?(?:in )?(?:{_MANY}|k|mn|mio\.?|m)\b|\b{_MANY} (?:of )?{_MONEY}"
    rf"|\b(?:k|mn|mio\.?|t) ?{_MONEY}",
    re.IGNORECASE,
)
"""A unit other than the currency's own; not one behind a number, which is an amount."""

_NAMES_UNIT = re.compile(r"\s*(?:单位|units?\b)", re.IGNORECASE)
"""How a cell in the row of the header begins that is about the unit, and no heading."""


def tell_unit(log: Log, grid: Grid, header: Header, sheet: int) -> None:
    """A warning at the first cell above or beside the header that names such a unit, unless a column's header does."""
    known = " ".join(header.texts.values())
    for row, cells in enumerate(grid.rows[: header.row], 1):
        for column, cell in enumerate(cells):
            if row == header.row and not (isinstance(cell, str) and _NAMES_UNIT.match(cell)):
                continue
            found = _UNIT.search(normal(cell)) if isinstance(cell, str) else None
            unit = found[0].strip().removeprefix("in ") if found else ""
            if unit and unit not in known:
                log.tell_cell("unit-said", Cell(sheet, row, column), {"text": shown(cell), "unit": unit}, "warning")
                return
