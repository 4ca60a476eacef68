"""What must hold in a plan before any workbook is read, and what is probably not meant (plan.md, calculation.md)."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from scorecard.model.numbers import HUNDRED, PERCENT, shortest_text
from scorecard.model.plan import Curve, Metric, Plan, Stage
from scorecard.read.plan_places import curves, of_stage
from scorecard.read.plan_scales import check_scales

if TYPE_CHECKING:
    from scorecard.model.titles import Title
    from scorecard.read.plan_problems import Found
    from scorecard.read.plan_shapes import PlanShape
    from scorecard.read.plan_yaml import Path_

STEEP = 30 * 10**PERCENT
"""A jump of more points than this is a cliff."""
STEEP_END = 60 * 10**PERCENT
"""So is a larger difference between ``below`` and the first point."""
TAKEN = ("team", "团队", "period", "期间", "measure", "度量", "value", "数值")
"""Headers of Actuals that no measure may have (inputs.md)."""


def check_plan(plan: Plan, shape: PlanShape, found: Found) -> None:
    """All rules that concern more than one key."""
    _titles(plan, found)
    _measures(plan, found)
    for id, source in plan.sources.items():
        if not source.sheets:
            found.add("too-few", ("sources", id, "sheet"), number="1")
        _source(id, source.columns, found)
    for path, curve in curves(plan, shape).items():
        _curve(curve, path, found)
    for id, metric in plan.metrics.items():
        _metric(metric, ("metrics", id), found)
    _gates(plan, found)
    for id, stage in plan.stages.items():
        _stage(plan, stage, shape, ("stages", id), found)
    _roles(plan, found)
    _entries(shape, found)
    _unused(plan, shape, found)
    check_scales(plan, shape, found)


def folded(text: str) -> str:
    """How names are compared: NFKC, without spaces around, whatever the case (inputs.md)."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _names(title: Title) -> list[str]:
    return list(dict.fromkeys(folded(name) for name in (title.id, *title.texts.values())))


def _titles(plan: Plan, found: Found) -> None:
    kinds: dict[str, Iterable[Title]] = {
        "perspectives": plan.perspectives.values(),
        "measures": [each.title for each in plan.measures.values()],
        "metrics": [each.title for each in plan.metrics.values()],
        "stages": [each.title for each in plan.stages.values()],
        "roles": [each.title for each in plan.roles.values()],
    }
    for kind, titles in kinds.items():
        owner: dict[str, str] = {}
        for title in titles:
            for name in _names(title):
                if owner.setdefault(name, title.id) != title.id:
                    found.add("title-twice", (kind, title.id), key=True, title=name, other=owner[name])
                    break
    for measure in plan.measures.values():
        for name in _names(measure.title):
            if name in TAKEN:
                found.add("title-taken", ("measures", measure.id), key=True, title=name)


def _measures(plan: Plan, found: Found) -> None:
    for id, measure in plan.measures.items():
        path: Path_ = ("measures", id)
        for column, values in measure.where.items():
            if not values:
                found.add("too-few", (*path, "where", column), number="1")
        if measure.source is None:
            if measure.column or measure.where or measure.each_month != "sum":
                found.add("needs-source", path, key=True)
        elif measure.each_month == "count":
            if measure.column:
                found.add("count-with-column", (*path, "column"))
        elif not measure.column:
            found.add("needs-column", path, key=True, each_month=measure.each_month)


def _source(id: str, columns: Mapping[str, tuple[str, ...]], found: Found) -> None:
    path: Path_ = ("sources", id, "columns")
    if ("team" in columns) == ("account" in columns):
        found.add("source-key", path)
    if "period" not in columns:
        found.add("source-period", path)
    owner: dict[str, str] = {}
    for column, names in columns.items():
        for name in dict.fromkeys(folded(each) for each in (column, *names)):
            if owner.setdefault(name, column) != column:
                found.add("title-twice", (*path, column), title=name, other=owner[name])


def _curve(curve: Curve, path: Path_, found: Found) -> None:
    xs = [point.x for point in curve.points]
    numbers = [x for x in xs if isinstance(x, int)]
    alike = [len(list(run)) for _, run in groupby(xs)]
    steps = [right - left for left, right in pairwise(numbers)]
    up, down = any(step > 0 for step in steps), any(step < 0 for step in steps)
    if (up and down) or (down and curve.on == "attainment"):
        found.add("curve-order.points" if curve.on == "actual" else "curve-rises", (*path, "points"))
    elif max(alike) > 2 or len(alike) != len(set(xs)):
        found.add("two-jumps", (*path, "points"))
    if curve.above == "slope" and (curve.kind != "linear" or len(xs) < 2 or xs[-1] == xs[-2]):
        found.add("slope", (*path, "above"))
    _cliffs(curve, path, found)


def _cliffs(curve: Curve, path: Path_, found: Found) -> None:
    points = curve.points
    for index, (left, right) in enumerate(pairwise(points)):
        jumps = left.x == right.x or curve.kind == "step"
        if jumps and abs(right.y - left.y) > STEEP:
            _cliff(found, (*path, "points", index + 1), left.y, right.y)
    if abs(points[0].y - curve.below) > STEEP_END:
        _cliff(found, (*path, "points", 0), curve.below, points[0].y)
    if isinstance(curve.above, int) and abs(curve.above - points[-1].y) > STEEP:
        _cliff(found, (*path, "above"), points[-1].y, curve.above)


def _cliff(found: Found, path: Path_, low: int, high: int) -> None:
    found.add("cliff", path, level="warning", low=shortest_text(low, PERCENT), high=shortest_text(high, PERCENT))


