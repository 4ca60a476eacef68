"""A plan's curves as shapes that can be drawn (calculation.md 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from scorecard.model.numbers import PERCENT, QUANTITY
from scorecard.model.plan import Curve
from scorecard.report.explanation.node import there
from scorecard.report.pages.pictures import KEPT, CurvePicture, Shape, curve_picture

FULL = float(10**PERCENT)


def scale(curve: Curve) -> float:
    """What an x of the curve is divided by to be drawn: a quantity's or a percent's scale."""
    return float(10 ** (QUANTITY if curve.on == "actual" else PERCENT))


def shape_of(curve: Curve, named: Mapping[str, Any]) -> Shape | None:
    """The curve's shape for a team with these values of its own; None where one that it names is missing."""
    values = tuple(named.get(name) for name in curve.names)
    return _shape(curve, values) if all(there(value) for value in values) else None


@lru_cache(maxsize=KEPT)
def _shape(curve: Curve, values: tuple[int, ...]) -> Shape:
    """The curve's shape with these values under the names that it gives."""
    named = dict(zip(curve.names, values, strict=True))
    x = [named[point.x] if isinstance(point.x, str) else point.x for point in curve.points]
    return shape_at(curve, [float(each) / scale(curve) for each in x])


def shape_at(curve: Curve, x: Sequence[float]) -> Shape:
    """The curve's shape with its points at these x, which rise or fall."""
    falls = x[0] > x[-1]
    y, sloped = tuple(point.y / FULL for point in curve.points), curve.above == "slope"
    above = y[-1] if curve.above == "slope" else curve.above / FULL
    rising = tuple(-each for each in x) if falls else tuple(x)
    return Shape(rising, y, curve.below / FULL, above, curve.kind == "step", sloped, falls)


def picture_of(curve: Curve, named: Mapping[str, Any], at: Any, value: Any) -> CurvePicture | None:
    """The curve with the case at x = ``at`` and y = ``value`` on it; scaled integers, or null for a case without."""
    shape = shape_of(curve, named)
    if shape is None:
        return None
    x = float(at) / scale(curve) * (-1.0 if shape.falls else 1.0) if there(at) else None
    return curve_picture(shape, x, value / FULL if there(value) else None)
