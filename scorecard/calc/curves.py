"""Step 5: a curve turns x into y (calculation.md 5)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec import Struct

from scorecard.model.numbers import Bools, Ints, add, divide, fit, multiply, subtract
from scorecard.model.plan import Curve


class Places(Struct, frozen=True):
    """The x of every point (rows) in every case (columns), turned so that they rise."""

    x: Ints
    falling: Bools
    broken: Bools
    """Cases whose x run both ways, or are alike where the slope goes on."""


def point_places(curve: Curve, named: Mapping[str, Ints], cases: int, rising: bool) -> Places:
    """Where the curve's points lie for each case.

    ``named`` holds the teams' own values; ``rising`` decides where all x are equal.
    """
    rows = [named[p.x] if isinstance(p.x, str) else np.full(cases, p.x, np.int64) for p in curve.points]
    x = np.stack(rows) if cases else np.zeros((len(rows), 0), np.int64)
    up: Bools = np.asarray((x[1:] > x[:-1]).any(axis=0))
    down: Bools = np.asarray((x[1:] < x[:-1]).any(axis=0))
    falling = np.asarray(down | ~(up | down | rising))
    broken = up & down
    if curve.above == "slope" and curve.names and cases:
        broken |= np.asarray(x[-1] == x[-2], bool)
    return Places(np.where(falling, -x, x), falling, broken)


def evaluate(curve: Curve, x: Ints, places: Places) -> Ints:
    """y for each case, with 4 decimals, rounded once."""
    x = np.where(places.falling, -x, x)
    y = np.array([point.y for point in curve.points], np.int64)
    reached = sum((x >= row).astype(np.int64) for row in places.x) if len(x) else np.zeros(0, np.int64)
    last = len(y) - 1
    result = y[np.maximum(reached - 1, 0)]
    if curve.kind == "linear":
        between = np.flatnonzero((reached > 0) & (reached <= last))
        result = _replaced(result, between, _line(x, y, places.x, reached[between] - 1, between))
    beyond = np.flatnonzero((reached > last) & (x > places.x[last]))
    if curve.above == "slope":
        result = _replaced(result, beyond, _line(x, y, places.x, np.full(len(beyond), last - 1), beyond))
    else:
        result = _replaced(result, beyond, np.full(len(beyond), curve.above, np.int64))
    return _replaced(result, np.flatnonzero(reached == 0), np.full(1, curve.below, np.int64))


def _line(x: Ints, y: Ints, points: Ints, left: Ints, rows: Ints) -> Ints:
    """y on the line through the points ``left`` and ``left + 1``: y0 + (y1 - y0)(x - x0)/(x1 - x0), rounded once."""
    x0, x1, y0, y1 = points[left, rows], points[left + 1, rows], y[left], y[left + 1]
    run, rise, way = subtract(x1, x0), subtract(y1, y0), subtract(x[rows], x0)
    run = np.where(run == 0, 1, run)
    return divide(add(multiply(y0, run), multiply(rise, way)), run)


def _replaced(values: Ints, rows: Ints, by: Ints) -> Ints:
    if by.dtype == object and values.dtype != object:
        values = values.astype(object)
    values[rows] = by
    return fit(values)
