"""Targets and pools that are no longer those of last month's workbooks: where these are, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from msgspec import Struct

from scorecard.model.inputs import Inputs
from scorecard.model.messages import message
from scorecard.model.messages.system import reason
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace, Place, Problem
from scorecard.model.titles import Title
from scorecard.read.workbooks import read_inputs, read_kept
from scorecard.workflow.before_numbers import changed_pools, changed_targets
from scorecard.workflow.loading import Progress
from scorecard.workflow.run_folder import RunFolder, material, run_folder

_NEEDED = frozenset({"Teams", "Targets", "Pools"})


class Before(Struct, frozen=True):
    """Where last month's numbers are: paths that were given, or the folder that holds the periods' run folders."""

    paths: Sequence[Path]
    out: Path


Read = tuple[Inputs | None, Sequence[Problem]]


def changed_since(plan: Plan, inputs: Inputs, period: Month, before: Before, progress: Progress) -> tuple[Problem, ...]:
    """A warning for each team's metric whose targets differ, and each team whose pools do; and a note of what they were
    compared with.
    """
    paths = before.paths or _default(plan, before.out, period)
    if not paths:
        return ()
    where = CellPlace(", ".join(map(str, paths)))
    try:
        earlier, faults = _read(plan, paths, period, progress)
    except OSError as error:
        return (_unread(before, where, reason(error)),)
    wrong = [fault for fault in faults if earlier is None or _matters(earlier, fault)]
    if earlier is None or wrong:
        return (_unread(before, where, _said(wrong[0])),)
    kept = frozenset(earlier.teams["key"])
    new = sorted({*inputs.teams["key"]} - kept)
    note = Problem("before.new" if new else "before", {"teams": ", ".join(new)}, where, "note")
    told = [each(plan, inputs, earlier, kept, period) for each in (changed_targets, changed_pools)]
    return (*chain.from_iterable(told), note)


def not_compared(before: Before) -> tuple[Problem, ...]:
    """A warning where somebody asked for a comparison that is not made of very many teams."""
    where = CellPlace(", ".join(map(str, before.paths)))
    return (Problem("before-unread.many", {}, where, "warning"),) if before.paths else ()


def _unread(before: Before, where: Place, why: Title) -> Problem:
    """A warning where somebody asked for the comparison."""
    if before.paths:
        return Problem("before-unread.given", {"reason": why}, where, "warning")
    return Problem("before-unread", {"reason": why}, where, "note")


def _default(plan: Plan, out: Path, period: Month) -> tuple[Path, ...]:
    """The run folder of the month before, if there is one of this plan."""
    folder = _run_folder(out / str(period + -1))
    return (folder.path,) if folder and folder.manifest["plan"].get("id") == plan.id else ()


def _run_folder(path: Path) -> RunFolder | None:
    try:
        found = run_folder(path)
    except OSError:
        return None
    return found if isinstance(found, RunFolder) else None


def _read(plan: Plan, paths: Sequence[Path], period: Month, progress: Progress) -> Read:
    """What stands there, read as this plan's. Raises OSError."""
    folders = [_run_folder(path / str(period + -1)) or _run_folder(path) for path in paths]
    if not any(folders):
        return read_inputs(plan, paths, progress)
    found = [material(folder, ()) for folder in folders if folder]
    missing = list(chain.from_iterable(each.problems for each in found))
    if missing:
        return None, missing
    return read_kept(plan, list(chain.from_iterable(each.inputs for each in found)), progress)


def _said(fault: Problem) -> Title:
    """The fault's place and message, in both languages."""
    place = f"{fault.place}: " if fault.place else ""
    return Title("reason", {language: place + message(fault, language) for language in ("en", "zh")})


def _matters(earlier: Inputs, fault: Problem) -> bool:
    """Whether the fault may have left numbers out: one of the tables they are in, or of a whole workbook."""
    place = fault.place
    if not isinstance(place, CellPlace) or not place.sheet:
        return fault.code != "missing-sheet"
    tables = {(sheet.book, sheet.name): sheet.table for sheet in earlier.sheets}
    return tables.get((place.book, place.sheet), "Targets") in _NEEDED
