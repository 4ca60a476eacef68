"""The order of rows, sheets and workbooks changes nothing (calculation.md, What must hold)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest

from scorecard.model.period import Month
from scorecard.workflow.order import Order
from scorecard.workflow.run import run
from tests.cli.calling import written
from tests.small_cases import BASE, load, workbook

Sheets = Mapping[str, list[list[str]]]

TEAMS = ("A", "B", "C")
MOMENT = datetime(2026, 4, 3, 8, tzinfo=UTC)


def sheets() -> dict[str, list[list[str]]]:
    """The base's rows for three teams, of which nobody is an engineer in C; one number was typed as text."""
    found = {
        name: [rows[0], *([team if cell == "A" else cell for cell in row] for team in TEAMS for row in rows[1:])]
        for name, rows in load(BASE)["sheets"].items()
    }
    found["Members"] = found["Members"][:-1]
    found["Actuals"][1][2] = "100,000"
    return found


def swapped(rows: list[list[str]]) -> list[list[str]]:
    """The rows in reverse below their header, and the columns too."""
    return [list(reversed(row)) for row in [rows[0], *reversed(rows[1:])]]


def books(folder: Path, parts: Sequence[Sheets]) -> list[Path]:
    folder.mkdir()
    written(folder)
    return [workbook(dict(part), folder / f"book{number}.xlsx") for number, part in enumerate(parts)]


def ran(paths: list[Path], out: str = "out") -> dict[str, bytes]:
    folder = paths[0].parent
    order = Order(folder / out, "en", MOMENT, tables="parquet")
    made = run(folder / "plan.yaml", paths, Month(2026, 1), order, lambda *step: None).folder
    assert made is not None
    return {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*") if path.is_file()}


def result(folder: Path, parts: Sequence[Sheets]) -> bytes:
    return ran(books(folder, parts))["result.json"]


def without_places(data: bytes) -> list[bytes]:
    """The lines up to the warnings, which name a cell."""
    return data.split(b'"warnings"')[0].splitlines()


def test_the_order_of_workbooks_changes_no_byte(tmp_path: Path) -> None:
    every = sheets()
    paths = books(tmp_path / "a", [{name: every[name] for name in list(every)[part::2]} for part in range(2)])
    assert ran(paths) == ran(paths[::-1], "again")


def test_nor_does_it_where_rows_of_a_sheet_are_spread_over_workbooks_and_call_one_person_by_two_names(
    tmp_path: Path,
) -> None:
    every = sheets()
    every["Members"] = [[*row[:2], f"{row[2]} {number}", *row[3:]] for number, row in enumerate(every["Members"])]
    every["Members"][0] = sheets()["Members"][0]
    parts = [{name: [rows[0], *rows[1 + part :: 3]] for name, rows in every.items()} for part in range(3)]
    paths = books(tmp_path / "a", parts)
    found = ran(paths)
    assert b"two-names" in found["result.json"]
    for number, given in enumerate(permutations(paths)):
        assert ran([*given], f"again{number}") == found


def test_the_order_of_sheets_changes_nothing(tmp_path: Path) -> None:
    every = sheets()
    assert result(tmp_path / "a", [every]) == result(tmp_path / "b", [dict(reversed(every.items()))])


@pytest.mark.parametrize("count", [2, 3])
def test_how_rows_and_columns_stand_and_in_how_many_workbooks_changes_no_number(tmp_path: Path, count: int) -> None:
    every = sheets()
    parts = [
        {name: swapped([rows[0], *rows[1 + part :: count]]) for name, rows in every.items()} for part in range(count)
    ]
    assert without_places(result(tmp_path / "a", [every])) == without_places(result(tmp_path / "b", parts))
