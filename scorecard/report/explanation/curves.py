"""Which part of a curve gives a number, and how (calculation.md 5)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from scorecard.model.numbers import PERCENT
from scorecard.model.plan import Curve
from scorecard.report.explanation.facts import Facts
from scorecard.report.explanation.node import brief, short


class Spot(Struct, frozen=True):
    """An x on a curve; ``places`` are the points' x, which fall instead of rising where ``falls``."""

    curve: Curve
    x: int
    places: Sequence[int]
    decimals: int
    """Of x: a percent's or a quantity's."""
    falls: bool = False

    @property
    def reached(self) -> int:
        """How many of the points are reached."""
        return sum((self.x <= place) if self.falls else (self.x >= place) for place in self.places)

    def point(self, index: int) -> str:
        """A point as ``(x, y)``."""
        return f"({short(self.places[index], self.decimals)}, {short(self.curve.points[index].y, PERCENT)})"


def curve_rule(facts: Facts, spot: Spot) -> tuple[str, str]:
    """(Rule, note): the line between two points with its numbers, or the y that holds there."""
    curve, reached, x = spot.curve, spot.reached, short(spot.x, spot.decimals)
    if not reached:
        return brief(curve.below, PERCENT), facts.say("below", x=x, point=spot.point(0))
    if spot.x == spot.places[reached - 1] or (curve.kind == "step" and reached < len(spot.places)):
        held = brief(curve.points[reached - 1].y, PERCENT)
        return held, facts.say("at", x=x, point=spot.point(reached - 1))
    if reached < len(spot.places):
        left = reached - 1
        return _line(spot, left), facts.say("between", x=x, left=spot.point(left), right=spot.point(left + 1))
    if curve.above == "slope":
        return _line(spot, reached - 2), facts.say("slope", x=x, left=spot.point(-2), right=spot.point(-1))
    return brief(curve.above, PERCENT), facts.say("above", x=x, point=spot.point(-1))


def _line(spot: Spot, left: int) -> str:
    y0, y1 = (brief(spot.curve.points[index].y, PERCENT) for index in (left, left + 1))
    x0, x1 = (brief(spot.places[index], spot.decimals) for index in (left, left + 1))
    return f"{y0} + ({y1} − {y0}) × ({brief(spot.x, spot.decimals)} − {x0}) / ({x1} − {x0})"
