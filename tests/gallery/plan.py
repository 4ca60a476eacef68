"""Cases of plan files: ``change`` replaces text in plan.yaml beside this; or ``file`` is one of plan_files.py."""

from __future__ import annotations

from pathlib import Path

from scorecard.read.plan_file import read_plan
from tests.gallery.cases import Case
from tests.gallery.lines import lines
from tests.gallery.plan_files import MAKERS

BASE = Path(__file__).with_name("plan.yaml").read_text("utf-8")


def told(case: Case, folder: Path) -> dict[str, list[str]]:
    """What reading the plan says; there is a plan unless one of it is an error."""
    plan, problems = read_plan(plan_file(case, folder))
    assert (plan is None) == any(problem.level == "error" for problem in problems)
    return lines(problems, folder)


def plan_file(case: Case, folder: Path) -> Path:
    if case.get("file"):
        return MAKERS[case.get("file")](folder)
    (folder / "plan.yaml").write_text(changed(case), "utf-8")
    return folder / "plan.yaml"


def changed(case: Case) -> str:
    """The small plan with the case's changes."""
    text = BASE
    for old, new in case.get("change").items():
        assert old in text
        text = text.replace(old, new, 1)
    return text
