"""A run in groups of teams: cut, read, calculated group by group, with one look at all of them for the budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from scorecard.calc.entitlement import entitlements
from scorecard.calc.payable import paid_source
from scorecard.calc.pipeline import Paid, unknown_period
from scorecard.model.ledger import Standing
from scorecard.model.numbers import Ints
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.read.parts.cut import Cut
from scorecard.read.parts.material import Material, loose_shares
from scorecard.read.parts.part import Said, concluded
from scorecard.read.people import Roster
from scorecard.workflow.consequences import left_out
from scorecard.workflow.filled import Filled, actuals_of
from scorecard.workflow.gaps import Gaps, told_once
from scorecard.workflow.parts import steps
from scorecard.workflow.parts.engine import Engine, Job, Kept
from scorecard.workflow.parts.standings import shared_out

Progress = Callable[[str, int, int], None]
Lookup = Callable[[Month], Standing | None]
"""How a plan stands in the ledger before a month."""


class Known(Struct, frozen=True):
    """What is known of all teams once their rows were read."""

    period: Month
    source: str
    """Where paid_before comes from."""
    standing: Standing | None
    """How the plan stands in the ledger."""
    filled: Filled
    """What stands in Actuals, of any team."""
    paid: frozenset[int]
    """Months for which the Paid sheet has a row of any team."""
    warnings: tuple[Problem, ...]
    """Warnings and notes of reading."""


class Groups(Struct, frozen=True):
    """What was made of all groups, where it was made, in the order of the teams' keys."""

    known: Known
    made: list[Kept]
    told: list[Any]
    """By each group."""


Ending = Callable[[Known, Cut], Sequence[steps.Then]]
"""What is to be made of each group's result."""


class Ordered(Struct, frozen=True):
    """What a run in groups is made of."""

    plan: Plan
    found: Material
    all_teams: Roster
    cut: Cut
    engine: Engine
    progress: Progress
    counts: bool = False
    """Whether rows and sums are to be counted too."""


class Rows(Struct, frozen=True):
    """The rows of all groups, where they were read, and what there is to say of them."""

    plan: Kept
    groups: list[Kept]
    heard: list[steps.Heard]
    """By each group."""
    faults: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    """And notes."""

    @property
    def said(self) -> list[Said]:
        """What reading gives to say, by each group."""
        return [each.said for each in self.heard]

    @property
    def filled(self) -> Filled:
        """What stands in Actuals, of any team."""
        return sum((each.filled for each in self.heard), Filled())


def results(known: Known, cut: Cut) -> list[steps.Then]:
    """Each group's result stays as it is."""
    return [steps.keep] * cut.parts


def read(order: Ordered) -> Rows:
    """Every sheet cut by teams, and each group's shares read."""
    plan = order.engine.share(order.plan)
    groups, heard = _read(order, plan)
    return Rows(plan, groups, heard, *concluded(order.found, [each.said for each in heard]))


def calculate(
    order: Ordered, rows: Rows, period: Month | None, lookup: Lookup, ending: Ending = results
) -> tuple[Groups | None, tuple[Problem, ...]]:
    """(What was made of all groups' results, all problems that stand in the way and the warnings and notes of reading).

    The same functions work as in a run of all teams at once. Raises what they raise, and LedgerFault.
    """
    faults, warnings = rows.faults, rows.warnings
    wanted = period or _newest(order.plan, rows)
    if wanted is None:
        unknown = () if faults else (Problem("no-period", {"month": str(order.plan.month(0))}),)
        return None, (*faults, *unknown, *warnings)
    if order.plan.month_index(wanted) is None:
        return None, (*faults, unknown_period(order.plan, wanted), *warnings)
    standing = lookup(wanted)
    months = frozenset[int]().union(*(each.paid for each in rows.said))
    paid = _paid(order, wanted, standing, bool(months))
    known = Known(wanted, paid[0].source, standing, rows.filled, months, warnings)
    around = _around(order, rows)
    jobs = _ordered(order, rows, known, paid, ending(known, order.cut), order.engine.share(around))
    ended = list(_told(order.progress, "calculating", jobs))
    order.engine.drop(rows.groups)
    lacking = Gaps()
    for each in ended:
        lacking.add(each.gaps)
    if faults or lacking:
        left = told_once(around.actuals, lacking, warnings)
        return None, (*faults, *left.problems, *left.warnings)
    return Groups(known, [job.kept for job in jobs], [each.told for each in ended]), warnings


