"""What reading finds to say: problems, warnings and notes, each with its place, in the order of the places."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field
from numpy.typing import NDArray

from scorecard.model.inputs import Sheet
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace, Level, Problem, cell_name
from scorecard.model.tallies import Reason
from scorecard.model.titles import Title
from scorecard.read.cells import folded
from scorecard.read.counted import MOST_ALIKE, Alike, Counted, Of

if TYPE_CHECKING:
    import numpy as np

    from scorecard.read.regions import Region

Spot = tuple[int, int, int, int]
"""Book, sheet among all sheets, row (1-based) and column (0-based): the order in which problems are told."""
EVERYWHERE: Spot = (-1, -1, 0, 0)

_MOST_NEAR = 5
"""So many names are looked at that are like another; more than one as near is no hint."""
_ADDED = re.compile(r"\(.*\)|[\W_]|(?<!\d)0+(?=\d)")
MOST_COMPARED = 40_000
"""Names are compared so often, all together, to find what was probably meant; that is about a second."""


MOST_OF_A_KIND = 10_000
"""So many problems of one kind are told of one sheet's cells; the others are counted. Nobody reads more, and a
million would fill the memory."""


class Cell(NamedTuple):
    """A cell of a sheet that was read: index of the sheet, row (1-based) and column (0-based)."""

    sheet: int
    row: int
    column: int


class LeftOut(NamedTuple):
    """Rows of a sheet that come into no table, and why."""

    sheet: int
    reason: Reason
    rows: NDArray[np.int32]


class Log(Struct):
    """Everything said so far, and the sheets that were read."""

    plan: Plan
    sheets: list[Sheet] = field(default_factory=list)
    spots: list[tuple[int, int]] = field(default_factory=list)
    """Book and number among all sheets, of each of ``sheets``."""
    told: list[tuple[Spot, Problem]] = field(default_factory=list)
    totals: set[tuple[int, int]] = field(default_factory=set)
    """Rows (sheet, row) that were told to be rows of totals, or remarks: no rows of the table."""
    counted_only: set[tuple[int, int]] = field(default_factory=set)
    """Rows (sheet, row) whose error was told at another row, with those of others."""
    filled: set[str] = field(default_factory=set)
    """Tables of which some sheet holds a row."""
    tallied: bool = False
    """Whether rows and numbers are to be counted: then the cells are kept."""
    regions: list[Region] = field(default_factory=list)
    """Of each of ``sheets`` its filled rows, where they are to be counted."""
    left_out: list[LeftOut] = field(default_factory=list)
    first_days: set[tuple[int, int]] = field(default_factory=set)
    """Rows (sheet, row) whose period is a date of the year's first month, where rows are counted."""
    compared: int = 0
    of_a_kind: Counter[tuple[int, str]] = field(default_factory=Counter)
    """Sheet and kind to how many problems of its cells there are, told or not."""
    counted: Counted = field(default_factory=Counted)
    further: dict[tuple[int, str], tuple[Spot, CellPlace, Level]] = field(default_factory=dict)
    """Sheet and kind to the first that is not told."""

    def add(self, spot: Spot, problem: Problem) -> None:
        """One more to tell."""
        self.told.append((spot, problem))

    def at(self, cell: Cell) -> CellPlace:
        """The place of a cell of a sheet that was read."""
        read = self.sheets[cell.sheet]
        return CellPlace(read.book, read.name, cell_name(cell.column, cell.row))

    def tell_cell(
        self, kind: str, cell: Cell, args: Mapping[str, str | Title], level: Level = "error", team: str | None = None
    ) -> None:
        """A problem or warning about a cell of a sheet that was read; beyond the first of a kind only counted."""
        self.of_a_kind[cell.sheet, kind] += 1
        if self.of_a_kind[cell.sheet, kind] > MOST_OF_A_KIND:
            self._count(kind, cell, level)
            return
        self.add((*self.spots[cell.sheet], cell.row, cell.column), Problem(kind, args, self.at(cell), level, team))

    def take(self, others: Iterable[Log]) -> None:
        """What was said and noted while other rows of the same sheets were read; the same of the same place once."""
        for other in others:
            self.told += other.told
            self.counted.add(other.counted)
            self.filled |= other.filled
            self.totals |= other.totals
            self.counted_only |= other.counted_only
            self.of_a_kind.update(other.of_a_kind)
            for key, first in other.further.items():
                self.further[key] = min(first, self.further.get(key, first))
            self.sheets, self.spots = other.sheets, other.spots
        self.told = _each_once(self.told)

    def forget_rows(self) -> None:
        """Lets go of what was kept to be counted."""
        self.regions.clear()
        self.left_out.clear()

    def tell_counted(self) -> None:
        """What was noted of many rows at once, when all of them are there."""
        for of, alike in self.counted.alike.items():
            self._tell_alike(of, alike)
        for sheet, rows in self.counted.hidden.items():
            self._tell_sheet("hidden-rows", sheet, "warning", {"count": str(len(rows)), "rows": ranges(sorted(rows))})
        for said, count in self.counted.sums.items():
            self._tell_sheet(said.kind, said.sheet, said.level, {"count": str(count), **dict(said.args)})

    def _tell_alike(self, of: Of, alike: Alike) -> None:
        """The first ones each, the others by their number."""
        for number, row in enumerate(alike.rows):
            told: dict[str, str | Title] = {**dict(of.args), "value": row.value}
            kind = of.kind
            if number == MOST_ALIKE:
                kind, told["count"] = f"{kind}.more", str(alike.count - MOST_ALIKE)
            elif row.number is not None:
                told["number"] = row.number
            self.tell_cell(kind, Cell(of.sheet, row.row, of.column), told, "warning", row.team)

    def _tell_sheet(self, kind: str, sheet: int, level: Level, args: Mapping[str, str]) -> None:
        read = self.sheets[sheet]
        self.add((*self.spots[sheet], 0, 0), Problem(kind, args, CellPlace(read.book, read.name), level))

    def _count(self, kind: str, cell: Cell, level: Level) -> None:
        """One that is not told: the first of them has a line that counts them all."""
        if level == "error":
            self.counted_only.add((cell.sheet, cell.row))
        if self.of_a_kind[cell.sheet, kind] == MOST_OF_A_KIND + 1:
            spot = (*self.spots[cell.sheet], cell.row, cell.column)
            self.further[cell.sheet, kind] = (spot, self.at(cell), level)

    def _counted(self) -> Iterator[tuple[Spot, Problem]]:
        """For each kind that is not told to its end, how many there are beyond."""
        for (sheet, kind), (spot, place, level) in self.further.items():
            count = self.of_a_kind[sheet, kind] - MOST_OF_A_KIND
            yield spot, Problem("and-further", {"code": kind.partition(".")[0], "count": f"{count:,}"}, place, level)

    def sorted(self, *levels: Level) -> tuple[Problem, ...]:
        """Those of these levels by book, sheet, row and column."""
        chosen = [each for each in (*self.told, *self._counted()) if each[1].level in levels]
        return tuple(problem for _, problem in sorted(chosen, key=lambda each: each[0]))

    def nearest(self, name: str, known: Collection[str]) -> str | None:
        """The known name that was probably meant; of several that are as near the first."""
        return next(iter(self.nearest_ones(name, known)), None)

    def nearest_ones(self, name: str, known: Collection[str]) -> list[str]:
        """The known names that were probably meant, all equally near."""
        if self.compared + len(known) > MOST_COMPARED:
            return []
        self.compared += len(known)
        return nearest_ones(name, known)


