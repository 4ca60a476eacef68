"""Cells that a workbook shows as one: what the other formats say alike."""

from __future__ import annotations

import re
from typing import NamedTuple

MOST = 2**16
"""So many are kept of a sheet; who merges more looks at none of them."""
_CELL = r"\$?([A-Za-z]{1,3})\$?(\d{1,7})"
_REFERENCE = re.compile(f"{_CELL}:{_CELL}", re.A)


class Range(NamedTuple):
    """A rectangle of cells: rows are 1-based, columns 0-based, both ends belong to it."""

    row: int
    column: int
    last_row: int
    last_column: int


def range_of(reference: str) -> Range | None:
    """The range of a reference like ``B2:C4``; None where it is none."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    rows, columns = sorted((int(found[2]), int(found[4]))), sorted(map(column_number, (found[1], found[3])))
    return Range(rows[0], columns[0] - 1, rows[1], columns[1] - 1)


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
