"""What the calculation needs and does not find: problems, each where the missing thing should stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from scorecard.calc.calendar import Calendar, team_place
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
    plan: Plan, inputs: Inputs, calendar: Calendar, values: Mapping[str, MonthValues]
) -> Iterator[Problem]:
    """A problem for each team's month in which a measure that is used has no value."""
    ends = np.zeros(len(calendar.slices), bool)
    ends[calendar.segment("slice")] = True
    users = {id: [id in measures_of(plan, stage) for stage in plan.stages.values()] for id in plan.measures}
    for index, (id, measure) in enumerate(plan.measures.items()):
        used = np.array(users[id], bool)[calendar.column("stage")]
        used &= ends if measure.total == "last" else True
        team, month = calendar.column("team")[used], calendar.column("month")[used]
        gone = ~values[id].present[team, month]
        for t, m in sorted(set(zip(team[gone].tolist(), month[gone].tolist(), strict=True))):
            yield _missing_value(plan, inputs, measure, index, t, m)


def _missing_value(plan: Plan, inputs: Inputs, measure: Measure, index: int, team: int, month: int) -> Problem:
    key = inputs.teams["key"].iloc[team]
    args = {"team": key, "month": str(plan.month(month)), "measure": measure.title}
    kind = "missing-value.carry" if measure.when_missing == "carry" else "missing-value"
    return Problem(kind, args, _empty_cell(inputs, measure, team, month), team=key)


def _empty_cell(inputs: Inputs, measure: Measure, team: int, month: int) -> Place | None:
    """The empty cell of the team's row of that month, else a sheet that could hold it."""
    table = measure.source or "Actuals"
    sheets = [i for i, sheet in enumerate(inputs.sheets) if sheet.table == table]
    having = [i for i in sheets if measure.id in inputs.sheets[i].columns]
    rows = inputs.values
    here = rows[(rows["team"].to_numpy() == team) & (rows["month"].to_numpy() == month) & rows["sheet"].isin(having)]
    if len(here):
        return inputs.place(int(here["sheet"].iloc[0]), int(here["row"].iloc[0]), measure.id)
    for index in having or sheets:
        return CellPlace(inputs.sheets[index].book, inputs.sheets[index].name)
    return None


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
        for kind, gap in line.gaps.items():
            rows = np.flatnonzero(gap)
            rows = rows[np.argsort(last[line.rows[rows]], kind="stable")]
            latest = dict(zip(team[line.rows[rows]].tolist(), rows.tolist(), strict=True))
            for number, row in sorted(latest.items()):
                yield _line_gap(plan, inputs, line, kind, number, row, int(last[line.rows[row]]))


def _line_gap(plan: Plan, inputs: Inputs, line: Line, kind: str, team: int, row: int, month: int) -> Problem:
    key = inputs.teams["key"].iloc[team]
    code, _, column = kind.partition(".")
    values = {name: shortest_text(int(goal.value[row]), QUANTITY) for name, goal in line.goal.items()}
    args = {"team": key, "metric": line.metric.title, "month": str(plan.month(month)), "column": column or "target"}
    args |= values | {"actual": shortest_text(int(line.actual.value[row]), QUANTITY)}
    variant = f"{code}.named" if column else _side(line, code)
    return Problem(variant, args, _target_place(plan, inputs, line, team, column or "target"), team=key)


def _side(line: Line, code: str) -> str:
    if code != "target-side":
        return code
    return f"{code}.inverse" if line.metric.formula == "inverse" else f"{code}.{line.metric.better}"


def _target_place(plan: Plan, inputs: Inputs, line: Line, team: int, column: str) -> Place | None:
    metric = list(plan.metrics).index(line.metric.id)
    rows = inputs.targets
    here = rows[(rows["team"].to_numpy() == team) & (rows["metric"].to_numpy() == metric)]
    if len(here):
        return inputs.place(int(here["sheet"].iloc[-1]), int(here["row"].iloc[-1]), column)
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
