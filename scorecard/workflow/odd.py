"""What is valid but odd about teams, all at once or group by group."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from scorecard.model.inputs import Inputs
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.workflow.absent import months_without_actuals, teams_without_members
from scorecard.workflow.unusual_told import unusual


@dataclass(frozen=True, slots=True)
class OddTeams:
    """What there is to tell of teams."""

    told: tuple[Problem, ...]
    """What the calculation tells, but for what is told better here."""
    empty: frozenset[int]
    """Months in which teams should have numbers, though none has."""
    warnings: tuple[Problem, ...]
    """Of single teams, and of the columns of a sheet."""


def odd_about_teams(
    plan: Plan, inputs: Inputs, period: Month, filled: Collection[int], told: Sequence[Problem]
) -> OddTeams:
    """``filled`` are the months for which any team has a number of Actuals, ``told`` what the calculation tells; the
    period is one of the fiscal year.
    """
    index = period - plan.fiscal_year
    left, without_members = teams_without_members(plan, inputs, period, told)
    empty, lacking = months_without_actuals(plan, inputs, index, filled, left)
    return OddTeams(left, empty, (*without_members, *unusual(plan, inputs, index), *lacking))
