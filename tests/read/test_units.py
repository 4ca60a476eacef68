"""A unit named above a table is told by check, and by check alone (commands.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.read.workbooks import read_inputs
from tests.read.books import BASE, plan_of, workbook


def told(folder: Path, title: str, *, tallied: bool = True, header: str = "revenue") -> list[str]:
    rows = [[title, "", ""], ["period", "team", header], ["2026-01", "A", 1]]
    book = workbook(folder / "book.xlsx", BASE["sheets"] | {"Actuals": rows})
    inputs, _ = read_inputs(plan_of(folder), [book], tallied=tallied)
    return [str(each.place) for each in inputs.warnings if each.kind == "unit-said"]


@pytest.mark.parametrize(
    "title",
    [
        "单位：万元",
        "七月（金额单位: 千元）",
        "月报，百万元",
        "单位：万",
        "Revenue in thousands",
        "Actuals (k EUR)",
        "Sales '000",
    ],
)
def test_a_unit_that_is_not_the_currency_s_own_is_told_where_it_stands(tmp_path: Path, title: str) -> None:
    assert told(tmp_path, title) == ["book.xlsx!Actuals!A1"]


@pytest.mark.parametrize(
    "title",
    [
        "单位：元",
        "单位：元（关系等级除外）",
        "5000万元以上客户",
        "五千万元以上客户月报",
        "Actuals",
        "in EUR",
        "单位：人",
        "Region 1000",
    ],
)
def test_the_currency_s_own_and_amounts_are_not(tmp_path: Path, title: str) -> None:
    assert told(tmp_path, title) == []


def test_a_run_says_nothing_of_it(tmp_path: Path) -> None:
    assert told(tmp_path, "单位：万元", tallied=False) == []
