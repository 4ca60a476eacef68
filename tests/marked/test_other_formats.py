"""Files that cannot be marked in place become workbooks of their values; a workbook of another ending is what it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from scorecard.model.problems import CellPlace, Problem
from scorecard.report.marked.entries import entries, marks
from scorecard.report.marked.listing import NAME
from scorecard.report.marked.styles import COLOURS
from scorecard.report.marked.values import sheet_names
from tests.cli.calling import written
from tests.marked.made import check, faulty, parts_of, zipped

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl drops them


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
    check(tmp_path, "inputs.xlsx Actuals.csv --mark again")
    again = tmp_path / "again" / "Actuals.csv.xlsx"
    assert again.read_bytes() == (tmp_path / "marked" / "Actuals.csv.xlsx").read_bytes()


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


def test_sheets_get_names_that_a_workbook_can_have() -> None:
    names = ["Deals: won?", "Deals_ won_", "a" * 40, "A" * 35, "'", "[]"]
    assert list(sheet_names(names).values()) == [
        "Deals_ won_",
        "Deals_ won_ 2",
        "a" * 31,
        "A" * 29 + " 2",
        "_",
        "__",
    ]


def test_a_sheet_whose_name_no_workbook_can_have_is_marked_under_another(tmp_path: Path) -> None:
    columns = {"team": ["team"], "period": ["month"], "amount": ["amount"]}
    source = {"sheet": ["Deals: won?"], "columns": columns}
    measure = {"title": "Revenue", "from": "deals", "column": "amount", "each_month": "sum", "when_missing": "zero"}
    written(tmp_path, {"sources": {"deals": source}, "measures": {"revenue": measure}}, {"Actuals": None})
    (tmp_path / "Deals: won?.csv").write_text("team,month,amount\nA,2026-01,n/a\n")
    done = check(tmp_path, "inputs.xlsx 'Deals: won?.csv' --mark marked")
    book = load_workbook(tmp_path / "marked" / "Deals: won?.csv.xlsx")
    assert book.sheetnames == [NAME, "Deals_ won_"], done.err
    assert book["Deals_ won_"]["C2"].fill.fgColor.rgb == COLOURS["error"]
    assert [cell.hyperlink.location for cell in book[NAME]["C"] if cell.hyperlink] == ["'Deals_ won_'!C2"]


def test_a_workbook_that_no_parser_can_follow_becomes_one_of_its_values(tmp_path: Path) -> None:
    path = faulty(tmp_path)
    zipped(path, {**parts_of(path), "xl/comments1.xml": b"<comments>"})
    assert check(tmp_path, "inputs.xlsx --mark marked").code == 1
    book = load_workbook(tmp_path / "marked" / "inputs.xlsx")
    assert "written in an unusual way" in str([cell.value for cell in book[NAME]["A"]])
    assert book["Actuals"]["C2"].value == 100000
    assert {cell for cell in ("B3", "C4", "A6") if book["Actuals"][cell].fill.fgColor.rgb == COLOURS["error"]} == {
        "B3",
        "C4",
        "A6",
    }


def test_what_lies_beyond_a_sheet_is_listed_without_a_link() -> None:
    places = [CellPlace("a.csv", "Actuals", cell) for cell in ("A1048576", "A1048577", "1048577", "XFD1")]
    told = [Problem("empty-cell", {"column": "team"}, place) for place in places]
    assert [each.copy for each in entries(told, "en", {"a.csv": "a.csv.xlsx"})] == [
        "a.csv.xlsx",
        None,
        None,
        "a.csv.xlsx",
    ]
    assert list(marks(told, [], "en")["Actuals"]) == ["A1048576", "XFD1"]
