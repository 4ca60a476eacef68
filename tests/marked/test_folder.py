"""Where marked copies go, what they replace, and what they never touch."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from scorecard.report.marked.listing import NAME
from tests.cli.calling import written
from tests.marked.made import check, told
from tests.small_cases import workbook

PLAN = {"measures": {"revenue": {"title": "Revenue", "when_missing": "zero"}}}
FAULTY = {"Actuals": [["period", "team", "revenue"], ["2026-01", "A", "n/a"]]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written(tmp_path, PLAN, FAULTY)
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs.xlsx").rename(tmp_path / "inputs" / "inputs.xlsx")
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def rows(path: Path) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(path)[NAME].iter_rows()]


def test_a_folder_is_made_with_copies_and_a_list_of_everything(folder: Path) -> None:
    done = check(folder, "inputs", "--mark a/b")
    assert done.code == 1
    assert names(folder / "a" / "b") == ["inputs.xlsx", "problems.xlsx"]
    assert done.out.splitlines()[-1] == "a/b: problems.xlsx lists everything; marked copies: 1"


def test_the_list_leads_into_the_marked_copies(folder: Path) -> None:
    check(folder, "inputs", "--mark marked")
    sheet = load_workbook(folder / "marked" / "problems.xlsx")[NAME]
    links = [(cell.value, cell.hyperlink.target, cell.hyperlink.location) for cell in sheet["C"] if cell.hyperlink]
    assert links == [("C2", "inputs.xlsx", "'Actuals'!C2")]


def test_only_workbooks_with_something_to_mark_are_copied(folder: Path) -> None:
    evidence = [["period", "team", "measure", "note"], ["2026-01", "A", "revenue", "seen"]]
    workbook({"Evidence": evidence}, folder / "inputs" / "more.xlsx")
    check(folder, "inputs", "--mark marked")
    assert names(folder / "marked") == ["inputs.xlsx", "problems.xlsx"]


def test_a_copy_tells_what_is_wrong_elsewhere_too(folder: Path) -> None:
    other = {"Actuals": [["period", "team", "revenue"], ["2026-02", "Q", 1]]}
    workbook(other, folder / "inputs" / "other.xlsx")
    (folder / "inputs" / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    check(folder, "inputs", "--mark marked")
    assert names(folder / "marked") == ["inputs.xlsx", "other.xlsx", "problems.xlsx"]
    listed = rows(folder / "marked" / "inputs.xlsx")
    below = listed[[row[0] for row in listed].index("Elsewhere: plan, other files, what is missing") + 1 :]
    assert [(row[0], row[5]) for row in below] == [("broken.xlsx", "workbook-damaged"), ("other.xlsx", "unknown-team")]
    sheet = load_workbook(folder / "marked" / "inputs.xlsx")[NAME]
    assert [cell.hyperlink.target for cell in sheet["C"] if cell.hyperlink] == [None, "other.xlsx"]


def test_problems_of_the_plan_alone_are_listed(folder: Path) -> None:
    (folder / "plan.yaml").write_text("plan: x\n")
    done = check(folder, "inputs", "--mark marked")
    assert names(folder / "marked") == ["problems.xlsx"]
    assert done.out.splitlines()[-1] == "marked: problems.xlsx lists everything; there is no workbook to mark"
    assert len(rows(folder / "marked" / "problems.xlsx")) > 4


def test_where_nothing_is_wrong_nothing_is_written(folder: Path) -> None:
    written(folder, PLAN)
    done = check(folder, "inputs.xlsx", "--mark marked")
    assert (done.code, done.out.splitlines()[-1]) == (0, "nothing to mark")
    assert not (folder / "marked").exists()


def test_earlier_copies_are_replaced_and_those_of_mended_workbooks_removed(folder: Path) -> None:
    check(folder, "inputs", "--mark marked")
    (folder / "marked" / "mine.txt").write_text("mine")
    Workbook().save(folder / "marked" / "mine.xlsx")
    written(folder, PLAN)
    (folder / "inputs.xlsx").replace(folder / "inputs" / "inputs.xlsx")
    assert check(folder, "inputs", "--mark marked").code == 0
    assert names(folder / "marked") == ["mine.txt", "mine.xlsx"]


def test_a_copy_that_somebody_saved_is_theirs(folder: Path) -> None:
    check(folder, "inputs", "--mark marked")
    copy = folder / "marked" / "inputs.xlsx"
    load_workbook(copy).save(copy)
    before = copy.read_bytes()
    done = check(folder, "inputs", "--mark marked")
    assert done.code == 3
    assert "marked/inputs.xlsx: error[not-marked]: this file is none that --mark wrote" in done.err
    assert copy.read_bytes() == before


@pytest.mark.parametrize("way", ["inputs", "inputs/../inputs", "link"])
def test_the_folder_of_the_inputs_is_refused_whatever_the_way_to_it(folder: Path, way: str) -> None:
    (folder / "link").symlink_to("inputs")
    before = (folder / "inputs" / "inputs.xlsx").read_bytes()
    for given in ("inputs", "inputs/inputs.xlsx"):
        done = check(folder, given, "--mark", way)
        assert done.code == 3
        assert "error[not-marked]: the workbooks that are checked lie in this folder" in done.err
    assert names(folder / "inputs") == ["inputs.xlsx"]
    assert (folder / "inputs" / "inputs.xlsx").read_bytes() == before


def test_the_folder_that_an_input_links_into_is_refused(folder: Path) -> None:
    (folder / "links").mkdir()
    (folder / "links" / "inputs.xlsx").symlink_to("../inputs/inputs.xlsx")
    assert check(folder, "links", "--mark inputs").code == 3
    assert names(folder / "inputs") == ["inputs.xlsx"]


def test_a_link_to_an_input_is_not_written_through(folder: Path) -> None:
    (folder / "marked").mkdir()
    (folder / "marked" / "inputs.xlsx").symlink_to("../inputs/inputs.xlsx")
    before = (folder / "inputs" / "inputs.xlsx").read_bytes()
    assert check(folder, "inputs", "--mark marked").code == 3
    assert (folder / "inputs" / "inputs.xlsx").read_bytes() == before
    assert names(folder / "marked") == ["inputs.xlsx"]


def test_copies_within_the_folder_of_the_inputs_are_no_inputs(folder: Path) -> None:
    first = check(folder, "inputs", "--mark inputs/marked")
    again = check(folder, "inputs", "--mark inputs/marked")
    assert told(first) == told(again)
    assert (first.code, again.code) == (1, 1)
    assert names(folder / "inputs" / "marked") == ["inputs.xlsx", "problems.xlsx"]


def test_two_workbooks_of_one_name_have_two_copies(folder: Path) -> None:
    (folder / "more").mkdir()
    other = {"Actuals": [["period", "team", "revenue"], ["2026-02", "Q", 1]]}
    workbook(other, folder / "more" / "inputs.xlsx")
    check(folder, "inputs", "more", "--mark marked")
    assert names(folder / "marked") == ["inputs (2).xlsx", "inputs.xlsx", "problems.xlsx"]


def test_an_input_called_like_the_list_keeps_its_name(folder: Path) -> None:
    (folder / "inputs" / "inputs.xlsx").rename(folder / "inputs" / "Problems.xlsx")
    check(folder, "inputs", "--mark marked")
    assert names(folder / "marked") == ["Problems.xlsx", "problems (2).xlsx"]


def test_json_names_the_files(folder: Path) -> None:
    import json

    done = check(folder, "inputs", "--mark marked --json")
    assert json.loads(done.out)["marked"] == ["marked/inputs.xlsx", "marked/problems.xlsx"]


def test_the_copies_speak_the_language_that_is_asked_for(folder: Path) -> None:
    check(folder, "inputs", "--mark marked", language="zh")
    copy = load_workbook(folder / "marked" / "inputs.xlsx")
    assert copy[NAME]["A1"].value == "inputs.xlsx：问题 1 个，警告 0 个"
    assert copy["Actuals"]["C2"].comment.text.startswith("问题 [not-a-number] “revenue”为“n/a”")


def test_a_full_disk_leaves_the_earlier_copy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(folder, "inputs", "--mark marked")
    before = (folder / "marked" / "inputs.xlsx").read_bytes()
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    done = check(folder, "inputs", "--mark marked", language="zh")
    assert done.code == 3
    assert "error[not-marked]: 无法写入：磁盘空间不足；请用 --mark 指定其他文件夹" in done.err
    assert (folder / "marked" / "inputs.xlsx").read_bytes() == before
    assert names(folder / "marked") == ["inputs.xlsx", "problems.xlsx"]


def test_what_a_full_disk_leaves_can_be_written_again(folder: Path) -> None:
    check(folder, "inputs", "--mark marked")
    shutil.copy(folder / "marked" / "problems.xlsx", folder / "marked" / "inputs.xlsx")
    assert check(folder, "inputs", "--mark marked").code == 1
    assert load_workbook(folder / "marked" / "inputs.xlsx").sheetnames[1:]
