"""check of very many teams, in groups, says what it says of few."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from scorecard.model.period import Month
from scorecard.model.problems import Problem
from scorecard.workflow.before import Before
from scorecard.workflow.check import Checked, check
from tests.cases.test_cases import CASES
from tests.cli.calling import written
from tests.parts.here import Here
from tests.small_cases import workbook
from tests.workflow.test_check_odd import CODES
from tests.workflow.test_odd_money import ADJUSTMENTS, PAID, WITH_MARGIN, of_teams

Check = Callable[[Path, Sequence[Path], Month], Checked]


def at_once(plan: Path, paths: Sequence[Path], period: Month) -> Checked:
    return check(plan, paths, period, lambda *step: None, None, Before((), Path("none")))


@pytest.fixture
def in_groups(monkeypatch: pytest.MonkeyPatch) -> Check:
    """Of three teams each."""

    @contextmanager
    def here(_: object) -> Iterator[Here]:
        yield Here()

    def checked(plan: Path, paths: Sequence[Path], period: Month) -> Checked:
        with monkeypatch.context() as large:
            large.setattr("scorecard.workflow.check.goes_in_groups", lambda *_: True)
            large.setattr("scorecard.workflow.parts.warned.engine_of", here)
            large.setattr("scorecard.workflow.parts.load.TEAMS_AT_ONCE", 3)
            return at_once(plan, paths, period)

    return checked


def in_order(problems: Sequence[Problem]) -> list[str]:
    return sorted(map(repr, problems))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_totals_and_warnings_are_those_of_all_teams_at_once(case: Path, in_groups: Check) -> None:
    said = json.loads((case / "case.json").read_text("utf-8"))
    given = case / "plan.yaml", [case / book for book in said["books"]], Month.parse(said["period"])
    whole, parts = at_once(*given), in_groups(*given)
    assert whole.totals and whole.totals.tallies
    assert parts.totals == whole.totals
    assert in_order(parts.outcome.problems) == in_order(whole.outcome.problems)


TEAMS = [f"T{number}" for number in range(9)]
NO_MEMBER, NO_MARCH, FAR = "T1", "T4", "T5"
MEASURES = {name: {"title": name, "when_missing": "zero"} for name in ("revenue", "margin")}
NOBODYS = 4
"""The month without any row."""


def months(teams: Sequence[str], until: int = 6) -> list[list[str]]:
    return [
        [f"2026-{month:02d}", team, "9000000" if (team, month) == (FAR, 5) else "9000"]
        for team in teams
        for month in range(1, until + 1)
        if month != NOBODYS and (team, month) != (NO_MARCH, 3)
    ]


def test_what_is_odd_about_teams_months_and_workbooks_is_told_of_groups_too(tmp_path: Path, in_groups: Check) -> None:
    day = "2025-06-01"
    members = [[team, f"E{team}", "Ann", "manager"] for team in TEAMS if team != NO_MEMBER]
    written(
        tmp_path,
        {"measures": MEASURES, "owner": {"outside_team": "true"}},
        {
            "Teams": [["team", "name"], *([team, team] for team in TEAMS)],
            "Stages": [["team", "stage", "from"], *([team, "growth", day] for team in TEAMS)],
            "Owners": [["team", "employee", "name", "from"], *([team, f"E{team}", "Ann", day] for team in TEAMS)],
            "Members": [["team", "employee", "name", "role"], *members],
            "Pools": [["team", "period", "amount"], *([team, "2026", "1200"] for team in TEAMS)],
            "Targets": [
                ["team", "metric", "period", "target"],
                *([team, "revenue", "2026", "108000"] for team in TEAMS),
            ],
            "Actuals": [["period", "team", "revenue"], *months(TEAMS[:3])],
        },
    )
    north, south = (tmp_path / name for name in ("north.xlsx", "south.xlsx"))
    workbook({"Actuals": [["period", "team", "revenue"], *months(TEAMS[3:6])]}, north)
    workbook({"Actuals": [["period", "team", "revenue"], *months(TEAMS[6:])]}, south)
    given = tmp_path / "plan.yaml", [tmp_path / "inputs.xlsx", north, south], Month.parse("2026-06")
    whole, parts = at_once(*given), in_groups(*given)
    told = {
        "team-without-members.money",
        "month-without-actuals",
        "month-without-actuals.team",
        "unusual-value.large",
        "month-in-two-workbooks.several",
    }
    assert {each.kind for each in whole.outcome.problems} >= told
    assert in_order(parts.outcome.problems) == in_order(whole.outcome.problems)
    assert parts.totals == whole.totals


def test_what_is_odd_about_money_is_told_of_groups_too(tmp_path: Path, in_groups: Check) -> None:
    pools = [[key, "2026", "12000000" if key == "D" else "1200"] for key in "ABCD"]
    alike = [["A", "2026-01", "award", "5000", "Fair", "Li"]] * 2
    sheets = {
        **of_teams(pools),
        "Adjustments": [ADJUSTMENTS, *alike],
        "Paid": [PAID, ["A", "2026-02", "100"], ["D", "2026-01", "100"]],
    }
    written(tmp_path, WITH_MARGIN, sheets)
    given = tmp_path / "plan.yaml", [tmp_path / "inputs.xlsx"], Month(2026, 4)
    whole, parts = at_once(*given), in_groups(*given)
    assert in_order(parts.outcome.problems) == in_order(whole.outcome.problems)
    told = sorted(problem.kind for problem in whole.outcome.warnings if problem.code in CODES)
    assert told == [
        "column-absent.nowhere",
        "large-adjustment",
        "large-adjustment",
        "paid-far.small",
        "paid-incomplete",
        *["paid-incomplete.team"] * 4,
        "row-alike",
        "unusual-value.large-pool",
    ]


def test_a_target_that_few_teams_lack_is_told_of_groups_too(tmp_path: Path, in_groups: Check) -> None:
    few, metric = 25, {"perspective": "financial", "curve": "standard", "when_no_target": "skip"}
    teams = [f"T{number:02}" for number in range(4 * few)]
    day = "2025-06-01"
    plan = {
        "metrics": {"revenue": {**metric, "actual": "revenue"}, "margin": {**metric, "actual": "margin"}},
        "stages": {"growth": {"weights": {"revenue": "60", "margin": "40"}}},
    }
    sheets = {
        "Teams": [["team", "name"], *([team, team] for team in teams)],
        "Stages": [["team", "stage", "from"], *([team, "growth", day] for team in teams)],
        "Owners": [["team", "employee", "name", "from"], *([team, f"E{team}", "Ann", day] for team in teams)],
        "Members": [["team", "employee", "name", "role"], *([team, f"E{team}", "Ann", "manager"] for team in teams)],
        "Pools": [["team", "period", "amount"], *([team, "2026", "1200"] for team in teams)],
        "Targets": [
            ["team", "metric", "period", "target"],
            *([team, "revenue", "2026", "108000"] for team in teams),
            *([team, "margin", "2026", "9"] for n, team in enumerate(teams) if n % 4 or n < 8),
        ],
        "Actuals": [["period", "team", "revenue", "margin"], *(["2026-01", team, "9000", "1"] for team in teams)],
    }
    written(tmp_path, plan, sheets)
    given = tmp_path / "plan.yaml", [tmp_path / "inputs.xlsx"], Month(2026, 1)
    whole, parts = at_once(*given), in_groups(*given)
    assert in_order(parts.outcome.problems) == in_order(whole.outcome.problems)
    told = [problem for problem in whole.outcome.warnings if problem.code == "target-absent"]
    assert [problem.kind for problem in told] == ["target-absent"] * 20 + ["target-absent.more"]
    assert [problem.args["all"] for problem in told[:1]] == [str(4 * few)]


@pytest.mark.parametrize(("other", "said"), [("9000", ["month-copied"]), ("9001", [])])
def test_a_copied_month_is_told_of_groups_too(tmp_path: Path, in_groups: Check, other: str, said: list[str]) -> None:
    sheets = of_teams([[key, "2026", "1200"] for key in "ABCD"])
    actuals = [[f"2026-0{month}", key, "9000", "1000"] for month in (1, 2) for key in "ABCD"]
    actuals[-1][2] = other
    written(tmp_path, WITH_MARGIN, {**sheets, "Actuals": [["period", "team", "revenue", "margin"], *actuals]})
    given = tmp_path / "plan.yaml", [tmp_path / "inputs.xlsx"], Month(2026, 2)
    whole, parts = at_once(*given), in_groups(*given)
    assert in_order(parts.outcome.problems) == in_order(whole.outcome.problems)
    assert [problem.kind for problem in whole.outcome.warnings if problem.code in CODES] == said


@pytest.mark.parametrize(("further", "said"), [([], ["source-doubled"]), (["D"], [])])
def test_what_is_odd_about_sources_is_told_of_groups_too(
    tmp_path: Path, in_groups: Check, further: list[str], said: list[str]
) -> None:
    plan = {
        "sources": {"deals": {"sheet": "Deals", "columns": {"team": "Team", "period": "Day", "amount": "Amount"}}},
        "measures": {
            "revenue": {"from": "deals", "column": "amount", "when_missing": "zero"},
            "margin": {"when_missing": "zero"},
        },
    }
    twice = [[key, "2026-01-05", str(50000 + number)] for number, key in enumerate("ABCD")] * 2
    deals = [*twice, *([key, "2026-01-06", "50000"] for key in further), ["A", "2026-02-05", "70000"]]
    sheets = of_teams([[key, "2026", "1200"] for key in "ABCD"])
    actuals = [["period", "team", "margin"], *([f"2026-0{month}", "A", f"{month}"] for month in (1, 2, 3))]
    written(tmp_path, plan, {**sheets, "Actuals": actuals, "Deals": [["Team", "Day", "Amount"], *deals]})
    given = tmp_path / "plan.yaml", [tmp_path / "inputs.xlsx"], Month(2026, 3)
    whole, parts = at_once(*given), in_groups(*given)
    assert in_order(parts.outcome.problems) == in_order(whole.outcome.problems)
    told = [problem.kind for problem in whole.outcome.warnings if problem.code.startswith("source-")]
    assert sorted(told) == said
