"""What of the closed months differs today, and what that makes of the due (ledger.md, Corrections go forward)."""

from __future__ import annotations

from scorecard.model.changes import Change
from scorecard.report import changes as told
from scorecard.report.explanation.facts import Facts
from scorecard.report.explanation.node import Node, plus


def changes_nodes(facts: Facts) -> tuple[Node, ...]:
    """The team's changes and the plan's, with their sum; nothing where no closing was compared.

    A line's value is its effect, and no cell's: both cells, one of them of the closed inputs, are named in the note.
    """
    if facts.result.changes is None:
        return ()
    found = facts.lookup.changes(facts.known["key"])
    heading, month = told.title(facts.result, facts.language), str(told.closed_month(facts.result))
    if not found:
        note = told.say("nothing", facts.language, month=month)
        return (Node(heading, facts.money(0), "0", note, "11", key="changes"),)
    total = told.total(found)
    effects = [facts.term(change.effect) for change in found if change.effect]
    rule = "" if total is None else plus(effects)
    note = told.say("sum" if total is not None else "sum_untold", facts.language, month=month)
    children = tuple(_line(facts, change, f"change.{place}") for place, change in enumerate(found))
    value = None if total is None else facts.money(total)
    return (Node(heading, value, rule, note, "11", None, children, "changes"),)


def _line(facts: Facts, change: Change, key: str) -> Node:
    label = f"{change.month} {told.whole(change, facts.language)}".strip()
    ends = [told.plain(said, change, facts.language) for said in (change.then, change.now)]
    moved = " → ".join("–" if said is None else said for said in ends) if ends != [None, None] else ""
    value = None if change.effect is None else facts.money(change.effect)
    return Node(label, value, "", facts.notes((moved, told.cells(change))), "11", key=key)
