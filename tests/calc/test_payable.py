"""Entitlement, budget, due and payable by a pocket calculator (calculation.md 10 and 11)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scorecard.calc.calendar import calendar
from scorecard.calc.entitlement import budget_at, entitlements, uncut_entitlements, within_budget
from scorecard.calc.payable import Payables, paid_source, payables
from tests.calc.made import inputs_of, plan_with, stages, team


@pytest.mark.parametrize(
    ("entitled", "budget", "cut"),
    [
        ([100, 100, 100, -50], 101, [34, 34, 33, -50]),  # 33.67 each; what is owed gives the others no more
        ([1, 1, 1], 2, [1, 1, 0]),
        ([50, 50], 100, [50, 50]),
        ([50, 50], 0, [0, 0]),
        ([-5, -7], 0, [-5, -7]),
        ([3 * 10**18, 6 * 10**18, 9 * 10**18], 6 * 10**18, [10**18, 2 * 10**18, 3 * 10**18]),
    ],
)
def test_positive_entitlements_are_cut_to_the_budget_in_proportion(
    entitled: list[int], budget: int, cut: list[int]
) -> None:
    assert within_budget(np.array(entitled), budget).tolist() == cut


def test_a_budget_grows_by_the_months_of_the_fiscal_year() -> None:
    plan = plan_with(budget={"per_month": "0.35"})
    assert [budget_at(plan, month) for month in (0, 2, 11)] == [35, 105, 420]
    assert budget_at(plan_with(), 2) is None


def test_entitlements_add_the_ends_of_the_earlier_windows_to_the_current_one() -> None:
    plan = plan_with(basis="quarter")
    when = calendar(plan, inputs_of(plan, stages=stages(("growth", "2025-06-01"))), 4, list(range(5)))
    pool = np.array([10, 20, 30, 4, 5])
    assert uncut_entitlements(plan, when, pool, 1).tolist() == [[10, 20, 30, 34, 35]]


def paid(
    entitled: list[int], negative: str = "carry_forward", ledger: dict[str, int] | None = None, **rows: Any
) -> Payables:
    """The last of these months of one team."""
    plan = plan_with(negative_payable=negative)
    inputs = inputs_of(plan, **rows)
    period = len(entitled) - 1
    source, uncut = paid_source(period, ledger is not None, len(inputs.paid) > 0), np.array([entitled])
    return payables(plan, inputs, period, uncut, entitlements(plan, uncut, source), source, ledger)


def told(found: Payables) -> tuple[int, ...]:
    columns = (found.adjustments, found.paid_before, found.due, found.payable, found.carried)
    return tuple(int(column.item()) for column in columns)


def adjustment(month: int, amount: int) -> dict[str, Any]:
    return {"team": "A", "month": month, "amount": amount}


def test_without_ledger_and_paid_sheet_the_earlier_months_count_as_paid() -> None:
    # paid 10, 20, then nothing; 24 is 6 less than what was paid
    assert told(paid([10, 30, 5, 24])) == (0, 30, -6, 0, -6)
    assert told(paid([10, 30, 5, 24], "recover")) == (0, 5, 19, 19, 0)
    assert told(paid([-10, -30], "recover")) == (0, -10, -20, -20, 0)


def test_adjustments_count_from_their_month_on_and_not_before() -> None:
    rows = [adjustment(1, 7), adjustment(2, -100), adjustment(3, 1)]
    assert told(paid([10, 10], adjustments=rows)) == (7, 10, 7, 7, 0)
    assert told(paid([10, 10, 10], adjustments=rows)) == (-93, 17, -100, 0, -100)


def test_a_paid_sheet_counts_as_a_whole_even_where_this_team_has_no_row() -> None:
    rows = {"teams": [team(key="A"), team(key="B")], "paid": [{"team": "B", "month": 0, "amount": 4}]}
    plan = plan_with()
    inputs = inputs_of(plan, **rows)
    uncut = np.array([[10, 20], [10, 20]])
    found = payables(plan, inputs, 1, uncut, entitlements(plan, uncut, "paid"), "paid", None)
    assert (found.paid_before.tolist(), found.payable.tolist()) == ([0, 4], [20, 16])


def test_paid_rows_of_the_period_and_after_it_are_not_paid_before() -> None:
    rows = [adjustment(month, 10**month) for month in range(4)]
    assert told(paid([0, 0, 500], paid=rows)) == (0, 11, 489, 489, 0)
    assert paid([0, 0, 500], paid=rows).monthly.empty


def test_a_ledger_goes_before_the_paid_sheet_and_has_paid_nothing_to_whom_it_does_not_name() -> None:
    rows = [adjustment(0, 10)]
    assert told(paid([0, 500], ledger={"A": 450}, paid=rows)) == (0, 450, 50, 50, 0)
    assert told(paid([0, 500], ledger={"B": 450}, paid=rows)) == (0, 0, 500, 500, 0)


def test_dues_beyond_64_bits_are_exact() -> None:
    huge = 9 * 10**18
    assert told(paid([0, huge], ledger={"A": -huge})) == (0, -huge, 2 * huge, 2 * huge, 0)
