"""Every table of a result as Parquet: the same numbers as result.json, the same bytes however it comes (outputs.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scorecard.calc import calculate
from scorecard.model.period import Month
from scorecard.model.result import Result
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.report.parquet.files import write_tables
from scorecard.report.parquet.tables import result_tables
from scorecard.report.result_json import result_object
from tests.cases.test_cases import CASES
from tests.report.deferring import deferring
from tests.report.explanation.trees import result as sample

MONEY = ("entitlement_uncut", "entitlement", "adjustments", "paid_before", "due", "payable", "carried", "premium")
METRIC = ("actual", "target", "baseline", "threshold", "stretch", "attainment", "score_uncapped", "score", "weight")


def result_of(case: Path) -> Result:
    said = json.loads((case / "case.json").read_text("utf-8"))
    plan, _ = read_plan(case / "plan.yaml")
    assert plan
    inputs, _ = read_inputs(plan, [case / book for book in said["books"]])
    result, problems = calculate(plan, inputs, Month.parse(said["period"]))
    assert result, problems
    return result


def text(value: Any) -> Any:
    """As result.json has it."""
    return f"{value:f}" if isinstance(value, Decimal) else value


def rows(table: pa.Table, names: Sequence[str]) -> list[tuple[Any, ...]]:
    return [tuple(text(row[name]) for name in names) for row in table.to_pylist()]


@pytest.mark.parametrize("case", CASES[::3], ids=lambda case: case.name)
def test_tables_hold_every_number_of_result_json(case: Path) -> None:
    result = result_of(case)
    tables, said = result_tables(result, "en"), result_object(result, "en")
    assert rows(tables["Pools"], ("team", *MONEY, "unallocated")) == [
        (team["team"], *(team[name] for name in MONEY), team["unallocated"]) for team in said["teams"]
    ]
    segments = [(team["team"], segment) for team in said["teams"] for segment in team["segments"]]
    assert rows(tables["Segments"], ("team", "stage", "composite", "factor", "earned", "pool")) == [
        (team, *(each[name] for name in ("stage", "composite", "factor", "earned", "pool"))) for team, each in segments
    ]
    assert rows(tables["Scorecards"], ("team", "stage", "metric", *METRIC, "points")) == [
        (team, each["stage"], metric["metric"], *(metric[name] for name in METRIC), metric["points"])
        for team, each in segments
        for metric in each["metrics"]
    ]
    names = ("employee", "role", "part", "premium", "amount")
    assert rows(tables["Members"], ("team", *names)) == [
        (team["team"], *(member[name] for name in names)) for team in said["teams"] for member in team["members"]
    ]
    gates = [(team, gate["gate"], gate["closed"]) for team, each in segments for gate in each["gates"]]
    assert rows(tables["Gates"], ("team", "gate", "closed")) == gates
    money = [(team, part["component"], part["money"]) for team, each in segments for part in each["funding"]]
    assert rows(tables["Funding"], ("team", "component", "money")) == money
    warned = [(each["team"], each["code"], each["message"], each["where"]) for each in said["warnings"]]
    assert rows(tables["Warnings"], ("team", "code", "message", "where")) == warned


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
