"""A year that is a date of its first month, which only its format shows as a year (inputs.md, A period cell)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from scorecard.read.workbooks import read_inputs
from tests.read.books import base_with, plan_of, workbook

DAY = dt.date(2026, 1, 1)
HEAD = ["team", "period", "amount"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["A", DAY, 1200], ["B", DAY, 1200]], ["b.xlsx!Pools 2"]),
        ([["A", DAY, 1200], ["B", 2026, 1200]], ["b.xlsx!Pools 1"]),
        ([["A", dt.date(2026, 1, 31), 1200]], ["b.xlsx!Pools 1"]),
        ([["A", DAY, 100], ["A", dt.date(2026, 2, 1), 100], ["B", DAY, 100]], []),  # months are what is meant
        ([["A", "2026-01-01", 1200]], []),  # which shows all of it
        ([["A", "2026-01", 1200]], []),
        ([["A", 2026, 1200]], []),
    ],
)
def test_a_year_that_may_be_meant_is_told_by_check_alone(tmp_path: Path, rows: list[Any], said: list[str]) -> None:
    book = workbook(tmp_path / "b.xlsx", base_with({"Pools": [HEAD, *rows]}))
    for tallied, expected in ((True, said), (False, [])):
        inputs, _ = read_inputs(plan_of(tmp_path), [book], tallied=tallied)
        told = [each for each in inputs.warnings if each.code == "year-as-month"]
        assert [f"{each.place} {each.args['count']}" for each in told] == expected
