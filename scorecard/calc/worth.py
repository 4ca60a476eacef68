"""What one more point is worth: the payable if one actual alone were a little better (outputs.md, Statements)."""

from __future__ import annotations

import numpy as np
import pandas as pd
from msgspec import Struct
from msgspec.structs import replace

from scorecard.calc.actuals import Actuals
from scorecard.calc.calendar import Calendar, Index, calendar, reported_months
from scorecard.calc.entitlement import within_budget_if
from scorecard.calc.funding import PoolMonths, pool_months
from scorecard.calc.payable import paid_of
from scorecard.calc.pipeline import pooled
from scorecard.calc.scores import NOT_SKIPPED, Line, lines, with_actual
from scorecard.calc.tables import nullable
from scorecard.calc.values import month_values
from scorecard.model.numbers import Bools, Ints, add, divide, fit, subtract
from scorecard.model.plan import Plan
from scorecard.model.result import Result

ONE_PERCENT = np.full(1, 100)
"""What an amount is divided by."""


class Moved(Struct, frozen=True):
    """What every segment would come to if one metric's actual were better in it."""

    actual: Ints
    composite: Ints
    pool: Ints
    known: Bools
    """Whether it can be told."""


class Basis(Struct, frozen=True):
    """The calculation of a result up to the uncapped scores: what can be gone on with from there."""

    plan: Plan
    when: Calendar
    """With the result's segments, in their order."""
    actuals: Actuals
    funds: PoolMonths
    lines: list[Line]


def worth(result: Result) -> pd.DataFrame:
    """How much each team's payable would change if one actual alone improved by one percent of its target.

    One row for each of ``result.scores``, in that order: ``segment``, ``metric``, ``change`` (money, null), and what
    makes it: the moved ``actual`` (quantity) with the ``composite`` (percent), the segment's ``pool`` and the team's
    ``payable`` (money) that it would give, null where ``change`` is. The metric's actual in this segment moves by one
    percent of the target's magnitude, rounded to a quantity: up where higher is better, else down. Steps 4 to 11 of
    calculation.md are then run again by the calculation's own functions. What was paid before, adjustments, funding,
    every other actual, and the other teams' pools stay.

    Null where target or actual is null, where the target is 0, where the metric is left out, and where the calculation
    would refuse the moved actual (an inverse's below 0).
    """
    basis, scores = _basis(result), result.scores
    metric, segment = scores["metric"].to_numpy(), scores["segment"].to_numpy()
    then: dict[str, Ints] = {name: np.zeros(len(scores), object) for name in ("actual", "composite", "pool")}
    known = np.zeros(len(scores), bool)
    for index in range(len(basis.lines)):
        rows = np.flatnonzero(metric == index)
        if len(rows):
            moved = _moved(basis, index)
            for name, column in then.items():
                column[rows] = getattr(moved, name)[segment[rows]]
            known[rows] = moved.known[segment[rows]]
    then = {name: fit(column) for name, column in then.items()}
    team = result.segments["team"].to_numpy()[segment]
    gained = subtract(then["pool"], result.held["pool"].to_numpy()[segment])
    paid, then["payable"] = _payable_if(result, team, gained)
    columns = {"change": subtract(then["payable"], paid), **then}
    told = {name: nullable(column, known) for name, column in columns.items()}
    return pd.DataFrame({"segment": segment, "metric": metric, **told})


def _basis(result: Result) -> Basis:
    plan, inputs, period = result.plan, result.inputs, result.period - result.plan.fiscal_year
    when = calendar(plan, inputs, period, reported_months(plan, period))
    actuals = Actuals(plan, when, month_values(plan, inputs, period))
    return Basis(plan, when, actuals, pool_months(plan, inputs), lines(plan, inputs, when, actuals))


def _moved(basis: Basis, index: int) -> Moved:
    """Every segment if this metric's actual were better in it, all at once: before the entitlement none depends on
    another.
    """
    line, size = basis.lines[index], len(basis.when.segments)
    moved = _improved(line)
    found = [moved if each is line else each for each in basis.lines]
    known, actual = np.zeros(size, bool), np.zeros(size, moved.actual.value.dtype)
    known[line.rows], actual[line.rows] = _known(line, moved), moved.actual.value
    scored = pooled(basis.plan, basis.when, basis.actuals, basis.funds, found)
    return Moved(actual, scored.composite, scored.pools.pool, known)


def _improved(line: Line) -> Line:
    """The line with an actual that is better by one percent of the target."""
    step = divide(np.abs(line.goal["target"].value), ONE_PERCENT)
    better = add if line.metric.better == "higher" else subtract
    value = np.where(line.actual.undefined, 0, better(line.actual.value, step))
    return with_actual(line, replace(line.actual, value=value))


def _known(line: Line, moved: Line) -> Bools:
    target = line.goal["target"]
    there = target.present & np.asarray(target.value != 0, bool) & ~line.actual.undefined
    refused: Bools = np.logical_or.reduce(list(moved.gaps.values()))
    return np.asarray(there & (line.skipped == NOT_SKIPPED) & ~refused, bool)


def _payable_if(result: Result, team: Index, gained: Ints) -> tuple[Ints, Ints]:
    """(Payable as it is, payable then) of a team, each entry for a gain of its pools alone."""
    money = {str(name): result.payables[name].to_numpy() for name in result.payables}
    at = np.searchsorted(money["team"], team)
    uncut = money["entitlement_uncut"]
    entitlement = within_budget_if(uncut, at, add(uncut[at], gained), result.budget)
    due = subtract(add(entitlement, money["adjustments"][at]), money["paid_before"][at])
    return money["payable"][at], paid_of(result.plan, due)
