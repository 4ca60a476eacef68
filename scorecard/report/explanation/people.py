"""The owner, the premium and the members' amounts (calculation.md 12)."""

from __future__ import annotations

from scorecard.model.numbers import PERCENT, QUANTITY, fraction_text
from scorecard.model.period import date_of
from scorecard.model.problems import CellPlace
from scorecard.report.explanation.facts import Facts, Row
from scorecard.report.explanation.node import Node, allocated, brief, plus, quantity, short, there


def owner_node(facts: Facts) -> Node:
    """The first-responsible owner in force, with the cell that says so."""
    label, row = facts.word("owner"), facts.payable
    if not isinstance(row["owner"], str):
        return Node(label, None, "", facts.say("no_owner"), "12", key="owner")
    last = min(facts.known["last"], facts.result.period.last_day)
    found = [each for each in facts.own(facts.inputs.owners) if each["day"] <= last]
    force = max(found, key=lambda each: int(each["day"]))
    place = facts.lookup.place(force["sheet"], force["row"], "employee")
    note = facts.notes((facts.say("owner_since", day=str(date_of(force["day"]))), _ended(facts)))
    return Node(label, f"{row['owner']} {row['owner_name']}", "", note, "12", place, key="owner")


def _ended(facts: Facts) -> str:
    """Of a team that is no longer active: as of which day owner and members are taken."""
    last = facts.known["last"]
    return facts.say("ended", day=str(date_of(last))) if last < facts.result.period.last_day else ""


def premium_node(facts: Facts) -> Node:
    """The owner's premium, or why there is none."""
    value, none = facts.money(facts.payable["premium"]), _no_premium(facts)
    if none:
        return Node(facts.word("premium"), value, "", none, "12", key="premium")
    rule = f"{facts.money(facts.payable['payable'])} × {brief(facts.plan.owner.premium, PERCENT)} / 100"
    return Node(facts.word("premium"), value, rule, _compared(facts, "premium_score"), "12", key="premium")


def _no_premium(facts: Facts) -> str:
    row, rule = facts.payable, facts.plan.owner
    if not rule.premium:
        return facts.say("no_premium_plan")
    if row["payable"] <= 0:
        return facts.say("no_premium_payable")
    if not there(row["composite"]):
        return facts.say("no_premium_stage")
    below = rule.needs_score is not None and row["composite"] < rule.needs_score
    return _compared(facts, "no_premium_score") if below else ""


def _compared(facts: Facts, phrase: str) -> str:
    needed = facts.plan.owner.needs_score
    if needed is None:
        return ""
    return facts.say(phrase, score=short(facts.payable["composite"], PERCENT), needed=short(needed, PERCENT))


def members_node(facts: Facts) -> Node:
    """Everybody's amount; with what is unallocated they make the payable."""
    found, row = facts.own(facts.result.members), facts.payable
    left = (row["unallocated"],) if row["unallocated"] else ()
    rule = plus(facts.term(money) for money in (*(each["amount"] for each in found), *left))
    children = tuple(_member(facts, each, f"member.{position}") for position, each in enumerate(found))
    if left:
        children += (_unallocated(facts),)
    note = facts.notes((facts.say("members_sum"), _ended(facts)))
    return Node(facts.word("Members"), facts.money(row["payable"]), rule, note, "12", None, children, "members")


def _unallocated(facts: Facts) -> Node:
    row, note = facts.payable, facts.say("nobody")
    rule = f"{facts.term(row['payable'])} − {facts.money(row['premium'])}"
    return Node(facts.word("unallocated"), facts.money(row["unallocated"]), rule, note, "12", key="unallocated")


def _member(facts: Facts, row: Row, key: str) -> Node:
    label, value = f"{row['employee']} {row['name']}", facts.money(row["amount"])
    parts = {"share_cut": row["share_cut"], "unit": row["unit"], "premium": row["premium"]}
    used = {name: money for name, money in parts.items() if money or name == "share_cut"}
    rule, note = plus(facts.term(money) for money in used.values()), plus(facts.say(name) for name in used)
    if row["row"] < 0 and not row["premium"]:
        return Node(label, value, "", facts.say("only_deferred"), "12", key=key)
    if row["row"] < 0:
        return Node(label, value, facts.money(row["premium"]), facts.say("premium"), "12", key=key)
    role = facts.lookup.roles[row["role"]]
    place = _place(facts, row, "employee")
    children = (_share(facts, row), _part(facts, row, role.share, key))
    return Node(f"{label} {facts.title(role.title)}", value, rule, note, "12", place, children, key)


def _share(facts: Facts, row: Row) -> Node:
    """What the allocation gives before the units left over."""
    team, label, value = facts.payable, facts.word("share_cut"), facts.money(row["share_cut"])
    if not team["parts_total"]:
        return Node(label, value, "", facts.say("nobody"), "12")
    shared = f"({facts.term(team['payable'])} − {facts.money(team['premium'])})"
    part, parts = brief(row["part"], QUANTITY), brief(team["parts_total"], QUANTITY)
    return Node(label, value, allocated(shared, part, parts, facts.plan.decimals), facts.say("cut"), "12")


def _part(facts: Facts, row: Row, share: int, member: str) -> Node:
    month = int(row["month_days"])
    active, role = (fraction_text(int(row[name]), month) for name in ("active_days", "role_days"))
    rule = f"{brief(share, PERCENT)} × {active} × {brief(row['personal_factor'], QUANTITY)}"
    if role != "1":
        rule = f"{rule} / ({role})" if "/" in role else f"{rule} / {role}"
    key, children = f"{member}.part", (_active(facts, row, active, member), _personal_factor(facts, row, member))
    return Node(facts.word("part"), quantity(row["part"]), rule, facts.say("part"), "12", None, children, key)


def _active(facts: Facts, row: Row, active: str, member: str) -> Node:
    """The part of the month in which the member held the role; the row's days begin where its cell says."""
    note = facts.say("active_days", days=str(row["active_days"]), month=str(row["month_days"]))
    return Node(facts.word("active"), active, "", note, "12", _place(facts, row, "from"), key=f"{member}.active")


def _personal_factor(facts: Facts, row: Row, member: str) -> Node:
    label, value = facts.word("personal_factor"), short(row["personal_factor"], QUANTITY)
    note = facts.say("factor_empty") if value == "1" else ""
    return Node(label, value, "", note, "12", _place(facts, row, "personal_factor"), key=f"{member}.factor")


def _place(facts: Facts, row: Row, column: str) -> CellPlace:
    at = facts.lookup.members[row["row"]]
    return facts.lookup.place(at["sheet"], at["row"], column)
