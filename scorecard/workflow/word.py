"""closing.json: a closing's digest in the run folder that was closed, where it lives outside the ledger (ledger.md)."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from scorecard.model.messages.system import reason
from scorecard.model.period import Month
from scorecard.model.problems import CellPlace, Problem
from scorecard.report.manifest import CLOSING, CLOSING_DRAFT, RESULT, sha256_of
from scorecard.workflow.access import Access

if TYPE_CHECKING:
    from scorecard.ledger.entries import Entry


def leave_word(path: Path, entry: Entry) -> tuple[Problem, ...]:
    """Write it; where that cannot be, a warning: the closing stands all the same."""
    if sha256_of(path / RESULT) != entry.result:  # another run took the folder's place meanwhile
        return ()
    said = {"plan": entry.plan, "period": str(entry.period), "digest": entry.digest, "moment": entry.moment}
    beside = path / CLOSING_DRAFT
    try:
        beside.write_bytes(json.dumps({**said, "by": entry.by}, ensure_ascii=False, indent=1).encode() + b"\n")
        beside.replace(path / CLOSING)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        return (Problem("closed-without-word", {"reason": reason(error)}, CellPlace(str(path / CLOSING)), "warning"),)
    return ()


def leave_word_again(path: Path, plan: str, period: Month, ledger: Access) -> tuple[Problem, ...]:
    """Write it where the closing of this very result could not, or was killed before. Raises OSError, LedgerFault."""
    if (path / CLOSING).exists():
        return ()
    from scorecard.ledger.entries import closings, entries, of_plan

    with ledger.reading() as connection:
        closed = closings(of_plan(entries(connection), plan))
    result = sha256_of(path / RESULT)
    same = next((each for each in closed if each.period == period and each.result == result), None)
    return () if same is None else leave_word(path, same)
