"""Attainment, score, weights, points, gates, payout and factor of one segment (calculation.md 4 to 8)."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from scorecard.model.plan import Expression, Gate, Metric, Plan
from tests.reference.curves import at, falls, is_usable, payout_at, percent, points_of
from tests.reference.exact import HUNDRED, PERCENT, QUANTITY, ZERO, allocation, rounded
from tests.reference.notices import Notices
from tests.reference.segments import Segment
from tests.reference.tables import Goals
from tests.reference.totals import actual, goals


@dataclass
class Line:
    """A metric of a segment."""

    metric: Metric
    actual: Fraction | None = None
    goals: Goals = field(default_factory=dict)
    attainment: Fraction | None = None
    uncapped: Fraction | None = None
    score: Fraction | None = None
    capped_by: str | None = None
    skipped: Literal["undefined", "no-target"] | None = None
    weight: Fraction = ZERO
    points: Fraction | None = None


@dataclass
class GateLine:
    gate: Gate
    value: Fraction | None
    closed: bool


@dataclass
class Card:
    """A segment's scorecard."""

    lines: list[Line]
    gates: list[GateLine]
    composite: Fraction
    payout: Fraction
    factor: Fraction


def card_of(plan: Plan, segment: Segment, notices: Notices) -> Card:
    stage = plan.stages[segment.stage]
    gates = [gate for id, gate in plan.gates.items() if id in stage.gates]
    looked_at = {gate.metric for gate in gates if gate.metric}
    lines = {
        id: _line(plan, segment, metric, id in stage.weights, id in looked_at, notices)
        for id, metric in plan.metrics.items()
        if id in stage.weights or id in looked_at
    }
    weighed = [line for id, line in lines.items() if id in stage.weights]
    before = [_gate(plan, segment, gate, lines, ZERO, notices) for gate in gates if gate.of != "composite"]
    for gate_line in before:
        _cap(gate_line, lines)
    composite = _weigh(plan, segment, weighed, notices)
    closed = {gate_line.gate.id: gate_line for gate_line in before}
    gate_lines = [closed.get(gate.id) or _gate(plan, segment, gate, lines, composite, notices) for gate in gates]
    if all(line.skipped for line in weighed):
        return Card(weighed, gate_lines, ZERO, ZERO, ZERO)
    payout = payout_at(stage.payout, composite)
    factor = payout
    for gate_line in gate_lines:
        if gate_line.closed and gate_line.gate.effect == "multiply":
            factor *= percent(gate_line.gate.multiply)
    return Card(weighed, gate_lines, composite, payout, rounded(factor, PERCENT))


def _line(plan: Plan, segment: Segment, metric: Metric, weighed: bool, looked_at: bool, notices: Notices) -> Line:
    """A metric's numbers before caps and weights."""
    line = Line(metric, goals=goals(plan, segment, metric))
    uses_attainment = looked_at or (weighed and metric.curve.on == "attainment")
    parts = actual(plan, segment, metric.actual, notices)
    if len(parts) == 1:
        line.actual = parts[0]
    elif parts[1] != 0:
        line.actual = rounded(parts[0] / parts[1], QUANTITY)
    if line.actual is None or (metric.formula == "inverse" and uses_attainment and line.actual == 0):
        _undefined(segment, line, notices)
    elif uses_attainment and metric.formula == "inverse" and line.actual < 0:
        _negative(segment, line, notices)
    elif uses_attainment and _no_target(line):
        _without_target(segment, line, notices)
    else:
        _scored(segment, line, weighed, uses_attainment, notices)
    return line


def _negative(segment: Segment, line: Line, notices: Notices) -> None:
    """The actual is looked at first; all that is wrong with the target is told at once all the same."""
    notices.problems.add(("negative-actual", segment.team.key))
    if not _no_target(line):
        _right_side(segment, line, notices)
    elif line.metric.when_no_target == "error":
        notices.problems.add(("missing-target", segment.team.key))


def _undefined(segment: Segment, line: Line, notices: Notices) -> None:
    rule = line.metric.when_undefined
    if rule is None:
        _warn(segment, line.metric.actual, notices)
    if rule == "skip":
        line.skipped = "undefined"
    else:
        line.uncapped = line.score = percent(rule or 0)


def _warn(segment: Segment, ratio: Expression, notices: Notices) -> None:
    """One warning per team, segment and ratio: a metric and a gate that look at the same ratio make one."""
    key = (segment.team.key, segment.first, segment.stage, ratio)
    if key not in notices.ratios:
        notices.ratios.add(key)
        notices.warnings.append(("ratio-undefined", segment.team.key))


def _no_target(line: Line) -> bool:
    """The target is missing or equals the baseline."""
    target, baseline = line.goals["target"], line.goals["baseline"]
    return target is None or target == baseline


def _without_target(segment: Segment, line: Line, notices: Notices) -> None:
    rule = line.metric.when_no_target
    if rule == "error":
        notices.problems.add(("missing-target", segment.team.key))
    elif rule == "skip":
        line.skipped = "no-target"
    else:
        line.uncapped = line.score = percent(rule)


