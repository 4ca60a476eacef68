"""What supports a metric's numbers, and the warnings that concern a derivation (inputs.md)."""

from __future__ import annotations

from collections.abc import Iterable

from scorecard.model.messages import message
from scorecard.model.plan import Measure, Metric
from scorecard.model.problems import Place, Problem
from scorecard.report.explanation.facts import Facts, Row, Segment, by_month
from scorecard.report.explanation.node import Node


def evidence_nodes(segment: Segment, metric: Metric) -> tuple[Node, ...]:
    """The Evidence rows of the metric's measures in the segment's months; that there is none, where it needs one."""
    facts, months = segment.facts, {month["month"] for month in segment.months}
    table = [row for row in facts.own(facts.inputs.evidence) if row["month"] in months]
    found = tuple(_row(facts, row) for row in by_month(table) if _measure(facts, row).id in metric.actual.measures)
    if not (found or metric.evidence):
        return ()
    note = "" if found else facts.say("no_evidence")
    return (Node(facts.say("evidence"), note=note, children=found),)


def _row(facts: Facts, row: Row) -> Node:
    measure = _measure(facts, row)
    place = facts.lookup.place(row["sheet"], row["row"], "note")
    note = facts.notes((row["note"] or "", row["link"] or ""))
    return Node(f"{facts.month(row['month'])} {facts.title(measure.title)}", note=note, place=place)


def _measure(facts: Facts, row: Row) -> Measure:
    return facts.lookup.measures[row["measure"]]


def warning_nodes(facts: Facts, shown: Iterable[Node], metric: Metric | None) -> tuple[Node, ...]:
    """The warnings about the team and about the cells of the lines shown; with a metric, about it and these cells."""
    cells = _cells(shown) if facts.lookup.cell_warnings else set()
    found = tuple(
        Node(warning.code, note=message(warning, facts.language), place=warning.place)
        for warning in _warnings(facts, cells, metric)
    )
    return (Node(facts.say("warnings"), children=found),) if found else ()


def _warnings(facts: Facts, cells: set[Place], metric: Metric | None) -> list[Problem]:
    """Those about the team, of a metric only its own, and those about the cells; in the order of the result."""
    lookup, every = facts.lookup, facts.result.warnings
    own = lookup.team_warnings.get(facts.known["key"], [])
    found = {at for at in own if metric is None or every[at].args.get("metric") == metric.title}
    found |= {at for cell in cells for at in lookup.cell_warnings.get(cell, [])}
    return [every[at] for at in sorted(found)]


def _cells(nodes: Iterable[Node]) -> set[Place]:
    """The cells of these lines and of all below them."""
    found, left = set(), list(nodes)
    while left:
        node = left.pop()
        left += node.children
        if node.place is not None:
            found.add(node.place)
    return found
