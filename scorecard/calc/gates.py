"""Step 7: gates, open or closed, and the caps they set (calculation.md 7)."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from scorecard.calc.actuals import Actuals
from scorecard.calc.calendar import Calendar, Index
from scorecard.calc.scores import Line
from scorecard.model.numbers import PERCENT, QUANTITY, Bools, Ints, multiply
from scorecard.model.plan import Gate, Plan

FINER = np.full(1, 10 ** (QUANTITY - PERCENT))
"""A percent times this has a gate number's decimals."""


class Closing(Struct, frozen=True):
    """One gate in all segments to which it applies; arrays have one entry for each of ``rows``."""

    gate: Gate
    index: int
    rows: Index
    value: Ints
    null: Bools
    infinite: Ints
    closed: Bools


def closings(plan: Plan, calendar: Calendar, actuals: Actuals, found: list[Line]) -> list[Closing]:
    """Every gate that looks at an actual or an attainment."""
    rows = applying(plan, calendar)
    result = []
    for index, gate in enumerate(plan.gates.values()):
        if gate.of == "actual":
            result.append(_on_actual(gate, index, rows[index], actuals))
        elif gate.of == "attainment":
            result.append(_on_attainment(gate, index, rows[index], found, len(calendar.segments)))
    return result


def composite_closings(plan: Plan, calendar: Calendar, composite: Ints) -> list[Closing]:
    """Every gate that looks at the composite."""
    rows = applying(plan, calendar)
    result = []
    for index, gate in enumerate(plan.gates.values()):
        if gate.of == "composite":
            result.append(_on_composite(gate, index, rows[index], composite))
    return result


def compared(gate: Gate, rows: Index, actuals: Actuals, line: Line | None, composite: Ints) -> Closing:
    """A comparison that is no gate of the plan, in these segments; ``line`` is the metric's, if it looks at one."""
    if gate.of == "actual":
        return _on_actual(gate, -1, rows, actuals)
    if line is not None:
        return _on_attainment(gate, -1, rows, [line], len(composite))
    return _on_composite(gate, -1, rows, composite)


def applying(plan: Plan, calendar: Calendar) -> list[Index]:
    """For each gate the segments to which it applies."""
    stage = calendar.segment("stage")
    flags = [np.array([gate in s.gates for s in plan.stages.values()], bool) for gate in plan.gates]
    return [np.flatnonzero(flag[stage]) for flag in flags]


def _on_actual(gate: Gate, index: int, rows: Index, actuals: Actuals) -> Closing:
    assert gate.actual is not None
    actual = actuals.of(gate.actual, whole=True)
    value = actual.value[rows]
    return _closing(gate, index, rows, value, value, actual.undefined[rows], actual.infinite[rows])


def _on_attainment(gate: Gate, index: int, rows: Index, found: list[Line], segments: int) -> Closing:
    line = next(line for line in found if line.metric.id == gate.metric)
    value = np.zeros(segments, line.attained.value.dtype)
    present = np.zeros(segments, bool)
    value[line.rows], present[line.rows] = line.attained.value, line.attained.present
    missing = ~present[rows]
    return _closing(gate, index, rows, value[rows], multiply(value[rows], FINER), missing, missing * 0)


def _on_composite(gate: Gate, index: int, rows: Index, composite: Ints) -> Closing:
    value = composite[rows]
    known = np.zeros(len(value), bool)
    return _closing(gate, index, rows, value, multiply(value, FINER), known, known * 0)


def _closing(gate: Gate, index: int, rows: Index, value: Ints, x: Ints, null: Bools, infinite: Ints) -> Closing:
    upward = gate.comparison in ("above", "at_least")
    known = {
        "below": x < gate.number,
        "at_most": x <= gate.number,
        "above": x > gate.number,
        "at_least": x >= gate.number,
    }[gate.comparison]
    unknown = np.where(infinite == 0, bool(gate.closed_when_undefined), (infinite > 0) == upward)
    closed = np.where(null, unknown, known).astype(bool)
    return Closing(gate, index, rows, value, null, infinite, closed)


def caps(found: list[Closing], line: Line, segments: int) -> tuple[Ints, Index]:
    """The lowest cap on a metric in each of its rows and the gate that sets it (-1: none); ties by the plan's order."""
    lowest = np.full(segments, np.iinfo(np.int64).max)
    setter = np.full(segments, -1)
    for closing in found:
        cap = closing.gate.caps.get(line.metric.id)
        if cap is not None:
            rows = closing.rows[closing.closed]
            rows = rows[lowest[rows] > cap]
            lowest[rows], setter[rows] = cap, closing.index
    return lowest[line.rows], setter[line.rows]
