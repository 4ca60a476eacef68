"""What gates cost, one after the other, adds up to what the calculation gives without any."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from scorecard.calc import calculate
from scorecard.calc.gate_costs import before_gates, gate_costs
from scorecard.model.plan import Plan
from tests.report.explanation.trees import CASES, result


def without_gates(plan: Plan) -> Plan:
    stages = {id: replace(stage, gates=()) for id, stage in plan.stages.items()}
    return replace(plan, gates={}, stages=stages)


@pytest.mark.parametrize("name", CASES)
def test_before_the_first_gate_a_segment_is_what_it_is_in_a_plan_without_gates(name: str) -> None:
    gated = result(name)
    free, problems = calculate(without_gates(gated.plan), gated.inputs, gated.period)
    if free is None:  # a team that would then be paid has no owner: nothing to compare with
        assert {problem.kind for problem in problems} == {"no-owner"}
        return
    rows = before_gates(gated).assign(segment=gated.gates["segment"].to_numpy()).drop_duplicates("segment")
    at = rows["segment"].to_numpy()
    assert rows["composite"].tolist() == free.segments["composite"].to_numpy()[at].tolist()
    assert rows["factor"].tolist() == free.segments["factor"].to_numpy()[at].tolist()
    assert rows["pool"].tolist() == free.held["pool"].to_numpy()[at].tolist()


@pytest.mark.parametrize("name", CASES)
def test_the_costs_of_a_segment_s_gates_make_all_that_it_has_less_and_an_open_gate_costs_nothing(name: str) -> None:
    found = result(name)
    rows = found.gates.assign(cost=gate_costs(found), before=before_gates(found)["pool"].to_numpy())
    assert not any(rows.loc[~rows["closed"].to_numpy(bool), "cost"])
    for segment in set(rows["segment"].tolist()):
        own = rows[rows["segment"] == segment]
        assert own["before"].iloc[0] - sum(own["cost"].tolist()) == found.held["pool"].iloc[segment]
