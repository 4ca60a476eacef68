"""Step 1: windows, segments and the fraction of each month in them (calculation.md 1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorecard.model.inputs import Inputs
from scorecard.model.numbers import Bools
from scorecard.model.period import Month, date_of
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem

Index = NDArray[Any]
"""int64 row numbers or codes."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Who was in which stage in which month, and the segments that follow from it.

    A *spell* is one stage of one team within one whole window, up to the period. A *segment* is a spell up to one
    month: the period itself, a window's end, or, where the earlier periods are run too, any month of the window.

    * ``slices``: one row per spell and month with f > 0, by spell and month: spell, team, stage, month, numerator,
      denominator (f), total (numerators of the team's segments of that month), until (the month's last day in the
      stage), start (row at which the spell begins).
    * ``segments``: spell, team, stage, window, first, last (months), slice (row of the last slice up to ``last``),
      by spell and last month. Spells stand by team, then in the order of time.
    """

    slices: pd.DataFrame
    segments: pd.DataFrame
    period: int
    """The period as a month of the fiscal year, 0 to 11."""
    _slice_columns: dict[str, Index] = field(default_factory=dict, init=False, repr=False, compare=False)
    _segment_columns: dict[str, Index] = field(default_factory=dict, init=False, repr=False, compare=False)

    def column(self, name: str) -> Index:
        """A column of the slices; asked for hundreds of times, so that it is kept as it was first taken."""
        if name not in self._slice_columns:
            self._slice_columns[name] = self.slices[name].to_numpy()
        return self._slice_columns[name]

    def at_slices(self, table: Index) -> Index:
        """The entry of each slice in a table of teams x months."""
        cell = self.column("team") * table.shape[1] + self.column("month")
        return np.asarray(table.ravel().take(cell))

    def segment(self, name: str) -> Index:
        """A column of the segments."""
        if name not in self._segment_columns:
            self._segment_columns[name] = self.segments[name].to_numpy()
        return self._segment_columns[name]


def reported_months(plan: Plan, period: int) -> list[int]:
    """The months at which a segment of the period's result ends: the ends of the earlier windows, and the period."""
    return [month for month in range(period) if (month + 1) % plan.window_months == 0] + [period]


def stage_intervals(inputs: Inputs) -> pd.DataFrame:
    """Team, stage, start and end day of every time a team was in a stage, within the team's active days."""
    stages = inputs.stages.sort_values(["team", "day"], kind="stable")
    team = stages["team"].to_numpy()
    following = np.append(stages["day"].to_numpy()[1:] - 1, np.iinfo(np.int64).max)
    following[np.append(team[1:] != team[:-1], True)] = np.iinfo(np.int64).max
    start = np.maximum(stages["day"].to_numpy(), inputs.teams["first"].to_numpy()[team])
    end = np.minimum(following, inputs.teams["last"].to_numpy()[team])
    intervals = pd.DataFrame({"team": team, "stage": stages["stage"].to_numpy(), "start": start, "end": end})
    return pd.DataFrame(intervals[start <= end])


def missing_stages(plan: Plan, inputs: Inputs, period: Month) -> list[Problem]:
    """A problem for each team that is active on a day up to the period's last on which it has no stage."""
    first = np.maximum(inputs.teams["first"].to_numpy(), plan.fiscal_year.first_day)
    last = np.minimum(inputs.teams["last"].to_numpy(), period.last_day)
    earliest = np.full(len(inputs.teams), np.iinfo(np.int64).max)
    np.minimum.at(earliest, inputs.stages["team"].to_numpy(), inputs.stages["day"].to_numpy())
    keys = inputs.teams["key"].tolist()
    return [
        Problem("no-stage", {"team": keys[i], "day": str(date_of(int(first[i])))}, team_place(inputs, i), team=keys[i])
        for i in np.flatnonzero((first <= last) & (earliest > first)).tolist()
    ]


def team_place(inputs: Inputs, team: int) -> Any:
    """Where the team's row stands."""
    row = inputs.teams.iloc[team]
    return inputs.place(int(row["sheet"]), int(row["row"]), "team")


def calendar(plan: Plan, inputs: Inputs, period: int, months: list[int]) -> Calendar:
    """Slices up to the period and the segments that end at the given months, which rise."""
    intervals = stage_intervals(inputs)
    slices = _by_spell(plan, _slices(plan, intervals, period), intervals)
    return Calendar(slices, _segments(plan, slices, months), period)


def _slices(plan: Plan, intervals: pd.DataFrame, period: int) -> pd.DataFrame:
    """Months of a team in a stage, by team, month and stage; coming back within a month makes no second row."""
    months = [plan.month(index) for index in range(period + 1)]
    numerators = np.stack([_numerators(plan, intervals, month) for month in months], axis=1)
    interval, month = np.nonzero(numerators)
    team, stage, end = (intervals[name].to_numpy()[interval] for name in ("team", "stage", "end"))
    code = (team * 12 + month) * len(plan.stages) + stage
    order = np.argsort(code, kind="stable")
    heads = _heads(code[order])
    first = order[heads]
    numerator = np.add.reduceat(numerators[interval, month][order], heads)
    until = np.minimum(end, np.array([each.last_day for each in months])[month])
    days = [each.days if plan.stage_change == "by_day" else 1 for each in months]
    columns = {"team": team[first], "stage": stage[first], "month": month[first], "numerator": numerator}
    columns |= {"denominator": np.array(days)[month[first]], "until": np.maximum.reduceat(until[order], heads)}
    together = _heads(columns["team"] * 12 + columns["month"])
    total = np.repeat(np.add.reduceat(numerator, together), np.diff(np.append(together, len(first))))
    return pd.DataFrame(columns | {"total": total})


