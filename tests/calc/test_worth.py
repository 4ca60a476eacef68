"""What one percent of target more is worth, by a pocket calculator."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scorecard.calc import calculate
from scorecard.calc.allocation import allocate, share_of
from scorecard.calc.entitlement import within_budget, within_budget_if
from scorecard.calc.worth import worth
from scorecard.model.period import Month
from scorecard.report.explanation.node import there
from tests.calc.made import TWO_STAGES, day, inputs_of, plan_with, stages, team
from tests.properties.thorough import examples

UNIT = 10**6
TARGET = {"target": 100000 * UNIT}
STRAIGHT = {"points": [["threshold", 50], ["target", 100], ["stretch", 150]], "on": "actual"}
THIN: dict[str, Any] = {"when": {"actual": "margin", "below": 1}, "then": {"cap": {"revenue": 75}}}
SLOW: dict[str, Any] = {"when": {"attainment": "revenue", "below": 100}, "then": {"multiply": "0.5"}}


def rows(key: str, revenue: int, target: dict[str, int], month: int = 0, pool: int = 1000000) -> dict[str, Any]:
    """A team's month: a target pool of 10000.00, a target of 100000."""
    return {
        "pools": {"team": key, "month": month, "amount": pool},
        "targets": {"team": key, "metric": "revenue", "month": month, **target},
        "values": {"team": key, "month": month, "measure": "revenue", "value": revenue * UNIT},
    }


def changes(
    months: list[dict[str, Any]], ledger: dict[str, int] | None = None, period: int = 1, **plan: Any
) -> list[int | None]:
    """In cents, a segment after the other."""
    made = plan_with(**{"owner": {"outside_team": True}} | plan)
    keys = sorted({each["pools"]["team"] for each in months})
    entered = [("growth", "2025-06-01"), *([("position", "2026-02-01")] if len(made.stages) > 1 else [])]
    inputs = inputs_of(
        made,
        teams=[team(key=key) for key in keys],
        stages=[row for key in keys for row in stages(*entered, key=key)],
        owners=[{"team": key, "employee": "E1", "name": "Ann", "day": day("2025-06-01")} for key in keys],
        **{name: [each[name] for each in months] for name in ("pools", "targets", "values")},
    )
    result, problems = calculate(made, inputs, Month(2026, period), ledger)
    assert result is not None, problems
    found = worth(result)
    assert found[["segment", "metric"]].equals(result.scores[["segment", "metric"]])
    return [int(value) if there(value) else None for value in found["change"].tolist()]


def change(revenue: int, target: dict[str, int] | None = None, **given: Any) -> int | None:
    """In cents, of one team's only metric in January."""
    (found,) = changes([rows("A", revenue, TARGET if target is None else target)], **given)
    return found


def metric(**changes: Any) -> dict[str, Any]:
    return {"revenue": {"perspective": "financial", "actual": "revenue", "curve": "standard", **changes}}


def test_one_percent_of_the_target_moves_attainment_score_pool_and_payable() -> None:
    assert change(100000) == 25000  # 101 % scores 102.5
    assert change(95000) == 25000
    assert change(50000) == 0  # below the curve's first point
    assert change(79500) == 512500  # 80.5 % scores 51.25, 79.5 % nothing
    assert change(120000) == 0  # beyond the last point


def test_a_cap_on_the_score_makes_more_of_it_worthless() -> None:
    assert change(100000, gates={"thin": THIN}) == 0
    assert change(89800, gates={"thin": THIN}) == 5000  # from 74.5 up to the cap of 75


def test_a_gate_on_the_attainment_opens_again() -> None:
    assert change(99000, gates={"slow": SLOW}) == 1000000 - 487500  # half of 97.5 % before
    assert change(98999, gates={"slow": SLOW}) == 12500  # 99.999 % keeps it closed


def test_a_gate_on_the_composite_opens_again() -> None:
    gate = {"when": {"composite": True, "below": 100}, "then": {"multiply": "0.5"}}
    assert change(99000, gates={"weak": gate}) == 1000000 - 487500


def test_a_gate_on_an_actual_stays_as_it_is_and_so_does_a_share_of_the_measure() -> None:
    gate = {"when": {"actual": "revenue", "below": 100000}, "then": {"multiply": "0.5"}}
    assert change(99000, gates={"small": gate}) == 12500
    assert change(100000, funding=[{"share": {"of": "revenue", "rate": 1}}]) == 2500  # 2.5 % of 1000.00


def test_where_the_floor_or_the_cap_holds_more_is_worth_nothing() -> None:
    assert change(85000, floor=70) == 0
    assert change(91000, floor=79) == 10000  # 77.5 % lies below the floor, 80 % above it
    assert change(110000, cap=120) == 0
    assert change(107000, cap=118) == 5000  # from 117.5 up to the cap


