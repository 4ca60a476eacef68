"""Every table of a result as Parquet: the same numbers as result.json, the same bytes however it comes (outputs.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from msgspec.structs import replace

from scorecard.calc import calculate
from scorecard.model.period import Month
from scorecard.model.result import Result
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.report.parquet.files import write_tables
from scorecard.report.parquet.meanings import OWN, meaning
from scorecard.report.parquet.tables import result_tables
from scorecard.report.result_json import result_object
from tests.cases.test_cases import CASES
from tests.report.deferring import deferring
from tests.report.explanation.trees import result as sample
from tests.report.parquet.together import teams_of
from tests.report.workbook.test_editing import CASE
from tests.report.workbook.test_editing import result_of as small
from tests.report.workbook.test_inputs_sheet import case as with_later_rows


def result_of(case: Path) -> Result:
    said = json.loads((case / "case.json").read_text("utf-8"))
    plan, _ = read_plan(case / "plan.yaml")
    assert plan
    inputs, _ = read_inputs(plan, [case / book for book in said["books"]])
    result, problems = calculate(plan, inputs, Month.parse(said["period"]))
    assert result, problems
    return result


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_team_of_result_json_can_be_put_together_from_the_tables(case: Path) -> None:
    result = result_of(case)
    tables, said = result_tables(result, "en"), result_object(result, "en")
    assert teams_of(tables, result.plan) == said["teams"]
    assert tables["Warnings"].to_pylist() == said["warnings"]


def test_they_can_with_money_kept_back_too() -> None:
    result = deferring(sample("key-accounts"))
    assert teams_of(result_tables(result, "en"), result.plan) == result_object(result, "en")["teams"]


def test_a_value_names_the_cell_that_it_was_read_from() -> None:
    result = result_of(CASES[0])
    books = {sheet.book for sheet in result.inputs.sheets}
    folder = CASES[0]
    found = [row for row in result_tables(result, "en")["Values"].to_pylist() if row["cell"]]
    assert found and {row["book"] for row in found} <= books
    cells = {book: pd.ExcelFile(folder / book, engine="openpyxl").book for book in books}
    for row in found[:: max(len(found) // 40, 1)]:
        assert Decimal(str(cells[row["book"]][row["sheet"]][row["cell"]].value)) == row["value"]


def test_money_kept_back_is_in_the_tables() -> None:
    result = deferring(sample("key-accounts"))
    tables = result_tables(result, "en")
    assert sum(row["deferred"] or 0 for row in tables["Members"].to_pylist()) > 0
    assert tables["Deferrals"].num_rows == len(result.deferrals) > 0


def test_numbers_beyond_64_bits_are_exact() -> None:
    result = result_of(CASES[0])
    huge = 10**20 + 1
    payable = pd.Series([huge] * len(result.payables), dtype=object)
    found = result_tables(replace(result, payables=result.payables.assign(payable=payable)), "en")["Pools"]
    assert found["payable"][0].as_py() == Decimal(huge).scaleb(-result.plan.decimals)


def test_every_row_that_was_used_stands_there_once_and_none_from_after_the_period(tmp_path: Path) -> None:
    tables = result_tables(small(with_later_rows(), tmp_path / "case"), "en")
    found = [(row["sheet"], row["row"]) for row in tables["Records"].to_pylist()]
    sheets = {"Teams", "Stages", "Owners", "Members", "Adjustments", "Paid", "Evidence"}
    used = {name: len(rows) - 1 for name, rows in CASE["sheets"].items() if name in sheets} | {"Evidence": 1}
    assert sorted(found) == sorted((name, row + 2) for name, count in used.items() for row in range(count))
    read = tables["Inputs"].to_pylist() + tables["Values"].to_pylist()
    assert {row["sheet"] for row in read if row["sheet"]} == set(CASE["sheets"]) - sheets


def test_an_adjustment_says_why_and_who_approved_it(tmp_path: Path) -> None:
    rows = result_tables(small(with_later_rows(), tmp_path / "case"), "en")["Records"].to_pylist()
    shown = [
        (row["team"], row["item"], row["amount"], row["basis"], row["approved_by"])
        for row in rows
        if row["table"] == "Adjustments"
    ]
    assert [each[1:] for each in shown] == [
        ("award", Decimal("100.00"), "late order", "Cleo"),
        ("penalty", Decimal("-30.00"), "late report", "Cleo"),
    ]
    bob = next(row for row in rows if row["table"] == "Members" and row["name"] == "Bob")
    assert (bob["employee"], bob["item"], str(bob["from"]), bob["to"]) == ("E2", "engineer", "2026-02-11", None)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_column_of_every_table_says_what_it_means(language: str) -> None:
    for name, table in result_tables(result_of(CASES[0]), "en").items():
        assert all(meaning(name, column, language) for column in table.column_names)
        assert set(OWN[name]) <= set(table.column_names)


def pieces(tables: Mapping[str, pa.Table], count: int) -> list[dict[str, pa.Table]]:
    return [{name: cut(table, part, count) for name, table in tables.items()} for part in range(count)]


def cut(table: pa.Table, part: int, count: int) -> pa.Table:
    begin, end = (table.num_rows * each // count for each in (part, part + 1))
    return table.slice(begin, end - begin)


@pytest.mark.parametrize("count", [2, 7, 40])
def test_files_do_not_tell_where_a_piece_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr("scorecard.report.parquet.files.ROWS", 16)
    result = result_of(CASES[-1])
    tables = result_tables(result, "zh")
    for name, given in (("one", [tables]), ("many", pieces(tables, count))):
        (tmp_path / name).mkdir()
        write_tables(tmp_path / name, result.plan, result.period, given)
    one, many = (sorted((tmp_path / name).rglob("*.parquet")) for name in ("one", "many"))
    assert [path.name for path in one] == [path.name for path in many] != []
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in many]
    assert max(pq.read_metadata(path).num_row_groups for path in one) > 3


def test_schemas_depend_on_the_plan_alone() -> None:
    result = result_of(CASES[0])
    none = {name: getattr(result, name).iloc[:0] for name in ("payables", "members", "gates")}
    other = replace(result, **none)
    assert [table.schema for table in result_tables(result, "en").values()] == [
        table.schema for table in result_tables(other, "en").values()
    ]
