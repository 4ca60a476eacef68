from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scorecard.model.inputs import Inputs
from scorecard.model.period import OPEN_END, OPEN_START, day_number
from tests.read.books import BASE, clean, codes, read

MILLION = 10**6


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    return clean(tmp_path_factory.mktemp("base"))


def day(year: int, month: int, of_month: int) -> int:
    return day_number(dt.date(year, month, of_month))


def rows(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    names = columns or [name for name in table if name not in ("sheet", "row")]
    return [
        tuple(None if value is pd.NA else value for value in row) for row in table[[*names]].itertuples(index=False)
    ]


def test_teams_have_open_ends_where_their_dates_are_empty(base: Inputs) -> None:
    assert rows(base.teams) == [
        ("A", "Alpha", "C1", "Customer 1", "North", OPEN_START, OPEN_END),
        ("B", "Beta", "C2", "Customer 2", "South", day(2026, 1, 1), day(2026, 12, 31)),
    ]


def test_people_and_stages_are_indexes_and_days(base: Inputs) -> None:
    assert rows(base.stages) == [(0, 0, day(2026, 1, 1), None, None), (1, 0, day(2026, 1, 1), None, None)]
    assert rows(base.owners) == [(0, "E1", "Ann", day(2026, 1, 1)), (1, "E2", "Bob", day(2026, 1, 1))]
    assert rows(base.members) == [
        (0, "E1", "Ann", 0, MILLION, OPEN_START, OPEN_END),
        (1, "E2", "Bob", 1, MILLION // 2, day(2026, 1, 1), day(2026, 6, 30)),
    ]


def test_money_has_the_currencys_decimals_and_a_year_is_month_minus_1(base: Inputs) -> None:
    assert rows(base.pools) == [(0, -1, 120000), (1, 0, 10050)]
    assert rows(base.adjustments) == [(0, 0, "award", 500, "Fair", "HR")]
    assert rows(base.paid) == [(0, 0, 100)]


def test_targets_that_are_empty_are_missing_not_0(base: Inputs) -> None:
    assert rows(base.targets) == [
        (0, 0, -1, 1000 * MILLION, MILLION, 2 * MILLION, 3 * MILLION),
        (1, 0, 0, 10 * MILLION, None, None, None),
    ]


def test_values_stand_row_by_row(base: Inputs) -> None:
    assert rows(base.values) == [
        *((0, 0, 0, 100 * MILLION), (0, 0, 1, 10 * MILLION)),
        *((1, 0, 0, 200 * MILLION), (1, 0, 1, 20500000)),
    ]


def test_evidence_is_text(base: Inputs) -> None:
    assert rows(base.evidence) == [(0, 0, 0, "Contract 7", None)]


def test_lines_are_the_rows_that_where_lets_pass_and_products(base: Inputs) -> None:
    assert rows(base.lines) == [
        (0, 0, 2, 7 * MILLION, day(2026, 1, 5), None, None),
        (0, 0, 3, 3 * MILLION, day(2026, 1, 5), 2 * MILLION, 1_500_000),
        (1, 1, 3, 6 * MILLION, day(2026, 2, 28), 3 * MILLION, 2 * MILLION),
    ]


def test_every_column_has_its_type_even_in_an_empty_table(base: Inputs, tmp_path: Path) -> None:
    names = ("teams", "stages", "owners", "members", "pools", "targets", "values", "lines", "evidence", "adjustments")
    empty, _ = read(tmp_path, {**dict.fromkeys(BASE["sheets"]), "Remarks": []})
    for name in (*names, "paid"):
        assert getattr(empty, name).dtypes.to_dict() == getattr(base, name).dtypes.to_dict()
        assert len(getattr(empty, name)) == 0


def test_every_value_knows_its_cell(base: Inputs) -> None:
    value = base.values.iloc[3]
    assert str(base.place(int(value["sheet"]), int(value["row"]), "margin")) == "inputs.xlsx!Actuals!D3"
    line = base.lines.iloc[0]
    assert str(base.place(int(line["sheet"]), int(line["row"]), "amount")) == "inputs.xlsx!Pipeline!D2"


def test_the_order_of_columns_does_not_matter_nor_a_title_above_the_header(tmp_path: Path) -> None:
    actuals = [
        ["2026 bonus"],
        [],
        [None, "team", "note"],
        ["margin", "Team", None, "PERIOD"],
        [10, "A", None, "2026-01"],
    ]
    inputs, _ = read(tmp_path, {"Actuals": actuals})
    assert rows(inputs.values) == [(0, 0, 1, 10 * MILLION)]
    assert inputs.values["row"].tolist() == [5]


def test_chinese_names_full_width_forms_and_spaces_are_the_same_names(tmp_path: Path) -> None:
    sheets = {
        "Actuals": None,
        " 实际 ": [[" ｐｅｒｉｏｄ", "团队　", "营业收入 ", "ＧＲＯＳＳ margin"], ["2026年1月", "Ａ ", 1, 2]],
        "Members": None,
        "成员": [["团队", "工号", "姓名", "角色", "个人系数"], ["A", "Ｅ１", "Ann", " 客户经理", None]],
    }
    inputs = clean(tmp_path, sheets)
    assert rows(inputs.values) == [(0, 0, 0, MILLION), (0, 0, 1, 2 * MILLION)]
    assert rows(inputs.members, "employee", "role", "personal_factor") == [("E1", 0, MILLION)]


def test_long_actuals_give_the_same_values_as_wide_ones(base: Inputs, tmp_path: Path) -> None:
    long = [["team", "value", "measure", "period"], ["A", 100, "Revenue", "2026-01"], ["A", 10, "margin", 202601]]
    long += [
        ["B", 200, "营业收入", dt.date(2026, 1, 9)],
        ["B", 20.5, "GROSS MARGIN", "2026/1"],
        ["B", None, "margin", "2026-02"],
    ]
    inputs = clean(tmp_path, {"Actuals": long})
    assert rows(inputs.values) == rows(base.values)
    assert str(inputs.place(int(inputs.values["sheet"].iloc[1]), 3, "margin")) == "inputs.xlsx!Actuals!B3"


def test_wide_and_long_sheets_go_together(tmp_path: Path) -> None:
    long = [["team", "value", "measure", "period"], ["A", 10, "margin", "2026-01"]]
    inputs = clean(tmp_path, {"Actuals": [["period", "team", "revenue"], ["2026-01", "A", 5]], "实际": long})
    assert rows(inputs.values) == [(0, 0, 0, 5 * MILLION), (0, 0, 1, 10 * MILLION)]


def test_a_long_header_without_value_is_not_taken_for_a_wide_one(tmp_path: Path) -> None:
    _, said = read(tmp_path, {"Actuals": [["period", "team", "measure", "amount"], ["2026-01", "A", "revenue", 5]]})
    assert codes(said) == ["missing-column Actuals"]


def test_numbers_and_texts_are_the_same_keys(tmp_path: Path) -> None:
    sheets = {
        "Teams": [["team", "name", "account"], [1001, "Alpha", "C1"], ["007", "Bond", 2.5]],
        "Stages": [["team", "stage", "from"], ["1001", "growth", "2026-01-01"], [" ００７", "growth", "2026-01-01"]],
        "Owners": [["team", "employee", "name", "from"], [1001.0, 5, "Ann", "2026-01-01"]],
        "Members": [["team", "employee", "name", "role"], ["１００１", "5", "Ann", "manager"]],
        **dict.fromkeys(("Pools", "Targets", "Actuals", "Evidence", "Adjustments", "Paid", "Pipeline"), None),
        "Invoices": [["Customer", "Date", "Units", "Price"], ["2.5", "2026-01", 1, 1]],
    }
    inputs, said = read(tmp_path, sheets)
    assert inputs.teams["key"].tolist() == ["007", "1001"]
    assert inputs.stages["team"].tolist() == [1, 0]
    assert (inputs.owners["employee"].tolist(), inputs.members["employee"].tolist()) == (["5"], ["5"])
    assert inputs.lines["team"].tolist() == [0]
    assert set(codes(said)) == {"missing-sheet -"}


def test_teams_may_have_names_that_others_take_for_nothing(tmp_path: Path) -> None:
    keys = ["NA", "None", "NULL", "nan", "TRUE", "-"]
    sheets = {
        "Teams": [["team", "name"], *[[key, key] for key in keys], ["A", "A"], ["B", "B"]],
        "Actuals": [["period", "team", "revenue"], *[["2026-01", key, 1] for key in keys]],
        "Invoices": [["Customer", "Date", "Units", "Price"]],
    }
    inputs, said = read(tmp_path, sheets)
    assert inputs.teams["key"].tolist() == sorted([*keys, "A", "B"])
    assert [inputs.teams["key"][team] for team in inputs.values["team"]] == keys
    assert said == []


def test_rows_in_which_no_known_column_is_filled_are_no_rows(tmp_path: Path) -> None:
    actuals = [["period", "team", "revenue", "Remarks"], [], [None, " ", "", "see below"], ["2026-01", "A", 5]]
    inputs, said = read(tmp_path, {"Actuals": actuals})
    assert (rows(inputs.values), codes(said)) == ([(0, 0, 0, 5 * MILLION)], ["unknown-column D1"])


def test_a_row_with_an_error_cell_alone_is_a_row(tmp_path: Path) -> None:
    _, said = read(tmp_path, {"Actuals": [["period", "team", "revenue"], [None, None, "#DIV/0!"]]})
    assert codes(said) == ["empty-cell A2", "empty-cell B2", "error-cell C2"]


def test_a_header_alone_says_nothing(tmp_path: Path) -> None:
    inputs = clean(tmp_path, {"Adjustments": [["team", "period", "kind", "amount", "reason", "approved_by"]]})
    assert len(inputs.adjustments) == 0


def test_errors_in_columns_that_nobody_reads_are_let_be(tmp_path: Path) -> None:
    _, said = read(tmp_path, {"Pools": [["team", "period", "amount", "Check"], ["A", "2026", 5, "#REF!"]]})
    assert [each.partition(":")[0] for each in said] == ["note[unread-columns] inputs.xlsx!Pools!D1"]


@pytest.mark.parametrize(
    ("sheet", "header", "row"),
    [
        ("Teams", "team name account account_name unit from to", "{} Zed C9 Z N 2026-01-01 2026-12-31"),
        ("Stages", "team stage from evidence approved_by", "A growth 2026-01-01 minutes VP"),
        ("Owners", "team employee name from", "A E1 Ann 2026-02-01"),
        ("Members", "team employee name role personal_factor from to", "A E1 Ann manager 1 2026-01-01 2026-12-31"),
        ("Pools", "team period amount", "A 2026-01 5"),
        ("Targets", "team metric period target baseline threshold stretch", "A revenue 2026-01 1 2 3 4"),
        ("Actuals", "period team revenue margin", "2026-01 A 1 2"),
        ("Evidence", "period team measure note link", "2026-01 A revenue x y"),
        ("Adjustments", "team period kind amount reason approved_by", "A 2026-01 award 5 x y"),
        ("Paid", "team period amount", "A 2026-01 5"),
        ("Pipeline", "Team Month Type Amount", "A 2026-01-01 won 5"),
        ("Invoices", "Customer Date Units Price", "C1 2026-01-01 1 2"),
    ],
)
def test_no_error_cell_of_a_known_column_passes_as_empty(tmp_path: Path, sheet: str, header: str, row: str) -> None:
    cells = [float(cell) if cell.isdigit() else cell for cell in row.split()]
    broken = [[*cells[:index], "#N/A", *cells[index + 1 :]] for index in range(len(cells))]
    _, said = read(tmp_path, {sheet: [header.split(), *broken]})
    expected = {f"error-cell {chr(65 + index)}{index + 2}" for index in range(len(cells))}
    assert expected <= set(codes(said))


def test_what_is_left_out_is_not_judged(tmp_path: Path) -> None:
    actuals = [["period", "team", "revenue"], ["2025-12", "Gone", "#N/A"], ["2026-01", "A", 1]]
    pools = [["team", "period", "amount"], ["Gone", "2025", "x"], ["A", "2026", 1]]
    inputs, said = read(tmp_path, {"Actuals": actuals, "Pools": pools})
    assert sorted(codes(said)) == ["other-year B2", "outside-year Actuals"]
    assert (len(inputs.values), len(inputs.pools)) == (1, 1)


def test_a_pool_without_an_amount_is_missing(tmp_path: Path) -> None:
    inputs = clean(tmp_path, {"Pools": [["team", "period", "amount"], ["A", "2026-01", 5], ["A", "2026-02", None]]})
    assert rows(inputs.pools) == [(0, 0, 500)]


def test_a_faulty_number_stands_as_0_and_a_faulty_row_is_left_out(tmp_path: Path) -> None:
    actuals = [["period", "team", "revenue"], ["2026-01", "A", "many"], ["2026-01", "Z", 5], ["2026-02", "A", 5]]
    inputs, said = read(tmp_path, {"Actuals": actuals})
    assert rows(inputs.values) == [(0, 0, 0, 0), (0, 1, 0, 5 * MILLION)]
    assert codes(said) == ["not-a-number C2", "unknown-team B3"]


def test_a_faulty_team_is_not_unknown_to_the_other_sheets(tmp_path: Path) -> None:
    teams = [
        ["team", "name", "account", "from", "to"],
        ["A", None, "C1", "soon", None],
        ["B", "Beta", "C2", None, None],
    ]
    inputs, said = read(tmp_path, {"Teams": teams})
    assert codes(said) == ["empty-cell B2", "not-a-date D2"]
    assert inputs.teams["key"].tolist() == ["A", "B"]


def test_without_teams_only_that_is_said(tmp_path: Path) -> None:
    _, said = read(tmp_path, {"Teams": None, "Invoices": [["Customer", "Date", "Units", "Price"]]})
    assert codes(said) == ["missing-sheet -"]


@pytest.mark.parametrize(
    ("sheet", "header"),
    [
        ("Actuals", ["period\nmonth", "team", "revenue"]),
        ("Actuals", ["period", "team", "revenue", "net\nrevenue"]),
        ("Members", ["team", "employee", "name", "role", "personal\nfactor"]),
    ],
)
def test_a_header_of_two_lines_is_told_in_one(tmp_path: Path, sheet: str, header: list[str]) -> None:
    _, said = read(tmp_path, {sheet: [header, ["A"]]})
    told = [line for line in said if "↵" in line]
    assert len(told) == 1
    assert "\n" not in told[0]


@pytest.mark.parametrize(
    ("currency", "money", "said"),
    [
        ("CNY", 999999999999999, []),
        ("KWD", 999999999999999, []),
        ("CLF", 99999999999999, []),  # 18 digits with its four decimals
        ("CLF", 999999999999999, ["number-too-large C2"]),
        ("CLF", "999999999999999.9999", ["number-too-large C2"]),
    ],
)
def test_money_never_has_more_digits_than_64_bits(
    tmp_path: Path, currency: str, money: object, said: list[str]
) -> None:
    sheets = {"Paid": [["team", "period", "amount"], ["A", "2026-01", money]]}
    inputs, told = read(tmp_path, sheets, {"currency": currency})
    assert codes(told) == said
    decimals = {"CNY": 2, "KWD": 3, "CLF": 4}[currency]
    assert inputs.paid["amount"].tolist() == [0 if said else int(str(money)) * 10**decimals]
