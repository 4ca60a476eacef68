"""What of a payable is kept back, what is released or forfeited, and what stays kept back (calculation.md 13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from scorecard.model.ledger import Grant, condition_of
from scorecard.model.numbers import PERCENT, QUANTITY
from scorecard.model.plan import Gate
from scorecard.report.explanation.facts import Facts, Row
from scorecard.report.explanation.gates import looked_at, thing
from scorecard.report.explanation.node import Node, allocated, brief, percent, plus, quantity, short, there

MOST_TERMS = 12
"""So many amounts are added up in a rule; of more the lines below are the terms."""

Amount = tuple[str, str, int]
"""Label, note and money of what is added up."""


def deferral_nodes(facts: Facts) -> tuple[Node, ...]:
    """The team's deferral and everybody's part in it; nothing where the team has none."""
    row = facts.payable
    if not there(row["deferred_balance"]):
        return ()
    entries, before = facts.own(facts.result.deferrals), "deferred_before"
    children = (
        _deferred(facts),
        _paid_now(facts, row["payable"], row, "paid_now"),
        *_decisions(facts, entries),
        *(_added(facts, name, row[name], _by_month(facts, entries, name), name) for name in SETTLED),
        _balance(facts, row, _added(facts, before, row[before], _before(facts, facts.grants), before)),
        *_people(facts, entries),
    )
    return (Node(facts.word("deferral"), note=facts.say("deferral_once"), section="13", children=children),)


SETTLED = {"released": "release", "forfeited": "forfeit"}
"""A column, and the kind of entry that it adds up."""


def condition_words(facts: Facts, gate: Gate) -> str:
    """``“Margin” is at least 5``: a comparison as a person reads it."""
    what = facts.say("quoted", name=thing(facts, gate)) if gate.actual else thing(facts, gate)
    number = short(gate.number, QUANTITY)
    return facts.say("condition", what=what, comparison=facts.word(gate.comparison), number=number)


def _deferred(facts: Facts) -> Node:
    """What is kept back of the whole payable."""
    row, label, value = facts.payable, facts.word("deferred"), facts.money(facts.payable["deferred"])
    deferral = facts.lookup.stages[row["stage"]].deferral if row["stage"] >= 0 else None
    if deferral is None or row["payable"] <= 0:
        why = "no_deferral_stage" if deferral is None else "no_deferral_payable"
        return Node(label, value, "", facts.say(why), "13", key="deferred")
    rule = f"{facts.money(row['payable'])} × {brief(deferral.percent, PERCENT)} / 100"
    month, condition = str(facts.result.period + deferral.months), condition_words(facts, deferral.keep_if)
    note = facts.say("deferral_due", month=month, condition=condition)
    return Node(label, value, rule, note, "13", key="deferred")


def _paid_now(facts: Facts, money: int, row: Row, key: str) -> Node:
    rule = f"{facts.term(money)} − {facts.money(row['deferred'])}"
    return Node(facts.word("paid_now"), facts.money(row["paid_now"]), rule, "", "13", key=key)


def _decisions(facts: Facts, entries: Sequence[Row]) -> Iterator[Node]:
    """What decided over the money that is due, each comparison once, down to the cells."""
    decided = [row for row in entries if row["kind"] != "grant"]
    for position, text in enumerate(dict.fromkeys(row["keep_if"] for row in decided)):
        row = next(each for each in decided if each["keep_if"] == text)
        yield _decision(facts, replace(condition_of(text), id=f"keep{position}"), row)


def _decision(facts: Facts, gate: Gate, row: Row) -> Node:
    label, value = facts.say("deferral_decides"), row["value"]
    compared = {"comparison": facts.word(gate.comparison), "number": short(gate.number, QUANTITY)}
    if row["segment"] < 0:
        return Node(label, None, "", facts.say("deferral_no_segment"), "13")
    segment = next(each for each in facts.segments if each.index == row["segment"])
    children = looked_at(segment, gate, row)
    outcome = f"deferral_{row['kind']}"
    if not there(value):
        note = facts.say(f"{outcome}_null", what=thing(facts, gate))
        return Node(label, None, "", note, "13", None, children)
    text = short(value, QUANTITY if gate.of == "actual" else PERCENT)
    note = facts.say(outcome, what=thing(facts, gate), value=text, **compared)
    shown = quantity(value) if gate.of == "actual" else percent(value)
    return Node(label, shown, "", note, "13", None, children)


def _added(facts: Facts, name: str, money: int, amounts: Sequence[Amount], key: str = "") -> Node:
    """What was kept back in earlier months, with a line for each of the terms."""
    label, value = facts.word(name), facts.money(money)
    if not amounts:
        return Node(label, value, "", facts.say("none"), "13", key=key)
    children = tuple(Node(title, facts.money(each), "", note, "13") for title, note, each in amounts)
    if len(amounts) > MOST_TERMS:
        return Node(label, value, "", facts.say("kept_sum", count=str(len(amounts))), "13", None, children, key)
    return Node(label, value, plus(facts.money(each) for _, _, each in amounts), "", "13", None, children, key)


def _summed(facts: Facts, name: str, money: int, amounts: Sequence[Amount], key: str = "") -> Node:
    """The same of one person, in one line: the team's lines say when each month's money is due."""
    rule = plus(facts.money(each) for _, _, each in amounts) if amounts else ""
    note = facts.listing(month for month, _, _ in amounts) if amounts else facts.say("none")
    return Node(facts.word(name), facts.money(money), rule, note, "13", key=key)


def _by_month(facts: Facts, entries: Sequence[Row], name: str) -> list[Amount]:
    """The team's entries of a kind, those of one month and plan together."""
    found: dict[tuple[str, str, str], int] = {}
    for row in entries:
        if row["kind"] == SETTLED[name]:
            key = (row["granted"], row["due"], row["plan"])
            found[key] = found.get(key, 0) + row["amount"]
    return [(month, _kept(facts, due, plan), money) for (month, due, plan), money in found.items()]