def _read(order: Ordered, plan: Kept) -> tuple[list[Kept], list[steps.Heard]]:
    """(The groups, what they give to say)."""
    engine, parts = order.engine, order.cut.parts
    cut, all_teams = engine.share(order.cut), engine.share(order.all_teams)
    shares: list[list[Kept]] = [engine.deal(steps.cut, parts, plan, chunk, cut) for chunk in order.found.chunks]
    shares += [engine.put(each) for each in loose_shares(order.plan, order.found, order.cut)]
    jobs = [
        engine.start(steps.read, plan, all_teams, order.counts, [each[part] for each in shares])
        for part in range(parts)
    ]
    heard = list(_told(order.progress, "rows", jobs))
    engine.drop([share for each in shares for share in each])
    return [job.kept for job in jobs], heard


def _told(progress: Progress, what: str, jobs: Sequence[Job]) -> Iterator[Any]:
    """What each tells, in their order."""
    progress(what, 0, len(jobs))
    for number, job in enumerate(jobs, 1):
        yield job.told()
        progress(what, number, len(jobs))


def _around(order: Ordered, rows: Rows) -> steps.Surroundings:
    """What all groups' sheets come to."""
    sheets = order.found.log.sheets
    actuals = actuals_of(order.plan, sheets, rows.filled)
    return steps.Surroundings(actuals, left_out(sheets, rows.faults), bool(rows.faults))


def _newest(plan: Plan, rows: Rows) -> Month | None:
    """The newest month in Actuals, or where nothing is read from there in the sources."""
    months = rows.filled.months or {month for each in rows.said for month in each.months_of_lines}
    return plan.month(max(months)) if months else None


def _paid(order: Ordered, period: Month, standing: Standing | None, any_paid: bool) -> list[Paid]:
    """What is known of each group's money before the period."""
    ledger = standing is not None and standing.paid_before is not None
    source = paid_source(period - order.plan.fiscal_year, ledger, any_paid)
    if standing is None:
        return [Paid(source)] * order.cut.parts
    return [Paid(source, each.paid_before, each.grants) for each in shared_out(standing, order.cut)]


def _ordered(
    order: Ordered,
    rows: Rows,
    known: Known,
    paid: Sequence[Paid],
    thens: Sequence[steps.Then],
    around: Kept,
) -> list[Job]:
    """The calculation of every group; a budget is shared once all entitlements are known."""
    engine, period = order.engine, known.period
    plan, given = rows.plan, list(zip(rows.groups, paid, thens, strict=True))
    if order.plan.budget_per_month is None:
        return [engine.start(steps.whole, plan, group, period, money, then, around) for group, money, then in given]
    begun = [engine.start(steps.half, plan, group, period, money) for group, money, _ in given]
    uncut = list(_told(order.progress, "calculating", begun))
    shares = zip(begun, _shared(order.plan, uncut, known.source), thens, strict=True)
    return [engine.start(steps.second_half, job.kept, share, then, around) for job, share, then in shares]


def _shared(plan: Plan, uncut: Sequence[Ints], source: str) -> list[dict[int, Ints]]:
    """Of each group's teams what they have of the budget, by month (calculation.md 10)."""
    cut = entitlements(plan, np.concatenate(uncut), source)
    ends = np.cumsum([len(each) for each in uncut])
    return [
        {month: money[end - len(each) : end] for month, money in cut.items()}
        for each, end in zip(uncut, ends.tolist(), strict=True)
    ]
