"""Step 1: windows, segments and the fraction of each month in them (calculation.md 1)."""

from __future__ import annotations

from dataclasses import dataclass
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

    def column(self, name: str) -> Index:
        """A column of the slices."""
        return self.slices[name].to_numpy()

    def segment(self, name: str) -> Index:
        """A column of the segments."""
        return self.segments[name].to_numpy()


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
    """Slices up to the period and the segments that end at the given months."""
    intervals = stage_intervals(inputs)
    slices = _slices(plan, intervals, period)
    slices = _spells(plan, slices, intervals)
    return Calendar(slices, _segments(plan, slices, months), period)


def _slices(plan: Plan, intervals: pd.DataFrame, period: int) -> pd.DataFrame:
    months = [plan.month(index) for index in range(period + 1)]
    shares = [_numerators(plan, intervals, month) for month in months]
    parts = []
    for index, (month, numerator) in enumerate(zip(months, shares, strict=True)):
        there = numerator > 0
        until = np.minimum(intervals["end"].to_numpy(), month.last_day)
        part = intervals.assign(month=index, numerator=numerator, until=until)[there]
        parts.append(part.assign(denominator=month.days if plan.stage_change == "by_day" else 1))
    groups = pd.concat(parts).groupby(["team", "stage", "month", "denominator"], as_index=False)
    slices = groups.agg(numerator=("numerator", "sum"), until=("until", "max"))
    slices["total"] = slices.groupby(["team", "month"])["numerator"].transform("sum")
    return slices


def _numerators(plan: Plan, intervals: pd.DataFrame, month: Month) -> Index:
    start, end = intervals["start"].to_numpy(), intervals["end"].to_numpy()
    if plan.stage_change == "by_day":
        days = np.minimum(end, month.last_day) - np.maximum(start, month.first_day) + 1
        return np.asarray(np.maximum(days, 0), np.int64)
    day = month.last_day if plan.stage_change == "month_end" else month.first_day
    there: Bools = (start <= day) & (day <= end)
    return np.asarray(there, np.int64)


def _spells(plan: Plan, slices: pd.DataFrame, intervals: pd.DataFrame) -> pd.DataFrame:
    """Number the spells by team and time: window, then the stage's first day in it."""
    slices["window"] = slices["month"] // plan.window_months
    spells = slices[["team", "window", "stage"]].drop_duplicates()
    entries = spells.merge(intervals, on=["team", "stage"])
    months = [plan.month(int(index)) for index in range(13)]
    opens = np.array([month.first_day for month in months])[entries["window"].to_numpy() * plan.window_months]
    closes = np.array([month.first_day for month in months])[(entries["window"].to_numpy() + 1) * plan.window_months]
    entries["day"] = np.maximum(entries["start"].to_numpy(), opens)
    entries = entries[(entries["end"].to_numpy() >= opens) & (entries["day"].to_numpy() < closes)]
    days = entries.groupby(["team", "window", "stage"], as_index=False)["day"].min()
    days = days.sort_values(["team", "window", "day", "stage"], kind="stable").reset_index(drop=True)
    days["spell"] = np.arange(len(days))
    slices = slices.merge(days[["team", "window", "stage", "spell"]], on=["team", "window", "stage"])
    slices = slices.sort_values(["spell", "month"], kind="stable").reset_index(drop=True)
    spell = slices["spell"].to_numpy()
    slices["start"] = np.searchsorted(spell, spell, side="left")
    return slices.astype(np.int64)


def _segments(plan: Plan, slices: pd.DataFrame, months: list[int]) -> pd.DataFrame:
    spell, month = slices["spell"].to_numpy(), slices["month"].to_numpy()
    begins = np.flatnonzero(slices["start"].to_numpy() == np.arange(len(slices)))
    heads = slices.iloc[begins]
    parts = []
    for last in months:
        window = last // plan.window_months
        there = heads[(heads["window"] == window) & (heads["month"] <= last)]
        part = there[["spell", "team", "stage", "window"]].copy()
        parts.append(part.assign(first=window * plan.window_months, last=last))
    segments = pd.concat(parts).sort_values(["spell", "last"], kind="stable").reset_index(drop=True)
    wanted = segments["spell"].to_numpy() * 12 + segments["last"].to_numpy()
    segments["slice"] = np.searchsorted(spell * 12 + month, wanted, side="right") - 1
    return segments.astype(np.int64)
