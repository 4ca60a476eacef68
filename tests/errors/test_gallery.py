"""For each message the smallest input that provokes it, and its exact lines: a file each, in the folder of its code."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import scorecard
from scorecard.model.messages import CATALOGUE
from scorecard.read.plan_file import read_plan
from tests.gallery import calculation, commands, gaps, plan, read, templates
from tests.gallery.cases import ERRORS, LANGUAGES, Case, cases, shows

Told = dict[str, list[str]]
PARTS: dict[str, Callable[[Case, Path], Told]] = {
    "plan": plan.told,
    "read": read.told,
    "calculation": calculation.told,
    "gaps": gaps.told,
    "templates": templates.told,
}
"""Harnesses that call the piece itself; the parts cli and ledger call commands."""
GALLERY = cases()
SOURCE = Path(scorecard.__file__).parent
TOLD_BY = {"Problem", "Refused", "Unreadable", "LedgerFault"}
"""What takes a kind of message first."""


@pytest.mark.parametrize("case", GALLERY, ids=str)
def test_the_user_is_told(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    harness = PARTS.get(case.get("part"))
    assert harness or case.get("part") in ("cli", "ledger")
    told = harness(case, tmp_path) if harness else commands.told(case, tmp_path, monkeypatch)
    assert told == case.lines
    for language in LANGUAGES:
        assert shows(case.lines[language], case.kind, language), "no line is the message of this kind"


def test_everything_that_can_be_said_stands_in_the_gallery() -> None:
    assert {case.kind for case in GALLERY} == set(CATALOGUE)


def test_nothing_is_said_that_the_catalogue_does_not_have() -> None:
    said = {kind for path in SOURCE.rglob("*.py") for kind in kinds_told(ast.parse(path.read_text("utf-8")))}
    assert len(said) > 100
    assert said - set(CATALOGUE) == set()


def kinds_told(tree: ast.Module) -> Iterator[str]:
    """Kinds that stand as they are where a problem is made."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TOLD_BY and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def test_each_case_lies_in_the_folder_of_its_code() -> None:
    assert [str(case) for case in GALLERY if case.path.parent.name != case.code] == []
    here = {each for each in ERRORS.rglob("*") if each.is_file() and "__pycache__" not in each.parts}
    assert {each for each in here if each.suffix != ".py"} == {case.path for case in GALLERY}


def test_the_plan_that_cases_change_has_nothing_wrong(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(plan.BASE, "utf-8")
    read_it, problems = read_plan(tmp_path / "plan.yaml")
    assert read_it is not None
    assert problems == ()
