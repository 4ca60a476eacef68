"""The whole derivation of one team: payable, entitlement, adjustments, what was paid before (calculation.md 10, 11)."""

from __future__ import annotations

from scorecard.model.result import Result
from scorecard.report.explanation.node import Facts, Node, Row, plus, rows, segments_of
from scorecard.report.explanation.people import members_node, owner_node, premium_node
from scorecard.report.explanation.pools import pool_node
from scorecard.report.explanation.scores import metric_node


def explain(result: Result, team: int, language: str, metric: str | None = None) -> Node:
    """The derivation of a listed team's numbers; with a metric, only that metric's lines of every segment.

    ``team`` indexes ``inputs.teams``, ``metric`` is an id of the plan, ``language`` is ``zh`` or ``en``.
    """
    facts = Facts(result, team, language)
    known = result.inputs.teams.iloc[team]
    label = f"{known['key']} {known['name']} · {result.period}"
    if metric is not None:
        return Node(label, children=_metric_lines(facts, list(result.plan.metrics).index(metric)))
    children = (_payable(facts), owner_node(facts), premium_node(facts), members_node(facts))
    return Node(label, f"{result.plan.currency} {facts.money(facts.payable['payable'])}", "", "", None, children)


def _metric_lines(facts: Facts, metric: int) -> tuple[Node, ...]:
    found = []
    for segment in segments_of(facts):
        lines = tuple(metric_node(segment, row) for row in segment.scores if row["metric"] == metric)
        found.append(Node(segment.label, None, "" if lines else facts.say("not_weighed"), children=lines))
    return tuple(found)


def _payable(facts: Facts) -> Node:
    row = facts.payable
    rule = facts.say(facts.plan.negative_payable, due=facts.money(row["due"]))
    carried = Node(
        facts.word("carried"), facts.money(row["carried"]),
        f"{facts.money(row['due'])} − {facts.money(row['payable'])}", "11",
    )  # fmt: skip
    return Node(facts.word("payable"), facts.money(row["payable"]), rule, "11", children=(_due(facts), carried))


def _due(facts: Facts) -> Node:
    row = facts.payable
    entitled, adjusted, paid = (facts.term(row[name]) for name in ("entitlement", "adjustments", "paid_before"))
    children = (_entitlement(facts), _adjustments(facts), _paid_before(facts))
    return Node(facts.word("due"), facts.money(row["due"]), f"{entitled} + {adjusted} − {paid}", "11", None, children)


def _entitlement(facts: Facts) -> Node:
    row = facts.payable
    children = (_uncut(facts),)
    return Node(facts.word("entitlement"), facts.money(row["entitlement"]), _budget_rule(facts), "10", None, children)


def _budget_rule(facts: Facts) -> str:
    row, budget = facts.payable, facts.result.budget
    if budget is None:
        return facts.say("no_budget")
    if row["entitlement"] == row["entitlement_uncut"]:
        return facts.say("within_budget", budget=facts.money(budget))
    return facts.say("budget_cut", uncut=facts.money(row["entitlement_uncut"]), budget=facts.money(budget))


def _uncut(facts: Facts) -> Node:
    found = segments_of(facts)
    rule = plus(facts.term(segment.held["pool"]) for segment in found) if found else facts.say("no_segment")
    value = facts.money(facts.payable["entitlement_uncut"])
    children = tuple(pool_node(segment) for segment in found)
    return Node(facts.word("entitlement_uncut"), value, rule, "10", None, children)


def _adjustments(facts: Facts) -> Node:
    found = [row for row in rows(facts.inputs.adjustments, team=facts.team) if 0 <= row["month"] <= facts.period]
    children = tuple(_adjustment(facts, row) for row in found)
    rule = plus(facts.term(row["amount"]) for row in found)
    return Node(facts.word("adjustments"), facts.money(facts.payable["adjustments"]), rule, "11", None, children)


def _adjustment(facts: Facts, row: Row) -> Node:
    label = f"{facts.month(row['month'])} {facts.say(row['kind'])}"
    rule = facts.say("reason", reason=row["reason"] or "–", approved=row["approved_by"] or "–")
    return Node(label, facts.money(row["amount"]), rule, "11", facts.inputs.place(row["sheet"], row["row"], "amount"))


def _paid_before(facts: Facts) -> Node:
    source = facts.result.paid_before_from
    children = _paid_rows(facts) if source == "paid" else _earlier_runs(facts) if source == "assumed" else ()
    rule = facts.say(f"paid_{source}", sum=plus(child.value or "" for child in children))
    return Node(facts.word("paid_before"), facts.money(facts.payable["paid_before"]), rule, "11", None, children)


def _paid_rows(facts: Facts) -> tuple[Node, ...]:
    found = [row for row in rows(facts.inputs.paid, team=facts.team) if 0 <= row["month"] < facts.period]
    return tuple(
        Node(
            facts.month(row["month"]), facts.money(row["amount"]), "", "11",
            facts.inputs.place(row["sheet"], row["row"], "amount"),
        )
        for row in found
    )  # fmt: skip


def _earlier_runs(facts: Facts) -> tuple[Node, ...]:
    found = [row for row in rows(facts.result.monthly, team=facts.team) if row["month"] < facts.period]
    return tuple(
        Node(
            facts.month(row["month"]), facts.money(row["payable"]),
            facts.say("entitled", money=facts.money(row["entitlement"])), "11",
        )
        for row in found
    )  # fmt: skip
