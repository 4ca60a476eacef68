"""Gates, stages and roles of a plan in sentences (calculation.md 7 to 9, 12, 13)."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from scorecard.model.numbers import HUNDRED, shortest_text
from scorecard.model.plan import Component, Gate, Plan, Role, Stage
from scorecard.report.pages.pictures import Bar, bar
from scorecard.report.pages.plan_document.curves import Uses, curve_link
from scorecard.report.pages.plan_document.speech import NAME, Speech, Told


class RoleView(Struct, frozen=True):
    """A role with its share."""

    title: Markup
    share: str
    bar: Bar


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
    yield speech.say("pays_by", curve=curve_link(speech, uses, stage.payout))
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
