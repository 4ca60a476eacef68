"""Small cases told in YAML: a base plan and workbook, and what a case changes of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook

from scorecard.calc import calculate
from scorecard.model.ledger import Grant, condition_text
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs

BASE = Path(__file__).parent / "rules" / "base.yaml"


@dataclass(frozen=True)
class Outcome:
    case: dict[str, Any]
    result: Result | None
    problems: tuple[Problem, ...]


def load(path: Path) -> dict[str, Any]:
    """Every scalar stays the text that it is."""
    return dict(yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader))


def run(path: Path, folder: Path) -> Outcome:
    """Read and calculate the case with its changes to the base."""
    base, case = load(BASE), load(path)
    plan_file = folder / "plan.yaml"
    merged = base["plan"] | case.get("plan", {})
    plan_file.write_text(yaml.dump(merged, allow_unicode=True, sort_keys=False), encoding="utf-8")
    plan, problems = read_plan(plan_file)
    assert plan is not None, problems
    inputs, problems = read_inputs(plan, [workbook(base["sheets"] | case.get("sheets", {}), folder / "inputs.xlsx")])
    assert not problems, problems
    period = Month.parse(case.get("period", base["period"]))
    paid = {team: scaled(plan, money) for team, money in case["ledger"].items()} if "ledger" in case else None
    return Outcome(case, *calculate(plan, inputs, period, paid, [grant(plan, each) for each in case.get("grants", [])]))


def scaled(plan: Plan, money: str) -> int:
    return int(Decimal(money).scaleb(plan.decimals))


def grant(plan: Plan, told: dict[str, str]) -> Grant:
    """Kept back under a plan "before"; where it does not say otherwise, of team A and by the plan's own condition."""
    deferrals = [stage.deferral for stage in plan.stages.values() if stage.deferral]
    person = told.get("employee")
    return Grant(
        plan="before",
        team=told.get("team", "A"),
        employee=person,
        name=told.get("name", person or ""),
        period=Month.parse(told["granted"]),
        due=Month.parse(told["due"]),
        amount=scaled(plan, told["amount"]),
        keep_if=told.get("keep_if") or condition_text(deferrals[0].keep_if),
    )


def number(text: str) -> Any:
    """The cell that a text stands for: a number, a date if a time is there as well, else the text."""
    try:
        return dt.datetime.fromisoformat(text) if "T00:00" in str(text) else float(text)
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
