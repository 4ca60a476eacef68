"""Months of sources that stand twice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from scorecard.model.period import Month
from tests.workflow.test_check_odd import found, odd

PLAN = {
    "sources": {
        "deals": {"sheet": "Deals", "columns": {"team": "Team", "period": "Day", "amount": "Amount", "n": "N"}}
    },
    "measures": {
        "revenue": {"from": "deals", "column": "amount", "when_missing": "zero"},
        "count": {"from": "deals", "column": "n", "when_missing": "zero"},
        "margin": {"when_missing": "zero"},
    },
    "metrics": {
        "revenue": {"perspective": "financial", "actual": "revenue", "curve": "standard"},
        "count": {"perspective": "financial", "actual": {"ratio": ["margin", "count"]}, "curve": "standard"},
    },
}
MARGIN = ["period", "team", "margin"]
DOUBLED = "source-doubled inputs.xlsx!Deals"


def told(folder: Path, deals: Sequence[Sequence[object]], period: int) -> list[str]:
    actuals = [MARGIN, *([f"2026-{month:02}", "A", str(1000 + month)] for month in range(1, period + 1))]
    rows = [["Team", "Day", "Amount", "N"], *[[str(cell) for cell in row] for row in deals]]
    every = odd(found(folder, {"Actuals": actuals, "Deals": rows}, PLAN, period=Month(2026, period)))
    return [each for each in every if each.startswith("source-")]


def deals(month: int, *amounts: int) -> list[list[object]]:
    return [["A", f"2026-{month:02}-0{day}", amount, 1] for day, amount in enumerate(amounts, 1)]


FOUR = (100, 200, 300, 400)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (deals(1, *FOUR) * 2, [DOUBLED]),
        (deals(1, *FOUR) * 4, [DOUBLED]),
        (deals(1, *FOUR, 500), []),
        (deals(1, *FOUR) * 2 + deals(1, 7), []),  # one row stands there once
        (deals(1, *FOUR[:3]) * 2, []),  # too few
        (deals(1, *FOUR) * 3, []),
    ],
)
def test_a_month_of_which_each_row_stands_twice_is_told(
    tmp_path: Path, rows: list[list[object]], said: list[str]
) -> None:
    assert told(tmp_path, rows, 1) == said


def test_what_is_counted_are_rows(tmp_path: Path) -> None:
    sheets = {
        "Actuals": [MARGIN, ["2026-01", "A", "1000"]],
        "Deals": [["Team", "Day", "Amount", "N"], *[[str(cell) for cell in row] for row in deals(1, *FOUR) * 2]],
    }
    problems = found(tmp_path, sheets, PLAN, period=Month(2026, 1))
    assert [each.args["count"] for each in problems if each.code == "source-doubled"] == ["8"]


def test_rows_that_are_counted_are_alike_by_right(tmp_path: Path) -> None:
    plan = {**PLAN, "measures": {**PLAN["measures"], "count": {"from": "deals", "each_month": "count"}}}
    plan["measures"]["revenue"] = {"when_missing": "zero"}
    rows = [["Team", "Day", "Amount", "N"], *[["A", "2026-01", str(number), "1"] for number in range(8)]]
    sheets = {"Actuals": [["period", "team", "revenue", "margin"], ["2026-01", "A", "100000", "10"]], "Deals": rows}
    told = odd(found(tmp_path, sheets, plan, period=Month(2026, 1)))
    assert [each for each in told if each.startswith("source-")] == []
