"""Steps 5 and 6: scores, weights, points and the composite (calculation.md 5 to 7)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from scorecard.calc.actuals import Actual, Actuals
from scorecard.calc.allocation import allocate
from scorecard.calc.attainment import Attainment, attainment
from scorecard.calc.calendar import Calendar, Index
from scorecard.calc.curves import evaluate, point_places
from scorecard.calc.targets import FIELDS, Goal, goals
from scorecard.model.inputs import Inputs
from scorecard.model.numbers import HUNDRED, Bools, Ints, add, multiply_divide
from scorecard.model.plan import Metric, Plan, Stage

FROM_CURVE, WHEN_UNDEFINED, WHEN_NO_TARGET = 0, 1, 2
NOT_SKIPPED, UNDEFINED, NO_TARGET = 0, 1, 2


class Line(Struct, frozen=True):
    """One metric in all segments that look at it; arrays have one entry for each of ``rows``."""

    metric: Metric
    rows: Index
    """Segments whose stage weighs the metric, or has a gate on its attainment."""
    weighed: Bools
    watched: Bools
    """The curve or a gate of the segment uses the attainment."""
    actual: Actual
    goal: Mapping[str, Goal]
    attained: Attainment
    state: Index
    skipped: Index
    uncapped: Ints
    score: Ints
    capped_by: Index
    """Index of the gate that lowered the score; -1: none."""
    weight: Ints
    points: Ints
    gaps: Mapping[str, Bools]
    """Faults by kind: what the curve or the attainment needs and does not find."""


def stages_where(plan: Plan, test: Mapping[str, bool]) -> Bools:
    """One flag a stage, in the plan's order."""
    return np.array([test[id] for id in plan.stages], bool)


def lines(plan: Plan, inputs: Inputs, calendar: Calendar, actuals: Actuals) -> list[Line]:
    """Every metric's line, before gates and weights."""
    return [_line(plan, inputs, calendar, actuals, metric) for metric in plan.metrics.values()]


def gate_uses(plan: Plan, stage: Stage, metric: str) -> bool:
    """Whether a gate of the stage looks at the metric's attainment."""
    return any(plan.gates[gate].metric == metric for gate in stage.gates)


def _line(plan: Plan, inputs: Inputs, calendar: Calendar, actuals: Actuals, metric: Metric) -> Line:
    stage = calendar.segment("stage")
    weighs = stages_where(plan, {id: metric.id in s.weights for id, s in plan.stages.items()})
    gated = stages_where(plan, {id: gate_uses(plan, s, metric.id) for id, s in plan.stages.items()})
    rows = np.flatnonzero((weighs | gated)[stage])
    return _line_of(plan, inputs, calendar, actuals, metric, rows, weighs[stage[rows]], gated[stage[rows]])


def watched_line(plan: Plan, inputs: Inputs, calendar: Calendar, actuals: Actuals, metric: Metric, rows: Index) -> Line:
    """A metric in segments that look at its attainment only, whether they weigh it or not."""
    none = np.zeros(len(rows), bool)
    return _line_of(plan, inputs, calendar, actuals, metric, rows, none, ~none)


def _line_of(
    plan: Plan,
    inputs: Inputs,
    calendar: Calendar,
    actuals: Actuals,
    metric: Metric,
    rows: Index,
    weighed: Bools,
    gated: Bools,
) -> Line:
    actual = _taken(actuals.of(metric.actual), rows) if len(rows) else _no_actual()
    goal = {name: Goal(g.value[rows], g.present[rows]) for name, g in goals(plan, inputs, calendar, metric).items()}
    attained = attainment(metric, actual, goal)
    watched = gated | (metric.curve.on == "attainment")
    none = np.zeros(len(rows), np.int64)
    blank = Line(
        metric, rows, weighed, watched, actual, goal, attained,
        none, none, none, none, none - 1, none, none, {},
    )  # fmt: skip
    return _scored(blank)


def with_actual(line: Line, actual: Actual) -> Line:
    """The line, before gates and weights, as it would be with another actual."""
    return _scored(replace(line, actual=actual, attained=attainment(line.metric, actual, line.goal)))


