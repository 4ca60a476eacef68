"""What check says of inputs that are valid but odd, and what it does not say."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scorecard.model.inputs import InputFile
from scorecard.model.messages import message
from scorecard.model.messages.odd import ODD
from scorecard.model.period import Month
from scorecard.model.problems import Problem
from scorecard.workflow.before import Before
from scorecard.workflow.check import check
from scorecard.workflow.unusual import usual
from tests.cli.calling import scorecard, written
from tests.small_cases import workbook

CODES = {kind.partition(".")[0] for kind in ODD}
HEAD = ["period", "team", "revenue"]
GOALS = ["team", "metric", "period", "target"]
ROOT = Path(__file__).parents[2]
TWO = {
    "Teams": [["team", "name"], ["A", "Team A"], ["B", "Team B"]],
    "Stages": [["team", "stage", "from"], ["A", "growth", "2025-06-01"], ["B", "growth", "2025-06-01"]],
    "Owners": [["team", "employee", "name", "from"], ["A", "1", "Ann", "2025-06-01"], ["B", "2", "Bob", "2025-06-01"]],
    "Members": [["team", "employee", "name", "role"], ["A", "1", "Ann", "manager"], ["B", "2", "Bob", "manager"]],
    "Pools": [["team", "period", "amount"], ["A", "2026", "1200"], ["B", "2026", "1200"]],
    "Targets": [GOALS, ["A", "revenue", "2026", "1200000"], ["B", "revenue", "2026", "1200000"]],
}
"""Two teams, each with a target of 100,000 a month."""


def found(
    folder: Path,
    sheets: Mapping[str, Any] | None = None,
    plan: dict[str, Any] | None = None,
    period: Month | None = None,
    before: Sequence[Path] = (),
    more: Sequence[Path] = (),
) -> list[Problem]:
    """Every problem of the base with these sheets and plan keys."""
    written(folder, plan, dict(sheets or {}))
    paths = [folder / "inputs.xlsx", *more]
    told = Before(before, folder / "out")
    return list(check(folder / "plan.yaml", paths, period, lambda *step: None, None, told).outcome.problems)


def odd(problems: Sequence[Problem]) -> list[str]:
    """Kind and cell of what is odd, without notes."""
    return [f"{each.kind} {each.place}" for each in problems if each.code in CODES and each.level == "warning"]


def months(team: str, *values: object, first: int = 1) -> list[list[str]]:
    return [[f"2026-{month:02d}", team, str(value)] for month, value in enumerate(values, first) if value is not None]


NO_TARGET = {
    "revenue": {"perspective": "financial", "actual": "revenue", "curve": "standard", "when_no_target": "skip"},
    "rate": {
        "perspective": "financial",
        "actual": {"ratio": ["revenue", "margin"]},
        "curve": "standard",
        "when_no_target": "skip",
        "when_undefined": "skip",
    },
}
WITHOUT_TARGETS = {"Targets": [GOALS, ["A", "rate", "2026", "1"]]}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((100, 110, 90, 1000), ["unusual-value.large C5"]),
        ((100, 110, 90, 999), []),
        ((100, 110, 90, -1000), ["unusual-value.large C5"]),
        ((-100, -110, -90, 1000), ["unusual-value.large C5"]),
        ((300, 310, 290, 1), ["unusual-value.small C5"]),
        ((299, 310, 290, 1), []),
        ((1_000_000, 1_100_000, 900_000, 1_200), ["unusual-value.small C5"]),
        ((100, 110, 90, 0), []),
        ((0, 0, 0, 0, 1000), []),
        ((100, 110, 1000), []),
        ((0, 100, 110, 1000), []),
        ((1000, None, None, 100, None, 90, 110), ["unusual-value.large C2"]),
        ((100, 110, 90, 1_000_000, 1_100_000), ["unusual-value.large C5", "unusual-value.large C6"]),
        ((100, 110, 1_000_000), []),
        ((1_000_000, 1_100_000, 900_000, 100, 110), ["unusual-value.small C5", "unusual-value.small C6"]),
        ((100, 100, 1_000_000, 1_000_000, 100, 100), ["unusual-value.large C4", "unusual-value.large C5"]),
    ],
)
def test_a_number_is_odd_that_is_ten_times_the_usual_or_a_three_hundredth(
    tmp_path: Path, values: tuple[Any, ...], said: list[str]
) -> None:
    problems = found(tmp_path, {**WITHOUT_TARGETS, "Actuals": [HEAD, *months("A", *values)]}, {"metrics": NO_TARGET})
    lines = [line.replace("inputs.xlsx!Actuals!", "") for line in odd(problems)]
    assert [line for line in lines if line.startswith("unusual")] == said


def test_what_is_usual_is_the_median_of_the_other_months_that_are_not_zero() -> None:
    amounts = np.array([[1.0, 2, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0], [5.0] * 3 + [0] * 9])
    assert usual(amounts)[0].tolist() == [4, 4, 2, 2, *[3.0] * 8]
    assert usual(amounts)[1].tolist() == [0, 0, 0, *[5.0] * 9]


def test_months_after_the_period_say_what_is_usual_and_are_not_told(tmp_path: Path) -> None:
    sheets = {"Actuals": [HEAD, *months("A", 2_000_000, 100_000, 110_000, 90_000, 9_000_000)]}
    assert odd(found(tmp_path, sheets, period=Month(2026, 1))) == ["unusual-value.large inputs.xlsx!Actuals!C2"]
    assert len(odd(found(tmp_path, sheets, period=Month(2026, 5)))) == 2


@pytest.mark.parametrize(
    ("times", "hint"),
    [
        (10_000, "万元"),
        (7_000, "万元"),
        (1_000, "千元"),
        (100, "分"),
        (30, "look whether"),
        (125, "look"),
        (4_000, "look"),
    ],
)
def test_a_factor_near_a_unit_hints_at_it(tmp_path: Path, times: int, hint: str) -> None:
    problems = found(tmp_path, {"Actuals": [HEAD, *months("A", 100_000, 100_000, 100_000, 100_000 * times)]})
    (said,) = [message(each, "en") for each in problems if each.code == "unusual-value"]
    assert hint in said and f"{times:,} times" in said


def test_a_factor_near_100_of_what_may_be_a_rate_hints_at_percent(tmp_path: Path) -> None:
    sheets = {**WITHOUT_TARGETS, "Actuals": [HEAD, *months("A", 0.2, 0.21, 0.19, 25)]}
    problems = found(tmp_path, sheets, {"metrics": NO_TARGET})
    (said,) = [message(each, "en") for each in problems if each.code == "unusual-value"]
    assert "125 times" in said and "0.2 or 20%" in said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([100_000] * 6 + [10] * 6, ["halves C8 10,000"]),
        ([100_000, 10] * 3, ["halves C3 10,000"]),
        ([100, 110, 90, 1_500, 1_600, 1_400], ["halves C5 15"]),
        ([100, 110, 90, 1_500, 1_600, 1_400, None, 0], ["halves C5 15"]),
        ([100, 110, 90, 900, 950, 980], []),
        ([100, 10_000], []),
        ([-100_000] * 2 + [10] * 2, ["halves C4 10,000"]),
    ],
)
def test_months_of_two_sizes_are_told_once(tmp_path: Path, values: list[Any], said: list[str]) -> None:
    sheets = {**WITHOUT_TARGETS, "Actuals": [HEAD, *months("A", *values)]}
    problems = [each for each in found(tmp_path, sheets, {"metrics": NO_TARGET}) if each.code == "unusual-value"]
    lines = [f"{each.kind} {str(each.place)[-2:]} {each.args['times']}" for each in problems]
    assert lines == [f"unusual-value.{line}" for line in said]


def test_what_becomes_of_another_size_after_the_period_is_not_told(tmp_path: Path) -> None:
    sheets = {**WITHOUT_TARGETS, "Actuals": [HEAD, *months("A", *[100_000] * 6, *[10] * 6)]}
    kinds = [
        [
            each.kind
            for each in found(tmp_path, sheets, {"metrics": NO_TARGET}, Month(2026, month))
            if each.code == "unusual-value"
        ]
        for month in (6, 7)
    ]
    assert kinds == [[], ["unusual-value.halves"]]


def test_teams_whose_months_are_of_two_sizes_are_told_together(tmp_path: Path) -> None:
    teams = [f"T{number}" for number in range(5)]
    actuals = [[f"2026-{month:02d}", team, "9" if month > 2 else "90000"] for month in range(1, 5) for team in teams]
    sheets = {"Teams": [["team", "name"], *[[team, team] for team in teams]], "Actuals": [HEAD, *actuals]}
    (problem,) = [each for each in found(tmp_path, sheets) if each.code == "unusual-value"]
    assert (problem.kind, str(problem.place)) == ("unusual-value.column-halves", "inputs.xlsx!Actuals!C12")


RATE = {"rate": {**NO_TARGET["rate"], "actual": {"ratio": ["margin", "revenue"]}}}


def of_a_rate(folder: Path, targets: Sequence[Sequence[str]], *rows: tuple[object, object]) -> list[str]:
    """What is said of a rate: margin / revenue, a pair a month."""
    actuals = [[f"2026-{month:02d}", "A", str(margin), str(revenue)] for month, (margin, revenue) in enumerate(rows, 1)]
    sheets = {"Targets": [GOALS, *map(list, targets)], "Actuals": [["period", "team", "margin", "revenue"], *actuals]}
    stages = {"growth": {"weights": {"rate": "100"}}}
    problems = found(folder, sheets, {"metrics": RATE, "stages": stages})
    return [f"{each.kind} {str(each.place)[12:]}" for each in problems if each.code == "unusual-value"]


@pytest.mark.parametrize(
    ("target", "margin", "said"),
    [
        ("20", 20_000, ["high-target Targets!D2"]),
        ("20", 60_000, ["high-target Targets!D2"]),
        ("20", -20_000, ["high-target Targets!D2"]),
        ("0.2", 2, ["high-target Targets!D2"]),
        ("0.002", 20_000, ["low-target Targets!D2"]),
        ("0.02", 20_000, ["low-target Targets!D2"]),
        ("0.03", 20_000, []),
        ("0.2", 20_000, []),
        ("20%", 20_000, []),
        ("0.2", 1_000, []),
        ("0.2", -100, []),
        ("1.05", 1_000, []),
        ("30", 200_000, []),
        ("0.2", 0, []),
        ("0", 20_000, []),
    ],
)
def test_a_target_that_is_far_from_its_ratio_is_odd(tmp_path: Path, target: str, margin: int, said: list[str]) -> None:
    found = of_a_rate(tmp_path, [["A", "rate", "2026", target]], (margin, 100_000), (margin, 100_000))
    assert found == [f"unusual-value.{line}" for line in said]


def test_a_ratio_whose_measures_are_in_different_units_says_so(tmp_path: Path) -> None:
    actuals = [["period", "team", "margin", "revenue"], ["2026-01", "A", "2", "100000"]]
    sheets = {"Targets": [GOALS, ["A", "rate", "2026", "0.2"]], "Actuals": actuals}
    problems = found(tmp_path, sheets, {"metrics": RATE, "stages": {"growth": {"weights": {"rate": "100"}}}})
    (said,) = [message(each, "en") for each in problems if each.code == "unusual-value"]
    assert "10,000 times" in said and "two measures of the ratio" in said


def test_a_ratio_that_is_near_its_target_in_one_month_is_not_odd(tmp_path: Path) -> None:
    assert of_a_rate(tmp_path, [["A", "rate", "2026", "0.2"]], (2, 100_000), (20_000, 100_000)) == []


def test_of_the_targets_of_months_the_odd_one_is_told(tmp_path: Path) -> None:
    targets = [["A", "rate", f"2026-0{month}", "20" if month == 2 else "0.2"] for month in (1, 2, 3)]
    assert of_a_rate(tmp_path, targets, *[(20_000, 100_000)] * 3) == ["unusual-value.high-target Targets!D3"]


def test_a_column_in_another_unit_is_told_once(tmp_path: Path) -> None:
    teams = [f"T{number}" for number in range(30)]
    actuals = [[f"2026-{month:02d}", team, "9" if month == 4 else "90000"] for month in range(1, 6) for team in teams]
    sheets = {
        "Teams": [["team", "name"], *[[team, team] for team in teams]],
        "Actuals": [HEAD, *actuals],
    }
    (problem,) = [each for each in found(tmp_path, sheets) if each.code == "unusual-value"]
    assert (problem.kind, str(problem.place)) == ("unusual-value.column-small", "inputs.xlsx!Actuals!C92")
    assert (problem.args["odd"], problem.args["count"], problem.args["times"]) == ("30", "30", "10,000")


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        (("90000", "9"), ["small", "small", "small"]),
        (("9", "90000"), ["large", "large", "large"]),
        (("90000", "90000", "9"), ["small", "small", "small"]),
        (("90000", "1000"), []),
        (("90000", "9", "90000"), ["small", "small", "small"]),
    ],
)
def test_all_teams_together_show_another_unit_in_the_second_month(
    tmp_path: Path, amounts: tuple[str, ...], said: list[str]
) -> None:
    rows = [[f"2026-{m:02d}", team, each] for m, each in enumerate(amounts, 1) for team in ("T1", "T2", "T3")]
    sheets = {"Teams": [["team", "name"], *[[team, team] for team in ("T1", "T2", "T3")]], "Actuals": [HEAD, *rows]}
    problems = found(tmp_path, sheets, period=Month(2026, len(amounts)))
    told = [each.kind.removeprefix("unusual-value.") for each in problems if each.code == "unusual-value"]
    assert told == said


def test_one_team_may_change_in_the_second_month(tmp_path: Path) -> None:
    rows = [
        [f"2026-0{m}", team, "9" if (m, team) == (2, "T1") else "90000"] for m in (1, 2) for team in ("T1", "T2", "T3")
    ]
    sheets = {"Teams": [["team", "name"], *[[team, team] for team in ("T1", "T2", "T3")]], "Actuals": [HEAD, *rows]}
    assert [each for each in found(tmp_path, sheets, period=Month(2026, 2)) if each.code == "unusual-value"] == []


def test_a_few_odd_numbers_of_a_long_column_are_told_one_by_one(tmp_path: Path) -> None:
    teams = [f"T{number}" for number in range(10)]
    actuals = [["2026-01", team, "9" if team in ("T1", "T3", "T5", "T7") else "90000"] for team in teams]
    sheets = {
        "Teams": [["team", "name"], *[[team, team] for team in teams]],
        "Targets": [GOALS, *[[team, "revenue", "2026", "1200000"] for team in teams]],
        "Actuals": [HEAD, *actuals],
    }
    cells = [f"unusual-value.below-target inputs.xlsx!Actuals!C{row}" for row in (3, 5, 7, 9)]
    assert odd(found(tmp_path, sheets)) == cells


def test_in_a_long_sheet_a_measure_goes_by_its_title_and_its_cell_is_the_value(tmp_path: Path) -> None:
    rows = [[month, team, "revenue", value] for month, team, value in months("A", 90_000, 90_000, 90_000, 9)]
    problems = found(tmp_path, {"Actuals": [["period", "team", "measure", "value"], *rows]})
    (problem,) = [each for each in problems if each.code == "unusual-value"]
    assert str(problem.place) == "inputs.xlsx!Actuals!D5"
    assert "Revenue is 9 in 2026-04" in message(problem, "en")


PIPELINE = {
    "sources": {"pipeline": {"sheet": "Pipeline", "columns": {"team": "Team", "period": "Month", "amount": "Amount"}}},
    "measures": {
        "revenue": {"title": "Revenue", "when_missing": "zero", "from": "pipeline", "column": "amount"},
        "margin": {"title": "Margin", "when_missing": "zero"},
    },
}
SOLD = [["Team", "Month", "Amount"], *[["A", f"2026-{month:02d}", "50000"] for month in range(1, 5) for _ in range(2)]]


def test_of_a_source_a_months_sum_is_compared_and_shown_at_its_largest_row(tmp_path: Path) -> None:
    rows = [*SOLD, ["A", "2026-05", "10"], ["A", "2026-05", "500000000"]]
    problems = found(tmp_path, {"Actuals": [["period", "team", "margin"]], "Pipeline": rows}, PIPELINE)
    (problem,) = [each for each in problems if each.code == "unusual-value"]
    assert str(problem.place) == "inputs.xlsx!Pipeline!C11"
    assert "500,000,010" in message(problem, "en")


def test_counts_of_rows_have_no_unit(tmp_path: Path) -> None:
    measures = {**PIPELINE["measures"], "revenue": {"from": "pipeline", "each_month": "count", "when_missing": "zero"}}
    rows = [*SOLD, *[["A", "2026-05", "1"]] * 40]
    sheets = {"Actuals": [["period", "team", "margin"]], "Pipeline": rows, "Targets": [GOALS]}
    problems = found(tmp_path, sheets, {**PIPELINE, "measures": measures})
    assert [each for each in problems if each.code == "unusual-value"] == []


def test_the_parts_of_a_ratio_are_not_held_against_its_target(tmp_path: Path) -> None:
    sheets = {**WITHOUT_TARGETS, "Actuals": [[*HEAD, "margin"], ["2026-01", "A", "100000", "20000"]]}
    assert odd(found(tmp_path, sheets, {"metrics": NO_TARGET})) == ["target-absent.all None"]


def test_a_year_target_is_shared_among_its_months_by_the_phasing(tmp_path: Path) -> None:
    phasing = {"phasing": [str(weight) for weight in (1, *[9] * 11)]}
    sheets = {"Actuals": [HEAD, ["2026-01", "A", "130000"], ["2026-02", "A", "900000"]]}
    assert odd(found(tmp_path, sheets, phasing)) == ["unusual-value.above-target inputs.xlsx!Actuals!C2"]


@pytest.mark.parametrize("period", [2, 3])
def test_a_target_is_odd_by_three_months_up_to_the_period(tmp_path: Path, period: int) -> None:
    goals = [GOALS, ["A", "revenue", "2026", "120"]]
    sheets = {"Targets": goals, "Actuals": [HEAD, *months("A", 100_000, 90_000, 110_000)]}
    kinds = [line.split()[0] for line in odd(found(tmp_path, sheets, period=Month(2026, period)))]
    assert kinds == {2: ["unusual-value.above-target"] * 2, 3: ["unusual-value.low-target"]}[period]


@pytest.mark.parametrize(
    ("rows", "hint"),
    [
        ([["2026", "100000"]], "is it the target of a month, where the year's is meant?"),
        ([["2026", "120000"]], "is it the target of a month, where the year's is meant?"),
        ([["2026", "121000"]], None),
        ([["2026", "60000"]], "look whether it is right"),
        ([[f"2026-0{month}", "8333"] for month in (1, 2, 3)], "look whether it is right"),
    ],
)
def test_a_month_s_target_may_stand_where_the_year_s_should(tmp_path: Path, rows: Any, hint: str | None) -> None:
    goals = [GOALS, *(["A", "revenue", *row] for row in rows)]
    problems = found(tmp_path, {"Targets": goals, "Actuals": [HEAD, *months("A", 100_000, 100_000, 100_000)]})
    told = [message(each, "en") for each in problems if each.kind == "unusual-value.low-target"]
    assert [each.rpartition("; ")[2] for each in told] == ([hint] if hint else [])


def test_the_targets_of_two_metrics_of_one_measure_are_told_apart(tmp_path: Path) -> None:
    metric = {"perspective": "financial", "actual": "revenue", "curve": "standard"}
    plan = {
        "metrics": {"one": {**metric, "title": "One"}, "two": {**metric, "title": "Two"}},
        "stages": {"growth": {"weights": {"one": "50", "two": "50"}}},
    }
    goals = [GOALS, ["A", "one", "2026", "120"], ["A", "two", "2026", "120"]]
    problems = found(tmp_path, {"Targets": goals, "Actuals": [HEAD, *months("A", 100_000, 100_000, 100_000)]}, plan)
    told = [message(each, "en") for each in problems if each.kind == "unusual-value.low-target"]
    assert [line.split(" comes to ")[0] for line in told] == [
        f"team A: the target of {name}" for name in ("One", "Two")
    ]


def test_a_team_far_below_its_target_is_no_oddity(tmp_path: Path) -> None:
    assert odd(found(tmp_path, {"Actuals": [HEAD, *months("A", 400, 350, 380)]})) == []


def test_a_month_that_a_problem_tells_of_is_not_told_again(tmp_path: Path) -> None:
    measures = {"revenue": {"title": "Revenue"}, "margin": {"title": "Margin", "when_missing": "zero"}}
    sheets = {"Actuals": [HEAD, ["2026-01", "A", "1"], ["2026-03", "A", "1"]]}
    problems = found(tmp_path, sheets, {"measures": measures})
    assert [each.code for each in problems if each.level == "error"] == ["missing-value"]
    assert [line for line in odd(problems) if line.startswith("month-")] == []


def test_a_row_that_was_left_out_for_a_fault_is_not_missing_too(tmp_path: Path) -> None:
    problems = found(tmp_path, {**TWO, "Actuals": [HEAD, ["2026-01", "A", "100000"], ["2026-01", "X", "100000"]]})
    assert [each.code for each in problems if each.level == "error"] == ["unknown-team"]
    assert odd(problems) == []


def test_a_team_is_not_asked_for_months_before_it_began_or_after_it_ended(tmp_path: Path) -> None:
    teams = [["team", "name", "from", "to"], ["A", "A", "", ""], ["B", "B", "2026-03-01", "2026-04-30"]]
    stages = [["team", "stage", "from"], ["A", "growth", "2025-06-01"], ["B", "growth", "2026-03-01"]]
    actuals = [HEAD, *months("A", *[100_000] * 6), *months("B", 100_000, 100_000, first=3)]
    sheets = {**TWO, "Teams": teams, "Stages": stages, "Actuals": actuals}
    assert odd(found(tmp_path, sheets)) == []


def test_a_stage_that_takes_nothing_from_actuals_asks_for_none(tmp_path: Path) -> None:
    plan = {"measures": {**PIPELINE["measures"], "margin": {"when_missing": "zero"}}, "sources": PIPELINE["sources"]}
    sheets = {"Actuals": [["period", "team", "margin"], ["2026-02", "A", "1"]], "Pipeline": SOLD}
    assert odd(found(tmp_path, sheets, plan)) == []


def test_a_measure_that_carries_need_not_stand_in_every_month_of_a_team(tmp_path: Path) -> None:
    measures = {"revenue": {"when_missing": "carry", "total": "last"}, "margin": {"when_missing": "zero"}}
    sheets = {**TWO, "Actuals": [HEAD, *months("A", 100_000, 100_000), *months("B", 100_000)]}
    sheets |= {"Targets": [GOALS, ["A", "revenue", "2026", "100000"], ["B", "revenue", "2026", "100000"]]}
    assert odd(found(tmp_path, sheets, {"measures": measures})) == []


GONE = [["team", "employee", "name", "role", "to"], ["A", "1", "Ann", "manager", "2025-12-31"]]


def test_a_team_without_members_is_told_in_place_of_its_roles_and_money(tmp_path: Path) -> None:
    problems = found(tmp_path, {"Members": GONE}, {"owner": {"outside_team": "true"}})
    assert odd(problems) == ["team-without-members.money inputs.xlsx!Teams!A2"]
    assert {each.code for each in problems} == {"unused", "team-without-members"}


def test_a_team_with_one_member_is_told_of_its_vacant_role_as_ever(tmp_path: Path) -> None:
    members = [GONE[0][:4], ["A", "E1", "Ann", "manager"]]
    problems = found(tmp_path, {"Members": members})
    assert [each.code for each in problems if each.team == "A"] == ["role-vacant"]


def test_a_team_that_has_ended_needs_no_members(tmp_path: Path) -> None:
    teams = [["team", "name", "to"], ["A", "Team A", ""], ["B", "Team B", "2026-01-31"]]
    members = [[*TWO["Members"][0], "to"], ["A", "1", "Ann", "manager", ""], ["B", "2", "Bob", "manager", "2025-12-31"]]
    actuals = [HEAD, *months("A", 100_000, 100_000), *months("B", 100_000)]
    sheets = {**TWO, "Teams": teams, "Members": members, "Actuals": actuals}
    told = odd(found(tmp_path, sheets, {"owner": {"outside_team": "true"}}))
    assert told == []


def test_where_no_sheet_has_members_that_is_said_and_not_of_each_team(tmp_path: Path) -> None:
    problems = found(tmp_path, {"Members": None})
    assert "missing-sheet" in {each.code for each in problems}
    assert odd(problems) == []


def more_actuals(folder: Path, *rows: Sequence[str], head: Sequence[str] = HEAD) -> Path:
    return workbook({"Actuals": [list(head), *map(list, rows)]}, folder / "more.xlsx")


def test_measures_of_a_month_may_be_split_over_workbooks(tmp_path: Path) -> None:
    more = more_actuals(tmp_path, ["2026-01", "A", "1000"], head=["period", "team", "margin"])
    assert odd(found(tmp_path, more=[more])) == []


def test_a_cell_that_stands_in_two_workbooks_is_a_problem_and_no_oddity(tmp_path: Path) -> None:
    problems = found(tmp_path, TWO, more=[more_actuals(tmp_path, ["2026-01", "A", "90000"], ["2026-01", "B", "90000"])])
    assert [each.code for each in problems if each.level == "error"] == ["row-twice"]
    assert odd(problems) == []


def test_two_sheets_of_one_workbook_are_no_two_workbooks(tmp_path: Path) -> None:
    sheets = {**TWO, "Actuals": [HEAD, *months("A", 100_000)], "实际": [HEAD, *months("B", 100_000)]}
    assert odd(found(tmp_path, sheets)) == []


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A folder in which January was run, with a target of 1,200,000."""
    written(tmp_path)
    call = f"run {tmp_path}/plan.yaml {tmp_path}/inputs.xlsx --period 2026-01 --out {tmp_path}/out"
    assert scorecard(call).code == 0
    return tmp_path


