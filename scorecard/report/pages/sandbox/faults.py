"""What stops a template: refused inside, told outside as one problem."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from scorecard.model.problems import FilePlace, Problem
from scorecard.model.titles import Title

MOST_NAMES = 40
"""Names that a message lists."""


class Refused(Exception):  # noqa: N818 - it never leaves the sandbox
    """A message of the catalogue; where no place is given, the line that was running is it."""

    def __init__(self, kind: str, place: FilePlace | None = None, **args: str | Title) -> None:
        super().__init__(kind)
        self.kind, self.place, self.texts = kind, place, args


class TemplateFault(Exception):  # noqa: N818 - the problem is the user's, not an error of the program
    """Templates failed; the ``problems`` say where and why, ``problem`` is the first."""

    def __init__(self, problem: Problem, *others: Problem) -> None:
        super().__init__(problem, *others)
        self.problem, self.problems = problem, (problem, *others)


def start_of(path: Path) -> FilePlace:
    """The first line of a file."""
    return FilePlace(str(path), 1, 1)


def listed(names: Iterable[str]) -> str:
    """The names one after the other."""
    every = sorted(names)
    return ", ".join(every[:MOST_NAMES]) + (", …" if len(every) > MOST_NAMES else "")
