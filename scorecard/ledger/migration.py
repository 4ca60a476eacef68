"""From an older version of a ledger's tables to the newest, step by step in one transaction (ledger.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from scorecard.ledger import schema
from scorecard.ledger.faults import LedgerFault
from scorecard.ledger.opening import Ledger, locked

STEPS: Mapping[int, Callable[[Connection], None]] = {}
"""Version to what makes the next of it. An entry is never changed: its digest would be another. A step adds tables or
columns, and says in ``chain.COVERED`` from which version on a digest covers them."""


def migrated(ledger: Ledger) -> tuple[int, int]:
    """Run the steps that are missing; gives the versions before and now. Raises LedgerFault."""
    with locked(ledger) as connection:
        before = version = schema.version_of(connection) if ledger.exists else None
        if before is None or version is None:
            raise LedgerFault("ledger-none")
        if version > schema.VERSION:
            raise LedgerFault("ledger-newer", found=str(version), known=str(schema.VERSION))
        if any(each not in STEPS for each in range(version, schema.VERSION)):
            raise LedgerFault("ledger-foreign")
        while version < schema.VERSION:
            STEPS[version](connection)
            version += 1
        schema.note_version(connection, version)
    return before, version