NOW = {"Actuals": [HEAD, *months("A", 100_000, 100_000)], "Targets": [GOALS, ["A", "revenue", "2026", "1500000"]]}
DIFFERS = ["target-differs inputs.xlsx!Targets!D2"]


def test_targets_are_compared_with_the_run_folder_of_the_month_before(closed: Path) -> None:
    problems = found(closed, NOW)
    assert odd(problems) == DIFFERS
    assert [str(each.place) for each in problems if each.level == "note"] == [str(closed / "out" / "2026-01")]


def pools(*amounts: str, first: int = 1) -> list[list[str]]:
    return [
        ["team", "period", "amount"],
        *(["A", f"2026-{m:02}", each] for m, each in enumerate(amounts, first) if each),
    ]


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (("10", "10"), ("10", "10"), []),
        (("10", "10"), ("100", "10"), ["pool-differs inputs.xlsx!Pools!C2"]),
        (("10", "10"), ("10", "100"), ["pool-differs inputs.xlsx!Pools!C3"]),
        (("10",), ("10", "10"), []),  # February's pool is new in February
        (("10",), ("10", "10", "10"), []),
        (("", "10"), ("10", "10"), ["pool-differs.added inputs.xlsx!Pools!C2"]),
        (("10", "10", "10"), ("10", "10", ""), ["pool-differs.removed inputs.xlsx!Pools"]),
    ],
)
def test_pools_are_compared_with_those_of_the_month_before(
    tmp_path: Path, then: Sequence[str], now: Sequence[str], said: list[str]
) -> None:
    plan = {"funding": [{"subsidy": "1000"}]}
    written(tmp_path, plan, {"Pools": pools(*then)})
    call = f"run {tmp_path}/plan.yaml {tmp_path}/inputs.xlsx --period 2026-01 --out {tmp_path}/out"
    assert scorecard(call).code == 0
    sheets = {"Actuals": NOW["Actuals"], "Pools": pools(*now)}
    assert odd(found(tmp_path, sheets, plan, period=Month(2026, 2))) == said


