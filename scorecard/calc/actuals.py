"""Step 2: the actual of a measure, a metric or a gate in every segment (calculation.md 2)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
from msgspec import Struct

from scorecard.calc.calendar import Calendar
from scorecard.calc.totals import divided_share, segment_total, sum_of
from scorecard.calc.values import MonthValues
from scorecard.model.numbers import QUANTITY, Bools, Ints, ratio, subtract
from scorecard.model.plan import Expression, Plan


class Actual(Struct, frozen=True):
    """A quantity per segment; where ``undefined`` it is 0 and ``infinite`` says which way (-1, 1; 0 for 0 / 0)."""

    value: Ints
    undefined: Bools
    infinite: Ints


class Actuals:
    """The actuals of one calculation: each measure totalled once, however many metrics look at it.

    ``whole`` takes g = 1 in every month, as gates do (calculation.md 7).
    """

    def __init__(self, plan: Plan, calendar: Calendar, values: Mapping[str, MonthValues]) -> None:
        self._plan, self._calendar, self._values = plan, calendar, values
        self.measure = cache(self._measure)

    def _measure(self, id: str, whole: bool = False) -> Ints:
        measure, calendar = self._plan.measures[id], self._calendar
        values = calendar.at_slices(self._values[id].value)
        share = divided_share(calendar, measure.split and not whole)
        return segment_total(calendar, measure.total, values, share)

    def of(self, expression: Expression, whole: bool = False) -> Actual:
        """The actual of every segment."""
        parts = [self.measure(id, whole) for id in expression.measures]
        if expression.kind == "ratio":
            return _ratio(parts[0], parts[1])
        value = subtract(parts[0], parts[1]) if expression.kind == "difference" else sum_of(parts)
        return Actual(value, np.zeros(len(value), bool), np.zeros(len(value), np.int64))


def _ratio(a: Ints, b: Ints) -> Actual:
    undefined: Bools = np.asarray(b == 0, bool)
    value = ratio(a, np.where(undefined, 1, b), QUANTITY)
    way = np.where(undefined, (a > 0).astype(np.int64) - (a < 0).astype(np.int64), 0)
    return Actual(np.where(undefined, 0, value), undefined, way)
