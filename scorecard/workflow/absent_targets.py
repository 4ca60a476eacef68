"""A metric that is left out because its targets have a gap: told, since it changes every weight."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.calc.calendar import calendar
from scorecard.model.inputs import Inputs
from scorecard.model.plan import Plan, Stage
from scorecard.model.problems import Problem
from scorecard.read.sheets import has_targets
from scorecard.workflow.absent import months_text


def target_gaps(plan: Plan, inputs: Inputs, period: int) -> Iterator[Problem]:
    """A warning for each team's metric with targets for some months of a stage in a window, and not for all.

    Without one for all of them it has no target there, and the plan says what then (``when_no_target``).
    """
    asked: dict[int, list[tuple[int, Stage]]] = {}
    slices = calendar(plan, inputs, period, [period]).slices
    stages = list(plan.stages.values())
    for team, month, stage in zip(*(slices[name].tolist() for name in ("team", "month", "stage")), strict=True):
        asked.setdefault(team, []).append((month, stages[stage]))
    of_gates = {gate.metric for gate in plan.gates.values()}
    keys, metrics = inputs.teams["key"].tolist(), list(plan.metrics.values())
    rows = inputs.targets[inputs.targets["target"].notna().to_numpy()]
    has: dict[tuple[int, int], dict[int, tuple[int, int]]] = {}
    for team, metric, month, sheet, row in zip(
        *(rows[name].tolist() for name in ("team", "metric", "month", "sheet", "row")), strict=True
    ):
        has.setdefault((team, metric), {})[month] = (sheet, row)
    for (team, number), months in has.items():
        metric = metrics[number]
        used = has_targets(metric) or metric.id in of_gates
        if -1 in months or not used or metric.when_no_target == "error" or metric.target_total == "last":
            continue
        spells: dict[tuple[int, str], set[int]] = {}
        for month, stage in asked.get(team, ()):
            if metric.id in stage.weights:
                spells.setdefault((month // plan.window_months, stage.id), set()).add(month)
        gone = sorted(month for spell in spells.values() if spell & months.keys() for month in spell - months.keys())
        if gone:
            args = {"team": keys[team], "metric": metric.title, "months": months_text(plan, gone)}
            place = inputs.place(*months[min(months)], "period")
            yield Problem("target-gap", args, place, "warning", keys[team])
