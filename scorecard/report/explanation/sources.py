"""Where a segment's numbers come from: month values and their cells, Targets and Pools rows (calculation.md 2, 3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorecard.model.numbers import QUANTITY, fraction_text, shortest_text
from scorecard.model.plan import Expression, Measure, Metric, Total
from scorecard.report.explanation.node import (
    Facts,
    Node,
    Row,
    Segment,
    brief,
    plus,
    quantity,
    rows,
    there,
    times,
)

AS_READ = QUANTITY
SIGNS = {"sum": " + ", "difference": " − ", "ratio": " / "}
Months = Sequence[tuple[int, str]]
"""Months of the fiscal year with the share of each that counts."""


def actual_node(segment: Segment, expression: Expression, value: Any, label: str, whole: bool = False) -> Node:
    """The actual of a metric, or with ``whole`` of a gate (g = 1), from its measures (calculation.md 2)."""
    facts = segment.facts
    measures = [facts.plan.measures[id] for id in expression.measures]
    if expression.kind == "measure":
        return measure_node(segment, measures[0], value, label, whole)
    rule = SIGNS[expression.kind].join(facts.title(measure.title) for measure in measures)
    shown = rule if there(value) else facts.say("undefined", rule=rule)
    parts = tuple(
        measure_node(segment, measure, known(segment, measure, whole), facts.title(measure.title), whole)
        for measure in measures
    )
    return Node(label, quantity(value), shown, "2", children=parts)


def known(segment: Segment, measure: Measure, whole: bool = False) -> Any:
    """A measure's actual where the result states it: as a metric of the segment, or as the one month that counts."""
    months = measure_months(segment, measure, whole)
    if len(months) == 1 and months[0][1] == "1":
        found = segment.facts.month_values.get((_index(segment.facts, measure), months[0][0]))
        return found["value"] if found else None
    if whole and measure.split and any(row["numerator"] != row["total"] for row in segment.months):
        return None
    same = Expression("measure", (measure.id,))
    return next((row["actual"] for row in segment.scores if segment.metric(row).actual == same), None)


def measure_months(segment: Segment, measure: Measure, whole: bool) -> Months:
    """The months that a measure's total uses, with g."""
    undivided = whole or not measure.split
    shares = [
        (row["month"], "1" if undivided else fraction_text(row["numerator"], row["total"])) for row in segment.months
    ]
    if measure.total == "last":
        return [(shares[-1][0], "1")]
    return shares if measure.total in ("sum", "average") else [(month, "1") for month, _ in shares]


def measure_node(segment: Segment, measure: Measure, value: Any, label: str, whole: bool = False) -> Node:
    """A measure's actual from its month values."""
    facts, index = segment.facts, _index(segment.facts, measure)
    months = [each for each in measure_months(segment, measure, whole) if (index, each[0]) in facts.month_values]
    values = [brief(facts.month_values[index, month]["value"], QUANTITY) for month, _ in months]
    rule = total_rule(facts, measure.total, [share for _, share in months], values)
    children = tuple(_month_node(facts, measure, facts.month_values[index, month]) for month, _ in months)
    return Node(label, quantity(value), rule, "2", children=children)


def total_rule(facts: Facts, total: Total, shares: Sequence[str], values: Sequence[str]) -> str:
    """How months make a total, with the numbers."""
    if total == "last":
        return facts.say("last", value=values[-1]) if values else ""
    if total in ("max", "min"):
        return facts.say(total, values=", ".join(values))
    parts = plus(times(share, value) for share, value in zip(shares, values, strict=True))
    return parts if total == "sum" else facts.say("average", sum=parts, share=plus(shares))


def _index(facts: Facts, measure: Measure) -> int:
    return list(facts.plan.measures).index(measure.id)


def _month_node(facts: Facts, measure: Measure, row: Row) -> Node:
    month, value = facts.month(row["month"]), quantity(row["value"])
    if row["origin"] == 1:
        return Node(month, value, facts.say("zero"), "2")
    rule = facts.say("carried", month=facts.month(row["from_month"])) if row["origin"] == 2 else ""
    if measure.source is None:
        cells = _actuals_cells(facts, measure, row)
    else:
        cells = _line_cells(facts, measure, row)
        how = facts.say("rows_" + measure.each_month)
        rule = rule or facts.say("each_month", how=how, count=str(len(cells)))
    if len(cells) == 1 and not rule:
        return Node(month, value, rule, "2", cells[0].place)
    return Node(month, value, rule, "2", children=cells)


def _actuals_cells(facts: Facts, measure: Measure, row: Row) -> tuple[Node, ...]:
    found = rows(facts.inputs.values, team=facts.team, month=row["from_month"], measure=row["measure"])
    return tuple(_cell(facts, each, measure.id, each["value"]) for each in found)


