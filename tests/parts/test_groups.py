"""Teams in groups give the same result as all teams at once, whatever the groups (calculation.md, What must hold)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scorecard.calc import calculate
from scorecard.model.period import Month
from scorecard.read.parts.part import can_be_cut
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.report.result_json import result_bytes
from tests.cases.test_cases import CASES
from tests.parts.compared import differences, in_groups


def parts_for(name: str) -> int:
    return 2 + sum(map(ord, name)) % 5


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_groups_of_teams_give_every_table_of_the_whole_run(case: Path) -> None:
    said = json.loads((case / "case.json").read_text("utf-8"))
    plan, _ = read_plan(case / "plan.yaml")
    assert plan
    paths, period = [case / book for book in said["books"]], Month.parse(said["period"])
    inputs, _ = read_inputs(plan, paths)
    whole, _ = calculate(plan, inputs, period)
    assert whole
    found = in_groups(plan, paths, period, parts_for(case.name) if can_be_cut(plan) else 1)
    assert found.result, found.problems
    assert differences(whole, found.result) == []
    assert result_bytes(found.result, "zh") == result_bytes(whole, "zh")


def test_most_of_the_cases_were_cut() -> None:
    plans = [read_plan(case / "plan.yaml")[0] for case in CASES]
    assert sum(plan is not None and can_be_cut(plan) for plan in plans) > len(CASES) / 2
