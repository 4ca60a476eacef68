"""Of many warnings alike the first ones, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from scorecard.model.problems import Problem
from scorecard.read.counted import MOST_ALIKE


def first_ones(alike: Sequence[Problem], every: int | None = None) -> Iterator[Problem]:
    """Warnings of one code; what is beyond the first is counted at the next one's place, by the code's ``more``.

    ``every`` is how many there are, where ``alike`` are no more than these and one.
    """
    yield from alike[:MOST_ALIKE]
    for problem in alike[MOST_ALIKE : MOST_ALIKE + 1]:
        count = {"count": str((len(alike) if every is None else every) - MOST_ALIKE)}
        yield Problem(f"{problem.code}.more", count, problem.place, "warning")


class Firsts(Struct, frozen=True):
    """Of many warnings the first, and how many there are."""

    first: tuple[Problem, ...] = ()
    count: int = 0

    def __add__(self, other: Firsts) -> Firsts:
        """With further ones."""
        return Firsts((*self.first, *other.first)[: MOST_ALIKE + 1], self.count + other.count)
