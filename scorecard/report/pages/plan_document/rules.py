"""Metrics, numbers, gates, stages and roles of a plan in sentences (calculation.md 2 to 9, 12, 13)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scorecard.model.numbers import HUNDRED, shortest_text
from scorecard.model.plan import Component, Curve, Gate, Measure, Metric, Plan, Role, Source, Stage
from scorecard.report.pages.pictures import Bar, bar
from scorecard.report.pages.plan_document.curves import Uses, anchor, curve_title, own_values
from scorecard.report.pages.plan_document.speech import NAME, Speech


@dataclass(frozen=True, slots=True)
class Told:
    """A thing of the plan and what is to be said about it."""

    title: Markup
    sentences: Sequence[Markup]
    kind: Markup | None = None
    """What it belongs to."""


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A number that is read, in the cells of a table."""

    title: Markup
    source: Markup
    total: str
    missing: str


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role with its share."""

    title: Markup
    share: str
    bar: Bar


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
        yield _given(speech, "undefined", metric.when_undefined)
    if metric.evidence:
        yield speech.say("evidence_needed")
    yield _weighed(speech, metric)
    yield speech.say("scored_by", curve=_link(speech, uses, metric.curve))


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
        yield _given(speech, "no_target", metric.when_no_target)
    if watched or curve.on == "attainment" or curve.names:
        yield speech.say(f"totals_{metric.target_total}")


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


def _given(speech: Speech, case: str, rule: int | str | None) -> Markup:
    """What holds where there is no target, or nothing to divide by: a score, or what the rule says."""
    if isinstance(rule, int):
        return speech.say(f"{case}_score", score=speech.score(rule))
    return speech.say(f"{case}_{'none' if rule is None else rule}")


def _weighed(speech: Speech, metric: Metric) -> Markup:
    stages = [stage for stage in speech.plan.stages.values() if metric.id in stage.weights]
    if not stages:
        return speech.say("nowhere")
    weights = (
        speech.say("weighs_in", weight=speech.percent(each.weights[metric.id]), stage=speech.quoted(each.title))
        for each in stages
    )
    return speech.say("weighs", stages=speech.listing(weights))


def _link(speech: Speech, uses: Uses, curve: Curve) -> Markup:
    """The curve's name in a sentence, leading to it."""
    return Markup('<a href="#{}">{}</a>').format(anchor(uses, curve), curve_title(speech, uses[id(curve)], "the_"))


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


def gate_views(speech: Speech) -> list[Told]:
    """Every gate of the plan."""
    return [Told(speech.name(gate.title), list(_gate(speech, gate))) for gate in speech.plan.gates.values()]


def _gate(speech: Speech, gate: Gate) -> Iterator[Markup]:
    yield speech.say("gate_if", **_comparison(speech, gate), effect=_effect(speech, gate))
    yield _applies(speech, gate.id)
    ratio = gate.actual is not None and gate.actual.kind == "ratio"
    if ratio:
        yield speech.say("gate_infinite")
    if ratio or gate.of == "attainment":
        rule = {None: "none", True: "closed", False: "open"}[gate.closed_when_undefined]
        yield speech.say(f"gate_undefined_{rule}")


def _comparison(speech: Speech, gate: Gate) -> dict[str, str]:
    """What is compared, how, and with what."""
    comparison = speech.texts[f"compare_{gate.comparison}"]
    return {"what": _looked_at(speech, gate), "comparison": comparison, "number": _limit(speech, gate)}


def _looked_at(speech: Speech, gate: Gate) -> Markup:
    if gate.actual is not None:
        return speech.expression(gate.actual)
    if gate.metric is None:
        return speech.say("the_composite")
    return speech.say("the_attainment", metric=speech.quoted(speech.plan.metrics[gate.metric].title))


def _limit(speech: Speech, gate: Gate) -> str:
    number = speech.quantity(gate.number)
    if gate.of == "attainment":
        return speech.texts["percent"].format(number=number)
    if gate.actual is not None and gate.actual.kind == "ratio":
        return speech.say("that_is", number=number, percent=speech.as_percent(gate.number))
    return number


def _effect(speech: Speech, gate: Gate) -> Markup:
    if gate.effect == "cap":
        return speech.listing(
            speech.say("effect_cap", metric=speech.quoted(speech.plan.metrics[id].title), score=speech.score(score))
            for id, score in gate.caps.items()
        )
    return speech.say(f"effect_{gate.effect}", factor=speech.factor(gate.multiply))