def test_what_is_carried_is_made_good_first() -> None:
    assert change(100000, ledger={"A": 2000000}) == 0
    assert change(100000, ledger={"A": 1010000}) == 15000
    assert change(100000, ledger={"A": 2000000}, negative_payable="recover") == 25000


def test_a_budget_is_shared_anew_with_the_others_as_they_are() -> None:
    both = [rows("A", 100000, TARGET), rows("B", 100000, TARGET)]
    # 15000.00 x 10250 / 20250 = 7592.592..., the unit left over goes to the other team
    assert changes(both, budget={"per_month": 15000}) == [9259, 9259]
    # 20100.00 suffices for 20000.00 and not for 20250.00: 10174.07 and a unit to the earlier remainder's owner
    assert changes(both, budget={"per_month": 20100}) == [17407, 17407]
    assert changes(both, budget={"per_month": 20250}) == [25000, 25000]


def test_lower_is_better_goes_down() -> None:
    assert change(100000, metrics=metric(better="lower")) == 25000  # 99000 of a baseline of 200000
    assert change(100000, metrics=metric(better="lower", formula="inverse")) == 25253  # 101.0101 % scores 102.5253


def test_an_actual_that_the_calculation_would_refuse_is_worth_null() -> None:
    inverse = metric(better="lower", formula="inverse")
    assert change(999, metrics=inverse) is None
    assert change(1000, metrics=inverse) == -1500000  # 0 is undefined, and scores 0


def test_a_curve_on_the_actual_with_the_teams_own_points() -> None:
    goals = {"threshold": 80000 * UNIT, "target": 100000 * UNIT, "stretch": 120000 * UNIT}
    named: dict[str, Any] = {"curves": {"straight": {"points": [[0, 0], [100, 100], [200, 200]]}, "own": STRAIGHT}}
    assert change(100000, goals, metrics=metric(curve="own"), **named) == 25000
    only: dict[str, Any] = {
        "curves": named["curves"] | {"own": {"points": [["threshold", 50], ["stretch", 150]], "on": "actual"}}
    }
    without = {name: value for name, value in goals.items() if name != "target"}
    assert change(100000, without, metrics=metric(curve="own"), **only) is None


def test_each_segment_of_a_team_is_asked_by_itself() -> None:
    months = [rows("A", 100000, TARGET), rows("A", 90000, TARGET, 1, 2000000)]
    assert changes(months, period=2, stages=TWO_STAGES["stages"]) == [25000, 50000]


def test_without_a_target_or_where_the_metric_is_left_out_the_change_is_null() -> None:
    assert change(100000, {"target": 0}, metrics=metric(when_no_target=50)) is None
    assert change(100000, {}, metrics=metric(when_no_target=50)) is None
    assert change(100000, {"target": 5 * UNIT, "baseline": 5 * UNIT}, metrics=metric(when_no_target="skip")) is None
    assert change(100000, {"target": 5 * UNIT, "baseline": 5 * UNIT}, metrics=metric(when_no_target=50)) == 0


def test_without_an_actual_the_change_is_null() -> None:
    assert change(100000, metrics=metric(actual={"ratio": ["revenue", "margin"]}, when_undefined=80)) is None


def test_the_step_is_rounded_to_a_quantity() -> None:
    tiny = {"curves": {name: {"points": [[0, 0], [200, 200]]} for name in ("standard", "straight")}}
    assert change(0, {"target": 149}, **tiny) == 6711  # 0.000001 of 0.000149 is 0.6711 %
    assert change(0, {"target": 49}, **tiny) == 0


PARTS = st.lists(st.one_of(st.integers(0, 12), st.integers(0, 10**18)), min_size=1, max_size=7)


@examples(200)
@given(st.one_of(st.integers(0, 30), st.integers(0, 10**19)), PARTS, st.data())
def test_one_share_is_that_of_the_whole_allocation(amount: int, parts: list[int], data: st.DataObject) -> None:
    if not sum(parts):
        return
    at = data.draw(st.integers(0, len(parts) - 1))
    whole = np.array([amount]) if amount < 2**63 else np.array([amount], object)
    cut, unit = allocate(whole, np.array(parts), np.zeros(len(parts), np.int64))
    assert share_of(amount, np.array(parts), at) == cut[at] + unit[at]


@examples(200)
@given(st.lists(st.integers(-20, 90), min_size=1, max_size=6), st.integers(0, 200), st.data())
def test_another_entitlement_is_cut_as_if_it_stood_in_its_place(
    entitled: list[int], budget: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(entitled) - 1))
    instead = data.draw(st.one_of(st.just(entitled[at]), st.integers(-20, 90)))
    replaced = [instead if index == at else each for index, each in enumerate(entitled)]
    found = within_budget_if(np.array(entitled), np.array([at]), np.array([instead]), budget)
    assert found.tolist() == [within_budget(np.array(replaced), budget)[at]]
    assert within_budget_if(np.array(entitled), np.array([at]), np.array([instead]), None).tolist() == [instead]
