"""Columns of text in line, whatever the width of their characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width


def width(text: str) -> int:
    """Columns of a terminal: Chinese characters take two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def padded(text: str, size: int, left: bool) -> str:
    """The text in a column of that width, on its left or its right."""
    space = " " * (size - width(text))
    return text + space if left else space + text


def in_line(lines: Sequence[Sequence[str]], left: int) -> Iterator[str]:
    """Each line's cells below those of the others; so many columns on the left, the rest on the right."""
    sizes = [max(width(line[at]) for line in lines) for at in range(len(lines[0]))]
    for line in lines:
        cells = (padded(cell, size, at < left) for at, (cell, size) in enumerate(zip(line, sizes, strict=True)))
        yield "  ".join(cells).rstrip()
