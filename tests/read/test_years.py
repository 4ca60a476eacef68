"""Years that are dates of their first month (inputs.md, A period cell), and dates whose year was probably mistyped."""

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


@pytest.mark.parametrize(
    ("sheet", "column", "day", "said"),
    [
        ("Members", "from", dt.date(2062, 3, 1), True),
        ("Members", "from", dt.date(2030, 1, 1), True),
        ("Members", "from", dt.date(2029, 12, 31), False),
        ("Members", "from", dt.date(1926, 3, 1), True),
        ("Members", "from", dt.date(1900, 1, 1), False),  # what some systems write for a day that is not known
        ("Members", "from", dt.date(1950, 1, 1), False),
        ("Members", "to", dt.date(9999, 12, 31), False),  # and what they write for no last day
        ("Members", "to", dt.date(2062, 3, 1), False),
        ("Stages", "from", dt.date(2062, 3, 1), True),
    ],
)
def test_a_date_whose_year_was_mistyped_is_told(
    tmp_path: Path, sheet: str, column: str, day: dt.date, said: bool
) -> None:
    sheets = base_with({})
    head, *rows = sheets[sheet]
    at = [*head, column].index(column)
    rows = [[*row, *[None] * (at + 1 - len(row))] for row in rows]
    rows[0][at] = day
    sheets[sheet] = [head if column in head else [*head, column], *rows]
    inputs, problems = read_inputs(plan_of(tmp_path), [workbook(tmp_path / "b.xlsx", sheets)])
    assert not problems
    told = [each for each in inputs.warnings if each.code == "far-date"]
    assert [str(each.place) for each in told] == ([f"b.xlsx!{sheet}!{chr(65 + at)}2"] if said else [])
