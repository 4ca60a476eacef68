"""Cells that are merged: what stands in one place is read in one place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.read.books import codes, read

TOLD = "merged-cells C1"


@pytest.mark.parametrize(
    ("rows", "merged", "said"),
    [
        ([["period", "team", "revenue", None], ["2026-01", "A", 1, 2]], "C1:D1", [TOLD]),
        ([["period", "team", "revenue", None, None], ["2026-01", "A", 1, None, 2]], "C1:E1", [TOLD]),
        ([["period", "team", "revenue", None], ["2026-01", "A", 1, None]], "C1:D1", []),
        ([["period", "team", "revenue", "margin"], ["2026-01", "A", 1, 2]], "C1:D1", []),  # hidden, yet read
        ([["Actuals", None, None, None], ["period", "team", "revenue", "x"], ["2026-01", "A", 1, 2]], "A1:D1", []),
        ([["period", "team", "revenue", "x", None], ["2026-01", "A", 1, 2, 3]], "D1:E1", []),
    ],
)
def test_a_heading_over_several_filled_columns_is_told(
    tmp_path: Path, rows: list[list[Any]], merged: str, said: list[str]
) -> None:
    _, told = read(tmp_path, {"Actuals": {"rows": rows, "merged": [merged]}})
    assert [each for each in codes(told) if each.startswith("merged-cells")] == said
