"""The benchmarks' inputs are the same rows, as workbooks, as Parquet, as CSV and in parts."""

from __future__ import annotations

import csv
import datetime as dt
import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pyarrow import parquet

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
TEAMS = 7

Rows = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("generate_parquet")


def as_workbooks(made: ModuleType) -> Rows:
    """Header and rows of each sheet and month."""
    books = made.workbooks(made.Size(TEAMS))
    return {f"{sheet}/{name}": [tuple(row) for row in rows] for name, sheets in books for sheet, rows in sheets.items()}


def in_parquet(inputs: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    for path in sorted(inputs.rglob("*.parquet")):
        table = parquet.read_table(path)
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        yield f"{path.parent.name}/{path.stem}", [tuple(table.column_names), *rows]


def test_parquet_holds_the_rows_of_the_workbooks(made: ModuleType, tmp_path: Path) -> None:
    _, inputs = made.generate_parquet(tmp_path, made.Size(TEAMS))
    assert dict(in_parquet(inputs)) == as_workbooks(made)


def test_csv_holds_the_rows_of_the_workbooks(made: ModuleType, tmp_path: Path) -> None:
    _, inputs = made.generate_csv(tmp_path, made.Size(TEAMS))
    found = {}
    for path in inputs.rglob("*.csv"):
        with path.open(newline="", encoding="utf-8") as file:
            found[f"{path.parent.name}/{path.stem}"] = [tuple(row) for row in csv.reader(file)]
    assert found == {name: [tuple(map(written, row)) for row in rows] for name, rows in as_workbooks(made).items()}


def written(cell: str | float | dt.date | None) -> str:
    return "" if cell is None else str(cell)


def test_parts_one_behind_the_other_are_the_whole(
    made: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made, "BLOCK", 3)
    _, whole = made.generate_parquet(tmp_path / "whole", made.Size(TEAMS))
    _, parts = made.generate_parquet(tmp_path / "parts", made.Size(TEAMS), parts=2)
    together: Rows = {}
    for name, (head, *rows) in in_parquet(parts):
        together.setdefault(name[: -len("-00001")], [head]).extend(rows)
    assert together == dict(in_parquet(whole))
    assert sorted(path.name for path in (parts / "Teams").iterdir()) == [
        "master-00001.parquet",
        "master-00002.parquet",
    ]


def test_shuffled_rows_are_the_same_in_another_order(made: ModuleType, tmp_path: Path) -> None:
    _, inputs = made.generate_parquet(tmp_path, made.Size(TEAMS), shuffle=True)
    straight, shuffled = as_workbooks(made), dict(in_parquet(inputs))
    assert shuffled != straight
    assert {name: sorted(rows, key=str) for name, rows in shuffled.items()} == {
        name: sorted(rows, key=str) for name, rows in straight.items()
    }
