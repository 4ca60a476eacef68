"""explain of very many teams, whose team is calculated with its group alone, derives what it derives of few."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scorecard.model.period import Month
from scorecard.read.plan_file import read_plan
from scorecard.report.explanation import node_object
from scorecard.workflow.explain import Explained, Question, explain
from tests.cases.test_cases import CASES
from tests.parts.here import Here


def without_budget(case: Path) -> bool:
    plan, _ = read_plan(case / "plan.yaml")
    return plan is not None and plan.budget_per_month is None


def asked(case: Path, team: str) -> Explained:
    said = json.loads((case / "case.json").read_text("utf-8"))
    paths, period = [case / book for book in said["books"]], Month.parse(said["period"])
    return explain(case / "plan.yaml", paths, period, Question(team, None, "en"), lambda *_: None)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every run goes in groups of two teams."""

    @contextmanager
    def here(_: object) -> Iterator[Here]:
        yield Here()

    monkeypatch.setattr("scorecard.workflow.explain.goes_in_groups", lambda *_: True)
    monkeypatch.setattr("scorecard.workflow.parts.one_group.engine_of", here)
    monkeypatch.setattr("scorecard.workflow.parts.load.TEAMS_AT_ONCE", 2)


@pytest.mark.parametrize("case", [each for each in CASES if without_budget(each)], ids=lambda case: case.name)
def test_the_derivation_is_that_of_all_teams_at_once(case: Path, large: None, monkeypatch: pytest.MonkeyPatch) -> None:
    teams = [team["team"] for team in json.loads((case / "result.json").read_text("utf-8"))["teams"]]
    for team in (teams[0], teams[-1]):
        parts = asked(case, team)
        with monkeypatch.context() as small:
            small.setattr("scorecard.workflow.explain.goes_in_groups", lambda *_: False)
            whole = asked(case, team)
        assert whole.tree and parts.tree
        assert node_object(parts.tree) == node_object(whole.tree)


def test_a_team_that_is_not_there_is_told(large: None) -> None:
    case = next(each for each in CASES if without_budget(each))
    found = asked(case, "no such team")
    assert found.tree is None
    assert [each.code for each in found.problems] == ["unknown-team-option"]


def test_where_a_budget_is_shared_all_teams_are_read_at_once(large: None, monkeypatch: pytest.MonkeyPatch) -> None:
    case = next(each for each in CASES if not without_budget(each))
    team = json.loads((case / "result.json").read_text("utf-8"))["teams"][0]["team"]
    monkeypatch.setattr("scorecard.workflow.parts.one_group.look", None)
    assert asked(case, team).tree
