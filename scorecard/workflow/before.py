"""Targets that are no longer those of last month's workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from msgspec import Struct

from scorecard.model.inputs import Inputs
from scorecard.model.messages import message
from scorecard.model.messages.system import reason
from scorecard.model.numbers import QUANTITY, grouped_text
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace, Place, Problem
from scorecard.model.titles import Title
from scorecard.read.money import GOALS
from scorecard.read.workbooks import read_inputs, read_kept
from scorecard.workflow.first_ones import first_ones
from scorecard.workflow.loading import Progress
from scorecard.workflow.run_folder import RunFolder, material, run_folder

_MOST = 3
"""So many numbers of a team's metric are written out."""
_NEEDED = frozenset({"Teams", "Targets"})


class Before(Struct, frozen=True):
    """Where last month's targets are: paths that were given, or the folder that holds the periods' run folders."""

    paths: Sequence[Path]
    out: Path


Read = tuple[Inputs | None, Sequence[Problem]]


def changed_targets(
    plan: Plan, inputs: Inputs, period: Month, before: Before, progress: Progress
) -> tuple[Problem, ...]:
    """A warning for each team's metric whose targets differ, and a note of what they were compared with."""
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
    new = sorted({*inputs.teams["key"]} - {*earlier.teams["key"]})
    note = Problem("before.new" if new else "before", {"teams": ", ".join(new)}, where, "note")
    return (*first_ones([*_differences(plan, inputs, earlier, set(new))]), note)


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
    """Whether the fault may have left targets out: one of Teams or Targets, or of a whole workbook."""
    place = fault.place
    if not isinstance(place, CellPlace) or not place.sheet:
        return fault.code != "missing-sheet"
    tables = {(sheet.book, sheet.name): sheet.table for sheet in earlier.sheets}
    return tables.get((place.book, place.sheet), "Targets") in _NEEDED


class _Target(Struct, frozen=True):
    """A number in Targets."""

    value: int
    place: Place
    column: str
    """Its header."""


_Goal = tuple[int, str]
"""Month (-1: the year) and column."""
_Targets = Mapping[tuple[str, int], Mapping[_Goal, _Target]]
"""Of a team's key and a metric's index."""


def _targets(inputs: Inputs) -> _Targets:
    """Every number in Targets."""
    keys = inputs.teams["key"].tolist()
    found: dict[tuple[str, int], dict[_Goal, _Target]] = {}
    names = ("team", "metric", "month", "sheet", "row")
    rows = zip(*(inputs.targets[name].tolist() for name in (*names, *GOALS)), strict=True)
    for team, metric, month, sheet, row, *goals in rows:
        own = found.setdefault((keys[team], metric), {})
        headers = inputs.sheets[sheet].headers
        for column, value in zip(GOALS, goals, strict=True):
            if isinstance(value, int):
                own[month, column] = _Target(value, inputs.place(sheet, row, column), headers[column])
    return found


def _differences(plan: Plan, inputs: Inputs, earlier: Inputs, new: set[str]) -> Iterator[Problem]:
    """One for each team's metric; those of teams that are new are left out."""
    then, now = _targets(earlier), _targets(inputs)
    titles = [metric.title for metric in plan.metrics.values()]
    for team, metric in (*now, *(key for key in then if key not in now)):
        mine, theirs = now.get((team, metric), {}), then.get((team, metric), {})
        differ = [goal for goal in (*mine, *theirs) if _value(mine, goal) != _value(theirs, goal)]
        if differ and team not in new:
            goals = list(dict.fromkeys(differ))
            yield _difference(plan, inputs, team, titles[metric], (theirs, mine), goals)


def _value(targets: Mapping[_Goal, _Target], goal: _Goal) -> int | None:
    return targets[goal].value if goal in targets else None


def _difference(
    plan: Plan,
    inputs: Inputs,
    team: str,
    metric: Title,
    sides: tuple[Mapping[_Goal, _Target], Mapping[_Goal, _Target]],
    goals: Sequence[_Goal],
) -> Problem:
    then, now = ([(goal, side[goal]) for goal in goals if goal in side] for side in sides)
    kind = "target-differs" if then and now else "target-differs.added" if now else "target-differs.removed"
    args = {"then": _listed(plan, then), "now": _listed(plan, now), "other": str(then[0][1].place) if then else ""}
    place = now[0][1].place if now else _sheet(inputs)
    return Problem(kind, {"team": team, "metric": metric, **args}, place, "warning", team)


def _listed(plan: Plan, targets: Sequence[tuple[_Goal, _Target]]) -> str:
    """``2026 target 1200000``, not too many."""
    year = plan.fiscal_year_name or str(plan.fiscal_year.year)
    texts = [
        f"{year if month < 0 else plan.month(month)} {target.column} {grouped_text(target.value, QUANTITY)}"
        for (month, _), target in targets
    ]
    return ", ".join(texts[:_MOST]) + (", …" if len(texts) > _MOST else "")


def _sheet(inputs: Inputs) -> Place | None:
    return next((CellPlace(each.book, each.name) for each in inputs.sheets if each.table == "Targets"), None)
