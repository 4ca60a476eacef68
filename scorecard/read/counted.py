"""What is said of many rows at once: noted while they are read, told when all are there.

Rows may be read in several groups, one after the other or in several places: what their groups noted adds up to what
one would have noted for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct, field

from scorecard.model.problems import Level

MOST_ALIKE = 20
"""So many warnings of one kind about one column are told one by one; the others are counted."""
MOST_TEXTS = 200
"""So many different texts of a column are compared with those that ``where`` names."""


class Of(NamedTuple):
    """What warnings have in common: sheet, column (0-based), kind, and what they say alike."""

    sheet: int
    column: int
    kind: str
    args: tuple[tuple[str, str], ...] = ()


class Row(NamedTuple):
    """A row's own part of a warning: its number, what stands there, its team, what the cell was read as."""

    row: int
    value: str
    team: str | None
    number: str | None = None


class Sum(NamedTuple):
    """A word about a sheet as a whole, which names how many of its rows are meant."""

    sheet: int
    kind: str
    level: Level
    args: tuple[tuple[str, str], ...] = ()


class Text(NamedTuple):
    """A text in a column that a ``where`` looks at: where it stands first, and how often."""

    first: Row
    rows: int


class Unread(NamedTuple):
    """A sheet with columns that are not read."""

    spot: tuple[int, int]
    """Its book, and its number among all sheets."""
    book: str
    sheet: str
    row: int
    """Of the header (1-based)."""
    lacking: tuple[str, ...] = ()
    """The names of columns that it lacks and that may change an amount."""


class Alike(Struct):
    """Warnings that have everything in common but the row: the first ones, and how many there are."""

    rows: list[Row] = field(default_factory=list)
    """Of the first MOST_ALIKE + 1."""
    count: int = 0

    def add(self, rows: list[Row], count: int) -> None:
        """Further ones, of which the first are given."""
        self.rows = sorted([*self.rows, *rows], key=lambda each: each.row)[: MOST_ALIKE + 1]
        self.count += count


class Counted(Struct):
    """Everything noted so far."""

    alike: dict[Of, Alike] = field(default_factory=dict)
    sums: dict[Sum, int] = field(default_factory=dict)
    hidden: dict[int, set[int]] = field(default_factory=dict)
    """Sheet to its hidden rows."""
    unread: dict[Unread, dict[int, str]] = field(default_factory=dict)
    """A sheet's filled columns that are not read: position (0-based) to heading, "" where it has none."""
    texts: dict[tuple[int, str], dict[str, Text]] = field(default_factory=dict)
    """Sheet and column of a source to the texts that no ``where`` names: the first MOST_TEXTS of them, sorted."""

    def warn(self, of: Of, rows: list[Row], count: int) -> None:
        """So many warnings alike, of which the first MOST_ALIKE + 1 are given."""
        self.alike.setdefault(of, Alike()).add(rows, count)

    def sum(self, of: Sum, count: int) -> None:
        """A word about so many rows."""
        self.sums[of] = self.sums.get(of, 0) + count

    def text(self, sheet: int, column: str, found: Mapping[str, Text]) -> None:
        """Texts that no ``where`` names."""
        known = self.texts.setdefault((sheet, column), {})
        for text, new in found.items():
            old = known.get(text, Text(new.first, 0))
            first = min(old.first, new.first, key=lambda each: each.row)
            known[text] = Text(first, old.rows + new.rows)
        self.texts[sheet, column] = {text: known[text] for text in sorted(known)[:MOST_TEXTS]}

    def add(self, other: Counted) -> None:
        """What another group of rows noted."""
        for of, alike in other.alike.items():
            self.warn(of, alike.rows, alike.count)
        for sum_of, count in other.sums.items():
            self.sum(sum_of, count)
        for sheet, rows in other.hidden.items():
            self.hidden.setdefault(sheet, set()).update(rows)
        for of_sheet, columns in other.unread.items():
            self.unread.setdefault(of_sheet, {}).update(columns)
        for (sheet, column), texts in other.texts.items():
            self.text(sheet, column, texts)
