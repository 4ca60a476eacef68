"""Columns of raw cells into typed arrays: keys, texts, days, periods, numbers; each fault with its cell (inputs.md)."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pandas as pd

from scorecard.model.numbers import Bools, Ints
from scorecard.model.period import Month, day_number
from scorecard.model.plan import Plan

WHOLE_DIGITS = 12
SURE_DIGITS = 10**15
"""Below this a double names one decimal of at most 15 digits, as Excel keeps it."""
OUTSIDE, YEAR, OTHER_YEAR, FAULTY = -2, -1, -3, -4
"""Codes beside the months 0 to 11 of a period column."""

CURRENCY = "¥￥$€£"
PLAIN = re.compile(r"(?P<sign>[-+]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?(?P<percent>%?)")
MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?|(\d{4})(\d{2})")
YEAR_TEXT = re.compile(r"(?:fy)?\s*(\d{4})\s*年?", re.I)
ISO_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")


def normal(text: str) -> str:
    """NFKC, without spaces around."""
    return unicodedata.normalize("NFKC", text).strip()


def folded(text: str) -> str:
    """How names are compared: normal, whatever the case."""
    return normal(text).casefold()


def key_text(cell: Any) -> str:
    """A key as text: the number 1001 and the text 1001 are the same; empty for none."""
    if isinstance(cell, str):
        return normal(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return format(cell, ".15g")
    return str(cell)


def shown(cell: Any) -> str:
    """A cell as its owner sees it."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    return key_text(cell) if not isinstance(cell, bool) else str(cell).upper()


def filled(cells: Sequence[Any]) -> Bools:
    """Which cells hold something; a cell of spaces is empty."""
    return np.fromiter((cell != "" and not (isinstance(cell, str) and not cell.strip()) for cell in cells), bool)


def each_once(cells: Sequence[Any], parse: Callable[[Any], Any]) -> list[Any]:
    """``parse`` of every cell, called once for cells that are alike."""
    known: dict[tuple[type, Any], Any] = {}
    result = []
    for cell in cells:
        kind = (type(cell), cell)
        if kind not in known:
            known[kind] = parse(cell)
        result.append(known[kind])
    return result


def texts(cells: Sequence[Any]) -> list[str | None]:
    """Each cell's text as it stands, None where empty."""
    return each_once(cells, lambda cell: (cell.strip() if isinstance(cell, str) else shown(cell)) or None)


def keys(cells: Sequence[Any]) -> list[str]:
    """Each cell's key, "" where empty."""
    return each_once(cells, key_text)


def day(cell: Any) -> int | None:
    """Day number of a date cell: an Excel date, or ISO text with or without a time; None for anything else."""
    if isinstance(cell, dt.datetime):
        return day_number(cell.date())
    if isinstance(cell, dt.date):
        return day_number(cell)
    found = ISO_DATE.fullmatch(normal(cell)) if isinstance(cell, str) else None
    try:
        return day_number(dt.date(int(found[1]), int(found[2]), int(found[3]))) if found else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Period:
    """What a period cell says: a month of the fiscal year, YEAR, or one of the other codes; and its day."""

    month: int
    day: int
    fault: str = ""
    """Kind of the problem where ``month`` is FAULTY."""


def period(plan: Plan, years: bool, cell: Any) -> Period:
    """A period cell (inputs.md, A period); year texts count only where ``years``."""
    on = day(cell)
    if on is not None:
        date = dt.date(1970, 1, 1) + dt.timedelta(days=on)
        return _month(plan, Month(date.year, date.month), on)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if cell != int(cell):
            return Period(FAULTY, 0, "ambiguous-period")
        cell = str(int(cell))
    if not isinstance(cell, str):
        return Period(FAULTY, 0, "not-a-period")
    text = normal(cell)
    found = MONTH.fullmatch(text)
    if found:
        year, month = int(found[1] or found[3]), int(found[2] or found[4])
        return _month(plan, Month(year, month), None) if 1 <= month <= 12 else Period(FAULTY, 0, "not-a-period")
    return _year(plan, text) if years else Period(FAULTY, 0, "not-a-period")


