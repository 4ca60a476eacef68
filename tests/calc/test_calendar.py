"""Windows, segments and fractions of months, counted on a calendar (calculation.md 1)."""

from __future__ import annotations

from typing import Any

import pytest

from scorecard.calc.calendar import calendar, missing_stages, reported_months
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from tests.calc.made import TWO_STAGES, inputs_of, plan_with, stages, team

CHANGE = stages(("growth", "2025-06-01"), ("position", "2026-01-11"))
Fractions = list[tuple[str, str, int, int]]


def fractions(plan: Plan, period: int, **rows: Any) -> Fractions:
    """Stage, month, numerator and denominator of every slice."""
    slices = calendar(plan, inputs_of(plan, **rows), period, reported_months(plan, period)).slices
    names, numbers = list(plan.stages), slices[["stage", "month", "numerator", "denominator"]].to_numpy().tolist()
    return [(names[stage], str(plan.month(month)), *share) for stage, month, *share in numbers]


def segments(plan: Plan, period: int, **rows: Any) -> list[tuple[str, int, int]]:
    """Stage, first and last month of every segment."""
    found = calendar(plan, inputs_of(plan, **rows), period, reported_months(plan, period)).segments
    names = list(plan.stages)
    return [(names[stage], *months) for stage, *months in found[["stage", "first", "last"]].to_numpy().tolist()]


@pytest.mark.parametrize(
    ("stage_change", "expected"),
    [
        ("month_end", [("position", "2026-01", 1, 1)]),
        ("month_start", [("growth", "2026-01", 1, 1)]),
        ("by_day", [("growth", "2026-01", 10, 31), ("position", "2026-01", 21, 31)]),
    ],
)
def test_the_month_of_a_change_counts_as_the_plan_says(stage_change: str, expected: Fractions) -> None:
    assert fractions(plan_with(**TWO_STAGES, stage_change=stage_change), 0, stages=CHANGE) == expected


def test_days_before_and_after_a_team_belong_to_no_segment() -> None:
    plan = plan_with(stage_change="by_day")
    rows = {"teams": [team("2026-01-31", "2026-03-01")], "stages": stages(("growth", "2025-06-01"))}
    assert fractions(plan, 3, **rows) == [
        ("growth", "2026-01", 1, 31),
        ("growth", "2026-02", 28, 28),
        ("growth", "2026-03", 1, 31),
    ]


@pytest.mark.parametrize(
    ("stage_change", "months"), [("month_end", ["2026-01", "2026-02"]), ("month_start", ["2026-02", "2026-03"])]
)
def test_a_month_counts_if_the_team_is_active_on_its_day(stage_change: str, months: list[str]) -> None:
    plan = plan_with(stage_change=stage_change)
    rows = {"teams": [team("2026-01-31", "2026-03-01")], "stages": stages(("growth", "2025-06-01"))}
    assert [month for _, month, *_ in fractions(plan, 3, **rows)] == months


def test_a_leap_february_has_29_days() -> None:
    plan = plan_with(**TWO_STAGES, stage_change="by_day", fiscal_year="2028-02")
    rows = stages(("growth", "2027-06-01"), ("position", "2028-02-29"))
    assert fractions(plan, 0, stages=rows) == [("growth", "2028-02", 28, 29), ("position", "2028-02", 1, 29)]


def test_a_stage_left_and_entered_again_within_a_month_is_one_part_of_it() -> None:
    plan = plan_with(**TWO_STAGES, stage_change="by_day")
    rows = stages(("growth", "2025-06-01"), ("position", "2026-01-11"), ("growth", "2026-01-21"))
    assert fractions(plan, 0, stages=rows) == [("growth", "2026-01", 21, 31), ("position", "2026-01", 10, 31)]


def test_a_stage_that_no_month_counts_in_has_no_segment() -> None:
    rows = stages(("growth", "2025-06-01"), ("position", "2026-01-11"), ("growth", "2026-01-31"))
    assert segments(plan_with(**TWO_STAGES), 0, stages=rows) == [("growth", 0, 0)]


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("year", [("growth", 0, 4), ("position", 0, 4)]),
        ("quarter", [("growth", 0, 2), ("position", 0, 2), ("position", 3, 4)]),
        ("month", [("growth", 0, 0), ("position", 1, 1), ("position", 2, 2), ("position", 3, 3), ("position", 4, 4)]),
    ],
)
def test_earlier_windows_run_to_their_ends_and_the_current_one_to_the_period(
    basis: str, expected: list[tuple[str, int, int]]
) -> None:
    rows = stages(("growth", "2025-06-01"), ("position", "2026-02-01"))
    assert segments(plan_with(**TWO_STAGES, basis=basis), 4, stages=rows) == expected


def test_segments_of_a_window_stand_by_the_first_day_of_their_stages() -> None:
    rows = stages(("position", "2025-06-01"), ("growth", "2026-02-01"))
    assert [stage for stage, *_ in segments(plan_with(**TWO_STAGES), 2, stages=rows)] == ["position", "growth"]


def test_a_day_without_a_stage_is_told_of_active_teams_only() -> None:
    plan = plan_with()
    rows = {
        "teams": [
            team(key="A"),
            team("2026-02-01", key="B"),
            team(last="2025-12-31", key="C"),
            team("2026-03-01", key="D"),
        ],
        "stages": [*stages(("growth", "2026-01-02")), *stages(("growth", "2026-02-01"), key="B")],
    }
    found = missing_stages(plan, inputs_of(plan, **rows), Month(2026, 2))
    assert [(problem.team, problem.args["day"]) for problem in found] == [("A", "2026-01-01")]
