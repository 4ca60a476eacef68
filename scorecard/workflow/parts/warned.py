"""What very many teams give to know, without a result: the same reading and calculation, group by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scorecard.calc import notices
from scorecard.calc.entitlement import budget_at
from scorecard.calc.pipeline import TOTALS, totals
from scorecard.model.ledger import Standing
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.read.parts.cut import Cut
from scorecard.report.result_json import told
from scorecard.workflow.access import Access
from scorecard.workflow.loading import Outcome, Progress, with_standing
from scorecard.workflow.parts.choice import HERE
from scorecard.workflow.parts.groups import Known
from scorecard.workflow.parts.load import engine_of, in_groups, look
from scorecard.workflow.parts.pieces import MOST_SHOWN
from scorecard.workflow.parts.standings import shared_out
from scorecard.workflow.parts.steps import Then


@dataclass(frozen=True, slots=True)
class Warn:
    """Keeps nothing of a group's result, and tells its first warnings, how many there are, and its totals."""

    standing: Standing | None

    def __call__(self, result: Result) -> tuple[None, tuple[tuple[Problem, ...], int, dict[str, int]]]:
        """(Nothing, what is told.)"""
        found = told(with_standing(result, self.standing, ()))
        return None, (tuple(found[:MOST_SHOWN]), len(found), totals(result))


def warn(known: Known, cut: Cut) -> Sequence[Then]:
    """What is made of every group."""
    standings = [None] * cut.parts if known.standing is None else shared_out(known.standing, cut)
    return [Warn(standing) for standing in standings]


def warned(
    plan: Plan,
    of_plan: tuple[Problem, ...],
    paths: Sequence[Path],
    period: Month | None,
    progress: Progress,
    ledger: Access | None,
) -> Outcome:
    """All problems, and warnings: of each group of teams the first, the others by their number. Raises LedgerFault."""
    with engine_of(HERE) as engine:
        looked = look(plan, of_plan, paths, progress)
        groups, problems = in_groups(looked, engine, period, progress, ledger, warn)
    files = tuple(looked.found.files)
    if groups is None:
        return Outcome(plan, None, None, (*of_plan, *problems), files)
    known = groups.known
    sums = {name: sum(each[name] for _, _, each in groups.told) for name in TOTALS}
    whole_run = notices.whole_run(plan, known.source, budget_at(plan, known.period - plan.fiscal_year), sums)
    shown = [*whole_run, *(problem for first, _, _ in groups.told for problem in first)]
    more = sum(count - len(first) for first, count, _ in groups.told)
    further = (Problem("and-further.groups", {"count": f"{more:,}"}, None, "warning"),) if more else ()
    of_ledger = ledger.notices(plan, known.standing) if ledger else ()
    told_of_all = (*of_ledger, *of_plan, *problems, *shown, *further)
    return Outcome(plan, None, None, told_of_all, files)
