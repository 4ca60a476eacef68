"""Exact numbers: decimals as scaled integers, and the one place where anything is rounded (calculation.md, Numbers).

An array is int64 where every value fits, else an object array of Python integers; every function takes and gives both.
No function lets a 64-bit operation wrap: it looks at the magnitudes first.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

QUANTITY = 6
"""Decimals of a quantity."""
PERCENT = 4
"""Decimals of a percent."""
HUNDRED = 100 * 10**PERCENT
"""100 %."""

Ints = NDArray[Any]
"""int64, or object holding Python integers."""
Bools = NDArray[np.bool_]

_LIMIT = 2**63 - 1


def round_half_away(numerator: int, denominator: int) -> int:
    """The quotient as a whole number, half away from zero (Excel's ROUND). Raises ZeroDivisionError."""
    quotient, rest = divmod(abs(numerator), abs(denominator))
    quotient += 2 * rest >= abs(denominator)
    return quotient if (numerator < 0) == (denominator < 0) else -quotient


def decimal_text(value: int, decimals: int) -> str:
    """``-1234`` with 2 decimals is ``-12.34``; always exactly so many decimals."""
    if not decimals:
        return str(value)
    digits = f"{abs(value):0{decimals + 1}d}"
    return f"{'-' if value < 0 else ''}{digits[:-decimals]}.{digits[-decimals:]}"


def shortest_text(value: int, decimals: int) -> str:
    """Like decimal_text, without trailing zeros: ``1``, ``0.95``."""
    text = decimal_text(value, decimals)
    return text.rstrip("0").rstrip(".") if decimals else text


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


def multiply(a: Ints, b: Ints | int) -> Ints:
    """a * b, exact."""
    b = np.asarray(b) if isinstance(b, int) and abs(b) <= _LIMIT else np.asarray(b, dtype=getattr(b, "dtype", object))
    if a.dtype != object and b.dtype != object and largest(a) * largest(b) <= _LIMIT:
        return a * b
    return fit(_wide(a) * _wide(b))
