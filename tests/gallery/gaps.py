"""Cases of what Actuals or Targets lack for every team: the base of the rules with a second team in it."""

from __future__ import annotations

from pathlib import Path

from scorecard.model.period import Month
from scorecard.read.counted import MOST_ALIKE
from scorecard.workflow.loading import load
from tests.cli.calling import written
from tests.gallery.cases import Case
from tests.gallery.lines import lines

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


def told(case: Case, folder: Path) -> dict[str, list[str]]:
    """The problems up to February, each told once; no column that is a measure's is told as unknown besides."""
    plan = {"measures": MEASURES, "gates": GATES, **case.get("plan", {})}
    written(folder, plan=plan, sheets={**with_teams(int(case.get("teams") or 0)), **case.sheets})
    outcome = load(folder / "plan.yaml", [folder / "inputs.xlsx"], Month(2026, 2), lambda *step: None)
    assert "unknown-column.near" not in {problem.kind for problem in outcome.problems}
    return lines(outcome.errors[MOST_ALIKE:] if case.kind.endswith(".more") else outcome.errors, folder)


def with_teams(count: int) -> dict[str, list[list[str]]]:
    """The sheets with so many further teams, each like B."""
    return {name: [*rows, *[[f"C{n}", *rows[-1][1:]] for n in range(count)]] for name, rows in TEAMS.items()}
