"""From paths to the results of groups of teams, on whichever engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.read.formats.grid import Refused
from scorecard.read.parts.cut import Cut, cut_at
from scorecard.read.parts.material import Material, material, teams
from scorecard.read.parts.part import can_be_cut
from scorecard.read.parts.size import cells
from scorecard.read.people import roster
from scorecard.workflow.access import Access
from scorecard.workflow.loading import Outcome, Progress, with_standing, without_fault
from scorecard.workflow.parts.choice import Crew
from scorecard.workflow.parts.engine import Engine
from scorecard.workflow.parts.groups import Ending, Groups, Lookup, Ordered, calculate, read, results
from scorecard.workflow.parts.together import together

TEAMS_AT_ONCE = 10_000
"""A group has no more teams than these: what one process holds of them takes about half a gigabyte."""
CELLS_AT_ONCE = 4_000_000
"""Nor is it read from many more cells, where teams have very many rows."""


@contextmanager
def engine_of(crew: Crew) -> Iterator[Engine]:
    """Raises ClusterFault where there is no such cluster."""
    if crew.engine == "dask":
        from scorecard.workflow.parts.on_cluster import cluster_engine

        with cluster_engine(crew.scheduler) as cluster:
            yield cluster
        return
    from scorecard.workflow.parts.local import local_engine

    with local_engine() as local:
        yield local


class Looked(Struct, frozen=True):
    """The files of a run in groups, and what is known of them before their rows are read."""

    plan: Plan
    told: tuple[Problem, ...]
    """Of the plan."""
    found: Material
    titles: Mapping[str, str]
    """What each team is called, by its key, sorted; "" where there are very many."""


def look(plan: Plan, told: tuple[Problem, ...], paths: Sequence[Path], progress: Progress) -> Looked:
    """Every file by its head. Says what is wrong with files, raises nothing."""
    return looked_at(plan, told, material(plan, paths, progress))


def looked_at(plan: Plan, told: tuple[Problem, ...], found: Material) -> Looked:
    """The same for files that were looked at."""
    try:
        titles = teams(plan, found)
    except (OSError, Refused):
        titles = {}  # what is wrong is told where the rows are read
    return Looked(plan, told, found, titles)


def cut_for(looked: Looked, workers: int) -> Cut:
    """As many groups as there are workers, or more where these would be too large; one where the plan needs all teams
    at once.
    """
    if not can_be_cut(looked.plan):
        return cut_at(looked.titles, 1)
    of_cells = cells(file.path for file in looked.found.files) // CELLS_AT_ONCE
    return cut_at(looked.titles, max(workers, -(-len(looked.titles) // TEAMS_AT_ONCE), of_cells))


def in_groups(
    looked: Looked,
    engine: Engine,
    period: Month | None,
    progress: Progress,
    ledger: Access | None,
    ending: Ending = results,
) -> tuple[Groups | None, tuple[Problem, ...]]:
    """(What was made of the results of all groups, the problems, warnings and notes of files, rows and calculation).

    Raises LedgerFault.
    """
    order = ordered(looked, engine, progress)
    return calculate(order, read(order), period, lookup(looked.plan, ledger), ending)


def ordered(looked: Looked, engine: Engine, progress: Progress, *, counts: bool = False) -> Ordered:
    """What a run in groups is made of."""
    cut, everyone = cut_for(looked, engine.workers), roster(looked.titles)
    return Ordered(looked.plan, looked.found, everyone, cut, engine, progress, counts)


def lookup(plan: Plan, ledger: Access | None) -> Lookup:
    """How the plan stands in the ledger, if there is one."""
    return lambda month: ledger.standing(plan, month) if ledger else None


def load_together(
    looked: Looked, engine: Engine, period: Month | None, progress: Progress, ledger: Access | None
) -> Outcome:
    """What comes of a run in groups, put together: the same as of a run of all teams at once. Raises LedgerFault."""
    groups, problems = in_groups(looked, engine, period, progress, ledger)
    if groups is None:
        return Outcome(looked.plan, None, None, (*looked.told, *problems), tuple(looked.found.files))
    result = with_standing(together(engine, looked.found, groups), groups.known.standing, looked.told)
    outcome = without_fault(looked.told, result)
    told = ledger.notices(looked.plan, groups.known.standing) if ledger else ()
    return replace(outcome, problems=(*told, *outcome.problems))
