"""Tables of text and of Parquet, cut by teams chunk by chunk, are read as they are read at once (inputs.md)."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scorecard.calc import calculate
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.read.workbooks import read_inputs
from scorecard.report.result_json import result_bytes
from tests.parts.compared import differences, in_groups
from tests.read.books import BASE, plan_of, workbook

JANUARY = Month(2026, 1)
TEAMS = [f"T{number:02d}" for number in range(30)]
SHARES = {"T21": 7}
SOURCES = {
    "pipeline": {
        "sheet": ["Pipeline"],
        "columns": {"team": ["Team"], "period": ["Month"], "type": ["Type"], "amount": ["Amount"]},
    }
}


def plan_for(folder: Path) -> Plan:
    """The base's plan with sources whose rows name their team."""
    measures = {id: each for id, each in BASE["plan"]["measures"].items() if id != "sales"}
    metrics = {id: each for id, each in BASE["plan"]["metrics"].items() if id != "sales"}
    weights = {"revenue": "50", "margin_rate": "25", "deals": "25"}
    stages = {"growth": {"title": "Growth", "weights": weights}}
    changes = {"measures": measures, "metrics": metrics, "sources": SOURCES, "stages": stages}
    return plan_of(folder, {**changes, "budget": {"per_month": "9000"}})


def sheets() -> dict[str, list[list[Any]]]:
    """Every sheet for thirty teams, in no order, and with something odd in it."""
    order = [TEAMS[number * 7 % len(TEAMS)] for number in range(len(TEAMS))]
    odd = {"T03": "1,200.50", "T04": "¥900", "T17": "12%"}
    return {
        "Teams": [["team", "name", "unit"], *([team, f"Team {team}", "North"] for team in order)],
        "Stages": [["team", "stage", "from"], *([team, "growth", "2026-01-01"] for team in TEAMS)],
        "Owners": [["team", "employee", "name", "from"], *([team, f"E{team}", "Ann", "2026-01-01"] for team in order)],
        "Members": [
            ["team", "employee", "name", "role", "bonus share"],
            *([team, f"E{team}", "Ann", "manager", None] for team in order),
            *(
                [team, "E77", "Bob" if team < "T20" else "Bobby", "expert", 7 if team == "T21" else None]
                for team in order
            ),
        ],
        "Pools": [["team", "period", "amount"], *([team, 2026, 12000] for team in order), ["T05", 2025, 7]],
        "Targets": [["team", "metric", "period", "target"], *([team, "revenue", 2026, 1000] for team in order)],
        "Actuals": [
            ["period", "team", "revenue", "margin"],
            *(["2026-01", team, odd.get(team, "1,000" if team > "T05" else 500), 10.123456789] for team in order),
            *(["2025-12", team, 1, 1] for team in order[:5]),
        ],
        "Pipeline": [
            ["Team", "Month", "Type", "Amount"],
            *([team, f"2026-01-{day:02d}", "won" if day % 3 else "wonn", day] for day in (5, 6, 7) for team in order),
        ],
    }


def compare(plan: Plan, paths: Sequence[Path], parts: int) -> None:
    inputs, faults = read_inputs(plan, paths)
    assert faults == ()
    whole, problems = calculate(plan, inputs, JANUARY)
    assert whole, problems
    found = in_groups(plan, paths, JANUARY, parts)
    assert found.result, found.problems
    assert found.parts == parts
    assert differences(whole, found.result) == []
    assert result_bytes(found.result, "en") == result_bytes(whole, "en")


def codes(plan: Plan, paths: Sequence[Path]) -> set[str]:
    return {each.code for each in read_inputs(plan, paths)[0].warnings}


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scorecard.read.parts.material.LARGE", 0)
    monkeypatch.setattr("scorecard.read.parts.material.ROWS_AT_ONCE", 7)
    monkeypatch.setattr("scorecard.read.parts.columnar.CELLS_AT_ONCE", 30)


