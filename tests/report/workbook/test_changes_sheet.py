"""The Changes sheet: what of the closed months differs today."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from scorecard.model.result import Result
from scorecard.report.workbook import write_workbook
from tests.report.changed import changed, unchanged
from tests.report.explanation.trees import result
from tests.report.workbook.recalculate import differences, recalculated

HEADER, FIRST = 3, 4


@cache
def other_plan() -> Result:
    return changed(result("key-accounts"), other_plan=True)


def sheet(found: Result, path: Path, name: str = "Changes", language: str = "en") -> Any:
    write_workbook(found, path, language, {})
    return load_workbook(path)[name]


def rows(table: Any) -> list[dict[str, Any]]:
    heads = [cell.value for cell in table[HEADER]]
    return [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in table.iter_rows(min_row=FIRST)]


def test_it_stands_between_gates_and_notes(tmp_path: Path) -> None:
    names = sheet(other_plan(), tmp_path / "book.xlsx").parent.sheetnames
    assert names[names.index("Gates") : names.index("Notes") + 1] == ["Gates", "Changes", "Notes"]


def test_without_a_closing_there_is_no_such_sheet(tmp_path: Path) -> None:
    write_workbook(result("key-accounts"), tmp_path / "book.xlsx", "en", {})
    assert "Changes" not in load_workbook(tmp_path / "book.xlsx").sheetnames


def test_a_row_says_then_now_effect_and_both_cells(tmp_path: Path) -> None:
    found = next(row for row in rows(sheet(other_plan(), tmp_path / "book.xlsx")) if row["Kind"] == "Target pool")
    assert (found["Team"], found["Month"], found["Then"], found["Now"]) == ("T01", "2026", 1444200, 1434200)
    assert (found["Effect"], found["Cell then"]) == (-5177.28, "master-june.xlsx!奖金基数!C5")
    assert found["Cell now"] == "master.xlsx!奖金基数!C5"


def test_what_the_plan_changes_is_everybody_s(tmp_path: Path) -> None:
    found = [row for row in rows(sheet(other_plan(), tmp_path / "book.xlsx")) if row["Team"] is None]
    assert {row["Name"] for row in found} == {"all teams"}
    assert [row["What differs"] for row in found][:2] == ["stages.breakthrough.floor", "stages.growth.floor"]
    assert {row["Effect"] for row in found} == {None}


def test_a_reason_that_begins_with_an_equals_sign_stays_text(tmp_path: Path) -> None:
    table = sheet(other_plan(), tmp_path / "book.xlsx")
    cell = next(cell for row in table.iter_rows() for cell in row if "=1+1" in str(cell.value))
    assert (cell.value, cell.data_type) == ("correction · =1+1 late", "s")


def test_where_nothing_differs_a_line_says_so(tmp_path: Path) -> None:
    table = sheet(unchanged(result("key-accounts")), tmp_path / "book.xlsx", "变动", "zh")
    assert table.cell(FIRST, 1).value == "已关账各月的数据与 2026-06 关账时完全一致。"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_recalculated_every_sum_is_what_its_effects_add_up_to(tmp_path: Path) -> None:
    books = [tmp_path / f"{language}.xlsx" for language in ("en", "zh")]
    for language, book in zip(("en", "zh"), books, strict=True):
        write_workbook(other_plan(), book, language, {})
    after = recalculated(books, tmp_path)
    assert [line for old, new in zip(books, after, strict=True) for line in differences(old, new)] == []
    found = rows(load_workbook(after[0], data_only=True)["Changes"])
    for team in {row["Team"] for row in found} - {None}:
        own = [row for row in found if row["Team"] == team]
        assert own[0]["Team’s effects, sum"] == pytest.approx(sum(row["Effect"] or 0 for row in own), abs=1e-9)
        effects = [change.effect or 0 for change in other_plan().changes or () if change.team == team]
        assert round(own[0]["Team’s effects, sum"] * 100) == sum(effects)
