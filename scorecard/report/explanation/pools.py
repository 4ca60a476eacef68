"""A segment's pool: funding, factor, payout and composite (calculation.md 6 to 9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from scorecard.model.numbers import HUNDRED, PERCENT, QUANTITY, fraction_text
from scorecard.model.period import date_of
from scorecard.model.plan import Component
from scorecard.report.explanation.curves import Spot, curve_rule
from scorecard.report.explanation.facts import Facts, Row, Segment
from scorecard.report.explanation.gates import gate_nodes
from scorecard.report.explanation.node import Node, brief, percent, plus, short
from scorecard.report.explanation.scores import metric_node
from scorecard.report.explanation.sources import measure_node, measure_total, subsidy, target_pool


def pool_node(segment: Segment) -> Node:
    """A segment's pool, down to the cells."""
    facts, held = segment.facts, segment.held
    unscored = _funding(segment, scored=False)
    rule, note = facts.money(held["held"]), ""
    if unscored.children:
        rule, note = f"{facts.term(held['held'])} + {facts.term(held['unscored'])}", facts.say("held_and_unscored")
    if held["forfeited_by"] >= 0:
        gate = facts.lookup.gates[held["forfeited_by"]]
        rule, note = f"min({rule}, 0)", facts.say("forfeited", gate=facts.title(gate.title))
    children = (_stage(segment), _held(segment), *((unscored,) if unscored.children else ()), *gate_nodes(segment))
    label, key = f"{facts.word('pool')} {segment.label}", f"{segment.key}.pool"
    return Node(label, facts.money(held["pool"]), rule, note, "9", None, children, key)


def _stage(segment: Segment) -> Node:
    """The Stages row by which the segment stands in its stage, and its months with f."""
    facts, end = segment.facts, segment.facts.plan.month(segment.row["last"]).last_day
    found = facts.own(facts.inputs.stages, stage=segment.row["stage"])
    row = max((each for each in found if each["day"] <= end), key=lambda each: int(each["day"]))
    since = facts.say("in_stage", day=str(date_of(row["day"])), months=facts.listing(counted_months(segment)))
    approved = facts.say("approved", by=row["approved_by"]) if row["approved_by"] else ""
    note = facts.notes((since, row["evidence"] or "", approved))
    place = facts.lookup.place(row["sheet"], row["row"], "stage")
    title, key = facts.title(segment.stage.title), f"{segment.key}.stage"
    return Node(facts.word("stage"), title, "", note, "1", place, key=key)


def counted_months(segment: Segment) -> list[str]:
    """Its months: those that count whole as ``first/last``, the others with their f."""
    return list(_months(segment))


def _months(segment: Segment) -> Iterator[str]:
    facts, run = segment.facts, list[int]()
    for row in segment.months:
        f = fraction_text(row["numerator"], row["denominator"])
        if run and (f != "1" or row["month"] > run[-1] + 1):
            yield _span(facts, run)
            run = []
        if f == "1":
            run.append(row["month"])
        else:
            yield f"{facts.month(row['month'])} × {f}"
    if run:
        yield _span(facts, run)


def _span(facts: Facts, months: Sequence[int]) -> str:
    first, last = facts.month(months[0]), facts.month(months[-1])
    return first if first == last else f"{first}/{last}"


def _held(segment: Segment) -> Node:
    """Earned, within floor and cap."""
    facts, stage, held = segment.facts, segment.stage, segment.held
    rule, notes = facts.money(held["earned"]), []
    if stage.floor is not None:
        rule = f"max({rule}, {_limit(segment, stage.floor)})"
        notes.append(facts.say("floor" if stage.floor else "floor_0", percent=short(stage.floor, PERCENT)))
    if stage.cap is not None:
        rule = f"min({rule}, {_limit(segment, stage.cap)})"
        notes.append(facts.say("cap", percent=short(stage.cap, PERCENT)))
    children, key = (_earned(segment),), f"{segment.key}.held"
    return Node(facts.word("held"), facts.money(held["held"]), rule, facts.notes(notes), "9", None, children, key)


def _limit(segment: Segment, limit: int) -> str:
    """Floor or cap of the target pool's money."""
    return f"{segment.facts.money(segment.held['target_pool'])} × {short(limit, PERCENT)} / 100" if limit else "0"


def _earned(segment: Segment) -> Node:
    facts, scored = segment.facts, segment.held["scored"]
    rule, note = f"{facts.money(scored)} × {brief(segment.row['factor'], PERCENT)} / 100", ""
    if scored < 0:
        rule, note = facts.money(scored), facts.say("loss")
    children, value = (_funding(segment, scored=True), _factor(segment)), facts.money(segment.held["earned"])
    return Node(facts.word("earned"), value, rule, note, "9", None, children, f"{segment.key}.earned")


def _funding(segment: Segment, scored: bool) -> Node:
    facts, name = segment.facts, "scored" if scored else "unscored"
    found = [row for row in segment.components if segment.stage.funding[row["component"]].scored == scored]
    rule = plus(facts.term(row["money"]) for row in found)
    parts, key = tuple(_component(segment, row["component"], row["money"]) for row in found), f"{segment.key}.{name}"
    return Node(facts.word(name), facts.money(segment.held[name]), rule, "", "9", None, parts, key)


