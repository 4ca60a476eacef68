"""The worked example as it is told: what the calculator made of a made-up team, step by step."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from scorecard.calc.checks import measures_of
from scorecard.model.messages import message
from scorecard.model.plan import Stage
from scorecard.model.result import Result
from scorecard.report.explanation import Node
from scorecard.report.pages.number import Number
from scorecard.report.pages.plan_document.example import example
from scorecard.report.pages.plan_document.speech import Speech
from scorecard.report.pages.reader import Edition, Reader
from scorecard.report.pages.statement import money
from scorecard.report.pages.statement.segments import SegmentView, segment_view


class Detail(Struct, frozen=True):
    """The example of one stage, in full."""

    stage: Markup
    intro: Markup
    given: Sequence[tuple[Markup, str]]
    segment: SegmentView
    falls: Sequence[money.FallView]
    members: Sequence[money.MemberView]
    unallocated: str
    payable: Number
    tree: Sequence[Node]


class Outcome(Struct, frozen=True):
    """What the same month gives in a stage."""

    stage: Markup
    composite: str
    payout: str
    factor: str
    closed: Markup
    pool: str
    payable: str


class Story(Struct, frozen=True):
    """The example: one stage in full, all stages in brief, and why others could not be worked out."""

    detail: Detail | None
    outcomes: Sequence[Outcome]
    failed: Sequence[Markup]


def story(speech: Speech) -> Story:
    """An example for every stage; in full that of the stage with most metrics, the earlier where there are several."""
    made = {id: _computed(speech, stage) for id, stage in speech.plan.stages.items()}
    found = {id: reader for id, reader in made.items() if isinstance(reader, Reader)}
    failed = [each for each in made.values() if not isinstance(each, Reader)]
    outcomes = [_outcome(speech, speech.plan.stages[id], reader) for id, reader in found.items()]
    if not found:
        return Story(None, outcomes, failed)
    fullest = max(found, key=lambda id: len(speech.plan.stages[id].weights))
    return Story(_detail(speech, speech.plan.stages[fullest], found[fullest]), outcomes, failed)


def _computed(speech: Speech, stage: Stage) -> Reader | Markup:
    """The example's reader, or why there is none."""
    result, problems = example(speech.plan, stage, speech.texts)
    if result is None:
        why = message(problems[0], speech.language) if problems else ""
        return speech.say("example_failed", stage=speech.quoted(stage.title), why=why)
    return Reader(Edition(result, speech.language, ""), 0)


def _detail(speech: Speech, stage: Stage, reader: Reader) -> Detail:
    month = speech.formats.month(speech.plan.month(0))
    payable = reader.facts.payable
    return Detail(
        stage=speech.name(stage.title),
        intro=speech.say("example_note", month=month, stage=speech.quoted(stage.title)),
        given=_given(speech, stage, reader.result),
        segment=segment_view(reader, reader.facts.segments[0], 0),
        falls=money.waterfall(reader),
        members=money.members(reader),
        unallocated=speech.formats.money(payable["unallocated"]) if payable["unallocated"] else "",
        payable=reader.number(speech.formats.money(payable["payable"]), "payable"),
        tree=reader.tree.children,
    )


def _given(speech: Speech, stage: Stage, result: Result) -> list[tuple[Markup, str]]:
    """The values of the measures that the stage needs."""
    measures = list(speech.plan.measures)
    rows = zip(result.month_values["measure"].tolist(), result.month_values["value"].tolist(), strict=True)
    values = {measures[measure]: value for measure, value in rows}
    needed = [id for id in measures if id in measures_of(speech.plan, stage) and id in values]
    return [(speech.name(speech.plan.measures[id].title), speech.quantity(values[id])) for id in needed]


def _outcome(speech: Speech, stage: Stage, reader: Reader) -> Outcome:
    segment, formats = reader.facts.segments[0], speech.formats
    gates = list(speech.plan.gates.values())
    closed = [gates[row["gate"]] for row in segment.gates if row["closed"]]
    return Outcome(
        stage=speech.name(stage.title),
        composite=formats.percent(segment.row["composite"]),
        payout=formats.percent(segment.row["payout"]),
        factor=formats.percent(segment.row["factor"]),
        closed=speech.titles(closed) or speech.say("none_closed"),
        pool=formats.money(segment.held["pool"]),
        payable=formats.money(reader.facts.payable["payable"]),
    )