def _before(facts: Facts, grants: Iterable[Grant]) -> list[Amount]:
    """Grants of earlier periods, those of one month and plan together."""
    found: dict[tuple[str, str, str], int] = {}
    for grant in grants:
        key = (str(grant.period), str(grant.due), grant.plan)
        found[key] = found.get(key, 0) + grant.amount
    return [(month, _kept(facts, due, plan), money) for (month, due, plan), money in sorted(found.items())]


def _kept(facts: Facts, due: str, plan: str) -> str:
    return facts.say("kept_under", due=due, plan=plan)


def _balance(facts: Facts, row: Row, start: Node, key: str = "deferred_balance", granted: int | None = None) -> Node:
    """What is still kept back; ``granted``: of a person all that is kept back now, on whichever line."""
    granted = row["deferred"] if granted is None else granted
    parts = (facts.money(each) for each in (row["deferred_before"], granted, row["released"], row["forfeited"]))
    value, note = facts.money(row["deferred_balance"]), facts.say("balance")
    return Node(
        facts.word("deferred_balance"), value, "{} + {} − {} − {}".format(*parts), note, "13", None, (start,), key
    )


def _people(facts: Facts, entries: Sequence[Row]) -> Iterator[Node]:
    """Everybody's part, line by line, and that of what nobody got."""
    lines, seen = facts.own(facts.result.members), set[str]()
    for position, row in enumerate(lines):
        person, key = str(row["employee"]), f"member.{position}"
        nodes = [_own_deferred(facts, row, key), _paid_now(facts, row["amount"], row, f"{key}.paid_now")]
        if person not in seen:
            nodes += _own(facts, row, [each for each in lines if each["employee"] == person], entries, key)
        seen.add(person)
        yield Node(f"{person} {row['name']}", section="13", children=tuple(nodes))
    rest = _left(facts, lines, entries)
    if rest is not None:
        yield rest


def _own_deferred(facts: Facts, row: Row, key: str) -> Node:
    """A line's share of what is kept back of the payable."""
    label, value, team = facts.word("deferred"), facts.money(row["deferred"]), facts.payable
    if not team["deferred"] or not row["amount"]:
        return Node(label, value, "", facts.say("none"), "13", key=f"{key}.deferred")
    amount, payable = facts.money(row["amount"]), facts.money(team["payable"])
    parts = [allocated(facts.money(team["deferred"]), amount, payable, facts.plan.decimals)]
    if row["deferred_unit"]:
        parts.append(facts.money(row["deferred_unit"]))
    note = facts.say("left_over") if row["deferred_unit"] else ""
    return Node(label, value, plus(parts), note, "13", key=f"{key}.deferred")


def _own(facts: Facts, row: Row, lines: Sequence[Row], entries: Sequence[Row], key: str) -> list[Node]:
    """What stands of a person: released, forfeited, and the balance."""
    person = row["employee"]
    own = [each for each in entries if each["employee"] == person]
    nodes = [_summed(facts, name, row[name], _by_month(facts, own, name), f"{key}.{name}") for name in SETTLED]
    before = _before(facts, (grant for grant in facts.grants if grant.employee == person))
    start, granted = _start(facts, row, before, f"{key}."), sum(each["deferred"] for each in lines)
    return [*nodes, _balance(facts, row, start, f"{key}.deferred_balance", granted)]


def _left(facts: Facts, lines: Sequence[Row], entries: Sequence[Row]) -> Node | None:
    """What nobody got: its share of what is kept back, and what stands kept back of earlier months."""
    given = _before(facts, (grant for grant in facts.grants if grant.employee is None))
    own = [each for each in entries if each["employee"] is None]
    if not given and not own:
        return None
    amounts = {name: _by_month(facts, own, name) for name in SETTLED}
    row = {name: sum(money for _, _, money in each) for name, each in amounts.items()}
    row["deferred"] = facts.payable["deferred"] - sum(each["deferred"] for each in lines)
    row["paid_now"] = facts.payable["unallocated"] - row["deferred"]
    row["deferred_before"] = sum(money for _, _, money in given)
    row["deferred_balance"] = row["deferred_before"] + row["deferred"] - row["released"] - row["forfeited"]
    rest = (facts.payable["deferred"], *(each["deferred"] for each in lines))
    rule, note = " − ".join(facts.money(each) for each in rest), facts.say("deferred_rest")
    key = "unallocated."
    nodes = [
        Node(facts.word("deferred"), facts.money(row["deferred"]), rule, note, "13", key=f"{key}deferred"),
        _paid_now(facts, facts.payable["unallocated"], row, f"{key}paid_now"),
        *(_summed(facts, name, row[name], amounts[name], f"{key}{name}") for name in SETTLED),
        _balance(facts, row, _start(facts, row, given, key), f"{key}deferred_balance"),
    ]
    return Node(facts.word("unallocated"), section="13", children=tuple(nodes))


def _start(facts: Facts, row: Row, before: Sequence[Amount], key: str) -> Node:
    """What was kept back of a person, or of what nobody got, before the period."""
    return _summed(facts, "deferred_before", row["deferred_before"], before, f"{key}deferred_before")
