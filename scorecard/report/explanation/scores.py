"""Points, score and attainment of a metric, and gates (calculation.md 4 to 7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorecard.model.numbers import PERCENT, QUANTITY
from scorecard.model.plan import Curve, Gate, Metric
from scorecard.report.explanation.node import Facts, Node, Row, Segment, brief, percent, quantity, there
from scorecard.report.explanation.sources import actual_node, goal_node

WHY = ("", "undefined", "no-target")
CURVE, UNDEFINED = 0, 1
"""States of a score that the result names."""


def metric_node(segment: Segment, row: Row) -> Node:
    """A metric's points, down to the cells."""
    facts, metric = segment.facts, segment.metric(row)
    label = f"{facts.title(metric.title)} · {facts.word('points')}"
    if row["skipped"]:
        rule = facts.say("skipped", why=facts.word(WHY[row["skipped"]]))
        return Node(label, None, rule, "6", children=(_x_node(segment, metric, row),))
    rule = f"{brief(row['weight'], PERCENT)} × {brief(row['score'], PERCENT)} / 100"
    return Node(
        label, percent(row["points"]), rule, "6", children=(_weight(segment, metric, row), _score(segment, row))
    )


def _weight(segment: Segment, metric: Metric, row: Row) -> Node:
    facts, planned = segment.facts, segment.stage.weights[metric.id]
    rule = facts.say("plan_weight", stage=facts.title(segment.stage.title))
    if any(each["skipped"] for each in segment.scores):
        rule = facts.say("left_out", plan=brief(planned, PERCENT))
    return Node(facts.word("weight"), percent(row["weight"]), rule, "6")


def _score(segment: Segment, row: Row) -> Node:
    facts, metric = segment.facts, segment.metric(row)
    uncapped = Node(
        facts.word("score_uncapped"), percent(row["score_uncapped"]), _uncapped_rule(segment, row), "5",
        children=(_x_node(segment, metric, row),),
    )  # fmt: skip
    return Node(facts.word("score"), percent(row["score"]), _cap_rule(facts, metric, row), "7", children=(uncapped,))


def _cap_rule(facts: Facts, metric: Metric, row: Row) -> str:
    score = brief(row["score_uncapped"], PERCENT)
    if row["capped_by"] < 0:
        return facts.say("not_capped", score=score)
    gate = list(facts.plan.gates.values())[row["capped_by"]]
    return facts.say("capped", cap=brief(gate.caps[metric.id], PERCENT), gate=facts.title(gate.title), score=score)


def _uncapped_rule(segment: Segment, row: Row) -> str:
    facts, curve = segment.facts, segment.metric(row).curve
    if row["state"] != CURVE:
        by = "by_undefined" if row["state"] == UNDEFINED else "by_no_target"
        return facts.say(by, score=brief(row["score_uncapped"], PERCENT))
    decimals, x = (QUANTITY, row["actual"]) if curve.on == "actual" else (PERCENT, row["attainment"])
    places = [int(row[point.x]) if isinstance(point.x, str) else point.x for point in curve.points]
    falls = places[0] > places[-1] or (places[0] == places[-1] and segment.metric(row).better == "lower")
    return curve_rule(facts, curve, int(x), places, decimals, falls)


def curve_rule(facts: Facts, curve: Curve, x: int, places: Sequence[int], decimals: int, falls: bool = False) -> str:
    """Which part of a curve x lies on, with its numbers; ``places`` are the points' x."""
    points = [f"{brief(p, decimals)}, {brief(each.y, PERCENT)}" for p, each in zip(places, curve.points, strict=True)]
    reached = sum((x <= place) if falls else (x >= place) for place in places)
    shown = {"x": brief(x, decimals)}
    if not reached:
        return facts.say("below", point=points[0], y=brief(curve.below, PERCENT), **shown)
    if x == places[reached - 1]:
        return facts.say("at", point=points[reached - 1], **shown)
    if reached == len(places) and curve.above != "slope":
        return facts.say("above", point=points[-1], y=brief(curve.above, PERCENT), **shown)
    if curve.kind == "step":
        return facts.say("step_at", point=points[reached - 1], **shown)
    left = min(reached, len(places) - 1) - 1
    formula = _line(curve, left, x, places, decimals)
    key = "slope" if reached == len(places) else "line"
    return facts.say(key, left=points[left], right=points[left + 1], formula=formula, **shown)


