"""Whether a run folder's result is what its inputs and the ledger give: before it is signed or closed (ledger.md)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from scorecard.model.ledger import Standing
from scorecard.model.problems import CellPlace, Problem
from scorecard.model.result import Result
from scorecard.report.manifest import MANIFEST
from scorecard.report.result_json import result_bytes
from scorecard.workflow.access import Access
from scorecard.workflow.loading import Progress
from scorecard.workflow.run_folder import Material, RunFolder, changed_files, material, recomputed, run_folder

MOST_TEAMS = 8
"""Teams that a message names."""


class Proof(Struct, frozen=True):
    """A run folder with its result computed again, or the problems that stand in the way."""

    problems: tuple[Problem, ...]
    folder: RunFolder | None = None
    of: Material | None = None
    result: Result | None = None
    content: bytes = b""
    """result.json."""

    @property
    def digest(self) -> str:
        """SHA-256 of result.json."""
        return sha256(self.content).hexdigest()


def prove(path: Path, given: Sequence[Path], ledger: Access, progress: Progress) -> Proof:
    """Recompute the folder's result with what the ledger says now. Raises OSError, LedgerFault."""
    folder = run_folder(path)
    if isinstance(folder, Problem):
        return Proof((folder,))
    problems = changed_files(folder)
    if problems:
        return Proof(tuple(problems), folder)
    of = material(folder, given)
    if of.problems:
        return Proof(tuple(of.problems), folder)
    outcome = recomputed(folder, of, ledger, progress)
    result, here = outcome.result, CellPlace(str(path))
    if result is None:
        kept = Problem("not-recomputed.problems", {"count": str(len(outcome.errors))}, here)
        return Proof((kept, *outcome.errors), folder)
    if result.plan.id != folder.manifest["plan"]["id"]:
        return Proof((Problem("run-file-changed", place=CellPlace(str(path / MANIFEST))),), folder)
    content = folder.result
    again = result_bytes(result, folder.language)
    if again == content:
        return Proof((), folder, of, result, content)
    stale = _ledger_digest(folder) != _digest(result.standing)
    kind = "stale-paid-before" if stale else "not-recomputed"
    teams = different_teams(content, again, "paid_before" if stale else None)
    told = Problem(kind, {"teams": teams}, here) if teams else Problem(f"{kind}.rest", place=here)
    return Proof((told,), folder)


def _ledger_digest(folder: RunFolder) -> str:
    return folder.ledger["digest"] if folder.ledger else ""


def _digest(standing: Standing | None) -> str:
    return standing.digest if standing else ""


def different_teams(one: bytes, other: bytes, name: str | None) -> str:
    """The keys of the teams that differ, or whose number of that name does, between two result.json: the first few."""
    first, second = (
        {team["team"]: team[name] if name else team for team in json.loads(content)["teams"]}
        for content in (one, other)
    )
    keys = sorted(key for key in first.keys() | second.keys() if first.get(key) != second.get(key))
    return ", ".join(keys[:MOST_TEAMS]) + (", …" if len(keys) > MOST_TEAMS else "")
