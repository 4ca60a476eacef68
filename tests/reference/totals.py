"""Actuals and goals of a segment (calculation.md 2 and 3)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from scorecard.model.plan import Expression, Measure, Metric, Plan
from tests.reference.exact import ONE, QUANTITY, ZERO, rounded
from tests.reference.notices import Notices
from tests.reference.segments import Segment
from tests.reference.tables import GOALS, YEAR, Goals, Team


def value(team: Team, measure: Measure, month: int, notices: Notices) -> Fraction:
    """x(m), after `when_missing`; 0 where it is not there, so that further problems are found too."""
    known = team.values.get(measure.id, {})
    if month in known:
        return known[month]
    if measure.when_missing == "zero":
        return ZERO
    earlier = [known[before] for before in range(month) if before in known]
    if measure.when_missing == "carry" and earlier:
        return earlier[-1]
    notices.problems.add(("missing-value", team.key))
    return ZERO


def total(kind: str, weights: dict[int, Fraction], value_of: dict[int, Fraction]) -> Fraction:
    """Months' values put together; `weights` is g for an actual and f for a goal."""
    months = sorted(weights)
    parts = [rounded(weights[month] * value_of[month], QUANTITY) for month in months if kind in ("sum", "average")]
    if kind == "sum":
        return sum(parts, ZERO)
    if kind == "average":
        return rounded(sum(parts, ZERO) / sum(weights.values()), QUANTITY)
    if kind == "last":
        return value_of[months[-1]]
    values = [value_of[month] for month in months]
    return max(values) if kind == "max" else min(values)


def used_months(kind: str, months: Iterable[int]) -> list[int]:
    """The months that must be there: `last` needs one."""
    months = sorted(months)
    return months[-1:] if kind == "last" else months


def measure_actual(segment: Segment, measure: Measure, notices: Notices, whole: bool = False) -> Fraction:
    """The measure's total; `whole` as gates look at it: g(m) = 1 (calculation.md 7)."""
    undivided = whole or not measure.split
    g = {month: ONE if undivided else part / segment.all_f[month] for month, part in segment.f.items()}
    values = {month: value(segment.team, measure, month, notices) for month in used_months(measure.total, g)}
    return total(measure.total, g, values)


def actual(
    plan: Plan, segment: Segment, expression: Expression, notices: Notices, whole: bool = False
) -> list[Fraction]:
    """One number; for a ratio numerator and denominator."""
    parts = [measure_actual(segment, plan.measures[id], notices, whole) for id in expression.measures]
    if expression.kind == "sum":
        return [sum(parts, ZERO)]
    if expression.kind == "difference":
        return [parts[0] - parts[1]]
    return parts


def phased(year: Fraction, plan: Plan, month: int, decimals: int) -> Fraction:
    """Month m's part of a year's amount: round(Y * c(m)) - round(Y * c(m-1))."""

    def up_to(months: int) -> Fraction:
        return rounded(year * Fraction(sum(plan.phasing[:months]), sum(plan.phasing)), decimals)

    return up_to(month + 1) - up_to(month)


def goals(plan: Plan, segment: Segment, metric: Metric) -> Goals:
    """Target, baseline, threshold and stretch; None where a month that is used lacks one."""
    rows = {month: _filled(row, metric) for month, row in segment.team.targets.get(metric.id, {}).items()}
    split = plan.measures[metric.actual.measures[0]].split
    f = {month: part if split else segment.all_f[month] for month, part in segment.f.items()}
    found: Goals = {}
    for goal in GOALS:
        values = {month: _month_goal(plan, metric, rows, goal, month) for month in used_months(metric.target_total, f)}
        known = {month: each for month, each in values.items() if each is not None}
        found[goal] = total(metric.target_total, f, known) if len(known) == len(values) else None
    if metric.formula == "inverse":
        found["baseline"] = None
    return found


def _filled(row: Goals, metric: Metric) -> Goals:
    """The baseline that an empty cell stands for."""
    target = row["target"]
    if row["baseline"] is not None or target is None:
        return row
    return {**row, "baseline": ZERO if metric.better == "higher" else 2 * target}


def _month_goal(plan: Plan, metric: Metric, rows: dict[int, Goals], goal: str, month: int) -> Fraction | None:
    if YEAR not in rows:
        return rows[month][goal] if month in rows else None
    year = rows[YEAR][goal]
    if year is None or metric.target_total != "sum":
        return year
    return phased(year, plan, month, QUANTITY)