def _month(plan: Plan, month: Month, on: int | None) -> Period:
    index = plan.month_index(month)
    return Period(OUTSIDE if index is None else index, month.last_day if on is None else on)


def _year(plan: Plan, text: str) -> Period:
    if plan.fiscal_year_name is not None:
        if folded(text) == folded(plan.fiscal_year_name):
            return Period(YEAR, 0)
        other = YEAR_TEXT.fullmatch(text) or re.fullmatch(r"fy\s*\d{2}", text, re.I)
        return Period(OTHER_YEAR, 0) if other else Period(FAULTY, 0, "not-a-period")
    found = YEAR_TEXT.fullmatch(text)
    if not found:
        return Period(FAULTY, 0, "not-a-period")
    return Period(YEAR if int(found[1]) == plan.fiscal_year.year else OTHER_YEAR, 0)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of numbers: scaled integers, 0 where not ``present``; faults and warnings by row and kind."""

    value: Ints
    present: Bools
    faults: list[tuple[int, str]]
    warnings: list[tuple[int, str]]


def numbers(cells: Sequence[Any], decimals: int, strict: bool) -> Numbers:
    """The cells as numbers with so many decimals; more are rounded with a warning, or where ``strict`` a fault."""
    there = filled(cells)
    array = np.empty(len(cells), object)
    array[:] = cells
    kinds = np.fromiter((type(cell) in (float, int) for cell in cells), bool, len(cells))
    value = np.zeros(len(cells), np.int64)
    faults: list[tuple[int, str]] = []
    warnings: list[tuple[int, str]] = []
    plain = np.flatnonzero(kinds)
    doubles = array[plain].astype(float)
    with np.errstate(all="ignore"):
        scaled = np.rint(doubles * 10.0**decimals)
        sure = (scaled / 10.0**decimals == doubles) & (np.abs(scaled) < SURE_DIGITS)
    value[plain[sure]] = scaled[sure].astype(np.int64)
    rest = [*zip(plain[~sure].tolist(), (format(x, ".15g") for x in doubles[~sure].tolist()), strict=True)]
    for row in np.flatnonzero(there & ~kinds).tolist():
        read = text_number(array[row]) if isinstance(array[row], str) else None
        if read is None:
            faults.append((row, fault_of(array[row])))
        else:
            warnings.append((row, "text-number"))
            rest.append((row, str(read)))
    for row, text in rest:
        value[row], kind = _scaled(text, decimals)
        if kind == "number-too-large" or (kind and strict):
            faults.append((row, kind if kind != "rounded-input" else "money-decimals"))
        elif kind:
            warnings.append((row, kind))
    return Numbers(value, there, faults, warnings)


def fault_of(cell: Any) -> str:
    """Why a cell that is no number is none."""
    if isinstance(cell, bool):
        return "not-a-number.boolean"
    return "not-a-number.date" if isinstance(cell, (dt.date, dt.time, dt.timedelta)) else "not-a-number"


def text_number(text: str) -> Decimal | None:
    """Text that is a number to a person, in one way only (inputs.md, A number)."""
    text = normal(text).replace("−", "-")
    negative = text.startswith("(") and text.endswith(")")
    text = text[1:-1].strip() if negative else text
    signs = sum(text.count(sign) for sign in CURRENCY)
    if signs > 1 or (signs and not (text.lstrip("+-")[:1] in CURRENCY or text[-1:] in CURRENCY)):
        return None
    found = PLAIN.fullmatch("".join(letter for letter in text if letter not in CURRENCY).strip())
    if not found or (negative and found["sign"]) or (signs and found["percent"]):
        return None
    number = Decimal(found["sign"] + found["whole"].replace(",", "") + (found["rest"] or ""))
    number = number.scaleb(-2) if found["percent"] else number
    return -number if negative else number


def _scaled(text: str, decimals: int) -> tuple[int, str]:
    exact = Decimal(text)
    if not exact.is_finite() or abs(exact) >= 10**WHOLE_DIGITS:
        return 0, "number-too-large"
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return int(rounded.scaleb(decimals)), "" if rounded == exact else "rounded-input"


def nullable(value: Ints, present: Bools) -> Any:
    """A column with nulls."""
    return pd.arrays.IntegerArray(value, ~present)
