"""For each thing that can be wrong with a plan file, the smallest file that provokes it, and what the user is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scorecard.model.messages import message
from scorecard.model.messages.plan import PLAN
from scorecard.read.plan_file import read_plan
from tests.errors.plan.made_files import MAKERS

HERE = Path(__file__).parent
BASE = (HERE / "base.yaml").read_text("utf-8")
PAGES = [path for path in sorted(HERE.glob("*.yaml")) if path.stem != "base"]
GALLERY: list[dict[str, Any]] = [case for path in PAGES for case in yaml.safe_load(path.read_text("utf-8"))]


def plan_file(case: dict[str, Any], folder: Path) -> Path:
    if "file" in case:
        return MAKERS[case["file"]](folder)
    text = BASE
    for old, new in case["change"].items():
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "plan.yaml").write_text(text, "utf-8")
    return folder / "plan.yaml"


@pytest.mark.parametrize("case", GALLERY, ids=lambda case: case["kind"])
def test_the_user_is_told(case: dict[str, Any], tmp_path: Path) -> None:
    plan, problems = read_plan(plan_file(case, tmp_path))
    assert case["kind"] in {problem.kind for problem in problems}
    assert (plan is None) == any(problem.level == "error" for problem in problems)
    for language in ("en", "zh"):
        said = [f"{each.place}: {each.level}[{each.code}]: {message(each, language)}" for each in problems]
        assert [line.replace(f"{tmp_path}/", "") for line in said] == case[language]


def test_the_base_of_the_gallery_has_nothing_wrong(tmp_path: Path) -> None:
    plan, problems = read_plan(plan_file({"change": {}}, tmp_path))
    assert plan is not None
    assert problems == ()


def test_everything_that_is_said_of_a_plan_stands_in_the_gallery() -> None:
    assert {case["kind"] for case in GALLERY} == set(PLAN)
