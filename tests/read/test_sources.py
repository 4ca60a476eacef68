from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from scorecard.read.workbooks import read_inputs
from tests.read.books import BASE, base_with, clean, codes, plan_of, read, workbook
from tests.read.test_tables import MILLION, rows

PLAN: dict[str, Any] = BASE["plan"]


def measures(**changes: Any) -> dict[str, Any]:
    """The base's measures, some of them changed."""
    return {"measures": {**PLAN["measures"], **changes}}


def sources(**changes: Any) -> dict[str, Any]:
    return {"sources": {**PLAN["sources"], **changes}}


PIPELINE = ["Team", "Month", "Type", "Amount"]
INVOICES = ["Customer", "Date", "Units", "Price"]


def test_where_compares_like_keys_whatever_the_case(tmp_path: Path) -> None:
    sheet = [PIPELINE, ["A", "2026-01", " ＷＯＮ", 1], ["A", "2026-02", "Won", 2], ["A", "2026-03", "won't", 3]]
    inputs, said = read(tmp_path, {"Pipeline": sheet})
    assert rows(inputs.lines, "measure", "month", "value")[:2] == [(2, 0, MILLION), (2, 1, 2 * MILLION)]
    assert codes(said) == ["where-alike C4"]


def test_where_may_look_at_numbers_booleans_and_dates(tmp_path: Path) -> None:
    where = {"from": "pipeline", "column": "amount", "when_missing": "zero"}
    plan = measures(deals={**where, "where": {"type": ["2", "true", "2026-01-05"]}})
    cells = [2, 2.5, True, False, dt.datetime(2026, 1, 5), None]
    sheet = [PIPELINE, *[["A", "2026-01", cell, 10**index] for index, cell in enumerate(cells)]]
    inputs = clean(tmp_path, {"Pipeline": sheet}, plan)
    values = inputs.lines[inputs.lines["measure"] == 2]["value"]
    assert values.tolist() == [MILLION, 100 * MILLION, 10000 * MILLION]


def test_an_empty_number_is_a_problem_only_in_rows_that_count(tmp_path: Path) -> None:
    sheet = [PIPELINE, ["A", "2026-01", "lost", None], ["A", "2026-01", "lost", "#N/A"], ["A", "2026-01", "won", None]]
    _, said = read(tmp_path, {"Pipeline": sheet})
    assert codes(said) == ["empty-cell D4"]


def test_an_error_where_rows_are_chosen_is_a_problem(tmp_path: Path) -> None:
    _, said = read(tmp_path, {"Pipeline": [PIPELINE, ["A", "2026-01", "#N/A", 1]]})
    assert codes(said) == ["error-cell C2"]


def test_an_error_where_rows_are_chosen_is_told_once_however_many_measures_choose(tmp_path: Path) -> None:
    plan = measures(more={**PLAN["measures"]["deals"], "each_month": "sum"})
    _, said = read(tmp_path, {"Pipeline": [PIPELINE, ["A", "2026-01", "#N/A", 1]]}, plan)
    assert codes(said) == ["error-cell C2"]


def test_where_compares_long_texts_whole(tmp_path: Path) -> None:
    text = "a very long type " * 9
    plan = measures(deals={**PLAN["measures"]["deals"], "where": {"type": text}})
    sheet = [PIPELINE, ["A", "2026-01", text, 1], ["A", "2026-02", text + "!", 1]]
    inputs, said = read(tmp_path, {"Pipeline": sheet}, plan)
    assert rows(inputs.lines[inputs.lines["measure"] == 2], "month") == [(0,)]
    assert codes(said) == ["where-alike C3"]


def test_counting_needs_no_column(tmp_path: Path) -> None:
    plan = measures(deals={"from": "pipeline", "where": {"type": "won"}, "each_month": "count", "when_missing": "zero"})
    inputs = clean(tmp_path, {"Pipeline": [PIPELINE[:3], ["A", "2026-01", "won"], ["A", "2026-01", "won"]]}, plan)
    assert rows(inputs.lines, "measure", "value")[:2] == [(2, 0), (2, 0)]