def goals(*amounts: str, year: bool = False) -> list[list[str]]:
    rows = [["A", "revenue", f"2026-{m:02}", each] for m, each in enumerate(amounts, 1) if each]
    return [GOALS, *([["A", "revenue", "2026", "1200000"]] if year else rows)]


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (goals("10"), goals("10", "10"), []),  # February's target is new in February
        (goals("10"), goals("10", "10", "10"), []),
        (goals("10"), goals("11", "10"), DIFFERS),
        (goals("10", "10"), goals("10", "11"), ["target-differs inputs.xlsx!Targets!D3"]),
        (goals("10", "10"), goals("10"), ["target-differs.removed inputs.xlsx!Targets"]),
        (goals(year=True), goals("10", "10"), DIFFERS),
        (goals("10", "10"), goals(year=True), DIFFERS),
    ],
)
def test_targets_that_are_filled_in_month_by_month_are_no_wonder(
    tmp_path: Path, then: list[list[str]], now: list[list[str]], said: list[str]
) -> None:
    written(tmp_path, sheets={"Targets": then})
    call = f"run {tmp_path}/plan.yaml {tmp_path}/inputs.xlsx --period 2026-01 --out {tmp_path}/out"
    assert scorecard(call).code == 0
    told = odd(found(tmp_path, {"Actuals": NOW["Actuals"], "Targets": now}, period=Month(2026, 2)))
    assert [each for each in told if each.startswith("target-differs")] == said


