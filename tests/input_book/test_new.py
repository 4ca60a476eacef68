"""A folder to start from: what is in it, and that its guide leads from an empty workbook to a closed month."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from scorecard.read.plan_file import read_plan
from scorecard.report.input_book import input_book
from tests.cli.calling import Called, scorecard
from tests.input_book.filling import Row, fill_in

MOMENT = {"SOURCE_DATE_EPOCH": "1790000000"}
"""In 2026."""
LOCALES = {"zh": "zh_CN.UTF-8", "en": "C.UTF-8"}
GUIDES = {"zh": "使用说明.md", "en": "README.md"}
FILES = ["README.md", "inputs", "plan.yaml", "使用说明.md"]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def called(command: str, **environment: str) -> Called:
    return scorecard(command, **(MOMENT | environment))


def rows(language: str) -> dict[str, list[Row]]:
    """What somebody fills in who follows the guide: one team, two people, January."""
    zh = language == "zh"
    day, month = dt.date(2026, 1, 1), "2026-01"
    here = {"team": "T01", "period": "2026"}
    people = [("00123", "王芳", "客户经理" if zh else "Account manager")]
    people += [("00124", "O'Brien", "解决方案经理" if zh else "Solution manager")]
    return {
        "Teams": [{"team": "T01", "name": "北方团队", "account": "0042", "from": day}],
        "Stages": [{"team": "T01", "stage": "增长期" if zh else "Growth", "from": day}],
        "Owners": [{"team": "T01", "employee": "00123", "name": "王芳", "from": day}],
        "Members": [{"team": "T01", "employee": key, "name": name, "role": role} for key, name, role in people],
        "Pools": [here | {"amount": 120000}],
        "Targets": [
            here | {"metric": "营业收入" if zh else "Revenue", "target": 1200000},
            here | {"metric": "毛利率" if zh else "Margin rate", "target": 0.2},
        ],
        "Actuals": [
            {"team": "T01", "period": month, "revenue": 100000, "gross_margin": 20000.5, "relationship_level": 3}
        ],
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_new_makes_a_folder_and_names_its_files(language: str, place: Path) -> None:
    done = called("new my-bonus", LC_ALL=LOCALES[language])
    assert (done.code, done.err) == (0, "")
    assert sorted(path.name for path in place.glob("my-bonus/*")) == sorted(FILES)
    named = [Path(line.removeprefix("→ ")) for line in done.out.splitlines() if line.startswith("→ ")]
    assert sorted(named) == sorted(path.relative_to(place) for path in place.rglob("*") if path.is_file())


def test_plan_and_workbook_are_of_the_moment_s_year(place: Path) -> None:
    called("new my-bonus", SOURCE_DATE_EPOCH="1700000000")
    plan, problems = read_plan(place / "my-bonus" / "plan.yaml")
    assert plan is not None and not problems
    assert str(plan.fiscal_year) == "2023-01"
    assert [path.name for path in place.glob("my-bonus/inputs/*")] == ["inputs-2023.xlsx"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_workbook_is_that_of_the_plan_in_the_language_asked_for(language: str, place: Path) -> None:
    called(f"new my-bonus --lang {language}")
    plan, _ = read_plan(place / "my-bonus" / "plan.yaml")
    assert plan is not None and plan.language == language
    (book,) = place.glob("my-bonus/inputs/*.xlsx")
    assert book.read_bytes() == input_book(plan, language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_workbook_gets_one_line_for_each_sheet_that_is_to_be_filled(language: str, place: Path) -> None:
    called(f"new . --lang {language}")
    done = called("check plan.yaml inputs", LC_ALL=LOCALES[language])
    (book,) = place.glob("inputs/*.xlsx")
    *problems, targets, note = done.err.splitlines()
    names = load_workbook(book).sheetnames
    assert {line.split(":")[0] for line in problems} == {f"inputs/{book.name}!{names[i]}" for i in (1, 2, 3, 4, 5, 7)}
    assert [line.split(": ")[1] for line in problems] == ["error[missing-sheet]"] * 6
    assert targets.startswith(f"inputs/{book.name}!{names[6]}: warning[missing-sheet]: ")
    assert note.startswith(f"inputs/{book.name}!{names[0]}: note[sheet-left-alone]: ")
    assert done.code == 1


def test_the_plan_says_of_each_part_what_it_is_in_both_languages(place: Path) -> None:
    called("new my-bonus")
    text = Path("my-bonus", "plan.yaml").read_text("utf-8")
    for key in ("perspectives", "measures", "curves", "metrics", "gates", "payout", "stages", "roles"):
        before = text[: re.search(rf"^{key}:", text, re.MULTILINE).start()].rstrip()  # type: ignore[union-attr]
        remark = before[before.rindex("\n# ----") :]
        assert re.search("[一-鿿]", remark) and re.search("[a-z]{4}", remark), key


def told_to(language: str) -> list[str]:
    """The commands of the guide, in its order, but that for later changes."""
    text = Path(GUIDES[language]).read_text("utf-8")
    commands = re.findall(r"^    scorecard (.+)$", text, re.MULTILINE)
    assert [shlex.split(command)[0] for command in commands] == [
        *("check", "plan", "check", "run", "explain", "sign", "sign", "close", "template")
    ]
    return commands


@pytest.mark.parametrize("language", ["zh", "en"])
def test_who_follows_the_guide_closes_a_month_without_a_problem(language: str, place: Path) -> None:
    called(f"new . --lang {language}")
    (book,) = place.glob("inputs/*.xlsx")
    plan, _ = read_plan(Path("plan.yaml"))
    assert plan is not None
    fill_in(plan, rows(language), book)
    counts = {"zh": "0 个问题，0 个警告", "en": "0 problems, 0 warnings"}
    for command in told_to(language):
        done = called(command, LC_ALL=LOCALES[language])
        assert done.code == 0, done.err
        assert not re.search(r"(error|warning)\[(?!ledger-not-yet)", done.err)
        if command.startswith("check"):
            assert counts[language] in done.out.splitlines()[-1]
    assert {"index.html", "statements", "bonus-pools.xlsx"} <= {path.name for path in Path("out/2026-01").iterdir()}
    assert load_workbook("inputs-new.xlsx").sheetnames == load_workbook(book).sheetnames


def there_already(folder: Path) -> Any:
    return sorted(
        (path.relative_to(folder), path.read_bytes() if path.is_file() else b"") for path in folder.rglob("*")
    )


@pytest.mark.parametrize("kind", ["a file in it", "a folder in it", "a file", "a link", "a run folder"])
def test_what_is_there_already_is_left_as_it_is(kind: str, place: Path) -> None:
    target = place / "my-bonus"
    if kind == "a file":
        target.write_text("mine")
    elif kind == "a link":
        target.symlink_to("nowhere")
    else:
        inside = {"a file in it": "notes.txt", "a folder in it": "2026/notes.txt", "a run folder": "manifest.json"}[
            kind
        ]
        (target / inside).parent.mkdir(parents=True)
        (target / inside).write_text("{}")
    before = there_already(place)
    done = called("new my-bonus")
    assert done.code == 3
    assert done.err == (
        "my-bonus: error[not-written]: something is here already, so it is left as it is; "
        "name a folder that is not there yet, or is empty\n"
    )
    assert there_already(place) == before


def test_an_empty_folder_is_filled_and_stays_the_same_folder(place: Path) -> None:
    target = place / "my-bonus"
    target.mkdir()
    before = target.stat().st_ino
    assert called("new my-bonus").code == 0
    assert target.stat().st_ino == before
    assert sorted(path.name for path in target.iterdir()) == sorted(FILES)


def test_what_a_system_puts_into_every_folder_is_no_content(place: Path) -> None:
    target = place / "my-bonus"
    target.mkdir()
    (target / ".DS_Store").write_bytes(b"x")
    assert called("new my-bonus").code == 0
    assert sorted(path.name for path in target.iterdir()) == sorted([*FILES, ".DS_Store"])


@pytest.mark.parametrize("step", range(4))
def test_what_cannot_be_written_leaves_nothing(step: int, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    synced = iter(range(10))
    whole = os.fsync

    def full(descriptor: int) -> None:
        if next(synced) == step:
            raise OSError(28, "No space left on device")
        whole(descriptor)

    monkeypatch.setattr("os.fsync", full)
    done = called("new deep/my-bonus")
    assert (done.code, done.err.split("]")[0]) == (3, "deep/my-bonus: error[not-written")
    assert not [path for path in place.rglob("*") if path.is_file()]
    assert not list(place.glob("deep/.*"))