def test_the_columns_that_measures_use_must_be_there(tmp_path: Path) -> None:
    _, said = read(tmp_path, {"Pipeline": [["Team", "Month", "Amount"], ["A", "2026-01", 1]]})
    assert codes(said) == ["missing-column Pipeline"]


def test_one_fault_is_told_once_however_many_measures_read_it(tmp_path: Path) -> None:
    plan = measures(more={"from": "pipeline", "column": "amount", "when_missing": "zero"})
    _, said = read(tmp_path, {"Pipeline": [PIPELINE, ["A", "2026-01", "won", "many"]]}, plan)
    assert codes(said) == ["not-a-number D2"]


def test_a_product_is_rounded_to_6_decimals_half_away_from_zero(tmp_path: Path) -> None:
    sheet = [
        INVOICES,
        ["C1", "2026-01", 0.0015, 0.001],
        ["C1", "2026-01", -0.0015, 0.001],
        ["C1", "2026-01", 0.5, 0.000001],
    ]
    inputs = clean(tmp_path, {"Invoices": sheet})
    assert inputs.lines[inputs.lines["measure"] == 3]["value"].tolist() == [2, -2, 1]


def test_large_products_are_exact(tmp_path: Path) -> None:
    inputs = clean(tmp_path, {"Invoices": [INVOICES, ["C1", "2026-01", 999999.999999, 999999.999999]]})
    assert inputs.lines["value"].tolist()[-1] == 999999999998000000


def test_the_two_numbers_of_a_product_are_kept(tmp_path: Path) -> None:
    inputs = clean(tmp_path, {"Invoices": [INVOICES, ["C1", "2026-01", -0.0015, 7.25]]})
    product, other = (inputs.lines[(inputs.lines["measure"] == 3) == is_one] for is_one in (True, False))
    assert rows(product, "factor", "other", "value") == [(-1500, 7250000, -10875)]
    assert other[["factor", "other"]].isna().all(axis=None)


def test_a_row_belongs_to_the_team_of_its_account_that_is_active_on_its_date(tmp_path: Path) -> None:
    teams = [
        ["team", "name", "account", "from", "to"],
        ["A", "A", "C1", None, "2026-02-14"],
        ["B", "B", "C1", "2026-02-15", None],
    ]
    sheet = [
        INVOICES,
        ["C1", "2026-02-14", 1, 1],
        ["C1", "2026-02-15", 2, 1],
        ["C1", "2026-02", 3, 1],
        ["C1", "2026-01", 4, 1],
    ]
    inputs = clean(tmp_path, {"Teams": teams, "Invoices": sheet})
    lines = inputs.lines[inputs.lines["measure"] == 3]
    assert rows(lines, "team", "value") == [(0, MILLION), (1, 2 * MILLION), (1, 3 * MILLION), (0, 4 * MILLION)]


def test_rows_of_others_are_let_be_where_the_plan_says_so(tmp_path: Path) -> None:
    plan = sources(
        invoices={**PLAN["sources"]["invoices"], "others": "ignore"},
        pipeline={**PLAN["sources"]["pipeline"], "others": "ignore"},
    )
    invoices = [INVOICES, ["Elsewhere", "2026-01", "#N/A", "x"], ["C1", "2026-01", 1, 1]]
    pipeline = [PIPELINE, ["Z", "2026-01", "#N/A", "x"], ["A", "2026-01", "won", 1]]
    inputs, said = read(tmp_path, {"Invoices": invoices, "Pipeline": pipeline}, plan)
    assert rows(inputs.lines, "team", "measure") == [(0, 2), (0, 3)]
    assert [line.partition(" ")[0] for line in said] == ["note[ignored-rows]"] * 2


def test_a_row_without_its_key_is_a_problem_even_so(tmp_path: Path) -> None:
    plan = sources(invoices={**PLAN["sources"]["invoices"], "others": "ignore"})
    _, said = read(tmp_path, {"Invoices": [INVOICES, [None, "2026-01", 1, 1], ["#N/A", "2026-01", 1, 1]]}, plan)
    assert codes(said) == ["empty-cell A2", "error-cell A3"]