def _metric(metric: Metric, path: Path_, found: Found) -> None:
    if metric.formula == "inverse":
        if metric.better != "lower":
            found.add("inverse-better", (*path, "formula"))
        if metric.curve.on != "attainment":
            found.add("inverse-curve", (*path, "formula"))


def _gates(plan: Plan, found: Found) -> None:
    for id, gate in plan.gates.items():
        if gate.effect == "cap" and gate.of == "composite":
            found.add("composite-cap", ("gates", id, "then", "cap"))
        if not 0 <= gate.multiply <= 10**PERCENT:
            value = shortest_text(gate.multiply, PERCENT)
            found.add("out-of-range", ("gates", id, "then", "multiply"), low="0", high="1", value=value)


def _stage(plan: Plan, stage: Stage, shape: PlanShape, path: Path_, found: Found) -> None:
    weights = shape.stages[stage.id].weights
    total = sum(int(weight.scaleb(PERCENT)) for weight in weights.values())
    if total != HUNDRED:
        found.add("weights-sum", (*path, "weights"), stage=stage.id, sum=shortest_text(total, PERCENT))
    for metric, weight in weights.items():
        if weight <= 0:
            found.add("weight-not-positive", (*path, "weights", metric), value=str(weight))
    _money(stage, shape, found)
    for gate in (plan.gates[id] for id in stage.gates):
        idle = [metric for metric in gate.caps if metric in plan.metrics and metric not in stage.weights]
        for metric in idle:
            found.add("idle-cap", path, key=True, level="warning", stage=stage.id, gate=gate.id, metric=metric)


def _money(stage: Stage, shape: PlanShape, found: Found) -> None:
    funding, floor, cap = (of_stage(shape, stage.id, key) for key in ("funding", "floor", "cap"))
    pools = [component for component in stage.funding if component.kind == "target_pool"]
    if len(pools) > 1:
        found.add("target-pool-twice", funding)
    if stage.floor is not None and stage.floor < 0:
        found.add("below-zero", floor)
    if stage.cap is not None and not pools:
        found.add("needs-target-pool", cap, stage=stage.id)
    if stage.floor and not pools:
        found.add("needs-target-pool", floor, stage=stage.id)
    if stage.cap is not None and stage.cap < 0:
        found.add("below-zero", cap)
    elif stage.cap is not None and stage.cap < (stage.floor or 0):
        found.add("floor-above-cap", cap, stage=stage.id)
    for index, component in enumerate(stage.funding):
        steps: dict[Path_, int] = {
            ("share", "rate"): component.rate,
            ("share", "losses"): component.losses,
            ("subsidy",): component.amount,
        }
        for step in (step for step, value in steps.items() if value < 0):
            found.add("below-zero", (*funding, index, *step))
        if component.losses and not component.scored and stage.floor is not None:
            found.add("unscored-losses", (*funding, index), stage=stage.id)


def _roles(plan: Plan, found: Found) -> None:
    total = sum(role.share for role in plan.roles.values())
    if total != HUNDRED:
        found.add("shares-sum", ("roles",), key=True, sum=shortest_text(total, PERCENT))
    for id, role in plan.roles.items():
        if role.share <= 0:
            found.add("weight-not-positive", ("roles", id, "share"), value=shortest_text(role.share, PERCENT))
    premium, needs = plan.owner.premium, plan.owner.needs_score
    if not 0 <= premium <= HUNDRED:
        value = shortest_text(premium, PERCENT)
        found.add("out-of-range", ("owner", "premium"), low="0", high="100", value=value)
    if needs is not None and needs < 0:
        found.add("below-zero", ("owner", "needs_score"))
    if plan.budget_per_month is not None and plan.budget_per_month < 0:
        found.add("below-zero", ("budget", "per_month"))


def _entries(shape: PlanShape, found: Found) -> None:
    """Names in a list that can only mean something once."""
    lists: dict[Path_, list[str]] = {("sign_off",): shape.sign_off}
    lists |= {("stages", id, "gates"): stage.gates or [] for id, stage in shape.stages.items()}
    for path, names in lists.items():
        for index, name in enumerate(names):
            if name in names[:index]:
                found.add("entry-twice", (*path, index), name=name)


def _unused(plan: Plan, shape: PlanShape, found: Found) -> None:
    weighed = {metric for stage in plan.stages.values() for metric in stage.weights}
    for id in plan.metrics:
        if id not in weighed:
            found.add("unweighed-metric", ("metrics", id), key=True, level="warning", name=id)
    conditions = [*plan.gates.values(), *(s.deferral.keep_if for s in plan.stages.values() if s.deferral)]
    measures = {m for metric in plan.metrics.values() for m in metric.actual.measures}
    measures |= {m for condition in conditions if condition.actual for m in condition.actual.measures}
    measures |= {c.of for stage in plan.stages.values() for c in stage.funding if c.of}
    curves = {each.curve for each in shape.metrics.values() if isinstance(each.curve, str)}
    payouts = [shape.payout, *(each.payout for each in shape.stages.values())]
    curves |= {each for each in payouts if isinstance(each, str)}
    used: dict[str, Collection[str | None]] = {
        "measures": measures,
        "curves": curves,
        "sources": {measure.source for measure in plan.measures.values()},
        "gates": {gate for stage in plan.stages.values() for gate in stage.gates},
        "perspectives": {metric.perspective for metric in plan.metrics.values()},
    }
    for kind, names in used.items():
        for id in getattr(plan, kind):
            if id not in names:
                found.add("unused", (kind, id), key=True, level="warning", kind=kind, name=id)
