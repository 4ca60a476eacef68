"""A segment's pool: funding, factor, payout and composite (calculation.md 6 to 9)."""

from __future__ import annotations

from scorecard.model.numbers import HUNDRED, PERCENT, QUANTITY, fraction_text
from scorecard.model.period import date_of
from scorecard.model.plan import Component
from scorecard.report.explanation.curves import Spot, curve_rule
from scorecard.report.explanation.facts import Segment, rows
from scorecard.report.explanation.gates import gate_nodes
from scorecard.report.explanation.node import Node, brief, percent, plus
from scorecard.report.explanation.scores import metric_node
from scorecard.report.explanation.sources import measure_node, measure_total, subsidy, target_pool

FLOOR, CAP = 1, 2
"""What ``held_by`` of the result says."""


def pool_node(segment: Segment) -> Node:
    """A segment's pool, down to the cells."""
    facts, held = segment.facts, segment.held
    unscored = _funding(segment, scored=False)
    rule, note = f"{facts.term(held['held'])} + {facts.term(held['unscored'])}", facts.say("held_and_unscored")
    if held["forfeited_by"] >= 0:
        gate = list(facts.plan.gates.values())[held["forfeited_by"]]
        rule, note = f"min({rule}, 0)", facts.say("forfeited", gate=facts.title(gate.title))
    children = (_stage(segment), _held(segment), *((unscored,) if unscored.children else ()), *gate_nodes(segment))
    return Node(f"{facts.word('pool')} {segment.label}", facts.money(held["pool"]), rule, note, "9", None, children)


def _stage(segment: Segment) -> Node:
    """The Stages row by which the segment stands in its stage, and its months with f."""
    facts, end = segment.facts, segment.facts.plan.month(segment.row["last"]).last_day
    found = rows(facts.inputs.stages, team=facts.team, stage=segment.row["stage"])
    row = max((each for each in found if each["day"] <= end), key=lambda each: int(each["day"]))
    parts = ((each["month"], fraction_text(each["numerator"], each["denominator"])) for each in segment.months)
    months = ", ".join(facts.month(month) if f == "1" else f"{facts.month(month)} × {f}" for month, f in parts)
    note = facts.say("in_stage", day=str(date_of(row["day"])), months=months)
    if row["evidence"]:
        note = f"{note}; {row['evidence']}"
    place = facts.inputs.place(row["sheet"], row["row"], "stage")
    return Node(facts.word("stage"), facts.title(segment.stage.title), "", note, "1", place)


def _held(segment: Segment) -> Node:
    """Earned, within floor and cap."""
    facts, stage, held = segment.facts, segment.stage, segment.held
    rule, by = facts.money(held["earned"]), held["held_by"]
    limit = {FLOOR: stage.floor, CAP: stage.cap}.get(by)
    if limit is not None:
        rule = f"{facts.money(held['target_pool'])} × {brief(limit, PERCENT)} / 100"
    notes = [
        facts.say(name, percent=brief(limit, PERCENT))
        for name, limit in (("floor", stage.floor), ("cap", stage.cap))
        if limit is not None and by in (0, FLOOR if name == "floor" else CAP)
    ]
    children = (_earned(segment),)
    return Node(facts.word("held"), facts.money(held["held"]), rule, ", ".join(notes), "9", None, children)


def _earned(segment: Segment) -> Node:
    facts, scored = segment.facts, segment.held["scored"]
    rule, note = f"{facts.money(scored)} × {brief(segment.row['factor'], PERCENT)} / 100", ""
    if scored < 0:
        rule, note = facts.money(scored), facts.say("loss")
    children = (_funding(segment, scored=True), _factor(segment))
    return Node(facts.word("earned"), facts.money(segment.held["earned"]), rule, note, "9", None, children)


def _funding(segment: Segment, scored: bool) -> Node:
    facts, name = segment.facts, "scored" if scored else "unscored"
    table = rows(facts.result.pools, segment=segment.index)
    found = [row for row in table if segment.stage.funding[row["component"]].scored == scored]
    rule = plus(facts.term(row["money"]) for row in found)
    parts = tuple(_component(segment, segment.stage.funding[row["component"]], row["money"]) for row in found)
    return Node(facts.word(name), facts.money(segment.held[name]), rule, "", "9", children=parts)


def _component(segment: Segment, component: Component, money: int) -> Node:
    facts, label = segment.facts, segment.facts.word(component.kind)
    if component.kind == "share":
        return _share(segment, component, money)
    made = target_pool(segment) if component.kind == "target_pool" else subsidy(segment, component.amount)
    return Node(label, facts.money(money), made.rule, made.note, "9", children=made.children)


def _share(segment: Segment, component: Component, money: int) -> Node:
    facts = segment.facts
    measure = facts.plan.measures[component.of or ""]
    title, value = facts.title(measure.title), measure_total(segment, measure)
    rule, note = f"{brief(value, QUANTITY)} × {brief(component.rate, PERCENT)} / 100", ""
    if value < 0:
        rule, note = f"{rule} × {brief(component.losses, PERCENT)} / 100", facts.say("losses")
    child = measure_node(segment, measure, title)
    return Node(facts.say("share_of", measure=title), facts.money(money), rule, note, "9", children=(child,))


def _factor(segment: Segment) -> Node:
    facts, gates = segment.facts, list(segment.facts.plan.gates.values())
    closed = (gates[row["gate"]] for row in segment.gates if row["closed"])
    cuts = [gate for gate in closed if gate.effect == "multiply"]
    numbers = [brief(segment.row["payout"], PERCENT), *(brief(gate.multiply, PERCENT) for gate in cuts)]
    note = facts.say("cuts", gates=", ".join(facts.title(gate.title) for gate in cuts)) if cuts else ""
    children = (_payout(segment),)
    return Node(facts.word("factor"), percent(segment.row["factor"]), " × ".join(numbers), note, "8", None, children)


def _payout(segment: Segment) -> Node:
    facts, curve, composite = segment.facts, segment.stage.payout, int(segment.row["composite"])
    rule, note = "", facts.say("nothing_to_score")
    if segment.row["weight_total"] == HUNDRED:
        places = [point.x for point in curve.points if isinstance(point.x, int)]
        rule, note = curve_rule(facts, Spot(curve, composite, places, PERCENT))
    children = (composite_node(segment),)
    return Node(facts.word("payout"), percent(segment.row["payout"]), _not_below_0(rule), note, "8", None, children)


def _not_below_0(rule: str) -> str:
    """A payout curve's y is never below 0."""
    return f"max({rule}, 0)" if " − " in rule or rule.startswith("(-") else rule


def composite_node(segment: Segment) -> Node:
    """The composite as the sum of its metrics' points."""
    scored = [row for row in segment.scores if not row["skipped"]]
    rule = plus(brief(row["points"], PERCENT) for row in scored)
    children = tuple(metric_node(segment, row) for row in segment.scores)
    return Node(segment.facts.word("composite"), percent(segment.row["composite"]), rule, "", "6", None, children)
