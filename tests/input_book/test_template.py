"""scorecard template: a new workbook, and never in the place of one that somebody filled in."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.calling import scorecard, written


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    written(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_template_writes_the_workbook_and_says_where() -> None:
    done = scorecard("template plan.yaml -o empty.xlsx")
    assert (done.code, done.out) == (0, "→ empty.xlsx\n")
    assert load_workbook("empty.xlsx").sheetnames[:2] == ["Notes", "Teams"]


@pytest.mark.parametrize(("option", "names"), [("", ["Notes", "Teams"]), (" --lang zh", ["填写说明", "团队"])])
def test_the_workbook_follows_the_option_else_the_plan_and_never_the_locale(option: str, names: list[str]) -> None:
    done = scorecard(f"template plan.yaml -o empty.xlsx{option}", LC_ALL="zh_CN.UTF-8")
    assert done.code == 0
    assert load_workbook("empty.xlsx").sheetnames[:2] == names


def test_a_workbook_that_is_there_is_left_as_it_is(place: Path) -> None:
    before = (place / "inputs.xlsx").read_bytes()
    done = scorecard("template plan.yaml -o inputs.xlsx")
    assert done.code == 3
    assert done.err.splitlines()[-1] == (
        "inputs.xlsx: error[not-written]: this file is there already and may hold somebody's data, so it is left as it "
        "is; choose another name with -o, or move it away"
    )
    assert (place / "inputs.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("C.UTF-8", "'empty.xls' is no name of a workbook; end it in .xlsx, like inputs.xlsx"),
        ("zh_CN.UTF-8", "'empty.xls' 不是工作簿文件名；请以 .xlsx 结尾，例如 inputs.xlsx"),
    ],
)
def test_a_name_that_excel_would_not_open_is_wrong_usage(locale: str, said: str, place: Path) -> None:
    done = scorecard("template plan.yaml -o empty.xls", LC_ALL=locale)
    assert done.code == 2
    assert said in done.err
    assert not (place / "empty.xls").exists()


def test_a_faulty_plan_is_told_and_nothing_is_written(place: Path) -> None:
    written(place, plan={"stages": {"growth": {"weights": {"revenue": 90}}}})
    done = scorecard("template plan.yaml -o empty.xlsx")
    assert (done.code, "error[weights-sum]" in done.err) == (1, True)
    assert not (place / "empty.xlsx").exists()


def test_a_folder_that_is_not_there_is_told_with_what_to_do() -> None:
    done = scorecard("template plan.yaml -o nowhere/empty.xlsx")
    assert done.code == 3
    assert done.err.splitlines()[-1].startswith(
        "nowhere/empty.xlsx: error[not-written]: the folder for this is not there"
    )
