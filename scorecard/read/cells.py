"""Raw cells: what kinds there are, how they are compared, and how a message shows them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from scorecard.model.numbers import EXACT

EMPTY, NUMBER, TEXT, DATE, TIME, BOOLEAN, UNREADABLE = range(7)
"""Kinds of cells. A cell that holds nothing but spaces is empty."""

LONGEST = 60
"""A message shows at most so many characters of a cell."""


class Unreadable(Struct, frozen=True):
    """A cell without a value that anyone could use: an error, or a formula whose value was never saved.

    Readers of workbooks take such cells for empty ones; this stands in their place, and never passes as empty.
    """

    kind: str
    """The message's kind: ``error-cell`` or ``formula-without-value``."""
    text: str
    """What stands there: ``#N/A``, ``=B2/C2``."""


class YearAlone(dt.date):
    """A date of which its cell shows the year alone; it is not the same as one that is shown."""

    __hash__ = dt.date.__hash__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, YearAlone) and super().__eq__(other)


_BREAK = re.compile(r"\r\n?|\n")
_TOTAL = re.compile(r".*totals?|(?:grand|sub)?sum|average|.*[合总小共累]计|总和|平均值?")


class _KindOf(dict[type, int]):
    """By type; a type that is none of these, by the first of its bases that is."""

    def __missing__(self, wanted: type) -> int:
        self[wanted] = found = next((self[base] for base in wanted.__mro__[1:] if base in self), UNREADABLE)
        return found


_KINDS = _KindOf(
    {
        float: NUMBER,
        int: NUMBER,
        Decimal: NUMBER,
        str: TEXT,
        dt.date: DATE,
        dt.datetime: DATE,
        dt.time: TIME,
        dt.timedelta: TIME,
        bool: BOOLEAN,
        type(None): EMPTY,
        Unreadable: UNREADABLE,
    }
)

Kinds = NDArray[np.int8]


def kinds(cells: Sequence[Any]) -> Kinds:
    """The kind of every cell."""
    types = list(map(type, cells))
    if types.count(float) == len(cells):
        return np.full(len(cells), NUMBER, np.int8)
    if types.count(str) == len(cells) and "" not in cells and not any(map(str.isspace, cells)):
        return np.full(len(cells), TEXT, np.int8)
    found = np.fromiter(map(_KINDS.__getitem__, types), np.int8, len(cells))
    texts = np.flatnonzero(found == TEXT)
    found[texts[[not cells[index].strip() for index in texts.tolist()]]] = EMPTY
    return found


def normal(text: str) -> str:
    """NFKC, without spaces around (inputs.md)."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def folded(text: str) -> str:
    """How names are compared: normal, and whatever the case."""
    return normal(text).casefold()


def number_text(number: float | int | Decimal) -> str:
    """A number as a person would write it: of a double, which keeps no more, at most 15 digits."""
    if isinstance(number, Decimal) and number.is_finite():
        return f"{number.normalize(EXACT):f}" if number else "0"
    return str(number) if isinstance(number, int) else format(number or 0, ".15g")


def key_text(cell: Any) -> str:
    """A cell as a key: the number 1001 and the text 1001 are the same; "" for anything that is no text or number."""
    if isinstance(cell, str):
        return normal(cell)
    return number_text(cell) if isinstance(cell, (float, int, Decimal)) and not isinstance(cell, bool) else ""


def kind_of_text(text: str, kinds: Mapping[str, re.Pattern[str]]) -> str | None:
    """The first kind whose pattern all of the text is."""
    return next((kind for kind, pattern in kinds.items() if pattern.fullmatch(text)), None)


def is_total(text: str) -> bool:
    """Whether a text is what stands before the numbers of a row of totals, or averages."""
    return _TOTAL.fullmatch("".join(text.split()).rstrip(":：").casefold()) is not None


def shown(cell: Any) -> str:
    """A cell as its owner sees it: in one line (breaks as ↵), without control characters, not too long."""
    text = _BREAK.sub("↵", _plain(cell))
    text = "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _plain(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, (float, int, Decimal)):
        return number_text(cell)
    return cell.text if isinstance(cell, Unreadable) else str(cell)


def each_once(cells: Sequence[Any], mixed: bool = False) -> tuple[list[Any], NDArray[np.int32]]:
    """(The different cells in the order in which they first stand there, the index among them of every cell).

    ``mixed`` says that there are booleans, which Python takes for equal to 0 and 1.
    """
    keys: Sequence[Any] = [(type(cell), cell) for cell in cells] if mixed else cells
    index = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    codes = np.fromiter(map(index.__getitem__, keys), np.int32, len(cells))
    return [key[1] for key in index] if mixed else list(index), codes
