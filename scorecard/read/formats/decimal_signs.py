"""Which sign stands before decimals in a text of tabs: its numbers tell, where they can be read in one way only."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"(?:^|(?<=\t))[^\d\t\n]{0,8}(\d[\d.,]*[.,]\d+)[^\d.,\t\n]{0,8}(?=\t|$)", re.ASCII | re.MULTILINE)
"""A cell that is a number with a point or a comma in it, perhaps with a sign, a currency or quotation marks around."""
_THOUSANDS = r"[1-9]\d{0,2}(?:%s\d{3})%s"


def _only(decimals: str, thousands: str) -> re.Pattern[str]:
    """A number in which one sign must stand before decimals, or the other between thousands."""
    grouped = _THOUSANDS % (thousands, "+")
    ungrouped = rf"(?!{_THOUSANDS % (decimals, '+')}$)\d+{decimals}\d+"
    return re.compile(rf"{grouped}{decimals}\d+|{ungrouped}|{_THOUSANDS % (thousands, '{2,}')}", re.ASCII)


_WITH_COMMA, _WITH_POINT = _only(",", r"\."), _only(r"\.", ",")
_MONTH = re.compile(r"(?:19|20)\d\d\.\d\d?", re.ASCII)
"""2026.01 stands for a month in any country."""
_EITHER = re.compile(_THOUSANDS % (r"\.", ""), re.ASCII)


def comma_may_be_decimal(texts: Iterable[str]) -> bool:
    """Whether 1.234 may be a thousand and more: one number has its decimals behind a comma, or none has behind a point.

    The ``texts`` are whole lines each.
    """
    points = doubtful = False
    for text in texts:
        for found in _NUMBER.finditer(text):
            number = found[1]
            if _WITH_COMMA.fullmatch(number):
                return True
            points = points or bool(_WITH_POINT.fullmatch(number) and not _MONTH.fullmatch(number))
            doubtful = doubtful or bool(_EITHER.fullmatch(number))
    return doubtful and not points
