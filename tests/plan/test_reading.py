"""What a plan file becomes: its defaults, the plans that ship, and the places of what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.model.plan import OwnerRule, Plan
from scorecard.model.problems import FilePlace
from scorecard.read.plan_file import read_plan

ROOT = Path(__file__).parents[2]
BASE = (ROOT / "tests" / "gallery" / "plan.yaml").read_text("utf-8")


def plan_of(folder: Path) -> Plan:
    (folder / "plan.yaml").write_text(BASE, "utf-8")
    plan, problems = read_plan(folder / "plan.yaml")
    assert plan is not None, problems
    return plan


def test_what_a_plan_does_not_say_has_its_default(tmp_path: Path) -> None:
    plan = plan_of(tmp_path)
    assert (plan.basis, plan.stage_change, plan.negative_payable) == ("year", "month_end", "carry_forward")
    assert (plan.language, plan.phasing, plan.owner) == ("en", (1,) * 12, OwnerRule())
    assert (plan.budget_per_month, plan.sign_off, plan.separate_duties) == (None, (), True)


def test_what_a_measure_does_not_say_has_its_default(tmp_path: Path) -> None:
    measure = plan_of(tmp_path).measures["deals"]
    assert (measure.total, measure.when_missing, measure.split, measure.each_month) == ("sum", "error", True, "sum")


def test_a_stage_takes_what_the_plan_gives_for_all(tmp_path: Path) -> None:
    stage = plan_of(tmp_path).stages["early"]
    assert (stage.payout.id, stage.gates, stage.floor, stage.cap) == ("straight", ("red_line",), 0, None)
    assert [component.kind for component in stage.funding] == ["target_pool"]


@pytest.mark.parametrize(
    ("name", "stages", "floors"),
    [
        ("key-accounts-2026", ["breakthrough", "growth", "position"], [500_000, 0, 0]),
        ("growth-sales-2026", None, None),
    ],
)
def test_a_plan_that_ships_reads_without_a_word(name: str, stages: list[str] | None, floors: list[int] | None) -> None:
    plan, problems = read_plan(ROOT / "configs" / f"{name}.yaml")
    assert plan is not None
    assert (plan.id, problems) == (name, ())
    assert all(sum(stage.weights.values()) == 1_000_000 for stage in plan.stages.values())
    if stages is not None:
        assert list(plan.stages) == stages
        assert [stage.floor for stage in plan.stages.values()] == floors


def test_all_that_is_wrong_comes_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    text = BASE.replace("CNY", "yuan").replace("above: 5", "above: 5, below: 3").replace("growth: 60", "growth: 50")
    path.write_text(text, "utf-8")
    _, problems = read_plan(path)
    assert [(each.code, each.place) for each in problems] == [
        ("not-of-the-form", FilePlace(str(path), 2, 11)),
        ("one-of", FilePlace(str(path), 17, 20)),
        ("weights-sum", FilePlace(str(path), 22, 20)),
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "codes"),
    [
        ("curves:\n  straight: {points: [[0, 0], [50, 50], [100, 100]]}", "curves: none", ["wrong-shape"]),
        ("thrift: 40", "thrfit: 40", ["unknown-name"]),
        ("weights:", "weight:", ["unknown-key"]),
        ("from: orders", "from: order", ["unknown-name"]),
        ("straight: {points", "straight: {on: actul, points", ["not-one-of"]),
    ],
)
def test_nothing_is_told_that_only_follows_from_another_problem(
    tmp_path: Path, right: str, wrong: str, codes: list[str]
) -> None:
    assert right in BASE
    (tmp_path / "plan.yaml").write_text(BASE.replace(right, wrong, 1), "utf-8")
    _, problems = read_plan(tmp_path / "plan.yaml")
    assert [each.code for each in problems] == codes


def test_two_perspectives_of_one_title_are_a_problem(tmp_path: Path) -> None:
    path, one = tmp_path / "plan.yaml", "{all: {title: All}"
    assert one in BASE
    path.write_text(BASE.replace(one, "{all: {title: All}, more: {title: ALL}", 1), "utf-8")
    _, problems = read_plan(path)
    assert "title-twice" in {each.code for each in problems}
