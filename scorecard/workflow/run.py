"""The use case run: a period's result into its folder (commands.md, outputs.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from scorecard.model.inputs import InputFile
from scorecard.model.period import Month
from scorecard.model.result import Result
from scorecard.read.plan_file import read_plan
from scorecard.report.folder import ClosedError, FileChangedError, kept_apart, plan_file
from scorecard.workflow.access import Access
from scorecard.workflow.beside import with_beside
from scorecard.workflow.changes import with_changes
from scorecard.workflow.loading import Outcome, Progress, loaded
from scorecard.workflow.order import Order, Run, Wanted
from scorecard.workflow.parts.choice import HERE, Crew, goes_in_groups
from scorecard.workflow.run_folder import closed_folder
from scorecard.workflow.write import require_pages, write


def run(
    plan: Path,
    paths: Sequence[Path],
    period: Month | None,
    order: Order | None,
    progress: Progress,
    ledger: Access | None = None,
    crew: Crew = HERE,
    language: str | None = None,
    large_json: Callable[[bytes], None] | None = None,
) -> Run:
    """Calculate, and where it is ordered write ``out/PERIOD``, whole or not at all. Raises OSError if it cannot.

    Where nothing is to be written, a result that is too large to be put together goes to ``large_json``, in
    ``language`` or the plan's.

    Raises TemplateFault where the user's own templates fail: before anything is read for those that cannot be right.
    Raises LedgerFault and ClusterFault.
    """
    if order is not None:
        require_pages(order.pages)
    before = _as_it_is(plan)
    known, told = read_plan(plan)
    if known is None or not paths:
        return Run(Outcome(known, None, None, told), None)
    if goes_in_groups(known, paths, crew):
        from scorecard.workflow.run_in_groups import run_in_groups  # heavy, and seldom needed

        wanted = Wanted(before, order, language or known.language, large_json)
        done = run_in_groups(known, told, paths, period, crew, wanted, progress, ledger)
    else:
        done = Run(loaded(known, told, paths, period, progress, ledger), None)
    done = replace(done, outcome=with_beside(done.outcome, known, paths))
    if done.outcome.result is None or order is None:
        return done
    if before is None:
        raise FileChangedError(plan)
    result, folder = _put(done.outcome.result, before, order, progress, ledger)
    return replace(done, outcome=replace(done.outcome, result=result), folder=folder)


def _put(
    result: Result, plan: InputFile, order: Order, progress: Progress, ledger: Access | None
) -> tuple[Result, Path]:
    """The result with what differs since the newest closing, and its folder, unless a closed one stands there."""
    target = order.out / str(result.period)
    closed = closed_folder(target, result.plan.id, result.period, ledger)
    if closed:
        raise ClosedError(target)
    kept = kept_apart(plan, result.inputs.files)
    result = with_changes(result, ledger)
    return result, write(result, kept, order, progress, taken_back=closed is None)


def _as_it_is(plan: Path) -> InputFile | None:
    """The plan's file before it is read; None where it cannot be, which reading it tells."""
    try:
        return plan_file(plan)
    except OSError:
        return None
