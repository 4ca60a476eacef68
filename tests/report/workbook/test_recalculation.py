"""What a spreadsheet program reckons otherwise than the calculation, unless the formulas take care of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from scorecard.report.workbook import write_workbook
from scorecard.report.workbook.criteria import Rows, are_told_apart
from tests.report.workbook.recalculate import differences, recalculated
from tests.small_cases import run

DAY = "2025-06-01"
LEVEL = {"level": {"perspective": "financial", "actual": "level", "curve": "straight"}}
TIE: dict[str, Any] = {
    "plan": {
        "measures": {"level": {"title": "Level", "total": "last", "when_missing": "zero"}},
        "metrics": LEVEL,
        "stages": {"growth": {"weights": {"level": "100"}}},
    },
    "sheets": {
        "Pools": [["team", "period", "amount"], ["A", "2026", "12000000"]],
        "Targets": [["team", "metric", "period", "target", "baseline"], ["A", "level", "2026", "1006.5", "1000.1"]],
        "Actuals": [["period", "team", "level"], ["2026-01", "A", "1003.31"]],
    },
}
"""An attainment of exactly 50.15625, which doubles come close to from below."""
NAMED: dict[str, Any] = {
    "plan": {
        **TIE["plan"],
        "curves": {
            "straight": {"points": [["0", "0"], ["100", "100"]]},
            "named": {"points": [["threshold", "0"], ["target", "100"]], "on": "actual"},
        },
        "metrics": {"level": {**LEVEL["level"], "curve": "named"}},
    },
    "sheets": {
        **TIE["sheets"],
        "Targets": [["team", "metric", "period", "target", "threshold"], ["A", "level", "2026", "1006.5", "1000.1"]],
    },
}
SOME_MONTHS: dict[str, Any] = {
    "plan": {
        "metrics": {
            "rate": {"perspective": "financial", "actual": {"ratio": ["margin", "revenue"]}, "curve": "standard"},
        },
        "stages": {"growth": {"weights": {"rate": "100"}}},
    },
    "sheets": {
        "Targets": [["team", "metric", "period", "target"], ["A", "rate", "2026-02", "0.2"]],
        "Actuals": [
            ["period", "team", "revenue", "margin"],
            ["2026-01", "A", "100", "10"],
            ["2026-02", "A", "100", "10"],
        ],
        "Paid": [["team", "period", "amount"], ["A", "2026-01", "0"]],
    },
    "period": "2026-02",
}
"""The last month's target counts, and January has none."""
KEYS = ["T1", "t1", "A*", "AB"]
TEXTS: dict[str, Any] = {
    "sheets": {
        "Teams": [
            ["team", "name", "unit", "from"],
            *([key, key, f"Unit {key}", "2026-03-01" if key == "t1" else DAY] for key in KEYS),
        ],
        "Stages": [["team", "stage", "from"], *([key, "growth", DAY] for key in KEYS)],
        "Owners": [["team", "employee", "name", "from"], *([key, f"{key}", "Ann", DAY] for key in KEYS)],
        "Members": [["team", "employee", "name", "role"], *([key, f"{key}", "Ann", "manager"] for key in KEYS)],
        "Pools": [["team", "period", "amount"], *([key, "2026", f"12{number}000"] for number, key in enumerate(KEYS))],
        "Targets": [["team", "metric", "period", "target"], *([key, "revenue", "2026", "12000"] for key in KEYS)],
        "Actuals": [["period", "team", "revenue"], *(["2026-01", key, "990"] for key in KEYS if key != "t1")],
        "Adjustments": [
            ["team", "period", "kind", "amount", "reason", "approved_by"],
            ["t1", "2026-01", "award", "5", "Fair", "Li"],
        ],
    },
}
MANY_ROWS: dict[str, Any] = {
    "plan": {
        "measures": {"revenue": {"from": "deals", "column": "amount"}},
        "sources": {"deals": {"sheet": "Deals", "columns": {"team": "Team", "period": "Month", "amount": "Amount"}}},
    },
    "sheets": {
        "Actuals": [["period", "team", "revenue"]],
        "Deals": [["Team", "Month", "Amount"], *(["A", "2026-01", f"{number}"] for number in range(1, 40))],
    },
}
CUT_TEAMS = [f"C{number:02}" for number in range(60)]
CUTS: dict[str, Any] = {
    "plan": {
        "budget": {"per_month": "60000000000"},
        "stages": {
            "growth": {
                "weights": {"revenue": "100"},
                "deferral": {"percent": "20", "months": "12", "keep_if": {"actual": "margin", "at_least": "5"}},
            },
        },
        "owner": {"premium": "10"},
    },
    "sheets": {
        "Teams": [["team", "name"], *([key, key] for key in CUT_TEAMS)],
        "Stages": [["team", "stage", "from"], *([key, "growth", DAY] for key in CUT_TEAMS)],
        "Owners": [["team", "employee", "name", "from"], *([key, f"{key}1", "Ann", DAY] for key in CUT_TEAMS)],
        "Members": [
            ["team", "employee", "name", "role", "personal_factor"],
            *(
                [key, f"{key}{who}", "Ann", "manager", f"0.{900 + number + who}"]
                for number, key in enumerate(CUT_TEAMS)
                for who in (1, 7, 31)
            ),
        ],
        "Pools": [
            ["team", "period", "amount"],
            *(
                [key, "2026", f"{12_000_000_000 + number * number * 6_217_331}.{number:02}"]
                for number, key in enumerate(CUT_TEAMS)
            ),
        ],
        "Targets": [["team", "metric", "period", "target"], *([key, "revenue", "2026", "12000"] for key in CUT_TEAMS)],
        "Actuals": [["period", "team", "revenue", "margin"], *(["2026-01", key, "990", "5"] for key in CUT_TEAMS)],
    },
}
"""Amounts of nine digits cut to the cent: by a budget, to members, and of what is kept back."""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_doubles_criteria_and_sheets_would_change_keeps_its_value(tmp_path: Path) -> None:
    books = []
    cases = {"tie": TIE, "named": NAMED, "months": SOME_MONTHS, "texts": TEXTS, "rows": MANY_ROWS, "cuts": CUTS}
    for name, case in cases.items():
        path = tmp_path / f"{name}.yaml"
        path.write_text(yaml.safe_dump(case, allow_unicode=True, sort_keys=False), "utf-8")
        outcome = run(path, tmp_path)
        assert outcome.result, outcome.problems
        books.append(tmp_path / f"{name}.xlsx")
        write_workbook(outcome.result, books[-1], "en", {}, 15 if name == "rows" else 1_048_000)
    after = recalculated(books, tmp_path)
    assert [line for old, new in zip(books, after, strict=True) for line in differences(old, new)] == []


@pytest.mark.parametrize(
    ("texts", "apart"),
    [
        (["E1", "E2", "北区", "南区"], True),
        (["E1"], True),
        (["E1", "e1"], False),
        (["007", "7"], False),
        (["7", "7.0"], False),
        (["123456789012345678", "123456789012345679"], False),
        (["E*"], False),
        (["E?"], False),
        (["~E"], False),
        ([">5"], False),
        (["E 1", "E-1"], False),
        (["Ａ", "A"], False),
    ],
)
def test_criteria_take_some_texts_for_one(texts: list[str], apart: bool) -> None:
    assert are_told_apart(texts) is apart


def test_plain_texts_are_summed_by_criteria() -> None:
    assert Rows("A$1:A$9", "A1", True).sum("B$1:B$9") == "SUMIFS(B$1:B$9,A$1:A$9,A1)"
    assert Rows("A$1:A$9", "A1", False).sum("B$1:B$9") == "SUMPRODUCT(--EXACT(A$1:A$9,A1),B$1:B$9)"
