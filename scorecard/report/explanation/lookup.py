"""A result's rows by team and by segment, and the lists of its plan: made once, however many teams are explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any

import numpy as np
import pandas as pd
from msgspec import Struct
from numpy.typing import NDArray

from scorecard.calc.actuals import Actual, Actuals
from scorecard.calc.attainment import Attainment, attainment
from scorecard.calc.bridge import bridge, without_gates
from scorecard.calc.calendar import Calendar
from scorecard.calc.targets import Goal, goals
from scorecard.calc.values import MonthValues
from scorecard.calc.worth import worth
from scorecard.model.changes import Change
from scorecard.model.ledger import Grant
from scorecard.model.plan import Gate, Measure, Metric, Role, Stage
from scorecard.model.problems import CellPlace, Place, Problem
from scorecard.model.result import Result
from scorecard.model.titles import Title
from scorecard.report.changes import by_team

Row = Mapping[str, Any]
LAST = ("plan", "budget")
"""Kinds of changes that are made last."""


class Rows:
    """A table's rows by one of its columns, which counts from 0; rows of one number keep their order."""

    def __init__(self, table: pd.DataFrame, by: str, size: int) -> None:
        key = table[by].to_numpy(np.int64)
        order = None if (key[1:] >= key[:-1]).all() else np.argsort(key, kind="stable")
        self._columns = {str(name): _cells(table[name], order) for name in table.columns}
        self._ends = np.cumsum(np.bincount(key, minlength=size)).tolist()

    def of(self, number: int) -> list[Row]:
        """The rows of that number."""
        names = list(self._columns)
        return [dict(zip(names, row, strict=True)) for row in zip(*self.columns(number, names), strict=True)]

    def columns(self, number: int, names: Iterable[str]) -> list[list[Any]]:
        """These columns of the rows of that number."""
        first, end = self._ends[number - 1] if number else 0, self._ends[number]
        return [self._columns[name][first:end].tolist() for name in names]


def _cells(column: pd.Series[Any], order: NDArray[np.int64] | None) -> NDArray[Any]:
    """A column's cells in that order; where they may be null, as objects."""
    cells = column.to_numpy() if isinstance(column.dtype, np.dtype) else column.to_numpy(object)
    return cells if order is None else cells[order]


class Unweighed(Struct, frozen=True):
    """What a metric comes to in every segment, whether its stage weighs it or not."""

    actual: Actual
    goal: Mapping[str, Goal]
    attained: Attainment


