"""The whole derivation of one team: payable, entitlement, adjustments, what was paid before (calculation.md 10, 11)."""

from __future__ import annotations

from scorecard.model.result import Result
from scorecard.report.explanation.facts import Facts, Row, rows
from scorecard.report.explanation.node import Node, plus
from scorecard.report.explanation.people import members_node, owner_node, premium_node
from scorecard.report.explanation.pools import pool_node
from scorecard.report.explanation.scores import metric_node


def explain(result: Result, team: int, language: str, metric: str | None = None) -> Node:
    """The derivation of a listed team's numbers; with a metric, only that metric's lines of every segment.

    ``team`` indexes ``inputs.teams``, ``metric`` is an id of the plan, ``language`` is ``zh`` or ``en``. Whatever the
    result states is taken from it; what lies between is given again by the calculation's own functions.
    """
    facts = Facts(result, team, language)
    known = result.inputs.teams.iloc[team]
    label = f"{known['key']} {known['name']} · {result.period}"
    if metric is not None:
        return Node(label, children=_metric_lines(facts, list(result.plan.metrics).index(metric)))
    children = (_payable(facts), owner_node(facts), premium_node(facts), members_node(facts))
    return Node(label, f"{result.plan.currency} {facts.money(facts.payable['payable'])}", children=children)


def _metric_lines(facts: Facts, metric: int) -> tuple[Node, ...]:
    found = []
    for segment in facts.segments:
        lines = tuple(metric_node(segment, row) for row in segment.scores if row["metric"] == metric)
        found.append(Node(segment.label, note="" if lines else facts.say("not_weighed"), children=lines))
    return tuple(found)


def _payable(facts: Facts) -> Node:
    row = facts.payable
    rule, note = facts.money(row["due"]), ""
    if row["due"] < 0:
        rule = f"max({rule}, 0)" if facts.plan.negative_payable == "carry_forward" else rule
        note = facts.say(facts.plan.negative_payable)
    children = (_due(facts), *((_carried(facts),) if row["carried"] else ()))
    return Node(facts.word("payable"), facts.money(row["payable"]), rule, note, "11", children=children)


def _carried(facts: Facts) -> Node:
    row = facts.payable
    rule = f"{facts.term(row['due'])} − {facts.term(row['payable'])}"
    return Node(facts.word("carried"), facts.money(row["carried"]), rule, facts.say("next_due"), "11")


def _due(facts: Facts) -> Node:
    row = facts.payable
    entitled, adjusted, paid = (facts.term(row[name]) for name in ("entitlement", "adjustments", "paid_before"))
    children = (_entitlement(facts), _adjustments(facts), _paid_before(facts))
    note = facts.say("due")
    return Node(
        facts.word("due"), facts.money(row["due"]), f"{entitled} + {adjusted} − {paid}", note, "11", None, children
    )


def _entitlement(facts: Facts) -> Node:
    """The sum of the pools; where the budget cuts it, the cut figure above the one before."""
    row, budget = facts.payable, facts.result.budget
    if row["entitlement"] == row["entitlement_uncut"]:
        return _pools(
            facts, "entitlement", "" if budget is None else facts.say("within_budget", budget=facts.money(budget))
        )
    every = sum(max(each, 0) for each in facts.result.payables["entitlement_uncut"].tolist())
    args = {"budget": facts.money(budget), "uncut": facts.money(row["entitlement_uncut"]), "every": facts.money(every)}
    value, children = facts.money(row["entitlement"]), (_pools(facts, "entitlement_uncut", ""),)
    return Node(facts.word("entitlement"), value, "", facts.say("budget_cut", **args), "10", children=children)


def _pools(facts: Facts, name: str, note: str) -> Node:
    rule = plus(facts.term(segment.held["pool"]) for segment in facts.segments)
    children = tuple(pool_node(segment) for segment in facts.segments)
    note = note if children else facts.say("no_segment")
    return Node(facts.word(name), facts.money(facts.payable[name]), rule, note, "10", children=children)


def _adjustments(facts: Facts) -> Node:
    found = [row for row in rows(facts.inputs.adjustments, team=facts.team) if 0 <= row["month"] <= facts.period]
    rule = plus(facts.term(row["amount"]) for row in found) if found else ""
    children = tuple(_adjustment(facts, row) for row in found)
    note = "" if found else facts.say("none")
    return Node(facts.word("adjustments"), facts.money(facts.payable["adjustments"]), rule, note, "11", None, children)


def _adjustment(facts: Facts, row: Row) -> Node:
    label = f"{facts.month(row['month'])} {facts.say(row['kind'])}"
    note = facts.say("reason", reason=row["reason"] or "–", approved=row["approved_by"] or "–")
    place = facts.inputs.place(row["sheet"], row["row"], "amount")
    return Node(label, facts.money(row["amount"]), "", note, "11", place)


def _paid_before(facts: Facts) -> Node:
    source = facts.result.paid_before_from
    children = _paid_rows(facts) if source == "paid" else _earlier_runs(facts) if source == "assumed" else ()
    rule = plus(child.value or "" for child in children) if children else ""
    value, note = facts.money(facts.payable["paid_before"]), facts.say(f"paid_{source}")
    return Node(facts.word("paid_before"), value, rule, note, "11", children=children)


def _paid_rows(facts: Facts) -> tuple[Node, ...]:
    found = [row for row in rows(facts.inputs.paid, team=facts.team) if 0 <= row["month"] < facts.period]
    places = [facts.inputs.place(row["sheet"], row["row"], "amount") for row in found]
    return tuple(
        Node(facts.month(row["month"]), facts.money(row["amount"]), section="11", place=place)
        for row, place in zip(found, places, strict=True)
    )


def _earlier_runs(facts: Facts) -> tuple[Node, ...]:
    """What each earlier period would have paid."""
    found = [row for row in rows(facts.result.monthly, team=facts.team) if row["month"] < facts.period]
    notes = [facts.say("entitled", money=facts.money(row["entitlement"])) for row in found]
    return tuple(
        Node(facts.month(row["month"]), facts.money(row["payable"]), note=note, section="11")
        for row, note in zip(found, notes, strict=True)
    )
