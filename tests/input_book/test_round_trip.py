"""What is filled into the workbook of a plan is read back, all of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pandas.testing import assert_frame_equal

from scorecard.calc import calculate
from scorecard.model.inputs import Inputs
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.report.input_book.forms import forms
from scorecard.report.result_json import result_object
from tests.input_book.filling import filled, rows_of

ROOT = Path(__file__).parents[2]
TABLES = (
    *("teams", "stages", "owners", "members", "pools", "targets"),
    *("values", "lines", "evidence", "adjustments", "paid"),
)
OF_ROWS = {"evidence-missing", "two-names", "role-vacant", "outside-year", "ignored-rows", "empty-target"}
"""What may be said of good rows, wherever they stand."""


@dataclass(frozen=True)
class Case:
    """A plan, inputs that fit it, and the right result."""

    name: str
    plan: Path
    inputs: tuple[Path, ...]
    period: str
    result: Path


def cases() -> list[Case]:
    found = [
        Case("key-accounts", *sample("key-accounts", "2026-07", "2026-07")),
        Case("growth-sales", *sample("growth-sales", "2026-03", "growth-sales-2026-03")),
    ]
    for path in sorted((ROOT / "tests" / "cases").glob("*/case.json")):
        said, folder = json.loads(path.read_text("utf-8")), path.parent
        books = tuple(folder / book for book in said["books"])
        found.append(Case(folder.name, folder / "plan.yaml", books, said["period"], folder / "result.json"))
    return found


def sample(name: str, period: str, expected: str) -> tuple[Path, tuple[Path, ...], str, Path]:
    inputs = (ROOT / "samples" / name,)
    return (
        ROOT / "configs" / f"{name}-2026.yaml",
        inputs,
        period,
        ROOT / "samples" / "expected" / expected / "result.json",
    )


CASES = cases()
SHIPPED = {(case.name, language) for case in CASES[:2] for language in ("zh", "en")}
LANGUAGES = [*SHIPPED, *((case.name, "zh" if number % 2 else "en") for number, case in enumerate(CASES[2:]))]
"""The plans that come with the program in both languages, the others in one or the other."""


def read(case: Case) -> tuple[Plan, Inputs]:
    plan, problems = read_plan(case.plan)
    assert plan is not None, problems
    inputs, problems = read_inputs(plan, case.inputs)
    assert not problems
    return plan, inputs


@pytest.mark.parametrize(("name", "language"), sorted(LANGUAGES))
def test_what_is_filled_in_is_read_back_to_the_last_digit(name: str, language: str, tmp_path: Path) -> None:
    case = next(each for each in CASES if each.name == name)
    plan, before = read(case)
    rows = rows_of(plan, before, language, {each.name: each.path for each in before.files})
    idle = {"Pools"} - {form.id for form in forms(plan, language)}  # there, yet no stage is funded by it
    rows = {id: every for id, every in rows.items() if id not in idle}
    book = filled(plan, language, rows, tmp_path / "inputs.xlsx")
    after, problems = read_inputs(plan, [book])
    assert not problems
    known = OF_ROWS | told_of_sources(plan, before)
    said = {(warning.code, warning.level) for warning in after.warnings if warning.code not in known}
    assert said == {("sheet-left-alone", "note")}
    for table in (each for each in TABLES if each.title() not in idle):
        assert_frame_equal(ordered(getattr(after, table)), ordered(getattr(before, table)), obj=table)
    if idle:
        assert computed(plan, after, case.period) == numbers(json.loads(case.result.read_text("utf-8")))


def told_of_sources(plan: Plan, inputs: Inputs) -> set[str]:
    """What is said of the sources' rows, which are copied as they stand: their texts are texts again."""
    sheets = {sheet.name for sheet in inputs.sheets if sheet.table in plan.sources}
    return {each.code for each in inputs.warnings if isinstance(each.place, CellPlace) and each.place.sheet in sheets}


def ordered(table: Any) -> Any:
    """The rows whatever their places."""
    columns = [name for name in table.columns if name not in ("sheet", "row")]
    return table[columns].sort_values(columns, ignore_index=True)


def computed(plan: Plan, inputs: Inputs, period: str) -> dict[str, Any]:
    result, problems = calculate(plan, inputs, Month.parse(period))
    assert result, problems
    found: dict[str, Any] = json.loads(json.dumps(result_object(result, "en")))
    return numbers(found)


def numbers(result: dict[str, Any]) -> dict[str, Any]:
    """All but what tells of cells."""
    return {key: value for key, value in result.items() if key not in ("warnings", "changes", "sources")}
