"""Control totals are what a person gets who adds up the sheet (check; inputs.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from scorecard.model.inputs import Inputs
from scorecard.model.plan import Plan
from scorecard.model.tallies import ColumnTally, Tally
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.workflow.control_totals import measure_totals
from tests.cli.calling import scorecard, written
from tests.properties.thorough import examples
from tests.read.books import base_with, plan_of, workbook

ROOT = Path(__file__).parents[2]
SAMPLES = {"key-accounts-2026": "key-accounts", "growth-sales-2026": "growth-sales"}


def tallied(plan: Plan, *paths: Path) -> Inputs:
    return read_inputs(plan, paths, tallied=True)[0]


def with_sheets(folder: Path, sheets: Mapping[str, Any], plan: Mapping[str, Any] | None = None) -> Inputs:
    return tallied(plan_of(folder, plan), workbook(folder / "inputs.xlsx", base_with(sheets)))


def of(inputs: Inputs, table: str) -> Tally:
    return next(tally for tally in inputs.tallies if inputs.sheets[tally.sheet].table == table)


def column(tally: Tally, name: str) -> ColumnTally:
    return next(each for each in tally.columns if each.column == name)


@cache
def opened(path: Path) -> Workbook:
    return load_workbook(path, data_only=True)


def in_excel(path: Path, sheet: str, at: int, rows: tuple[int, int]) -> tuple[int, Fraction]:
    """Count and sum of the numbers in a column's cells, as Excel's status bar has them."""
    cells = opened(path)[sheet].iter_rows(rows[0], rows[1], at + 1, at + 1, values_only=True)
    numbers = [Fraction(Decimal(format(cell, ".15g"))) for (cell,) in cells if type(cell) in (int, float)]
    return len(numbers), sum(numbers, Fraction())


@pytest.mark.parametrize("name", SAMPLES)
def test_every_column_of_the_samples_has_the_count_and_sum_that_another_reader_finds(name: str) -> None:
    plan, _ = read_plan(ROOT / "configs" / f"{name}.yaml")
    assert plan is not None
    inputs = tallied(plan, ROOT / "samples" / SAMPLES[name])
    looked_at = 0
    for tally in inputs.tallies:
        sheet = inputs.sheets[tally.sheet]
        assert tally.read == tally.used + sum(tally.skipped.values())
        for each in tally.columns:
            path = ROOT / "samples" / SAMPLES[name] / sheet.book
            found = in_excel(path, sheet.name, sheet.columns[each.column], tally.rows)
            assert (each.numbers.count, Fraction(each.numbers.total)) == found
            looked_at += found[0]
    assert looked_at >= 99


def test_numbers_texts_and_whatever_else_stands_in_a_column_are_told_apart(tmp_path: Path) -> None:
    cells = [0.1, 0.2, -0.3, 1e-9, "1,234.50", "(500)", "12%", "¥7", "n/a", "#N/A", "=1+1", True, dt.date(2026, 1, 5)]
    rows = [["2026-01", "A", cell, None] for cell in cells]
    inputs = with_sheets(tmp_path, {"Actuals": [["period", "team", "revenue", "margin"], *rows]})
    found = column(of(inputs, "Actuals"), "revenue")
    assert (found.numbers.count, found.numbers.total) == (4, Decimal("0.000000001"))
    assert (found.texts.count, found.texts.total) == (4, Decimal("741.62"))
    assert found.unread == 5
    assert column(of(inputs, "Actuals"), "margin").numbers.count == 0


def test_hidden_rows_count_and_sums_do_not_drift(tmp_path: Path) -> None:
    rows = [[f"2026-{1 + number % 12:02d}", "AB"[number // 12 % 2], 0.1] for number in range(24)]
    hidden = {"rows": [["period", "team", "revenue"], *rows], "hidden": [3, 4, 5]}
    found = column(of(with_sheets(tmp_path, {"Actuals": hidden}), "Actuals"), "revenue")
    assert found.numbers.total == Decimal("2.4") != sum([0.1] * 24)


def test_numbers_beyond_every_limit_are_added_exactly_too(tmp_path: Path) -> None:
    rows = [["2026-01", "A", 1e300], ["2026-02", "A", 1e-300], ["2026-03", "A", 999999999999999]]
    found = column(of(with_sheets(tmp_path, {"Actuals": [["period", "team", "revenue"], *rows]}), "Actuals"), "revenue")
    assert Fraction(found.numbers.total) == 10**300 + Fraction(1, 10**300) + 999999999999999


def test_digits_in_a_csv_file_are_numbers_as_they_are_to_excel(tmp_path: Path) -> None:
    (tmp_path / "Actuals.csv").write_text("period,team,revenue\n2026-01,A,1.5\n2026-02,A,n/a\n")
    plan = plan_of(tmp_path)
    inputs = tallied(plan, workbook(tmp_path / "b.xlsx", base_with({"Actuals": None})), tmp_path / "Actuals.csv")
    found = column(of(inputs, "Actuals"), "revenue")
    assert (found.numbers.count, found.numbers.total, found.texts.count, found.unread) == (1, Decimal("1.5"), 0, 1)


LEFT_OUT: dict[str, tuple[str, list[list[Any]], dict[str, int], str]] = {
    "another month": ("Pools", [["team", "period", "amount"], ["A", "2025-12", 7]], {"outside-year": 1}, "7"),
    "another year": ("Pools", [["team", "period", "amount"], ["A", 2025, 7]], {"other-year": 1}, "7"),
    "no number": ("Pools", [["team", "period", "amount"], ["A", 2026, None]], {"empty": 1}, "0"),
    "no measure": ("Actuals", [["period", "team", "revenue"], ["2026-01", "A", None]], {"empty": 1}, "0"),
    "no value": ("Actuals", [["period", "team", "measure", "value"], ["2026-01", "A", "revenue"]], {"empty": 1}, "0"),
    "an unknown team": ("Paid", [["team", "period", "amount"], ["X", "2026-01", 7]], {"faulty": 1}, "7"),
    "a row of totals": ("Paid", [["team", "period", "amount"], ["Total", None, 7]], {"faulty": 1}, "7"),
    "a team again": ("Teams", [["team", "name"], ["A", "A"], ["A", "B"]], {"faulty": 1}, ""),
    "no where": ("Pipeline", [["Team", "Month", "Type", "Amount"], ["A", "2026-01", "lost", 7]], {"where": 1}, "7"),
    "an unknown account": (
        "Invoices",
        [["Customer", "Date", "Units", "Price"], ["C9", "2026-01", 7, 1]],
        {"faulty": 1},
        "7",
    ),
}


@pytest.mark.parametrize("case", LEFT_OUT)
def test_a_row_that_is_not_used_says_why_and_its_number_stands_apart(case: str, tmp_path: Path) -> None:
    table, rows, skipped, left = LEFT_OUT[case]
    inputs = with_sheets(tmp_path, {table: rows})
    found = next(t for t in inputs.tallies if inputs.sheets[t.sheet].name == table)
    assert (found.read, found.used, dict(found.skipped)) == (len(rows) - 1, len(rows) - 2, skipped)
    for each in found.columns[:1]:
        assert each.numbers.total - each.used.total == Decimal(left)


def test_a_faulty_row_of_which_two_measures_are_taken_is_one_row(tmp_path: Path) -> None:
    measures = {
        "revenue": {"when_missing": "zero"},
        "margin": {"when_missing": "zero"},
        "deals": {"from": "pipeline", "column": "amount", "when_missing": "zero"},
        "sales": {"from": "pipeline", "column": "amount", "each_month": "max", "when_missing": "zero"},
    }
    rows = [["Team", "Month", "Amount"], ["A", "2026-01", 7], ["A", "2026-01", None], ["X", "2026-01", 7]]
    found = of(with_sheets(tmp_path, {"Pipeline": rows}, {"measures": measures}), "pipeline")
    assert (found.read, found.used, dict(found.skipped)) == (3, 1, {"faulty": 2})


def test_what_is_no_number_in_a_parquet_file_is_none_here(tmp_path: Path) -> None:
    columns = {
        "period": ["2026-01", "2026-02", "2026-03"],
        "team": ["A"] * 3,
        "revenue": [float("inf"), float("nan"), 7],
    }
    pd.DataFrame(columns).to_parquet(tmp_path / "Actuals.parquet")
    inputs = tallied(plan_of(tmp_path), tmp_path / "Actuals.parquet")
    found = column(of(inputs, "Actuals"), "revenue")
    assert (found.numbers.count, found.numbers.total, found.unread) == (1, Decimal(7), 1)


def test_rows_of_others_are_told_as_such(tmp_path: Path) -> None:
    sources = {
        "pipeline": {
            "sheet": "Pipeline",
            "columns": {"team": "Team", "period": "Month", "type": "Type", "amount": "Amount"},
        },
        "invoices": {
            "sheet": "Invoices",
            "columns": {"account": "Customer", "period": "Date", "quantity": "Units", "price": "Price"},
            "others": "ignore",
        },
    }
    rows = [
        ["Customer", "Date", "Units", "Price"],
        ["C1", "2026-01", 2, 3],
        ["C9", "2026-01", 5, 1],
        ["C9", "2025-01", 5, 1],
    ]
    found = of(with_sheets(tmp_path, {"Invoices": rows}, {"sources": sources}), "invoices")
    assert (found.read, found.used, dict(found.skipped)) == (3, 1, {"outside-year": 1, "ignored": 1})


CELL = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.decimals(-(10**6), 10**6, places=6).map(float),
    st.sampled_from(["1,234.50", "(7)", "n/a", "#N/A", " "]),
)
ROW = st.tuples(
    st.sampled_from(["2026-01", "2026-12", "2025-12", "202601", "soon", None]),
    st.sampled_from(["A", "B", "X", None]),
    CELL,
    CELL,
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return plan_of(tmp_path_factory.mktemp("plan"))


@examples(40)
@given(rows=st.lists(ROW, max_size=12))
def test_used_and_skipped_are_what_was_read_whatever_stands_there(
    plan: Plan, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]]
) -> None:
    sheets = {"Teams": base_with()["Teams"], "Actuals": [["period", "team", "revenue", "margin"], *map(list, rows)]}
    inputs = tallied(plan, workbook(tmp_path_factory.mktemp("random") / "inputs.xlsx", sheets))
    filled = [row for row in rows if any(cell not in (None, " ") for cell in row)]
    found = of(inputs, "Actuals")
    assert found.read == len(filled) == found.used + sum(found.skipped.values())
    for at, each in enumerate(found.columns, 2):
        numbers = [Fraction(Decimal(format(row[at], ".15g"))) for row in rows if type(row[at]) in (int, float)]
        assert (each.numbers.count, Fraction(each.numbers.total)) == (len(numbers), sum(numbers, Fraction()))
        assert each.texts.count == sum(row[at] in ("1,234.50", "(7)") for row in rows)
    used = {total.measure.id: total.total for total in measure_totals(plan, inputs)}
    assert {each.column: each.used.total for each in found.columns} == {id: used[id] for id in ("revenue", "margin")}


def test_measures_are_added_over_all_sheets(tmp_path: Path) -> None:
    plan = plan_of(tmp_path)
    more = [["period", "team", "measure", "value"], ["2026-02", "A", "revenue", 0.5], ["2026-02", "B", "margin", -1]]
    paths = [workbook(tmp_path / "a.xlsx", base_with()), workbook(tmp_path / "b.xlsx", {"Actuals": more})]
    found = {each.measure.id: (each.count, each.total) for each in measure_totals(plan, tallied(plan, *paths))}
    assert found == {
        "revenue": (3, Decimal("300.5")),
        "margin": (3, Decimal("29.5")),
        "deals": (1, Decimal(7)),
        "sales": (2, Decimal(9)),
    }


def test_counted_rows_are_counted(tmp_path: Path) -> None:
    measures = {
        "revenue": {"when_missing": "zero"},
        "margin": {"when_missing": "zero"},
        "deals": {"from": "pipeline", "each_month": "count", "when_missing": "zero"},
        "sales": {"from": "invoices", "column": "quantity", "when_missing": "zero"},
    }
    inputs = with_sheets(tmp_path, {}, {"measures": measures})
    (deals,) = [
        each for each in measure_totals(plan_of(tmp_path, {"measures": measures}), inputs) if each.measure.id == "deals"
    ]
    assert (deals.count, deals.total) == (2, Decimal(2))


def test_without_being_asked_nothing_is_counted(tmp_path: Path) -> None:
    inputs, _ = read_inputs(plan_of(tmp_path), [workbook(tmp_path / "inputs.xlsx", base_with())])
    assert inputs.tallies == ()


def columns_of(inputs: Inputs) -> Iterator[tuple[str, str]]:
    for tally in inputs.tallies:
        yield from ((inputs.sheets[tally.sheet].table, each.column) for each in tally.columns)


def test_every_column_of_numbers_is_added_up(tmp_path: Path) -> None:
    assert set(columns_of(with_sheets(tmp_path, {}))) == {
        ("Pools", "amount"),
        *(("Targets", goal) for goal in ("target", "baseline", "threshold", "stretch")),
        *(("Actuals", measure) for measure in ("revenue", "margin")),
        ("Adjustments", "amount"),
        ("Paid", "amount"),
        ("pipeline", "amount"),
        *(("invoices", each) for each in ("quantity", "price")),
    }


IN_ERROR: dict[str, tuple[str, list[list[Any]]]] = {
    "below zero": ("Pools", [["team", "period", "amount"], ["A", "2026-01", 1], ["B", "2026-01", -5]]),
    "too many decimals": ("Paid", [["team", "period", "amount"], ["A", "2026-01", 1], ["A", "2026-02", 0.125]]),
    "no number": ("Pools", [["team", "period", "amount"], ["A", "2026-01", 1], ["B", "2026-01", "n/a"]]),
    "no number beside one": (
        "Actuals",
        [["period", "team", "revenue", "margin"], ["2026-01", "A", 1, 1], ["2026-02", "A", "n/a", 7]],
    ),
    "no quantity": (
        "Invoices",
        [["Customer", "Date", "Units", "Price"], ["C1", "2026-01", 1, 1], ["C1", "2026-01", "x", 1]],
    ),
    "a month again": ("Pools", [["team", "period", "amount"], ["A", "2026-01", 1], ["A", "2026-01", 1]]),
}


@pytest.mark.parametrize("case", IN_ERROR)
def test_a_row_in_which_an_error_is_told_is_faulty_and_nothing_of_it_is_used(case: str, tmp_path: Path) -> None:
    table, rows = IN_ERROR[case]
    plan = plan_of(tmp_path)
    inputs = tallied(plan, workbook(tmp_path / "inputs.xlsx", base_with({table: rows})))
    found = next(t for t in inputs.tallies if inputs.sheets[t.sheet].name == table)
    assert (found.read, found.used, dict(found.skipped), set(found.faulty)) == (2, 1, {"faulty": 1}, {3})
    assert {each.used.count for each in found.columns} == {1}
    if table in ("Actuals", "Invoices"):
        told = {"Actuals": ("revenue", "margin"), "Invoices": ("sales",)}[table]
        totals = {each.measure.id: (each.count, each.total) for each in measure_totals(plan, inputs)}
        assert {totals[id] for id in told} == {(1, Decimal(1))}


def test_many_parts_of_a_folder_have_one_line(tmp_path: Path) -> None:
    written(tmp_path, sheets={"Actuals": None})
    (tmp_path / "Actuals").mkdir()
    for number in range(1, 26):
        text = f"period,team,revenue\n2026-{number % 12 + 1:02d},T{number},{number}.5\n"
        (tmp_path / "Actuals" / f"part-{number:02d}.csv").write_text(text, encoding="utf-8")
    parts = [str(tmp_path / "Actuals" / f"part-{number:02d}.csv") for number in range(1, 26)]
    few, many = (
        scorecard(f"check {tmp_path}/plan.yaml {tmp_path}/inputs.xlsx {' '.join(parts[:size])}").out
        for size in (24, 25)
    )
    assert "Actuals/part-24.csv" in few and "files)" not in few
    (line,) = [line for line in many.splitlines() if line.startswith("Actuals/")]
    assert line.split() == ["Actuals/", "(25", "files)", "25", "=", "0", "+", "25", "337.5", "(25)"]
