"""From paths to a plan, its inputs and a result, with every problem on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from scorecard.calc import calculate
from scorecard.calc.closed_months import closed_months
from scorecard.calc.notices import open_months
from scorecard.calc.year_end import carry_over_missing
from scorecard.model.inputs import InputFile, Inputs, shown_name
from scorecard.model.ledger import Standing
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import FilePlace, Problem
from scorecard.model.result import Result
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.workflow.access import Access
from scorecard.workflow.consequences import without_consequences
from scorecard.workflow.filled import actuals_of, filled
from scorecard.workflow.gaps import gaps, told_once

Progress = Callable[[str, int, int], None]
"""Told of each step: what is being done, how much of it is done, how much there is."""


class Outcome(Struct, frozen=True):
    """What came of a plan and inputs: the result if nothing stood in its way."""

    plan: Plan | None
    inputs: Inputs | None
    result: Result | None
    problems: tuple[Problem, ...]
    """Errors, warnings and notes of the plan, of reading and of the calculation, in this order."""
    files: tuple[InputFile, ...] = ()
    """Those that were read, where there are no inputs."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be mended."""
        return tuple(problem for problem in self.problems if problem.level == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What should be known: warnings, then notes."""
        return tuple(sorted((p for p in self.problems if p.level != "error"), key=lambda p: p.level == "note"))


def load(
    plan_path: Path,
    paths: Sequence[Path],
    period: Month | None,
    progress: Progress,
    ledger: Access | None = None,
) -> Outcome:
    """Read and calculate; without a period, the newest month of Actuals. Writes nothing. Raises LedgerFault.

    Where the plan has errors no workbook is read (plan.md). The calculation also runs where reading found errors, to
    find what else is missing, so that all problems come at once; what only follows from those errors is left out.
    """
    plan, told = read_plan(plan_path)
    if plan is None or not paths:
        return Outcome(plan, None, None, told)
    return loaded(plan, told, paths, period, progress, ledger)


def loaded(
    plan: Plan,
    told: tuple[Problem, ...],
    paths: Sequence[Path],
    period: Month | None,
    progress: Progress,
    ledger: Access | None,
) -> Outcome:
    """The same of a plan that was read; ``told`` is what it gives to know. Raises LedgerFault."""
    return calculated(Read(plan, told, *read_inputs(plan, paths, progress)), period, progress, ledger)


class Read(Struct, frozen=True):
    """A plan and inputs as they were read."""

    plan: Plan
    told: tuple[Problem, ...]
    """Of the plan."""
    inputs: Inputs
    faults: tuple[Problem, ...]


def calculated(read: Read, period: Month | None, progress: Progress, ledger: Access | None) -> Outcome:
    """What comes of a plan and inputs that were read. Raises LedgerFault."""
    wanted = period or newest_month(read.plan, read.inputs)
    if wanted is None:
        unknown = () if read.faults else (Problem("no-period", {"month": str(read.plan.month(0))}),)
        return Outcome(read.plan, read.inputs, None, (*read.told, *read.faults, *unknown, *read.inputs.warnings))
    progress("calculating", 0, 1)
    standing = ledger.standing(read.plan, wanted) if ledger else None
    outcome = calculated_with(read, wanted, standing)
    progress("calculating", 1, 1)
    told = ledger.notices(read.plan, standing) if ledger else ()
    return replace(outcome, problems=(*told, *outcome.problems))


def calculated_with(read: Read, period: Month, standing: Standing | None) -> Outcome:
    """What comes of a plan and inputs with what a ledger says."""
    said = (standing.paid_before, standing.grants) if standing else (None, ())
    result, further = calculate(read.plan, read.inputs, period, *said)
    if read.faults or result is None:
        further = without_consequences(read.inputs, read.faults, further)
        actuals = actuals_of(read.plan, read.inputs.sheets, filled(read.inputs))
        left = told_once(actuals, gaps(actuals, further), read.inputs.warnings)
        told = (*read.told, *read.faults, *left.problems, *left.warnings)
        return Outcome(read.plan, read.inputs, None, told)
    return without_fault(read.told, with_standing(result, standing, read.told))


def without_fault(told: tuple[Problem, ...], result: Result) -> Outcome:
    """What comes of a result in whose way nothing stood; ``told`` is what the plan gives to know."""
    return Outcome(result.plan, result.inputs, result, (*told, *result.warnings[len(told) :]))


def newest_month(plan: Plan, inputs: Inputs) -> Month | None:
    """The newest month in Actuals, or where nothing is read from there in the sources; None: no month of the year."""
    rows = inputs.values if len(inputs.values) else inputs.lines
    return plan.month(int(rows["month"].max())) if len(rows) else None


def with_standing(result: Result, standing: Standing | None, told: Sequence[Problem]) -> Result:
    """The result with the plan's warnings and those of the ledger too, and with what the ledger said.

    In files a plan goes by its name, without the way to it.
    """
    carried = carry_over_missing(result, standing.carried) if standing else ()
    own = sorted(
        (*result.warnings, *carried, *open_months(result.period, standing)),
        key=lambda each: (each.team is not None, each.team or "", each.code),
    )
    warnings = (*(by_name(problem) for problem in told), *own)
    monthly = closed_months(result, standing.months) if standing and standing.months else result.monthly
    return replace(result, standing=standing, monthly=monthly, warnings=warnings)


def by_name(problem: Problem) -> Problem:
    """The problem as it stands in files: a plan goes by its name, without the way to it."""
    place = problem.place
    if not isinstance(place, FilePlace):
        return problem
    return replace(problem, place=replace(place, file=shown_name(Path(place.file))))