def _line(curve: Curve, left: int, x: int, places: Sequence[int], decimals: int) -> str:
    y0, y1 = (brief(curve.points[index].y, PERCENT) for index in (left, left + 1))
    x0, x1 = (brief(places[index], decimals) for index in (left, left + 1))
    return f"{y0} + ({y1} − {y0}) × ({brief(x, decimals)} − {x0}) / ({x1} − {x0})"


def _x_node(segment: Segment, metric: Metric, row: Row) -> Node:
    """What the curve looks at: the attainment, or the actual with the values that the curve names."""
    facts = segment.facts
    actual = actual_node(segment, metric.actual, row["actual"], facts.word("actual"))
    if metric.curve.on == "attainment":
        return _attainment(segment, metric, row, actual)
    named = tuple(goal_node(segment, metric, name, row[name]) for name in metric.curve.names)
    return Node(actual.label, actual.value, actual.rule, actual.section, children=(*actual.children, *named))


def _attainment(segment: Segment, metric: Metric, row: Row, actual: Node) -> Node:
    names = ("target",) if metric.formula == "inverse" else ("target", "baseline")
    goals = tuple(goal_node(segment, metric, name, row[name]) for name in names)
    label, value = segment.facts.word("attainment"), percent(row["attainment"])
    return Node(label, value, _attainment_rule(segment.facts, metric, row), "4", children=(actual, *goals))


def _attainment_rule(facts: Facts, metric: Metric, row: Row) -> str:
    if not there(row["attainment"]):
        if there(row["actual"]) and row["skipped"] != UNDEFINED and row["state"] != UNDEFINED:
            return facts.say("no_attainment")
        return facts.say("undefined", rule=facts.word("attainment"))
    actual, target = brief(row["actual"], QUANTITY), brief(row["target"], QUANTITY)
    if metric.formula == "inverse":
        return f"100 × {target} / {actual}"
    base = brief(row["baseline"], QUANTITY)
    return f"100 × ({actual} − {base}) / ({target} − {base})"


def gate_nodes(segment: Segment) -> tuple[Node, ...]:
    """Every gate that applies: its value, its comparison, whether it closed."""
    gates = list(segment.facts.plan.gates.values())
    return tuple(_gate(segment, gates[row["gate"]], row) for row in segment.gates)


def _gate(segment: Segment, gate: Gate, row: Row) -> Node:
    facts = segment.facts
    value = quantity(row["value"]) if gate.of == "actual" else percent(row["value"])
    shown = _gate_value(facts, gate, row)
    compared = {"value": shown, "comparison": facts.word(gate.comparison), "number": brief(gate.number, QUANTITY)}
    if row["closed"]:
        rule = facts.say("gate_closed", effect=effect_text(facts, gate), **compared)
    else:
        rule = facts.say("gate_open", **compared)
    label = f"{facts.word('gate')} {facts.title(gate.title)}"
    return Node(label, value, rule, "7", children=_looked_at(segment, gate, row))


def _gate_value(facts: Facts, gate: Gate, row: Row) -> str:
    if there(row["value"]):
        return brief(row["value"], QUANTITY if gate.of == "actual" else PERCENT)
    return {1: "∞", -1: "−∞"}.get(row["infinite"]) or facts.say("gate_null")


def effect_text(facts: Facts, gate: Gate) -> str:
    """What a gate does when it closes."""
    if gate.effect == "multiply":
        return f"{facts.word('multiply')} {brief(gate.multiply, PERCENT)}"
    if gate.effect == "forfeit":
        return facts.word("forfeit")
    caps = [
        facts.say("cap_effect", metric=facts.title(facts.plan.metrics[id].title), score=brief(score, PERCENT))
        for id, score in gate.caps.items()
    ]
    return ", ".join(caps)


def _looked_at(segment: Segment, gate: Gate, row: Row) -> tuple[Node, ...]:
    facts = segment.facts
    if gate.actual is not None:
        return (actual_node(segment, gate.actual, row["value"], facts.word("actual"), whole=True),)
    if gate.metric is None:
        return ()
    metric = facts.plan.metrics[gate.metric]
    label = facts.say("gate_attainment", metric=facts.title(metric.title))
    return (Node(label, percent(row["value"]), *_attainment_of(segment, metric)),)


def _attainment_of(segment: Segment, metric: Metric) -> tuple[Any, ...]:
    """Rule, section, place and children of an attainment that a gate looks at."""
    if metric.id in segment.stage.weights:
        return segment.facts.say("see_metric"), "4", None, ()
    goals = tuple(goal_node(segment, metric, name, None) for name in ("target", "baseline"))
    return "", "4", None, (actual_node(segment, metric.actual, None, segment.facts.word("actual")), *goals)
