"""Exact numbers: decimals as scaled integers, and the one place where anything is rounded (calculation.md, Numbers).

An array is int64 where every value fits, else an object array of Python integers; every function takes and gives both.
No function lets a 64-bit operation wrap: it looks at the magnitudes first.
"""

from __future__ import annotations

from decimal import Context
from functools import lru_cache
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

QUANTITY = 6
"""Decimals of a quantity."""
PERCENT = 4
"""Decimals of a percent."""
EXACT = Context(prec=1000)
"""For Decimals of inputs: no number of a workbook has so many digits, so nothing is rounded unasked."""
HUNDRED = 100 * 10**PERCENT
"""100 %."""

Ints = NDArray[Any]
"""int64, or object holding Python integers."""
Bools = NDArray[np.bool_]

_LIMIT = 2**63 - 1
KEPT = 4096
"""So many texts of numbers are kept: what is derived or shown is written several times."""


def round_half_away(numerator: int, denominator: int) -> int:
    """The quotient as a whole number, half away from zero (Excel's ROUND). Raises ZeroDivisionError."""
    quotient, rest = divmod(abs(numerator), abs(denominator))
    quotient += 2 * rest >= abs(denominator)
    return quotient if (numerator < 0) == (denominator < 0) else -quotient


@lru_cache(maxsize=KEPT)
def decimal_text(value: int, decimals: int) -> str:
    """``-1234`` with 2 decimals is ``-12.34``; always exactly so many decimals."""
    if not decimals:
        return str(value)
    if value < 0:
        return f"-{decimal_text(-value, decimals)}"
    digits = str(value)
    if len(digits) <= decimals:
        digits = digits.zfill(decimals + 1)
    return f"{digits[:-decimals]}.{digits[-decimals:]}"


@lru_cache(maxsize=KEPT)
def shortest_text(value: int, decimals: int) -> str:
    """Like decimal_text, without trailing zeros: ``1``, ``0.95``."""
    return trimmed(decimal_text(value, decimals))


def grouped_text(value: int, decimals: int) -> str:
    """Like shortest_text, with a comma after each three digits: large numbers side by side are easier to tell apart."""
    whole, point, rest = shortest_text(abs(value), decimals).partition(".")
    return f"{'-' if value < 0 else ''}{int(whole):,}{point}{rest}"


