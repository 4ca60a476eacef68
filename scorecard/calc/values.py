"""A measure's value of each month: rows combined, missing values filled by the measure's rule (calculation.md 2)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from msgspec import Struct
from numpy.typing import NDArray

from scorecard.model.inputs import Inputs
from scorecard.model.numbers import QUANTITY, Bools, Ints, divide, fit, group_sum
from scorecard.model.plan import Measure, Plan

READ, ZERO, CARRIED = 0, 1, 2
COLUMNS = ("value", "origin", "from_month")


class MonthValues(Struct, frozen=True):
    """One measure's values, teams x months of the fiscal year; a value that is not there is 0 and not ``present``."""

    value: Ints
    present: Bools
    origin: NDArray[np.int8]
    from_month: NDArray[np.int8]


def month_values(plan: Plan, inputs: Inputs, period: int) -> Mapping[str, MonthValues]:
    """The values of every measure, by its id, for the months up to the period."""
    wide = _of_actuals(plan, inputs)
    found = {}
    for index, (id, measure) in enumerate(plan.measures.items()):
        value, present = _of_source(measure, index, inputs) if measure.source else (wide[0][index], wide[1][index])
        found[id] = _filled(measure, value[:, : period + 1], present[:, : period + 1])
    return found


def _of_actuals(plan: Plan, inputs: Inputs) -> tuple[Ints, Bools]:
    """What Actuals says of every measure, measures x teams x months, and where it says something."""
    rows, shape = inputs.values, (len(plan.measures), len(inputs.teams), 12)
    cell = (rows["measure"].to_numpy(np.int64) * shape[1] + rows["team"].to_numpy()) * 12 + rows["month"].to_numpy()
    given = rows["value"].to_numpy()
    value, present = np.zeros(shape, given.dtype), np.zeros(shape, bool)
    value.reshape(-1)[cell] = given
    present.reshape(-1)[cell] = True
    return value, present


def _of_source(measure: Measure, index: int, inputs: Inputs) -> tuple[Ints, Bools]:
    """What a source's rows come to, teams x months, and where there are any."""
    rows = inputs.lines[inputs.lines["measure"].to_numpy() == index]
    cell = rows["team"].to_numpy().astype(np.int64) * 12 + rows["month"].to_numpy()
    size = len(inputs.teams) * 12
    present = np.zeros(size, bool)
    present[cell] = True
    value = combine(measure.each_month, rows["value"].to_numpy(), cell, rows["day"].to_numpy(), size)
    return value.reshape(-1, 12), present.reshape(-1, 12)


def combine(each_month: str, value: Ints, cell: Ints, day: Ints, cells: int) -> Ints:
    """The rows of each cell (a team's month) as one number; 0 in a cell without rows (inputs.md, source)."""
    count = np.bincount(cell, minlength=cells)
    if each_month == "count":
        return np.asarray(count * 10**QUANTITY, np.int64)
    if each_month == "sum":
        return group_sum(value, cell, cells)
    if each_month == "average":
        return divide(group_sum(value, cell, cells), np.maximum(count, 1))
    order = np.argsort(day, kind="stable") if each_month == "last" else np.argsort(value, kind="stable")
    if each_month == "min":
        order = order[::-1]
    result = np.zeros(cells, value.dtype)
    result[cell[order]] = value[order]
    return fit(result)


def _filled(measure: Measure, value: Ints, present: Bools) -> MonthValues:
    origin = np.full(value.shape, READ, np.int8)
    months = np.broadcast_to(np.arange(value.shape[1], dtype=np.int8), value.shape)
    missing = ~present
    if measure.when_missing == "zero":
        return MonthValues(value, np.ones_like(present), np.where(missing, ZERO, origin), months)
    if measure.when_missing == "carry":
        latest = np.maximum.accumulate(np.where(present, months, -1), axis=1)
        found = latest >= 0
        source = np.maximum(latest, 0)
        carried = np.where(found, np.take_along_axis(value, source, axis=1), 0)
        return MonthValues(carried, found, np.where(missing, CARRIED, origin), np.where(found, source, months))
    return MonthValues(value, present, origin, months)


def value_table(values: Mapping[str, MonthValues]) -> pd.DataFrame:
    """All month values that exist, as the result's ``month_values``."""
    found = list(values.values())
    present = np.stack([each.present for each in found], axis=1)
    teams, measures, months = (np.arange(size, dtype=np.int32) for size in present.shape)
    places = {"team": teams[:, None, None], "measure": measures[:, None], "month": months}
    columns = {name: np.broadcast_to(place, present.shape) for name, place in places.items()}
    columns |= {name: np.stack([getattr(each, name) for each in found], axis=1) for name in COLUMNS}
    complete = bool(present.all())  # the rule, and then nothing needs to be picked out
    picked = {name: column.ravel() if complete else column[present] for name, column in columns.items()}
    return pd.DataFrame(picked, copy=False)
