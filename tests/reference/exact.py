"""Exact numbers as fractions, rounding and allocation (calculation.md, Numbers and 12)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

QUANTITY = 6
PERCENT = 4
ZERO = Fraction(0)
ONE = Fraction(1)
HUNDRED = Fraction(100)


def rounded(number: Fraction, decimals: int) -> Fraction:
    """Half away from zero."""
    scale = 10**decimals
    size = abs(number) * scale
    whole = size.numerator // size.denominator
    if size - whole >= Fraction(1, 2):
        whole += 1
    return Fraction(whole if number >= 0 else -whole, scale)


def decimal(number: Fraction, decimals: int) -> str:
    """Decimal text with exactly so many decimals; the number must have no more."""
    units = number * 10**decimals
    assert units.denominator == 1, number
    digits = str(abs(units.numerator)).rjust(decimals + 1, "0")
    whole, rest = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    return ("-" if units < 0 else "") + whole + ("." + rest if decimals else "")


def optional(number: Fraction | None, decimals: int) -> str | None:
    return None if number is None else decimal(number, decimals)


def shortest(number: Fraction) -> str:
    """The shortest decimal text of a quantity."""
    text = decimal(number, QUANTITY)
    return text.rstrip("0").rstrip(".")


def allocation(amount: Fraction, parts: Sequence[Fraction], decimals: int) -> list[Fraction]:
    """Everyone the share cut to the last decimal; the units left over go one each to the largest cut-off remainders."""
    if amount < 0:
        return [-share for share in allocation(-amount, parts, decimals)]
    unit, total = Fraction(1, 10**decimals), sum(parts)
    exact = [amount * part / total for part in parts]
    cut = [unit * (share / unit).__floor__() for share in exact]
    left = (amount - sum(cut, ZERO)) / unit
    assert left.denominator == 1
    remainders = [share - low for share, low in zip(exact, cut, strict=True)]
    by_remainder = sorted(range(len(parts)), key=lambda index: (-remainders[index], index))
    for index in by_remainder[: left.numerator]:
        cut[index] += unit
    return cut
