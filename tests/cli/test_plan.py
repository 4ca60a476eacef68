"""scorecard plan: the plan as a page to read (commands.md)."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.cli.calling import scorecard, written


@pytest.fixture(autouse=True)
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    written(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_explains_itself_with_an_example() -> None:
    done = scorecard("plan --help")
    assert done.code == 0
    assert "Example:\n    scorecard plan " in done.out


def test_the_page_goes_into_the_file_and_the_plans_warnings_to_standard_error(base: Path) -> None:
    done = scorecard("plan plan.yaml -o plan.html")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("plan.yaml:13:3: warning[unused]: margin")
    assert (base / "plan.html").read_text("utf-8").startswith("<!doctype html>")


def test_the_page_names_the_hash_of_the_plans_file(base: Path) -> None:
    digest = hashlib.sha256((base / "plan.yaml").read_bytes()).hexdigest()
    assert digest in scorecard("plan plan.yaml").out


@pytest.mark.parametrize("option", ["", "-o -"])
def test_without_a_file_the_page_is_printed(option: str, base: Path) -> None:
    before = sorted(base.iterdir())
    done = scorecard(f"plan plan.yaml {option}")
    assert (done.code, sorted(base.iterdir())) == (0, before)
    assert done.out.startswith("<!doctype html>")
    assert done.out.endswith("</html>\n")


def test_the_page_is_in_the_plans_language_unless_another_is_asked_for(base: Path) -> None:
    written(base, {"language": "zh"})
    assert '<html lang="zh-CN">' in scorecard("plan plan.yaml", LC_ALL="en_US.UTF-8").out
    assert '<html lang="en">' in scorecard("plan plan.yaml --lang en").out


def test_problems_of_the_plan_are_told_as_check_tells_them_and_nothing_is_written(base: Path) -> None:
    written(base, {"currency": "XYZ"})
    done = scorecard("plan plan.yaml -o plan.html")
    assert (done.code, done.out) == (1, "")
    assert done.err == scorecard("check plan.yaml").err
    assert not (base / "plan.html").exists()


def test_a_plan_that_is_not_there_is_told(base: Path) -> None:
    done = scorecard("plan nowhere.yaml -o plan.html")
    assert done.code == 1
    assert done.err.startswith("nowhere.yaml")
    assert not (base / "plan.html").exists()


def test_a_page_of_before_is_replaced(base: Path) -> None:
    (base / "plan.html").write_text("before", "utf-8")
    scorecard("plan plan.yaml -o plan.html")
    assert "before" not in (base / "plan.html").read_text("utf-8").splitlines()


@pytest.mark.parametrize("target", ["nowhere/plan.html", "folder"])
def test_a_place_that_cannot_be_written_ends_with_3_and_leaves_nothing(target: str, base: Path) -> None:
    (base / "folder").mkdir()
    before = sorted(base.rglob("*"))
    done = scorecard(f"plan plan.yaml -o {target}")
    assert done.code == 3
    assert f"{target}: error[not-written]" in done.err
    assert sorted(base.rglob("*")) == before


def test_a_link_stays_a_link(base: Path) -> None:
    (base / "there.html").write_text("before", "utf-8")
    (base / "plan.html").symlink_to(base / "there.html")
    assert scorecard("plan plan.yaml -o plan.html").code == 0
    assert (base / "plan.html").is_symlink()
    assert (base / "there.html").read_text("utf-8").startswith("<!doctype html>")
