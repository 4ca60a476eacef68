"""The inputs as plain dicts and lists, team by team: no table survives this module."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from scorecard.model.inputs import Inputs
from scorecard.model.plan import Plan
from tests.reference.exact import QUANTITY, rounded

YEAR = -1
GOALS = ("target", "baseline", "threshold", "stretch")
Row = dict[str, Any]
Goals = dict[str, Fraction | None]


@dataclass
class Member:
    employee: str
    name: str
    role: str
    factor: Fraction
    first: int
    last: int


@dataclass
class Team:
    """All that the workbooks say about one team; months are 0 to 11, YEAR for a row of the whole year."""

    key: str
    name: str
    account: str | None
    unit: str | None
    first: int
    last: int
    stages: list[tuple[int, str]] = field(default_factory=list)
    owners: list[tuple[int, str, str]] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    pools: dict[int, Fraction] = field(default_factory=dict)
    targets: dict[str, dict[int, Goals]] = field(default_factory=dict)
    values: dict[str, dict[int, Fraction]] = field(default_factory=dict)
    adjustments: list[tuple[int, Fraction]] = field(default_factory=list)
    paid: list[tuple[int, Fraction]] = field(default_factory=list)


def teams_of(plan: Plan, inputs: Inputs) -> list[Team]:
    """The teams, by key."""
    teams = [
        Team(row["key"], row["name"], _text(row["account"]), _text(row["unit"]), row["first"], row["last"])
        for row in _rows(inputs.teams)
    ]
    stages, roles, metrics, measures = (list(each) for each in (plan.stages, plan.roles, plan.metrics, plan.measures))
    for row in _rows(inputs.stages):
        teams[row["team"]].stages.append((row["day"], stages[row["stage"]]))
    for row in _rows(inputs.owners):
        teams[row["team"]].owners.append((row["day"], row["employee"], row["name"]))
    for row in _rows(inputs.members):
        factor = Fraction(row["personal_factor"], 10**QUANTITY)
        role = roles[row["role"]]
        teams[row["team"]].members.append(Member(row["employee"], row["name"], role, factor, row["first"], row["last"]))
    for row in _rows(inputs.pools):
        teams[row["team"]].pools[row["month"]] = _money(plan, row)
    for row in _rows(inputs.targets):
        goals = {goal: _quantity(row[goal]) for goal in GOALS}
        teams[row["team"]].targets.setdefault(metrics[row["metric"]], {})[row["month"]] = goals
    for row in _rows(inputs.values):
        value = Fraction(row["value"], 10**QUANTITY)
        teams[row["team"]].values.setdefault(measures[row["measure"]], {})[row["month"]] = value
    for index, team in enumerate(teams):
        _combine(plan, [row for row in _rows(inputs.lines) if row["team"] == index], team)
    for row in _rows(inputs.adjustments):
        teams[row["team"]].adjustments.append((row["month"], _money(plan, row)))
    for row in _rows(inputs.paid):
        teams[row["team"]].paid.append((row["month"], _money(plan, row)))
    return teams


def _rows(table: Any) -> list[Row]:
    return list(table.astype(object).to_dict("records"))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _quantity(value: Any) -> Fraction | None:
    return Fraction(int(value), 10**QUANTITY) if isinstance(value, int) else None


def _money(plan: Plan, row: Row) -> Fraction:
    return Fraction(row["amount"], 10**plan.decimals)


def _combine(plan: Plan, lines: list[Row], team: Team) -> None:
    """The rows of one month and measure of a source make its value (inputs.md, sources)."""
    for number, (id, measure) in enumerate(plan.measures.items()):
        for month in range(12):
            rows = [row for row in lines if row["measure"] == number and row["month"] == month]
            if rows:
                team.values.setdefault(id, {})[month] = _one(measure.each_month, rows)


def _one(each_month: str, rows: list[Row]) -> Fraction:
    amounts = [Fraction(row["value"], 10**QUANTITY) for row in rows]
    if each_month == "sum":
        return sum(amounts, Fraction(0))
    if each_month == "count":
        return Fraction(len(rows))
    if each_month == "average":
        return rounded(sum(amounts, Fraction(0)) / len(amounts), QUANTITY)
    if each_month == "max":
        return max(amounts)
    if each_month == "min":
        return min(amounts)
    latest = max(row["day"] for row in rows)
    return next(amount for amount, row in zip(amounts, rows, strict=True) if row["day"] == latest)