def _scored(segment: Segment, line: Line, weighed: bool, uses_attainment: bool, notices: Notices) -> None:
    assert line.actual is not None
    if uses_attainment and not _right_side(segment, line, notices):
        return
    if not _no_target(line):
        line.attainment = _attainment(line)
    if not weighed:
        return
    curve = line.metric.curve
    if any(line.goals[name] is None for name in curve.names):
        notices.problems.add(("missing-target", segment.team.key))
        return
    points = points_of(curve, line.goals)
    if not is_usable(curve, points):
        notices.problems.add(("curve-order", segment.team.key))
        return
    if curve.on == "attainment":
        assert line.attainment is not None
        line.uncapped = at(curve, points, line.attainment, falling=False)
    else:
        line.uncapped = at(curve, points, line.actual, falls(points, line.metric.better))
    line.score = line.uncapped


def _right_side(segment: Segment, line: Line, notices: Notices) -> bool:
    """Whether the target lies on the better side; a problem where it does not."""
    target, baseline = line.goals["target"], line.goals["baseline"]
    assert target is not None
    if line.metric.formula == "inverse":
        wrong = target <= 0
    else:
        assert baseline is not None
        wrong = target < baseline if line.metric.better == "higher" else target > baseline
    if wrong:
        notices.problems.add(("target-side", segment.team.key))
    return not wrong


def _attainment(line: Line) -> Fraction:
    """Also shown where nothing uses it, whatever the side of the target (so the open cases)."""
    target, baseline = line.goals["target"], line.goals["baseline"]
    assert line.actual is not None
    assert target is not None
    if line.metric.formula == "inverse":
        return rounded(HUNDRED * target / line.actual, PERCENT)
    assert baseline is not None
    return rounded(HUNDRED * (line.actual - baseline) / (target - baseline), PERCENT)


def _gate(
    plan: Plan, segment: Segment, gate: Gate, lines: dict[str, Line], composite: Fraction, notices: Notices
) -> GateLine:
    undefined = bool(gate.closed_when_undefined)
    if gate.of == "composite":
        return GateLine(gate, composite, _holds(gate, composite))
    if gate.of == "attainment":
        assert gate.metric is not None
        attained = lines[gate.metric].attainment
        return GateLine(gate, attained, undefined if attained is None else _holds(gate, attained))
    assert gate.actual is not None
    parts = actual(plan, segment, gate.actual, notices, whole=True)
    if len(parts) == 1:
        return GateLine(gate, parts[0], _holds(gate, parts[0]))
    numerator, denominator = parts
    if denominator != 0:
        ratio = rounded(numerator / denominator, QUANTITY)
        return GateLine(gate, ratio, _holds(gate, ratio))
    if gate.closed_when_undefined is None:
        _warn(segment, gate.actual, notices)
    if numerator == 0:
        return GateLine(gate, None, undefined)
    larger = gate.comparison in ("above", "at_least")
    return GateLine(gate, None, larger if numerator > 0 else not larger)


def decided(plan: Plan, segment: Segment, gate: Gate, composite: Fraction, notices: Notices) -> bool:
    """Whether a comparison that is no gate of the plan holds in the segment (calculation.md 13)."""
    silent = Notices(problems=notices.problems)
    lines = {}
    if gate.metric is not None:
        lines[gate.metric] = _line(plan, segment, plan.metrics[gate.metric], False, True, silent)
    found = _gate(plan, segment, gate, lines, composite, silent)
    if found.value is None and all(_nothing_below(line) for line in lines.values()):
        _warn_of_deferral(segment, notices)
    return found.closed


def _nothing_below(line: Line) -> bool:
    """A ratio over 0, or an inverse of 0."""
    return line.actual is None or (line.metric.formula == "inverse" and line.actual == 0)


def _warn_of_deferral(segment: Segment, notices: Notices) -> None:
    """One warning per team, however much money it decides over."""
    key = (segment.team.key, "deferral")
    if key not in notices.ratios:
        notices.ratios.add(key)
        notices.warnings.append(("ratio-undefined", segment.team.key))


def _holds(gate: Gate, value: Fraction) -> bool:
    number = Fraction(gate.number, 10**QUANTITY)
    if gate.comparison == "below":
        return value < number
    if gate.comparison == "at_most":
        return value <= number
    if gate.comparison == "above":
        return value > number
    return value >= number


def _cap(gate_line: GateLine, lines: dict[str, Line]) -> None:
    """Lower the scores that a closed gate caps; of several gates the lowest cap holds, the first of equal ones."""
    if not gate_line.closed:
        return
    for id, most in gate_line.gate.caps.items():
        line = lines.get(id)
        if line and line.score is not None and line.score > percent(most):
            line.score, line.capped_by = percent(most), gate_line.gate.id


def _weigh(plan: Plan, segment: Segment, lines: list[Line], notices: Notices) -> Fraction:
    """Weights of what is left, points and composite."""
    stage = plan.stages[segment.stage]
    left = [line for line in lines if not line.skipped]
    if not left:
        notices.warnings.append(("nothing-to-score", segment.team.key))
        return ZERO
    parts = [percent(stage.weights[line.metric.id]) for line in left]
    for line, weight in zip(left, allocation(HUNDRED, parts, PERCENT), strict=True):
        line.weight = weight
        line.points = rounded(weight * (line.score or ZERO) / 100, PERCENT)
    return sum((line.points or ZERO for line in left), ZERO)
