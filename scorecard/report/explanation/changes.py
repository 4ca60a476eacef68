"""What of the closed months differs today, and what that makes of the due (ledger.md, Corrections go forward)."""

from __future__ import annotations

from scorecard.model.changes import Change
from scorecard.report import changes as told
from scorecard.report.explanation.facts import Facts
from scorecard.report.explanation.node import Node, plus

MOST_TERMS = 12
"""So many effects are added up in a rule; of more the lines below are the terms."""


def changes_nodes(facts: Facts) -> tuple[Node, ...]:
    """The team's changes and the plan's, with their sum; nothing where no closing was compared."""
    if facts.result.changes is None:
        return ()
    found = facts.lookup.changes(facts.known["key"])
    heading, month = told.title(facts.result, facts.language), str(told.closed_month(facts.result))
    if not found:
        return (Node(heading, facts.money(0), note=told.say("nothing", facts.language, month=month), key="changes"),)
    total = told.total(found)
    effects = [facts.term(change.effect) for change in found if change.effect]
    rule = plus(effects) if total is not None and 0 < len(effects) <= MOST_TERMS else ""
    note = told.say("sum" if total is not None else "sum_untold", facts.language, month=month)
    children = tuple(_line(facts, change, f"change.{place}") for place, change in enumerate(found))
    value = None if total is None else facts.money(total)
    return (Node(heading, value, rule, note, "11", None, children, "changes"),)


def _line(facts: Facts, change: Change, key: str) -> Node:
    label = f"{change.month} {told.whole(change, facts.language)}".strip()
    ends = (told.plain(said, change, facts.language) for said in (change.then, change.now))
    note = " → ".join("–" if said is None else said for said in ends)
    value = None if change.effect is None else facts.money(change.effect)
    empty = change.then is None and change.now is None
    return Node(label, value, "", "" if empty else note, "11", change.place_now or change.place_then, key=key)
