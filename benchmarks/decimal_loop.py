"""What the calculation is held against: the lines of scorecards, one after the other, in Decimal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

QUANTITY = Decimal("0.000001")
PERCENT = Decimal("0.0001")
Months = tuple[Decimal, ...]
"""A value of each month that the line counts."""


@dataclass(frozen=True, slots=True)
class Curve:
    on: str
    step: bool
    points: tuple[tuple[Decimal | str, Decimal], ...]
    below: Decimal
    above: Decimal | str


@dataclass(frozen=True, slots=True)
class Line:
    """A metric of a team's segment at the end of a month: all that is known before anything is computed."""

    curve: Curve
    combine: str
    """measure, ratio, sum or difference."""
    values: tuple[tuple[str, Months], ...]
    """Of each measure: how it totals, and its months."""
    target_total: str
    target: Months
    baseline: Months
    threshold: Months
    stretch: Months
    limit: Decimal | None
    """A gate's cap."""
    weight: Decimal


class Totals(NamedTuple):
    actual: Decimal
    target: Decimal | None
    baseline: Decimal | None
    threshold: Decimal | None
    stretch: Decimal | None


class Scored(NamedTuple):
    attainment: Decimal | None
    uncapped: Decimal
    score: Decimal
    points: Decimal


def from_months(lines: Iterable[Line]) -> list[tuple[Totals, Scored]]:
    """Actual and target out of the months, then the score: what the calculation does for a line."""
    found = []
    for line in lines:
        totals = total(line)
        found.append((totals, score(line, totals)))
    return found


def from_totals(lines: Iterable[tuple[Line, Totals]]) -> list[Scored]:
    """The score alone, with actual and target given."""
    return [score(line, totals) for line, totals in lines]


def total(line: Line) -> Totals:
    """calculation.md 2 and 3, for months that count whole."""
    kind = line.target_total
    return Totals(
        _combined(line.combine, [_total(how, months) for how, months in line.values]),
        _total(kind, line.target) if line.target else None,
        _total(kind, line.baseline) if line.baseline else None,
        _total(kind, line.threshold) if line.threshold else None,
        _total(kind, line.stretch) if line.stretch else None,
    )


def _total(how: str, months: Months) -> Decimal:
    if how == "sum":
        return sum(months, Decimal())
    if how == "last":
        return months[-1]
    if how == "average":
        return (sum(months, Decimal()) / len(months)).quantize(QUANTITY, ROUND_HALF_UP)
    return max(months) if how == "max" else min(months)


def _combined(how: str, actuals: list[Decimal]) -> Decimal:
    if how == "ratio":
        return (actuals[0] / actuals[1]).quantize(QUANTITY, ROUND_HALF_UP)
    if how == "difference":
        return actuals[0] - sum(actuals[1:], Decimal())
    return sum(actuals, Decimal())


def score(line: Line, totals: Totals) -> Scored:
    """Attainment, interpolation, cap and points (calculation.md 4 to 6)."""
    attainment = _attainment(totals) if line.curve.on == "attainment" else None
    x = totals.actual if attainment is None else attainment
    uncapped = _interpolated(line.curve, totals, x).quantize(PERCENT, ROUND_HALF_UP)
    capped = uncapped if line.limit is None else min(uncapped, line.limit)
    points = (line.weight * capped / 100).quantize(PERCENT, ROUND_HALF_UP)
    return Scored(attainment, uncapped, capped, points)


def _attainment(totals: Totals) -> Decimal:
    assert totals.target is not None and totals.baseline is not None
    share = 100 * (totals.actual - totals.baseline) / (totals.target - totals.baseline)
    return share.quantize(PERCENT, ROUND_HALF_UP)


def _interpolated(curve: Curve, totals: Totals, x: Decimal) -> Decimal:
    points = [(getattr(totals, at) if isinstance(at, str) else at, y) for at, y in curve.points]
    x0, y0 = before = points[0]
    if x < x0:
        return curve.below
    for x1, y1 in points[1:]:
        if x < x1:
            return y0 if curve.step else y0 + (y1 - y0) * (x - x0) / (x1 - x0)
        before, x0, y0 = (x0, y0), x1, y1
    if x == x0:
        return y0
    if isinstance(curve.above, Decimal):
        return curve.above
    return y0 + (y0 - before[1]) * (x - x0) / (x0 - before[0])
