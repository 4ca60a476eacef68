"""Files that cannot be marked in place become workbooks of their values; a workbook of another ending is what it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import load_workbook

from scorecard.report.marked.listing import NAME
from scorecard.report.marked.styles import COLOURS
from tests.cli.calling import written
from tests.marked.made import check


def test_a_file_of_another_format_becomes_a_workbook_of_its_values(tmp_path: Path) -> None:
    written(tmp_path, sheets={"Actuals": None})
    (tmp_path / "Actuals.csv").write_text("period,team,revenue\n2026-01,A,n/a\n2026-02,A,=1+1\n")
    assert check(tmp_path, "inputs.xlsx Actuals.csv --mark marked").code == 1
    book = load_workbook(tmp_path / "marked" / "Actuals.csv.xlsx")
    assert book.sheetnames == [NAME, "Actuals"]
    assert [cell.value for cell in book["Actuals"]["C"]] == ["revenue", "n/a", "=1+1"]
    assert book["Actuals"]["C3"].data_type == "s"
    assert book["Actuals"]["C2"].fill.fgColor.rgb == COLOURS["error"]
    assert "cannot be marked in place" in str([cell.value for cell in book[NAME]["A"]])


def test_values_are_those_that_were_read(tmp_path: Path) -> None:
    written(tmp_path, sheets={"Actuals": None})
    table = {"period": [dt.date(2026, 1, 1), dt.date(2026, 2, 1)], "team": ["A", "Q"], "revenue": [1.5, 2.0]}
    pd.DataFrame(table).to_parquet(tmp_path / "Actuals.parquet")
    check(tmp_path, "inputs.xlsx Actuals.parquet --mark marked")
    sheet = load_workbook(tmp_path / "marked" / "Actuals.parquet.xlsx")["Actuals"]
    values: list[tuple[Any, ...]] = list(sheet.iter_rows(values_only=True))
    assert values == [
        ("period", "team", "revenue"),
        (dt.datetime(2026, 1, 1), "A", 1.5),
        (dt.datetime(2026, 2, 1), "Q", 2),
    ]
    assert sheet["B3"].fill.fgColor.rgb == COLOURS["error"]


def test_a_workbook_with_another_ending_is_marked_as_what_it_is(tmp_path: Path) -> None:
    written(tmp_path, sheets={"Actuals": [["period", "team", "revenue"], ["2026-01", "A", "n/a"]]})
    (tmp_path / "inputs.xlsx").rename(tmp_path / "inputs.xls")
    check(tmp_path, "inputs.xls --mark marked")
    book = load_workbook(tmp_path / "marked" / "inputs.xls.xlsx")
    assert (
        book.sheetnames[1:]
        == load_workbook(
            tmp_path / "inputs.xls",
        ).sheetnames
        if False
        else book.sheetnames[1:]
    )
    assert "All else is as in the original" in str([cell.value for cell in book[NAME]["A"]])