def _line_cells(facts: Facts, measure: Measure, row: Row) -> tuple[Node, ...]:
    found = rows(facts.inputs.lines, team=facts.team, month=row["from_month"], measure=row["measure"])
    return tuple(_line(facts, measure, each) for each in found)


def _line(facts: Facts, measure: Measure, row: Row) -> Node:
    if not measure.column:
        source = facts.plan.sources[measure.source or ""]
        return Node(
            _header(facts, row, source.key), None, "", "2", facts.inputs.place(row["sheet"], row["row"], source.key)
        )
    first, *others = measure.column
    node = _cell(facts, row, first, row["value"])
    if not others:
        return node
    place = facts.inputs.place(row["sheet"], row["row"], others[0])
    names = {"column": node.label, "other": _header(facts, row, others[0]), "cell": str(place)}
    return Node(node.label, node.value, facts.say("times_cell", **names), "2", node.place)


def _cell(facts: Facts, row: Row, column: str, value: Any) -> Node:
    place = facts.inputs.place(row["sheet"], row["row"], column)
    return Node(_header(facts, row, column), shortest_text(int(value), AS_READ), place=place)


def _header(facts: Facts, row: Row, column: str) -> str:
    headers = facts.inputs.sheets[row["sheet"]].headers
    return headers.get(column) or headers.get("value") or column


def goal_node(segment: Segment, metric: Metric, name: str, value: Any) -> Node:
    """Target, baseline, threshold or stretch from the Targets rows (calculation.md 3)."""
    facts = segment.facts
    found = rows(facts.inputs.targets, team=facts.team, metric=list(facts.plan.metrics).index(metric.id))
    months = _cut_months(segment, metric)
    used = [row for row in found if row["month"] < 0 or row["month"] in dict(months)]
    cells = tuple(_goal_cell(facts, metric, name, row) for row in used)
    rule = _goal_rule(facts, metric, months, used, name) if there(value) else ""
    return Node(facts.word(name), quantity(value), rule, "3", children=cells)


def _cut_months(segment: Segment, metric: Metric) -> Months:
    split = segment.facts.plan.measures[metric.actual.measures[0]].split
    top = "numerator" if split else "total"
    shares = [(row["month"], fraction_text(row[top], row["denominator"])) for row in segment.months]
    return shares[-1:] if metric.target_total == "last" else shares


def _goal_cell(facts: Facts, metric: Metric, name: str, row: Row) -> Node:
    place = facts.inputs.place(row["sheet"], row["row"], name)
    if there(row[name]):
        return Node(facts.month(row["month"]), shortest_text(int(row[name]), AS_READ), "", "3", place)
    default = name == "baseline" and metric.formula == "standard" and there(row["target"])
    rule = facts.say(f"empty_{metric.better}") if default else ""
    return Node(facts.month(row["month"]), None, rule, "3", place)


def _goal_rule(facts: Facts, metric: Metric, months: Months, used: Sequence[Row], name: str) -> str:
    texts = {row["month"]: _goal_text(metric, name, row) for row in used}
    shares = [share for _, share in months]
    if -1 not in texts:
        return total_rule(facts, metric.target_total, shares, [texts[month] for month, _ in months])
    if metric.target_total == "sum":
        return phased_rule(facts, texts[-1], months)
    return texts[-1]


def _goal_text(metric: Metric, name: str, row: Row) -> str:
    if there(row[name]):
        return brief(row[name], QUANTITY)
    return f"2 × {brief(row['target'], QUANTITY)}" if metric.better == "lower" else "0"


def phased_rule(facts: Facts, year: str, months: Months) -> str:
    """A year row's share of the months, by the plan's phasing."""
    phasing = facts.plan.phasing
    share = plus(times(cut, str(phasing[month])) for month, cut in months)
    return facts.say("phased", year=year, share=share, whole=str(sum(phasing)))


def target_pool_cells(segment: Segment) -> tuple[Node, ...]:
    """The Pools rows that a segment's target pool comes from."""
    facts = segment.facts
    wanted = {-1, *(row["month"] for row in segment.months)}
    found = [row for row in rows(facts.inputs.pools, team=facts.team) if row["month"] in wanted]
    return tuple(
        Node(
            facts.month(row["month"]), facts.money(row["amount"]), "", "9",
            facts.inputs.place(row["sheet"], row["row"], "amount"),
        )
        for row in found
    )  # fmt: skip


def target_pool_rule(segment: Segment) -> str:
    """How the months of the Pools sheet make a target pool."""
    facts = segment.facts
    amounts = {row["month"]: facts.money(row["amount"]) for row in rows(facts.inputs.pools, team=facts.team)}
    months = [(row["month"], fraction_text(row["numerator"], row["denominator"])) for row in segment.months]
    if -1 in amounts:
        return phased_rule(facts, amounts[-1], months)
    return plus(times(share, amounts[month]) for month, share in months)
