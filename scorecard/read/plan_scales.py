"""Plan numbers that were probably written as fractions where percents or points are meant: 0.8 for 80."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.model.numbers import PERCENT, QUANTITY, shortest_text
from scorecard.model.plan import Curve, Plan, Stage

if TYPE_CHECKING:
    from scorecard.read.plan_problems import Found
    from scorecard.read.plan_shapes import PlanShape
    from scorecard.read.plan_yaml import Path_

WHOLE = 3
"""Up to 3, the largest of a curve's numbers is a fraction: no curve ends at 3 percent of a target."""
LIMIT = 2
"""So is a limit, for which what is compared is near 100 where all is well."""
SHARE = 1
"""And below 1 a share of an amount: less than one percent is hardly worth a rule."""


def check_scales(plan: Plan, shape: PlanShape, found: Found) -> None:
    """A warning for each; what the number would be as a percent is in its text."""
    for curve_path, curve in _curves(plan, shape).items():
        _curve(curve, curve_path, found)
    for path, number, highest in _single_numbers(plan, shape):
        if 0 < number <= highest:
            _add(found, "fraction", path, number)


def _curves(plan: Plan, shape: PlanShape) -> dict[Path_, Curve]:
    """Every curve, named or written in place, by where it stands."""
    curves: dict[Path_, Curve] = {("curves", id): curve for id, curve in plan.curves.items()}
    curves |= {("metrics", id, "curve"): each.curve for id, each in plan.metrics.items() if each.curve.id is None}
    for id, stage in plan.stages.items():
        if stage.payout.id is None:
            curves[("stages", id, "payout") if shape.stages[id].payout is not None else ("payout",)] = stage.payout
    return curves


def _curve(curve: Curve, path: Path_, found: Found) -> None:
    xs = [point.x for point in curve.points if isinstance(point.x, int)]
    ends = [end for end in (curve.below, curve.above) if isinstance(end, int)]
    sides = {"y": [point.y for point in curve.points] + ends}
    if curve.on == "attainment" and len(xs) == len(curve.points):
        sides["x"] = xs
    for side, numbers in sides.items():
        if 0 < max(numbers) <= WHOLE * 10**PERCENT:
            _add(found, f"fraction.{side}", (*path, "points"), max(numbers))


def _single_numbers(plan: Plan, shape: PlanShape) -> list[tuple[Path_, int, int]]:
    """(Where it stands, the number with 4 decimals, up to where it is taken for a fraction)."""
    limit, share = LIMIT * 10**PERCENT, SHARE * 10**PERCENT - 1
    every: list[tuple[Path_, int | None, int]] = [
        (("owner", "premium"), plan.owner.premium, share),
        (("owner", "needs_score"), plan.owner.needs_score, limit),
    ]
    for id, gate in plan.gates.items():
        if gate.of != "actual":
            number = gate.number // 10 ** (QUANTITY - PERCENT)
            every.append((("gates", id, "when", gate.comparison), number, limit))
        every += [(("gates", id, "then", "cap", metric), score, limit) for metric, score in gate.caps.items()]
    for id, stage in plan.stages.items():
        every += _of_stage(stage, ("stages", id), shape)
    once = {path: (number, highest) for path, number, highest in every if number is not None}
    return [(path, *numbers) for path, numbers in once.items()]


def _of_stage(stage: Stage, path: Path_, shape: PlanShape) -> list[tuple[Path_, int | None, int]]:
    limit, share = LIMIT * 10**PERCENT, SHARE * 10**PERCENT - 1
    own = shape.stages[stage.id]
    where = {name: (*path, name) if getattr(own, name) is not None else (name,) for name in ("cap", "floor")}
    every: list[tuple[Path_, int | None, int]] = [
        (where["cap"], stage.cap, limit),
        (where["floor"], stage.floor, share),
    ]
    if stage.deferral:
        every.append(((*path, "deferral", "percent"), stage.deferral.percent, share))
        keep = stage.deferral.keep_if
        if keep.of != "actual":
            number = keep.number // 10 ** (QUANTITY - PERCENT)
            every.append(((*path, "deferral", "keep_if", keep.comparison), number, limit))
    return every


def _add(found: Found, kind: str, path: Path_, number: int) -> None:
    value, percent = shortest_text(number, PERCENT), shortest_text(100 * number, PERCENT)
    found.add(kind, path, level="warning", value=value, percent=percent)
