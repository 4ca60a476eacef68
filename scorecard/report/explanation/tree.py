"""The whole derivation of one team: payable, entitlement, adjustments, what was paid before (calculation.md 10, 11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import accumulate

from scorecard.model.ledger import DIGITS, Standing
from scorecard.model.period import Month
from scorecard.model.plan import Metric
from scorecard.model.result import Result
from scorecard.report.explanation.changes import changes_nodes
from scorecard.report.explanation.deferral import deferral_nodes
from scorecard.report.explanation.evidence import warning_nodes
from scorecard.report.explanation.facts import Facts, Row, Segment, by_month
from scorecard.report.explanation.node import Node, allocated, plus, term
from scorecard.report.explanation.people import members_node, owner_node, premium_node
from scorecard.report.explanation.pools import pool_node
from scorecard.report.explanation.scores import metric_node
from scorecard.report.explanation.waterfall import waterfall_nodes


def explain(result: Result, team: int, language: str, metric: str | None = None) -> Node:
    """The derivation of a listed team's numbers; with a metric, only that metric's lines of every segment.

    ``team`` indexes ``inputs.teams``, ``metric`` is an id of the plan, ``language`` is ``zh`` or ``en``. Whatever the
    result states is taken from it; what lies between is given again by the calculation's own functions.
    """
    facts = Facts(result, team, language)
    return derivation(facts) if metric is None else _metric_tree(facts, result.plan.metrics[metric])


def derivation(facts: Facts) -> Node:
    """The whole derivation of a listed team's numbers, its rows looked up where ``facts`` says."""
    money = (_payable(facts), *waterfall_nodes(facts))
    children = (*money, owner_node(facts), premium_node(facts), members_node(facts), *deferral_nodes(facts))
    value = f"{facts.plan.currency} {facts.money(facts.payable['payable'])}"
    return Node(_label(facts), value, children=(*children, *warning_nodes(facts, children, None)))


def _label(facts: Facts) -> str:
    return f"{facts.known['key']} {facts.known['name']} · {facts.result.period}"


def _metric_tree(facts: Facts, metric: Metric) -> Node:
    children = tuple(_metric_lines(segment, metric) for segment in facts.segments)
    note = "" if children else facts.say("no_segment")
    return Node(_label(facts), note=note, children=children + warning_nodes(facts, children, metric))


def _metric_lines(segment: Segment, metric: Metric) -> Node:
    lines = tuple(metric_node(segment, row) for row in segment.scores if segment.metric(row) == metric)
    return Node(segment.label, note="" if lines else segment.facts.say("not_weighed"), children=lines)


def _payable(facts: Facts) -> Node:
    row = facts.payable
    rule = _paid_of(facts, facts.money(row["due"]))
    note = facts.say(facts.plan.negative_payable) if row["due"] < 0 else ""
    children, value = (_due(facts), _carried(facts)), facts.money(row["payable"])
    return Node(facts.word("payable"), value, rule, note, "11", None, children, "payable")


def _paid_of(facts: Facts, due: str) -> str:
    """What of a due is paid."""
    return f"max({due}, 0)" if facts.plan.negative_payable == "carry_forward" else due


def _carried(facts: Facts) -> Node:
    row = facts.payable
    rule = f"{facts.term(row['due'])} − {facts.term(row['payable'])}"
    note = facts.say("next_due") if row["carried"] else ""
    return Node(facts.word("carried"), facts.money(row["carried"]), rule, note, "11", key="carried")


def _due(facts: Facts) -> Node:
    row = facts.payable
    entitled, adjusted, paid = (facts.term(row[name]) for name in ("entitlement", "adjustments", "paid_before"))
    children = (_entitlement(facts), _adjustments(facts), _paid_before(facts), *changes_nodes(facts))
    rule, note = f"{entitled} + {adjusted} − {paid}", facts.say("due")
    return Node(facts.word("due"), facts.money(row["due"]), rule, note, "11", None, children, "due")


def _entitlement(facts: Facts) -> Node:
    """The sum of the pools; where the budget cuts it, the cut figure above the one before."""
    budget, every = facts.result.budget, facts.lookup.every
    if budget is None:
        return _pools(facts, "entitlement", "")
    if every <= budget:
        return _pools(facts, "entitlement", facts.say("within_budget", budget=facts.money(budget)))
    if facts.payable["entitlement_uncut"] <= 0:
        return _pools(facts, "entitlement", facts.say("nothing_to_cut"))
    rule, note = _within(facts, budget, every)
    children = (_pools(facts, "entitlement_uncut", ""), _budget(facts, budget))
    label, value = facts.word("entitlement"), facts.money(facts.payable["entitlement"])
    return Node(label, value, rule, note, "10", None, children, "entitlement")


def _within(facts: Facts, budget: int, every: int) -> tuple[str, str]:
    """(Rule, note) of an entitlement cut to the budget, with the unit left over where the team got one."""
    uncut = facts.payable["entitlement_uncut"]
    unit = facts.payable["entitlement"] - budget * uncut // every
    rule = allocated(facts.money(budget), facts.money(uncut), facts.money(every), facts.plan.decimals)
    notes = (facts.say("budget_cut", every=facts.money(every)), facts.say("left_over") if unit else "")
    return plus((rule, facts.money(unit)) if unit else (rule,)), facts.notes(notes)


def _budget(facts: Facts, budget: int) -> Node:
    months = facts.period + 1
    rule = f"{months} × {facts.money(facts.plan.budget_per_month)}"
    return Node(facts.word("budget"), facts.money(budget), rule, facts.say("a_month"), "10", key="budget")


