"""For each thing that reading has to say, the smallest input that provokes it, and what the user is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from scorecard.model.messages.reading import READING
from scorecard.model.problems import Problem
from scorecard.read.regions import MOST_ALIKE
from scorecard.read.workbooks import read_inputs
from tests.errors.read.made_files import MAKERS
from tests.read.books import BASE, base_with, lines, plan_of, workbook

GALLERY: list[dict[str, Any]] = [
    case for path in sorted(Path(__file__).parent.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))
]
MONTHS = [f"2026-{month:02d}" for month in range(1, 13)]


def keys_of_both(count: int) -> list[tuple[str, str]]:
    return [(team, month) for team in "AB" for month in MONTHS][:count]


def many(case: dict[str, Any]) -> dict[str, Any]:
    """Actuals with so many cells of a kind as no one would write by hand."""
    keys = [(month, team) for team in "AB" for month in MONTHS]
    if "numbers_as_text" in case:
        rows = [[*key, "12%"] for key in keys[: case["numbers_as_text"]]]
    elif "many_decimals" in case:
        rows = [[*key, 0.1234567] for key in keys[: case["many_decimals"]]]
    elif "large_factors" in case:
        people = [["A", f"E{number}", "Ann", "manager", 105] for number in range(11, 11 + case["large_factors"])]
        return {"Members": [["team", "employee", "name", "role", "personal_factor"], *people]}
    elif "two_names" in case:
        people = [
            ["AB"[number % 2], f"E{11 + number // 2}", f"Ann {number}", "manager"]
            for number in range(2 * case["two_names"])
        ]
        return {"Members": [["team", "employee", "name", "role"], *people]}
    elif "empty_targets" in case:
        goals = [[team, "revenue", month, None] for team, month in keys_of_both(case["empty_targets"])]
        return {"Targets": [["team", "metric", "period", "target"], *goals]}
    elif "far_years" in case:
        pools = [["A", dt.date(1905, 7, 18), 1] for _ in range(case["far_years"])]
        return {"Pools": [["team", "period", "amount"], *pools]}
    elif "other_accounts" in case:
        sold = [["c1", "2026-01", 1, 1] for _ in range(case["other_accounts"])]
        return {"Invoices": [["Customer", "Date", "Units", "Price"], *sold]}
    else:
        return {
            "Pools": [["team", "period", "amount"], *[["A", 2000 + year, 1] for year in range(case["other_years"])]]
        }
    return {"Actuals": [["period", "team", "revenue"], *rows]}


def problems_of(case: dict[str, Any], folder: Path) -> tuple[Problem, ...]:
    sheets = case.get("sheets") or ({} if "file" in case else many(case))
    paths = [workbook(folder / "inputs.xlsx", base_with(sheets))]
    if "file" in case:
        paths.append(MAKERS[case["file"]](folder))
    sources = BASE["plan"]["sources"].items()
    changes = (
        {"sources": {id: {**source, "others": case["others"]} for id, source in sources}} if "others" in case else {}
    )
    inputs, problems = read_inputs(plan_of(folder, changes), paths)
    return (*problems, *inputs.warnings)


@pytest.mark.parametrize("case", GALLERY, ids=lambda case: f"{case['kind']}-{GALLERY.index(case)}")
def test_the_user_is_told(case: dict[str, Any], tmp_path: Path) -> None:
    found = problems_of(case, tmp_path)
    said = [line.replace(str(tmp_path), "FOLDER") for line in lines(found, case.get("language", "en"))]
    assert said[MOST_ALIKE if case["kind"].endswith(".more") else 0 :] == case["lines"]
    assert case["kind"] in {problem.kind for problem in found}


def test_everything_that_reading_says_stands_in_the_gallery() -> None:
    assert {case["kind"] for case in GALLERY} == set(READING)
