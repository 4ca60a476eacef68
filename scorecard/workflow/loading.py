"""From paths to a plan, its inputs and a period, with every problem on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scorecard.calc import calculate
from scorecard.model.inputs import Inputs
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs

Progress = Callable[[str, int, int], None]
"""Told of each step: what is being done, how much of it is done, how much there is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a plan and inputs: the result if nothing stood in its way."""

    plan: Plan | None
    inputs: Inputs | None
    period: Month | None
    result: Result | None
    problems: tuple[Problem, ...]
    """Errors and warnings of the plan and of reading; those of the calculation are in the result too."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be mended."""
        return tuple(problem for problem in self.problems if problem.level == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What should be known: warnings, then notes."""
        return tuple(sorted((p for p in self.problems if p.level != "error"), key=lambda p: p.level == "note"))


def load(plan_path: Path, paths: Sequence[Path], period: Month | None, progress: Progress) -> Outcome:
    """Read and calculate; without a period, the newest month of Actuals. Writes nothing.

    Where the plan has errors no workbook is read (plan.md). The calculation also runs where reading found errors, to
    find what else is missing, so that all problems come at once.
    """
    plan, told = read_plan(plan_path)
    if plan is None:
        return Outcome(None, None, period, None, told)
    if not paths:
        return Outcome(plan, None, period, None, told)
    inputs, problems = read_inputs(plan, paths, progress)
    told = (*told, *problems)
    wanted = period or newest_month(plan, inputs)
    if wanted is None:
        missing = () if problems else (Problem("no-period"),)
        return Outcome(plan, inputs, None, None, (*told, *missing, *inputs.warnings))
    progress("calculating", 0, 1)
    result, further = calculate(plan, inputs, wanted)
    progress("calculating", 1, 1)
    if problems:
        return Outcome(plan, inputs, wanted, None, (*told, *further, *inputs.warnings))
    warnings = result.warnings if result else inputs.warnings
    return Outcome(plan, inputs, wanted, result, (*told, *further, *warnings))


def newest_month(plan: Plan, inputs: Inputs) -> Month | None:
    """The newest month in Actuals, None where it has no month of the fiscal year."""
    months = inputs.values["month"]
    return plan.month(int(months.max())) if len(months) else None
