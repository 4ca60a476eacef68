"""A run in groups of teams: cut, read, calculated group by group, with one look at all of them for the budget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scorecard.calc.entitlement import entitlements
from scorecard.calc.payable import paid_source
from scorecard.calc.pipeline import Paid, unknown_period
from scorecard.model.ledger import Grant, Standing
from scorecard.model.numbers import Ints
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.read.parts.cut import Cut
from scorecard.read.parts.material import Material, loose_shares
from scorecard.read.parts.part import Said, concluded
from scorecard.workflow.parts import steps
from scorecard.workflow.parts.engine import Engine, Job, Kept

Progress = Callable[[str, int, int], None]
Lookup = Callable[[Month], Standing | None]
"""How a plan stands in the ledger before a month."""


@dataclass(frozen=True, slots=True)
class Groups:
    """What came of all groups: their results, where they were made, in the order of the teams' keys."""

    results: list[Kept]
    period: Month
    standing: Standing | None
    warnings: tuple[Problem, ...]
    """Those of reading."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """What a run in groups is made of."""

    plan: Plan
    found: Material
    cut: Cut
    engine: Engine
    progress: Progress


def calculate(order: Ordered, period: Month | None, lookup: Lookup) -> tuple[Groups | None, tuple[Problem, ...]]:
    """(The groups' results, all problems that stand in the way and the warnings and notes of reading).

    The same functions work as in a run of all teams at once. Raises what they raise, and LedgerFault.
    """
    plan = order.engine.share(order.plan)
    read = _read(order, plan)
    said = list(_told(order.progress, "reading", read))
    faults, warnings = concluded(order.found, said)
    wanted = period or _newest(order.plan, said)
    if wanted is None:
        unknown = () if faults else (Problem("no-period", {"month": str(order.plan.month(0))}),)
        return None, (*faults, *unknown, *warnings)
    if order.plan.month_index(wanted) is None:
        return None, (*faults, unknown_period(order.plan, wanted), *warnings)
    standing = lookup(wanted)
    paid = _paid(order, wanted, standing, any(each.paid for each in said))
    results, further = _results(order, plan, [job.kept for job in read], wanted, paid)
    if faults or further:
        return None, (*faults, *further, *warnings)
    return Groups(results, wanted, standing, warnings), warnings


def _read(order: Ordered, plan: Kept) -> list[Job]:
    """Every sheet cut by teams, and each group's shares read."""
    engine, parts = order.engine, order.cut.parts
    cut = engine.share(order.cut)
    shares: list[list[Kept]] = [engine.deal(steps.cut, parts, plan, chunk, cut) for chunk in order.found.chunks]
    shares += [engine.put(each) for each in loose_shares(order.plan, order.found, order.cut)]
    return [engine.start(steps.read, plan, [each[part] for each in shares]) for part in range(parts)]


def _told(progress: Progress, what: str, jobs: Sequence[Job]) -> Iterator[Any]:
    """What each tells, in their order."""
    progress(what, 0, len(jobs))
    for number, job in enumerate(jobs, 1):
        yield job.told()
        progress(what, number, len(jobs))


def _newest(plan: Plan, said: Iterable[Said]) -> Month | None:
    """The newest month in Actuals, or where nothing is read from there in the sources."""
    newest = [(each.newest, each.newest_line) for each in said]
    months = [month for month, _ in newest if month is not None] or [line for _, line in newest if line is not None]
    return plan.month(max(months)) if months else None


def _paid(order: Ordered, period: Month, standing: Standing | None, any_paid: bool) -> list[Paid]:
    """What is known of each group's money before the period."""
    ledger = standing.paid_before if standing else None
    source = paid_source(period - order.plan.fiscal_year, ledger is not None, any_paid)
    before: list[dict[str, int]] = [{} for _ in range(order.cut.parts)]
    for team, money in (ledger or {}).items():
        before[order.cut.of_key(team)][team] = money
    grants: list[list[Grant]] = [[] for _ in range(order.cut.parts)]
    for grant in standing.grants if standing else ():
        grants[order.cut.of_key(grant.team)].append(grant)
    pairs = zip(before, grants, strict=True)
    return [Paid(source, money if ledger is not None else None, tuple(kept)) for money, kept in pairs]


def _results(
    order: Ordered, plan: Kept, groups: Sequence[Kept], period: Month, paid: Sequence[Paid]
) -> tuple[list[Kept], list[Problem]]:
    """(Every group's result, what stands in the way of one); a budget is shared once all entitlements are known."""
    engine = order.engine
    given = list(zip(groups, paid, strict=True))
    if order.plan.budget_per_month is None:
        jobs = [engine.start(steps.whole, plan, group, period, known) for group, known in given]
    else:
        begun = [engine.start(steps.half, plan, group, period, known) for group, known in given]
        uncut = list(_told(order.progress, "calculating", begun))
        shares = _shared(order.plan, uncut, paid[0].source)
        jobs = [engine.start(steps.second_half, job.kept, share) for job, share in zip(begun, shares, strict=True)]
    problems = [problem for told in _told(order.progress, "calculating", jobs) for problem in told]
    return [job.kept for job in jobs], _each_once(problems)


def _shared(plan: Plan, uncut: Sequence[Ints], source: str) -> list[dict[int, Ints]]:
    """Of each group's teams what they have of the budget, by month (calculation.md 10)."""
    cut = entitlements(plan, np.concatenate(uncut), source)
    ends = np.cumsum([len(each) for each in uncut])
    return [
        {month: money[end - len(each) : end] for month, money in cut.items()}
        for each, end in zip(uncut, ends.tolist(), strict=True)
    ]


def _each_once(problems: Iterable[Problem]) -> list[Problem]:
    """What several groups say alike, a month without numbers say, is said once."""
    found: list[Problem] = []
    whole: list[Problem] = []
    for problem in problems:
        if problem.team is not None:
            found.append(problem)
        elif problem not in whole:
            whole.append(problem)
    return [*whole, *found]
