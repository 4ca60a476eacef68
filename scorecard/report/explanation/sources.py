"""Where a segment's numbers come from: month values and their cells, Targets and Pools rows (calculation.md 2, 3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scorecard.calc.values import CARRIED, ZERO
from scorecard.model.numbers import QUANTITY, shortest_text
from scorecard.model.plan import Expression, Measure, Metric
from scorecard.report.explanation.facts import Facts, Row, Segment
from scorecard.report.explanation.node import Node, brief, extreme, over, plus, quantity, there
from scorecard.report.explanation.series import Kind, Made, Month, spread, total

SIGNS = {"sum": " + ", "difference": " − ", "ratio": " / "}
FACTORS = ("factor", "other")
"""A product's numbers in a row of ``Inputs.lines``, in the order of the measure's columns."""
MOST_TERMS = 12
"""So many rows of a month are added up in a rule; of more their number is told."""


def actual_node(segment: Segment, expression: Expression, value: Any, key: str = "", whole: bool = False) -> Node:
    """The actual of a metric, or with ``whole`` of a gate (g = 1), from its measures (calculation.md 2)."""
    facts, label = segment.facts, segment.facts.word("actual")
    measures = [facts.plan.measures[id] for id in expression.measures]
    if expression.kind == "measure":
        return measure_node(segment, measures[0], label, key, whole)
    parts = tuple(measure_node(segment, each, facts.title(each.title), "", whole) for each in measures)
    names = SIGNS[expression.kind].join(part.label for part in parts)
    numbers = SIGNS[expression.kind].join(brief(measure_total(segment, each, whole), QUANTITY) for each in measures)
    if not there(value):
        return Node(label, None, "", facts.say("undefined", rule=f"{names} = {numbers}"), "2", None, parts, key)
    return Node(label, quantity(value), numbers, names, "2", None, parts, key)


def measure_total(segment: Segment, measure: Measure, whole: bool = False) -> int:
    """A measure's actual in the segment."""
    return int(segment.facts.lookup.actuals.measure(measure.id, whole)[segment.index])


def measure_node(segment: Segment, measure: Measure, label: str, key: str = "", whole: bool = False) -> Node:
    """A measure's actual from its month values."""
    divided = measure.split and not whole and measure.total in ("sum", "average")
    made = segment.made.get((measure.id, divided))
    if made is None:
        made = segment.made[measure.id, divided] = _measure_made(segment, measure, divided)
    value = quantity(measure_total(segment, measure, whole))
    return Node(label, value, made.rule, made.note, "2", None, made.children, key)


def _measure_made(segment: Segment, measure: Measure, divided: bool) -> Made:
    """How the months make a measure's actual; of one that is not divided each month counts whole."""
    facts = segment.facts
    months = [_measure_month(facts, measure, row, divided) for row in _used(segment, measure)]
    return total(facts, Kind(QUANTITY, "2"), measure.total, months)


def _used(segment: Segment, measure: Measure) -> list[Row]:
    """The segment's months whose value the total looks at."""
    return segment.months[-1:] if measure.total == "last" else segment.months


def _measure_month(facts: Facts, measure: Measure, row: Row, divided: bool) -> Month:
    """A month with g, and where its value comes from."""
    index, month = facts.lookup.measure_places[measure.id], row["month"]
    value, origin, source = facts.month_values[index, month]
    top, whole = (row["numerator"], row["total"]) if divided else (1, 1)
    if origin == ZERO:
        return Month(month, top, whole, value, "", facts.say("zero"))
    carried = facts.say("carried", month=facts.month(source)) if origin == CARRIED else ""
    if measure.source is None:
        return Month(month, top, whole, value, "", carried, facts.lookup.place(*facts.cells[index, source], measure.id))
    lines = facts.own(facts.inputs.lines, month=source, measure=index)
    note = facts.notes((_rows_note(facts, measure, lines), carried))
    children = tuple(_line(facts, measure, line) for line in lines)
    return Month(month, top, whole, value, _rows_rule(measure, lines), note, None, children)


def _rows_note(facts: Facts, measure: Measure, lines: Sequence[Row]) -> str:
    if len(lines) == 1 and measure.each_month != "count":
        return facts.say("one_row")
    return facts.say("rows_" + measure.each_month, count=str(len(lines)))


def _rows_rule(measure: Measure, lines: Sequence[Row]) -> str:
    """How the rows of a month combine, where that can be written down."""
    if measure.each_month in ("count", "last") or len(lines) > MOST_TERMS:
        return ""
    values = [brief(line["value"], QUANTITY) for line in lines]
    if measure.each_month in ("max", "min"):
        return extreme(measure.each_month, values)
    return plus(values) if measure.each_month == "sum" else over(plus(values), str(len(values)))


def _line(facts: Facts, measure: Measure, row: Row) -> Node:
    """A row of a source: its amount, its product, or where rows are counted just the row."""
    source = facts.plan.sources[measure.source or ""]
    first, *others = measure.column or (source.key,)
    place = facts.lookup.place(row["sheet"], row["row"], first)
    value = shortest_text(row["value"], QUANTITY) if measure.column else None
    label = " × ".join(_header(facts, row, column) for column in (first, *others))
    if not others:
        return Node(label, value, section="2", place=place)
    if not there(row.get("factor")):
        return Node(label, value, "", "", "2", place)
    rule = " × ".join(brief(row[name], QUANTITY) for name in FACTORS)
    factors = tuple(_factor(facts, row, *each) for each in zip(measure.column, FACTORS, strict=True))
    return Node(label, value, rule, "", "2", None, factors)


