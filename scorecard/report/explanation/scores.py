"""Points, score and attainment of a metric (calculation.md 4 to 6)."""

from __future__ import annotations

from scorecard.calc.scores import FROM_CURVE, NO_TARGET, UNDEFINED, WHEN_UNDEFINED
from scorecard.model.numbers import HUNDRED, PERCENT, QUANTITY
from scorecard.model.plan import Metric
from scorecard.report.explanation.curves import Spot, curve_rule
from scorecard.report.explanation.evidence import evidence_nodes
from scorecard.report.explanation.facts import Row, Segment
from scorecard.report.explanation.node import Node, allocated, brief, percent, plus, short, there
from scorecard.report.explanation.sources import actual_node, goal_node

WHY = {UNDEFINED: "undefined", NO_TARGET: "no-target"}


def metric_node(segment: Segment, row: Row) -> Node:
    """A metric's points, down to the cells."""
    facts, metric = segment.facts, segment.metric(row)
    key = f"{segment.key}.{metric.id}.points"
    label = f"{facts.title(metric.title)} · {facts.word('points')}"
    if row["skipped"]:
        note = facts.say("skipped", why=facts.word(WHY[row["skipped"]]))
        children = (*_looked_at(segment, metric, row), *evidence_nodes(segment, metric))
        return Node(label, None, "", note, "6", None, children, key)
    rule = f"{brief(row['weight'], PERCENT)} × {brief(row['score'], PERCENT)} / 100"
    made = (_weight(segment, metric, row), _score(segment, metric, row))
    children = (*made, *evidence_nodes(segment, metric), *_worth(segment, metric, row))
    return Node(label, percent(row["points"]), rule, "", "6", None, children, key)


def _worth(segment: Segment, metric: Metric, row: Row) -> tuple[Node, ...]:
    """What one percent of target more is worth, where that can be told (calc/worth.py)."""
    facts, found = segment.facts, segment.facts.lookup.worth[segment.index, row["metric"]]
    if not there(found["change"]):
        return ()
    texts = {"actual": short(found["actual"], QUANTITY), "composite": short(found["composite"], PERCENT)}
    note = facts.say("worth_rule", **texts, pool=facts.money(found["pool"]))
    rule = f"{facts.term(found['payable'])} − {facts.term(facts.payable['payable'])}"
    key = f"{segment.key}.{metric.id}.worth"
    return (Node(facts.say("worth"), facts.money(found["change"]), rule, note, "11", key=key),)


def _weight(segment: Segment, metric: Metric, row: Row) -> Node:
    facts, planned = segment.facts, segment.stage.weights[metric.id]
    note, key = facts.say("plan_weight", stage=facts.title(segment.stage.title)), f"{segment.key}.{metric.id}.weight"
    if not any(each["skipped"] for each in segment.scores):
        return Node(facts.word("weight"), percent(row["weight"]), "", note, "6", key=key)
    kept = sum(segment.stage.weights[segment.metric(each).id] for each in segment.scores if not each["skipped"])
    unit = row["weight"] - HUNDRED * planned // kept
    rule = allocated("100", short(planned, PERCENT), short(kept, PERCENT), PERCENT)
    notes = (facts.say("allocated"), facts.say("left_over") if unit else "")
    parts = (rule, short(unit, PERCENT)) if unit else (rule,)
    return Node(facts.word("weight"), percent(row["weight"]), plus(parts), facts.notes(notes), "6", key=key)


def _score(segment: Segment, metric: Metric, row: Row) -> Node:
    facts = segment.facts
    if row["capped_by"] < 0:
        return _uncapped(segment, metric, row, "score")
    gate = facts.lookup.gates[row["capped_by"]]
    rule = f"min({brief(row['score_uncapped'], PERCENT)}, {brief(gate.caps[metric.id], PERCENT)})"
    note = facts.say("capped", gate=facts.title(gate.title))
    uncapped = _uncapped(segment, metric, row, "score_uncapped")
    key = f"{segment.key}.{metric.id}.score"
    return Node(facts.word("score"), percent(row["score"]), rule, note, "7", None, (uncapped,), key)