def _heads(groups: Index) -> Index:
    """The row at which each run of alike codes begins."""
    return np.flatnonzero(np.append(True, groups[1:] != groups[:-1])[: len(groups)])


def _numerators(plan: Plan, intervals: pd.DataFrame, month: Month) -> Index:
    start, end = intervals["start"].to_numpy(), intervals["end"].to_numpy()
    if plan.stage_change == "by_day":
        days = np.minimum(end, month.last_day) - np.maximum(start, month.first_day) + 1
        return np.asarray(np.maximum(days, 0), np.int64)
    day = month.last_day if plan.stage_change == "month_end" else month.first_day
    there: Bools = (start <= day) & (day <= end)
    return np.asarray(there, np.int64)


def _by_spell(plan: Plan, slices: pd.DataFrame, intervals: pd.DataFrame) -> pd.DataFrame:
    """The slices with their window, spell and start; spells are numbered by team, window and the stage's first day."""
    window = slices["month"].to_numpy() // plan.window_months
    code = _window_code(plan, slices, window)
    entered, day = _entries(plan, intervals)
    found = np.flatnonzero(np.isin(entered, code))
    stages = len(plan.stages)
    order = found[np.lexsort((entered[found] % stages, day[found], entered[found] // stages))]
    spells, number = entered[found], np.empty(len(found), np.int64)
    number[np.searchsorted(spells, entered[order])] = np.arange(len(order))
    slices = slices.assign(window=window, spell=number[np.searchsorted(spells, code)])
    slices = slices.take(np.argsort(slices["spell"].to_numpy() * 12 + slices["month"].to_numpy()))
    spell = slices["spell"].to_numpy()
    return slices.assign(start=np.searchsorted(spell, spell, side="left")).reset_index(drop=True).astype(np.int64)


def _window_code(plan: Plan, rows: pd.DataFrame, window: Index) -> Index:
    """One number for team, window and stage, in this order."""
    return np.asarray((rows["team"].to_numpy() * 12 + window) * len(plan.stages) + rows["stage"].to_numpy())


def _entries(plan: Plan, intervals: pd.DataFrame) -> tuple[Index, Index]:
    """Of every team's stage in a window (its code, rising) the first day."""
    start, end = intervals["start"].to_numpy(), intervals["end"].to_numpy()
    codes, days = [], []
    for window in range(12 // plan.window_months):
        opens = plan.month(window * plan.window_months).first_day
        day = np.maximum(start, opens)
        there = (end >= opens) & (day < plan.month((window + 1) * plan.window_months).first_day)
        codes.append(_window_code(plan, intervals, np.full(len(start), window))[there])
        days.append(day[there])
    code, day = np.concatenate(codes), np.concatenate(days)
    order = np.lexsort((day, code))
    first = order[_heads(code[order])]
    return code[first], day[first]


def _segments(plan: Plan, slices: pd.DataFrame, months: list[int]) -> pd.DataFrame:
    """A row for each spell and each of the months of its window that is not before it."""
    heads = slices.take(_heads(slices["spell"].to_numpy()))
    ends = np.array(months, np.int64)
    of_window = heads["window"].to_numpy()[:, None] == ends // plan.window_months
    row, which = np.nonzero(of_window & (heads["month"].to_numpy()[:, None] <= ends))
    spell, window, last = heads["spell"].to_numpy()[row], heads["window"].to_numpy()[row], ends[which]
    passed = slices["spell"].to_numpy() * 12 + slices["month"].to_numpy()
    columns = {"spell": spell, "team": heads["team"].to_numpy()[row], "stage": heads["stage"].to_numpy()[row]}
    columns |= {"window": window, "first": window * plan.window_months, "last": last}
    return pd.DataFrame(columns | {"slice": np.searchsorted(passed, spell * 12 + last, side="right") - 1})


def current_segments(calendar: Calendar, teams: int) -> Index:
    """Each team's segment that the period's month counts in; -1: none.

    Where it counts in several (by_day), that of the team's last active day.
    """
    month, spell = calendar.column("month"), calendar.column("spell")
    slices = np.flatnonzero(month == calendar.period)
    slices = slices[np.argsort(calendar.column("until")[slices], kind="stable")]
    segment = np.flatnonzero(calendar.segment("last") == calendar.period)
    of_spell = dict(zip(calendar.segment("spell")[segment].tolist(), segment.tolist(), strict=True))
    rows = np.array([of_spell[number] for number in spell[slices].tolist()], np.int64)
    found = np.full(teams, -1)
    found[calendar.segment("team")[rows]] = rows
    return found
