"""One of several processes that close the same periods at the same moments."""

from __future__ import annotations

from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier

from scorecard.ledger.faults import LedgerFault
from scorecard.ledger.opening import Ledger, open_ledger
from scorecard.ledger.store import close_period
from tests.ledger.drafts import YEAR, draft, row

WON = "won"
PATIENCE = 120.0
"""Seconds for which one waits for the others."""


def race(runner: int, start: Barrier, urls: Sequence[str], races: int, answer: Connection) -> None:
    """In each ledger so many races, each about the first period of a plan of its own; tells how each ended."""
    ended = []
    for url in urls:
        ledger = open_ledger(url)
        for number in range(races):
            closing = draft(YEAR, row("A", "0.00", f"{runner}.00"), plan=f"plan-{number}")
            start.wait(PATIENCE)
            ended.append(_closed(ledger, closing))
    answer.send(ended)


def _closed(ledger: Ledger, closing: object) -> str:
    try:
        close_period(ledger, closing, "")
    except LedgerFault as fault:
        return fault.problem.kind
    except Exception as error:
        return repr(error)
    return WON
