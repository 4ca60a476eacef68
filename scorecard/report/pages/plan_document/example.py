"""A made-up team, as inputs in memory, and what the calculator makes of it (calculation.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from scorecard.calc import calculate
from scorecard.model.inputs import Inputs, Sheet
from scorecard.model.numbers import QUANTITY
from scorecard.model.period import OPEN_END, OPEN_START
from scorecard.model.plan import Plan, Stage
from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.read.columns import Amounts
from scorecard.read.frames import SCHEMAS, frame
from scorecard.report.pages.plan_document.figures import Figures, figures

BOOK = "example"
TEAM = "A"
POOL = 30_000
"""Target pool of a month, in currency units; less where the plan's budget is small."""
FEW_DECIMALS = 100
"""How much more it is in a currency without decimals."""

Row = Mapping[str, Any]


def example(plan: Plan, stage: Stage, texts: Mapping[str, str]) -> tuple[Result | None, tuple[Problem, ...]]:
    """The first month of the fiscal year of a team in that stage; problems where nothing can be calculated.

    ``texts`` are what its names and notes say: ``example_team``, ``example_person`` (with a brace for the number),
    ``example_evidence``.
    """
    return calculate(plan, example_inputs(plan, figures(plan, stage), texts), plan.month(0))


def pool_amount(plan: Plan) -> int:
    """The target pool of the month, in money: at most a quarter of the budget."""
    wanted: int = POOL * 10**plan.decimals * (1 if plan.decimals else FEW_DECIMALS)
    if plan.budget_per_month is None or plan.budget_per_month >= 4 * wanted:
        return wanted
    quarter = plan.budget_per_month // 4
    unit: int = 10 ** max(len(str(quarter)) - 1, 0)
    return quarter // unit * unit


def example_inputs(plan: Plan, made: Figures, texts: Mapping[str, str]) -> Inputs:
    """The figures as if they had been read: one team, one month."""
    rows = {**_people(plan, texts["example_person"]), **_numbers(plan, made)}
    rows["evidence"] = _evidence(plan, texts["example_evidence"])
    day = plan.month(0).first_day
    rows["teams"] = [{"key": TEAM, "name": texts["example_team"], "first": OPEN_START, "last": OPEN_END}]
    rows["stages"] = [{"stage": list(plan.stages).index(made.stage.id), "day": day}]
    rows["pools"] = [{"month": 0, "amount": pool_amount(plan)}]
    tables: dict[str, Any] = {name: _table(name, rows.get(name, ())) for name in SCHEMAS}
    return Inputs(files=(), sheets=_sheets(plan), **tables)


def _sheets(plan: Plan) -> tuple[Sheet, ...]:
    """A sheet of each kind, so that every row has one."""
    return tuple(Sheet(BOOK, name, name, {}, {}) for name in (*SCHEMAS, *plan.sources))


def _people(plan: Plan, person: str) -> dict[str, Sequence[Row]]:
    """One member for each role, of whom the first is the first-responsible owner."""
    members = [
        {
            "employee": f"E{number}",
            "name": person.format(number=number),
            "role": number - 1,
            "personal_factor": 10**QUANTITY,
            "first": OPEN_START,
            "last": OPEN_END,
        }
        for number in range(1, len(plan.roles) + 1)
    ]
    return {"members": members, "owners": [{**members[0], "day": plan.month(0).first_day}]}


def _numbers(plan: Plan, made: Figures) -> dict[str, Sequence[Row]]:
    measures, metrics = list(plan.measures), list(plan.metrics)
    wide = [id for id in measures if not plan.measures[id].source]
    goals = ((metrics.index(id), goal) for id, goal in made.goals.items() if goal)
    return {
        "values": [{"month": 0, "measure": measures.index(id), "value": made.values[id]} for id in wide],
        "lines": [row for id in measures if plan.measures[id].source for row in _lines(plan, made, id)],
        "targets": [{"metric": index, "month": 0, **goal} for index, goal in goals],
    }


def _evidence(plan: Plan, note: str) -> list[Row]:
    """A row for every measure of a metric that asks for it."""
    measures = list(plan.measures)
    asking = (metric.actual.measures for metric in plan.metrics.values() if metric.evidence)
    proven = dict.fromkeys(measure for each in asking for measure in each)
    return [{"month": 0, "measure": measures.index(id), "note": note} for id in proven]


def _lines(plan: Plan, made: Figures, measure: str) -> list[Row]:
    """The rows of a source that give the measure its value."""
    value, counted = made.values[measure], plan.measures[measure].each_month == "count"
    row = {"month": 0, "measure": list(plan.measures).index(measure), "day": plan.month(0).first_day}
    if counted:
        return [{**row, "value": 0}] * (value // 10**QUANTITY)
    return [{**row, "value": value}]


def _table(name: str, rows: Sequence[Row]) -> pd.DataFrame:
    """Rows as the table of that name: team 0, the next row of its sheet, and nothing in cells that are not given."""
    schema = SCHEMAS[name]
    columns = {column: _column(kind, [row.get(column) for row in rows]) for column, kind in schema.items()}
    columns["sheet"] = np.full(len(rows), list(SCHEMAS).index(name), np.int32)
    columns["row"] = np.arange(2, len(rows) + 2, dtype=np.int32)
    return frame(name, [columns])


def _column(kind: Any, cells: Sequence[Any]) -> Any:
    if kind == "Int64":
        filled = np.array([cell is not None for cell in cells], bool)
        return Amounts(np.array([cell or 0 for cell in cells], np.int64), filled)
    return np.array(cells, object) if kind is object else np.array([cell or 0 for cell in cells], kind)
