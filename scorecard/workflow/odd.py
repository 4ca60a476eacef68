"""What is valid but odd about teams, all at once or group by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from scorecard.model.inputs import Inputs, Sheet
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.workflow.absent import empty_months, months_without_actuals, numbers_of_nobody, teams_without_members
from scorecard.workflow.absent_columns import Counts, absent_columns, zeros_by_column
from scorecard.workflow.absent_targets import (
    Targets,
    metrics_without_target,
    targets_of,
    teams_without_target,
    useless_targets,
)
from scorecard.workflow.copied_months import Months, copied_months, months_of_zeros, numbers_by_month
from scorecard.workflow.filled import Filled
from scorecard.workflow.first_ones import first_ones
from scorecard.workflow.odd_money import odd_money, paid_gaps
from scorecard.workflow.odd_sources import Doubled, doubled_months, doubled_rows
from scorecard.workflow.unusual_told import unusual


class AllTeams(Struct, frozen=True):
    """What is known of all teams, by which some are judged."""

    period: Month
    """One of the fiscal year."""
    filled: Filled
    paid: frozenset[int]
    """Months, by their index, for which the Paid sheet has a row; none where paid_before comes from elsewhere."""
    since: Month | None
    """The first month that is closed in the ledger, where paid_before comes from there."""
    pool: float
    """What a team usually has in Pools for a month (usual_pool)."""


class OddTeams(Struct, frozen=True):
    """What there is to tell of teams."""

    told: tuple[Problem, ...]
    """What the calculation tells, but for what is told better here."""
    empty: frozenset[int]
    """Months in which teams should have numbers, though none has."""
    zeros: Counts
    """Numbers that count as 0 for want of a column."""
    targets: Targets
    """Which teams have targets and which have none."""
    numbers: Months
    """The numbers of Actuals by month."""
    doubled: Doubled
    """Which rows of sources stand there twice."""
    warnings: tuple[Problem, ...]
    """Of single teams, and of the columns of a sheet."""


def odd_about_teams(plan: Plan, inputs: Inputs, every: AllTeams, told: Sequence[Problem]) -> OddTeams:
    """What is odd about these teams; ``told`` is what the calculation tells."""
    index = every.period - plan.fiscal_year
    left, without_members = teams_without_members(plan, inputs, every.period, told)
    empty, lacking = months_without_actuals(plan, inputs, index, every.filled.months, left)
    money = odd_money(plan, inputs, every.period, every.paid, every.since)
    gaps, targets = targets_of(plan, inputs, index)
    away = first_ones(list(numbers_of_nobody(plan, inputs, index)))
    gaps = (*gaps, *first_ones(list(useless_targets(plan, inputs))))
    warnings = (*without_members, *away, *gaps, *unusual(plan, inputs, index, every.pool), *lacking, *money)
    zeros, numbers = zeros_by_column(plan, inputs, index), numbers_by_month(plan, inputs, index)
    return OddTeams(left, empty, zeros, targets, numbers, doubled_rows(plan, inputs, index), warnings)


def odd_of_all(
    plan: Plan, sheets: Sequence[Sheet], every: AllTeams, odd: Sequence[OddTeams], of_reading: Sequence[Problem]
) -> Iterator[Problem]:
    """What is odd about all teams together; ``odd`` was found of each group, ``of_reading`` are warnings of reading."""
    yield from empty_months(plan, frozenset().union(*(each.empty for each in odd)))
    zeros = sum((each.zeros for each in odd), Counter[tuple[int, int]]())
    yield from absent_columns(plan, sheets, every.filled, zeros, of_reading)
    yield from copied_months(plan, sheets, every.filled, [each.numbers for each in odd])
    yield from months_of_zeros(plan, sheets, every.filled, [each.numbers for each in odd])
    yield from doubled_months(plan, sheets, [each.doubled for each in odd])
    targets = sum((each.targets for each in odd), Targets())
    yield from (*teams_without_target(targets), *metrics_without_target(plan, targets))
    yield from paid_gaps(plan, sheets, every.period, every.paid, every.filled.months)
