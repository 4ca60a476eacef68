"""What very many teams give to know, without a result: the same reading and calculation, group by group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from scorecard.calc import notices
from scorecard.calc.entitlement import budget_at
from scorecard.calc.pipeline import TOTALS, totals
from scorecard.model.inputs import Sheet
from scorecard.model.ledger import Standing
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.read.parts.cut import Cut
from scorecard.report.result_json import told
from scorecard.workflow.access import Access
from scorecard.workflow.control_totals import ControlTotals, totals_together
from scorecard.workflow.first_ones import Firsts
from scorecard.workflow.loading import Outcome, Progress, with_standing
from scorecard.workflow.odd import AllTeams, OddTeams, odd_about_teams, odd_of_all
from scorecard.workflow.parts.choice import HERE
from scorecard.workflow.parts.groups import Groups, Known, calculate, read
from scorecard.workflow.parts.load import engine_of, look, lookup, ordered
from scorecard.workflow.parts.pieces import MOST_SHOWN
from scorecard.workflow.parts.standings import shared_out
from scorecard.workflow.parts.steps import Then
from scorecard.workflow.same_month import first_of_all, months_in_several_workbooks
from scorecard.workflow.unusual_pools import usual_pool


class Warned(Struct, frozen=True):
    """What a group of teams gives to know."""

    told: Firsts
    """By the calculation."""
    odd: Firsts
    more: OddTeams
    """What else is odd, which is told of all groups together."""
    totals: dict[str, int]


class Warn(Struct, frozen=True):
    """Keeps nothing of a group's result."""

    standing: Standing | None
    every: AllTeams

    def __call__(self, result: Result) -> tuple[None, Warned]:
        """(Nothing, what is told.)"""
        found = told(with_standing(result, self.standing, ()))
        odd = odd_about_teams(result.plan, result.inputs, self.every, found)
        own, others = (Firsts(tuple(each[:MOST_SHOWN]), len(each)) for each in (odd.told, odd.warnings))
        return None, Warned(own, others, replace(odd, told=(), warnings=()), totals(result))


def warn(usual: float, known: Known, cut: Cut) -> Sequence[Then]:
    """What is made of every group; ``usual`` is what a team usually has in Pools for a month."""
    standings = [None] * cut.parts if known.standing is None else shared_out(known.standing, cut)
    return [Warn(standing, _all_teams(known, usual)) for standing in standings]


def _all_teams(known: Known, usual: float) -> AllTeams:
    paid = known.paid if known.source == "paid" else frozenset()
    return AllTeams(known.period, known.filled, paid, known.standing.since if known.standing else None, usual)


def warned(
    plan: Plan,
    of_plan: tuple[Problem, ...],
    paths: Sequence[Path],
    period: Month | None,
    progress: Progress,
    ledger: Access | None,
) -> tuple[Outcome, ControlTotals, Month | None]:
    """(All problems, and warnings: of each group of teams the first, the others by their number; control totals; the
    period).

    Raises LedgerFault.
    """
    with engine_of(HERE) as engine:
        looked = look(plan, of_plan, paths, progress)
        order = ordered(looked, engine, progress, counts=True)
        rows = read(order)
        counted = [each.counted for each in rows.heard if each.counted]
        usual = usual_pool(np.concatenate([each.pools for each in counted]))
        groups, problems = calculate(order, rows, period, lookup(plan, ledger), partial(warn, usual))
    files = tuple(looked.found.files)
    found = totals_together(files, [each.totals for each in counted])
    if groups is None:
        return Outcome(plan, None, None, (*of_plan, *problems), files), found, period
    firsts = first_of_all([each.firsts for each in counted])
    shared = months_in_several_workbooks(plan, files, found.sheets, firsts)
    of_ledger = ledger.notices(plan, groups.known.standing) if ledger else ()
    told_of_all = (*of_ledger, *of_plan, *problems, *_of_groups(plan, groups, found.sheets, usual), *shared)
    return Outcome(plan, None, None, told_of_all, files), found, groups.known.period


def _of_groups(plan: Plan, groups: Groups, sheets: Sequence[Sheet], usual: float) -> tuple[Problem, ...]:
    """What is to be known of the run as a whole, and of the teams of each group."""
    known = groups.known
    told_each: Sequence[Warned] = groups.told
    sums = {name: sum(each.totals[name] for each in told_each) for name in TOTALS}
    whole_run = notices.whole_run(plan, known.source, budget_at(plan, known.period - plan.fiscal_year), sums)
    still_open = notices.open_months(known.period, known.standing)
    own = _with_further("and-further.groups", [each.told for each in told_each])
    odd = _with_further("and-further.odd", [each.odd for each in told_each])
    of_all = odd_of_all(plan, sheets, _all_teams(known, usual), [each.more for each in told_each], known.warnings)
    return (*whole_run, *still_open, *own, *odd, *of_all)


def _with_further(kind: str, every: Sequence[Firsts]) -> Iterator[Problem]:
    """What is shown of each group, and how many there are beyond."""
    yield from chain.from_iterable(each.first for each in every)
    further = sum(each.count - len(each.first) for each in every)
    if further:
        yield Problem(kind, {"count": f"{further:,}"}, None, "warning")
