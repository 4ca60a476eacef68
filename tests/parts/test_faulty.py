"""What is wrong with teams in groups is told as of all teams at once: each group is judged by all sheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from scorecard.model.period import Month
from scorecard.model.problems import Problem
from scorecard.read.counted import MOST_ALIKE
from scorecard.read.parts.material import material
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.workflow.loading import load
from tests.cli.calling import written as written_case
from tests.gallery.cases import Case, cases
from tests.gallery.gaps import GATES, MEASURES, with_teams
from tests.hostile.make import RECIPES, written
from tests.hostile.package import PLAN_CHANGES
from tests.hostile.recipe import Recipe
from tests.parts.compared import in_groups
from tests.parts.test_material import plan_for, sheets, write_parquet
from tests.read.books import plan_of

FEBRUARY = Month(2026, 2)
GAPS = [case for case in cases() if case.get("part") == "gaps"]


def of_all(plan: Path, paths: Sequence[Path]) -> list[str]:
    return said(load(plan, paths, FEBRUARY, lambda *step: None).errors)


def of_groups(plan: Path, paths: Sequence[Path], parts: int) -> list[str]:
    known, _ = read_plan(plan)
    assert known
    return said([each for each in in_groups(known, paths, FEBRUARY, parts).problems if each.level == "error"])


def said(problems: Sequence[Problem]) -> list[str]:
    return [f"{each.kind} {each.place} {each.team} {sorted(each.args.items())}" for each in problems]


@pytest.mark.parametrize("case", GAPS, ids=str)
def test_what_sheets_lack(case: Case, tmp_path: Path) -> None:
    plan = {"measures": MEASURES, "gates": GATES, **case.get("plan", {})}
    written_case(tmp_path, plan=plan, sheets={**with_teams(MOST_ALIKE + 5), **case.sheets})
    given = tmp_path / "plan.yaml", [tmp_path / "inputs.xlsx"]
    assert of_all(*given)
    assert of_groups(*given, 2) == of_groups(*given, 7) == of_all(*given)


@pytest.mark.parametrize("recipe", RECIPES[1::3], ids=lambda recipe: recipe.name)
def test_hostile_workbooks(recipe: Recipe, tmp_path: Path) -> None:
    plan_of(tmp_path, PLAN_CHANGES)
    paths = written(recipe.files(), tmp_path / "inputs")
    assert of_groups(tmp_path / "plan.yaml", paths, 2) == of_all(tmp_path / "plan.yaml", paths)


TEAMS = ["T01", "T02", "T03", "T04", "T05", "T06"]
DAY = "2025-06-01"
SHEETS: dict[str, Any] = {
    "Teams": [["team", "name"], *([team, f"Site {team}"] for team in TEAMS)],
    "Stages": [["team", "stage", "from"], *([team, "growth", DAY] for team in TEAMS)],
    "Owners": [["team", "employee", "name", "from"], *([team, f"E{team}", "Ann", DAY] for team in TEAMS)],
    "Members": [["team", "employee", "name", "role"], *([team, f"E{team}", "Ann", "manager"] for team in TEAMS)],
    "Pools": [["team", "period", "amount"], *([team, "2026", "1200"] for team in TEAMS)],
    "Targets": [["team", "metric", "period", "target"], *([team, "revenue", "2026", "9"] for team in TEAMS)],
    "Actuals": [
        ["period", "team", "revenue"],
        *(
            [month, team, "9"]
            for team in TEAMS
            for month in ("2026-01", "2026-02")
            if (team, month) != ("T05", "2026-02")
        ),
    ],
}


def test_one_team_without_a_month_is_no_month_without_numbers(tmp_path: Path) -> None:
    written_case(tmp_path, plan={"measures": {"revenue": {"title": "Revenue"}}}, sheets=SHEETS)
    given = tmp_path / "plan.yaml", [tmp_path / "inputs.xlsx"]
    (problem,) = of_groups(*given, 6)
    assert problem.startswith("missing-value ")
    assert [problem] == of_all(*given)


@pytest.mark.parametrize(
    ("meant", "kind"),
    [("T1", "unknown-team.near"), ("Site T02", "unknown-team.title"), ("T0", "unknown-team"), ("Zz", "unknown-team")],
)
def test_what_was_meant_may_be_a_team_of_another_group(meant: str, kind: str, tmp_path: Path) -> None:
    sheets = {**SHEETS, "Owners": [*SHEETS["Owners"][:-1], [meant, "ET06", "Ann", DAY]]}
    written_case(tmp_path, plan={"measures": {"revenue": {"title": "Revenue", "when_missing": "zero"}}}, sheets=sheets)
    given = tmp_path / "plan.yaml", [tmp_path / "inputs.xlsx"]
    found = of_groups(*given, 6)
    assert [each.partition(" ")[0] for each in found] == [kind]  # not that T06 has no owner
    assert found == of_all(*given)


def test_of_many_problems_of_a_kind_the_first_are_told_and_the_others_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scorecard.workflow.gaps.MOST_OF_A_KIND", 2)
    written_case(tmp_path, sheets={**SHEETS, "Owners": SHEETS["Owners"][:2], "Stages": SHEETS["Stages"][:3]})
    given = tmp_path / "plan.yaml", [tmp_path / "inputs.xlsx"]
    found = of_groups(*given, 6)
    kinds = [each.partition(" ")[0] for each in found]
    assert kinds == ["no-owner", "no-owner", "and-further.teams", "no-stage", "no-stage", "and-further.teams"]
    assert found == of_groups(*given, 2) == of_all(*given)


def test_a_file_that_is_given_twice_is_told_by_its_path(tmp_path: Path) -> None:
    plan = plan_for(tmp_path)
    write_parquet(tmp_path / "inputs", sheets())
    part = next((tmp_path / "inputs" / "Actuals").glob("*.parquet"))
    (part.parent / "part-0 (1).parquet").write_bytes(part.read_bytes())
    _, faults = read_inputs(plan, [tmp_path / "inputs"])
    found = in_groups(plan, [tmp_path / "inputs"], Month(2026, 1), 3)
    assert [each.kind for each in faults] == ["file-twice"]
    assert [each for each in found.problems if each.level == "error"] == list(faults)
    assert part.name in {file.name for file in material(plan, [tmp_path / "inputs"]).files}
    assert str(faults[0].place) in {file.name for file in material(plan, [tmp_path / "inputs"]).files}
