"""What a hostile workbook is made of, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tests.hostile.package import Parts, zipped

Files = Mapping[str, bytes]
"""Name of each file to what it holds."""
Change = tuple[str, int, str]
"""Table of the inputs, a row of it, a column."""


@dataclass(frozen=True)
class Expect:
    """What reading says and what it reads, or that the file is refused as a whole."""

    said: tuple[str, ...] = ()
    """``code Sheet!Cell`` of every error and warning, warnings with a ``~`` before them, in any order."""
    changes: Mapping[Change, int | str | None] = field(default_factory=dict)
    """What differs from what the good workbook says; None takes the row away."""
    added: tuple[str, ...] = ()
    """Revenue of team A from February on, where the good workbook has none."""
    teams: tuple[Mapping[str, str], ...] = ()
    """Key and name of each team that the good workbook does not have."""
    key: str = "A"
    """How the team A is called."""
    refusals: tuple[str, ...] | None = None
    """The file is refused as a whole, by one of these codes if there are any."""
    reads: bool = True
    """Whether the values count; they do not where there are errors."""
    somehow: bool = False
    """Refused by any lines that name their cells."""


Expects = Expect | tuple[Expect, ...]
"""What must come of it; of several, one."""


@dataclass(frozen=True)
class Recipe:
    """One hostile workbook, made anew at each call."""

    name: str
    files: Callable[[], Files]
    expects: Expects


def recipe(name: str, make: Callable[[], Parts], expects: Expects) -> Recipe:
    """A workbook from the parts of its package."""
    return Recipe(name, lambda: {"book.xlsx": zipped(make())}, expects)


def same(*warnings: str) -> Expect:
    """Read as the good workbook, with these warnings."""
    return Expect(tuple(f"~{each}" for each in warnings))


def reads(changes: Mapping[Change, int | str | None], *warnings: str) -> Expect:
    """Read as the good workbook but for these values, with these warnings."""
    return Expect(tuple(f"~{each}" for each in warnings), changes)


def revenue(number: str | None, *warnings: str) -> Expect:
    """The revenue of team A in January (Actuals!C2) is this number; None: it is missing."""
    value = None if number is None else int(Decimal(number) * 10**6)
    return reads({("values", 0, "value"): value}, *warnings)


def refused(*said: str) -> Expect:
    """Refused by lines that name sheet and cell: every one of them, and no others (``~`` before a warning)."""
    return Expect(said, reads=False)


def refused_whole(*codes: str) -> Expect:
    """Refused as a whole by one of these codes; by any if there are none."""
    return Expect(refusals=codes, reads=False)


def named(prefix: str, recipes: Sequence[Recipe]) -> tuple[Recipe, ...]:
    """The recipes of a family, their names made different from those of others."""
    return tuple(Recipe(f"{prefix}: {each.name}", each.files, each.expects) for each in recipes)


DAMAGED = refused_whole("workbook-damaged")
REFUSED = Expect(reads=False, somehow=True)
LOST = reads(
    {("values", row, "value"): None for row in range(4)},
    "missing-sheet ",
)
"""Nothing is read from Actuals, and that is told."""