@pytest.mark.parametrize("name", ["out/2026-01", "out", "out/2026-01/inputs/inputs.xlsx"])
def test_what_is_before_may_be_given(closed: Path, name: str) -> None:
    shutil.move(closed / "out", elsewhere := closed / "elsewhere" / "out")
    assert odd(found(closed, NOW)) == []
    assert odd(found(closed, NOW, before=[elsewhere.parent / name])) == DIFFERS


def test_the_folder_of_another_plan_is_not_compared_with(closed: Path) -> None:
    assert odd(found(closed, NOW, {"plan": "another"})) == []
    assert odd(found(closed, NOW, {"plan": "another"}, before=[closed / "out" / "2026-01"])) == DIFFERS


def test_in_the_first_month_nothing_is_before(closed: Path) -> None:
    shutil.move(closed / "out" / "2026-01", closed / "out" / "2025-12")
    assert odd(found(closed, NOW, period=Month(2026, 2))) == []


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"plan": {}, "period": 7, "moment": 1, "inputs": 1, "outputs": 2}']
)
def test_a_folder_with_another_manifest_is_not_compared_with(closed: Path, content: str) -> None:
    (closed / "out" / "2026-01" / "manifest.json").write_text(content)
    assert odd(found(closed, NOW)) == []


def test_inputs_that_were_not_kept_are_a_note(closed: Path) -> None:
    manifest = closed / "out" / "2026-01" / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "inputs_copied": False}))
    problems = found(closed, NOW)
    assert odd(problems) == []
    assert [each.kind for each in problems if each.level == "note"] == ["before-unread"]


