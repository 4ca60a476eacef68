"""What the calculation needs and does not find: problems, each where the missing thing should stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from scorecard.calc.calendar import Calendar, Index, team_place
from scorecard.calc.funding import PoolMonths
from scorecard.calc.members import Reference
from scorecard.calc.scores import Line
from scorecard.calc.values import MonthValues
from scorecard.model.inputs import Inputs
from scorecard.model.numbers import QUANTITY, Bools, shortest_text
from scorecard.model.period import date_of
from scorecard.model.plan import Measure, Plan, Stage
from scorecard.model.problems import CellPlace, Place, Problem


def measures_of(plan: Plan, stage: Stage) -> list[str]:
    """The measures that a stage's metrics, gates and shares look at, each once."""
    gates = [plan.gates[gate] for gate in stage.gates]
    metrics = [*stage.weights, *(gate.metric for gate in gates if gate.metric)]
    found = [measure for metric in metrics for measure in plan.metrics[metric].actual.measures]
    found += [measure for gate in gates if gate.actual for measure in gate.actual.measures]
    found += [component.of for component in stage.funding if component.of]
    return list(dict.fromkeys(found))


def missing_values(
    plan: Plan,
    inputs: Inputs,
    calendar: Calendar,
    values: Mapping[str, MonthValues],
    also: Mapping[str, Index] | None = None,
) -> Iterator[Problem]:
    """A problem for each team's month in which a measure that is used has no value.

    ``also`` names segments that use a measure although their stage does not (deferral).
    """
    ends = np.zeros(len(calendar.slices), bool)
    ends[calendar.segment("slice")] = True
    users = {id: [id in measures_of(plan, stage) for stage in plan.stages.values()] for id in plan.measures}
    for id, measure in plan.measures.items():
        used = np.array(users[id], bool)[calendar.column("stage")] | _within(calendar, (also or {}).get(id))
        used &= ends if measure.total == "last" else True
        team, month = calendar.column("team")[used], calendar.column("month")[used]
        gone = ~values[id].present[team, month]
        if gone.any():
            cells = sorted(set(zip(team[gone].tolist(), month[gone].tolist(), strict=True)))
            places = _empty_cells(inputs, measure, cells)
            yield from (_missing_value(plan, inputs, measure, *cell, place) for cell, place in places.items())


def _within(calendar: Calendar, segments: Index | None) -> Bools:
    """The slices that belong to these segments."""
    found = np.zeros(len(calendar.slices), bool)
    for last in [] if segments is None else calendar.segment("slice")[segments].tolist():
        found[calendar.column("start")[last] : last + 1] = True
    return found


def _missing_value(plan: Plan, inputs: Inputs, measure: Measure, team: int, month: int, place: Place | None) -> Problem:
    key = inputs.teams["key"].iloc[team]
    args = {"team": key, "month": str(plan.month(month)), "measure": measure.title}
    kind = "missing-value.carry" if measure.when_missing == "carry" else "missing-value"
    return Problem(kind, args, place, team=key)


Cell = tuple[int, int]
"""A team and a month."""


def _empty_cells(inputs: Inputs, measure: Measure, cells: list[Cell]) -> Mapping[Cell, Place | None]:
    """For each team and month the empty cell in the team's row of that month, else the sheet of that month's rows."""
    table = measure.source or "Actuals"
    sheets = [i for i, sheet in enumerate(inputs.sheets) if sheet.table == table]
    having = [i for i in sheets if measure.id in inputs.sheets[i].columns]
    every = inputs.lines if measure.source else inputs.values
    every = every[every["sheet"].isin(sheets).to_numpy()].drop_duplicates("month")
    of_month = dict(zip(every["month"].tolist(), every["sheet"].tolist(), strict=True))
    only = sheets[0] if len(sheets) == 1 else -1
    rows = inputs.values[inputs.values["sheet"].isin(having).to_numpy()].drop_duplicates(["team", "month"])
    found = zip(*(rows[name].tolist() for name in ("team", "month", "sheet", "row")), strict=True)
    known = {(team, month): (sheet, row) for team, month, sheet, row in found}
    return {
        cell: inputs.place(*known[cell], measure.id) if cell in known else _sheet(inputs, of_month.get(cell[1], only))
        for cell in cells
    }


def _sheet(inputs: Inputs, sheet: int) -> Place | None:
    return CellPlace(inputs.sheets[sheet].book, inputs.sheets[sheet].name) if sheet >= 0 else None


def missing_pools(plan: Plan, inputs: Inputs, calendar: Calendar, months: PoolMonths) -> Iterator[Problem]:
    """A problem for each month of a segment with a target pool that the Pools sheet has no amount for."""
    funded = np.array([any(c.kind == "target_pool" for c in s.funding) for s in plan.stages.values()], bool)
    used = funded[calendar.column("stage")]
    team, month = calendar.column("team")[used], calendar.column("month")[used]
    gone = ~months.present[team, month]
    place = next((CellPlace(s.book, s.name) for s in inputs.sheets if s.table == "Pools"), None)
    for t, m in sorted(set(zip(team[gone].tolist(), month[gone].tolist(), strict=True))):
        key = inputs.teams["key"].iloc[t]
        yield Problem("missing-pool", {"team": key, "month": str(plan.month(m))}, place, team=key)


