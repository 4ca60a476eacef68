"""Calendar months and days: the period, the fiscal year, day numbers."""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct

EPOCH = dt.date(1970, 1, 1)
OPEN_START = -(10**7)
"""Day number of an empty ``from``: before every date."""
OPEN_END = 10**7
"""Day number of an empty ``to``: after every date."""


class Month(Struct, frozen=True, order=True):
    """A calendar month (calculation.md 1)."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read ``2026-03``; raises ValueError for anything else."""
        found = re.fullmatch(r"(\d{4})-(\d{2})", text)
        if not found or not 1 <= int(found[2]) <= 12:
            raise ValueError(f"not a month: {text!r}")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def __add__(self, months: int) -> Month:
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    def __sub__(self, other: Month) -> int:
        """How many months lie between the two."""
        return (self.year - other.year) * 12 + self.month - other.month

    @property
    def first_day(self) -> int:
        """Day number of the first day."""
        return day_number(dt.date(self.year, self.month, 1))

    @property
    def last_day(self) -> int:
        """Day number of the last day."""
        return (self + 1).first_day - 1

    @property
    def days(self) -> int:
        """Days in the month."""
        return self.last_day - self.first_day + 1


def day_number(date: dt.date) -> int:
    """Days since 1970-01-01."""
    return (date - EPOCH).days


def date_of(day: int) -> dt.date:
    """The date of a day number."""
    return EPOCH + dt.timedelta(days=day)
