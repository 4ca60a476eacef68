"""Curves (calculation.md 5)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from scorecard.model.plan import Curve
from tests.reference.exact import PERCENT, QUANTITY, ZERO, rounded
from tests.reference.tables import Goals

Points = list[tuple[Fraction, Fraction]]


def percent(number: int) -> Fraction:
    return Fraction(number, 10**PERCENT)


def points_of(curve: Curve, goals: Goals) -> Points:
    """The curve's points with the team's own values for the names."""
    found = []
    for point in curve.points:
        if isinstance(point.x, int):
            x = Fraction(point.x, 10 ** (PERCENT if curve.on == "attainment" else QUANTITY))
        else:
            own = goals[point.x]
            assert own is not None
            x = own
        found.append((x, percent(point.y)))
    return found


def is_usable(curve: Curve, points: Points) -> bool:
    """Whether the team's own values run one way, and a slope has two different x to go on from.

    That a slope's last two x must differ is said of curves in general; where only a team's own values make them alike,
    the place for it is the same problem as for values that do not run one way.
    """
    xs = [x for x, _ in points]
    pairs = list(pairwise(xs))
    one_way = all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)
    return one_way and not (curve.above == "slope" and xs[-1] == xs[-2])


def falls(points: Points, better: str) -> bool:
    """Whether the actual's x run down; values that are all alike run as `better` says."""
    if points[0][0] == points[-1][0]:
        return better == "lower"
    return points[0][0] > points[-1][0]


def at(curve: Curve, points: Points, x: Fraction, falling: bool) -> Fraction:
    """y at x, rounded."""
    if falling:
        points, x = [(-px, y) for px, y in points], -x
    return rounded(_height(curve, points, x), PERCENT)


def _height(curve: Curve, points: Points, x: Fraction) -> Fraction:
    if x < points[0][0]:
        return percent(curve.below)
    if x > points[-1][0]:
        return _beyond(curve, points, x)
    reached = max(index for index, (px, _) in enumerate(points) if px <= x)
    if curve.kind == "step" or points[reached][0] == x:
        return points[reached][1]
    return _line(points[reached], points[reached + 1], x)


def _beyond(curve: Curve, points: Points, x: Fraction) -> Fraction:
    if curve.above == "slope":
        return _line(points[-2], points[-1], x)
    return percent(curve.above)


def _line(left: tuple[Fraction, Fraction], right: tuple[Fraction, Fraction], x: Fraction) -> Fraction:
    (x0, y0), (x1, y1) = left, right
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def payout_at(curve: Curve, composite: Fraction) -> Fraction:
    """The payout in percent: never below 0."""
    return max(ZERO, at(curve, points_of(curve, {}), composite, falling=False))
