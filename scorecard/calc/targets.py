"""Step 3: target, baseline, threshold and stretch of a metric in every segment (calculation.md 3)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from msgspec import Struct

from scorecard.calc.calendar import Calendar, Index
from scorecard.calc.totals import all_present, cut_share, segment_total
from scorecard.model.inputs import Inputs
from scorecard.model.numbers import Bools, Ints, multiply, multiply_divide, subtract
from scorecard.model.plan import Metric, Plan

FIELDS = ("target", "baseline", "threshold", "stretch")


class Goal(Struct, frozen=True):
    """One of the four per segment: 0 and not ``present`` where it is null."""

    value: Ints
    present: Bools


class _Rows(Struct, frozen=True):
    """Rows of Targets: team and month (-1: the year's), and each of the four: 0 where it is empty, and whether not."""

    team: Index
    month: Index
    cells: Mapping[str, tuple[Ints, Bools]]


def phased(yearly: Ints, phasing: tuple[int, ...]) -> Ints:
    """Yearly values (rows) spread over the twelve months (columns) by the plan's phasing; the rows sum to the year."""
    steps = np.cumsum((0, *phasing))
    reached = [multiply_divide(yearly, np.full(1, step), np.full(1, steps[-1])) for step in steps.tolist()]
    columns = [subtract(later, earlier) for earlier, later in pairwise(reached)]
    return np.stack(columns, axis=1)


def goals(plan: Plan, inputs: Inputs, calendar: Calendar, metric: Metric) -> Mapping[str, Goal]:
    """Target, baseline, threshold and stretch of one metric, by name."""
    rows = _rows(plan, inputs, metric)
    split = plan.measures[metric.actual.measures[0]].split
    share = cut_share(calendar, split)
    size = len(calendar.segments)
    found = {}
    for name in FIELDS:
        if not rows.cells[name][1].any():
            found[name] = Goal(np.zeros(size, np.int64), np.zeros(size, bool))
            continue
        value, present = _monthly(plan, metric, rows, name, len(inputs.teams))
        slices, slices_there = calendar.at_slices(value), calendar.at_slices(present)
        total = segment_total(calendar, metric.target_total, slices, share)
        complete = all_present(calendar, metric.target_total, slices_there)
        found[name] = Goal(np.where(complete, total, 0), complete)
    return found


def monthly_targets(plan: Plan, inputs: Inputs, metric: Metric) -> tuple[Ints, Bools]:
    """The target of each team and month, and where there is one; the year's as its months share it."""
    return _monthly(plan, metric, _rows(plan, inputs, metric), "target", len(inputs.teams))


def _rows(plan: Plan, inputs: Inputs, metric: Metric) -> _Rows:
    """The metric's rows of Targets."""
    rows = inputs.targets
    at = np.flatnonzero(rows["metric"].to_numpy() == list(plan.metrics).index(metric.id))
    cells = {name: _filled(rows[name].array.take(at)) for name in FIELDS}
    return _Rows(rows["team"].to_numpy()[at], rows["month"].to_numpy()[at], _with_default(cells, metric))


def _filled(cells: Any) -> tuple[Ints, Bools]:
    """The cells of a column, 0 where they are empty, and whether they are filled."""
    return cells.to_numpy(np.int64, na_value=0), ~cells.isna()


def _with_default(cells: dict[str, tuple[Ints, Bools]], metric: Metric) -> Mapping[str, tuple[Ints, Bools]]:
    """An empty baseline gets its default."""
    (target, has_target), (value, there) = cells["target"], cells["baseline"]
    if metric.formula == "inverse":
        return cells | {"baseline": (value, np.zeros_like(there))}
    default = multiply(target, np.full(1, 2)) if metric.better == "lower" else np.zeros_like(target)
    return cells | {"baseline": (np.where(there, value, default), there | has_target)}


def _monthly(plan: Plan, metric: Metric, rows: _Rows, name: str, teams: int) -> tuple[Ints, Bools]:
    """Teams x months: month rows where they stand, a year row spread over all months."""
    team, month, (cells, there) = rows.team, rows.month, rows.cells[name]
    value = np.zeros((teams, 12), cells.dtype)
    present = np.zeros((teams, 12), bool)
    yearly = month < 0
    year_cells = cells[yearly]
    spread = phased(year_cells, plan.phasing) if metric.target_total == "sum" else np.repeat(year_cells[:, None], 12, 1)
    if spread.dtype == object:
        value = value.astype(object)
    value[team[yearly]] = spread
    present[team[yearly]] = there[yearly, None]
    value[team[~yearly], month[~yearly]] = cells[~yearly]
    present[team[~yearly], month[~yearly]] = there[~yearly]
    return value, present
