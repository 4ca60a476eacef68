"""Warnings of the calculation: what was decided for the user and should be known (calculation.md 2, 6, 10 to 12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from scorecard.calc.calendar import Calendar, Index
from scorecard.calc.gates import Closing
from scorecard.calc.members import Reference
from scorecard.calc.scores import WHEN_UNDEFINED, Line
from scorecard.model.inputs import Inputs
from scorecard.model.ledger import Standing
from scorecard.model.numbers import Bools, Ints, decimal_text
from scorecard.model.period import Month, date_of
from scorecard.model.plan import Expression, Plan
from scorecard.model.problems import Problem
from scorecard.model.titles import Title


def undefined_ratios(
    plan: Plan, inputs: Inputs, calendar: Calendar, found: list[Line], closings: list[Closing], reported: Bools
) -> Iterator[Problem]:
    """One per team, segment and ratio that is undefined where a metric or a gate does not say what then."""
    told = set()
    for kind, title, expression, rows in _undefined(found, closings):
        for row in rows[reported[rows]].tolist():
            if (row, expression) not in told:
                told.add((row, expression))
                yield segment_warning(kind, plan, inputs, calendar, row, metric=title)


def _undefined(found: list[Line], closings: list[Closing]) -> Iterator[tuple[str, Title, Expression, Index]]:
    for line in found:
        if line.metric.when_undefined is None:
            hit = line.rows[line.state == WHEN_UNDEFINED]
            yield "ratio-undefined", line.metric.title, line.metric.actual, hit
    for closing in closings:
        if closing.gate.actual is not None and closing.gate.closed_when_undefined is None:
            yield "ratio-undefined.gate", closing.gate.title, closing.gate.actual, closing.rows[closing.null]


def nothing_to_score(plan: Plan, inputs: Inputs, calendar: Calendar, total: Ints, reported: Bools) -> Iterator[Problem]:
    """One per segment whose metrics were all left out."""
    for row in np.flatnonzero((total == 0) & reported).tolist():
        yield segment_warning("nothing-to-score", plan, inputs, calendar, row)


def segment_warning(kind: str, plan: Plan, inputs: Inputs, calendar: Calendar, row: int, **titles: Title) -> Problem:
    """A warning about one segment: team, window and stage."""
    segment = calendar.segments.iloc[row]
    key = str(inputs.teams["key"].iloc[segment["team"]])
    stage = list(plan.stages.values())[segment["stage"]]
    first, last = plan.month(int(segment["first"])), plan.month(int(segment["last"]))
    args = {"team": key, "first": str(first), "last": str(last), "stage": stage.title, **titles}
    return Problem(kind, args, None, "warning", key)


def missing_evidence(plan: Plan, inputs: Inputs, calendar: Calendar) -> Iterator[Problem]:
    """One per segment of the current window and metric that wants evidence and has none."""
    stage, spell = calendar.segment("stage"), calendar.segment("spell")
    current = calendar.segment("last") == calendar.period
    order = {measure: index for index, measure in enumerate(plan.measures)}
    for metric in (metric for metric in plan.metrics.values() if metric.evidence):
        rows = inputs.evidence[inputs.evidence["measure"].isin([order[id] for id in metric.actual.measures])]
        proofs = rows["team"].to_numpy() * 12 + rows["month"].to_numpy()
        proven = np.isin(calendar.column("team") * 12 + calendar.column("month"), proofs)
        weighed = np.array([metric.id in s.weights for s in plan.stages.values()], bool)[stage]
        missing = current & weighed & ~np.isin(spell, calendar.column("spell")[proven])
        for row in np.flatnonzero(missing).tolist():
            yield segment_warning("evidence-missing", plan, inputs, calendar, row, metric=metric.title)


def vacant_roles(plan: Plan, inputs: Inputs, at: Reference, needed: Bools, members: pd.DataFrame) -> Iterator[Problem]:
    """One per team and role of the plan in which nobody has an active day, told where the last holder stands."""
    filled = np.zeros((len(inputs.teams), len(plan.roles)), bool)
    filled[members["team"].to_numpy(), members["role"].to_numpy()] = True
    vacant = np.argwhere(needed[:, None] & ~filled).tolist()
    if not vacant:
        return
    roles = list(plan.roles.values())
    named = pd.Series([f"{sheet.book}\0{sheet.name}" for sheet in inputs.sheets], dtype=object).rank()
    told = inputs.members.assign(where=named.reindex(inputs.members["sheet"]).to_numpy())
    gone = told.sort_values(["last", "where", "row"]).drop_duplicates(["team", "role"], keep="last")
    rows = zip(*(gone[name].tolist() for name in ("team", "role", "sheet", "row")), strict=True)
    stood = {(team, role): inputs.place(sheet, row, "role") for team, role, sheet, row in rows}
    for team, role in vacant:
        key = inputs.teams["key"].iloc[team]
        month = str(date_of(int(at.day[team])))[:7]
        args = {"team": key, "role": roles[role].title, "month": month}
        yield Problem("role-vacant", args, stood.get((team, role)), "warning", key)


def nobody_to_pay(plan: Plan, inputs: Inputs, unallocated: Ints) -> Iterator[Problem]:
    """One per team whose money found no member."""
    for team in np.flatnonzero(unallocated != 0).tolist():
        key = inputs.teams["key"].iloc[team]
        money = decimal_text(int(unallocated[team]), plan.decimals)
        yield Problem("nobody-to-pay", {"team": key, "money": money}, None, "warning", key)


def whole_run(plan: Plan, source: str, budget: int | None, totals: Mapping[str, int]) -> Iterator[Problem]:
    """Warnings about the run: paid_before assumed, the budget overpaid. ``totals`` are the sums over all teams."""
    if source == "assumed":
        yield Problem("paid-before-assumed", {}, None, "warning")
    if budget is None:
        return
    more = totals["paid_before"] + totals["payable"] - budget
    if more > 0 and budget >= totals["entitlement"]:
        args = {"difference": decimal_text(more, plan.decimals), "budget": decimal_text(budget, plan.decimals)}
        yield Problem("budget-overpaid", args, None, "warning")


def open_months(period: Month, standing: Standing | None) -> Iterator[Problem]:
    """A warning where months between the newest closed one and the period are not closed: what is due holds their
    money, too, and what was paid for them would be paid once more (calculation.md 11).
    """
    closed = standing.closed if standing else None
    gone = range(1, period - closed) if closed else ()
    if closed and gone:
        months = ", ".join(str(closed + each) for each in gone)
        yield Problem("months-open", {"months": months, "closed": str(closed)}, None, "warning")
