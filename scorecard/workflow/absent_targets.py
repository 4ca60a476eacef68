"""Targets that some months or some teams lack where others have them: without one a score has other weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from scorecard.calc.calendar import calendar, team_place
from scorecard.model.inputs import Inputs
from scorecard.model.numbers import PERCENT, QUANTITY, grouped_text, shortest_text
from scorecard.model.plan import Metric, Plan, Stage
from scorecard.model.problems import Problem
from scorecard.model.titles import Title
from scorecard.read.counted import MOST_ALIKE
from scorecard.read.sheets import has_targets
from scorecard.workflow.absent import months_text
from scorecard.workflow.first_ones import Firsts, first_ones

ENOUGH = 3
"""So many teams of a stage have a target of the metric where it is odd that another has none."""
MOST = 3
"""Where so many times more teams have one than have none, it is a team's lack and no rule of theirs."""
YEAR = -1
"""Instead of a month: a row of the whole year."""
_Asked = Mapping[int, Sequence[tuple[int, Stage]]]
"""Team to its months up to the period, in order, each with its stage."""
_Rows = Mapping[tuple[int, int], Mapping[int, tuple[int, int]]]
"""Team and metric to month to sheet and row of Targets."""
Key = tuple[int, str]
"""Metric, by its place in the plan, and stage."""


class Targets(Struct, frozen=True):
    """Which teams have a target and which have none, of the metrics that may be without one."""

    have: Counter[Key] = field(default_factory=Counter)
    """How many teams that are in the stage at last have a target of the metric for the last window."""
    lacking: Mapping[Key, Firsts] = field(default_factory=dict)
    """Those that have none."""
    named: frozenset[int] = frozenset()
    """The metrics of which any team has a target at all."""

    def __add__(self, other: Targets) -> Targets:
        """Of further teams."""
        keys = [*self.lacking, *(key for key in other.lacking if key not in self.lacking)]
        lacking = {key: self.lacking.get(key, Firsts()) + other.lacking.get(key, Firsts()) for key in keys}
        return Targets(self.have + other.have, lacking, self.named | other.named)


def targets_of(plan: Plan, inputs: Inputs, period: int) -> tuple[tuple[Problem, ...], Targets]:
    """(Warnings of teams that have targets for some months only, who has targets at last), of metrics that may be
    without one (``when_no_target``).
    """
    asked: dict[int, list[tuple[int, Stage]]] = {}
    slices = calendar(plan, inputs, period, [period]).slices
    stages = list(plan.stages.values())
    for team, month, stage in zip(*(slices[name].tolist() for name in ("team", "month", "stage")), strict=True):
        asked.setdefault(team, []).append((month, stages[stage]))
    has = _rows(inputs)
    looked = {stage.id: _looked_at(plan, stage) for stage in stages}
    metrics = list(plan.metrics.values())
    weighed = {
        stage.id: [
            n
            for n, each in enumerate(metrics)
            if _may_lack(each) and each.id in looked[stage.id] & stage.weights.keys()
        ]
        for stage in stages
    }
    have: Counter[Key] = Counter()
    without: dict[Key, list[int]] = {}
    for team, months in asked.items():
        stage_id, window = months[-1][1].id, _window(plan, months)
        for number in weighed[stage_id]:
            if not window.isdisjoint(has.get((team, number), ())):
                have[number, stage_id] += 1
            else:
                without.setdefault((number, stage_id), []).append(team)
    lacking = {
        (number, id): Firsts(tuple(_without(plan, inputs, teams, metrics[number], asked)), len(teams))
        for (number, id), teams in without.items()
    }
    named = frozenset(number for _, number in has)
    return tuple(first_ones(list(_gaps(plan, inputs, asked, has, looked)))), Targets(have, lacking, named)


def teams_without_target(found: Targets) -> Iterator[Problem]:
    """A warning for each team without a target that most teams of its stage have; ``found`` is of all teams."""
    for key in sorted(found.lacking):
        have, lacking = found.have[key], found.lacking[key]
        if have >= max(ENOUGH, MOST * lacking.count):
            counts = {"have": str(have), "all": str(have + lacking.count)}
            told = [replace(problem, args={**problem.args, **counts}) for problem in lacking.first]
            yield from first_ones(told, lacking.count)


def metrics_without_target(plan: Plan, found: Targets) -> Iterator[Problem]:
    """A warning for each metric of which no team has a target, where there are targets; ``found`` is of all teams."""
    metrics = list(plan.metrics.values())
    for number in sorted({number for number, _ in found.lacking} - found.named) if found.named else ():
        metric, stage = metrics[number], next(plan.stages[id] for of, id in sorted(found.lacking) if of == number)
        weight = shortest_text(stage.weights[metric.id], PERCENT)
        args: dict[str, str | Title] = {"metric": metric.title, "stage": stage.title, "weight": weight}
        yield Problem("target-absent.all", args, None, "warning")


