"""All pages of a run, into its folder (outputs.md)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scorecard.model.plan import Plan
from scorecard.report.pages.names import file_names
from scorecard.report.pages.order import PageOrder
from scorecard.report.pages.pdf import Job, write_pdfs
from scorecard.report.pages.plan_document import plan_document
from scorecard.report.pages.reader import Edition
from scorecard.report.pages.review import review_page
from scorecard.report.pages.teams import SLIPS, STATEMENTS, Desk, each_team, pages_of, write_text

Told = Callable[[str, int, int], None]
"""Told of each step: what is being written, how much of it is done, how much there is."""


def write_pages(edition: Edition, folder: Path, order: PageOrder, content: bytes, told: Told) -> None:
    """Statements and review page; slips and PDFs where they are ordered. ``content`` is the run's result.json.

    Raises OSError, and TemplateFault where one of the user's templates fails.
    """
    teams = edition.result.payables["team"].tolist()
    keys = edition.result.inputs.teams["key"]
    names = dict(zip(teams, file_names([(str(keys.iloc[team]),) for team in teams]), strict=True))
    (folder / STATEMENTS).mkdir()
    if order.slips:
        (folder / SLIPS).mkdir()
    slips = _slip_names(edition, keys.tolist()) if order.slips else {}
    desk = Desk(edition, folder, pages_of(order.templates), names, slips)
    for done, _ in enumerate(each_team(desk, teams)):
        told(STATEMENTS, done, len(teams))
    if order.pdf:
        _write_pdfs(edition, folder / STATEMENTS, names, content, told)
    _write_review(edition, folder, {team: f"{STATEMENTS}/{name}.html" for team, name in names.items()})


def _slip_names(edition: Edition, keys: Sequence[str]) -> dict[tuple[int, str], str]:
    """The slip's name of every team and employee."""
    members = edition.result.members
    pairs = list(dict.fromkeys(zip(members["team"].tolist(), members["employee"].tolist(), strict=True)))
    return dict(zip(pairs, file_names([(keys[team], employee) for team, employee in pairs]), strict=True))


def write_plan(plan: Plan, language: str, folder: Path, digest: str) -> None:
    """The plan document; ``digest`` is the SHA-256 of the plan's file. Raises OSError."""
    write_text(folder / "plan.html", plan_document(plan, language, digest))


def _write_review(edition: Edition, folder: Path, links: Mapping[int, str]) -> None:
    write_text(folder / "index.html", review_page(edition, links))


def _write_pdfs(edition: Edition, folder: Path, names: Mapping[int, str], content: bytes, told: Told) -> None:
    """Every statement as PDF, made of the page that stands beside it."""
    told("pdf", 0, len(names))
    write_pdfs(_jobs(folder, names, json.loads(content)), lambda done: told("pdf", done, len(names)))


def _jobs(folder: Path, names: Mapping[int, str], result: Mapping[str, Any]) -> Iterator[Job]:
    """The teams stand in result.json in the order of the payables, and so do the names."""
    for own, name in zip(result["teams"], names.values(), strict=True):
        html = (folder / f"{name}.html").read_text("utf-8")
        yield Job(html, folder / f"{name}.pdf", part_of(result, own), f"{name}.json")


def part_of(result: Mapping[str, Any], own: Mapping[str, Any]) -> bytes:
    """The team's part of result.json: the run's head, the team, and the warnings about it."""
    head = {name: result[name] for name in ("plan", "period", "currency")}
    warnings = [each for each in result["warnings"] if each["team"] == own["team"]]
    part = {**head, "teams": [own], "warnings": warnings}
    return json.dumps(part, ensure_ascii=False, indent=1).encode() + b"\n"