@pytest.mark.parametrize("parts", [2, 5, 30])
def test_every_warning_about_many_rows_of_a_workbook_is_the_same_in_groups(tmp_path: Path, parts: int) -> None:
    plan = plan_for(tmp_path)
    book = workbook(
        tmp_path / "inputs.xlsx", {**sheets(), "Stages": {"rows": sheets()["Stages"], "hidden": [3, 4, 20]}}
    )
    said = {"text-number", "rounded-input", "two-names", "outside-year", "unread-columns", "hidden-rows", "where-alike"}
    assert said | {"other-year"} <= codes(plan, [book])
    compare(plan, [book], parts)


@pytest.mark.parametrize("parts", [3, 11])
def test_csv_files_are_cut_batch_by_batch(tmp_path: Path, parts: int) -> None:
    plan = plan_for(tmp_path)
    for name, (head, *rows) in sheets().items():
        pd.DataFrame(rows, columns=head).to_csv(tmp_path / f"{name}.csv", index=False)
    with (tmp_path / "Actuals.csv").open("r+") as file:
        content = file.read()
        file.seek(0)
        file.write(f"Actuals of January,,,\n\n{content}")
    compare(plan, sorted(tmp_path.glob("*.csv")), parts)


def test_an_encoding_that_was_guessed_is_told_of_a_large_file_too(tmp_path: Path) -> None:
    plan = plan_for(tmp_path)
    made = sheets()
    made["Teams"][5][1] = "Müller"
    for name, (head, *rows) in made.items():
        encoding = "latin-1" if name == "Teams" else "utf-8"
        pd.DataFrame(rows, columns=head).to_csv(tmp_path / f"{name}.csv", index=False, encoding=encoding)
    paths = sorted(tmp_path.glob("*.csv"))
    assert "csv-encoding" in codes(plan, paths)
    compare(plan, paths, 3)


@pytest.mark.parametrize("parts", [1, 4, 13])
def test_parquet_files_are_cut_some_row_groups_at_a_time(tmp_path: Path, parts: int) -> None:
    plan = plan_for(tmp_path)
    folder = tmp_path / "in"
    write_parquet(folder, sheets())
    compare(plan, [folder], parts)


def write_parquet(folder: Path, made: Mapping[str, list[list[Any]]]) -> None:
    """Each sheet as a folder of two files of small row groups."""
    for name, (head, *rows) in made.items():
        (folder / name).mkdir(parents=True)
        frame = pd.DataFrame(rows, columns=head)
        frame = frame.astype({column: "str" for column in frame.columns if frame[column].map(type).nunique() > 1})
        table = pa.Table.from_pandas(frame, preserve_index=False)
        for number, part in enumerate((table.slice(0, 11), table.slice(11))):
            pq.write_table(part, folder / name / f"part-{number}.parquet", row_group_size=4)


def test_what_is_wrong_stands_at_the_same_cells(tmp_path: Path) -> None:
    plan = plan_for(tmp_path)
    made = sheets()
    made["Actuals"][4][2] = "n/a"
    made["Actuals"].append(["2026-01", "T99", 1, 1])
    made["Actuals"].append(["2026-01", "T07", 1, 1])
    made["Pools"].append(["T08", 2026, -5.123])
    made["Members"].append([None, "E1", "Eve", "manager", None])
    book = workbook(tmp_path / "inputs.xlsx", made)
    _, faults = read_inputs(plan, [book])
    found = in_groups(plan, [book], JANUARY, 6)
    assert found.result is None
    mine = [(each.code, each.place) for each in found.problems if each.level == "error"]
    assert mine == [(each.code, each.place) for each in faults]
    assert {code for code, _ in mine} == {"not-a-number", "unknown-team", "row-twice", "money-decimals", "empty-cell"}


