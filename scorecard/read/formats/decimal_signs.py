"""Which sign stands before decimals in a text of tabs: a column's numbers tell, where one can be read in one way."""

from __future__ import annotations

import re
from collections.abc import Iterable

_AROUND = r"[^\w\t\n.,]{0,8}"
_NUMBER = re.compile(rf"(?:^|(?<=\t)){_AROUND}(\d[\d.,]*[.,]\d+){_AROUND}(?=\t|$)", re.MULTILINE)
"""A cell that is a number with a point or a comma in it, perhaps with a sign, a currency or quotation marks around."""
_THOUSANDS = r"[1-9]\d{0,2}(?:%s\d{3})%s"


def _only(decimals: str, thousands: str) -> re.Pattern[str]:
    """A number in which one sign must stand before decimals, or the other between thousands."""
    grouped = _THOUSANDS % (thousands, "+")
    ungrouped = rf"(?!{_THOUSANDS % (decimals, '+')}$)\d+{decimals}\d+"
    return re.compile(rf"{grouped}{decimals}\d+|{ungrouped}|{_THOUSANDS % (thousands, '{2,}')}", re.ASCII)


_WITH_COMMA, _WITH_POINT = _only(",", r"\."), _only(r"\.", ",")
_IN_EITHER = {f"1{sign}234": re.compile(_THOUSANDS % (re.escape(sign), ""), re.ASCII) for sign in ".,"}
_HUNDREDTHS = re.compile(r"(?:.*\.)?\d+,\d\d?", re.ASCII)


def comma_columns(texts: Iterable[str]) -> frozenset[int]:
    """The columns (0-based) in which 1.234, or 1,234, may be a thousand and more or one and a bit.

    Those in which some number has its decimals behind a comma; and those without one that has them behind a point, if
    1.234 stands there, or if another column has decimals behind a comma. The ``texts`` are whole lines each.
    """
    found: dict[str, set[int]] = {"comma": set(), "hundredths": set(), "point": set(), "1.234": set(), "1,234": set()}
    for text in texts:
        for cell in _NUMBER.finditer(text):
            column = text.count("\t", text.rfind("\n", 0, cell.start()) + 1, cell.start(1))
            for kind in _kinds(cell[1]):
                found[kind].add(column)
    either = found["1.234"] | (found["1,234"] if found["hundredths"] else set())
    return frozenset(found["comma"] | (either - found["point"]))


def _kinds(number: str) -> tuple[str, ...]:
    if _WITH_COMMA.fullmatch(number):
        return ("comma", "hundredths") if _HUNDREDTHS.fullmatch(number) else ("comma",)
    if _WITH_POINT.fullmatch(number):
        return ("point",)
    return tuple(kind for kind, pattern in _IN_EITHER.items() if pattern.fullmatch(number))
