"""A result of all teams, however their inputs are read: at once, or in groups that are put together (decision 017)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.read.files import Given
from scorecard.read.parts.size import are_large
from scorecard.read.workbooks import read_kept
from scorecard.workflow.access import Access
from scorecard.workflow.loading import Outcome, Progress, Read, calculated, loaded
from scorecard.workflow.parts.choice import HERE, goes_in_groups


def result_of(
    plan: Plan,
    told: tuple[Problem, ...],
    paths: Sequence[Path],
    period: Month | None,
    progress: Progress,
    ledger: Access | None,
) -> Outcome:
    """What comes of a plan that was read and of inputs; ``told`` is what the plan gives to know. Raises LedgerFault."""
    if not goes_in_groups(plan, paths, HERE):
        return loaded(plan, told, paths, period, progress, ledger)
    from scorecard.workflow.parts.load import engine_of, load_together, look  # heavy, and seldom needed

    with engine_of(HERE) as engine:
        return load_together(look(plan, told, paths, progress), engine, period, progress, ledger)


def result_of_kept(
    plan: Plan,
    told: tuple[Problem, ...],
    files: Sequence[Given],
    period: Month,
    progress: Progress,
    ledger: Access | None,
) -> Outcome:
    """The same of files whose names and sheets are known already. Raises LedgerFault and KeyError."""
    if not are_large(each.path for each in files):
        return calculated(Read(plan, told, *read_kept(plan, files, progress)), period, progress, ledger)
    from scorecard.read.parts.material import material_of
    from scorecard.workflow.parts.load import engine_of, load_together, looked_at

    with engine_of(HERE) as engine:
        looked = looked_at(plan, told, material_of(plan, files, progress))
        return load_together(looked, engine, period, progress, ledger)
