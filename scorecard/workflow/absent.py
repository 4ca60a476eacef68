"""What nobody filled in, though no problem says so: a month without any actual, a team without members."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np
from msgspec.structs import replace

from scorecard.calc.calendar import calendar, team_place
from scorecard.calc.checks import measures_of
from scorecard.calc.members import active_members, reference
from scorecard.model.inputs import Inputs
from scorecard.model.period import Month
from scorecard.model.plan import Plan, Stage
from scorecard.model.problems import Problem

OF_MEMBERS = frozenset({"role-vacant", "nobody-to-pay"})
"""What is told of a team without members as well."""
_Gap = tuple[int, int]
"""A team and a month."""


def months_without_actuals(
    plan: Plan, inputs: Inputs, period: int, filled: Collection[int], told: Iterable[Problem]
) -> tuple[frozenset[int], tuple[Problem, ...]]:
    """(Months for which there is no row at all, a warning for each team that lacks a month which is ``filled``).

    Only teams count whose stage looks at Actuals then, and only what ``told`` does not say of them.
    """
    asked, said = _asked(plan, inputs, period), _told_months(plan, told)
    keys, rows = inputs.teams["key"].tolist(), inputs.values
    there = set(zip(rows["team"].tolist(), rows["month"].tolist(), strict=True))
    lacking = sorted(gap for gap in asked if gap not in there)
    gaps = [(team, month) for team, month in lacking if not {(None, month), (keys[team], month)} & said]
    empty = frozenset(month for _, month in gaps if month not in filled)
    own = [(team, month) for team, month in gaps if month in filled and not asked[team, month]]
    return empty, tuple(_of_teams(plan, inputs, own))


def empty_months(plan: Plan, months: Collection[int]) -> tuple[Problem, ...]:
    """A warning of the months that no team has a row for, if there are any."""
    args = {"months": months_text(plan, sorted(months))}
    return (Problem("month-without-actuals", args, None, "warning"),) if months else ()


def _asked(plan: Plan, inputs: Inputs, period: int) -> dict[_Gap, bool]:
    """Each team and month whose stage looks at Actuals, and whether a value of before stands for each that lacks."""
    slices = calendar(plan, inputs, period, [period]).slices
    stages = [_reads(plan, stage) for stage in plan.stages.values()]
    found: dict[_Gap, bool] = {}
    for team, month, stage in zip(*(slices[name].tolist() for name in ("team", "month", "stage")), strict=True):
        if stages[stage]:
            carries = all(rule == "carry" for rule in stages[stage])
            found[team, month] = carries and found.get((team, month), True)
    return found


def _reads(plan: Plan, stage: Stage) -> list[str]:
    """What the measures that a stage takes from Actuals say of an empty cell."""
    measures = (plan.measures[id] for id in measures_of(plan, stage))
    return [measure.when_missing for measure in measures if measure.source is None]


def _told_months(plan: Plan, told: Iterable[Problem]) -> set[tuple[str | None, int]]:
    """Team (None: all) and month of what is told to be missing already; a missing column is so in every month."""
    months = {str(plan.month(index)): index for index in range(12)}
    found: set[tuple[str | None, int]] = set()
    for problem in told:
        if problem.code == "missing-value":
            named = str(problem.args.get("months", problem.args.get("month", "")))
            found |= {(problem.team, index) for text, index in months.items() if text in named or not named}
    return found


def _of_teams(plan: Plan, inputs: Inputs, gaps: Sequence[_Gap]) -> Iterator[Problem]:
    for team in dict.fromkeys(team for team, _ in gaps):
        key = str(inputs.teams["key"].iloc[team])
        months = months_text(plan, [month for each, month in gaps if each == team])
        args = {"team": key, "months": months}
        yield Problem("month-without-actuals.team", args, team_place(inputs, team), "warning", key)


def numbers_of_nobody(plan: Plan, inputs: Inputs, period: int) -> Iterator[Problem]:
    """A warning for each team with numbers in Actuals, other than 0, for months in which it is not active."""
    first, last = inputs.teams["first"].to_numpy(), inputs.teams["last"].to_numpy()
    months = [plan.month(index) for index in range(period + 1)]
    begins, ends = (np.array([getattr(month, name) for month in months]) for name in ("first_day", "last_day"))
    rows = inputs.values[(inputs.values["value"].to_numpy() != 0) & (inputs.values["month"].to_numpy() <= period)]
    team, month = rows["team"].to_numpy(), rows["month"].to_numpy()
    away = (first[team] > ends[month]) | (last[team] < begins[month])
    for number in np.unique(team[away]).tolist():
        key = str(inputs.teams["key"].iloc[number])
        own = sorted(set(month[away & (team == number)].tolist()))
        args = {"team": key, "months": months_text(plan, own)}
        yield Problem("team-inactive", args, team_place(inputs, number), "warning", key)


def months_text(plan: Plan, months: Sequence[int]) -> str:
    """The months beside each other, by their index in the fiscal year."""
    return ", ".join(str(plan.month(month)) for month in months)


def teams_without_members(
    plan: Plan, inputs: Inputs, period: Month, told: Sequence[Problem]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """(What is told and stays so, a warning for each team without members, which says what the rest told of it)."""
    if not plan.roles:
        return tuple(told), ()
    without = {str(inputs.teams["key"].iloc[team]): team for team in _without_members(inputs, period)}
    kept = tuple(problem for problem in told if problem.code not in OF_MEMBERS or problem.team not in without)
    money = {problem.team: problem.args["money"] for problem in told if problem.code == "nobody-to-pay"}
    found = (_nobody(inputs, team, period) for team in without.values())
    return kept, tuple(_with_money(problem, money.get(problem.team)) for problem in found)


def _without_members(inputs: Inputs, period: Month) -> list[int]:
    """The teams with an active day in the period's month and no member then."""
    first, last = inputs.teams["first"].to_numpy(), inputs.teams["last"].to_numpy()
    active = (first <= period.last_day) & (last >= period.first_day)
    members = active_members(inputs, reference(inputs, period), active)
    active[members["team"].to_numpy()] = False
    return np.flatnonzero(active).tolist()


def _nobody(inputs: Inputs, team: int, period: Month) -> Problem:
    key = str(inputs.teams["key"].iloc[team])
    args = {"team": key, "month": str(period)}
    return Problem("team-without-members", args, team_place(inputs, team), "warning", key)


def _with_money(problem: Problem, money: object) -> Problem:
    if money is None:
        return problem
    return replace(problem, kind="team-without-members.money", args={**problem.args, "money": str(money)})
