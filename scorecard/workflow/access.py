"""From a ledger's URL to how a plan stands in it, and to what its newest closing holds (ledger.md)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from scorecard.model.ledger import Standing
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace, Problem

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scorecard.ledger.opening import Ledger

DEFAULT_FILE = Path("ledger.db")
DEFAULT = f"sqlite:///{DEFAULT_FILE}"


class Access(Struct, frozen=True):
    """A ledger to be asked; with ``as_of``, as it was when the entry of that digest was its newest.

    An empty ``as_of`` is the ledger before its first entry.
    """

    ledger: Ledger
    as_of: str | None = None

    def standing(self, plan: Plan, period: Month) -> Standing | None:
        """How the plan stands before the period; None where there is no ledger yet. Raises LedgerFault.

        Raises KeyError where the ledger has no entry of the digest ``as_of``.
        """
        from scorecard.ledger.faults import damaged
        from scorecard.ledger.standing import standing

        if not self.ledger.exists:
            return None
        with self.reading() as connection, damaged():
            return standing(connection, plan, period, self.as_of)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A look at one state of the ledger. Raises LedgerFault, also where there is none."""
        from scorecard.ledger.opening import reading

        with reading(self.ledger) as connection:
            yield connection

    def notices(self, plan: Plan, standing: Standing | None) -> tuple[Problem, ...]:
        """Warnings where nothing of the plan counts as closed, though the user may believe so; no part of a result."""
        here = CellPlace(self.ledger.shown)
        if standing is None:
            return (Problem("ledger-not-yet", {}, here, "warning"),)
        if not standing.others:
            return ()
        args = {"plan": plan.id, "others": ", ".join(standing.others)}
        return (Problem("ledger-other-plans", args, here, "warning"),)


def access(url: str | None) -> Access | None:
    """The ledger at the URL, else the default file's if that exists. Raises LedgerFault for no ledger's URL."""
    return ledger_to_write(url) if url or DEFAULT_FILE.exists() else None


def ledger_to_write(url: str | None) -> Access:
    """The ledger at the URL, without one the default file's, whether it exists or not. Raises LedgerFault."""
    from scorecard.ledger.opening import open_ledger  # heavy

    return Access(open_ledger(url or DEFAULT))
