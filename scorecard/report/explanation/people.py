"""The owner, the premium and the members' amounts (calculation.md 12)."""

from __future__ import annotations

from scorecard.model.numbers import PERCENT, QUANTITY, fraction_text
from scorecard.model.period import date_of
from scorecard.model.problems import CellPlace
from scorecard.report.explanation.node import Facts, Node, Row, brief, percent, plus, quantity, rows, there

AMOUNT = {"cut": "share_cut", "unit": "unit", "premium": "premium"}
"""A member's amount by the names that its phrase has."""


def owner_node(facts: Facts) -> Node:
    """The first-responsible owner in force, with the cell that says so."""
    label, row = facts.word("owner"), facts.payable
    if not isinstance(row["owner"], str):
        return Node(label, None, facts.word("inactive"), "12")
    last = min(int(facts.inputs.teams["last"].iloc[facts.team]), facts.result.period.last_day)
    found = [each for each in rows(facts.inputs.owners, team=facts.team) if each["day"] <= last]
    force = max(found, key=lambda each: int(each["day"]))
    place = facts.inputs.place(force["sheet"], force["row"], "employee")
    rule = facts.say("owner_since", day=str(date_of(force["day"])))
    return Node(label, f"{row['owner']} {row['owner_name']}", rule, "12", place)


def premium_node(facts: Facts) -> Node:
    """The owner's premium, or why there is none."""
    return Node(facts.word("premium"), facts.money(facts.payable["premium"]), _premium_rule(facts), "12")


def _premium_rule(facts: Facts) -> str:
    row, rule = facts.payable, facts.plan.owner
    if not rule.premium:
        return facts.say("no_premium_plan")
    if row["payable"] <= 0:
        return facts.say("no_premium_payable")
    if not there(row["composite"]):
        return facts.say("no_premium_stage")
    args = {"payable": facts.money(row["payable"]), "percent": brief(rule.premium, PERCENT)}
    if rule.needs_score is None:
        return facts.say("premium", **args)
    args |= {"score": percent(row["composite"]) or "", "needed": brief(rule.needs_score, PERCENT)}
    below = row["composite"] < rule.needs_score
    return facts.say("no_premium_score" if below else "premium_score", **args)


def members_node(facts: Facts) -> Node:
    """Everybody's amount; with what is unallocated they make the payable."""
    found, row = rows(facts.result.members, team=facts.team), facts.payable
    args = {name: facts.money(row[name]) for name in ("unallocated", "payable")}
    rule = facts.say("members_sum", amounts=plus(facts.term(each["amount"]) for each in found), **args)
    children = tuple(_member(facts, each) for each in found)
    if row["unallocated"]:
        children += (Node(facts.word("unallocated"), args["unallocated"], facts.say("nobody"), "12"),)
    return Node(facts.word("Members"), None, rule, "12", children=children)


def _member(facts: Facts, row: Row) -> Node:
    amounts = {name: facts.money(row[column]) for name, column in AMOUNT.items()}
    label, rule = f"{row['employee']} {row['name']}", facts.say("amount", **amounts)
    if row["row"] < 0:
        return Node(label, facts.money(row["amount"]), rule, "12")
    role = list(facts.plan.roles.values())[row["role"]]
    place = _place(facts, row, "employee")
    children = (_share(facts, row), _part(facts, row, role.share))
    return Node(f"{label} {facts.title(role.title)}", facts.money(row["amount"]), rule, "12", place, children)


def _share(facts: Facts, row: Row) -> Node:
    team = facts.payable
    args = {name: facts.money(team[name]) for name in ("payable", "premium")}
    args |= {"part": brief(row["part"], QUANTITY), "parts": brief(team["parts_total"], QUANTITY)}
    return Node(facts.word("share_cut"), facts.money(row["share_cut"]), facts.say("share", **args), "12")


def _part(facts: Facts, row: Row, share: int) -> Node:
    month = int(row["month_days"])
    rule = facts.say(
        "part",
        share=brief(share, PERCENT),
        active=fraction_text(int(row["active_days"]), month),
        factor=brief(row["personal_factor"], QUANTITY),
        role=fraction_text(int(row["role_days"]), month),
    )
    return Node(facts.word("part"), quantity(row["part"]), rule, "12", _place(facts, row, "personal_factor"))


def _place(facts: Facts, row: Row, column: str) -> CellPlace:
    source = rows(facts.inputs.members.iloc[[row["row"]]])[0]
    return facts.inputs.place(source["sheet"], source["row"], column)