def test_a_kept_workbook_that_is_gone_or_damaged_is_a_note(closed: Path) -> None:
    kept = closed / "out" / "2026-01" / "inputs" / "inputs.xlsx"
    for spoil in (lambda: kept.write_bytes(kept.read_bytes()[:2000]), kept.unlink):
        spoil()
        assert [each.kind for each in found(closed, NOW) if each.level == "note"] == ["before-unread"]


def test_what_is_odd_is_no_part_of_a_result(closed: Path) -> None:
    actuals = [HEAD, *months("A", 100_000, 90_000, 110_000, 9)]
    assert odd(found(closed, {"Actuals": actuals})) != []
    printed = scorecard(f"run {closed}/plan.yaml {closed}/inputs.xlsx --json").out
    assert {each["code"] for each in json.loads(printed)["warnings"]} & CODES == set()


@pytest.mark.parametrize("name", ["key-accounts", "growth-sales"])
def test_the_samples_have_nothing_odd(name: str) -> None:
    plan, inputs = ROOT / "configs" / f"{name}-2026.yaml", ROOT / "samples" / name
    told = check(plan, [inputs], None, lambda *step: None, None, Before((), Path("nowhere")))
    assert odd(told.outcome.problems) == []


def parts(folder: Path, *rows: list[list[str]]) -> list[Path]:
    """Actuals as a folder of CSV files."""
    (folder / "Actuals").mkdir(parents=True)
    for number, part in enumerate(rows):
        text = "\n".join(",".join(row) for row in [HEAD, *part])
        (folder / "Actuals" / f"part-{number}.csv").write_text(text, encoding="utf-8")
    return [folder / "Actuals" / f"part-{number}.csv" for number in range(len(rows))]