def test_a_row_group_that_is_damaged_is_told_with_its_file(tmp_path: Path) -> None:
    plan = plan_for(tmp_path)
    folder = tmp_path / "in"
    write_parquet(folder, sheets())
    path = folder / "Actuals" / "part-1.parquet"
    data = bytearray(path.read_bytes())
    offset = pq.read_metadata(path).row_group(2).column(0).data_page_offset
    data[offset : offset + 12] = b"\xff" * 12
    path.write_bytes(bytes(data))
    found = in_groups(plan, [folder], JANUARY, 3)
    assert found.result is None
    assert {
        (each.code, each.place and Path(str(each.place)).name) for each in found.problems if each.level == "error"
    } >= {("parquet-damaged", "part-1.parquet")}


def test_a_table_without_its_header_is_told_once(tmp_path: Path) -> None:
    plan = plan_for(tmp_path)
    folder = tmp_path / "in"
    made = sheets()
    made["Pools"][0] = ["team", "period", "sum of money"]
    write_parquet(folder, made)
    _, faults = read_inputs(plan, [folder])
    found = in_groups(plan, [folder], JANUARY, 3)
    mine = [(each.kind, each.place) for each in found.problems if each.level == "error"]
    assert mine == [(each.kind, each.place) for each in faults]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such thing on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "Actuals.csv")
    found = in_groups(plan_for(tmp_path), [tmp_path / "Actuals.csv"], JANUARY, 2)
    assert [each.code for each in found.problems] == ["file-unreadable"]


@pytest.mark.parametrize("others", ["error", "ignore"])
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_rows_that_name_an_account_are_all_there(tmp_path: Path, others: str, form: str) -> None:
    columns = {"account": ["Customer"], "period": ["Date"], "quantity": ["Units"], "price": ["Price"]}
    sources = {**SOURCES, "invoices": {"sheet": "Invoices", "others": others, "columns": columns}}
    measures = {id: each for id, each in BASE["plan"]["measures"].items() if id != "deals"}
    metrics = {id: each for id, each in BASE["plan"]["metrics"].items() if id != "deals"}
    weights = {"revenue": "25", "margin_rate": "25", "sales": "50"}
    stages = {"growth": {"title": "Growth", "weights": weights}}
    sources.pop("pipeline")
    plan = plan_of(tmp_path, {"measures": measures, "metrics": metrics, "sources": sources, "stages": stages})
    made = sheets()
    made["Teams"] = [[*row, f"C{row[0]}" if row[0] != "team" else "account"] for row in made["Teams"]]
    of_nobody = [["C99", "2026-01-09", 5, 5]] if others == "ignore" else []
    rows = [[f"C{team}", f"2026-01-{day:02d}", day, 3] for day in (5, 6, 7) for team in TEAMS]
    made["Invoices"] = [["Customer", "Date", "Units", "Price"], *rows, *of_nobody]
    del made["Pipeline"]
    if form == "parquet":
        write_parquet(tmp_path / "inputs", made)
    else:
        (tmp_path / "inputs").mkdir()
        for name, (head, *cells) in made.items():
            pd.DataFrame(cells, columns=head).to_csv(tmp_path / "inputs" / f"{name}.csv", index=False)
    inputs, _ = read_inputs(plan, [tmp_path / "inputs"])
    assert len(inputs.lines) == len(rows)
    compare(plan, [tmp_path / "inputs"], 1)


def test_keys_that_are_bytes_are_cut_like_texts(tmp_path: Path) -> None:
    plan = plan_for(tmp_path)
    write_parquet(tmp_path / "inputs", sheets())
    for path in (tmp_path / "inputs").rglob("*.parquet"):
        table = pq.read_table(path)
        at = next(number for number, name in enumerate(table.column_names) if name in ("team", "Team"))
        table = table.set_column(at, table.column_names[at], table.column(at).cast(pa.binary()))
        pq.write_table(table, path, row_group_size=4, use_dictionary=False)
    compare(plan, [tmp_path / "inputs"], 7)
