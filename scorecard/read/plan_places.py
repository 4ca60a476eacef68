"""Where in its file a part of a resolved plan stands: with the stage, or with the plan for all stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorecard.model.plan import Curve, Plan

if TYPE_CHECKING:
    from scorecard.read.plan_shapes import PlanShape
    from scorecard.read.plan_yaml import Path_


def of_stage(shape: PlanShape, id: str, key: str) -> Path_:
    """Where a stage has the key from: payout, funding, floor, cap (plan.md: the stage's replaces the plan's)."""
    return ("stages", id, key) if getattr(shape.stages[id], key) is not None else (key,)


def curves(plan: Plan, shape: PlanShape) -> dict[Path_, Curve]:
    """Every curve, named or written in place, by where it stands."""
    found: dict[Path_, Curve] = {("curves", id): curve for id, curve in plan.curves.items()}
    found |= {("metrics", id, "curve"): each.curve for id, each in plan.metrics.items() if each.curve.id is None}
    stages = plan.stages.items()
    found |= {of_stage(shape, id, "payout"): each.payout for id, each in stages if each.payout.id is None}
    return found
