"""The use case check: every problem of plan and inputs, what is valid but odd, and control totals (commands.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scorecard.model.period import Month
from scorecard.model.problems import Problem
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.workflow.absent import months_without_actuals, teams_without_members
from scorecard.workflow.access import Access
from scorecard.workflow.before import Before, changed_targets
from scorecard.workflow.consequences import without_consequences
from scorecard.workflow.control_totals import MeasureTotal, measure_totals
from scorecard.workflow.loading import Outcome, Progress, Read, calculated, newest_month
from scorecard.workflow.parts.choice import HERE, goes_in_groups
from scorecard.workflow.same_month import months_in_two_workbooks
from scorecard.workflow.unusual_told import unusual


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found; the totals of the sheets are in the outcome's inputs."""

    outcome: Outcome
    measures: tuple[MeasureTotal, ...] = ()


def check(
    plan_path: Path,
    paths: Sequence[Path],
    period: Month | None,
    progress: Progress,
    ledger: Access | None,
    before: Before,
) -> Checked:
    """Read and calculate as for a run, and say what is odd besides. Writes nothing. Raises LedgerFault.

    Of tables that are read in groups neither oddities nor control totals are told.
    """
    plan, told = read_plan(plan_path)
    if plan is None or not paths:
        return Checked(Outcome(plan, None, None, told))
    if goes_in_groups(plan, paths, HERE):
        from scorecard.workflow.parts.warned import warned  # heavy, and seldom needed

        return Checked(warned(plan, told, paths, period, progress, ledger))
    read = Read(plan, told, *read_inputs(plan, paths, progress, tallied=True))
    outcome = calculated(read, period, progress, ledger)
    problems = _with_odd(read, outcome, period or newest_month(plan, read.inputs), before, progress)
    return Checked(replace(outcome, problems=problems), measure_totals(plan, read.inputs))


def _with_odd(
    read: Read, outcome: Outcome, period: Month | None, before: Before, progress: Progress
) -> tuple[Problem, ...]:
    """The outcome's problems and what is valid but odd, as far as it does not only follow from faults of reading."""
    plan, inputs = read.plan, read.inputs
    index = plan.month_index(period) if period else None
    if period is None or index is None or inputs.teams.empty:
        return outcome.problems
    told, without_members = teams_without_members(plan, inputs, period, outcome.problems)
    odd = (
        *without_members,
        *unusual(plan, inputs, index),
        *months_without_actuals(plan, inputs, index, told),
        *months_in_two_workbooks(plan, inputs),
        *changed_targets(plan, inputs, period, before, progress),
    )
    return (*told, *without_consequences(inputs, read.faults, odd))
