"""A segment's pool: funding, factor, payout and composite (calculation.md 6 to 9)."""

from __future__ import annotations

from scorecard.model.numbers import HUNDRED, PERCENT, QUANTITY, fraction_text, shortest_text
from scorecard.model.period import date_of
from scorecard.model.plan import Component
from scorecard.report.explanation.node import Node, Segment, brief, percent, plus, rows, there, times
from scorecard.report.explanation.scores import curve_rule, gate_nodes, metric_node
from scorecard.report.explanation.sources import known, measure_node, target_pool_cells, target_pool_rule


def pool_node(segment: Segment) -> Node:
    """A segment's pool, down to the cells."""
    facts, held = segment.facts, segment.held
    rule = f"{facts.term(held['held'])} + {facts.term(held['unscored'])}"
    if held["forfeited_by"] >= 0:
        gate = list(facts.plan.gates.values())[held["forfeited_by"]]
        rule = facts.say("forfeited", gate=facts.title(gate.title), sum=f"min({rule}, 0)")
    label = f"{facts.word('pool')} {segment.label}"
    children = (_stage(segment), _held(segment), _funding(segment, scored=False), *gate_nodes(segment))
    return Node(label, facts.money(held["pool"]), rule, "9", children=children)


def _stage(segment: Segment) -> Node:
    """The Stages row by which the segment stands in its stage, and its months with f."""
    facts, end = segment.facts, segment.facts.plan.month(segment.row["last"]).last_day
    found = rows(facts.inputs.stages, team=facts.team, stage=segment.row["stage"])
    row = max((each for each in found if each["day"] <= end), key=lambda each: int(each["day"]))
    parts = ((each["month"], fraction_text(each["numerator"], each["denominator"])) for each in segment.months)
    months = ", ".join(facts.month(month) if f == "1" else f"{facts.month(month)} × {f}" for month, f in parts)
    rule = facts.say("in_stage", day=str(date_of(row["day"])), evidence=row["evidence"] or "–", months=months)
    place = facts.inputs.place(row["sheet"], row["row"], "stage")
    return Node(facts.word("stage"), facts.title(segment.stage.title), rule, "1", place)


def _held(segment: Segment) -> Node:
    facts, value = segment.facts, segment.held["held"]
    return Node(facts.word("held"), facts.money(value), _held_rule(segment), "9", children=(_earned(segment),))


def _held_rule(segment: Segment) -> str:
    facts, stage, by = segment.facts, segment.stage, segment.held["held_by"]
    limits = [
        facts.say(key, percent=brief(limit, PERCENT), pool=facts.money(segment.held["target_pool"]))
        for key, limit in (("held_floor", stage.floor), ("held_cap", stage.cap))
        if limit is not None and by in (0, 1 if key == "held_floor" else 2)
    ]
    return limits[0] if by else facts.say("held_free", limits=", ".join(limits) or facts.say("no_limits"))


def _earned(segment: Segment) -> Node:
    facts, scored = segment.facts, segment.held["scored"]
    rule = f"{facts.money(scored)} × {brief(segment.row['factor'], PERCENT)} / 100"
    if scored < 0:
        rule = facts.say("loss", money=facts.money(scored))
    children = (_funding(segment, scored=True), _factor(segment))
    return Node(facts.word("earned"), facts.money(segment.held["earned"]), rule, "9", children=children)


def _funding(segment: Segment, scored: bool) -> Node:
    facts, name = segment.facts, "scored" if scored else "unscored"
    table = rows(facts.result.pools, segment=segment.index)
    found = [row for row in table if segment.stage.funding[row["component"]].scored == scored]
    rule = plus(facts.term(row["money"]) for row in found)
    parts = tuple(_component(segment, segment.stage.funding[row["component"]], row["money"]) for row in found)
    return Node(facts.word(name), facts.money(segment.held[name]), rule, "9", children=parts)


def _component(segment: Segment, component: Component, money: int) -> Node:
    facts, label = segment.facts, segment.facts.word(component.kind)
    if component.kind == "target_pool":
        return Node(label, facts.money(money), target_pool_rule(segment), "9", children=target_pool_cells(segment))
    if component.kind == "subsidy":
        shares = [fraction_text(row["numerator"], row["denominator"]) for row in segment.months]
        rule = plus(times(share, facts.money(component.amount)) for share in shares)
        return Node(label, facts.money(money), rule, "9")
    return _share(segment, component, money)


def _share(segment: Segment, component: Component, money: int) -> Node:
    facts = segment.facts
    measure = facts.plan.measures[component.of or ""]
    title, value = facts.title(measure.title), known(segment, measure)
    base = brief(value, QUANTITY) if there(value) else title
    rule = f"{base} × {brief(component.rate, PERCENT)} / 100"
    if money < 0 or (there(value) and value < 0):
        rule += f" × {brief(component.losses, PERCENT)} / 100"
    child = measure_node(segment, measure, value, title)
    return Node(facts.say("share_of", measure=title), facts.money(money), rule, "9", children=(child,))


def _factor(segment: Segment) -> Node:
    facts, gates = segment.facts, list(segment.facts.plan.gates.values())
    closed = [gates[row["gate"]] for row in segment.gates if row["closed"]]
    cuts = [gate for gate in closed if gate.effect == "multiply"]
    rule = " × ".join(
        [
            brief(segment.row["payout"], PERCENT),
            *(f"{brief(gate.multiply, PERCENT)} ({facts.title(gate.title)})" for gate in cuts),
        ]
    )
    return Node(facts.word("factor"), percent(segment.row["factor"]), rule, "8", children=(_payout(segment),))


def _payout(segment: Segment) -> Node:
    facts, curve, composite = segment.facts, segment.stage.payout, segment.row["composite"]
    rule = facts.say("nothing_to_score")
    if segment.row["weight_total"] == HUNDRED:
        rule = curve_rule(facts, curve, composite, [_place(point.x) for point in curve.points], PERCENT)
    return Node(facts.word("payout"), percent(segment.row["payout"]), rule, "8", children=(composite_node(segment),))


def _place(x: int | str) -> int:
    assert isinstance(x, int), "a payout curve names no columns of Targets"
    return x


def composite_node(segment: Segment) -> Node:
    """The composite as the sum of its metrics' points."""
    scored = [row for row in segment.scores if not row["skipped"]]
    rule = plus(shortest_text(int(row["points"]), PERCENT) for row in scored)
    children = tuple(metric_node(segment, row) for row in segment.scores)
    return Node(segment.facts.word("composite"), percent(segment.row["composite"]), rule, "6", children=children)
