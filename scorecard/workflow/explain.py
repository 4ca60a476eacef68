"""The use case explain: one team's numbers as a tree (commands.md)."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from scorecard.model.period import Month
from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.read.cells import folded
from scorecard.read.log import list_of, nearest
from scorecard.read.plan_file import read_plan
from scorecard.read.tables import names_of, names_of_title
from scorecard.report.explanation import Node
from scorecard.report.explanation import explain as explain_team
from scorecard.workflow.access import Access
from scorecard.workflow.changes import with_changes
from scorecard.workflow.loading import Outcome, Progress
from scorecard.workflow.parts.choice import HERE, goes_in_groups
from scorecard.workflow.whole import result_of

ALIKE = 0.75
"""So like must a name be to be taken for a slip; else all that there are is the better hint."""


class Explained(Struct, frozen=True):
    """The tree, or the problems that stand in its way."""

    outcome: Outcome
    tree: Node | None
    problems: tuple[Problem, ...]


class Question(Struct, frozen=True):
    """Of which team, of which metric (None: everything), in which language."""

    team: str
    metric: str | None
    language: str


def explain(
    plan: Path,
    paths: Sequence[Path],
    period: Month | None,
    about: Question,
    progress: Progress,
    ledger: Access | None = None,
) -> Explained:
    """Calculate and derive a team's numbers. Team and metric are keys; the metric may also be given by a title.

    Raises LedgerFault.
    """
    outcome = _calculated(plan, paths, period, _key(about.team), progress, ledger)
    result = outcome.result
    if result is None:
        return Explained(outcome, None, outcome.errors)
    team, metric = _key(about.team), None if about.metric is None else metric_of(result, about.metric)
    teams = listed_teams(result)
    unknown = []
    if team not in teams:
        unknown.append(_unknown_team(result, about.team, teams))
    if about.metric is not None and metric is None:
        unknown.append(_unknown("metric", about.metric, result.plan.metrics))
    if unknown:
        return Explained(outcome, None, tuple(unknown))
    return Explained(outcome, explain_team(with_changes(result, ledger), teams[team], about.language, metric), ())


def _calculated(
    path: Path, paths: Sequence[Path], period: Month | None, team: str, progress: Progress, ledger: Access | None
) -> Outcome:
    """The result of all teams; where these are very many, of those around the one that is asked for, if it can be."""
    plan, told = read_plan(path)
    if plan is None:
        return Outcome(None, None, None, told)
    if ledger is None and goes_in_groups(plan, paths, HERE):
        from scorecard.workflow.parts.one_group import group_of, is_told_by_its_group  # heavy, and seldom needed

        if is_told_by_its_group(plan):
            return group_of(plan, told, paths, period, team, progress)
    return result_of(plan, told, paths, period, progress, ledger)


def listed_teams(result: Result) -> dict[str, int]:
    """Key to index of the teams that the period lists."""
    keys = result.inputs.teams["key"].tolist()
    return {keys[index]: index for index in result.payables["team"].tolist()}


def metric_of(result: Result, name: str) -> str | None:
    """The id of the metric of that id or title, whatever the case."""
    return names_of({id: names_of_title(each.title) for id, each in result.plan.metrics.items()}).get(folded(name))


def _key(text: str) -> str:
    """As a key reads in a workbook (inputs.md)."""
    return unicodedata.normalize("NFKC", text).strip()


def _unknown_team(result: Result, name: str, teams: Mapping[str, int]) -> Problem:
    """With a hint where it is a team's name, since a key is asked for."""
    if not _key(name):
        return Problem("unknown-team-option.empty", {"known": list_of(teams)})
    names = result.inputs.teams["name"].tolist()
    named = [key for key, index in teams.items() if folded(str(names[index])) == folded(name)]
    if named:
        return Problem("unknown-team-option.name", {"team": name, "near": list_of(named)})
    return _unknown("team", name, teams)


def _unknown(what: str, name: str, known: Collection[str]) -> Problem:
    near = nearest(name, known, ALIKE)
    if near is None:
        return Problem(f"unknown-{what}-option", {what: name, "known": list_of(known)})
    return Problem(f"unknown-{what}-option.near", {what: name, "near": near})