def test_two_latest_rows_are_found_across_sheets(tmp_path: Path) -> None:
    _, said = read(
        tmp_path,
        {"Pipeline": [PIPELINE, ["A", "2026-01", "won", 1]], "线索": [PIPELINE, ["A", "2026-01-31", "won", 1]]},
    )
    assert codes(said) == ["two-latest B2"]
    assert "inputs.xlsx!Pipeline!B2" in said[0]


def test_only_the_latest_date_must_be_one_row_of_the_month(tmp_path: Path) -> None:
    sheet = [PIPELINE, ["A", "2026-01-05", "won", 1], ["A", "2026-01-05", "won", 2], ["A", "2026-01-06", "won", 3]]
    clean(tmp_path, {"Pipeline": sheet})


def test_sheets_of_a_source_are_put_together_and_may_repeat_rows(tmp_path: Path) -> None:
    plan = sources(invoices={**PLAN["sources"]["invoices"], "sheet": ["Invoices", "Credit notes"]})
    again = [INVOICES, ["C1", "2026-01-05", 2, 1.5], ["C1", "2026-01-05", 2, 1.5]]
    inputs = clean(tmp_path, {"Invoices": again, "Credit notes": again}, plan)
    assert inputs.lines[inputs.lines["measure"] == 3]["value"].tolist() == [3 * MILLION] * 4


def test_a_header_with_spaces_around_it_is_found(tmp_path: Path) -> None:
    clean(tmp_path, {"Invoices": [[" Customer", "Date", "  Units ", " Price"], ["C1", "2026-01", 1, 1]]})


@pytest.mark.parametrize("text", ["#N/A", "####", "#REF!", "1.2E+11"])
def test_where_tells_what_a_csv_has_in_place_of_a_text(tmp_path: Path, text: str) -> None:
    csv = tmp_path / "Pipeline.csv"
    csv.write_text(f"{','.join(PIPELINE)}\nA,2026-01-05,{text},7\n", "utf-8")
    sheets = workbook(tmp_path / "base.xlsx", base_with({"Pipeline": None}))
    _, problems = read_inputs(plan_of(tmp_path, PLAN), [sheets, csv])
    assert [str(each.place) for each in problems] == ["Pipeline.csv!Pipeline!C2"]


def test_where_does_not_hold_back_a_row_for_a_letter_that_no_one_sees(tmp_path: Path) -> None:
    inputs = clean(tmp_path, {"Pipeline": [PIPELINE, ["A", "2026-01-05", "won\u200b", 7]]})
    assert inputs.lines[inputs.lines["measure"] == 2]["value"].tolist() == [7 * MILLION]


@pytest.mark.parametrize(
    ("teams", "row", "said"),
    [
        ("0010001", 10001, ["ignored-alike A2"]),
        ("0010001", "10001", ["ignored-alike A2"]),
        ("Acme Ltd", "Acme  Ltd", ["ignored-alike A2"]),
        ("Acme Ltd", "ACME Ltd.", ["ignored-alike A2"]),
        ("10001", "10001.0", ["ignored-alike A2"]),
        ("Acme Ltd", "Apex Ltd", []),
        ("10001", "10001.5", []),
        ("10001", "100010", []),
    ],
)
def test_an_account_that_is_written_almost_like_a_known_one_is_told(
    tmp_path: Path, teams: str, row: object, said: list[str]
) -> None:
    sheets = {
        "Teams": [["team", "name", "account"], ["A", "Alpha", teams], ["B", "Beta", "C2"]],
        "Invoices": [INVOICES, [row, "2026-01-05", 2, 1], [teams, "2026-01-05", 2, 1]],
    }
    found = sources(invoices={**PLAN["sources"]["invoices"], "others": "ignore"})
    told = codes(read(tmp_path, sheets, found)[1])
    assert [each for each in told if not each.startswith(("ignored-rows", "text-number"))] == said
