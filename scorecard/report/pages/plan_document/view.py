"""The plan document as its template shows it (outputs.md, plan.html)."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from scorecard.model.plan import Plan
from scorecard.report.pages.environment import environment
from scorecard.report.pages.pictures import place
from scorecard.report.pages.plan_document import rules
from scorecard.report.pages.plan_document.curves import CurveView, curve_views, uses_of
from scorecard.report.pages.plan_document.metrics import (
    MeasureView,
    attainment_notes,
    measure_views,
    metric_views,
)
from scorecard.report.pages.plan_document.speech import Speech, Told
from scorecard.report.pages.plan_document.story import Story, story
from scorecard.report.pages.plan_document.weights import Matrix, matrix


class PhaseView(Struct, frozen=True):
    """A month's share of the year; ``height`` on a scale of 0 to 100."""

    month: str
    share: str
    height: str


class PlanView(Struct, frozen=True):
    """Everything in the plan document, as text."""

    language: str
    id: str
    title: str
    currency: str
    fiscal_year: Markup
    facts: Sequence[tuple[str, str]]
    phasing: Sequence[PhaseView]
    how: Sequence[Markup]
    matrix: Matrix
    curves: Sequence[CurveView]
    metrics: Sequence[Told]
    notes: Sequence[Markup]
    """What attainment is."""
    measures: Sequence[MeasureView]
    gates: Sequence[Told]
    stages: Sequence[Told]
    roles: Sequence[rules.RoleView]
    further: Sequence[Markup]
    story: Story
    digest: str


def plan_document(plan: Plan, language: str, digest: str) -> str:
    """The plan as one HTML page in ``zh`` or ``en`` that loads nothing; ``digest`` is the SHA-256 of the plan's file.

    The example in it is computed by the calculator from made-up inputs. The same plan gives the same text.
    """
    speech = Speech(plan, language)
    return environment().get_template("plan.html").render(d=plan_view(speech, digest), t=speech.texts)


def plan_view(speech: Speech, digest: str) -> PlanView:
    """What the template shows."""
    plan, uses = speech.plan, uses_of(speech)
    return PlanView(
        language=speech.language,
        id=plan.id,
        title=plan.title.text(speech.language),
        currency=plan.currency,
        fiscal_year=_fiscal_year(speech),
        facts=_facts(speech),
        phasing=_phasing(speech),
        how=_how(speech),
        matrix=matrix(speech),
        curves=curve_views(speech, uses),
        metrics=metric_views(speech, uses),
        notes=attainment_notes(speech),
        measures=measure_views(speech),
        gates=rules.gate_views(speech),
        stages=rules.stage_views(speech, uses),
        roles=rules.role_views(speech),
        further=rules.further(speech),
        story=story(speech),
        digest=digest,
    )


def _fiscal_year(speech: Speech) -> Markup:
    plan, name = speech.plan, speech.plan.fiscal_year_name
    span = {"first": speech.formats.month(plan.month(0)), "last": speech.formats.month(plan.month(11))}
    return speech.say("fiscal_year_named", name=name, **span) if name else speech.say("fiscal_year_plain", **span)


def _facts(speech: Speech) -> list[tuple[str, str]]:
    """Rules of the whole plan, each with its heading."""
    plan, texts = speech.plan, speech.texts
    return [
        (texts["basis"], texts[f"basis_{plan.basis}"]),
        (texts["stage_change"], texts[plan.stage_change]),
        (texts["negative"], texts[f"negative_{plan.negative_payable}"]),
    ]


def _phasing(speech: Speech) -> list[PhaseView]:
    plan, most = speech.plan, max(speech.plan.phasing)
    return [
        PhaseView(str(plan.month(index)), rules.phasing_share(plan, index), place(100 * weight / most))
        for index, weight in enumerate(plan.phasing)
    ]


def _how(speech: Speech) -> list[Markup]:
    plan, texts = speech.plan, speech.texts
    gates = texts["how_gates" if plan.gates else "how_no_gates"]
    premium = texts["how_premium"] if plan.owner.premium else ""
    components = (each for stage in plan.stages.values() for each in stage.funding)
    unscored = "" if all(each.scored for each in components) else texts["how_unscored"]
    return [
        speech.say("how_score"),
        speech.say("how_composite", window=texts[f"basis_{plan.basis}"]),
        speech.say("how_payout", gates=gates),
        speech.say("how_pool", unscored=unscored),
        speech.say("how_payable", premium=premium),
    ]