def trimmed(text: str) -> str:
    """A decimal text without the zeros at its end."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def fraction_text(numerator: int, denominator: int) -> str:
    """A whole number, or ``a/b`` in lowest terms."""
    common = gcd(numerator, denominator)
    return str(numerator // common) if denominator == common else f"{numerator // common}/{denominator // common}"


def fit(values: Ints) -> Ints:
    """The same numbers as int64 if all fit, else as Python integers."""
    if values.dtype != object:
        return values
    if all(-_LIMIT <= value <= _LIMIT for value in values.ravel().tolist()):
        return values.astype(np.int64)
    return values


def largest(values: Ints) -> int:
    """The largest magnitude, 0 for none."""
    return max(abs(int(values.max())), abs(int(values.min()))) if values.size else 0


def _wide(values: Ints) -> Ints:
    return values.astype(object)


def add(a: Ints, b: Ints) -> Ints:
    """a + b, exact."""
    if a.dtype != object and b.dtype != object and largest(a) + largest(b) <= _LIMIT:
        return a + b
    return fit(_wide(a) + _wide(b))


def subtract(a: Ints, b: Ints) -> Ints:
    """a - b, exact."""
    if a.dtype != object and b.dtype != object and largest(a) + largest(b) <= _LIMIT:
        return a - b
    return fit(_wide(a) - _wide(b))


def multiply(a: Ints, b: Ints) -> Ints:
    """a * b, exact."""
    if a.dtype != object and b.dtype != object and largest(a) * largest(b) <= _LIMIT:
        return a * b
    return fit(_wide(a) * _wide(b))


def divide(numerator: Ints, denominator: Ints) -> Ints:
    """The quotients, half away from zero. No denominator may be 0."""
    if numerator.dtype == object or denominator.dtype == object:
        return multiply_divide(numerator, np.ones(1, np.int64), denominator)
    n, d = np.abs(numerator), np.abs(denominator)
    quotient = n // d
    rest = n - quotient * d
    quotient += rest >= d - rest
    return np.where((numerator < 0) == (denominator < 0), quotient, -quotient)


def multiply_divide(a: Ints, b: Ints, denominator: Ints) -> Ints:
    """a * b / denominator, rounded once, half away from zero.

    Rows whose product needs more than 64 bits go the long way. The three broadcast against each other; no denominator
    may be 0.
    """
    wide = object in (a.dtype, b.dtype, denominator.dtype)
    if not wide and largest(a) * largest(b) <= _LIMIT:
        return divide(a * b, denominator)
    a, b, denominator = np.broadcast_arrays(a, b, denominator)
    fits = np.zeros(a.shape, bool) if wide else np.abs(a) <= _LIMIT // np.maximum(np.abs(b), 1)
    result = np.zeros(a.shape, object)
    if fits.any():
        result[fits] = divide(a[fits] * b[fits], denominator[fits])
    rows = zip(a[~fits].tolist(), b[~fits].tolist(), denominator[~fits].tolist(), strict=True)
    result[~fits] = [round_half_away(x * y, d) for x, y, d in rows]
    return fit(result)


def ratio(numerator: Ints, denominator: Ints, decimals: int) -> Ints:
    """numerator / denominator with so many decimals, half away from zero. No denominator may be 0.

    Long division, as many digits at a time as 64 bits leave room for: numerator * 10**decimals is never formed.
    """
    room = len(str(_LIMIT // max(largest(denominator), 1))) - 1 if denominator.dtype != object else 0
    power = 10**decimals
    if numerator.dtype == object or room < 1:
        return multiply_divide(numerator, np.full(1, power), denominator)
    n, d = np.abs(numerator), np.abs(denominator)
    quotient = n // d
    if largest(quotient) >= _LIMIT // power - 1:
        return multiply_divide(numerator, np.full(1, power), denominator)
    rest = n - quotient * d
    while decimals:
        digits = min(room, decimals)
        rest = rest * 10**digits
        step = rest // d
        quotient = quotient * 10**digits + step
        rest = rest - step * d
        decimals -= digits
    quotient += rest >= d - rest
    return np.where((numerator < 0) == (denominator < 0), quotient, -quotient)


def running_total(values: Ints, start: Ints) -> Ints:
    """Cumulative sums that begin anew at each group; ``start[i]`` is the index at which row i's group begins.

    A cumulative sum over all groups may pass 64 bits unharmed: the difference within a group is what counts, and that
    is guarded.
    """
    if not values.size:
        return values
    longest = int((np.arange(len(values)) - start).max()) + 1
    if values.dtype != object and largest(values) * longest > _LIMIT:
        values = _wide(values)
    totals = np.cumsum(values)
    return fit(totals - totals[start] + values[start])


def group_sum(values: Ints, group: Ints, groups: int) -> Ints:
    """Sum of the values of each group 0 .. groups - 1, exact."""
    if values.dtype != object:
        most = int(np.bincount(group, minlength=1).max())
        if largest(values) * most > _LIMIT:
            values = _wide(values)
    sums = np.zeros(groups, values.dtype)
    np.add.at(sums, group, values)
    return fit(sums)


def texts(values: Ints, decimals: int) -> list[str]:
    """decimal_text of every value."""
    if not decimals:
        return [str(value) for value in values.tolist()]
    power = 10**decimals
    if values.dtype == object:
        return [decimal_text(value, decimals) for value in values.tolist()]
    size = np.abs(values)
    whole, rest = (size // power).tolist(), (size % power).tolist()
    form = f"%d.%0{decimals}d"
    found = [form % pair for pair in zip(whole, rest, strict=True)]
    for index in np.flatnonzero(values < 0).tolist():
        found[index] = "-" + found[index]
    return found
