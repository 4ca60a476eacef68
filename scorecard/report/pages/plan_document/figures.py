"""Made-up numbers for a worked example: values of measures and targets that lie where the plan's curves rise.

Nothing here is a result: these are inputs, from which the calculator makes every number that is shown.
"""

from __future__ import annotations

from msgspec import Struct, field

from scorecard.model.numbers import HUNDRED, PERCENT, QUANTITY, round_half_away
from scorecard.model.plan import Column, Curve, Expression, Gate, Metric, Plan, Stage

ONE: int = 10**QUANTITY
PLACES = (70, 40, 60, 85, 30, 50)
"""How far between a curve's first and last point the metrics lie, in percent, one after the other."""
SIZES = (1_200_000, 800_000, 500_000)
"""Values of measures that nothing else decides."""
PARTS = (25, 30, 20, 40)
"""Percents of a ratio that nothing else decides."""
MOST_ROWS = 500
"""Rows that are made to be counted."""
LARGEST: int = 10 ** (12 + QUANTITY) - 1
"""No cell holds a larger quantity (calculation.md, Numbers)."""
DIGITS = 3
"""Significant digits of a made-up target."""

Goal = dict[str, int]
"""Columns of a Targets row that are filled."""


class Figures(Struct):
    """One month of one team in one stage; quantities with 6 decimals."""

    plan: Plan
    stage: Stage
    values: dict[str, int] = field(default_factory=dict)
    """By measure."""
    goals: dict[str, Goal] = field(default_factory=dict)
    """By metric."""


def figures(plan: Plan, stage: Stage) -> Figures:
    """Values for every measure, and goals for every metric that the stage weighs or one of its gates looks at."""
    made = Figures(plan, stage)
    for metric, percent in _metrics(made):
        wanted = _wanted(metric, percent)
        if wanted is not None:
            _set(made, metric.actual, wanted)
    for metric, _ in _metrics(made):
        _set_freely(made, metric.actual)
    for gate in (plan.gates[id] for id in stage.gates):
        if gate.actual is not None:
            _set(made, gate.actual, _open(gate, ONE))
    for id in plan.measures:
        _free(made, id)
    for metric, percent in _metrics(made):
        goal = _goal(made, metric, percent)
        made.goals[metric.id] = {column: _held(value) for column, value in goal.items()}
    return made


def _metrics(made: Figures) -> list[tuple[Metric, int]]:
    """The metrics that are looked at, each with its place on the curve."""
    gates = (made.plan.gates[id].metric for id in made.stage.gates)
    ids = dict.fromkeys([*made.stage.weights, *(id for id in gates if id)])
    return [(made.plan.metrics[id], PLACES[index % len(PLACES)]) for index, id in enumerate(ids)]


