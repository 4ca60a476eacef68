"""The pages of every team, shared among several processes where there are many: its statement, its members' slips."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from scorecard.crew import crew, processors
from scorecard.report.pages.environment import environment
from scorecard.report.pages.reader import Edition, Reader
from scorecard.report.pages.sandbox.environment import OwnTemplates, user_environment
from scorecard.report.pages.sandbox.rendering import rendered
from scorecard.report.pages.slip import slip, slip_people
from scorecard.report.pages.statement.view import statement

STATEMENTS, SLIPS = "statements", "slips"
MANY = 100
"""From so many teams on more than one process pays."""
SHARE = 16
"""Teams that a process takes at a time."""

Page = Callable[[str, Reader, Any], str]


def pages_of(templates: Path | None) -> Page:
    """What makes a page of a template's name, a reader and a view: with the user's templates in a sandbox."""
    own = None if templates is None else user_environment(templates)
    return lambda name, reader, view: _page(own, name, reader, view)


def _page(own: OwnTemplates | None, name: str, reader: Reader, view: Any) -> str:
    if own is None:
        return environment().get_template(name).render(s=view, t=reader.texts)
    return rendered(own, name, s=view, t=reader.texts)


class Desk(Struct, frozen=True):
    """What the pages of one team are made with."""

    edition: Edition
    folder: Path
    page: Page
    names: Mapping[int, str]
    """Of each team's statement."""
    slips: Mapping[tuple[int, str], str]
    """The slip's name of every team and employee; empty where no slips are ordered."""

    def write(self, team: int) -> None:
        """A team's statement, and its members' slips."""
        reader = Reader(self.edition, team)
        own = self.page("statement.html", reader, statement(reader))
        write_text(self.folder / STATEMENTS / f"{self.names[team]}.html", own)
        for employee in slip_people(reader) if self.slips else ():
            path = self.folder / SLIPS / f"{self.slips[team, employee]}.html"
            write_text(path, self.page("slip.html", reader, slip(reader, employee)))


def each_team(desk: Desk, teams: Sequence[int], workers: int | None = None) -> Iterator[None]:
    """Write every team's pages, and give a sign for each.

    Many are shared among copies of this process, where a system can make such copies safely; the first is written
    before, so that what all of them look up is looked up once.
    """
    workers = workers or (processors() if sys.platform == "linux" and len(teams) >= MANY else 1)
    own = 1 if workers > 1 else len(teams)
    for team in teams[:own]:
        desk.write(team)
        yield
    if teams[own:]:
        with crew("fork", workers, _sit_down, desk) as pool:
            yield from pool.map(_write, teams[own:], chunksize=SHARE)


_desk: Desk
"""Of a process of the crew."""


def _sit_down(desk: Desk) -> None:
    global _desk
    _desk = desk


def _write(team: int) -> None:
    _desk.write(team)


def write_text(path: Path, text: str) -> None:
    """UTF-8 with the line ends that stand in it, on every system."""
    path.write_bytes(text.encode("utf-8", "replace"))
