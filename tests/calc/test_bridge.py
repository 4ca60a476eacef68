"""The way from target pool to pool by a pocket calculator; its steps add up whatever the plan."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from scorecard.calc import calculate
from scorecard.calc.bridge import bridge
from scorecard.model.period import Month
from tests.calc.made import day, inputs_of, plan_with, stages
from tests.properties.thorough import examples
from tests.reference.scenarios import Scenario, scenarios

COLUMNS = ["target_pool", "other_funding", "payout", "gates", "limits", "forfeited"]
THIN: dict[str, Any] = {"when": {"actual": "margin", "below": 1}}

SHARE = {"share": {"of": "revenue", "rate": 1}}


def steps(revenue: int, **plan: Any) -> list[int]:
    """Of one team with a target pool of 10000.00 and a target of 100000, in cents; nothing is earned on margin."""
    made = plan_with(owner={"outside_team": True}, **plan)
    inputs = inputs_of(
        made,
        stages=stages(("growth", "2025-06-01")),
        owners=[{"team": "A", "employee": "E1", "name": "Ann", "day": day("2025-06-01")}],
        members=[],
        pools=[{"team": "A", "month": 0, "amount": 1000000}],
        targets=[{"team": "A", "metric": "revenue", "month": 0, "target": 100000 * 10**6}],
        values=[{"team": "A", "month": 0, "measure": "revenue", "value": revenue * 10**6}],
    )
    result, problems = calculate(made, inputs, Month(2026, 1))
    assert result is not None, problems
    found = bridge(result)
    assert list(found) == COLUMNS
    (row,) = found.to_numpy().tolist()
    assert sum(row) == result.held["pool"].iloc[0]
    return [int(step) for step in row]


@pytest.mark.parametrize(
    ("revenue", "plan", "expected"),
    [
        (100000, {}, [1000000, 0, 0, 0, 0, 0]),
        (90000, {}, [1000000, 0, -250000, 0, 0, 0]),  # a score of 75
        (110000, {}, [1000000, 0, 250000, 0, 0, 0]),  # a score of 125
        # a cap of 60 takes 15 points more
        (90000, {"gates": {"thin": THIN | {"then": {"cap": {"revenue": 60}}}}}, [1000000, 0, -250000, -150000, 0, 0]),
        (90000, {"gates": {"thin": THIN | {"then": {"multiply": "0.8"}}}}, [1000000, 0, -250000, -150000, 0, 0]),
        (90000, {"gates": {"thin": THIN | {"then": {"forfeit": True}}}}, [1000000, 0, -250000, 0, 0, -750000]),
        (50000, {"floor": 50}, [1000000, 0, -1000000, 0, 500000, 0]),
        (120000, {"cap": 120}, [1000000, 0, 500000, 0, -300000, 0]),
        # what a gate takes, the floor gives back; each stands by itself
        (90000, {"floor": 50, "gates": {"thin": THIN | {"then": {"multiply": 0}}}},
         [1000000, 0, -250000, -750000, 500000, 0]),
        # what a floor adds is forfeited with the rest, so that nothing falls below what was there
        (50000, {"floor": 50, "gates": {"thin": THIN | {"then": {"forfeit": True}}}},
         [1000000, 0, -1000000, 0, 500000, -500000]),
        # a fixed 400 a month that no score touches, and 1 % of revenue that it does
        (90000, {"funding": ["target_pool", {"subsidy": 400, "scored": False}, SHARE]},
         [1000000, 130000, -272500, 0, 0, 0]),
        # a loss is not enlarged, and the floor of 0 takes it away
        (-10000, {"funding": [{"share": {"of": "revenue", "rate": 1, "losses": 100}}]}, [0, -10000, 0, 0, 10000, 0]),
    ],
)  # fmt: skip
def test_each_step_is_what_funding_scores_gates_and_limits_make(
    revenue: int, plan: dict[str, Any], expected: list[int]
) -> None:
    assert steps(revenue, **plan) == expected


@examples(40)
@given(scenarios(tidy=True))
def test_the_steps_add_up_to_the_pool_and_gates_do_nothing_where_none_is_closed(given: Scenario) -> None:
    result, _ = calculate(given.plan, given.inputs, given.period, given.ledger)
    if result is None:
        return
    found = bridge(result)
    closed = set(result.gates.loc[result.gates["closed"].to_numpy(), "segment"].tolist())
    for index, row in enumerate(found.astype(object).to_dict("records")):
        assert sum(row.values()) == result.held["pool"].iloc[index]
        assert row["target_pool"] == result.held["target_pool"].iloc[index]
        if index not in closed:
            assert row["gates"] == 0
