"""Appending to a ledger: a closing, a void, a sign-off, each whole or not at all (ledger.md)."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from scorecard.ledger.chain import canonical, digest_of, rows_hash, sha256
from scorecard.ledger.entries import Entry, entries, newest, of_plan, signatures
from scorecard.ledger.faults import LedgerFault
from scorecard.ledger.lines import line_state, not_next, not_voidable
from scorecard.ledger.opening import Ledger, writing
from scorecard.ledger.schema import DEFERRALS, ENTRIES, PARTS, PAYABLES
from scorecard.ledger.sign_offs import Subject, refused
from scorecard.model.period import Month
from scorecard.model.problems import Problem


class Draft(Struct, frozen=True):
    """An entry to be appended."""

    plan: str
    period: Month
    moment: str
    by: str
    note: str
    fiscal_year: Month
    currency: str


class Closing(Draft, frozen=True):
    """A closing to be appended."""

    parts: Mapping[str, bytes]
    """plan, inputs, result, manifest."""
    payables: Sequence[Mapping[str, Any]]
    """As ``entries.payable_rows``, by team."""
    deferrals: Sequence[Mapping[str, Any]]
    """As ``entries.deferral_rows``, in their order, without their numbers."""


class SignOff(Draft, frozen=True):
    """A sign-off to be appended."""

    role: str
    subject: Subject


def close_period(ledger: Ledger, closing: Closing, expected: str) -> Entry:
    """Append a closing; ``expected`` is the state of its line (``lines.line_state``) on which it was made.

    Raises LedgerFault: ``closed-meanwhile`` where the state is another by now, so that of two at a time one wins.
    """
    deferrals = [{"number": number, **row} for number, row in enumerate(closing.deferrals, 1)]
    body = {
        "parts": {name: sha256(content) for name, content in sorted(closing.parts.items())},
        "payables": rows_hash(closing.payables),
        "deferrals": rows_hash(deferrals),
    }
    packed = {name: zlib.compress(content) for name, content in closing.parts.items()}
    with writing(ledger) as connection:
        every = _as_expected(connection, closing, expected)
        _require(not_next(every, closing.plan, closing.period))
        columns = {"result": sha256(closing.parts["result"])}
        entry = _append(connection, every, "closing", closing, body, columns)
        rows = [{"entry": entry.id, "name": name, "content": content} for name, content in packed.items()]
        _insert(connection, PARTS, rows)
        _insert(connection, PAYABLES, [{"entry": entry.id, **row} for row in closing.payables])
        _insert(connection, DEFERRALS, [{"entry": entry.id, **row} for row in deferrals])
    return entry


def void_period(ledger: Ledger, void: Draft, expected: str) -> Entry:
    """Take back the newest closing of the plan, which must be of the period. Raises LedgerFault."""
    with writing(ledger) as connection:
        every = _as_expected(connection, void, expected)
        last = newest(of_plan(every, void.plan))
        if last is None or last.period != void.period:
            raise LedgerFault("closed-meanwhile", period=str(void.period))
        _require(not_voidable(every, last))
        return _append(connection, every, "void", void, {"voids": last.digest}, {})


def sign_result(ledger: Ledger, sign_off: SignOff) -> Entry | Problem:
    """Put a sign-off into the ledger, or say why it is refused; of two at a time the second knows the first.

    Raises LedgerFault.
    """
    subject = sign_off.subject
    with writing(ledger) as connection:
        every = entries(connection)
        known = signatures(of_plan(every, sign_off.plan), sign_off.period)
        problem = refused(subject, known, sign_off.role, sign_off.by)
        if problem is not None:
            return problem
        columns = {"role": sign_off.role, "result": subject.result}
        return _append(connection, every, "sign_off", sign_off, {"plan_file": subject.plan_file}, columns)


def _as_expected(connection: Connection, draft: Draft, expected: str) -> list[Entry]:
    """All entries, if the line is still in the state on which the draft was made."""
    every = entries(connection)
    if line_state(every, draft) != expected:
        raise LedgerFault("closed-meanwhile", period=str(draft.period))
    return every


def _require(problem: Problem | None) -> None:
    if problem is not None:
        raise LedgerFault(problem.kind, **{name: str(text) for name, text in problem.args.items()})


def _append(
    connection: Connection,
    every: Sequence[Entry],
    kind: str,
    draft: Draft,
    body: Mapping[str, Any],
    columns: Mapping[str, str],
) -> Entry:
    chain = of_plan(every, draft.plan)
    row: dict[str, Any] = dict.fromkeys(("role", "result"), "") | dict(columns)
    row |= {"fiscal_year": str(draft.fiscal_year), "currency": draft.currency}
    row |= {"plan": draft.plan, "number": len(chain) + 1, "kind": kind, "period": str(draft.period)}
    row |= {"moment": draft.moment, "by": draft.by, "note": draft.note, "body": canonical(body).decode()}
    row["previous"] = chain[-1].digest if chain else ""
    row["digest"] = digest_of(row)
    try:
        connection.execute(ENTRIES.insert().values(**row))
    except IntegrityError:  # another got in, although only one may write: a ledger that knows no locks
        raise LedgerFault("closed-meanwhile", period=str(draft.period)) from None
    return next(each for each in entries(connection) if each.digest == row["digest"])


def _insert(connection: Connection, table: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(table.insert(), list(rows))
