"""For each thing that Actuals may lack for every team, the smallest input that lacks it, and what the user is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scorecard.model.messages.gaps import GAPS
from scorecard.model.period import Month
from scorecard.workflow.loading import load
from tests.cli.calling import written
from tests.read.books import lines

GALLERY: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("gallery.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
MEASURES = {
    "revenue": {"title": {"en": "Revenue", "zh": "收入"}},
    "margin": {"title": "Margin", "when_missing": "zero"},
}
GATES = {"thin": {"when": {"actual": "margin", "below": "0"}, "then": {"multiply": "0.5"}}}
TEAMS = {
    "Teams": [["team", "name"], ["A", "Alpha"], ["B", "Beta"]],
    "Stages": [["team", "stage", "from"], ["A", "growth", "2026-01-01"], ["B", "growth", "2026-01-01"]],
    "Owners": [["team", "employee", "name", "from"], ["A", "1", "Ann", "2026-01-01"], ["B", "2", "Bob", "2026-01-01"]],
    "Members": [["team", "employee", "name", "role"], ["A", "1", "Ann", "manager"], ["B", "2", "Bob", "manager"]],
    "Pools": [["team", "period", "amount"], ["A", "2026", "1200"], ["B", "2026", "1200"]],
    "Targets": [["team", "metric", "period", "target"], ["A", "revenue", "2026", "9"], ["B", "revenue", "2026", "9"]],
}


@pytest.mark.parametrize("case", GALLERY, ids=lambda case: f"{case['kind']}-{GALLERY.index(case)}")
def test_the_user_is_told_once(case: dict[str, Any], tmp_path: Path) -> None:
    sheets = {name: rows if isinstance(rows, list) else None for name, rows in case["sheets"].items()}
    written(tmp_path, plan={"measures": MEASURES, "gates": GATES, **case.get("plan", {})}, sheets={**TEAMS, **sheets})
    outcome = load(tmp_path / "plan.yaml", [tmp_path / "inputs.xlsx"], Month(2026, 2), lambda *step: None)
    assert lines(outcome.errors, case.get("language", "en")) == case["lines"]
    assert case["kind"] in {problem.kind for problem in outcome.errors}
    assert "unknown-column.near" not in {problem.kind for problem in outcome.problems}


def test_everything_that_is_told_once_stands_in_the_gallery() -> None:
    assert {case["kind"] for case in GALLERY} == {*GAPS, "missing-value", "missing-pool"}
