"""The warnings of a run on the review page: those of the whole run, and a finding a code for those of teams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from scorecard.model.messages import message
from scorecard.model.problems import Problem
from scorecard.report.pages.review.finding import Case, Finding
from scorecard.report.pages.review.teams import Teams

MOST_MESSAGES = 3
"""Warnings of a code that are written out."""
MOST_WHOLE = 20
"""Warnings of the whole run that are written out."""


class RunWarning(Struct, frozen=True):
    """A warning that concerns no single team."""

    code: str
    text: str
    place: str


def run_warnings(teams: Teams) -> tuple[list[RunWarning], int]:
    """The first warnings of the whole run, and how many more there are."""
    own = [problem for row, problem in teams.warnings if row is None]
    shown = [
        RunWarning(each.code, message(each, teams.edition.language), "" if each.place is None else str(each.place))
        for each in own[:MOST_WHOLE]
    ]
    return shown, len(own) - len(shown)


def warned(teams: Teams) -> list[Finding]:
    """A finding for each code among the warnings of teams."""
    by_code: dict[str, list[tuple[int, Problem]]] = {}
    for row, problem in teams.warnings:
        if row is not None:
            by_code.setdefault(problem.code, []).append((row, problem))
    return [
        Finding(f"warning-{code}", teams.say("warning_of", code=code), _one_a_team_first(teams, told), messages=True)
        for code, told in sorted(by_code.items())
    ]


def _one_a_team_first(teams: Teams, told: Sequence[tuple[int, Problem]]) -> list[Case]:
    """Warnings of one code: the first of every team weighs more than any team's second; only those shown have words."""
    counts, ranked = dict[int, int](), list[tuple[int, int, Problem]]()
    for row, problem in told:
        ranked.append((counts.get(row, 0), row, problem))
        counts[row] = counts.get(row, 0) + 1
    ranked.sort(key=lambda each: each[:2])
    words = [message(problem, teams.edition.language) for _, _, problem in ranked[:MOST_MESSAGES]]
    texts = words + [""] * (len(ranked) - len(words))
    return [Case(row, text, -nth) for (nth, row, _), text in zip(ranked, texts, strict=True)]


def warnings_of(teams: Teams) -> Mapping[int, int]:
    """Row to its number of warnings."""
    counts: dict[int, int] = {}
    for row, _ in teams.warnings:
        if row is not None:
            counts[row] = counts.get(row, 0) + 1
    return counts