def useless_targets(plan: Plan, inputs: Inputs) -> Iterator[Problem]:
    """A warning for each team's metric of which every target equals its baseline: none counts (calculation.md 4)."""
    metrics = list(plan.metrics.values())
    asked = [each.curve.on == "attainment" and each.formula == "standard" and _may_lack(each) for each in metrics]
    rows = inputs.targets[inputs.targets["target"].notna().to_numpy()]
    rows = rows[np.array(asked, bool)[rows["metric"].to_numpy()]]
    target = rows["target"].to_numpy(np.int64)
    lower = np.array([each.better == "lower" for each in metrics], bool)[rows["metric"].to_numpy()]
    given = rows["baseline"].notna().to_numpy()
    baseline = np.where(given, rows["baseline"].fillna(0).to_numpy(np.int64), np.where(lower, 2 * target, 0))
    cell = rows["team"].to_numpy() * len(metrics) + rows["metric"].to_numpy()
    others = set(cell[target != baseline].tolist())
    keys = inputs.teams["key"].tolist()
    for at, number in enumerate(cell.tolist()):
        if number not in others:
            others.add(number)
            row = rows.iloc[at]
            args = {"team": keys[row["team"]], "metric": metrics[row["metric"]].title}
            args["value"] = grouped_text(int(target[at]), QUANTITY)
            yield Problem(
                "target-useless", args, inputs.place(row["sheet"], row["row"], "target"), "warning", args["team"]
            )


def _rows(inputs: Inputs) -> _Rows:
    rows = inputs.targets[inputs.targets["target"].notna().to_numpy()]
    found: dict[tuple[int, int], dict[int, tuple[int, int]]] = {}
    columns = (rows[name].tolist() for name in ("team", "metric", "month", "sheet", "row"))
    for team, metric, month, sheet, row in zip(*columns, strict=True):
        found.setdefault((team, metric), {})[month] = (sheet, row)
    return found


def _looked_at(plan: Plan, stage: Stage) -> frozenset[str]:
    """The metrics whose targets the stage needs: for a score, or for a gate that looks at the attainment."""
    scored = {id for id in stage.weights if has_targets(plan.metrics[id])}
    return frozenset(scored | {metric for id in stage.gates if (metric := plan.gates[id].metric)})


def _window(plan: Plan, months: Sequence[tuple[int, Stage]]) -> Set[int]:
    """The months of the last window that the team is in its stage, and the year."""
    newest, stage = months[-1]
    own = {month for month, of in months if of.id == stage.id}
    return {YEAR, *(month for month in own if month // plan.window_months == newest // plan.window_months)}


def _without(plan: Plan, inputs: Inputs, teams: Sequence[int], metric: Metric, asked: _Asked) -> Iterator[Problem]:
    """Of the first teams; the counts come once all are known."""
    for team in teams[: MOST_ALIKE + 1]:
        key = str(inputs.teams["key"].iloc[team])
        months = sorted(_window(plan, asked[team]) - {YEAR})
        args: dict[str, str | Title] = {"team": key, "metric": metric.title, "stage": asked[team][-1][1].title}
        args["months"] = "–".join(str(plan.month(month)) for month in dict.fromkeys((months[0], months[-1])))
        yield Problem("target-absent", args, team_place(inputs, team), "warning", key)


def _may_lack(metric: Metric) -> bool:
    """Whether the plan does without a target; else its want is an error."""
    return metric.when_no_target != "error"


def _gaps(plan: Plan, inputs: Inputs, asked: _Asked, has: _Rows, looked: Mapping[str, Set[str]]) -> Iterator[Problem]:
    """A warning for each team's metric with targets for some months of a stage, and not for all that count."""
    keys, metrics = inputs.teams["key"].tolist(), list(plan.metrics.values())
    for (team, number), months in has.items():
        metric = metrics[number]
        if YEAR in months or not _may_lack(metric):
            continue
        own = [(month, stage.id) for month, stage in asked.get(team, ()) if metric.id in looked[stage.id]]
        gone = _gone(plan, own, months.keys(), only_last=metric.target_total == "last")
        if gone:
            args = {"team": keys[team], "metric": metric.title, "months": months_text(plan, gone)}
            place = inputs.place(*months[min(months)], "period")
            yield Problem("target-gap", args, place, "warning", keys[team])


def _gone(plan: Plan, asked: Sequence[tuple[int, str]], there: Set[int], *, only_last: bool) -> list[int]:
    """The months that lack a target though others of the same window and stage have one.

    Without one for all of them a window has no target there; ``only_last``: without one for its last.
    """
    spells: dict[tuple[int, str], set[int]] = {}
    for month, stage in asked:
        spells.setdefault((month // plan.window_months, stage), set()).add(month)
    gone: set[int] = set()
    for spell in spells.values():
        if there & spell:
            gone |= ({max(spell)} if only_last else spell) - there
    return sorted(gone)