class Lookup:
    """What is looked up in a result, each thing made when it is first asked for."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.metrics: Sequence[Metric] = tuple(result.plan.metrics.values())
        self.metric_places: Mapping[str, int] = {id: place for place, id in enumerate(result.plan.metrics)}
        self.measure_places: Mapping[str, int] = {id: place for place, id in enumerate(result.plan.measures)}
        self.measures: Sequence[Measure] = tuple(result.plan.measures.values())
        self.perspectives: Sequence[Title] = tuple(result.plan.perspectives.values())
        self.perspective_places = {id: place for place, id in enumerate(result.plan.perspectives)}
        self.gates: Sequence[Gate] = tuple(result.plan.gates.values())
        self.stages: Sequence[Stage] = tuple(result.plan.stages.values())
        self.months: Sequence[str] = tuple(str(result.plan.month(index)) for index in range(12))
        self.roles: Sequence[Role] = tuple(result.plan.roles.values())
        self._tables: dict[tuple[int, str], tuple[pd.DataFrame, Rows]] = {}
        self.unweighed = cache(self._unweighed)
        self._column = cache(self._first_cell)

    def of_team(self, table: pd.DataFrame, team: int) -> list[Row]:
        """The team's rows of one of the result's or its inputs' tables."""
        return self._rows(table, "team", len(self.result.inputs.teams)).of(team)

    def team_columns(self, table: pd.DataFrame, team: int, *names: str) -> list[list[Any]]:
        """These columns of the team's rows."""
        return self._rows(table, "team", len(self.result.inputs.teams)).columns(team, names)

    def of_segment(self, table: pd.DataFrame, segment: int) -> list[Row]:
        """The segment's rows of one of the result's tables."""
        return self._rows(table, "segment", len(self.result.segments)).of(segment)

    def _rows(self, table: pd.DataFrame, by: str, size: int) -> Rows:
        """The table's rows; the table is kept, so that no other takes its identity."""
        found = self._tables.get((id(table), by))
        if found is None:
            found = self._tables[id(table), by] = (table, Rows(table, by, size))
        return found[1]

    def place(self, sheet: int, row: int, column: str) -> CellPlace:
        """What ``inputs.place`` says, each column looked up once."""
        book, name, letters = self._column(sheet, column)
        return CellPlace(book, name, f"{letters}{row}")

    def cell(self, sheet: int, row: int, column: str) -> str:
        """``F7``: the cell of ``place``."""
        return f"{self._column(sheet, column)[2]}{row}"

    def _first_cell(self, sheet: int, column: str) -> tuple[str, str, str]:
        """Book, sheet and letters of a column; no letters where it has none."""
        first = self.result.inputs.place(sheet, 1, column)
        return first.book, first.sheet, first.cell.removesuffix("1")

    def changes(self, team: str) -> Sequence[Change]:
        """What of the closed months differs for the team of that key and in the plan, in the order of its making."""
        own, plan = self._changes.get(team, ()), self._changes.get(None, ())
        first = [change for change in own if change.kind not in LAST]
        return (*first, *plan, *(change for change in own if change.kind in LAST))

    @cached_property
    def _changes(self) -> Mapping[str | None, Sequence[Change]]:
        return by_team(self.result.changes or ())

    @cached_property
    def segments(self) -> Rows:
        """The segments by team, each with its ``index``."""
        table = self.result.segments
        return Rows(table.assign(index=np.arange(len(table))), "team", len(self.result.inputs.teams))

    @cached_property
    def teams(self) -> list[Row]:
        """The rows of ``inputs.teams``."""
        names = ("key", "name", "account", "account_name", "unit", "last")
        return _records(self.result.inputs.teams, *names)

    @cached_property
    def members(self) -> list[Row]:
        """Where the rows of ``inputs.members`` stand."""
        return _records(self.result.inputs.members, "sheet", "row")

    @cached_property
    def grants(self) -> Mapping[str, list[Grant]]:
        """What was kept back before the period, by team key."""
        found: dict[str, list[Grant]] = {}
        for grant in self.result.grants:
            found.setdefault(grant.team, []).append(grant)
        return found

    @cached_property
    def every(self) -> int:
        """The positive entitlements of all teams, before any cut, in money."""
        return sum(max(each, 0) for each in self.result.payables["entitlement_uncut"].tolist())

    @cached_property
    def team_warnings(self) -> Mapping[str | None, list[int]]:
        """Places among the result's warnings, by the team they are about."""
        found: dict[str | None, list[int]] = {}
        for index, warning in self._warnings:
            found.setdefault(warning.team, []).append(index)
        return found

    @cached_property
    def cell_warnings(self) -> Mapping[Place, list[int]]:
        """Places among the result's warnings, by the cell they are about; only those that have one."""
        found: dict[Place, list[int]] = {}
        for index, warning in self._warnings:
            if warning.place is not None:
                found.setdefault(warning.place, []).append(index)
        return found

    @property
    def _warnings(self) -> list[tuple[int, Problem]]:
        return [pair for pair in enumerate(self.result.warnings) if pair[1].level == "warning"]

    @cached_property
    def bridge(self) -> Mapping[str, list[int]]:
        """The way from target pool to pool, by column, one entry a segment (calc/bridge.py)."""
        return _columns(bridge(self.result))

    @cached_property
    def without_gates(self) -> Mapping[str, list[int]]:
        """What there would be if no gate did anything, by column, one entry a segment (calc/bridge.py)."""
        return _columns(without_gates(self.result))

    @cached_property
    def worth(self) -> Mapping[tuple[int, int], Row]:
        """What one percent of target more is worth, by segment and metric (calc/worth.py)."""
        rows = _records(worth(self.result), "segment", "metric", "change", "actual", "composite", "pool", "payable")
        return {(row["segment"], row["metric"]): row for row in rows}

    @cached_property
    def calendar(self) -> Calendar:
        """The result's segments and their months, for what it does not state: the calculation gives that again."""
        months, segments = self.result.months, self.result.segments
        of = months["segment"].to_numpy()
        first = np.searchsorted(of, of, side="left")
        own = {name: segments[name].to_numpy()[of] for name in ("team", "stage")}
        ends = np.searchsorted(of, np.arange(len(segments)), side="right") - 1
        slices = months.assign(spell=of, start=first, **own)
        period = self.result.period - self.result.plan.fiscal_year
        return Calendar(slices, segments.assign(spell=np.arange(len(segments)), slice=ends), period)

    @cached_property
    def actuals(self) -> Actuals:
        """The actuals of every segment."""
        values = {id: self._month_values(index) for index, id in enumerate(self.result.plan.measures)}
        return Actuals(self.result.plan, self.calendar, values)

    def _month_values(self, measure: int) -> MonthValues:
        """A measure's month values as the calculation holds them."""
        table = self.result.month_values
        table = table[table["measure"].to_numpy() == measure]
        team, month, given = (table[name].to_numpy() for name in ("team", "month", "value"))
        value = np.zeros((len(self.result.inputs.teams), self.calendar.period + 1), given.dtype)
        present = np.zeros(value.shape, bool)
        value[team, month], present[team, month] = given, True
        return MonthValues(value, present, np.zeros(0, np.int8), np.zeros(0, np.int8))

    def _unweighed(self, metric: str) -> Unweighed:
        plan, rule = self.result.plan, self.result.plan.metrics[metric]
        actual, goal = self.actuals.of(rule.actual), goals(plan, self.result.inputs, self.calendar, rule)
        return Unweighed(actual, goal, attainment(rule, actual, goal))


def _columns(table: pd.DataFrame) -> Mapping[str, list[Any]]:
    """Every column as a list."""
    return {str(name): table[name].tolist() for name in table.columns}


def _records(table: pd.DataFrame, *names: str) -> list[Row]:
    """These columns of all rows."""
    columns = [table[name].tolist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
