"""The geometry of the small pictures; templates draw them. Numbers here are places on paper, never amounts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

CURVE_WIDTH, CURVE_HEIGHT, EDGE = 88, 36, 4
KEPT = 256
"""So many curves are kept as they were drawn."""
MARGIN = 0.12
"""Of the points' span, shown on both sides of them."""


class Bar(NamedTuple):
    """A bar from ``start`` to ``start + length`` on a scale of 0 to 100."""

    start: str
    length: str
    negative: bool = False


class CurvePicture(Struct, frozen=True):
    """A curve as lines of ``x,y`` places, and the place of the case on it; None: it has none."""

    lines: tuple[str, ...]
    x: str | None
    y: str | None
    beyond: bool
    """The case lies beyond the picture's edge, where its point is drawn."""


class Shape(Struct, frozen=True):
    """A curve's points in numbers that can be drawn: x rises, y as it is."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    below: float
    above: float
    step: bool
    slope: bool
    falls: bool = False
    """x is turned round, so that it rises."""

    @property
    def window(self) -> tuple[float, float]:
        """(Least, largest) x that is shown."""
        beyond = MARGIN * ((self.x[-1] - self.x[0]) or abs(self.x[0]) or 1.0)
        return self.x[0] - beyond, self.x[-1] + beyond


def place(value: float) -> str:
    """A place on paper: one decimal, the shortest text."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def share(part: float, whole: float) -> float:
    """``part`` of ``whole`` within 0 and 1; 0 where there is nothing."""
    return min(max(part / whole, 0.0), 1.0) if whole > 0 else 0.0


def bar(value: float, whole: float) -> Bar:
    """A bar from 0 to the value."""
    return Bar("0", place(100 * share(abs(value), whole)), value < 0)


def steps(levels: Sequence[tuple[float, float]]) -> list[Bar]:
    """A waterfall: one bar for each pair of (from, to), all on one scale that holds 0."""
    ends = [0.0, *(end for pair in levels for end in pair)]
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0
    return [
        Bar(place(100 * (min(pair) - low) / span), place(100 * abs(pair[1] - pair[0]) / span), pair[1] < pair[0])
        for pair in levels
    ]


def curve_picture(shape: Shape, at: float | None, value: float | None) -> CurvePicture:
    """The curve between its points and a little beyond, and the case's point on it."""
    (low, high), top, lines = shape.window, _top(shape), _drawn(shape)
    if at is None or value is None:
        return CurvePicture(lines, None, None, False)
    x, y = _spot(min(max(at, low), high), min(max(value, 0.0), top), low, high, top).split(",")
    return CurvePicture(lines, x, y, not low <= at <= high)


def _top(shape: Shape) -> float:
    """The largest y that is shown."""
    return max(*shape.y, shape.below, shape.above, 1.0) * 1.08


@lru_cache(maxsize=KEPT)
def _drawn(shape: Shape) -> tuple[str, ...]:
    """The curve's lines; those that name no team's value are the same on every page."""
    (low, high), top = shape.window, _top(shape)
    return tuple(" ".join(_spot(x, y, low, high, top) for x, y in line) for line in curve_lines(shape, low, high))


def curve_lines(shape: Shape, low: float, high: float) -> list[list[tuple[float, float]]]:
    """What holds before the first point, between the points, and after the last, a line each; a jump parts them."""
    before = [(low, shape.below), (shape.x[0], shape.below)]
    between = list(zip(shape.x, shape.y, strict=True))
    if shape.step:
        between = [
            spot
            for (x, y), (end, _) in zip(between, [*between[1:], between[-1]], strict=True)
            for spot in ((x, y), (end, y))
        ]
    last = between[-1][1]
    after = [(shape.x[-1], shape.above), (high, shape.above)]
    if shape.slope:
        run = (shape.x[-1] - shape.x[-2]) or 1.0
        after = [(shape.x[-1], last), (high, last + (shape.y[-1] - shape.y[-2]) * (high - shape.x[-1]) / run)]
    return [before, between, after]


def _spot(x: float, y: float, low: float, high: float, top: float) -> str:
    across = EDGE + (CURVE_WIDTH - 2 * EDGE) * (x - low) / ((high - low) or 1.0)
    down = CURVE_HEIGHT - EDGE - (CURVE_HEIGHT - 2 * EDGE) * min(max(y, 0.0), top) / top
    return f"{place(across)},{place(down)}"
