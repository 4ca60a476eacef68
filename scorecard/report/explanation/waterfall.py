"""From target pool to pool: what was made of the money, a line a step (outputs.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scorecard.calc.scores import NOT_SKIPPED
from scorecard.model.numbers import HUNDRED, PERCENT, round_half_away, trimmed
from scorecard.report.explanation.facts import Facts, Row, Segment
from scorecard.report.explanation.node import Node, brief, percent, plus, term
from scorecard.report.explanation.pools import floored, payout_rule

STEPS = ("target_pool", "other_funding", "payout", "gates", "limits", "forfeited")
"""Columns of calc/bridge.py, in the order of the waterfall."""


def step_name(facts: Facts, step: str) -> str:
    """What a step is called."""
    return facts.say(f"fall_{step}")


def step_sum(facts: Facts, step: str) -> int:
    """What a step makes in all the year's segments of the team, in money."""
    column = facts.lookup.bridge[step]
    return sum(column[segment.index] for segment in facts.segments)


def waterfall_nodes(facts: Facts) -> tuple[Node, ...]:
    """The steps that make something, below a heading; none for a team without segments."""
    if not facts.segments:
        return ()
    steps = tuple(_step(facts, step) for step in STEPS if step == "target_pool" or step_sum(facts, step))
    return (Node(facts.say("waterfall"), note=facts.say("waterfall_sum"), children=steps),)


def _step(facts: Facts, step: str) -> Node:
    label, key, segments = step_name(facts, step), f"fall.{step}", facts.segments
    if len(segments) == 1:
        return _line(segments[0], step, label, key)
    lines = tuple(_line(segment, step, segment.label) for segment in segments)
    rule = plus(facts.term(facts.lookup.bridge[step][segment.index]) for segment in segments)
    return Node(label, facts.money(step_sum(facts, step)), rule, "", "9", None, lines, key)


def _line(segment: Segment, step: str, label: str, key: str = "") -> Node:
    """What a step makes in a segment."""
    rule, note, children = RULES[step](segment)
    value = segment.facts.money(segment.facts.lookup.bridge[step][segment.index])
    return Node(label, value, rule, note, "9", None, children, key)


Told = tuple[str, str, tuple[Node, ...]]
"""Rule, note and children of a line."""


def _target_pool(segment: Segment) -> Told:
    say, paid = segment.facts.say, any(part.kind == "target_pool" for part in segment.stage.funding)
    return ("", say("see_above"), ()) if paid else ("0", say("no_target_pool"), ())


def _other_funding(segment: Segment) -> Told:
    scored, unscored, target_pool = _money(segment, "scored", "unscored", "target_pool")
    return f"{scored} + {unscored} − {target_pool}", segment.facts.say("fall_other_funding_rule"), ()


def _payout(segment: Segment) -> Told:
    facts, (scored,) = segment.facts, _money(segment, "scored")
    if segment.held["scored"] < 0:
        return f"{scored} − {scored}", facts.say("loss"), ()
    ungated = facts.lookup.without_gates
    composite, payout = ungated["composite"][segment.index], ungated["payout"][segment.index]
    rule = f"round({scored} × {brief(payout, PERCENT)} / 100, {facts.plan.decimals}) − {scored}"
    if composite == segment.row["composite"]:
        return rule, facts.say("fall_payout_rule"), ()
    return rule, facts.say("fall_payout_ungated"), (_ungated_payout(segment, composite, payout),)


def _ungated_payout(segment: Segment, composite: int, payout: int) -> Node:
    """The payout that the scores would make without their caps, down to the points."""
    facts = segment.facts
    rule, note = payout_rule(segment, composite)
    rule = floored(rule) if not payout else rule
    points = tuple(_uncapped_points(segment, row) for row in segment.scores if row["skipped"] == NOT_SKIPPED)
    total = plus(term(trimmed(each.value or "")) for each in points)
    uncapped = Node(facts.say("uncapped_composite"), percent(composite), total, "", "6", None, points)
    return Node(facts.word("payout"), percent(payout), rule, note, "8", None, (uncapped,))


def _uncapped_points(segment: Segment, row: Row) -> Node:
    facts, points = segment.facts, round_half_away(row["weight"] * row["score_uncapped"], HUNDRED)
    label = f"{facts.title(segment.metric(row).title)} · {facts.word('points')}"
    rule = f"{brief(row['weight'], PERCENT)} × {brief(row['score_uncapped'], PERCENT)} / 100"
    return Node(label, percent(points), rule, "", "6")


def _gates(segment: Segment) -> Told:
    facts, (earned,) = segment.facts, _money(segment, "earned")
    rule = f"{earned} − {facts.term(facts.lookup.without_gates['earned'][segment.index])}"
    return rule, facts.say("fall_gates_rule"), ()


def _limits(segment: Segment) -> Told:
    held, earned = _money(segment, "held", "earned")
    return f"{held} − {earned}", segment.facts.say("fall_limits_rule"), ()


def _forfeited(segment: Segment) -> Told:
    pool, held, unscored = _money(segment, "pool", "held", "unscored")
    return f"{pool} − {held} − {unscored}", segment.facts.say("fall_forfeited_rule"), ()


def _money(segment: Segment, *names: str) -> tuple[str, ...]:
    """Columns of the segment's row of ``held``, as they stand in a rule."""
    return tuple(segment.facts.term(segment.held[name]) for name in names)


RULES: Mapping[str, Callable[[Segment], Told]] = {
    "target_pool": _target_pool,
    "other_funding": _other_funding,
    "payout": _payout,
    "gates": _gates,
    "limits": _limits,
    "forfeited": _forfeited,
}
"""What gives a step in a segment."""
