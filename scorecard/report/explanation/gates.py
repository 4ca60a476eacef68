"""What a gate looked at, whether it closed, and what that did (calculation.md 7)."""

from __future__ import annotations

from scorecard.model.numbers import PERCENT, QUANTITY
from scorecard.model.plan import Gate
from scorecard.report.explanation.facts import Facts, Row, Segment
from scorecard.report.explanation.node import Node, percent, quantity, short, there
from scorecard.report.explanation.scores import attainment_node, unweighed_row
from scorecard.report.explanation.sources import actual_node


def gate_nodes(segment: Segment) -> tuple[Node, ...]:
    """Every gate that applies."""
    gates = segment.facts.lookup.gates
    return tuple(_gate(segment, gates[row["gate"]], row) for row in segment.gates)


def _gate(segment: Segment, gate: Gate, row: Row) -> Node:
    facts = segment.facts
    compared = {"comparison": facts.word(gate.comparison), "number": short(gate.number, QUANTITY)}
    outcome = "closed" if row["closed"] else "open"
    note = facts.say(f"{_known(row)}_{outcome}", value=_value(gate, row), effect=effect_text(facts, gate), **compared)
    value = quantity(row["value"]) if gate.of == "actual" else percent(row["value"])
    label = f"{facts.word('gate')} {facts.title(gate.title)}"
    return Node(label, value, "", note, "7", None, looked_at(segment, gate, row), f"{segment.key}.{gate.id}.gate")


def _known(row: Row) -> str:
    """Which phrases tell the comparison: there may be nothing to compare."""
    return "gate" if there(row["value"]) or row["infinite"] else "gate_null"


def _value(gate: Gate, row: Row) -> str:
    if there(row["value"]):
        return short(row["value"], QUANTITY if gate.of == "actual" else PERCENT)
    return {1: "∞", -1: "−∞"}.get(row["infinite"], "")


def effect_text(facts: Facts, gate: Gate) -> str:
    """What a gate does when it closes."""
    if gate.effect == "multiply":
        return f"{facts.word('multiply')} {short(gate.multiply, PERCENT)}"
    if gate.effect == "forfeit":
        return facts.word("forfeit")
    caps = (
        facts.say("cap_effect", metric=facts.title(facts.plan.metrics[id].title), score=short(score, PERCENT))
        for id, score in gate.caps.items()
    )
    return facts.listing(caps)


def thing(facts: Facts, gate: Gate) -> str:
    """What a comparison looks at, in words; what this plan does not have, by its id."""
    if gate.actual is not None:
        known = facts.plan.measures
        titles = [facts.title(known[id].title) if id in known else id for id in gate.actual.measures]
        return {"ratio": " / ", "sum": " + ", "difference": " − "}.get(gate.actual.kind, "").join(titles)
    if gate.metric is None:
        return facts.word("composite")
    metric = facts.plan.metrics.get(gate.metric)
    return facts.say("gate_attainment", metric=facts.title(metric.title) if metric else gate.metric)


def looked_at(segment: Segment, gate: Gate, row: Row) -> tuple[Node, ...]:
    """What a comparison looks at, down to the cells; ``row`` has its ``value``."""
    facts = segment.facts
    if gate.actual is not None:
        return (actual_node(segment, gate.actual, row["value"], whole=True),)
    if gate.metric is None:
        return (Node(facts.word("composite"), percent(row["value"]), "", facts.say("see_above"), "6"),)
    metric = facts.plan.metrics[gate.metric]
    label = facts.say("gate_attainment", metric=facts.title(metric.title))
    weighed = next((each for each in segment.scores if segment.metric(each) == metric), None)
    if weighed is not None and metric.curve.on == "attainment":
        return (Node(label, percent(row["value"]), "", facts.say("see_above"), "4"),)
    found = weighed or unweighed_row(segment, metric)
    return (attainment_node(segment, metric, found, label, f"{segment.key}.{gate.id}.gate"),)
