"""What a ledger refuses, or cannot do, as one problem (ledger.md)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError

from scorecard.model.problems import CellPlace, Problem
from scorecard.model.titles import Title


class LedgerFault(Exception):  # noqa: N818 - the problem is the user's, not an error of the program
    """The ledger cannot be reached, read or written; ``problem`` says why."""

    def __init__(self, kind: str, **args: str | Title) -> None:
        super().__init__(kind)
        self.problem = Problem(kind, args)

    def at(self, ledger: str) -> LedgerFault:
        """The same, told of a ledger by the name that the user knows it by."""
        self.problem = Problem(self.problem.kind, self.problem.args, CellPlace(ledger))
        return self


KINDS = {
    "database is locked": "ledger-busy",
    "lock timeout": "ledger-busy",
    "disk is full": "ledger-full",
    "no space left": "ledger-full",
    "could not extend file": "ledger-full",
    "not a database": "ledger-foreign",
    "malformed": "ledger-damaged",
    "no such table": "ledger-damaged",
    "no such column": "ledger-damaged",
    "relation": "ledger-damaged",
    "readonly database": "ledger-denied",
    "permission denied": "ledger-denied",
    "unable to open database": "ledger-nowhere",
}
"""What databases say, to the kind of problem."""


@contextmanager
def told(ledger: str) -> Iterator[None]:
    """What the database raises becomes a LedgerFault that names the ledger."""
    try:
        yield
    except LedgerFault as fault:
        raise fault.at(ledger) from fault
    except (DBAPIError, NoSuchModuleError, ImportError, SQLAlchemyError) as error:
        raise _fault(error).at(ledger) from error


@contextmanager
def damaged() -> Iterator[None]:
    """Content of a closing that cannot be read becomes a LedgerFault."""
    try:
        yield
    except (KeyError, TypeError, ValueError, zlib.error) as error:
        raise LedgerFault("ledger-damaged", reason=f"{type(error).__name__}: {error}"[:200]) from error


def _fault(error: Exception) -> LedgerFault:
    if isinstance(error, ImportError):
        return LedgerFault("ledger-driver")
    origin = error.orig if isinstance(error, DBAPIError) else error
    said = " ".join(str(origin).split())
    kind = next((kind for text, kind in KINDS.items() if text in said.casefold()), "ledger-unreachable")
    return LedgerFault(kind, reason=said[:200])
