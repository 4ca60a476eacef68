"""Gates at exactly their number, beyond every number, and the caps that they set (calculation.md 7)."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.calc import calculate
from scorecard.model.result import Result
from tests.calc.made import day, inputs_of, member, plan_with, stages

UNIT = 10**6
METRICS = {
    "revenue": {"perspective": "financial", "actual": "revenue", "curve": "straight"},
    "margin": {"perspective": "financial", "actual": "margin", "curve": "straight"},
}
SCALE = ("below", "at_most", "above", "at_least")


def result(gates: dict[str, Any], revenue: int, margin: int) -> Result:
    """January with the targets 100 and 100; revenue and margin weigh half each."""
    plan = plan_with(
        metrics=METRICS,
        gates=gates,
        stages={"growth": {"weights": {"revenue": 50, "margin": 50}}},
        funding=[{"subsidy": 1}],
    )
    targets = [{"team": "A", "metric": id, "month": 0, "target": 100 * UNIT} for id in METRICS]
    found, problems = calculate(
        plan,
        inputs_of(
            plan,
            stages=stages(("growth", "2025-06-01")),
            owners=[{"team": "A", "employee": "E1", "name": "Ann", "day": day("2025-06-01")}],
            members=[member("E1", "manager")],
            targets=targets,
            values=[
                {"team": "A", "month": 0, "measure": "revenue", "value": revenue},
                {"team": "A", "month": 0, "measure": "margin", "value": margin},
            ],
        ),
        plan.month(0),
    )
    assert found is not None, problems
    return found


def closed(when: dict[str, Any], revenue: int, margin: int, **more: str) -> bool:
    gate = {"when": when, "then": {"multiply": "0.5"}, **more}
    return bool(result({"g": gate}, revenue, margin).gates["closed"].item())


@pytest.mark.parametrize(("comparison", "expected"), list(zip(SCALE, [False, True, False, True], strict=True)))
def test_at_its_number_a_gate_is_closed_where_the_number_belongs_to_it(comparison: str, expected: bool) -> None:
    assert closed({"actual": "revenue", comparison: "60"}, 60 * UNIT, 0) is expected


def test_an_attainment_is_compared_after_it_was_rounded() -> None:
    assert closed({"attainment": "revenue", "below": "60"}, 59_999_949, 0)  # 59.999949 %: 59.9999
    assert not closed({"attainment": "revenue", "below": "60"}, 59_999_950, 0)  # 59.99995 %: 60.0000


def test_a_ratio_is_compared_after_it_was_rounded() -> None:
    third = {"actual": {"ratio": ["revenue", "margin"]}, "above": "0.333333"}
    assert not closed(third, UNIT, 3 * UNIT)
    assert closed({"actual": {"ratio": ["revenue", "margin"]}, "above": "0.666666"}, 2 * UNIT, 3 * UNIT)


@pytest.mark.parametrize(
    ("revenue", "expected"), [(1, [False, False, True, True]), (-1, [True, True, False, False]), (0, [False] * 4)]
)
def test_over_0_a_gain_lies_above_every_number_a_loss_below_and_nothing_leaves_it_open(
    revenue: int, expected: list[bool]
) -> None:
    ratio = {"actual": {"ratio": ["revenue", "margin"]}}
    assert [closed(ratio | {comparison: "999999"}, revenue, 0) for comparison in SCALE] == expected


def test_0_over_0_closes_a_gate_that_says_so() -> None:
    when = {"actual": {"ratio": ["revenue", "margin"]}, "above": "1"}
    assert closed(when, 0, 0, when_undefined="closed")
    assert not closed(when, -1, 0, when_undefined="closed")


CAPS = {
    "first": {"when": {"actual": "margin", "at_least": 0}, "then": {"cap": {"revenue": 90}}},
    "second": {"when": {"actual": "margin", "at_least": 0}, "then": {"cap": {"revenue": 80, "margin": 80}}},
    "third": {"when": {"actual": "margin", "at_least": 0}, "then": {"cap": {"revenue": 80}}},
    "open": {"when": {"actual": "margin", "below": 0}, "then": {"cap": {"revenue": 10}}},
}


@pytest.mark.parametrize(("revenue", "score", "by"), [(120, 80, 1), (85, 80, 1), (80, 80, -1), (79, 79, -1)])
def test_the_lowest_cap_holds_and_the_first_gate_with_it_is_named_where_it_lowered_the_score(
    revenue: int, score: int, by: int
) -> None:
    found = result(CAPS, revenue * UNIT, 0).scores
    assert list(found.loc[0, ["score", "capped_by"]]) == [score * 10**4, by]


def test_gates_multiply_the_payout_together_and_it_is_rounded_once() -> None:
    gates = {
        id: {"when": {"composite": "true", "at_most": "50"}, "then": {"multiply": share}}
        for id, share in {"a": "0.3333", "b": "0.5"}.items()
    }
    segment = result(gates, 100 * UNIT, 0).segments.loc[0]
    assert list(segment[["composite", "payout"]]) == [500_000, 500_000]
    assert segment["factor"] == 83_325  # 50 x 0.3333 x 0.5 = 8.3325


def test_the_first_gate_that_forfeits_is_named_and_the_pool_is_gone() -> None:
    gates = {
        id: {"when": {"actual": "revenue", comparison: "0"}, "then": {"forfeit": "true"}}
        for id, comparison in {"a": "above", "b": "at_least", "c": "at_most"}.items()
    }
    found = result(gates, 0, 0).held.loc[0]
    assert list(found[["forfeited_by", "pool"]]) == [1, 0]