def _taken(actual: Actual, rows: Index) -> Actual:
    return Actual(actual.value[rows], actual.undefined[rows], actual.infinite[rows])


def _no_actual() -> Actual:
    return Actual(np.zeros(0, np.int64), np.zeros(0, bool), np.zeros(0, np.int64))


def _scored(line: Line) -> Line:
    """The uncapped score: the curve's y, or what the plan gives in its place."""
    metric, attained = line.metric, line.attained
    without = line.watched & ~attained.undefined & attained.without_target
    state = np.where(attained.undefined, WHEN_UNDEFINED, np.where(without, WHEN_NO_TARGET, FROM_CURVE))
    judged = line.watched & (state == FROM_CURVE)
    score, curve_gaps = _curve_score(line, state == FROM_CURVE)
    skipped = np.zeros(len(state), np.int64)
    given = {WHEN_UNDEFINED: metric.when_undefined or 0, WHEN_NO_TARGET: metric.when_no_target}
    for code, rule in given.items():
        hit = state == code
        if rule == "skip":
            skipped = np.where(hit, code, skipped)
        score = np.where(hit, rule if isinstance(rule, int) else 0, score)
    gaps = {
        "missing-target": without if metric.when_no_target == "error" else np.zeros(len(state), bool),
        "target-side": judged & attained.wrong_side,
        "negative-actual": line.watched & attained.negative,
        **curve_gaps,
    }
    return replace(line, state=state, skipped=skipped, uncapped=score, score=score, gaps=gaps)


def _curve_score(line: Line, judged: Bools) -> tuple[Ints, Mapping[str, Bools]]:
    metric, curve = line.metric, line.metric.curve
    x = line.attained.value if curve.on == "attainment" else line.actual.value
    named = {name: line.goal[name].value for name in FIELDS}
    places = point_places(curve, named, len(x), metric.better == "higher" or curve.on == "attainment")
    needed = judged & line.weighed
    gaps: dict[str, Bools] = {f"missing-target.{name}": needed & ~line.goal[name].present for name in curve.names}
    complete = np.logical_and.reduce([line.goal[name].present for name in curve.names]) if curve.names else needed
    gaps["curve-order"] = needed & complete & places.broken
    return evaluate(curve, x, places), gaps


def capped(line: Line, cap: Ints, gate: Index) -> Line:
    """The line under its segments' caps: ``cap`` and the gate that sets it, one entry a row (gate -1: no cap)."""
    lowered = (gate >= 0) & np.asarray(line.uncapped > cap, bool)
    return replace(line, score=np.where(lowered, cap, line.uncapped), capped_by=np.where(lowered, gate, -1))


def weighted(plan: Plan, found: list[Line], stage: Index) -> tuple[list[Line], Ints, Ints]:
    """Weights and points of every line, and per segment the composite and the sum of weights (0: nothing to score)."""
    table = np.array([[s.weights.get(m, 0) for m in plan.metrics] for s in plan.stages.values()], np.int64)
    weights = table[stage]
    skipping = np.zeros(len(stage), bool)
    for column, line in enumerate(found):
        left_out = line.rows[line.weighed & (line.skipped != NOT_SKIPPED)]
        weights[left_out, column] = 0
        skipping[left_out] = True
    affected = np.flatnonzero(skipping)
    weights[affected] = _reweighted(weights[affected])
    composite = np.zeros(len(stage), np.int64)
    done = []
    for column, line in enumerate(found):
        weight = weights[line.rows, column]
        points = multiply_divide(weight, line.score, np.full(1, HUNDRED))
        points = np.where(line.weighed & (line.skipped == NOT_SKIPPED), points, 0)
        addend = np.zeros(len(stage), points.dtype)
        addend[line.rows] = points
        composite = add(composite, addend)
        done.append(replace(line, weight=weight, points=points))
    return done, composite, weights.sum(axis=1)


def _reweighted(weights: Ints) -> Ints:
    """100.0000 allocated over the weights that remain, row by row."""
    rows, columns = weights.shape
    group = np.repeat(np.arange(rows), columns)
    cut, unit = allocate(np.full(rows, HUNDRED), weights.ravel(), group)
    return (cut + unit).reshape(rows, columns)
