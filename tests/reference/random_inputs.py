"""Random rows for a plan, told in ids, months and exact numbers, and the tables that hold them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from scorecard.model.inputs import Inputs, Sheet
from scorecard.model.period import OPEN_END, OPEN_START
from scorecard.model.plan import Metric, Plan
from tests.reference.random_plans import Style

UNIT = 10**6
MOST = 10**18 - 1
"""Twelve digits before the point and six after it."""
KEYS = ("T1", "T10", "T2", "a-7", "Z", "团队", "B_9")
COLUMNS = {
    "teams": "key name account account_name unit first last",
    "stages": "team stage day evidence approved_by",
    "owners": "team employee name day",
    "members": "team employee name role personal_factor first last",
    "pools": "team month amount",
    "targets": "team metric month target baseline threshold stretch",
    "values": "team month measure value",
    "lines": "team month measure value day",
    "evidence": "team month measure note link",
    "adjustments": "team month kind amount reason approved_by",
    "paid": "team month amount",
}
TEXTS = ("key", "name", "account", "account_name", "unit", "evidence", "approved_by", "employee", "reason", "kind")
Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass
class World:
    """Rows of all tables while they are made; teams, stages, metrics, measures and roles by id."""

    plan: Plan
    style: Style
    period: int
    rows: Rows = field(default_factory=lambda: {table: [] for table in COLUMNS})

    def add(self, table: str, **row: Any) -> None:
        self.rows[table].append(row)

    def day(self, first: int, last: int) -> int:
        """A day of the fiscal year's months, often at a month's edge."""
        month = self.plan.month(self.style.random.randint(first, last))
        edges = [month.first_day, month.last_day, month.first_day + 1]
        inside = self.style.random.randint(month.first_day, month.last_day)
        return self.style.random.choice([*edges, inside, inside, inside])


def random_rows(plan: Plan, style: Style, period: int) -> Rows:
    world = World(plan, style, period)
    for key in sorted(style.random.sample(KEYS, style.random.randint(1, 5))):
        _team(world, key)
    if style.chance(0.35):
        _paid(world)
    for rows in world.rows.values():
        style.random.shuffle(rows)
    return world.rows


def _team(world: World, key: str) -> None:
    random, style = world.style.random, world.style
    first, last = OPEN_START, OPEN_END
    if style.chance(0.3):
        first = world.day(0, 11)
    if style.chance(0.3):
        last = max(first, world.day(0, 11))
    if style.chance(0.04):
        first, last = OPEN_START, world.plan.fiscal_year.first_day - random.randint(1, 40)
    world.add("teams", key=key, name=f"Team {key}", account=None, account_name=None, unit=None, first=first, last=last)
    _stages(world, key, first)
    _people(world, key, last)
    _pools(world, key)
    for metric in world.plan.metrics.values():
        _targets(world, key, metric)
    _values(world, key)
    for _ in range(random.choice([0, 0, 0, 1, 2])):
        amount = random.randint(-style.scale, style.scale) * random.choice([1, 10**world.plan.decimals])
        row = {"kind": "correction", "reason": "r", "approved_by": "b"}
        world.add("adjustments", team=key, month=random.randint(0, 11), amount=amount, **row)


def _stages(world: World, key: str, first: int) -> None:
    random, stages = world.style.random, list(world.plan.stages)
    begin = max(first, world.plan.fiscal_year.first_day) - random.choice([0, 0, 5, 400])
    if not world.style.tidy and world.style.chance(0.1):
        begin += random.randint(1, 60)
    days = [begin]
    for _ in range(random.choice([0, 1, 1, 2, 3, 5])):
        days.append(world.day(0, min(11, world.period + 1)))
    for day in sorted(set(days)):
        if day >= begin:
            world.add("stages", team=key, stage=random.choice(stages), day=day, evidence=None, approved_by=None)


def _people(world: World, key: str, last: int) -> None:
    random, plan = world.style.random, world.plan
    people = [f"E{random.randint(1, 9)}-{key}" for _ in range(random.randint(0, 4))]
    for employee in dict.fromkeys(people):
        for role in random.sample(list(plan.roles), random.randint(1, len(plan.roles))):
            _spells(world, key, employee, role)
    if not people or world.style.chance(0.2):
        people.append(f"X-{key}")
    for day in sorted({OPEN_START + 7, *(world.day(0, 11) for _ in range(random.choice([0, 0, 1, 2])))}):
        start = day if day > 0 else plan.fiscal_year.first_day - 500
        employee = people[0] if world.style.chance(0.9) else random.choice(people)
        if world.style.tidy or world.style.chance(0.9):
            world.add("owners", team=key, employee=employee, name=f"Owner {employee}", day=start)
    if world.style.tidy and not plan.owner.outside_team:
        role = next(iter(plan.roles))
        world.rows["members"] = [
            row
            for row in world.rows["members"]
            if (row["employee"], row["role"]) not in [(each, role) for each in people] or row["team"] != key
        ]
        for employee in dict.fromkeys(people):
            world.add("members", **_member(world, key, employee, role, OPEN_START, OPEN_END))


def _spells(world: World, key: str, employee: str, role: str) -> None:
    """Spells that do not overlap, with gaps."""
    first = OPEN_START
    for _ in range(world.style.random.choice([1, 1, 2, 3])):
        last = max(first, world.day(0, 11)) if world.style.chance(0.5) else OPEN_END
        world.add("members", **_member(world, key, employee, role, first, last))
        first = last + world.style.random.choice([1, 1, 12, 45])
        if first > OPEN_END:
            return


def _member(world: World, key: str, employee: str, role: str, first: int, last: int) -> Row:
    factor = world.style.random.choice([UNIT, UNIT, UNIT, 950000, 0, 1333333, 1, 1500000])
    return {"team": key, "employee": employee, "name": f"Name {employee}", "role": role, "personal_factor": factor,
            "first": first, "last": last}  # fmt: skip


def _pools(world: World, key: str) -> None:
    style, most = world.style, 10**12 * 10**world.plan.decimals - 1

    def amount() -> int:
        size = style.scale * style.random.choice([1, 1, 10**world.plan.decimals])
        amounts: list[int] = [style.random.randint(0, size), size, 0, min(most, size * 1000 + 1)]
        return style.random.choice(amounts)

    if style.chance(0.4):
        world.add("pools", team=key, month=-1, amount=amount())
        return
    for month in range(12):
        if style.tidy or style.chance(0.97):
            world.add("pools", team=key, month=month, amount=amount())


def _number(style: Style, low: int = 0) -> int:
    """A quantity: round, odd, tied, tiny or huge."""
    random = style.random
    high = style.scale * UNIT
    kinds: list[Callable[[], int]] = [
        lambda: random.randint(0, high),
        lambda: random.randint(0, style.scale) * UNIT,
        lambda: random.randint(0, style.scale) * UNIT + random.choice([500000, 250000, 125000, 5, 50]),
        lambda: random.randint(0, 6) * UNIT,
        lambda: 2 ** random.randint(0, 40),
        lambda: random.choice([0, 0, 1, UNIT]),
    ]
    if style.chance(0.02):
        return random.choice([MOST, MOST // 3, 1, MOST - 1])
    value = min(MOST, random.choice(kinds)())
    return -value if low < 0 and style.chance(0.6) else value


def _targets(world: World, key: str, metric: Metric) -> None:
    """A year row or month rows; on the right side, mostly."""
    style = world.style
    free = metric.when_no_target != "error" and not metric.curve.names
    if (free or not style.tidy) and style.chance(0.15):
        return
    months = [-1] if style.chance(0.4) else range(12)
    shift = _number(style)
    for month in months:
        if (free or not style.tidy) and style.chance(0.05):
            continue
        row = _goals(style, metric, shift)
        if free and style.chance(0.1):
            row["target"] = None
        elif (free or not style.tidy) and style.chance(0.05):
            row["baseline"] = row["target"]
        world.add("targets", team=key, metric=metric.id, month=month, **row)


def _goals(style: Style, metric: Metric, shift: int) -> Row:
    """threshold, target and stretch that run one way; the baseline behind the target."""
    steps = [1 + _number(style) // style.random.choice([1, 3, 10]) for _ in range(4)]
    values = [min(MOST, sum(steps[: index + 1])) for index in range(4)]
    if metric.formula == "inverse":
        return {"target": values[0], "baseline": None, "threshold": None, "stretch": None}
    if metric.better == "lower":
        values = values[::-1]
    if not style.tidy and style.chance(0.05):
        style.random.shuffle(values)
    baseline, threshold, target, stretch = values
    row: Row = {"target": target, "baseline": baseline, "threshold": threshold, "stretch": stretch}
    if target > 0 and style.chance(0.5):
        row["baseline"] = None
    for name in ("threshold", "stretch"):
        if name not in metric.curve.names and style.chance(0.5):
            row[name] = None
    return row


def _values(world: World, key: str) -> None:
    style, plan = world.style, world.plan
    for id, measure in plan.measures.items():
        low = -1 if id == "m0" else 0
        idle = style.chance(0.08)
        there = {"error": 1.0 if style.tidy else 0.98, "zero": 0.8, "carry": 0.5}[measure.when_missing]
        if measure.when_missing == "carry" and style.chance(0.2):
            there = 1.0
        for month in range(12):
            needed = style.tidy and measure.when_missing == "carry" and month == 0
            if not (needed or style.chance(there)):
                continue
            if measure.source is None:
                world.add("values", team=key, month=month, measure=id, value=0 if idle else _number(style, low))
                continue
            first = plan.month(month).first_day
            for day in style.random.sample(range(28), style.random.randint(1, 3)):
                value = 0 if idle or measure.each_month == "count" else _number(style)
                world.add("lines", team=key, month=month, measure=id, value=value, day=first + day)


def _paid(world: World) -> None:
    random = world.style.random
    for team in world.rows["teams"]:
        for month in range(random.randint(0, 12)):
            if world.style.chance(0.7):
                amount = random.randint(-world.style.scale // 4, world.style.scale * 10)
                world.add("paid", team=team["key"], month=month, amount=amount)


def tables(plan: Plan, rows: Mapping[str, Sequence[Row]]) -> Inputs:
    """The rows as the tables that reading would make of them."""
    keys = sorted(row["key"] for row in rows["teams"])
    codes: dict[str, list[str]] = {
        "team": keys,
        "stage": list(plan.stages),
        "metric": list(plan.metrics),
        "measure": list(plan.measures),
        "role": list(plan.roles),
    }
    frames: dict[str, Any] = {}
    for index, (table, columns) in enumerate(COLUMNS.items()):
        told = sorted(rows[table], key=lambda row: row["key"]) if table == "teams" else rows[table]
        data = {name: _column(name, [row.get(name) for row in told], codes) for name in columns.split()}
        data["sheet"] = np.full(len(told), index, np.int32)
        data["row"] = np.arange(2, len(told) + 2, dtype=np.int32)
        frames[table] = pd.DataFrame(data)
    sheets = tuple(
        Sheet("random.xlsx", table, table.title(), {name: at for at, name in enumerate(columns.split())}, {})
        for table, columns in COLUMNS.items()
    )
    return Inputs((), sheets, **frames)


def _column(name: str, values: list[Any], codes: Mapping[str, list[str]]) -> Any:
    if name in codes:
        return np.array([codes[name].index(value) for value in values], np.int32)
    if name in ("target", "baseline", "threshold", "stretch"):
        return pd.array([pd.NA if value is None else value for value in values], dtype="Int64")
    if name in TEXTS or name in ("note", "link"):
        return pd.Series(values, dtype=object)
    return np.array(values, np.int32 if name == "month" else np.int64)