def _component(segment: Segment, index: int, money: int) -> Node:
    component, key = segment.stage.funding[index], f"{segment.key}.f{index}"
    facts, label = segment.facts, segment.facts.word(component.kind)
    if component.kind == "share":
        return _share(segment, component, money, key)
    made = target_pool(segment) if component.kind == "target_pool" else subsidy(segment, component.amount)
    return Node(label, facts.money(money), made.rule, made.note, "9", None, made.children, key)


def _share(segment: Segment, component: Component, money: int, key: str) -> Node:
    facts = segment.facts
    measure = facts.plan.measures[component.of or ""]
    title, value = facts.title(measure.title), measure_total(segment, measure)
    rule, note = f"{brief(value, QUANTITY)} × {brief(component.rate, PERCENT)} / 100", ""
    if value < 0:
        rule, note = f"{rule} × {brief(component.losses, PERCENT)} / 100", facts.say("losses")
    child = measure_node(segment, measure, title)
    return Node(facts.say("share_of", measure=title), facts.money(money), rule, note, "9", None, (child,), key)


def _factor(segment: Segment) -> Node:
    facts, gates = segment.facts, segment.facts.lookup.gates
    closed = (gates[row["gate"]] for row in segment.gates if row["closed"])
    cuts = [gate for gate in closed if gate.effect == "multiply"]
    numbers = [brief(segment.row["payout"], PERCENT), *(brief(gate.multiply, PERCENT) for gate in cuts)]
    note = facts.say("cuts", gates=facts.listing(facts.title(gate.title) for gate in cuts)) if cuts else ""
    children, value, key = (_payout(segment),), percent(segment.row["factor"]), f"{segment.key}.factor"
    return Node(facts.word("factor"), value, " × ".join(numbers), note, "8", None, children, key)


def _payout(segment: Segment) -> Node:
    rule, note = payout_rule(segment, int(segment.row["composite"]))
    if rule and not segment.row["payout"]:
        rule = floored(rule)
    children, key = (composite_node(segment),), f"{segment.key}.payout"
    value = percent(segment.row["payout"])
    return Node(segment.facts.word("payout"), value, rule, note, "8", None, children, key)


def floored(rule: str) -> str:
    """The rule of a payout that is 0: what lies below is cut."""
    return rule if rule in ("0", "") else f"max({rule}, 0)"


def payout_rule(segment: Segment, composite: int) -> tuple[str, str]:
    """(Rule, note) of the payout that a composite makes on the stage's curve, before what is below 0 becomes 0."""
    facts, curve = segment.facts, segment.stage.payout
    if segment.row["weight_total"] != HUNDRED:
        return "", facts.say("nothing_to_score")
    places = [point.x for point in curve.points if isinstance(point.x, int)]
    return curve_rule(facts, Spot(curve, composite, places, PERCENT))


def composite_node(segment: Segment) -> Node:
    """The composite as the sum of its perspectives' points."""
    found = segment.by_perspective
    rule = plus(brief(perspective_points(rows), PERCENT) for rows in found.values())
    children = (_weights(segment), *(_perspective(segment, at, rows) for at, rows in found.items()))
    label, key = segment.facts.word("composite"), f"{segment.key}.composite"
    return Node(label, percent(segment.row["composite"]), rule, "", "6", None, children, key)


def _weights(segment: Segment) -> Node:
    """The sum of the weights, perspective by perspective."""
    facts, total, found = segment.facts, segment.row["weight_total"], segment.by_perspective
    rule = plus(brief(perspective_weight(rows), PERCENT) for rows in found.values())
    note = facts.say("weights_sum") if total else facts.say("nothing_to_score")
    children = tuple(_weight_of(segment, at, rows) for at, rows in found.items())
    return Node(facts.say("weights"), percent(total), rule, note, "6", None, children, f"{segment.key}.weights")


def _weight_of(segment: Segment, at: int, rows: Sequence[Row]) -> Node:
    """The weight of a perspective as the sum of its metrics' weights; ``at`` is its place in the plan."""
    facts, kept = segment.facts, [row for row in rows if not row["skipped"]]
    rule = plus(brief(row["weight"], PERCENT) for row in kept)
    children = tuple(
        Node(facts.title(segment.metric(row).title), percent(row["weight"]), "", facts.say("weight_below"), "6")
        for row in kept
    )
    label, value = facts.title(facts.lookup.perspectives[at]), percent(perspective_weight(rows))
    return Node(label, value, rule, "", "6", None, children, f"{segment.key}.weight.p{at}")


def perspective_weight(rows: Iterable[Row]) -> int:
    """The sum of the weights of those that are scored."""
    return sum(int(row["weight"]) for row in rows if not row["skipped"])


def perspective_points(rows: Iterable[Row]) -> int:
    """The sum of the points of those that are scored."""
    return sum(int(row["points"]) for row in rows if not row["skipped"])


def _perspective(segment: Segment, at: int, rows: Sequence[Row]) -> Node:
    """The points of a perspective as the sum of its metrics' points; ``at`` is its place in the plan."""
    facts, key = segment.facts, f"{segment.key}.p{at}"
    label = f"{facts.title(facts.lookup.perspectives[at])} · {facts.word('points')}"
    rule = plus(brief(row["points"], PERCENT) for row in rows if not row["skipped"])
    children = tuple(metric_node(segment, row) for row in rows)
    return Node(label, percent(perspective_points(rows)), rule, "", "6", None, children, key)