def _wanted(metric: Metric, percent: int) -> int | None:
    """The actual that lies there on a curve that has places of its own; None where the team's own values decide."""
    curve = metric.curve
    if curve.on != "actual" or not any(isinstance(point.x, int) for point in curve.points):
        return None
    places = _places(metric)
    if curve.kind == "step":
        return places[(len(places) - 1) * percent // 100]
    return places[0] + (places[-1] - places[0]) * percent // 100


def _places(metric: Metric) -> list[int]:
    """The x of a curve on an actual, where its names are filled in evenly between and beside its numbers."""
    found: list[int | Column] = [point.x for point in metric.curve.points]
    known = [(index, x) for index, x in enumerate(found) if isinstance(x, int)]
    unit = max(abs(known[0][1]) // 10, ONE) * (1 if metric.better == "higher" else -1)
    if len(known) > 1 and known[-1][1] != known[0][1]:
        unit = (known[-1][1] - known[0][1]) // (known[-1][0] - known[0][0]) or unit
    return [_between(known, index, unit) for index in range(len(found))]


def _between(known: list[tuple[int, int]], index: int, unit: int) -> int:
    before = [each for each in known if each[0] <= index]
    after = [each for each in known if each[0] >= index]
    if not before:
        return after[0][1] - unit * (after[0][0] - index)
    if not after:
        return before[-1][1] + unit * (index - before[-1][0])
    (left, low), (right, high) = before[-1], after[0]
    return low if left == right else low + (high - low) * (index - left) // (right - left)


def _put(made: Figures, measure: str, value: int) -> None:
    """The value, if the measure has none; of rows that are counted a whole number."""
    if made.plan.measures[measure].source and made.plan.measures[measure].each_month == "count":
        value = min(max(round_half_away(value, ONE), 0), MOST_ROWS) * ONE
    made.values.setdefault(measure, _held(value))


def _held(value: int) -> int:
    return min(max(value, -LARGEST), LARGEST)


def _free(made: Figures, measure: str) -> int:
    """The measure's value; where nothing decided it, one of those for any measure."""
    counted = made.plan.measures[measure].each_month == "count" or not made.plan.measures[measure].split
    _put(made, measure, 3 * ONE if counted else SIZES[len(made.values) % len(SIZES)] * ONE)
    return made.values[measure]


def _set(made: Figures, expression: Expression, wanted: int) -> None:
    """Give the measures that have no value yet such values that the expression has the value wanted, if they can."""
    values, measures = made.values, expression.measures
    if expression.kind == "ratio":
        a, b = measures
        if b not in values and a in values and wanted:
            _put(made, b, round_half_away(values[a] * ONE, wanted))
        _put(made, a, round_half_away(wanted * _free(made, b), ONE))
    elif expression.kind == "difference":
        a, b = measures
        _put(made, a, wanted + _free(made, b))
    else:
        open_ = [each for each in dict.fromkeys(measures) if each not in values]
        rest = wanted - sum(values.get(each, 0) for each in measures)
        for each in open_:
            _put(made, each, rest // sum(measure in open_ for measure in measures))


def _set_freely(made: Figures, expression: Expression) -> None:
    """Values for an expression that may have any value: ratios between nothing and a whole."""
    if expression.kind != "ratio":
        for measure in expression.measures:
            _free(made, measure)
        return
    a, b = expression.measures
    part = PARTS[len(made.values) % len(PARTS)]
    if a in made.values:
        _put(made, b, made.values[a] * 100 // part)
    _put(made, a, _free(made, b) * part // 100)


def _open(gate: Gate, one: int) -> int:
    """A number at which the gate stays open: half of its own, or half as much again."""
    number = gate.number * one // ONE
    if gate.comparison in ("above", "at_least"):
        alone = gate.actual is not None and gate.actual.kind == "measure"
        return (0 if alone else number // 2) if number > 0 else number - one
    return number * 3 // 2 if number > 0 else number + one


def _actual(made: Figures, expression: Expression) -> int | None:
    """The expression's value; None where it is undefined."""
    values = [made.values[id] for id in expression.measures]
    if expression.kind == "ratio":
        return round_half_away(values[0] * ONE, values[1]) if values[1] else None
    return values[0] - values[1] if expression.kind == "difference" else sum(values)


def _goal(made: Figures, metric: Metric, percent: int) -> Goal:
    actual = _actual(made, metric.actual)
    if actual is None:
        return {"target": ONE}
    goal = _named(metric, actual, percent) if metric.curve.names else {}
    gate = next((g for g in map(made.plan.gates.__getitem__, made.stage.gates) if g.metric == metric.id), None)
    if metric.curve.on == "attainment":
        return goal | _aimed(metric, actual, _on_curve(metric.curve, percent))
    if gate is not None and "target" not in goal:
        return goal | _aimed(metric, actual, _open(gate, 10**PERCENT))
    return goal


def _named(metric: Metric, actual: int, percent: int) -> Goal:
    """The team's own values of a curve with names, so that the actual lies among them."""
    points = [point.x for point in metric.curve.points]
    if any(isinstance(x, int) for x in points):
        return {x: place for x, place in zip(points, _places(metric), strict=True) if not isinstance(x, int)}
    names = metric.curve.names
    unit = (_neat(abs(actual) // 8, 1) or ONE) * (1 if metric.better == "higher" else -1)
    first = actual - unit * percent * (len(names) - 1) // 100
    return {name: first + unit * index for index, name in enumerate(names)}


def _on_curve(curve: Curve, percent: int) -> int:
    """The attainment that far between the curve's first and last point."""
    places = [point.x for point in curve.points if isinstance(point.x, int)]
    if curve.kind == "step":
        return places[(len(places) - 1) * percent // 100]
    return places[0] + (places[-1] - places[0]) * percent // 100


def _aimed(metric: Metric, actual: int, attainment: int) -> Goal:
    """Target, and where it needs one baseline, for about this attainment (calculation.md 4)."""
    if metric.formula == "inverse":
        return {"target": _neat(round_half_away(actual * attainment, HUNDRED)) or ONE}
    if metric.better == "higher" and actual > 0 and attainment > 0:
        return {"target": _neat(round_half_away(actual * HUNDRED, attainment))}
    if metric.better == "lower" and actual > 0 and attainment < 2 * HUNDRED:
        return {"target": _neat(round_half_away(actual * HUNDRED, 2 * HUNDRED - attainment))}
    span = max(_neat(abs(actual), 1), ONE) * (1 if metric.better == "higher" else -1)
    baseline = actual - round_half_away(span * attainment, HUNDRED)
    return {"target": baseline + span, "baseline": baseline}


def _neat(value: int, digits: int = DIGITS) -> int:
    """The number with so many significant digits."""
    unit: int = 10 ** max(len(str(abs(value))) - digits, 0)
    return round_half_away(value, unit) * unit