def _pools(facts: Facts, name: str, note: str) -> Node:
    rule = plus(facts.term(segment.held["pool"]) for segment in facts.segments)
    children = tuple(pool_node(segment) for segment in facts.segments)
    note = note if children else facts.say("no_segment")
    return Node(facts.word(name), facts.money(facts.payable[name]), rule, note, "10", None, children, name)


def _adjustments(facts: Facts) -> Node:
    found = by_month(row for row in facts.own(facts.inputs.adjustments) if 0 <= row["month"] <= facts.period)
    rule = plus(facts.term(row["amount"]) for row in found) if found else ""
    children = tuple(_adjustment(facts, row, f"adjustment.{position}") for position, row in enumerate(found))
    value, note = facts.money(facts.payable["adjustments"]), "" if found else facts.say("none")
    return Node(facts.word("adjustments"), value, rule, note, "11", None, children, "adjustments")


def _adjustment(facts: Facts, row: Row, key: str) -> Node:
    label = f"{facts.month(row['month'])} {facts.say(row['kind'])}"
    approved = facts.say("approved", by=row["approved_by"]) if row["approved_by"] else ""
    note = facts.notes((row["reason"] or "", approved))
    place = facts.lookup.place(row["sheet"], row["row"], "amount")
    return Node(label, facts.money(row["amount"]), "", note, "11", place, key=key)


def _paid_before(facts: Facts) -> Node:
    source = facts.result.paid_before_from
    children = PAID[source](facts)
    rule = plus(term(child.value or "") for child in children) if children else ""
    note = _paid_note(facts, bool(children))
    value = facts.money(facts.payable["paid_before"])
    return Node(facts.word("paid_before"), value, rule, note, "11", None, children, "paid_before")


def _paid_note(facts: Facts, known: bool) -> str:
    """Where the amount comes from."""
    source, standing = facts.result.paid_before_from, facts.result.standing
    if source == "ledger" and standing is not None and standing.closed is not None:
        return facts.say("paid_closing", month=str(standing.closed), digest=standing.closing[:DIGITS])
    return facts.say("paid_no_rows" if source == "paid" and not known else f"paid_{source}")


def _settled(facts: Facts) -> tuple[Node, ...]:
    """What the newest closing had as paid before, and what it paid."""
    standing = facts.result.standing
    if standing is None or standing.settled is None or facts.known["key"] not in standing.settled:
        return ()
    before, payable = standing.settled[facts.known["key"]]
    earlier = _closed(facts, standing)
    rule = plus(term(node.value or "") for node in earlier)
    label, key = f"{standing.closed} {facts.word('paid_before')}", _month_key(facts, standing.closed)
    first = Node(label, facts.money(before), rule if earlier else "", "", "11", None, earlier)
    last = Node(f"{standing.closed} {facts.word('payable')}", facts.money(payable), section="11", key=key)
    return first, last


def _closed(facts: Facts, standing: Standing) -> tuple[Node, ...]:
    """What the closings before the newest paid, and what was paid before the first of them."""
    team, settled = facts.known["key"], standing.settled or {}
    months = [month for month in sorted(standing.months) if month != standing.closed]
    paid = {month: standing.months[month].get(team, (0, 0))[1] for month in months}
    rest = settled[team][0] - sum(paid.values())
    first = (Node(facts.say("before_ledger"), facts.money(rest), section="11"),) if rest else ()
    return first + tuple(
        Node(f"{month} {facts.word('payable')}", facts.money(money), section="11", key=_month_key(facts, month))
        for month, money in paid.items()
    )


def _month_key(facts: Facts, month: Month | None) -> str:
    """The key of the line that tells what a closed month paid."""
    return "" if month is None else f"month.{month - facts.plan.fiscal_year}"


def _paid_rows(facts: Facts) -> tuple[Node, ...]:
    found = by_month(row for row in facts.own(facts.inputs.paid) if 0 <= row["month"] < facts.period)
    places = [facts.lookup.place(row["sheet"], row["row"], "amount") for row in found]
    return tuple(
        Node(facts.month(row["month"]), facts.money(row["amount"]), section="11", place=place)
        for row, place in zip(found, places, strict=True)
    )


def _earlier_runs(facts: Facts) -> tuple[Node, ...]:
    """What each earlier period would have paid."""
    found = [row for row in facts.own(facts.result.monthly) if row["month"] < facts.period]
    paid = accumulate((row["payable"] for row in found), initial=0)
    return tuple(_earlier_run(facts, row, before) for row, before in zip(found, paid, strict=False))


def _earlier_run(facts: Facts, row: Row, before: int) -> Node:
    known = facts.own(facts.inputs.adjustments)
    adjusted = sum(each["amount"] for each in known if 0 <= each["month"] <= row["month"])
    due = f"{facts.term(row['entitlement'])} + {facts.term(adjusted)} − {facts.term(before)}"
    label, value, key = facts.month(row["month"]), facts.money(row["payable"]), f"month.{row['month']}"
    return Node(label, value, _paid_of(facts, due), facts.say("due_then"), "11", key=key)


PAID: Mapping[str, Callable[[Facts], tuple[Node, ...]]] = {
    "ledger": _settled,
    "paid": _paid_rows,
    "assumed": _earlier_runs,
    "none": lambda facts: (),
}
"""What gives paid_before, by where it comes from."""
