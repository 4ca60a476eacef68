"""A run whose teams go in groups: put together for the usual folder, or written piece by piece (decision 017)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.read.files import Given
from scorecard.read.parts.material import material_of
from scorecard.workflow.access import Access
from scorecard.workflow.loading import Outcome, Progress
from scorecard.workflow.order import Run, Wanted
from scorecard.workflow.parts.choice import HERE, Crew
from scorecard.workflow.parts.engine import Engine
from scorecard.workflow.parts.load import Looked, engine_of, load_together, look, looked_at
from scorecard.workflow.parts.pieces import Wish
from scorecard.workflow.parts.streamed import stream
from scorecard.workflow.write_large import goes_in_pieces, write_large


def run_in_groups(
    plan: Plan,
    told: tuple[Problem, ...],
    paths: Sequence[Path],
    period: Month | None,
    crew: Crew,
    wanted: Wanted,
    progress: Progress,
    ledger: Access | None,
) -> Run:
    """The run, written already where its results are not put together; ``told`` is what the plan gives to know.

    Raises OSError, LedgerFault and ClusterFault.
    """
    with engine_of(crew) as engine:
        looked = look(plan, told, paths, progress)
        if not goes_in_pieces(len(looked.titles), wanted.order):
            return Run(load_together(looked, engine, period, progress, ledger), None)
        return _in_pieces(looked, engine, period, wanted, progress, ledger)


def again_in_pieces(
    plan: Plan,
    told: tuple[Problem, ...],
    files: Sequence[Given],
    period: Month,
    wanted: Wanted,
    progress: Progress,
    ledger: Access | None,
) -> Run:
    """A run that was written piece by piece, made again from files whose names and sheets are known.

    Raises OSError, LedgerFault, and KeyError where the ledger lacks the entry that is asked for.
    """
    with engine_of(HERE) as engine:
        looked = looked_at(plan, told, material_of(plan, files, progress))
        return _in_pieces(looked, engine, period, wanted, progress, ledger)


def _in_pieces(
    looked: Looked, engine: Engine, period: Month | None, wanted: Wanted, progress: Progress, ledger: Access | None
) -> Run:
    wish = Wish(wanted.language, tables=wanted.order is not None)
    streamed, problems = stream(looked, engine, period, wish, progress, ledger)
    if streamed is None:
        return Run(Outcome(looked.plan, None, None, (*looked.told, *problems), tuple(looked.found.files)), None)
    return write_large(streamed, wanted, progress, ledger)
