"""Owner, premium, parts and amounts by a pocket calculator (calculation.md 12)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scorecard.calc.members import active_members, member_lines, owners, parts, premiums, reference, unallocated
from scorecard.model.inputs import Inputs
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from tests.calc.made import day, inputs_of, member, plan_with, team

JANUARY = Month(2026, 1)
OWNERS = [{"team": "A", "employee": "E1", "name": "Ann", "day": day("2025-06-01")}]
LISTED = np.ones(1, bool)


def owner(employee: str, first: str) -> dict[str, Any]:
    return {"team": "A", "employee": employee, "name": employee, "day": day(first)}


def shared(plan: Plan, inputs: Inputs, payable: int, premium: int = 0) -> list[tuple[str, int, int]]:
    """Employee, premium and amount of every line."""
    at = reference(inputs, JANUARY)
    rows = active_members(inputs, at, LISTED)
    money = np.array([payable])
    lines = member_lines(plan, rows, owners(inputs, at), money, np.array([premium]))
    assert unallocated(lines, money).sum() + lines["amount"].sum() == payable
    return list(zip(*(lines[name].tolist() for name in ("employee", "premium", "amount")), strict=True))


def part_of(*members: dict[str, Any], **teams: Any) -> list[tuple[str, int]]:
    plan = plan_with()
    inputs = inputs_of(plan, members=members, **teams)
    rows = active_members(inputs, reference(inputs, JANUARY), LISTED)
    return list(zip(rows["employee"], parts(plan, rows).tolist(), strict=True))


def test_who_joins_in_the_month_shares_the_role_by_days() -> None:
    # 60 x 31/31 / (41/31) = 45.365854 and 60 x 10/31 / (41/31) = 14.634146
    found = part_of(member("E1", "manager"), member("E2", "manager", "2026-01-22"))
    assert found == [("E1", 45_365_854), ("E2", 14_634_146)]


def test_first_and_last_day_both_count_and_who_has_no_day_has_no_line() -> None:
    found = part_of(
        member("E1", "manager", "2026-01-31"),
        member("E2", "manager", last="2026-01-01"),
        member("E3", "manager", last="2025-12-31"),
        member("E4", "manager", "2026-02-01"),
    )
    assert found == [("E1", 30_000_000), ("E2", 30_000_000)]


def test_a_personal_factor_changes_one_s_own_part_only() -> None:
    found = part_of(
        member("E1", "manager", factor=0), member("E2", "manager", factor=1_200_000), member("E3", "engineer")
    )
    assert found == [("E1", 0), ("E2", 36_000_000), ("E3", 40_000_000)]


def test_lines_stand_by_employee_then_role_then_first_day() -> None:
    rows = [
        member("E2", "manager"),
        member("E10", "engineer"),
        member("E10", "manager", "2026-01-16"),
        member("E10", "manager", "2026-01-02", "2026-01-10"),
    ]
    plan = plan_with()
    inputs = inputs_of(plan, members=rows)
    found = active_members(inputs, reference(inputs, JANUARY), LISTED)
    assert found[["employee", "role", "active_days"]].to_numpy().tolist() == [
        ["E10", 0, 9],
        ["E10", 0, 16],
        ["E10", 1, 31],
        ["E2", 0, 31],
    ]


def test_of_a_team_that_ended_the_members_of_its_last_month_are_taken() -> None:
    gone = [team(last="2025-11-15")]
    assert part_of(member("E1", "manager", "2025-11-16"), member("E2", "manager", "2025-12-01"), teams=gone) == [
        ("E1", 60_000_000)
    ]


@pytest.mark.parametrize(("last", "expected"), [(None, "E2"), ("2026-01-15", "E2"), ("2026-01-14", "E1")])
def test_the_owner_is_that_of_the_period_s_or_the_team_s_last_day(last: str | None, expected: str) -> None:
    rows = [owner("E2", "2026-01-15"), owner("E1", "2025-06-01"), owner("E3", "2026-02-01")]
    inputs = inputs_of(plan_with(), teams=[team(last=last)], owners=rows)
    assert owners(inputs, reference(inputs, JANUARY))["employee"].tolist() == [expected]


@pytest.mark.parametrize(
    ("payable", "composite", "staged", "premium"),
    [
        (1_005, 800_000, True, 101),  # 10.05 x 10 % = 1.005, away from zero
        (1_005, 799_999, True, 0),
        (1_005, 800_000, False, 0),
        (0, 800_000, True, 0),
        (-1_005, 800_000, True, 0),
    ],
)
def test_the_premium_needs_its_score_a_stage_and_something_payable(
    payable: int, composite: int, staged: bool, premium: int
) -> None:
    plan = plan_with(owner={"premium": "10", "needs_score": "80"})
    found = premiums(plan, np.array([payable]), np.array([composite]), np.array([staged]))
    assert found.tolist() == [premium]


def test_without_a_needed_score_the_premium_is_always_due() -> None:
    found = premiums(plan_with(owner={"premium": "10"}), np.array([1_000]), np.array([-5]), np.array([True]))
    assert found.tolist() == [100]


def test_the_owner_s_first_line_alone_has_the_premium() -> None:
    plan = plan_with()
    inputs = inputs_of(
        plan, owners=OWNERS, members=[member("E1", "engineer"), member("E1", "manager"), member("E0", "engineer")]
    )
    # parts 20, 60, 20 of 900
    assert shared(plan, inputs, 1_000, 100) == [("E0", 0, 180), ("E1", 100, 640), ("E1", 0, 180)]


def test_an_owner_without_a_line_gets_one_behind_the_others_for_the_premium_only() -> None:
    plan = plan_with()
    inputs = inputs_of(plan, owners=OWNERS, members=[member("E9", "manager")])
    assert shared(plan, inputs, 1_000, 100) == [("E9", 0, 900), ("E1", 100, 100)]
    assert shared(plan, inputs, 1_000) == [("E9", 0, 1_000)]


def test_units_left_over_go_to_the_largest_remainders_and_what_is_taken_back_mirrors_what_is_given() -> None:
    plan = plan_with()
    inputs = inputs_of(plan, owners=OWNERS, members=[member(f"E{n}", "manager") for n in (1, 2, 3)])
    assert shared(plan, inputs, 100) == [("E1", 0, 34), ("E2", 0, 33), ("E3", 0, 33)]
    assert shared(plan, inputs, -100) == [("E1", 0, -34), ("E2", 0, -33), ("E3", 0, -33)]


def test_where_all_parts_are_0_nobody_gets_anything() -> None:
    plan = plan_with()
    inputs = inputs_of(plan, owners=OWNERS, members=[member("E1", "manager", factor=0)])
    assert shared(plan, inputs, 100) == [("E1", 0, 0)]
