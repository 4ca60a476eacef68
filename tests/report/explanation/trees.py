"""The open cases and the samples, calculated, and their teams' trees; each made once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from scorecard.model.period import Month
from scorecard.model.result import Result
from scorecard.report.explanation import Node, explain
from scorecard.workflow.loading import load
from tests.report.changed import changed
from tests.report.deferring import deferring

ROOT = Path(__file__).parents[3]
SAMPLES = {
    "key-accounts": ("configs/key-accounts-2026.yaml", "samples/key-accounts", "2026-07"),
    "growth-sales": ("configs/growth-sales-2026.yaml", "samples/growth-sales", "2026-03"),
}
CASES = sorted(path.parent.name for path in (ROOT / "tests" / "cases").glob("*/case.json"))
DEFERRING = "deferring"
"""The key-account sample with a deferral."""
CHANGED = "changed"
"""The key-account sample after a closing in which a few things had stood otherwise, under another plan."""
EVERY = [*SAMPLES, DEFERRING, CHANGED, *CASES]


def books(name: str) -> tuple[Path, list[Path], str]:
    """Plan, workbooks or their folder, and period."""
    if name in SAMPLES:
        plan, folder, period = SAMPLES[name]
        return ROOT / plan, [ROOT / folder], period
    folder = ROOT / "tests" / "cases" / name
    said = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    return folder / "plan.yaml", [folder / book for book in said["books"]], said["period"]


@cache
def result(name: str, period: str | None = None) -> Result:
    if name == DEFERRING:
        return deferring(result("key-accounts"))
    if name == CHANGED:
        return changed(result("key-accounts"), other_plan=True)
    plan, paths, newest = books(name)
    found = load(plan, paths, Month.parse(period or newest), lambda *step: None).result
    assert found is not None
    return found


@cache
def trees(name: str, language: str = "en") -> list[Node]:
    """Of every team that is listed."""
    found = result(name)
    return [explain(found, team, language) for team in found.payables["team"].tolist()]


def tree(team: str, language: str = "en", metric: str | None = None, period: str | None = None) -> Node:
    """Of a team of the key-account sample."""
    found = result("key-accounts", period)
    return explain(found, found.inputs.teams["key"].tolist().index(team), language, metric)


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from nodes(child)


def labelled(node: Node, label: str) -> Node:
    return next(each for each in nodes(node) if each.label == label)
