"""bonus-pools.xlsx: formulas that carry their values, text that stays text, the same bytes every time."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from scorecard.calc import calculate
from scorecard.model.period import Month
from scorecard.model.result import Result
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.report.workbook import write_workbook
from scorecard.report.workbook.layout import header_width, page_breaks
from scorecard.report.workbook.plan_sheet import plan_cells
from scorecard.report.workbook.sheets import Book, Column, clean, decimals_of, width_of
from tests.report.explanation.trees import result
from tests.report.workbook.recalculate import differences, recalculated
from tests.small_cases import BASE, run

CASES = sorted(path.parent for path in (Path(__file__).parents[2] / "cases").glob("*/case.json"))
ENGLISH = [
    "Summary",
    "Pools",
    "Segments",
    "Scorecards",
    "Members",
    "Owners",
    "Gates",
    "Notes",
    "Inputs",
    "Plan",
    "About",
]


def case_result(folder: Path) -> Result:
    case = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    plan, _ = read_plan(folder / "plan.yaml")
    assert plan is not None
    inputs, problems = read_inputs(plan, [folder / book for book in case["books"]])
    result, further = calculate(plan, inputs, Month.parse(case["period"]))
    assert result is not None, (problems, further)
    return result


def base_result(tmp_path: Path) -> Result:
    result = run(BASE, tmp_path).result
    assert result is not None
    return result


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_recalculated_by_libreoffice_every_cell_of_every_case_keeps_its_value(tmp_path: Path) -> None:
    assert CASES
    books = []
    for number, folder in enumerate(CASES):
        books.append(tmp_path / f"{folder.name}.xlsx")
        most = 150 if number % 5 == 0 else 1_048_000
        write_workbook(case_result(folder), books[-1], ("en", "zh")[number % 2], {"version": "0"}, most)
    after = recalculated(books, tmp_path)
    found = [line for old, new in zip(books, after, strict=True) for line in differences(old, new)]
    assert found == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_recalculated_by_libreoffice_what_is_kept_back_keeps_its_value(language: str, tmp_path: Path) -> None:
    book = tmp_path / "deferring.xlsx"
    write_workbook(result("deferring"), book, language, {"version": "0"}, 30)
    assert list(differences(book, *recalculated([book], tmp_path))) == []


def test_the_workbook_says_what_is_kept_back_only_where_something_is(tmp_path: Path) -> None:
    heads = {}
    for name in ("deferring", "key-accounts"):
        write_workbook(result(name), tmp_path / f"{name}.xlsx", "en", {})
        sheets = load_workbook(tmp_path / f"{name}.xlsx")
        heads[name] = {sheet: [cell.value for cell in sheets[sheet][3]] for sheet in ("Pools", "Members")}
    kept = ["Deferred", "Paid now", "Deferred before", "Released", "Forfeited", "Still deferred"]
    for sheet, more in (("Pools", kept), ("Members", ["Deferred, cut", "Unit left over", *kept])):
        assert heads["deferring"][sheet] == heads["key-accounts"][sheet] + more


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    result = base_result(tmp_path)
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(result, tmp_path / name, "en", {})
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_sheets_stand_in_the_order_of_the_specification(tmp_path: Path) -> None:
    write_workbook(base_result(tmp_path), tmp_path / "book.xlsx", "en", {})
    assert load_workbook(tmp_path / "book.xlsx").sheetnames == ENGLISH


@pytest.mark.parametrize("name", ["=1+1", "+A1", "-2", "@SUM(A1)", "a\x07b"])
def test_text_from_the_inputs_never_becomes_a_formula(name: str, tmp_path: Path) -> None:
    result = base_result(tmp_path)
    result.inputs.teams["name"] = [name]
    write_workbook(result, tmp_path / "book.xlsx", "en", {})
    cell = load_workbook(tmp_path / "book.xlsx")["Pools"]["B4"]
    assert (cell.value, cell.data_type) == (name.replace("\x07", ""), "s")


def test_computed_cells_are_formulas_and_inputs_are_values(tmp_path: Path) -> None:
    write_workbook(base_result(tmp_path), tmp_path / "book.xlsx", "en", {})
    book = load_workbook(tmp_path / "book.xlsx")
    formulas = {cell.coordinate for cell in book["Scorecards"][4] if cell.data_type == "f"}
    assert formulas == {"G4", "H4", "I4", "L4", "M4", "O4", "P4", "R4", "S4"}
    assert not any(cell.data_type == "f" for row in book["Inputs"].iter_rows(min_row=4) for cell in row)
    assert book["Pools"]["P4"].data_type == "n"


def test_more_rows_than_a_sheet_holds_go_to_further_sheets(tmp_path: Path) -> None:
    folder = CASES[0]
    write_workbook(case_result(folder), tmp_path / "book.xlsx", "en", {}, 10)
    book = load_workbook(tmp_path / "book.xlsx")
    parts = [name for name in book.sheetnames if name.startswith("Scorecards")]
    assert parts[:2] == ["Scorecards", "Scorecards 2"]
    result = case_result(folder)
    assert sum(book[name].max_row - 3 for name in parts) == len(result.scores)


def test_a_page_begins_where_a_team_does_and_holds_what_it_can() -> None:
    teams = [0, 20, 40, 45, 90, 200]
    assert page_breaks(teams[1:], 0, 210, 50) == [45, 90, 200]  # 90 to 200 flows over as many pages as it needs
    assert page_breaks(teams[1:], 0, 210, 300) == []
    assert page_breaks([120, 130], 100, 140, 25) == [120]
    assert page_breaks([], 0, 500, 50) == []


def test_a_column_is_as_wide_as_its_largest_number() -> None:
    money = Column("Payable", "money", [1.5, None, -1234567.0], width=4)
    assert width_of(money, 0, 3, 2) == len("-1,234,567.00") + 2
    assert width_of(money, 0, 1, 2) == header_width("Payable")
    assert width_of(Column("Team", "text", ["A" * 300], width=20), 0, 1, 2) == 20


def test_the_rows_that_are_done_are_told_up_to_all_of_them(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_workbook(base_result(tmp_path), tmp_path / "book.xlsx", "en", {}, progress=lambda *each: told.append(each))
    done, whole = zip(*told, strict=True)
    assert len(set(whole)) == 1
    assert list(done) == sorted(set(done))
    assert done[-1] == whole[0]


def test_quantities_of_a_column_all_have_the_decimals_that_one_of_them_needs() -> None:
    assert decimals_of([12.5, None, -3.0, 0.125]) == 3
    assert decimals_of([13_997_143.96, 0.1]) == 2
    assert decimals_of([0.000001]) == 6
    assert decimals_of([]) == 0


def test_a_text_that_no_cell_holds_is_cut_with_a_mark() -> None:
    assert clean("a" * 32_767) == "a" * 32_767
    assert clean("a" * 40_000) == "a" * 32_766 + "…"


def test_without_a_budget_the_columns_of_its_cut_are_folded_away(tmp_path: Path) -> None:
    write_workbook(base_result(tmp_path), tmp_path / "book.xlsx", "en", {})
    pools = load_workbook(tmp_path / "book.xlsx")["Pools"]
    assert [pools.column_dimensions[letter].hidden for letter in "KLN"] == [False, True, False]


def test_a_note_has_a_severity(tmp_path: Path) -> None:
    folder = next(each for each in CASES if case_result(each).warnings)
    result = case_result(folder)
    write_workbook(result, tmp_path / "book.xlsx", "en", {})
    rows = list(load_workbook(tmp_path / "book.xlsx")["Notes"].iter_rows(min_row=3, values_only=True))
    assert rows[0][:3] == ("Team", "Severity", "Code")
    assert sorted(str(row[1]) for row in rows[1:]) == sorted(each.level for each in result.warnings)


def test_headings_of_the_plan_stay_with_their_tables(tmp_path: Path) -> None:
    book = Book(Workbook(str(tmp_path / "book.xlsx")), case_result(CASES[0]), "en", 1_000)
    cells = plan_cells(book)
    assert all(cells.rows[row][0] is not None and cells.rows[row][0][1] == "section" for row in cells.blocks)
    assert len(cells.blocks) == sum(bool(row) and row[0] is not None and row[0][1] == "section" for row in cells.rows)
