"""Plan numbers that were probably written as fractions where percents or points are meant: 0.8 for 80."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scorecard.model.numbers import PERCENT, QUANTITY, shortest_text
from scorecard.model.plan import Curve, Gate, Plan
from scorecard.read.plan_places import curves, of_stage

if TYPE_CHECKING:
    from scorecard.read.plan_problems import Found
    from scorecard.read.plan_shapes import PlanShape
    from scorecard.read.plan_yaml import Path_

WHOLE = 3 * 10**PERCENT
"""Up to 3, the largest of a curve's numbers is a fraction: no curve ends at 3 percent of a target."""
LIMIT = 2 * 10**PERCENT
"""So is a limit, for which what is compared is near 100 where all is well."""
SHARE = 10**PERCENT - 1
"""And below 1 a share of an amount: less than one percent is hardly worth a rule."""


def check_scales(plan: Plan, shape: PlanShape, found: Found) -> None:
    """A warning for each; what the number would be as a percent is in its text."""
    for curve_path, curve in curves(plan, shape).items():
        _curve(curve, curve_path, found)
    for path, number, highest in _single_numbers(plan, shape):
        if number is not None and 0 < number <= highest:
            _add(found, "fraction", path, number)


def _curve(curve: Curve, path: Path_, found: Found) -> None:
    xs = [point.x for point in curve.points if isinstance(point.x, int)]
    ends = [end for end in (curve.below, curve.above) if isinstance(end, int)]
    sides = {"y": [point.y for point in curve.points] + ends}
    if curve.on == "attainment" and len(xs) == len(curve.points):
        sides["x"] = xs
    for side, numbers in sides.items():
        if 0 < max(numbers) <= WHOLE:
            _add(found, f"fraction.{side}", (*path, "points"), max(numbers))


def _single_numbers(plan: Plan, shape: PlanShape) -> Iterator[tuple[Path_, int | None, int]]:
    """(Where it stands, the number with 4 decimals, up to where it is taken for a fraction)."""
    yield ("owner", "premium"), plan.owner.premium, SHARE
    yield ("owner", "needs_score"), plan.owner.needs_score, LIMIT
    for id, gate in plan.gates.items():
        yield from _compared(gate, ("gates", id, "when"))
        for metric, score in gate.caps.items():
            yield ("gates", id, "then", "cap", metric), score, LIMIT
    for id, stage in plan.stages.items():
        yield of_stage(shape, id, "cap"), stage.cap, LIMIT
        yield of_stage(shape, id, "floor"), stage.floor, SHARE
        for number, component in enumerate(stage.funding):
            yield (*of_stage(shape, id, "funding"), number, "share", "losses"), component.losses, SHARE
        if stage.deferral:
            yield ("stages", id, "deferral", "percent"), stage.deferral.percent, SHARE
            yield from _compared(stage.deferral.keep_if, ("stages", id, "deferral", "keep_if"))


def _compared(gate: Gate, path: Path_) -> Iterator[tuple[Path_, int | None, int]]:
    """What an attainment or a composite is compared with; an actual may be as small as it likes."""
    if gate.of != "actual":
        yield (*path, gate.comparison), gate.number // 10 ** (QUANTITY - PERCENT), LIMIT


def _add(found: Found, kind: str, path: Path_, number: int) -> None:
    value, percent = shortest_text(number, PERCENT), shortest_text(100 * number, PERCENT)
    found.add(kind, path, level="warning", value=value, percent=percent)
