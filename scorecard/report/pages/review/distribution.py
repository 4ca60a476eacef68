"""How the composites are spread: counts in steps of equal width, as a picture with its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from scorecard.model.numbers import PERCENT
from scorecard.report.pages.pictures import place
from scorecard.report.pages.review.teams import Teams

MOST_BINS = 20
WIDTHS = (10, 20, 50, 100)
"""Percents a bin may span; beyond, powers of ten of the last."""
HEIGHT = 120


class Bin(Struct, frozen=True):
    """The teams with a composite from ``low`` to below ``high``."""

    low: str
    high: str
    count: int
    height: str
    """Of the bar, on paper, at most 120."""
    top: str
    """Where it begins."""


class Distribution(Struct, frozen=True):
    """The histogram of the composites."""

    bins: Sequence[Bin]
    text: str
    """The same in words."""
    without: str
    """How many teams have no composite, in words; empty where all have one."""


def distribution(teams: Teams) -> Distribution:
    """Bins of ten percent, wider ones where twenty would not do."""
    known = [value for value in teams.composites if value is not None]
    bins = _bins(known) if known else []
    words = (teams.say("bins_text", low=each.low, high=each.high, count=str(each.count)) for each in bins if each.count)
    missing = len(teams.composites) - len(known)
    without = teams.say("without_composite", count=str(missing)) if missing else ""
    return Distribution(bins, "; ".join(words), without)


def _bins(values: Sequence[int]) -> list[Bin]:
    width = _width(min(values), max(values))
    counts = Counter(value // (width * 10**PERCENT) for value in values)
    most = max(counts.values())
    return [_bin(at, width, counts[at], most) for at in range(min(counts), max(counts) + 1)]


def _bin(at: int, width: int, count: int, most: int) -> Bin:
    height = HEIGHT * count / most
    return Bin(str(at * width), str((at + 1) * width), count, place(height), place(HEIGHT - height))


def _width(low: int, high: int) -> int:
    """The least width, in whole percents, that needs no more than twenty bins."""
    span = (high - low) // 10**PERCENT + 1
    width = next((each for each in WIDTHS if span <= each * (MOST_BINS - 1)), WIDTHS[-1])
    while span > width * (MOST_BINS - 1):
        width *= 10
    return width
