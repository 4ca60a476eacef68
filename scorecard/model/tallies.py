"""What was read of a sheet, counted and added up so that a person can compare it with Excel: control totals."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from operator import add
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from scorecard.model.numbers import EXACT

Reason = Literal["outside-year", "other-year", "ignored", "where", "empty", "faulty"]
"""Why a row comes into no table: its month or its year is another, ``others: ignore`` or no ``where`` takes it, it has
no number, or it is faulty, which a problem tells."""


class Sum(Struct, frozen=True):
    """So many numbers, and what they add up to, exactly."""

    count: int
    total: Decimal

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.count + other.count, EXACT.add(self.total, other.total))


class ColumnTally(Struct, frozen=True):
    """A column of numbers in one sheet, below its header."""

    column: str
    """As in Sheet.columns."""
    numbers: Sum
    """The cells that Excel takes for numbers too."""
    texts: Sum
    """Texts that are read as numbers; Excel leaves them out of its sum."""
    unread: int
    """Cells that hold something else."""
    used: Sum
    """Numbers and texts in the rows that are used."""

    def __add__(self, other: ColumnTally) -> ColumnTally:
        """Of the same column in further rows."""
        return replace(
            self,
            numbers=self.numbers + other.numbers,
            texts=self.texts + other.texts,
            unread=self.unread + other.unread,
            used=self.used + other.used,
        )


class Tally(Struct, frozen=True):
    """The rows of one sheet that was read: read = used + skipped."""

    sheet: int
    """Index into Inputs.sheets."""
    rows: tuple[int, int]
    """The first and the last filled row below the header, as in the workbook; 0 where there is none."""
    read: int
    """Filled rows."""
    used: int
    """Rows that came into a table of Inputs, and of which no error tells."""
    skipped: Mapping[Reason, int]
    """The others, by reason."""
    columns: tuple[ColumnTally, ...]
    faulty: frozenset[int] = frozenset()
    """Rows, as in the workbook, in which an error was told: skipped, whatever of them stands in a table of Inputs."""

    def __add__(self, other: Tally) -> Tally:
        """Of the same sheet's further rows."""
        spans = [each.rows for each in (self, other) if each.read]
        reasons = dict.fromkeys((*self.skipped, *other.skipped))
        return Tally(
            self.sheet,
            (min(first for first, _ in spans), max(last for _, last in spans)) if spans else (0, 0),
            self.read + other.read,
            self.used + other.used,
            {reason: self.skipped.get(reason, 0) + other.skipped.get(reason, 0) for reason in reasons},
            tuple(map(add, self.columns, other.columns)),
            self.faulty | other.faulty,
        )
