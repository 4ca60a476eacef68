"""What was kept back in earlier periods: still open, released or forfeited now (calculation.md 13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from msgspec import Struct, field

from scorecard.calc.actuals import Actuals
from scorecard.calc.calendar import Calendar, Index
from scorecard.calc.gates import Closing, compared
from scorecard.calc.notices import segment_warning
from scorecard.calc.scores import Line, watched_line
from scorecard.model.inputs import Inputs
from scorecard.model.ledger import Grant, condition_of
from scorecard.model.numbers import Bools, Ints, decimal_text, fit
from scorecard.model.period import Month
from scorecard.model.plan import Gate, Plan
from scorecard.model.problems import Problem

OPEN, RELEASE, FORFEIT = "open", "release", "forfeit"


class Settled(Struct, frozen=True):
    """What becomes of every grant."""

    grants: pd.DataFrame
    """One row a grant of a team of the inputs: team, employee, name, amount, granted, due, plan, keep_if, outcome
    (open, release, forfeit), segment (of the calendar, -1: none) and value (what was compared there; None: nothing)."""
    lines: list[Line] = field(default_factory=list)
    """Metrics whose attainment decided."""
    uses: Mapping[str, Index] = field(default_factory=dict)
    """Measure to the segments in which it decided."""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def reported(self, flags: Bools) -> pd.DataFrame:
        """The grants, their segments as the result numbers those of which ``flags`` says that it has them."""
        number = np.append(np.cumsum(flags) - 1, -1)
        return self.grants.assign(segment=number[self.grants["segment"].to_numpy()])


class Verdict(Struct, frozen=True):
    """One comparison in the segments in which it decides."""

    closing: Closing
    line: Line | None
    measures: tuple[str, ...]

    @property
    def undefined(self) -> Bools:
        """Where there was nothing to divide by, and so nothing to compare."""
        return self.closing.null if self.line is None else self.closing.null & self.line.attained.undefined

    def of(self, segment: int) -> tuple[str, int | None]:
        """The outcome in a segment and what was compared."""
        at = int(np.searchsorted(self.closing.rows, segment))
        value = None if self.closing.null[at] else int(self.closing.value[at])
        return RELEASE if self.closing.closed[at] else FORFEIT, value


def settle(
    plan: Plan,
    inputs: Inputs,
    period: Month,
    when: Calendar,
    actuals: Actuals,
    composite: Ints,
    current: Index,
    grants: Sequence[Grant],
) -> Settled:
    """Every grant's outcome; ``current`` is each team's segment in force (-1: none), ``composite`` one a segment."""
    known = {key: index for index, key in enumerate(inputs.teams["key"].tolist())}
    given = sorted(((known[grant.team], grant) for grant in grants if grant.team in known), key=_order)
    due = [(team, grant) for team, grant in given if grant.due <= period and current[team] >= 0]
    problems = tuple(_unknown_names(plan, due))
    verdicts = {}
    for text in dict.fromkeys(grant.keep_if for _, grant in due):
        gate = condition_of(text)
        if not _missing_names(plan, gate):
            rows = np.unique(current[[team for team, grant in due if grant.keep_if == text]])
            verdicts[text] = _verdict(plan, inputs, when, actuals, composite, gate, rows)
    return Settled(
        _table(given, period, current, verdicts),
        [verdict.line for verdict in verdicts.values() if verdict.line is not None],
        _uses(verdicts.values()),
        problems,
        tuple(_undefined(plan, inputs, when, verdicts.values())),
    )


def _order(pair: tuple[int, Grant]) -> tuple[object, ...]:
    """The order in which grants are given changes nothing."""
    team, grant = pair
    person = (grant.employee is None, grant.employee or "", grant.name)
    return team, grant.period, grant.due, *person, grant.plan, grant.keep_if, grant.amount


def _verdict(
    plan: Plan, inputs: Inputs, when: Calendar, actuals: Actuals, composite: Ints, gate: Gate, rows: Index
) -> Verdict:
    line = None
    measures = gate.actual.measures if gate.actual else ()
    if gate.metric is not None:
        metric = plan.metrics[gate.metric]
        line, measures = watched_line(plan, inputs, when, actuals, metric, rows), metric.actual.measures
    return Verdict(compared(gate, rows, actuals, line, composite), line, measures)


def _table(
    given: list[tuple[int, Grant]], period: Month, current: Index, verdicts: Mapping[str, Verdict]
) -> pd.DataFrame:
    names = ("employee", "name", "plan", "keep_if")
    found = [_outcome(grant, period, int(current[team]), verdicts) for team, grant in given]
    columns: dict[str, object] = {"team": np.array([team for team, _ in given], np.int64)}
    columns |= {name: np.array([getattr(grant, name) for _, grant in given], object) for name in names}
    columns |= {"granted": np.array([str(grant.period) for _, grant in given], object)}
    columns |= {"due": np.array([str(grant.due) for _, grant in given], object)}
    columns |= {"amount": fit(np.array([grant.amount for _, grant in given], object))}
    columns |= {"outcome": np.array([outcome for outcome, _, _ in found], object)}
    columns |= {"segment": np.array([segment for _, segment, _ in found], np.int64)}
    columns |= {"value": np.array([value for _, _, value in found], object)}
    return pd.DataFrame(
        {name: pd.Series(column, dtype=getattr(column, "dtype", None)) for name, column in columns.items()}
    )


def _outcome(grant: Grant, period: Month, segment: int, verdicts: Mapping[str, Verdict]) -> tuple[str, int, int | None]:
    """(What becomes of it, the segment that decided it, what was compared there)."""
    if grant.due > period:
        return OPEN, -1, None
    if segment < 0 or grant.keep_if not in verdicts:
        return FORFEIT, -1, None
    outcome, value = verdicts[grant.keep_if].of(segment)
    return outcome, segment, value


def _missing_names(plan: Plan, gate: Gate) -> list[tuple[str, str]]:
    """(Kind of problem, name) of what a comparison looks at and this plan does not have."""
    measures = gate.actual.measures if gate.actual else ()
    found = [("deferral-condition", name) for name in measures if name not in plan.measures]
    if gate.metric is not None and gate.metric not in plan.metrics:
        found.append(("deferral-condition.metric", gate.metric))
    return found


def _unknown_names(plan: Plan, due: list[tuple[int, Grant]]) -> Iterator[Problem]:
    """One per team, plan and name that this plan lacks, with all the money that waits for it."""
    waiting: dict[tuple[str, str, str, str], int] = {}
    for _, grant in due:
        for kind, name in _missing_names(plan, condition_of(grant.keep_if)):
            key = (kind, name, grant.team, grant.plan)
            waiting[key] = waiting.get(key, 0) + grant.amount
    for (kind, name, team, granted_by), amount in waiting.items():
        args = {"team": team, "money": decimal_text(amount, plan.decimals), "plan": granted_by, "name": name}
        yield Problem(kind, args, team=team)


def _uses(verdicts: Iterable[Verdict]) -> dict[str, Index]:
    found: dict[str, Index] = {}
    for verdict in verdicts:
        for measure in verdict.measures:
            before = found.get(measure, np.zeros(0, np.int64))
            found[measure] = np.union1d(before, verdict.closing.rows)
    return found


def _undefined(plan: Plan, inputs: Inputs, when: Calendar, verdicts: Iterable[Verdict]) -> Iterator[Problem]:
    """One per segment in which money was decided by a ratio over 0, or by the attainment that it leaves without one."""
    rows = {row for verdict in verdicts for row in verdict.closing.rows[verdict.undefined].tolist()}
    for row in sorted(rows):
        yield segment_warning("ratio-undefined.deferral", plan, inputs, when, row)


def missing_teams(
    plan: Plan, inputs: Inputs, paid_before: Mapping[str, int] | None, grants: Sequence[Grant]
) -> Iterator[Problem]:
    """A problem for each team with money in the ledger that is no longer in Teams."""
    known = set(inputs.teams["key"].tolist())
    kept: dict[str, int] = {}
    for grant in grants:
        kept[grant.team] = kept.get(grant.team, 0) + grant.amount
    for kind, money in (("ledger-team-missing", paid_before or {}), ("ledger-team-missing.deferral", kept)):
        for team in sorted(team for team, amount in money.items() if amount and team not in known):
            args = {"team": team, "money": decimal_text(money[team], plan.decimals)}
            yield Problem(kind, args, team=team)
