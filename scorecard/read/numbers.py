"""Number cells as scaled integers, exact (inputs.md: A number cell; calculation.md, Numbers)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import compress
from typing import Any

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from scorecard.model.numbers import EXACT, Bools
from scorecard.read.cells import BOOLEAN, DATE, EMPTY, NUMBER, TEXT, TIME, UNREADABLE, Kinds, kind_of_text, normal

SURE = 10**15
"""A double below this, times ten to the decimals, names one decimal of at most 15 digits."""
NEARLY = 3e-16
"""A double that differs from a decimal by this part of itself still prints as that decimal with 15 digits: half a unit
of the 15th digit is at least 5e-16 of the number, and two divisions err by 1.2e-16 at most."""

_SURE_LENGTH = 15
"""A text of so many characters is the decimal that its double prints as."""

_DIGITS = re.compile(r"(?P<sign>[-+]?)(?P<whole>[1-9]\d{0,2}(?:,\d{3})+|\d+)(?P<rest>\.\d+)?\s*(?P<percent>%?)", re.A)
_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?", re.A)
_TWO_WAYS = re.compile(r"[^\d,.]*[1-9]\d{0,2}(?:[.,]\d{3})+[^\d,.]*", re.A)
_COMMA_DECIMALS = re.compile(r"[-+]?\d+,\d+", re.A)
_SHOWN_INSTEAD = {
    "not-a-number.rounded": re.compile(r"[-+]?\d(?:\.\d+)?E[+-]\d{2,3}", re.A),
    "not-a-number.narrow": re.compile("#{2,}"),
}
"""What a spreadsheet shows in place of a long number, and saves into a text file."""
_WITH_LETTERS = re.compile(r"[-+]?(?=[^\d]*\d)(?=[\d.,]*[OoIl])[\dOoIl][\d.,OoIl]*%?", re.A)
"""Letters that look like 0 and 1 among the digits."""
_WITH_UNIT = re.compile(r"[-+]?\d[\d,.]*\s*[^\W\d_]{1,8}", re.UNICODE)
_FAULTS = {
    BOOLEAN: "not-a-number.boolean",
    DATE: "not-a-number.date",
    TIME: "not-a-number.date",
    UNREADABLE: "unreadable",
}


class Limits(Struct, frozen=True):
    """What a column of numbers may hold."""

    decimals: int
    whole_digits: int
    rounds: bool
    """Whether further decimals are rounded, with a warning, or are a problem."""


class Numbers(Struct):
    """A column of numbers."""

    value: NDArray[np.int64]
    """Scaled integers; 0 where the cell is empty or faulty."""
    faults: list[tuple[int, str]] = field(default_factory=list)
    """Index and kind of problem."""
    warnings: list[tuple[int, str]] = field(default_factory=list)


def read_numbers(
    cells: Sequence[Any], kinds: Kinds, limits: Limits, *, typed: bool = True, with_commas: bool = False
) -> Numbers:
    """The cells as scaled integers. Where cells are not ``typed`` (CSV), digits are numbers without a warning.

    ``with_commas`` says that a comma may stand before decimals: then 1.234 is no number in one way only.
    """
    result = Numbers(np.zeros(len(cells), np.int64))
    if with_commas:
        two_ways = [row for row in np.flatnonzero(kinds == TEXT).tolist() if _TWO_WAYS.fullmatch(_digits(cells[row]))]
        result.faults += [(row, "not-a-number.separator") for row in two_ways]
        kinds = kinds.copy()
        kinds[two_ways] = EMPTY
    if not typed:
        cells, kinds = _with_digits_as_numbers(cells, kinds)
    numbers = kinds == NUMBER
    rows = np.flatnonzero(numbers)
    doubles = np.array(cells if len(rows) == len(cells) else list(compress(cells, numbers.tolist())), np.float64)
    scaled, sure = scale_doubles(doubles, limits)
    result.value[rows] = scaled
    for row in rows[~sure].tolist():
        _exactly(result, row, cells[row], limits)
    for row in np.flatnonzero(~numbers & (kinds != EMPTY)).tolist():
        if kinds[row] == TEXT:
            _text(result, row, cells[row], limits)
        else:
            result.faults.append((row, _FAULTS[int(kinds[row])]))
    return result


def scale_doubles(doubles: NDArray[np.float64], limits: Limits) -> tuple[NDArray[np.int64], Bools]:
    """(scaled integers, where they are certain): what printf %.15g makes of each double, without printing it.

    Where nothing is certain the integer is 0.
    """
    result = np.zeros(len(doubles), np.int64)
    sure = np.zeros(len(doubles), bool)
    open_rows = np.arange(len(doubles))
    for decimals in range(limits.decimals, -1, -1):
        part, factor = doubles[open_rows], 10.0**decimals
        with np.errstate(all="ignore"):
            scaled = np.rint(part * factor)
            good = (np.abs(scaled) < SURE) & (np.abs(scaled / factor - part) <= NEARLY * np.abs(part))
        good &= np.abs(scaled) < 10.0 ** (limits.whole_digits + decimals)
        result[open_rows[good]] = scaled[good].astype(np.int64) * 10 ** (limits.decimals - decimals)
        sure[open_rows[good]] = True
        large = ~good & (np.abs(scaled) >= SURE) & (np.abs(part) < 10**limits.whole_digits)
        open_rows = open_rows[large]
        if not len(open_rows):
            break
    return result, sure


def _exactly(result: Numbers, row: int, number: float | Decimal, limits: Limits) -> None:
    """The long way: 15 digits of a double, all digits of a decimal, rounded where they are too many."""
    exact = number if isinstance(number, Decimal) else Decimal(format(number, ".15g"))
    if not exact.is_finite():
        result.faults.append((row, "not-a-number"))
        return
    if abs(exact) >= 10**limits.whole_digits:
        result.faults.append((row, "number-too-large"))
        return
    rounded = exact.quantize(Decimal(1).scaleb(-limits.decimals), ROUND_HALF_UP, EXACT)
    result.value[row] = int(rounded.scaleb(limits.decimals, EXACT))
    if rounded != exact and limits.rounds:
        result.warnings.append((row, "rounded-input"))
    elif rounded != exact:
        result.value[row] = 0
        result.faults.append((row, "money-decimals"))


def _with_digits_as_numbers(cells: Sequence[Any], kinds: Kinds) -> tuple[Sequence[Any], Kinds]:
    """Texts that are digits alone as the numbers that they are: doubles, or decimals where a double is too short."""
    found, changed = list(cells), kinds.copy()
    for row in np.flatnonzero(kinds == TEXT).tolist():
        text = _digits(found[row])
        if _PLAIN.fullmatch(text):
            found[row] = float(text) if len(text) <= _SURE_LENGTH else Decimal(text)
            changed[row] = NUMBER
    return found, changed


def _text(result: Numbers, row: int, text: str, limits: Limits) -> None:
    number = text_number(text)
    if number is None:
        result.faults.append((row, _fault(_digits(text))))
        return
    faults = len(result.faults)
    _exactly(result, row, number, limits)
    if len(result.faults) == faults:
        result.warnings.append((row, "text-number"))


def _fault(digits: str) -> str:
    """What keeps a text from being a number."""
    shown = kind_of_text(digits, _SHOWN_INSTEAD)
    if shown:
        return shown
    if _COMMA_DECIMALS.fullmatch(digits):
        return "not-a-number.comma"
    if _WITH_LETTERS.fullmatch(digits):
        return "not-a-number.letters"
    return "not-a-number.unit" if _WITH_UNIT.fullmatch(digits) else "not-a-number"


def text_number(text: str) -> Decimal | None:
    """Text that is a number to a person, in one way only; None for any other.

    Comma groups of three, a point before decimals, one sign or brackets for minus, one currency sign, percent.
    """
    text = _digits(text).replace("\N{MINUS SIGN}", "-")
    text, bracketed = _without(text, r"\((.*)\)")
    text, currency = _without_currency(text)
    if not bracketed:
        text, bracketed = _without(text, r"\((.*)\)")
    found = _DIGITS.fullmatch(text)
    if not found or (bracketed and found["sign"]) or (currency and found["percent"]):
        return None
    number = Decimal(found["sign"] + found["whole"].replace(",", "") + (found["rest"] or ""))
    number = number.scaleb(-2, EXACT) if found["percent"] else number
    return number.copy_negate() if bracketed else number


def _digits(text: str) -> str:
    """The normal text; "" where it holds raised or circled digits, which NFKC would make plain ones: 10² is not 102."""
    plain = text.isascii() or all(unicodedata.category(letter) != "No" for letter in text)
    return normal(text) if plain else ""


def _without(text: str, pattern: str) -> tuple[str, bool]:
    found = re.fullmatch(pattern, text)
    return (found[1].strip(), True) if found else (text, False)


def _without_currency(text: str) -> tuple[str, bool]:
    """The text without a currency sign before its digits, before or after its sign, or behind them."""
    for index, letter in enumerate(text):
        if unicodedata.category(letter) == "Sc":
            before, after = text[:index].strip(), text[index + 1 :].strip()
            fits = before in ("", "+", "-") or not after
            return (before + after, True) if fits else (text, False)
    return text, False
