"""The use case verify: a run folder made anew from its own inputs, byte for byte (commands.md)."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from scorecard import __version__
from scorecard.model.ledger import DIGITS
from scorecard.model.problems import CellPlace, Problem
from scorecard.read.plan_file import read_plan
from scorecard.report.folder import kept_apart, plan_file
from scorecard.report.manifest import CLOSING, CLOSING_DRAFT, MANIFEST, sha256_of
from scorecard.workflow.access import Access
from scorecard.workflow.changes import with_changes
from scorecard.workflow.loading import Outcome, Progress
from scorecard.workflow.order import Order, Run, Wanted
from scorecard.workflow.run_folder import (
    Material,
    RunFolder,
    changed_files,
    material,
    recomputed,
    run_folder,
    unknown_files,
)
from scorecard.workflow.write import require_pages, write


class Verified(Struct, frozen=True):
    """What is not as it should be, and how many files were looked at."""

    problems: tuple[Problem, ...]
    files: int = 0


def verify(path: Path, given: Sequence[Path], ledger: Access | None, progress: Progress) -> Verified:
    """Compare every byte of a run folder with what its inputs give. Raises OSError, LedgerFault.

    What the ledger said is taken as it was at the run: the manifest names its newest entry then.
    """
    folder = run_folder(path)
    if isinstance(folder, Problem):
        return Verified((folder,))
    changed = [*changed_files(folder), *unknown_files(folder)]
    of = material(folder, given)
    if of.problems or changed:
        return Verified((*changed, *of.problems))
    asked = as_it_was(folder, ledger)
    if isinstance(asked, Problem):
        return Verified((asked,))
    require_pages(folder.pages)
    with tempfile.TemporaryDirectory() as name:
        order = Order(Path(name), folder.language, folder.moment, folder.pages, folder.tables)
        try:
            again = _again(folder, of, order, asked, progress)
        except KeyError:
            return Verified((_without_entry(folder),))
        if again.folder is None:
            errors = again.outcome.errors
            kept = Problem("not-recomputed.problems", {"count": str(len(errors))}, CellPlace(str(path)))
            return Verified((kept, *errors))
        return _compared(folder, again.folder)


def _again(folder: RunFolder, of: Material, order: Order, ledger: Access | None, progress: Progress) -> Run:
    """The run made again, as it was made: whole, or piece by piece. Raises OSError, LedgerFault and KeyError."""
    if not folder.pages.teams:
        return _again_in_pieces(folder, of, order, ledger, progress)
    outcome = recomputed(folder, of, ledger, progress)
    if outcome.result is None:
        return Run(outcome, None)
    kept = kept_apart(plan_file(of.plan), outcome.result.inputs.files)
    return Run(outcome, write(with_changes(outcome.result, ledger), kept, order, progress))


def _again_in_pieces(folder: RunFolder, of: Material, order: Order, ledger: Access | None, progress: Progress) -> Run:
    from scorecard.workflow.run_in_groups import again_in_pieces  # heavy, and seldom needed

    plan, told = read_plan(of.plan)
    if plan is None:
        return Run(Outcome(None, None, None, told), None)
    wanted = Wanted(plan_file(of.plan), order, folder.language, None)
    return again_in_pieces(plan, told, of.inputs, folder.period, wanted, progress, ledger)


def as_it_was(folder: RunFolder, ledger: Access | None) -> Access | Problem | None:
    """The ledger at the moment of the run; None where the run asked none."""
    if folder.ledger is None:
        return None
    if ledger is None:
        return Problem("ledger-needed", place=CellPlace(str(folder.path)))
    return Access(ledger.ledger, folder.ledger["newest"])


def _without_entry(folder: RunFolder) -> Problem:
    newest = folder.ledger["newest"] if folder.ledger else ""
    return Problem("ledger-without-entry", {"digest": newest[:DIGITS]}, CellPlace(str(folder.path)))


def _compared(folder: RunFolder, again: Path) -> Verified:
    ours, theirs = _digests(folder.path), _digests(again)
    different = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
    found = [Problem("not-reproduced", place=CellPlace(str(folder.path / name))) for name in different]
    made = str(folder.manifest["version"])
    if found and made != __version__:
        said = {"made": made, "here": __version__}
        found.insert(0, Problem("other-version", said, CellPlace(str(folder.path / MANIFEST)), "warning"))
    return Verified(tuple(found), len(ours))


def _digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file by its name within the folder; what a closing left there is no part of the run."""
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): sha256_of(path) for path in files}
    return {name: digest for name, digest in found.items() if name not in (CLOSING, CLOSING_DRAFT)}
