"""A run folder appears whole or not at all, and never in the place of something else (outputs.md)."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from scorecard.model.inputs import InputFile
from scorecard.report import folder
from scorecard.report.folder import (
    FileChangedError,
    OccupiedError,
    StrangersError,
    keep_inputs,
    kept_apart,
    plan_file,
    write_folder,
)
from scorecard.report.manifest import OURS


def make(target: Path, text: str = "new") -> None:
    with write_folder(target) as made:
        (made / "result.json").write_text(text)
        files = {"plan": {"file": "plan.yaml"}, "inputs": [], "outputs": [{"file": "result.json"}]}
        (made / "manifest.json").write_text(json.dumps({**dict.fromkeys(OURS, text), **files}))


def names(path: Path) -> list[str]:
    return sorted(each.name for each in path.iterdir())


def input_file(path: Path, text: str, name: str | None = None) -> InputFile:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return InputFile(path, name or path.name, hashlib.sha256(text.encode()).hexdigest(), len(text))


def test_a_folder_appears_with_what_was_written_and_nothing_beside_it(tmp_path: Path) -> None:
    make(tmp_path / "out" / "2026-03")
    assert names(tmp_path / "out") == ["2026-03"]
    assert (tmp_path / "out" / "2026-03" / "result.json").read_text() == "new"


def test_nothing_of_a_folder_is_there_while_it_is_made(tmp_path: Path) -> None:
    with write_folder(tmp_path / "2026-03") as made:
        (made / "manifest.json").write_text("{}")
        assert not (tmp_path / "2026-03").exists()


def test_an_earlier_run_is_replaced_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "2026-03"
    make(target, "old")
    (target / "statements").mkdir()
    make(target)
    assert names(target) == ["manifest.json", "result.json"]
    assert (target / "result.json").read_text() == "new"


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt(), ValueError()])
def test_a_fault_on_the_way_leaves_what_was_there_and_nothing_else(tmp_path: Path, fault: BaseException) -> None:
    target = tmp_path / "2026-03"
    make(target, "old")
    with pytest.raises(type(fault)), write_folder(target) as made:
        (made / "result.json").write_text("half")
        raise fault
    assert names(tmp_path) == ["2026-03"]
    assert (target / "result.json").read_text() == "old"


def test_a_folder_that_cannot_take_its_place_leaves_the_earlier_one_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, rename = tmp_path / "2026-03", Path.rename
    make(target, "old")

    def failing(self: Path, goal: Path) -> Path:
        if self.name == "new":
            raise OSError(5, "Input/output error", str(self))
        return rename(self, goal)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="Input/output error"):
        make(target)
    assert names(tmp_path) == ["2026-03"]
    assert (target / "result.json").read_text() == "old"


def test_a_fault_is_told_of_the_folder_that_was_asked_for(tmp_path: Path) -> None:
    target = tmp_path / "2026-03"
    with pytest.raises(OSError) as raised, write_folder(target) as made:
        (made / "no such folder" / "a.txt").write_text("")
    assert raised.value.filename == str(target)


def test_what_somebody_put_into_a_run_folder_keeps_it_from_being_replaced(tmp_path: Path) -> None:
    target = tmp_path / "2026-03"
    make(target, "old")
    (target / "approved.docx").write_text("signed")
    with pytest.raises(StrangersError, match=r"approved\.docx"):
        make(target)
    assert (target / "result.json").read_text() == "old"
    assert (target / "approved.docx").read_text() == "signed"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "2026-03").mkdir()
    make(tmp_path / "2026-03")
    assert names(tmp_path / "2026-03") == ["manifest.json", "result.json"]


@pytest.mark.parametrize("kind", ["a folder of somebody's own", "a file", "a link to a run folder"])
def test_something_else_is_left_alone(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "2026-03"
    if kind == "a file":
        target.write_text("mine")
    elif kind == "a link to a run folder":
        make(tmp_path / "elsewhere")
        target.symlink_to(tmp_path / "elsewhere")
    else:
        target.mkdir()
        (target / "2026-03-actuals.xlsx").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OccupiedError):
        make(target)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("text", ['{"name": "web page", "icons": []}', "[]", "no JSON", "[" * 100_000, "\ud800"])
def test_a_manifest_of_another_program_makes_no_run_folder(tmp_path: Path, text: str) -> None:
    target = tmp_path / "2026-03"
    target.mkdir()
    (target / "manifest.json").write_text(text, "utf-8", "surrogatepass")
    (target / "thesis.docx").write_text("mine")
    with pytest.raises(OccupiedError):
        make(target)
    assert names(target) == ["manifest.json", "thesis.docx"]


def test_what_a_killed_run_left_behind_does_not_disturb_the_next(tmp_path: Path) -> None:
    left = tmp_path / ".2026-03-abc" / "new"
    left.mkdir(parents=True)
    (left / "result.json").write_text("half")
    make(tmp_path / "2026-03")
    assert (tmp_path / "2026-03" / "result.json").read_text() == "new"
    assert (left / "result.json").read_text() == "half"


def test_an_interrupt_between_the_two_renames_leaves_the_earlier_folder_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, rename = tmp_path / "2026-03", Path.rename
    make(target, "old")

    def interrupted(self: Path, goal: Path) -> Path:
        if self.name == "new":
            raise KeyboardInterrupt
        return rename(self, goal)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        make(target)
    assert (target / "result.json").read_text() == "old"


def test_the_folder_may_be_read_by_whom_the_user_s_mask_lets(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        make(tmp_path / "2026-03")
    finally:
        os.umask(before)
    assert (tmp_path / "2026-03").stat().st_mode & 0o777 == 0o750


def test_plan_and_inputs_are_kept_byte_for_byte_and_two_of_one_name_apart(tmp_path: Path) -> None:
    first = input_file(tmp_path / "a" / "book.xlsx", "one")
    second = input_file(tmp_path / "b" / "book.xlsx", "two", "book (2).xlsx")
    plan = input_file(tmp_path / "plan.yaml", "plan: x")
    assert keep_inputs(tmp_path, (plan, first, second))
    kept = {path.name: path.read_text() for path in (tmp_path / "inputs").iterdir()}
    assert kept == {"plan.yaml": "plan: x", "book.xlsx": "one", "book (2).xlsx": "two"}


def test_a_plan_that_is_called_like_an_input_is_kept_under_another_name(tmp_path: Path) -> None:
    book = input_file(tmp_path / "a" / "Rules.csv", "one")
    plan = tmp_path / "rules.csv"
    plan.write_text("plan: x")
    assert kept_apart(plan_file(plan), (book,)).name == "plan rules.csv"


def test_too_much_is_not_copied_but_still_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MOST_COPIED", 4)
    large = input_file(tmp_path / "a" / "book.xlsx", "12345")
    assert not keep_inputs(tmp_path, (large,))
    assert not (tmp_path / "inputs").exists()
    large.path.write_text("54321")
    with pytest.raises(FileChangedError):
        keep_inputs(tmp_path, (large,))


def test_an_input_that_changed_since_it_was_read_stops_the_run(tmp_path: Path) -> None:
    book = input_file(tmp_path / "a" / "book.xlsx", "one")
    book.path.write_text("two")
    with pytest.raises(FileChangedError) as raised:
        keep_inputs(tmp_path, (book,))
    assert raised.value.filename == str(book.path)