def nearest(name: str, known: Iterable[str], alike: float = 0.6) -> str | None:
    """The known name that is most like this one, if any is (1 is the same but for its case)."""
    return next(iter(nearest_ones(name, known, alike)), None)


def nearest_ones(name: str, known: Iterable[str], alike: float = 0.6) -> list[str]:
    """The known names that are most like this one, all equally."""
    originals = {folded(each): each for each in known}
    wanted = folded(name)
    found = [each for each in originals if _loose(each) == _loose(wanted)]
    if not found:
        close = difflib.get_close_matches(wanted, originals, _MOST_NEAR, alike)
        found = [each for each in close if _likeness(each, wanted) == _likeness(close[0], wanted)]
    return [originals[each] for each in found]


def _likeness(known: str, name: str) -> float:
    return difflib.SequenceMatcher(None, known, name).ratio()


def _loose(text: str) -> str:
    """Without what people leave out or add: a unit in brackets, spaces and signs, zeros before a number."""
    return _ADDED.sub("", text) or text


def _each_once(told: Iterable[tuple[Spot, Problem]]) -> list[tuple[Spot, Problem]]:
    """What is said of a place, without what is said of it again."""
    found: dict[Spot, list[Problem]] = {}
    for spot, problem in told:
        here = found.setdefault(spot, [])
        if problem not in here:
            here.append(problem)
    return [(spot, problem) for spot, here in found.items() for problem in here]


def ranges(rows: Sequence[int]) -> str:
    """``4, 7-9, 12``, not too many."""
    spans: list[tuple[int, int]] = []
    for row in rows:
        if spans and spans[-1][1] == row - 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    texts = [str(first) if first == last else f"{first}-{last}" for first, last in spans[:10]]
    return ", ".join(texts) + (", …" if len(spans) > 10 else "")


def list_of(names: Iterable[str], most: int = 12) -> str:
    """The names beside each other, not too many; of those that differ in their case the first."""
    different: dict[str, str] = {}
    for name in names:
        different.setdefault(folded(name), name)
    every = list(different.values())
    return ", ".join(every[:most]) + (", …" if len(every) > most else "")
