"""The reference gives the thirty open cases' results, so that it may judge others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scorecard.model.period import Month
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from tests.reference.calculator import reference
from tests.reference.compare import shown

CASES = sorted(path.parent for path in (Path(__file__).parents[1] / "cases").glob("*/case.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_reference_gives_the_open_case_s_result(case: Path) -> None:
    said = json.loads((case / "case.json").read_text("utf-8"))
    plan, problems = read_plan(case / "plan.yaml")
    assert plan, problems
    inputs, problems = read_inputs(plan, [case / book for book in said["books"]])
    assert not problems
    found = reference(plan, inputs, Month.parse(said["period"]))
    assert found.result, found.problems
    assert shown(found.result) == shown(json.loads((case / "result.json").read_text("utf-8")))