def test_the_parts_of_a_folder_are_one_workbook_and_two_folders_are_two(tmp_path: Path) -> None:
    sheets = {**TWO, "Actuals": None}
    both = [*months("A", 100_000, 100_000), *months("B", 100_000, 100_000)]
    assert odd(found(tmp_path, sheets, more=parts(tmp_path / "one", both[:2], both[2:]))) == []
    two = [*parts(tmp_path / "north", both[:2]), *parts(tmp_path / "south", both[2:])]
    (told,) = [each for each in found(tmp_path, sheets, more=two) if each.code in CODES]
    assert (told.kind, told.args["other"]) == ("month-in-two-workbooks", "Actuals/")


@pytest.mark.parametrize(
    ("path", "sheet", "whole"),
    [
        ("in/Actuals/a.csv", "Actuals", "in/Actuals"),
        ("in/Actuals.csv", "Actuals", "in/Actuals.csv"),
        ("in/a.xlsx", "", "in/a.xlsx"),
        ("/a.xlsx", "", "/a.xlsx"),
    ],
)
def test_a_part_belongs_to_the_folder_that_stands_for_its_sheet(path: str, sheet: str, whole: str) -> None:
    file = InputFile(Path(path), Path(path).name, "0" * 64, 1, sheet)
    assert file.whole.absolute() == Path(whole).absolute()