def line_gaps(plan: Plan, inputs: Inputs, calendar: Calendar, found: list[Line]) -> Iterator[Problem]:
    """A problem for each team's metric whose target, or actual, does not allow a score; told of its latest segment."""
    team, last = calendar.segment("team"), calendar.segment("last")
    for line in found:
        places = _target_places(plan, inputs, line) if any(gap.any() for gap in line.gaps.values()) else {}
        for kind, gap in line.gaps.items():
            rows = np.flatnonzero(gap)
            rows = rows[np.argsort(last[line.rows[rows]], kind="stable")]
            latest = dict(zip(team[line.rows[rows]].tolist(), rows.tolist(), strict=True))
            for number, row in sorted(latest.items()):
                place = _target_place(inputs, places.get(number), kind.partition(".")[2] or "target")
                if kind == "negative-actual":
                    place = _place_below_zero(plan, inputs, line, number, int(last[line.rows[row]])) or place
                yield _line_gap(plan, inputs, line, kind, number, row, int(last[line.rows[row]]), place)


def _line_gap(
    plan: Plan, inputs: Inputs, line: Line, kind: str, team: int, row: int, month: int, place: Place | None
) -> Problem:
    key = inputs.teams["key"].iloc[team]
    code, _, column = kind.partition(".")
    values = {name: shortest_text(int(goal.value[row]), QUANTITY) for name, goal in line.goal.items()}
    args = {"team": key, "metric": line.metric.title, "month": str(plan.month(month)), "column": column or "target"}
    args |= values | {"actual": shortest_text(int(line.actual.value[row]), QUANTITY)}
    variant = f"{code}.named" if column else _side(line, code)
    return Problem(variant, args, place, team=key)


def _side(line: Line, code: str) -> str:
    if code != "target-side":
        return code
    return f"{code}.inverse" if line.metric.formula == "inverse" else f"{code}.{line.metric.better}"


def _target_places(plan: Plan, inputs: Inputs, line: Line) -> Mapping[int, tuple[int, int]]:
    """Each team's last row of the metric in Targets: sheet and row."""
    metric = list(plan.metrics).index(line.metric.id)
    rows = inputs.targets[inputs.targets["metric"].to_numpy() == metric]
    found = zip(*(rows[name].tolist() for name in ("team", "sheet", "row")), strict=True)
    return {team: (sheet, row) for team, sheet, row in found}


def _place_below_zero(plan: Plan, inputs: Inputs, line: Line, team: int, month: int) -> Place | None:
    """The latest cell below 0 up to a month among those that the team's metric looks at."""
    order = list(plan.measures)
    wanted = [order.index(id) for id in line.metric.actual.measures]
    for rows in (inputs.values, inputs.lines):
        own = rows[(rows["team"] == team) & rows["measure"].isin(wanted)]
        below = own[(own["month"] <= month) & (own["value"] < 0)].sort_values("month", kind="stable")
        if len(below):
            sheet, row, measure = (int(below[name].iloc[-1]) for name in ("sheet", "row", "measure"))
            found = plan.measures[order[measure]]
            return inputs.place(sheet, row, found.column[0] if found.column else found.id)
    return None


def _target_place(inputs: Inputs, row: tuple[int, int] | None, column: str) -> Place | None:
    if row is not None:
        return inputs.place(*row, column)
    return next((CellPlace(s.book, s.name) for s in inputs.sheets if s.table == "Targets"), None)


def owner_faults(
    plan: Plan, inputs: Inputs, at: Reference, needed: Bools, owner: pd.DataFrame, members: pd.DataFrame
) -> Iterator[Problem]:
    """A problem for each team that needs an owner and has none, or one from outside its active members."""
    every = range(len(needed))
    there = np.isin(every, owner.index.to_numpy())
    active = members.loc[members["there"], ["team", "employee"]]
    inside = owner.reset_index()[["team", "employee"]].merge(active, on=["team", "employee"])["team"]
    outside = ~np.isin(every, inside.to_numpy()) & (not plan.owner.outside_team)
    for team in np.flatnonzero(needed & (~there | outside)).tolist():
        key = inputs.teams["key"].iloc[team]
        args = {"team": key, "day": str(date_of(int(at.day[team])))}
        if not there[team]:
            yield Problem("no-owner", args, team_place(inputs, team), team=key)
            continue
        row = owner.loc[team].to_dict()
        args |= {"employee": str(row["employee"]), "name": str(row["name"])}
        place = inputs.place(int(row["sheet"]), int(row["row"]), "employee")
        yield Problem("owner-outside-team", args, place, team=key)
