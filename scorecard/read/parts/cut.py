"""Ranges of team keys, and which of them each row belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from scorecard.read.cells import key_text

Numbers = NDArray[np.int32]


class Cut(Struct, frozen=True):
    """Where the ranges of team keys begin, by code point; every text lies in one of them."""

    begins: tuple[str, ...] = ()
    """The first key of every range but the first."""

    @property
    def parts(self) -> int:
        """How many ranges there are."""
        return len(self.begins) + 1

    def of_key(self, key: str) -> int:
        """The number of the range that a key lies in."""
        return bisect_right(self.begins, key)

    def of_cells(self, cells: Sequence[Any]) -> Numbers:
        """The ranges of raw cells; what is no key lies in the first one."""
        known: dict[str, int] = {}
        found = np.zeros(len(cells), np.int32)
        for index, cell in enumerate(cells):
            key = cell if type(cell) is str else key_text(cell)
            part = known.get(key)
            if part is None:
                part = known[key] = self.of_key(key_text(key))
            found[index] = part
        return found


def cut_at(keys: Iterable[str], parts: int) -> Cut:
    """So many ranges, or as many as there are keys, with equally many teams in each."""
    every = sorted(set(keys))
    parts = max(1, min(parts, len(every)))
    return Cut(tuple(every[len(every) * part // parts] for part in range(1, parts)))
