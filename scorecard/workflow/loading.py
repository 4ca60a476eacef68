"""From paths to a plan, its inputs and a result, with every problem on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scorecard.calc import calculate
from scorecard.model.inputs import Inputs, shown_name
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import FilePlace, Problem
from scorecard.model.result import Result
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.workflow.consequences import without_consequences
from scorecard.workflow.gaps import told_once

Progress = Callable[[str, int, int], None]
"""Told of each step: what is being done, how much of it is done, how much there is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a plan and inputs: the result if nothing stood in its way."""

    plan: Plan | None
    inputs: Inputs | None
    result: Result | None
    problems: tuple[Problem, ...]
    """Errors, warnings and notes of the plan, of reading and of the calculation, in this order."""

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
    find what else is missing, so that all problems come at once; what only follows from those errors is left out.
    """
    plan, told = read_plan(plan_path)
    if plan is None or not paths:
        return Outcome(plan, None, None, told)
    inputs, faults = read_inputs(plan, paths, progress)
    wanted = period or newest_month(plan, inputs)
    if wanted is None:
        unknown = () if faults else (Problem("no-period", {"month": str(plan.month(0))}),)
        return Outcome(plan, inputs, None, (*told, *faults, *unknown, *inputs.warnings))
    progress("calculating", 0, 1)
    result, further = calculate(plan, inputs, wanted)
    progress("calculating", 1, 1)
    if faults or result is None:
        further = without_consequences(inputs, faults, further)
        left = told_once(plan, inputs, further, inputs.warnings)
        return Outcome(plan, inputs, None, (*told, *faults, *left.problems, *left.warnings))
    return Outcome(plan, inputs, _with_warnings(result, told), (*told, *result.warnings))


def newest_month(plan: Plan, inputs: Inputs) -> Month | None:
    """The newest month in Actuals, or where nothing is read from there in the sources; None: no month of the year."""
    rows = inputs.values if len(inputs.values) else inputs.lines
    return plan.month(int(rows["month"].max())) if len(rows) else None


def _with_warnings(result: Result, told: Sequence[Problem]) -> Result:
    """The result with the plan's warnings too; in files a plan goes by its name, without the way to it."""
    return replace(result, warnings=(*(_by_name(problem) for problem in told), *result.warnings))


def _by_name(problem: Problem) -> Problem:
    place = problem.place
    if not isinstance(place, FilePlace):
        return problem
    return replace(problem, place=replace(place, file=shown_name(Path(place.file))))
