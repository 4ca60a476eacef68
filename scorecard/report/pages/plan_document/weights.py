"""What counts in which stage: the weights as a matrix, metrics by perspective (plan.md, stages)."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from scorecard.model.numbers import HUNDRED
from scorecard.model.plan import Metric, Plan
from scorecard.report.pages.pictures import Bar, bar
from scorecard.report.pages.plan_document.speech import Speech


class Weight(Struct, frozen=True):
    """A cell: empty where the stage does not weigh the metric."""

    text: str
    bar: Bar | None


class Line(Struct, frozen=True):
    """A metric."""

    title: Markup
    cells: Sequence[Weight]


class Group(Struct, frozen=True):
    """A perspective with its metrics, and what they weigh together."""

    title: Markup
    sums: Sequence[str]
    lines: Sequence[Line]


class Matrix(Struct, frozen=True):
    """Stages across, metrics down."""

    stages: Sequence[Markup]
    groups: Sequence[Group]
    sums: Sequence[str]


def matrix(speech: Speech) -> Matrix:
    """All weights of the plan."""
    plan = speech.plan
    by_perspective = {id: _of(plan, id) for id in plan.perspectives}
    return Matrix(
        stages=[speech.name(stage.title) for stage in plan.stages.values()],
        groups=[_group(speech, id, metrics) for id, metrics in by_perspective.items() if metrics],
        sums=_sums(speech, list(plan.metrics.values())),
    )


def _of(plan: Plan, perspective: str) -> list[Metric]:
    return [metric for metric in plan.metrics.values() if metric.perspective == perspective]


def _group(speech: Speech, perspective: str, metrics: list[Metric]) -> Group:
    lines = [Line(speech.name(metric.title), _cells(speech, metric)) for metric in metrics]
    return Group(speech.name(speech.plan.perspectives[perspective]), _sums(speech, metrics), lines)


def _cells(speech: Speech, metric: Metric) -> list[Weight]:
    weights = [stage.weights.get(metric.id) for stage in speech.plan.stages.values()]
    return [Weight("", None) if each is None else Weight(speech.score(each), bar(each, HUNDRED)) for each in weights]


def _sums(speech: Speech, metrics: list[Metric]) -> list[str]:
    """What the metrics weigh together in each stage."""
    stages = speech.plan.stages.values()
    return [speech.score(sum(stage.weights.get(metric.id, 0) for metric in metrics)) for stage in stages]
