"""Every money rule, as told in the files beside this one, holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from scorecard.calc import calculate
from scorecard.model.period import Month
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.report.result_json import result_object

HERE = Path(__file__).parent
BASE = yaml.load((HERE / "base.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
RULES = sorted(path for path in HERE.glob("*.yaml") if path.name != "base.yaml")


def number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


def workbook(sheets: dict[str, list[list[str]]], path: Path) -> Path:
    book = Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([number(cell) for cell in row])
    book.remove(book["Sheet"])
    book.save(path)
    return path


def find(tree: Any, path: str) -> Any:
    for step in path.split("."):
        tree = tree[int(step)] if step.isdigit() else tree[step]
    return tree


def comparable(value: Any) -> Any:
    return {True: "true", False: "false", None: "null"}.get(value, value) if not isinstance(value, dict) else value


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_the_rule_holds(path: Path, tmp_path: Path) -> None:
    rule = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    plan_file = tmp_path / "plan.yaml"
    merged = BASE["plan"] | rule.get("plan", {})
    plan_file.write_text(yaml.dump(merged, allow_unicode=True, sort_keys=False), encoding="utf-8")
    plan, problems = read_plan(plan_file)
    assert plan is not None, problems
    inputs, problems = read_inputs(plan, [workbook(BASE["sheets"] | rule.get("sheets", {}), tmp_path / "inputs.xlsx")])
    assert not problems
    result, problems = calculate(plan, inputs, Month.parse(rule.get("period", BASE["period"])))
    assert result is not None, problems
    shown = result_object(result, "en")
    team = shown["teams"][0]
    assert {key: comparable(find(team, key)) for key in rule["expect"]} == rule["expect"]
    told = {warning["code"] for warning in shown["warnings"]} - {"paid-before-assumed"}
    assert told.issuperset(rule.get("warnings", []))
