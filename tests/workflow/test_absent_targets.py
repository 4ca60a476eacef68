"""Targets that months or teams lack: what check says of them, and what not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.workflow.test_check_odd import TWO, found, odd
from tests.workflow.test_odd_money import ACTUALS, APRIL, of_teams

GOALS = ["team", "metric", "period", "target"]
RATE = {
    "perspective": "financial",
    "actual": {"ratio": ["margin", "revenue"]},
    "curve": "standard",
    "when_no_target": "skip",
}


SKIPPED = {
    "revenue": {"perspective": "financial", "actual": "revenue", "curve": "standard", "when_no_target": "skip"},
    "margin": {"perspective": "financial", "actual": "margin", "curve": "standard", "when_no_target": "skip"},
}


@pytest.mark.parametrize(
    ("basis", "months", "said"),
    [
        ("year", (1, 2, 3, 4), []),
        ("year", (1, 2, 4), ["target-gap inputs.xlsx!Targets!C3"]),
        ("year", (3, 4), ["target-gap inputs.xlsx!Targets!C3"]),
        ("quarter", (4,), []),  # no target yet in the first quarter
        ("quarter", (1, 3, 4), ["target-gap inputs.xlsx!Targets!C3"]),
        ("month", (2, 4), []),
        ("month", (3, 4), []),
    ],
)
def test_a_gap_among_targets_of_months_is_told(tmp_path: Path, basis: str, months: Any, said: list[str]) -> None:
    targets = [
        ["team", "metric", "period", "target"],
        ["A", "revenue", "2026", "1200000"],
        *(["B", "revenue", f"2026-0{month}", "100000"] for month in months),
    ]
    plan = {"metrics": SKIPPED, "basis": basis, "stages": {"growth": {"weights": {"revenue": "60", "margin": "40"}}}}
    told = odd(found(tmp_path, {**TWO, "Targets": targets, "Actuals": ACTUALS}, plan, period=APRIL))
    assert [each for each in told if each.startswith("target-gap")] == said


@pytest.mark.parametrize(
    ("gates", "said"),
    [
        ({}, []),
        (
            {"low": {"when": {"attainment": "revenue", "below": "50"}, "then": {"multiply": "0.5"}}},
            ["target-gap inputs.xlsx!Targets!C2"],
        ),
    ],
)
def test_a_gap_is_told_where_a_curve_or_a_gate_looks_at_the_target(
    tmp_path: Path, gates: dict[str, Any], said: list[str]
) -> None:
    curve = {"on": "actual", "points": [["0", "0"], ["100000", "100"]]}
    metrics = {"revenue": {"perspective": "financial", "actual": "revenue", "curve": curve, "when_no_target": "skip"}}
    rows = [["B", "revenue", f"2026-0{month}", "100000"] for month in (1, 3, 4)]
    sheets = {**TWO, "Targets": [["team", "metric", "period", "target"], *rows], "Actuals": ACTUALS}
    stage = {"weights": {"revenue": "100"}, "gates": list(gates)}
    plan = {"metrics": metrics, "gates": gates, "stages": {"growth": stage}}
    told = odd(found(tmp_path, sheets, plan, period=APRIL))
    assert [each for each in told if each.startswith("target-gap")] == said


@pytest.mark.parametrize(
    ("basis", "months", "said"),
    [
        ("year", (4,), []),
        ("year", (1, 4), []),
        ("year", (1, 2), ["target-gap inputs.xlsx!Targets!C2"]),
        ("month", (1, 2, 3), []),
        ("quarter", (1, 2), ["target-gap inputs.xlsx!Targets!C2"]),
        ("quarter", (3,), []),
        ("month", (4,), []),
        ("quarter", (2, 3, 4), []),
    ],
)
def test_of_a_target_whose_last_month_counts_that_month_must_be_there(
    tmp_path: Path, basis: str, months: Any, said: list[str]
) -> None:
    targets = [GOALS, *(["B", "rate", f"2026-0{month}", "0.2"] for month in months)]
    metrics = {"rate": RATE, "margin": SKIPPED["margin"]}
    plan = {"metrics": metrics, "basis": basis, "stages": {"growth": {"weights": {"rate": "60", "margin": "40"}}}}
    told = odd(found(tmp_path, {**TWO, "Targets": targets, "Actuals": ACTUALS}, plan, period=APRIL))
    assert [each for each in told if each.startswith("target-gap")] == said


def test_a_gap_is_told_of_a_metric_that_a_gate_alone_looks_at(tmp_path: Path) -> None:
    gates = {"low": {"when": {"attainment": "margin", "below": "50"}, "then": {"multiply": "0.5"}}}
    targets = [*TWO["Targets"], *(["A", "margin", f"2026-0{month}", "10"] for month in (1, 3, 4))]
    plan = {"metrics": SKIPPED, "gates": gates, "stages": {"growth": {"weights": {"revenue": "100"}}}}
    told = odd(found(tmp_path, {**TWO, "Targets": targets, "Actuals": ACTUALS}, plan, period=APRIL))
    assert [each for each in told if each.startswith("target-")] == ["target-gap inputs.xlsx!Targets!C4"]


ALONE = "target-absent inputs.xlsx!Teams!A5"


@pytest.mark.parametrize(
    ("having", "rule", "said"),
    [
        ("ABC", "skip", [ALONE]),
        ("ABC", "0", [ALONE]),
        ("ABCD", "skip", []),
        ("AB", "skip", []),  # as many with as without
        ("AC", "skip", []),
        ("", "skip", ["target-absent.all None"]),
    ],
)
def test_a_target_that_one_team_of_a_stage_lacks_is_told(
    tmp_path: Path, having: str, rule: str, said: list[str]
) -> None:
    plan = {
        "metrics": {"revenue": SKIPPED["revenue"], "margin": {**SKIPPED["margin"], "when_no_target": rule}},
        "stages": {"growth": {"weights": {"revenue": "60", "margin": "40"}}},
    }
    sheets = of_teams([[key, "2026", "1200"] for key in "ABCD"])
    sheets["Targets"] = [*sheets["Targets"], *([key, "margin", "2026", "100"] for key in having)]
    told = odd(found(tmp_path, sheets, plan, period=APRIL))
    assert [each for each in told if each.startswith("target-")] == said


def test_a_metric_without_any_target_is_told_once_a_stage(tmp_path: Path) -> None:
    plan = {"metrics": SKIPPED, "stages": {"growth": {"weights": {"revenue": "60", "margin": "40"}}}}
    sheets = of_teams([[key, "2026", "1200"] for key in "ABCD"])
    told = [each for each in found(tmp_path, sheets, plan, period=APRIL) if each.kind == "target-absent.all"]
    assert [str(each.args["weight"]) for each in told] == ["40"]
    sheets["Targets"] = [*sheets["Targets"], ["A", "margin", "2026", "100"]]
    assert "target-absent.all None" not in odd(found(tmp_path, sheets, plan, period=APRIL))


@pytest.mark.parametrize(
    ("rows", "better", "is_told"),
    [
        ([("2026", "100", "100")], "higher", True),
        ([("2026", "0", "")], "higher", True),
        ([("2026", "100", "")], "higher", False),
        ([("2026", "100", "200")], "lower", False),
        ([("2026", "0", "")], "lower", True),
        ([("2026-01", "0", ""), ("2026-02", "0", "")], "higher", True),
        ([("2026-01", "0", ""), ("2026-02", "5", "")], "higher", False),
    ],
)
def test_targets_that_equal_their_baselines_are_told(
    tmp_path: Path, rows: list[tuple[str, str, str]], better: str, is_told: bool
) -> None:
    plan = {
        "metrics": {"revenue": SKIPPED["revenue"], "margin": {**SKIPPED["margin"], "better": better}},
        "stages": {"growth": {"weights": {"revenue": "60", "margin": "40"}}},
    }
    sheets = of_teams([[key, "2026", "1200"] for key in "ABCD"])
    goals = [[*row, ""] for row in sheets["Targets"][1:]]
    sheets["Targets"] = [[*GOALS, "baseline"], *([key, "margin", *row] for key in "A" for row in rows), *goals]
    told = odd(found(tmp_path, sheets, plan, period=APRIL))
    assert ("target-useless inputs.xlsx!Targets!D2" in told) == is_told


def test_teams_of_another_stage_say_nothing_of_a_target(tmp_path: Path) -> None:
    plan = {
        "metrics": SKIPPED,
        "stages": {
            "growth": {"weights": {"revenue": "60", "margin": "40"}},
            "early": {"weights": {"revenue": "60", "margin": "40"}},
        },
    }
    sheets = of_teams([[key, "2026", "1200"] for key in "ABCD"])
    sheets["Targets"] = [*sheets["Targets"], *([key, "margin", "2026", "100"] for key in "ABC")]
    sheets["Stages"] = [*sheets["Stages"], ["D", "early", "2026-02-01"]]
    told = odd(found(tmp_path, sheets, plan, period=APRIL))
    assert [each for each in told if each.startswith("target-")] == []


@pytest.mark.parametrize(
    ("basis", "months", "said"),
    [
        ("month", (1, 2, 3), ["target-absent inputs.xlsx!Teams!A5"]),
        ("month", (4,), []),
        ("quarter", (1, 2, 3), ["target-absent inputs.xlsx!Teams!A5"]),
        ("quarter", (4,), []),
        ("year", (1, 2, 3, 4), []),
    ],
)
def test_a_target_that_one_team_lacks_in_the_last_window_is_told(
    tmp_path: Path, basis: str, months: tuple[int, ...], said: list[str]
) -> None:
    plan = {"metrics": SKIPPED, "basis": basis, "stages": {"growth": {"weights": {"revenue": "60", "margin": "40"}}}}
    sheets = of_teams([[key, "2026", "1200"] for key in "ABCD"])
    of_all = [[key, "margin", f"2026-0{month}", "10"] for key in "ABC" for month in (1, 2, 3, 4)]
    own = [["D", "margin", f"2026-0{month}", "10"] for month in months]
    sheets["Targets"] = [*sheets["Targets"], *of_all, *own]
    problems = found(tmp_path, sheets, plan, period=APRIL)
    assert [each for each in odd(problems) if each.startswith("target-")] == said
    assert [each.args["months"] for each in problems if each.code == "target-absent"] == ["2026-04"] * len(said)
