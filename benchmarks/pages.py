"""Statements: as pages against Jinja alone, as PDFs on two processes against one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from scorecard.model.result import Result
from scorecard.report.pages.environment import environment
from scorecard.report.pages.pdf import Job, write_pdfs
from scorecard.report.pages.reader import Edition, Reader
from scorecard.report.pages.statement.view import statement
from scorecard.report.pages.teams import STATEMENTS, Desk, each_team, pages_of

DIGEST = "0" * 64
TEMPLATE = "statement.html"


def statements(result: Result, folder: Path) -> tuple[Callable[[], object], Callable[[], object], Callable[[], object]]:
    """(From the result to every page in its file as a run does it, the same in this process alone, from views that
    are all text to every page's text.)
    """
    template = environment().get_template(TEMPLATE)
    teams = result.payables["team"].tolist()
    edition = Edition(result, "en", DIGEST)
    views = [statement(Reader(edition, team)) for team in teams]
    (folder / STATEMENTS).mkdir()
    names = {team: str(team) for team in teams}

    def written(workers: int | None) -> None:
        desk = Desk(Edition(result, "en", DIGEST), folder, pages_of(None), names, {})
        for _ in each_team(desk, teams, workers):
            pass

    return (
        lambda: written(None),
        lambda: written(1),
        lambda: sum(len(template.render(s=view, t=edition.texts)) for view in views),
    )


def _pages(result: Result, teams: list[int]) -> Iterator[str]:
    template, edition = environment().get_template(TEMPLATE), Edition(result, "en", DIGEST)
    for team in teams:
        yield template.render(s=statement(Reader(edition, team)), t=edition.texts)


def pdfs(result: Result, folder: Path, most: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """(On one process, on two) the first so many statements as PDF."""
    pages = _pages(result, result.payables["team"].tolist()[:most])
    jobs = [Job(page, folder / f"{number}.pdf", b"{}", "part.json") for number, page in enumerate(pages)]
    return (
        lambda: write_pdfs(iter(jobs), lambda done: None, processes=1),
        lambda: write_pdfs(iter(jobs), lambda done: None, processes=2),
    )