def _uncapped(segment: Segment, metric: Metric, row: Row, name: str) -> Node:
    rule, note = _uncapped_rule(segment, metric, row)
    children, key = _looked_at(segment, metric, row), f"{segment.key}.{metric.id}.{name}"
    return Node(segment.facts.word(name), percent(row["score_uncapped"]), rule, note, "5", None, children, key)


def _uncapped_rule(segment: Segment, metric: Metric, row: Row) -> tuple[str, str]:
    facts, curve = segment.facts, metric.curve
    if row["state"] == WHEN_UNDEFINED:
        return "", facts.say("by_default" if metric.when_undefined is None else "by_undefined")
    if row["state"] != FROM_CURVE:
        return "", facts.say("by_no_target")
    decimals, x = (QUANTITY, row["actual"]) if curve.on == "actual" else (PERCENT, row["attainment"])
    places = [int(row[point.x]) if isinstance(point.x, str) else point.x for point in curve.points]
    falls = places[0] > places[-1] or (places[0] == places[-1] and metric.better == "lower" and curve.on == "actual")
    return curve_rule(facts, Spot(curve, int(x), places, decimals, falls))


def _looked_at(segment: Segment, metric: Metric, row: Row) -> tuple[Node, ...]:
    """What the curve looks at: the attainment, or the actual with the values that the curve names."""
    key = f"{segment.key}.{metric.id}"
    if metric.curve.on == "attainment":
        return (attainment_node(segment, metric, row, segment.facts.word("attainment"), key),)
    named = (goal_node(segment, metric, name, row[name], f"{key}.{name}") for name in metric.curve.names)
    return (actual_node(segment, metric.actual, row["actual"], f"{key}.actual"), *named, *_beside(segment, metric, row))


def _beside(segment: Segment, metric: Metric, row: Row) -> tuple[Node, ...]:
    """The attainment that is told although the curve looks at the actual, with what the curve does not name."""
    facts, key = segment.facts, f"{segment.key}.{metric.id}"
    names = [name for name in _goal_names(metric) if name not in metric.curve.names and there(row[name])]
    goals = tuple(goal_node(segment, metric, name, row[name], f"{key}.{name}") for name in names)
    if not there(row["attainment"]):
        return goals
    rule, note = _attainment_rule(metric, row), facts.say("beside")
    return (
        Node(facts.word("attainment"), percent(row["attainment"]), rule, note, "4", None, goals, f"{key}.attainment"),
    )


def _goal_names(metric: Metric) -> tuple[str, ...]:
    """What the attainment compares the actual with."""
    return ("target",) if metric.formula == "inverse" else ("target", "baseline")


def attainment_node(segment: Segment, metric: Metric, row: Row, label: str, key: str) -> Node:
    """The attainment from actual, target and baseline; ``key`` is what their keys begin with."""
    goals = (goal_node(segment, metric, name, row[name], f"{key}.{name}") for name in _goal_names(metric))
    children = (actual_node(segment, metric.actual, row["actual"], f"{key}.actual"), *goals)
    value, key = percent(row["attainment"]), f"{key}.attainment"
    if value is None:
        return Node(label, None, "", _missing(segment, metric, row), "4", None, children, key)
    return Node(label, value, _attainment_rule(metric, row), "", "4", None, children, key)


def _attainment_rule(metric: Metric, row: Row) -> str:
    actual, target = brief(row["actual"], QUANTITY), brief(row["target"], QUANTITY)
    if metric.formula == "inverse":
        return f"100 × {target} / {actual}"
    base = brief(row["baseline"], QUANTITY)
    return f"100 × ({actual} − {base}) / ({target} − {base})"


def _missing(segment: Segment, metric: Metric, row: Row) -> str:
    """Why there is no attainment; the actual is looked at first."""
    if not there(row["actual"]):
        return segment.facts.say("no_actual")
    return segment.facts.say("inverse_zero" if metric.formula == "inverse" and row["actual"] == 0 else "no_attainment")


def unweighed_row(segment: Segment, metric: Metric) -> Row:
    """The numbers of a metric that only a gate looks at, as a row of ``scores`` would have them."""
    at, found = segment.index, segment.facts.lookup.unweighed(metric.id)
    row = {name: each.value[at] if each.present[at] else None for name, each in found.goal.items()}
    row["actual"] = None if found.actual.undefined[at] else found.actual.value[at]
    return row | {"attainment": found.attained.value[at] if found.attained.present[at] else None}
