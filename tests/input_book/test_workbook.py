"""What the workbook holds: headings, checks, lists, protection, and nothing that Excel would refuse."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from scorecard.model.plan import Plan
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.report.input_book import input_book
from tests.read.books import BASE, plan_of

ROOT = Path(__file__).parents[2]
PLANS = ["key-accounts", "growth-sales"]
LANGUAGES = ["zh", "en"]
ENGLISH = ["Teams", "Stages", "Owners", "Members", "Pools", "Targets", "Actuals", "Pipeline", "Evidence", "Adjustments"]
CHINESE = ["团队", "阶段", "第一责任人", "成员", "奖金基数", "目标", "实际", "线索机会点", "佐证", "调整"]


def config(name: str) -> Plan:
    plan, problems = read_plan(ROOT / "configs" / f"{name}-2026.yaml")
    assert plan is not None, problems
    return plan


def opened(plan: Plan, language: str) -> Workbook:
    return load_workbook(BytesIO(input_book(plan, language)))


@cache
def shipped(name: str, language: str) -> Workbook:
    """The workbook of a plan that comes with the program; nobody writes into it."""
    return opened(config(name), language)


def rule(book: Workbook, sheet: str, header: str) -> DataValidation:
    """The check of the column below a heading."""
    (column,) = [cell.column_letter for cell in book[sheet][1] if cell.value == header]
    (found,) = [each for each in book[sheet].data_validations.dataValidation if f"{column}2" in each.sqref]
    return found


def look(sheet: Worksheet, cell: Cell) -> ColumnDimension:
    """Of the column of a heading; alike columns beside each other are one."""
    every = sheet.column_dimensions.values()
    return next(each for each in every if each.min <= cell.column <= each.max)


def listed(book: Workbook, check: DataValidation) -> list[str]:
    """The texts of a drop-down that stand in the workbook."""
    sheet, area = book.defined_names[str(check.formula1)].attr_text.split("!")
    return [row[0].value for row in book[sheet.strip("'")][area.replace("$", "")]]


@pytest.mark.parametrize(
    ("language", "names"), [("en", ["Notes", *ENGLISH, "Paid"]), ("zh", ["填写说明", *CHINESE, "已发"])]
)
def test_every_sheet_that_the_plan_can_use_is_there_in_the_language(language: str, names: list[str]) -> None:
    assert shipped("key-accounts", language).sheetnames == names


def test_a_plan_without_target_pools_has_no_sheet_for_them() -> None:
    assert "Pools" not in shipped("growth-sales", "en").sheetnames


def test_actuals_have_a_column_for_each_measure_that_is_read_from_there() -> None:
    heads = [cell.value for cell in shipped("key-accounts", "zh")["实际"][1]]
    assert heads == [
        "期间",
        "团队",
        "营业收入",
        "毛利额",
        "客户总采购额",
        "新产品收入",
        "关系等级",
        "逾期应收",
        "合规事件",
    ]


def test_a_source_has_the_columns_of_the_plan() -> None:
    assert [cell.value for cell in shipped("key-accounts", "en")["Pipeline"][1]] == [
        "Team",
        "Month",
        "Type",
        "Amount",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLANS)
def test_sheets_for_data_hold_a_heading_and_nothing_else(name: str, language: str) -> None:
    _, *sheets = shipped(name, language)
    assert all(sheet.max_row == 1 for sheet in sheets)


CHOICES = [
    ("Stages", "stage", ["Breakthrough", "Growth", "Market position"]),
    ("Members", "role", ["Account manager", "Solution manager", "Delivery manager"]),
    ("Adjustments", "kind", ["correction", "award", "penalty", "carry_over"]),
    ("Actuals", "period", [f"2026-{month:02d}" for month in range(1, 13)]),
    ("Pools", "period", ["2026", *(f"2026-{month:02d}" for month in range(1, 13))]),
    ("Targets", "period", ["2026", *(f"2026-{month:02d}" for month in range(1, 13))]),
    ("Evidence", "measure", ["Revenue", "Gross margin", "Customer spend", "New-product revenue", "Relationship level"]),
    ("Targets", "metric", ["Relationship ladder", "Revenue", "Margin rate", "Share of wallet", "New-product share"]),
    ("Pipeline", "Type", ["opportunity", "机会点"]),
]


@pytest.mark.parametrize(("sheet", "column", "texts"), CHOICES)
def test_what_has_names_is_chosen_from_a_list(sheet: str, column: str, texts: list[str]) -> None:
    book = shipped("key-accounts", "en")
    assert listed(book, rule(book, sheet, column))[: len(texts)] == texts


def test_the_lists_are_in_the_language_of_the_workbook() -> None:
    book = shipped("key-accounts", "zh")
    assert listed(book, rule(book, "阶段", "阶段")) == ["关系突破期", "增长期", "格局期"]
    assert listed(book, rule(book, "调整", "类别")) == ["更正", "专项奖", "处罚", "结转"]


def test_a_list_only_warns_where_the_reader_understands_more_than_it_shows(tmp_path: Path) -> None:
    known = shipped("key-accounts", "en")
    assert rule(known, "Stages", "stage").errorStyle == "warning"
    plain = opened(plan_of(tmp_path, {"stages": {"growth": {"weights": {"revenue": 100}}}}), "en")
    assert rule(plain, "Stages", "stage").errorStyle in (None, "stop")


@pytest.mark.parametrize("language", LANGUAGES)
def test_teams_are_chosen_from_what_stands_in_the_sheet_of_teams(language: str) -> None:
    book = shipped("key-accounts", language)
    sheet, header = ("团队", "团队") if language == "zh" else ("Teams", "team")
    named = book.defined_names["list_team"].attr_text
    assert named == f"OFFSET({sheet}!$A$1,1,0,MAX(1,COUNTA({sheet}!$A:$A)-1),1)"
    others = [each for each in book.sheetnames[2:] if header in [cell.value for cell in book[each][1]]]
    assert all(rule(book, each, header).formula1 == "list_team" for each in others)
    assert len(others) >= 9


TYPED = [
    ("Stages", "from", "date", "yyyy-mm-dd", "stop"),
    ("Members", "personal_factor", "decimal", "0.00####", "stop"),
    ("Pools", "amount", "custom", "#,##0.00;[Red]-#,##0.00", "stop"),
    ("Actuals", "Revenue", "decimal", "#,##0", "stop"),
    ("Owners", "employee", None, "@", "stop"),
]


@pytest.mark.parametrize(("sheet", "column", "kind", "form", "style"), TYPED)
def test_dates_numbers_money_and_keys_have_their_check_and_format(
    sheet: str, column: str, kind: str | None, form: str, style: str
) -> None:
    book = shipped("key-accounts", "en")
    found = rule(book, sheet, column)
    (heading,) = [cell for cell in book[sheet][1] if cell.value == column]
    assert (found.type, found.errorStyle or "stop") == (kind, style)
    assert look(book[sheet], heading).number_format == form


def test_money_has_the_decimals_of_the_currency(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, {"currency": "JPY"})
    assert rule(opened(plan, "en"), "Pools", "amount").formula1 == "AND(ISNUMBER(C2),ROUND(C2,0)=C2,C2>=0)"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLANS)
def test_each_column_says_what_goes_there_and_is_open_for_writing(name: str, language: str) -> None:
    for sheet in shipped(name, language).worksheets[1:]:
        assert sheet.protection.sheet and sheet.protection.password is None
        assert not (sheet.protection.sort or sheet.protection.autoFilter or sheet.protection.insertRows)
        assert (sheet.freeze_panes, sheet.auto_filter.ref.startswith("A1:")) in {("B2", True), ("C2", True)}
        for cell in sheet[1]:
            check = rule(sheet.parent, sheet.title, cell.value)
            assert cell.protection.locked and check.prompt and check.showInputMessage
            assert not look(sheet, cell).protection.locked
            assert f"{cell.column_letter}1048576" in check.sqref


def test_what_must_be_filled_is_darker_and_the_prompt_says_so() -> None:
    book = shipped("key-accounts", "en")
    name, account = book["Teams"]["B1"], book["Teams"]["C1"]
    assert (name.fill.fgColor.rgb, account.fill.fgColor.rgb) == ("FF1F3864", "FFDDE3EE")
    assert rule(book, "Teams", "name").prompt.startswith("Must be filled. ")
    assert rule(book, "Teams", "account").prompt.startswith("May stay empty. ")


@pytest.mark.parametrize(("language", "sheet", "column"), [("en", "Targets", "target"), ("zh", "目标", "目标")])
def test_the_prompt_of_a_target_says_how_a_rate_is_written(language: str, sheet: str, column: str) -> None:
    assert "0.2" in rule(shipped("key-accounts", language), sheet, column).prompt


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notes_tell_of_every_sheet_and_column_with_an_example(language: str) -> None:
    notes, *sheets = shipped("key-accounts", language).worksheets
    told = [[cell.value for cell in row] for row in notes.iter_rows()]
    names = [row[0] for row in told]
    for sheet in sheets:
        start = names.index(sheet.title)
        heads = [cell.value for cell in sheet[1]]
        lines = told[start + 1 : start + 1 + len(heads)]
        assert [line[1] for line in lines] == heads
        assert all(line[3] for line in lines)
        assert [line[1] for line in lines if line[2] and not line[4]] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLANS)
def test_the_empty_workbook_is_told_by_one_line_a_sheet(name: str, language: str, tmp_path: Path) -> None:
    plan, book = config(name), tmp_path / "inputs.xlsx"
    book.write_bytes(input_book(plan, language))
    inputs, problems = read_inputs(plan, [book])
    assert [(each.kind, each.level) for each in inputs.warnings] == [("sheet-left-alone", "note")]
    assert {each.kind for each in problems} == {"missing-sheet.empty"}
    assert len({each.place for each in problems}) == len(problems) >= 5


def test_the_same_plan_gives_the_same_bytes() -> None:
    plan = config("key-accounts")
    assert input_book(plan, "zh") == input_book(plan, "zh")


AWKWARD: dict[str, Any] = {
    "measures": {
        "revenue": {"title": {"zh": "收入" * 40, "en": "=cmd|' /C calc'!A0 & <b>"}, "when_missing": "zero"},
        "margin": {
            "title": {"zh": "毛利（万元）\"'", "en": "Margin, " + "very " * 60 + "long"},
            "when_missing": "zero",
        },
        "lines": {
            "from": "orders",
            "column": "amount",
            "where": {"what's, it": ["a,b", "O'Hara"]},
            "when_missing": "zero",
        },
        "again": {"from": "same", "column": "amount", "when_missing": "zero"},
        "far": {"from": "far", "each_month": "count", "when_missing": "zero"},
    },
    "sources": {
        "orders": {
            "sheet": ["Orders: all [2026]", "订单's list"],
            "columns": {"team": ["队"], "period": ["Month"], "what's, it": ["Kind"], "amount": ["Amount"]},
        },
        "same": {
            "sheet": ["订单's list", "Other"],
            "columns": {"team": ["队"], "period": ["Month"], "amount": ["Amount"]},
        },
        "far": {"sheet": ["A name that is much too long for any sheet"], "columns": {"account": [], "period": []}},
    },
    "metrics": {
        id: {"perspective": "money", "actual": id, "curve": "line", "when_no_target": "skip"}
        for id in ("revenue", "margin", "lines", "again", "far")
    },
    "stages": {
        "growth": {
            "title": {"zh": "增长" * 150, "en": "Growth 'x' \"y\""},
            "weights": {"revenue": 60, "margin": 10, "lines": 10, "again": 10, "far": 10},
        }
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_awkward_names_break_no_rule_of_excel(language: str, tmp_path: Path) -> None:
    plan = plan_of(tmp_path, AWKWARD)
    content = input_book(plan, language)
    book = load_workbook(BytesIO(content))
    assert all(len(name) <= 31 and not re.search(r"[][:*?/\\]", name) for name in book.sheetnames)
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    assert "订单's list" in book.sheetnames and "Other" not in book.sheetnames
    for sheet in book.worksheets[1:]:
        for check in sheet.data_validations.dataValidation:
            assert len(check.prompt) <= 255 and len(check.promptTitle) <= 32
            assert len(check.error or "") <= 255 and len(check.formula1 or "") <= 255
        heads = [cell.value for cell in sheet[1]]
        assert len({str(head).casefold() for head in heads}) == len(heads)
    assert not [each for each in zipfile.ZipFile(BytesIO(content)).namelist() if "external" in each]
    assert all(cell.data_type == "s" for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)


def test_notes_are_called_otherwise_where_the_plan_has_a_sheet_of_nearly_that_name(tmp_path: Path) -> None:
    sources = BASE["plan"]["sources"]
    plan = plan_of(tmp_path, {"sources": {**sources, "pipeline": {**sources["pipeline"], "sheet": "Note"}}})
    assert opened(plan, "en").sheetnames[0] == "How to fill in"
