"""Metrics and the numbers that they are made of, in sentences (calculation.md 2 to 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from scorecard.model.plan import Measure, Metric, Source
from scorecard.report.pages.plan_document.curves import Uses, curve_link, own_values
from scorecard.report.pages.plan_document.speech import NAME, Speech, Told


class MeasureView(Struct, frozen=True):
    """A number that is read, in the cells of a table."""

    title: Markup
    source: Markup
    total: str
    missing: str


def metric_views(speech: Speech, uses: Uses) -> list[Told]:
    """Every metric of the plan."""
    plan = speech.plan
    kinds = {id: speech.name(title) for id, title in plan.perspectives.items()}
    metrics = plan.metrics.values()
    return [Told(speech.name(m.title), list(_metric(speech, uses, m)), kinds[m.perspective]) for m in metrics]


def _metric(speech: Speech, uses: Uses, metric: Metric) -> Iterator[Markup]:
    yield speech.say("measured", what=speech.expression(metric.actual))
    yield speech.say(f"{metric.better}_is_better")
    yield from _attained(speech, metric)
    if metric.formula == "inverse" or metric.actual.kind == "ratio":
        yield _undefined(speech, metric.when_undefined)
    if metric.evidence:
        yield speech.say("evidence_needed")
    yield _weighed(speech, metric)
    yield speech.say("scored_by", curve=curve_link(speech, uses, metric.curve))


def _attained(speech: Speech, metric: Metric) -> Iterator[Markup]:
    """How the actual meets the curve, and what of the target."""
    curve = metric.curve
    watched = any(gate.metric == metric.id for gate in speech.plan.gates.values())
    if curve.names:
        yield speech.say("looked_up_named", names=own_values(speech, curve))
    else:
        yield speech.say("by_attainment" if curve.on == "attainment" else "looked_up")
    if watched and curve.on == "actual":
        yield speech.say("watched")
    if watched or curve.on == "attainment":
        yield from _no_target(speech, metric)
    if watched or curve.on == "attainment" or curve.names:
        yield speech.say(f"totals_{metric.target_total}")


def _no_target(speech: Speech, metric: Metric) -> Iterator[Markup]:
    """What must hold of the target, and what is done without one (calculation.md 4)."""
    side = "inverse" if metric.formula == "inverse" else metric.better
    if metric.when_no_target == "error":
        yield speech.say(f"no_target_error_{side}")
        return
    formula, rule = metric.formula, metric.when_no_target
    if isinstance(rule, int):
        yield speech.say(f"no_target_score_{formula}", score=speech.score(rule))
    else:
        yield speech.say(f"no_target_{rule}_{formula}")
    yield speech.say(f"target_side_{side}")


def attainment_notes(speech: Speech) -> list[Markup]:
    """What attainment is, as far as the plan uses it (calculation.md 3 and 4)."""
    watched = {gate.metric for gate in speech.plan.gates.values()}
    metrics = speech.plan.metrics.values()
    attained = [metric for metric in metrics if metric.curve.on == "attainment" or metric.id in watched]
    standard = {metric.better for metric in attained if metric.formula == "standard"}
    inverse = [metric for metric in attained if metric.formula == "inverse"]
    notes = [speech.say("note_standard")] if standard else []
    notes += [speech.say(f"note_{better}") for better in ("higher", "lower") if better in standard]
    return notes + ([speech.say("note_inverse", metrics=speech.titles(inverse))] if inverse else [])


def _undefined(speech: Speech, rule: int | str | None) -> Markup:
    """What holds where there is nothing to divide by: a score, or what the rule says."""
    if isinstance(rule, int):
        return speech.say("undefined_score", score=speech.score(rule))
    return speech.say(f"undefined_{'none' if rule is None else rule}")


def _weighed(speech: Speech, metric: Metric) -> Markup:
    stages = [stage for stage in speech.plan.stages.values() if metric.id in stage.weights]
    if not stages:
        return speech.say("nowhere")
    weights = (
        speech.say("weighs_in", weight=speech.percent(each.weights[metric.id]), stage=speech.quoted(each.title))
        for each in stages
    )
    return speech.say("weighs", stages=speech.listing(weights))


def measure_views(speech: Speech) -> list[MeasureView]:
    """Every number that is read from the workbooks."""
    texts = speech.texts
    return [
        MeasureView(
            speech.name(each.title),
            _source(speech, each),
            texts[f"total_{each.total}"],
            texts[f"missing_{each.when_missing}"],
        )
        for each in speech.plan.measures.values()
    ]


def _source(speech: Speech, measure: Measure) -> Markup:
    parts = [Markup(speech.texts["from_actuals"])]
    if measure.source is not None:
        parts = _rows(speech, measure, speech.plan.sources[measure.source])
    if not measure.split:
        parts.append(speech.say("not_split"))
    return Markup("; " if speech.language == "en" else "；").join(parts)


def _rows(speech: Speech, measure: Measure, source: Source) -> list[Markup]:
    """Which column of which rows, and how those of one month combine."""
    columns = [_header(speech, source, each) for each in measure.column]
    column = speech.say("times", a=columns[0], b=columns[1]) if len(columns) > 1 else Markup("").join(columns)
    sheet = speech.say("quoted", name=NAME.format(source.sheets[0] if source.sheets else source.id))
    what = speech.say(f"rows_{measure.each_month}", column=column)
    parts = [speech.say("from_sheet", sheet=sheet, what=what)]
    if measure.where:
        conditions = (_condition(speech, source, each, values) for each, values in measure.where.items())
        parts.append(speech.say("only_where", conditions=speech.listing(conditions)))
    if source.others == "ignore":
        parts.append(speech.say("others_ignored"))
    return parts


def _header(speech: Speech, source: Source, column: str) -> Markup:
    """The first header that the column may have."""
    headers = source.columns.get(column, ())
    return speech.say("quoted", name=NAME.format(headers[0] if headers else column))


def _condition(speech: Speech, source: Source, column: str, values: Sequence[str]) -> Markup:
    wanted = speech.listing((speech.say("quoted", name=NAME.format(value)) for value in values), "or")
    return speech.say("condition", values=wanted, column=_header(speech, source, column))
