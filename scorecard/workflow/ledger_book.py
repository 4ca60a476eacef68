"""The use cases of looking into a ledger: log, show, verify (ledger.md)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from scorecard.model.ledger import DIGITS
from scorecard.model.period import Month
from scorecard.model.problems import Problem
from scorecard.workflow.access import Access
from scorecard.workflow.stored import recomputes

if TYPE_CHECKING:
    from scorecard.ledger.entries import Entry


DAMAGES = frozenset({"ledger-broken", "ledger-damaged", "ledger-foreign"})
"""Faults of a ledger that are findings where it is verified."""


def chosen_plan(every: Sequence[Entry], plan: str | None) -> str | Problem:
    """The plan of that id, or the only one there is."""
    known = sorted({each.plan for each in every})
    if plan is not None:
        return plan if plan in known else Problem("unknown-plan", {"plan": plan, "known": ", ".join(known) or "–"})
    if len(known) == 1:
        return known[0]
    return Problem("which-plan", {"known": ", ".join(known)}) if known else Problem("ledger-none")


def closing_of(every: Sequence[Entry], plan: str, period: Month) -> Entry | Problem:
    """The closing of the period that counts."""
    from scorecard.ledger.entries import closings, of_plan

    closed = closings(of_plan(every, plan))
    found = [each for each in closed if each.period == period]
    if found:
        return found[-1]
    known = ", ".join(str(each.period) for each in closed)
    return Problem("not-closed" if known else "not-closed.none", {"period": str(period), "known": known})


class Log(Struct, frozen=True):
    """The entries of a ledger, or why they cannot be told."""

    problems: tuple[Problem, ...]
    entries: Sequence[Entry] = ()
    void: frozenset[str] = frozenset()
    """The digests of the closings that were taken back."""


def log(ledger: Access, plan: str | None) -> Log:
    """All entries, or those of a plan. Raises LedgerFault."""
    from scorecard.ledger.entries import entries, of_plan

    with ledger.reading() as connection:
        every = entries(connection)
    void = frozenset(str(each.body.get("voids")) for each in every if each.kind == "void")
    if plan is None:
        return Log((), every, void)
    known = chosen_plan(every, plan)
    return Log((known,)) if isinstance(known, Problem) else Log((), of_plan(every, known), void)


class Shown(Struct, frozen=True):
    """A closing with its result, as then; or why there is none."""

    problems: tuple[Problem, ...]
    entry: Entry | None = None
    result: bytes = b""
    """result.json."""


def show(ledger: Access, period: Month, plan: str | None) -> Shown:
    """What was closed. Raises LedgerFault."""
    from scorecard.ledger.entries import entries, part
    from scorecard.ledger.faults import damaged

    with ledger.reading() as connection, damaged():
        every = entries(connection)
        id = chosen_plan(every, plan)
        if isinstance(id, Problem):
            return Shown((id,))
        found = closing_of(every, id, period)
        return Shown((found,)) if isinstance(found, Problem) else Shown((), found, part(connection, found, "result"))


class Verified(Struct, frozen=True):
    """What is wrong with a ledger, and how much of it was looked at."""

    problems: tuple[Problem, ...]
    entries: int
    closings: int


def verify_ledger(ledger: Access, digest: str | None) -> Verified:
    """Walk every chain, recompute every hash and every result. Raises LedgerFault.

    ``digest`` is one that was printed outside the ledger: an entry must have it, or begin with it. What cannot be read
    any more is a finding too.
    """
    from scorecard.ledger.faults import LedgerFault

    if digest is not None and not re.fullmatch(f"[0-9a-f]{{{DIGITS},64}}", digest.strip().lower()):
        return Verified((Problem("digest-short", {"digest": digest}),), 0, 0)
    try:
        return _verified(ledger, None if digest is None else digest.strip().lower())
    except LedgerFault as fault:
        if fault.problem.code in DAMAGES:
            return Verified((fault.problem,), 0, 0)
        raise


def _verified(ledger: Access, digest: str | None) -> Verified:
    from scorecard.ledger.entries import entries
    from scorecard.ledger.verification import broken, unguarded

    with ledger.reading() as connection:
        every = entries(connection)
        found = [*unguarded(connection), *broken(connection, every)]
        if digest is not None and not any(each.digest.startswith(digest) for each in every):
            found.append(Problem("ledger-without-entry", {"digest": digest[:DIGITS]}))
        closed = [each for each in every if each.kind == "closing"]
        found += [_another(each) for each in closed if not recomputes(connection, each, every)]
    return Verified(tuple(found), len(every), len(closed))


def _another(entry: Entry) -> Problem:
    return Problem("ledger-broken.result", {"plan": entry.plan, "number": str(entry.number)})


def migrate(ledger: Access) -> tuple[int, int]:
    """Bring an older ledger's tables forward; gives the versions before and now. Raises LedgerFault."""
    from scorecard.ledger.migration import migrated

    return migrated(ledger.ledger)
