"""Funding, earned, held and pool by a pocket calculator (calculation.md 8 and 9)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scorecard.calc.actuals import Actuals
from scorecard.calc.calendar import calendar
from scorecard.calc.funding import Pools, pool_months, pools, share_money
from scorecard.calc.values import month_values
from scorecard.model.plan import Plan
from tests.calc.made import TWO_STAGES, inputs_of, plan_with, stages, team

UNIT = 10**6


def funded(plan: Plan, percent: str, revenue: int = 0, amount: int = 0, period: int = 0, **rows: Any) -> Pools:
    """The pools where every segment has this factor; money in the currency's smallest unit."""
    given = {
        "stages": stages(("growth", "2025-06-01")),
        "values": [{"team": "A", "month": 0, "measure": "revenue", "value": revenue}],
        "pools": [{"team": "A", "month": -1, "amount": 12 * amount}],
    }
    inputs = inputs_of(plan, **given | rows)
    when = calendar(plan, inputs, period, [period])
    actuals = Actuals(plan, when, month_values(plan, inputs, period))
    factor = np.full(len(when.segments), round(float(percent) * 10**4))
    return pools(plan, when, actuals, pool_months(plan, inputs), factor, [])


def money(found: Pools) -> list[list[int]]:
    return [
        column.tolist()
        for column in (found.scored, found.unscored, found.earned, found.held, found.held_by, found.pool)
    ]


SHARE = {"share": {"of": "revenue", "rate": "1.5", "losses": "50"}}


@pytest.mark.parametrize(
    ("currency", "revenue", "expected"),
    [
        ("CNY", "1234.57", 1852),  # 18.51855
        ("CNY", "-1234.57", -926),  # -9.259275
        ("CNY", "0.333333", 0),  # 0.004999995
        ("CNY", "0.333334", 1),  # 0.00500001
        ("JPY", "100", 2),  # 1.5
        ("JPY", "-100", -1),  # -0.75
        ("KWD", "1.1", 17),  # 0.0165
    ],
)
def test_a_share_is_a_percent_of_the_measure_and_of_a_loss_a_part_of_that(
    currency: str, revenue: str, expected: int
) -> None:
    plan = plan_with(currency=currency, funding=[SHARE], floor="none")
    actual = np.array([round(float(revenue) * UNIT)])
    assert share_money(plan, plan.stages["growth"].funding[0], actual).tolist() == [expected]


def test_a_loss_costs_the_team_nothing_where_the_plan_does_not_say_so() -> None:
    found = funded(plan_with(funding=[{"share": {"of": "revenue", "rate": "10"}}]), "100", revenue=-5 * UNIT)
    assert found.pool.tolist() == [0]


def test_a_good_score_enlarges_no_loss_and_unscored_money_comes_on_top() -> None:
    plan = plan_with(floor="none", funding=["target_pool", SHARE, {"subsidy": "7", "scored": "false"}])
    found = funded(plan, "150", revenue=-2_000_000 * UNIT, amount=1_000_000)
    # S = 10000 - 15000, U = 7
    assert money(found) == [[-500_000], [700], [-500_000], [-500_000], [0], [-499_300]]


@pytest.mark.parametrize(("revenue", "held", "by"), [(200, 12_50, 1), (2_000, 30_00, 0), (10_000, 50_00, 2)])
def test_floor_and_cap_are_percents_of_the_target_pool_also_where_that_is_unscored(
    revenue: int, held: int, by: int
) -> None:
    plan = plan_with(floor="12.5", cap="50", funding=[{"target_pool": "true", "scored": "false"}, SHARE])
    found = funded(plan, "100", revenue=revenue * UNIT, amount=100_00)
    assert (found.held.tolist(), found.held_by.tolist(), found.pool.tolist()) == ([held], [by], [held + 100_00])


def test_a_year_s_pool_is_phased_to_the_cent_and_cut_by_the_days_in_a_stage() -> None:
    plan = plan_with(**TWO_STAGES, stage_change="by_day")
    rows: dict[str, Any] = {
        "stages": stages(("growth", "2025-06-01"), ("position", "2026-01-11")),
        "pools": [{"team": "A", "month": -1, "amount": 100_000}],
    }
    # months: 83.33 and 83.34; January 26.88 and 56.45
    assert funded(plan, "100", **rows).scored.tolist() == [2_688, 5_645]
    assert funded(plan, "100", period=1, **rows).scored.tolist() == [2_688, 5_645 + 8_334]


def test_a_subsidy_is_cut_by_a_late_start() -> None:
    plan = plan_with(stage_change="by_day", funding=[{"subsidy": "100"}])
    assert funded(plan, "100", teams=[team("2026-01-22")]).scored.tolist() == [3_226]  # 100 x 10 / 31


def test_money_beyond_64_bits_is_exact() -> None:
    plan = plan_with(funding=["target_pool"])
    found = funded(plan, "1000.0001", amount=7 * 10**16)
    assert found.pool.tolist() == [700_000_070_000_000_000]  # 7 x 10^16 x 10.000001
    assert funded(plan, "99999999.9999", amount=7 * 10**16).pool.tolist() == [69_999_999_999_930_000_000_000]