def _applies(speech: Speech, gate: str) -> Markup:
    every = list(speech.plan.stages.values())
    stages = [stage for stage in every if gate in stage.gates]
    if len(stages) == len(every):
        return speech.say("applies_all")
    if not stages:
        return speech.say("applies_nowhere")
    return speech.say("applies_in", stages=speech.titles(stages))


def stage_views(speech: Speech, uses: Uses) -> list[Told]:
    """Every stage: funding, payout, floor, cap, gates, deferral."""
    return [Told(speech.name(each.title), list(_stage(speech, uses, each))) for each in speech.plan.stages.values()]


def _stage(speech: Speech, uses: Uses, stage: Stage) -> Iterator[Markup]:
    yield speech.say("funded", parts=speech.listing(_component(speech, each) for each in stage.funding))
    unscored = [_component(speech, each) for each in stage.funding if not each.scored]
    if unscored:
        yield speech.say("paid_anyway", parts=speech.listing(unscored))
    if any(each.kind == "share" and not each.losses for each in stage.funding):
        yield speech.say("share_no_losses")
    yield speech.say("pays_by", curve=_link(speech, uses, stage.payout))
    yield _floor(speech, stage.floor)
    yield speech.say("cap_none") if stage.cap is None else speech.say("cap_at", percent=speech.percent(stage.cap))
    gates = speech.titles(speech.plan.gates[id] for id in stage.gates)
    yield speech.say("stage_gates", gates=gates) if gates else speech.say("stage_no_gates")
    if stage.deferral is not None:
        percent, months = speech.percent(stage.deferral.percent), str(stage.deferral.months)
        yield speech.say("deferred", percent=percent, months=months, **_comparison(speech, stage.deferral.keep_if))


def _component(speech: Speech, component: Component) -> Markup:
    if component.kind == "subsidy":
        return speech.say("fund_subsidy", amount=speech.formats.amount(component.amount))
    if component.of is None:
        return speech.say("fund_target_pool")
    named = {"rate": speech.percent(component.rate), "measure": speech.quoted(speech.plan.measures[component.of].title)}
    if component.losses:
        return speech.say("fund_share_losses", **named, losses=speech.percent(component.losses))
    return speech.say("fund_share", **named)


def _floor(speech: Speech, floor: int | None) -> Markup:
    if floor is None:
        return speech.say("floor_none")
    return speech.say("floor_at", percent=speech.percent(floor)) if floor else speech.say("floor_zero")


def role_views(speech: Speech) -> list[RoleView]:
    """Every role with its share."""
    return [_role(speech, role) for role in speech.plan.roles.values()]


def _role(speech: Speech, role: Role) -> RoleView:
    return RoleView(speech.name(role.title), speech.percent(role.share), bar(role.share, HUNDRED))


SIGNERS = frozenset({"owner", "sales_ops", "hr", "finance"})
"""Who may sign and has a name in both languages."""


def further(speech: Speech) -> list[Markup]:
    """Premium, budget, sign-off."""
    plan, owner = speech.plan, speech.plan.owner
    premium = "premium_no" if not owner.premium else "premium_always" if owner.needs_score is None else "premium_if"
    return [
        speech.say(premium, percent=speech.percent(owner.premium), score=speech.score(owner.needs_score or 0)),
        speech.say("owner_outside" if owner.outside_team else "owner_inside"),
        _budget(speech, plan),
        *_signed(speech, plan),
    ]


def _budget(speech: Speech, plan: Plan) -> Markup:
    if plan.budget_per_month is None:
        return speech.say("budget_no")
    return speech.say("budget_is", amount=speech.formats.amount(plan.budget_per_month))


def _signed(speech: Speech, plan: Plan) -> list[Markup]:
    if not plan.sign_off:
        return [speech.say("unsigned")]
    names = (NAME.format(speech.texts.get(role, role) if role in SIGNERS else role) for role in plan.sign_off)
    separate = "separate" if plan.separate_duties else "not_separate"
    return [speech.say("signed", roles=speech.listing(names)), speech.say(separate)]


def phasing_share(plan: Plan, month: int) -> str:
    """A month's share of the year in percent, to two decimals."""
    hundredths = (plan.phasing[month] * 20_000 // sum(plan.phasing) + 1) // 2
    return shortest_text(hundredths, 2)
