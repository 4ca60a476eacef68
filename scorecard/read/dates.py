"""Dates and months as they stand in cells (inputs.md: A date cell, A period cell)."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from msgspec import Struct

from scorecard.model.period import Month, day_number
from scorecard.model.plan import Plan
from scorecard.read.cells import YearAlone, folded, key_text

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?", re.A)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})"
    r"(?:(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"
    r"|\s*年\s*(?P<month_of>\d{1,2})\s*月\s*(?P<day_of>\d{1,2})\s*[日号]"
    r"|(?P<month_in>\d\d)(?P<day_in>\d\d))"
    r"(?:\s+(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)?",
    re.A,
)
"""2026/3/5, as Chinese spreadsheets write into a CSV, 2026年3月5日 or 20260305, with a time or without."""
_MONTH = re.compile(r"(\d{4})(?:-|/|\.)(\d{1,2})|(\d{4})\s*年\s*(\d{1,2})\s*月|(\d{4})(\d\d)", re.A)
_FIRST_YEAR = 1900
_UNIVERSAL = frozenset({"UTC", "Z", "ETC/UTC", "UTC+00:00", "+00:00"})
"""How universal time is called; a place's own time may be as far from it as 0 in winter."""
_YEAR = re.compile(r"(?:fy\s*)?(\d{4})(?:\s*年)?", re.A)

OUTSIDE, OTHER_YEAR, FAULTY = -2, -3, -4
"""Codes of a period beside the months 0 to 11 and YEAR."""
YEAR = -1


class Period(Struct, frozen=True):
    """What a period cell says."""

    month: int
    """Index into the fiscal year, YEAR for all of it, or another of the codes."""
    day: int = 0
    """Day number of the date that stands there; of a month its last day."""
    fault: str = ""
    """The kind of the problem where ``month`` is FAULTY."""


def day_of(cell: Any) -> int | None:
    """Day number of an Excel date, or of a text in which month and day follow the year, with or without a time; eight
    digits may be a number too. None for anything else (docs/decisions 022).

    An instant of universal time is none, unless it is midnight there: where it was written it may be the next day, and
    another month.
    """
    if isinstance(cell, dt.datetime) and str(cell.tzinfo).upper() in _UNIVERSAL and cell.time() != dt.time():
        return None
    if isinstance(cell, dt.date):
        return _known(cell.date() if isinstance(cell, dt.datetime) else cell)
    text = "" if isinstance(cell, bool) else key_text(cell)
    found = _ISO.fullmatch(text)
    if found and found[5] and not found[5].strip("Z+-0:") and found[4].strip("0:."):
        return None
    said = found.groups()[:3] if found else _year_first(text)
    try:
        return _known(dt.date(*map(int, said))) if said else None
    except ValueError:
        return None


def _year_first(text: str) -> tuple[str, ...] | None:
    found = _YEAR_FIRST.fullmatch(text)
    forms = (("month", "day"), ("month_of", "day_of"), ("month_in", "day_in"))
    return next((found.group("year", *form) for form in forms if found[form[0]]), None) if found else None


def _known(day: dt.date) -> int | None:
    """Its number; None before the dates of spreadsheets begin, where a program shows the number 0 as one."""
    return day_number(day) if day.year >= _FIRST_YEAR else None


def period_of(plan: Plan, cell: Any, *, years: bool, typed: bool = True) -> Period:
    """What a period cell says; years count only where ``years``.

    ``typed`` is false where every cell is text (CSV): there 2026.1 may have been October, which lost its 0.
    """
    if isinstance(cell, YearAlone):
        return Period(FAULTY, fault="ambiguous-period.year")
    day = day_of(cell)
    if day is not None:
        date = dt.date(1970, 1, 1) + dt.timedelta(days=day)
        return _month(plan, Month(date.year, date.month), day)
    if isinstance(cell, (float, Decimal)) and cell != cell // 1:
        return Period(FAULTY, fault="ambiguous-period" if cell == cell else "not-a-period")  # NaN is nothing at all
    text = key_text(cell)
    if years and plan.fiscal_year_name and folded(text) == folded(plan.fiscal_year_name):
        return Period(YEAR)
    found = _MONTH.fullmatch(text)
    if found is None:
        return _year(plan, folded(text), years)
    if not typed and re.fullmatch(r"\d{4}\.1", text):
        return Period(FAULTY, fault="ambiguous-period")
    year, month = (int(part) for part in found.groups() if part)
    return _month(plan, Month(year, month), None) if 1 <= month <= 12 and year else Period(FAULTY, fault="not-a-period")


def _month(plan: Plan, month: Month, day: int | None) -> Period:
    index = plan.month_index(month)
    return Period(OUTSIDE if index is None else index, month.last_day if day is None else day)


def _year(plan: Plan, text: str, years: bool) -> Period:
    found = _YEAR.fullmatch(text)
    if not years:
        return Period(FAULTY, fault="not-a-period.year" if found else "not-a-period")
    name = plan.fiscal_year_name
    if name is None and found:
        return Period(YEAR if int(found[1]) == plan.fiscal_year.year else OTHER_YEAR)
    if found or (name and _alike(text, folded(name))):
        return Period(OTHER_YEAR)
    return Period(FAULTY, fault="not-a-period.or-year")


def _alike(text: str, name: str) -> bool:
    """Whether the text differs from the year's name in its digits only, like ``fy26`` from ``fy27``."""
    return re.sub(r"\d", "0", text) == re.sub(r"\d", "0", name)
