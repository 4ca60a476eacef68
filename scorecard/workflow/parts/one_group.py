"""Out of a run of very many teams the result of the one group that a team is in (decision 017)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.read.parts.cut import Cut
from scorecard.workflow.loading import Outcome, Progress, with_standing, without_fault
from scorecard.workflow.parts.choice import HERE
from scorecard.workflow.parts.groups import Known, calculate, read
from scorecard.workflow.parts.load import engine_of, look, lookup, ordered
from scorecard.workflow.parts.steps import Then, forget, keep


def is_told_by_its_group(plan: Plan) -> bool:
    """Whether nothing in a team's numbers, nor in what they would be otherwise, looks at teams of other groups."""
    return plan.budget_per_month is None


def group_of(
    plan: Plan, told: tuple[Problem, ...], paths: Sequence[Path], period: Month | None, team: str, progress: Progress
) -> Outcome:
    """What comes of all teams, but of the result only the group of that key; without a ledger.

    Every group is calculated, since a problem of any team stands in the way as it does in a run.
    """
    with engine_of(HERE) as engine:
        looked = look(plan, told, paths, progress)
        order = ordered(looked, engine, progress)
        groups, problems = calculate(order, read(order), period, lookup(plan, None), partial(only, team))
        files = tuple(looked.found.files)
        if groups is None:
            return Outcome(plan, None, None, (*told, *problems), files)
        own = engine.fetch(groups.made[order.cut.of_key(team)])
    of_reading = groups.known.warnings
    inputs = replace(own.inputs, files=files, warnings=of_reading)
    result = replace(own, inputs=inputs, warnings=(*of_reading, *own.warnings))
    return without_fault(told, with_standing(result, None, told))


def only(team: str, known: Known, cut: Cut) -> Sequence[Then]:
    """The result of the group of that key stays, of the others nothing."""
    own = cut.of_key(team)
    return [keep if part == own else forget for part in range(cut.parts)]