def _factor(facts: Facts, row: Row, column: str, name: str) -> Node:
    """One of the two numbers of a product, from its cell."""
    place = facts.lookup.place(row["sheet"], row["row"], column)
    return Node(_header(facts, row, column), shortest_text(row[name], QUANTITY), section="2", place=place)


def _header(facts: Facts, row: Row, column: str) -> str:
    return facts.inputs.sheets[row["sheet"]].headers.get(column, column)


def goal_node(segment: Segment, metric: Metric, name: str, value: Any, key: str) -> Node:
    """Target, baseline, threshold or stretch from the Targets rows (calculation.md 3)."""
    facts = segment.facts
    found = facts.own(facts.inputs.targets, metric=facts.lookup.metric_places[metric.id])
    months = _goal_months(segment, metric)
    used = {-1, *(month.month for month in months)}
    known = {row["month"]: row for row in found if row["month"] in used}
    if there(value) and known:
        made = _goal_made(facts, metric, name, known, months)
        return Node(facts.word(name), quantity(value), made.rule, made.note, "3", None, made.children, key)
    cells = tuple(_goal_cell(facts, metric, name, row) for row in known.values())
    note = facts.say("goal_incomplete" if cells else "goal_missing")
    return Node(facts.word(name), quantity(value), "", note, "3", None, cells, key)


def _goal_months(segment: Segment, metric: Metric) -> Sequence[Month]:
    """The months that the total uses, with f."""
    how, divided = metric.target_total, segment.facts.plan.measures[metric.actual.measures[0]].split
    found = segment.goal_months.get((how, divided))
    if found is None:
        top, summed = "numerator" if divided else "total", how in ("sum", "average")
        months = segment.months[-1:] if how == "last" else segment.months
        found = [Month(row["month"], *((row[top], row["denominator"]) if summed else (1, 1))) for row in months]
        segment.goal_months[how, divided] = found
    return found


def _goal_made(facts: Facts, metric: Metric, name: str, known: dict[int, Row], months: Sequence[Month]) -> Made:
    kind, how = Kind(QUANTITY, "3"), metric.target_total
    if -1 not in known:
        return total(
            facts, kind, how, [_goal_month(facts, metric, name, month, known[month.month]) for month in months]
        )
    year, cell = goal_value(metric, name, known[-1]), _goal_cell(facts, metric, name, known[-1])
    if how == "sum":
        return spread(facts, kind, year, cell, months)
    if how == "average" and not all(month.whole for month in months):
        cut = [month._replace(value=year, note=facts.say("year_value")) for month in months]
        made = total(facts, kind, how, cut)
        return Made(made.rule, facts.say("each"), (cell, *made.children))
    return Made("", facts.say("each"), (cell,))


def goal_value(metric: Metric, name: str, row: Row) -> int:
    """What a cell of Targets counts as; an empty baseline has its default."""
    if there(row[name]):
        return int(row[name])
    return 2 * int(row["target"]) if metric.better == "lower" else 0


def _goal_month(facts: Facts, metric: Metric, name: str, month: Month, row: Row) -> Month:
    cell = _goal_cell(facts, metric, name, row)
    value = goal_value(metric, name, row)
    return Month(month.month, month.numerator, month.denominator, value, cell.rule, cell.note, cell.place)


def _goal_cell(facts: Facts, metric: Metric, name: str, row: Row) -> Node:
    """The line of one row of Targets."""
    place, label = facts.lookup.place(row["sheet"], row["row"], name), facts.month(row["month"])
    if there(row[name]):
        return Node(label, shortest_text(int(row[name]), QUANTITY), "", "", "3", place)
    if name != "baseline" or metric.formula != "standard" or not there(row["target"]):
        return Node(label, None, "", facts.say("empty"), "3", place)
    value = shortest_text(goal_value(metric, name, row), QUANTITY)
    rule = f"2 × {brief(row['target'], QUANTITY)}" if metric.better == "lower" else ""
    return Node(label, value, rule, facts.say(f"empty_{metric.better}"), "3", place)


def target_pool(segment: Segment) -> Made:
    """How the rows of Pools make a segment's target pool (calculation.md 9)."""
    facts, kind = segment.facts, Kind(segment.facts.plan.decimals, "9")
    known = {row["month"]: row for row in facts.own(facts.inputs.pools)}
    months = [Month(row["month"], row["numerator"], row["denominator"]) for row in segment.months]
    if -1 in known:
        year = known[-1]
        place = facts.lookup.place(year["sheet"], year["row"], "amount")
        cell = Node(facts.month(-1), facts.money(year["amount"]), section="9", place=place)
        return spread(facts, kind, int(year["amount"]), cell, months)
    return total(facts, kind, "sum", [_pool_month(facts, month, known[month.month]) for month in months])


def _pool_month(facts: Facts, month: Month, row: Row) -> Month:
    place = facts.lookup.place(row["sheet"], row["row"], "amount")
    return Month(month.month, month.numerator, month.denominator, int(row["amount"]), place=place)


def subsidy(segment: Segment, amount: int) -> Made:
    """A monthly amount over the segment's months (calculation.md 9)."""
    facts = segment.facts
    note = facts.say("monthly")
    months = [Month(row["month"], row["numerator"], row["denominator"], amount, note=note) for row in segment.months]
    made = total(facts, Kind(facts.plan.decimals, "9"), "sum", months)
    if not all(month.whole for month in months):
        return made
    return Made(f"{len(months)} × {facts.term(amount)}", facts.say("a_month"), ())
