"""What supports a metric's numbers, and the warnings that concern a derivation (inputs.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scorecard.model.messages import message
from scorecard.model.plan import Metric
from scorecard.model.problems import Place, Problem
from scorecard.report.explanation.facts import Facts, Row, Segment, by_month
from scorecard.report.explanation.node import Node


def evidence_nodes(segment: Segment, metric: Metric) -> tuple[Node, ...]:
    """The Evidence rows of the metric's measures in the segment's months; that there is none, where it needs one."""
    facts, months = segment.facts, {month["month"] for month in segment.months}
    wanted = {list(facts.plan.measures).index(id) for id in metric.actual.measures}
    table = by_month(facts.own(facts.inputs.evidence))
    found = tuple(_row(facts, row) for row in table if row["month"] in months and row["measure"] in wanted)
    if not (found or metric.evidence):
        return ()
    note = "" if found else facts.say("no_evidence")
    return (Node(facts.say("evidence"), note=note, children=found),)


def _row(facts: Facts, row: Row) -> Node:
    measure = list(facts.plan.measures.values())[row["measure"]]
    place = facts.inputs.place(row["sheet"], row["row"], "note")
    note = facts.notes((row["note"] or "", row["link"] or ""))
    return Node(f"{facts.month(row['month'])} {facts.title(measure.title)}", note=note, place=place)


def warning_nodes(facts: Facts, shown: Iterable[Node], metric: Metric | None) -> tuple[Node, ...]:
    """The warnings about the team and about the cells of the lines shown; with a metric, about it and these cells."""
    cells = {node.place for node in _lines(shown) if node.place is not None}
    found = tuple(
        Node(warning.code, note=message(warning, facts.language), place=warning.place)
        for warning in facts.result.warnings
        if warning.level == "warning" and _concerns(facts, warning, cells, metric)
    )
    return (Node(facts.say("warnings"), children=found),) if found else ()


def _concerns(facts: Facts, warning: Problem, cells: set[Place], metric: Metric | None) -> bool:
    own = warning.team == facts.inputs.teams["key"].iloc[facts.team]
    return warning.place in cells or (own and (metric is None or warning.args.get("metric") == metric.title))


def _lines(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _lines(node.children)
