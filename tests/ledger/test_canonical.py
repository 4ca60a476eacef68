"""The canonical inputs: they last, they are the same however the workbooks came, and they give the same result."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from msgspec.structs import replace

from scorecard.calc import calculate
from scorecard.ledger.canonical import TABLES, inputs_bytes, inputs_of
from scorecard.model.inputs import Inputs
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.report.result_json import result_bytes

ROOT = Path(__file__).parents[2]
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/case.json"))
SAMPLES = (("key-accounts-2026", "key-accounts", "2026-07"), ("growth-sales-2026", "growth-sales", "2026-03"))


def read(plan_path: Path, books: list[Path]) -> tuple[Plan, Inputs]:
    plan, problems = read_plan(plan_path)
    assert plan, problems
    inputs, problems = read_inputs(plan, books)
    assert not problems
    return plan, inputs


def sample(plan: str, folder: str) -> tuple[Plan, Inputs]:
    return read(ROOT / "configs" / f"{plan}.yaml", sorted((ROOT / "samples" / folder).glob("*.xlsx")))


def result_of(plan: Plan, inputs: Inputs, period: str, language: str) -> bytes:
    result, problems = calculate(plan, inputs, Month.parse(period))
    assert result, problems
    return result_bytes(result, language)


def reordered(inputs: Inputs) -> Inputs:
    """The same inputs as if workbooks, sheets and rows had come the other way round."""
    last = len(inputs.sheets) - 1
    tables: dict[str, Any] = {}
    for name in TABLES:
        table: pd.DataFrame = getattr(inputs, name)
        turned = table if name == "teams" else table.iloc[::-1].reset_index(drop=True)
        tables[name] = turned.assign(sheet=(last - turned["sheet"]).astype("int32"))
    files, warnings = inputs.files[::-1], inputs.warnings[::-1]
    return replace(inputs, files=files, sheets=inputs.sheets[::-1], warnings=warnings, **tables)


def assert_it_gives_the_same(plan: Plan, inputs: Inputs, period: str) -> None:
    content = inputs_bytes(plan, inputs)
    again = inputs_of(plan, content)
    assert inputs_bytes(plan, again) == content
    assert inputs_bytes(plan, reordered(inputs)) == content
    for language in ("en", "zh"):
        assert result_of(plan, again, period, language) == result_of(plan, inputs, period, language)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_calculated_from_its_canonical_inputs_gives_the_same_bytes(case: Path) -> None:
    said = json.loads((case / "case.json").read_text("utf-8"))
    assert_it_gives_the_same(*read(case / "plan.yaml", [case / book for book in said["books"]]), said["period"])


@pytest.mark.parametrize(("plan", "folder", "period"), SAMPLES)
def test_a_sample_calculated_from_its_canonical_inputs_gives_the_same_bytes(
    plan: str, folder: str, period: str
) -> None:
    assert_it_gives_the_same(*sample(plan, folder), period)


def test_every_cell_can_still_be_named() -> None:
    plan, inputs = sample("key-accounts-2026", "key-accounts")
    again = inputs_of(plan, inputs_bytes(plan, inputs))
    for name, columns in TABLES.items():
        column = next(key for key in columns if key not in ("first", "last"))
        places = [
            sorted(str(each.place(sheet, row, column)) for sheet, row in zip(table["sheet"], table["row"], strict=True))
            for each in (inputs, again)
            for table in (getattr(each, name),)
        ]
        assert places[0] == places[1]


def test_no_path_gets_into_it() -> None:
    plan, inputs = sample("growth-sales-2026", "growth-sales")
    moved = [replace(each, path=Path("/elsewhere") / each.name) for each in inputs.files]
    assert inputs_bytes(plan, replace(inputs, files=tuple(moved))) == inputs_bytes(plan, inputs)
    assert b"elsewhere" not in inputs_bytes(plan, replace(inputs, files=tuple(moved)))


def test_ids_and_decimal_texts_stand_in_it_not_numbers_of_this_run() -> None:
    plan, inputs = sample("growth-sales-2026", "growth-sales")
    said = json.loads(inputs_bytes(plan, inputs))["tables"]
    assert set(said["stages"]["stage"]["of"]) <= set(plan.stages)
    assert said["stages"]["team"]["of"] == sorted(set(said["teams"]["key"]))
    assert all("." in text for text in said["values"]["value"])


FAULTS = {
    "no JSON": lambda content: content[:-9],
    "not of this version": lambda content: content.replace(b'"version":1', b'"version":2'),
    "other spaces": lambda content: content.replace(b'"version":1', b'"version": 1'),
    "a number with other decimals": lambda content: content.replace(b'.000000"', b'.00000"', 1),
    "a stage that the plan has not": lambda content: content.replace(b'"stage":{"of":["', b'"stage":{"of":["x', 1),
    "a column that is too short": lambda content: content.replace(b'"row":[', b'"row":[7,', 1),
    "no place": lambda content: content.replace(b'"row":[', b'"row":[-', 1),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_was_not_written_so_is_refused(fault: str) -> None:
    plan, inputs = sample("growth-sales-2026", "growth-sales")
    content = inputs_bytes(plan, inputs)
    changed = FAULTS[fault](content)
    assert changed != content
    with pytest.raises(ValueError):
        inputs_of(plan, changed)
