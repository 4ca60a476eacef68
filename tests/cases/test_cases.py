"""Thirty random cases with the right result: read, calculated and written, every number to the last digit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scorecard.calc import calculate
from scorecard.model.period import Month
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.report.result_json import result_object

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/case.json"))
WARNINGS = {
    "budget-overpaid",
    "nobody-to-pay",
    "nothing-to-score",
    "paid-before-assumed",
    "ratio-undefined",
    "role-vacant",
}
"""Those that calculation.md names; the others depend on how a workbook is read."""


def warnings(result: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((w["code"], w["team"] or "") for w in result["warnings"] if w["code"] in WARNINGS)


def numbers(result: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in result.items() if key != "warnings"}


def run(case: Path) -> dict[str, Any]:
    said = json.loads((case / "case.json").read_text("utf-8"))
    plan, problems = read_plan(case / "plan.yaml")
    assert plan, problems
    inputs, problems = read_inputs(plan, [case / book for book in said["books"]])
    assert not problems
    result, problems = calculate(plan, inputs, Month.parse(said["period"]))
    assert result, problems
    found: dict[str, Any] = json.loads(json.dumps(result_object(result, "en")))
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_result_is_right_to_the_last_digit(case: Path) -> None:
    expected = json.loads((case / "result.json").read_text("utf-8"))
    found = run(case)
    assert numbers(found) == numbers(expected)
    assert warnings(found) == warnings(expected)


def test_all_thirty_cases_are_there() -> None:
    assert len(CASES) == 30
