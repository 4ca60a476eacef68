"""Every money rule, as told in the files beside this one, holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scorecard.report.result_json import result_object
from tests.small_cases import BASE, run

RULES = sorted(path for path in Path(__file__).parent.glob("*.yaml") if path != BASE)


def find(tree: Any, path: str) -> Any:
    for step in path.split("."):
        tree = tree[int(step)] if step.isdigit() else tree[step]
    return {True: "true", False: "false", None: "null"}[tree] if isinstance(tree, bool | None) else tree


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_the_rule_holds(path: Path, tmp_path: Path) -> None:
    outcome = run(path, tmp_path)
    assert outcome.result is not None, outcome.problems
    shown = result_object(outcome.result, "en")
    expected = outcome.case["expect"]
    assert {key: find(shown["teams"][0], key) for key in expected} == expected
    told = {warning["code"] for warning in shown["warnings"]}
    assert told.issuperset(outcome.case.get("warnings", []))
