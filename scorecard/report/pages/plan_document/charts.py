"""The geometry of a curve drawn large, with axes and its points named; places on paper, never amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from scorecard.report.pages.pictures import Shape, curve_lines, place

WIDTH, HEIGHT = 340, 190
LEFT, RIGHT, TOP, BOTTOM = 40, 14, 14, 30
LETTER = 6.4
"""Width of a narrow letter; others take two."""
LINE = 12
"""Height of a line of text."""
MOST_TICKS = 5
STEPS = (1, 2, 2.5, 5, 10)
"""Ticks stand at multiples of these times a power of ten."""


class Mark(Struct, frozen=True):
    """A text on the picture, or a point where ``text`` may be empty."""

    x: str
    y: str
    text: str
    after: bool = False
    """The text stands to the right of the point, else to its left."""


class Chart(Struct, frozen=True):
    """A curve as lines of ``x,y`` places, its points, and the marks of both axes."""

    lines: tuple[str, ...]
    dots: tuple[Mark, ...]
    across: tuple[Mark, ...]
    up: tuple[Mark, ...]
    floor: str
    """The height of y = 0."""


class Frame(Struct, frozen=True):
    """What the picture shows: least and largest x and y."""

    left: float
    right: float
    low: float
    high: float

    def x(self, value: float) -> float:
        """The place across."""
        return LEFT + (WIDTH - LEFT - RIGHT) * (value - self.left) / (self.right - self.left)

    def y(self, value: float) -> float:
        """The place down."""
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - self.low) / (self.high - self.low)


def chart(shape: Shape, names: Sequence[str], values: Sequence[str]) -> Chart:
    """The curve with ``names`` below its points' x and ``values`` beside their y."""
    left, right = shape.window
    lines = curve_lines(shape, left, right)
    heights = [0.0, 1.0, *(y for line in lines for _, y in line)]
    frame = Frame(left, right, min(heights), max(heights) * 1.04)
    spots = [(frame.x(x), frame.y(y)) for x, y in zip(shape.x, shape.y, strict=True)]
    return Chart(
        lines=tuple(" ".join(f"{place(frame.x(x))},{place(frame.y(y))}" for x, y in line) for line in lines),
        dots=tuple(_dots(spots, values)),
        across=tuple(_across(spots, names)),
        up=tuple(Mark(place(LEFT - 5), place(frame.y(y)), f"{y:,.10g}") for y in _ticks(frame.low, frame.high)),
        floor=place(frame.y(0.0)),
    )


def _width(text: str) -> float:
    return sum(LETTER if letter.isascii() else 2 * LETTER for letter in text)


def _dots(spots: Sequence[tuple[float, float]], texts: Sequence[str]) -> Iterator[Mark]:
    """Every point; its text where it would lie on no other and within the picture."""
    taken: list[tuple[float, float, float]] = []
    for (x, y), text in zip(spots, texts, strict=True):
        half = _width(text) / 2
        free = all(abs(x - x0) > half + half0 + 2 or abs(y - y0) > LINE for x0, y0, half0 in taken)
        if free:
            taken.append((x, y, half))
        yield Mark(place(x), place(y), text if free else "", x - 2 * half < LEFT)


def _across(spots: Sequence[tuple[float, float]], names: Sequence[str]) -> Iterator[Mark]:
    """The names below the axis; one that would lie on the name before it is left out."""
    end = float("-inf")
    for (x, _), name in zip(spots, names, strict=True):
        half = _width(name) / 2
        middle = min(max(x, half), WIDTH - half)
        if middle - half > end + 3:
            yield Mark(place(middle), place(HEIGHT - BOTTOM + LINE + 2), name)
            end = middle + half


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from low to high, few of them."""
    rough, power = (high - low) / MOST_TICKS, 1.0
    while power * 10 <= rough:
        power *= 10
    step = next(each * power for each in STEPS if each * power >= rough)
    first = int(low // step)
    ticks = (index * step for index in range(first, first + 2 * MOST_TICKS))
    return [tick for tick in ticks if low <= tick <= high]
