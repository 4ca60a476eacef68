"""What gates cost, one after the other, adds up to what the calculation gives without any."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from scorecard.calc import calculate
from scorecard.calc.gate_costs import before_gates
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs

CASES = sorted(path.parent for path in (Path(__file__).parents[1] / "cases").glob("*/case.json"))


def without_gates(plan: Plan) -> Plan:
    stages = {id: replace(stage, gates=()) for id, stage in plan.stages.items()}
    return replace(plan, gates={}, stages=stages)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_before_the_first_gate_a_segment_is_what_it_is_in_a_plan_without_gates(folder: Path) -> None:
    case = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    plan, _ = read_plan(folder / "plan.yaml")
    assert plan is not None
    inputs, _ = read_inputs(plan, [folder / book for book in case["books"]])
    gated, _ = calculate(plan, inputs, Month.parse(case["period"]))
    free, problems = calculate(without_gates(plan), inputs, Month.parse(case["period"]))
    assert gated is not None
    if free is None:  # a team that would then be paid has no owner: nothing to compare with
        assert {problem.kind for problem in problems} == {"no-owner"}
        return
    rows = before_gates(gated).assign(segment=gated.gates["segment"].to_numpy()).drop_duplicates("segment")
    at = rows["segment"].to_numpy()
    assert rows["composite"].tolist() == free.segments["composite"].to_numpy()[at].tolist()
    assert rows["factor"].tolist() == free.segments["factor"].to_numpy()[at].tolist()
    assert rows["pool"].tolist() == free.held["pool"].to_numpy()[at].tolist()
