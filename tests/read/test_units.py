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
        "in CNY thousands",
        "Amounts in RMB million",
        "RMB’000",
        "CNY thousand(s)",
        "thousands of CNY",
        "US$ 000s",
        "CNY k",
        "Mio. €",
        "T€",
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
        "Over 5,000 customers",
        "5 000 units sold",
        "paid in EUR monthly",
        "a million thanks",
    ],
)
def test_the_currency_s_own_and_amounts_are_not(tmp_path: Path, title: str) -> None:
    assert told(tmp_path, title) == []


def test_a_run_says_nothing_of_it(tmp_path: Path) -> None:
    assert told(tmp_path, "单位：万元", tallied=False) == []


def test_a_unit_beside_the_header_is_told_and_a_heading_is_none(tmp_path: Path) -> None:
    for beside, said in (
        ("单位：万元", ["book.xlsx!Actuals!D1"]),
        ("Unit: in thousands", ["book.xlsx!Actuals!D1"]),
        ("万元", []),
    ):
        book = workbook(
            tmp_path / "book.xlsx",
            BASE["sheets"] | {"Actuals": [["period", "team", "revenue", beside], ["2026-01", "A", 1]]},
        )
        inputs, _ = read_inputs(plan_of(tmp_path), [book], tallied=True)
        assert [str(each.place) for each in inputs.warnings if each.kind == "unit-said"] == said
