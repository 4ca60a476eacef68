"""A plan and inputs made by hand: the base of the rules' small cases, and rows of one team told in ids."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from scorecard.model.inputs import Inputs
from scorecard.model.period import OPEN_END, OPEN_START, day_number
from scorecard.model.plan import Plan
from scorecard.read.plan_file import read_plan
from tests.reference.random_inputs import COLUMNS, tables
from tests.small_cases import BASE, load

TWO_STAGES = {"stages": {"growth": {"weights": {"revenue": 100}}, "position": {"weights": {"revenue": 100}}}}


def plan_with(**changes: Any) -> Plan:
    """The base's plan with other values of these keys."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.yaml"
        path.write_text(yaml.dump(load(BASE)["plan"] | changes, sort_keys=False), encoding="utf-8")
        plan, problems = read_plan(path)
    assert plan is not None, problems
    return plan


def day(text: str) -> int:
    return day_number(dt.date.fromisoformat(text))


def team(first: str | None = None, last: str | None = None, key: str = "A") -> dict[str, Any]:
    return {"key": key, "first": day(first) if first else OPEN_START, "last": day(last) if last else OPEN_END}


def member(employee: str, role: str, first: str | None = None, last: str | None = None, factor: int = 10**6) -> Any:
    days = team(first, last)
    return {
        "team": "A",
        "employee": employee,
        "name": employee,
        "role": role,
        "personal_factor": factor,
        "first": days["first"],
        "last": days["last"],
    }


def stages(*entries: tuple[str, str], key: str = "A") -> list[dict[str, Any]]:
    """Stage and first day of each."""
    return [{"team": key, "stage": stage, "day": day(first)} for stage, first in entries]


def inputs_of(plan: Plan, **rows: Sequence[dict[str, Any]]) -> Inputs:
    """These rows; one team A without limits where no teams are given."""
    return tables(plan, {name: [] for name in COLUMNS} | {"teams": [team()]} | rows)
