"""The end of check: tables that a person can hold against Excel, in line in both languages."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from scorecard.cli.columns import width
from tests.cli.calling import scorecard, written
from tests.small_cases import workbook

ROOT = Path(__file__).parents[2]
MIXED = [
    ["period", "team", "revenue", "margin"],
    ["2026-01", "A", "100000.5", "1,000"],
    ["2026-02", "A", "-0.25", "(250)"],
    ["2025-12", "A", "7", "5"],
    ["2026-03", "X", "9", ""],
]
CHECK = "check plan.yaml inputs.xlsx --period 2026-01"


@pytest.fixture(autouse=True)
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    written(tmp_path, sheets={"Actuals": MIXED})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def block(out: str, sheet: str) -> list[str]:
    """The lines of the table in which the sheet stands."""
    return next(part.splitlines() for part in out.split("\n\n") if f"\n{sheet}" in f"\n{part}")


def test_a_sheet_says_rows_and_sums_and_what_excel_leaves_out() -> None:
    assert block(scorecard(CHECK).out, "inputs.xlsx!Actuals") == [
        "                         rows = used + skipped       C revenue  D margin",
        "inputs.xlsx!Actuals                  4 = 2 + 2  100,016.25 (4)     5 (1)",
        "  texts read as numbers                                          750 (2)",
        "  used                                          100,000.25 (2)   750 (2)",
        "skipped in inputs.xlsx!Actuals: 1 outside the fiscal year, 1 faulty",
    ]


def test_in_chinese_too() -> None:
    assert block(scorecard(f"{CHECK} --lang zh").out, "inputs.xlsx!Actuals") == [
        "                     行数 = 计入 + 略过       C revenue  D margin",
        "inputs.xlsx!Actuals           4 = 2 + 2  100,016.25 (4)     5 (1)",
        "  按数字读取的文本                                        750 (2)",
        "  计入                                   100,000.25 (2)   750 (2)",
        "inputs.xlsx!Actuals 略过：财年以外 1 行，有错误 1 行",
    ]


def test_cells_that_are_no_numbers_are_counted(base: Path) -> None:
    written(base, sheets={"Actuals": [["period", "team", "revenue"], ["2026-01", "A", "n/a"]]})
    assert block(scorecard(CHECK).out, "inputs.xlsx!Actuals")[1:] == [
        "inputs.xlsx!Actuals                1 = 0 + 1      0 (0)",
        "  not read as numbers                               (1)",
        "skipped: 1 faulty",
    ]
    assert scorecard(CHECK).out.split("\n\n")[-2].splitlines()[1] == "Revenue                    0 (0)"


def test_a_sum_beyond_all_sense_takes_no_more_room_than_in_excel(base: Path) -> None:
    rows = [["period", "team", "revenue"], ["2026-01", "A", "-1e300"], ["2026-02", "A", "7"]]
    written(base, sheets={"Actuals": rows})
    assert block(scorecard(CHECK).out, "inputs.xlsx!Actuals")[1].endswith("  -1.00000000000000e+300 (2)")


def test_sheets_without_numbers_stand_together_and_measures_at_the_end() -> None:
    out = scorecard(CHECK).out
    assert [line.split()[0] for line in block(out, "inputs.xlsx!Teams")[1:]] == [
        f"inputs.xlsx!{name}" for name in ("Teams", "Stages", "Owners", "Members")
    ]
    assert out.split("\n\n")[-2].splitlines() == [
        "used, all sheets together",
        "Revenue                    100,000.25 (2)",
        "Margin                         750.00 (2)",
    ]


@pytest.mark.parametrize(("columns", "parts"), [(60, 5), (100, 3), (200, 1)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_columns_stand_in_line_and_lines_within_the_terminal(language: str, columns: int, parts: int) -> None:
    command = f"check {ROOT}/configs/key-accounts-2026.yaml {ROOT}/samples/key-accounts --lang {language}"
    out = scorecard(command, COLUMNS=str(columns)).out
    found = next(part for part in out.split("\n\n") if "2026-01-actuals.xlsx!实际" in part and "C 营业收入" in part)
    lines = [line for line in found.splitlines() if not line.startswith("  ") or line.startswith("   ")]
    heads = [number for number, line in enumerate(lines) if line.startswith(" ")]
    assert len(heads) == parts
    for first, last in pairwise([*heads, len(lines)]):
        assert len({width(line) for line in lines[first:last]}) == 1
    assert max(map(width, lines)) <= max(columns, 75)


def test_twelve_workbooks_take_a_line_each(base: Path) -> None:
    for month in range(1, 13):
        rows = [["period", "team", "revenue", "margin"], [f"2026-{month:02d}", "A", "100000", "20000"]]
        workbook({"Actuals": rows}, base / f"{month:02d}.xlsx")
    written(base, sheets={"Actuals": None})
    books = " ".join(f"{month:02d}.xlsx" for month in range(1, 13))
    found = block(scorecard(f"check plan.yaml inputs.xlsx {books}").out, "01.xlsx!Actuals")
    assert len(found) == 13
    assert found[12] == "12.xlsx!Actuals              1 = 1 + 0  100,000 (1)  20,000 (1)"


def test_other_columns_are_another_table(base: Path) -> None:
    more = [["team", "period", "revenue"], ["A", "2026-02", "1"]]
    workbook({"Actuals": more}, base / "more.xlsx")
    other = [["period", "team", "margin", "revenue"], ["2026-03", "A", "1", "2"]]
    workbook({"Actuals": other}, base / "other.xlsx")
    out = scorecard(f"{CHECK} more.xlsx other.xlsx").out
    assert block(out, "more.xlsx!Actuals")[0].split()[-2:] == ["C", "revenue"]
    assert block(out, "other.xlsx!Actuals")[0].split()[-4:] == ["C", "margin", "D", "revenue"]


def test_a_plan_alone_has_no_totals() -> None:
    assert scorecard("check plan.yaml").out == "0 problems, 1 warning\n"
    assert "totals" not in json.loads(scorecard("check plan.yaml --json").out)


def test_as_json_the_sums_are_decimal_text() -> None:
    totals: dict[str, Any] = json.loads(scorecard(f"{CHECK} --json").out)["totals"]
    sheet = next(each for each in totals["sheets"] if each["sheet"] == "Actuals")
    assert sheet["rows"] == {"read": 4, "used": 2, "skipped": {"outside-year": 1, "faulty": 1}}
    assert sheet["columns"][1] == {
        "column": "margin",
        "header": "margin",
        "cells": "D2:D5",
        "numbers": 1,
        "sum": "5",
        "texts": {"numbers": 2, "sum": "750"},
        "unread": 0,
        "used": {"numbers": 2, "sum": "750"},
    }
    assert totals["measures"][0] == {"measure": "revenue", "title": "Revenue", "numbers": 2, "sum": "100000.25"}


def test_names_from_workbooks_cannot_steer_the_terminal_or_fill_it(base: Path) -> None:
    name = "a" * 200 + "\x1b[31m.xlsx"
    workbook({"Actuals": [["period", "team", "revenue"], ["2026-02", "A", "1"]]}, base / name)
    out = scorecard(f"check plan.yaml inputs.xlsx '{name}'").out
    assert "\x1b" not in out
    assert max(map(width, out.splitlines())) < 150
