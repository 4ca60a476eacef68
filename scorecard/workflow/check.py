"""The use case check: every problem of plan and inputs, what is valid but odd, and control totals (commands.md)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from scorecard.model.period import Month
from scorecard.model.problems import Problem
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.workflow.access import Access
from scorecard.workflow.before import Before, changed_since, not_compared
from scorecard.workflow.beside import with_beside
from scorecard.workflow.consequences import without_consequences
from scorecard.workflow.control_totals import ControlTotals, control_totals
from scorecard.workflow.filled import filled
from scorecard.workflow.loading import Outcome, Progress, Read, calculated, newest_month
from scorecard.workflow.odd import AllTeams, odd_about_teams, odd_of_all
from scorecard.workflow.odd_money import mean_pools
from scorecard.workflow.parts.choice import HERE, goes_in_groups
from scorecard.workflow.same_month import first_rows, months_in_several_workbooks
from scorecard.workflow.unusual_pools import usual_pool


class Checked(Struct, frozen=True):
    """What was found, and what the inputs come to, if any were read."""

    outcome: Outcome
    totals: ControlTotals | None = None
    period: Month | None = None
    """That was checked; None where there is no input, or none is known."""


def check(
    plan_path: Path,
    paths: Sequence[Path],
    period: Month | None,
    progress: Progress,
    ledger: Access | None,
    before: Before,
) -> Checked:
    """Read and calculate as for a run, and say what is odd besides. Writes nothing. Raises LedgerFault.

    Of tables that are read in groups what is odd is told where nothing is wrong, and targets are not compared.
    """
    plan, told = read_plan(plan_path)
    if plan is None or not paths:
        return Checked(Outcome(plan, None, None, told))
    if goes_in_groups(plan, paths, HERE):
        from scorecard.workflow.parts.warned import warned  # heavy, and seldom needed

        outcome, totals, period = warned(plan, told, paths, period, progress, ledger)
        outcome = replace(outcome, problems=(*outcome.problems, *not_compared(before)))
        return Checked(with_beside(outcome, plan, paths), totals, period)
    read = Read(plan, told, *read_inputs(plan, paths, progress, tallied=True))
    outcome = calculated(read, period, progress, ledger)
    period = period or newest_month(plan, read.inputs)
    problems = _with_odd(read, outcome, period, before, progress)
    outcome = with_beside(replace(outcome, problems=problems), plan, paths)
    return Checked(outcome, control_totals(plan, read.inputs), period)


def _with_odd(
    read: Read, outcome: Outcome, period: Month | None, before: Before, progress: Progress
) -> tuple[Problem, ...]:
    """The outcome's problems and what is valid but odd, as far as it does not only follow from faults of reading."""
    plan, inputs = read.plan, read.inputs
    if period is None or plan.month_index(period) is None or inputs.teams.empty:
        return outcome.problems
    from_paid = outcome.result is not None and outcome.result.paid_before_from == "paid"
    paid = frozenset(inputs.paid["month"].tolist() if from_paid else ())
    standing = outcome.result.standing if outcome.result else None
    every = AllTeams(period, filled(inputs), paid, standing.since if standing else None, usual_pool(mean_pools(inputs)))
    of_teams = odd_about_teams(plan, inputs, every, outcome.problems)
    odd = (
        *of_teams.warnings,
        *odd_of_all(plan, inputs.sheets, every, [of_teams], inputs.warnings),
        *months_in_several_workbooks(plan, inputs.files, inputs.sheets, first_rows(inputs)),
        *changed_since(plan, inputs, period, before, progress),
    )
    refused = {str(fault.place) for fault in outcome.errors if fault.place}
    of_right = [each for each in odd if str(each.place) not in refused]
    return (*of_teams.told, *without_consequences(inputs, read.faults, of_right))
