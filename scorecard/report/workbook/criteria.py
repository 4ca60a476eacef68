"""Sums over the rows that bear a text: by SUMIFS where that tells all texts apart, else letter by letter.

A criterion of SUMIFS and COUNTIF ignores case, takes ``007`` for 7, two numbers with the same 15 digits for one,
``*`` and ``?`` for any letters, and ``>5`` for a comparison.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from msgspec import Struct

_ASIDE = re.compile(r"[\W_]+")


class Rows(Struct, frozen=True):
    """The rows of ``area`` in which the text of ``cell`` stands; whether a criterion of SUMIFS finds just these."""

    area: str
    cell: str
    plainly: bool

    @property
    def count(self) -> str:
        """How many there are."""
        return f"COUNTIF({self.area},{self.cell})" if self.plainly else f"SUMPRODUCT(--{self._same})"

    def sum(self, numbers: str) -> str:
        """The sum of their numbers; a text counts as 0."""
        if self.plainly:
            return f"SUMIFS({numbers},{self.area},{self.cell})"
        return f"SUMPRODUCT(--{self._same},{numbers})"

    def count_of(self, numbers: str) -> str:
        """How many of them have a number."""
        if self.plainly:
            return f'COUNTIFS({self.area},{self.cell},{numbers},">=-1E9")'
        return f"SUMPRODUCT({self._same}*ISNUMBER({numbers}))"

    @property
    def _same(self) -> str:
        return f"EXACT({self.area},{self.cell})"


def are_told_apart(texts: Iterable[str]) -> bool:
    """Whether criteria tell these texts apart; doubtful ones count as not."""
    different = set(texts)
    if any(set("*?~") & set(text) or text[:1] in ("<", ">", "=") for text in different):
        return False
    return len({_as_criterion(text) for text in different}) == len(different)


def _as_criterion(text: str) -> str:
    """The same for texts that a criterion may take for one."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    for number in (plain, _ASIDE.sub("", plain)):
        try:
            return f"{float(number):.14e}"
        except ValueError:
            continue
    return _ASIDE.sub("", plain)
