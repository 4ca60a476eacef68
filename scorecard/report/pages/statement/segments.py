"""A segment on a statement: its scorecard, perspectives, gates, funding and pool (outputs.md, Statements)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from scorecard.calc.scores import FROM_CURVE
from scorecard.model.numbers import PERCENT
from scorecard.report.explanation.facts import Row, Segment
from scorecard.report.explanation.gates import effect_text
from scorecard.report.explanation.node import short
from scorecard.report.explanation.pools import counted_months, perspective_points, perspective_weight
from scorecard.report.explanation.scores import WHY
from scorecard.report.pages.number import Number
from scorecard.report.pages.pictures import Bar, CurvePicture, bar
from scorecard.report.pages.reader import Reader
from scorecard.report.pages.shapes import picture_of


class LineView(Struct, frozen=True):
    """A metric of a segment's scorecard."""

    title: str
    perspective: str
    actual: Number
    baseline: Number
    target: Number
    attainment: Number
    score: Number
    capped: str
    """By which gate; empty where none lowered the score."""
    left_out: str
    """Why the metric does not count; empty where it does."""
    weight: Number
    points: Number
    bar: Bar
    full: str
    """Where a score of 100 lies on the bar's scale."""
    curve: CurvePicture | None
    curve_text: str
    worth: Number


class PerspectiveView(Struct, frozen=True):
    """What the metrics of a perspective make together."""

    title: str
    weight: Number
    points: Number
    bar: Bar


class GateView(Struct, frozen=True):
    """A gate that applies."""

    title: str
    condition: str
    value: Number
    closed: bool
    effect: str


class StepView(Struct, frozen=True):
    """A step from composite to pool."""

    label: str
    number: Number
    note: str = ""


class SegmentView(Struct, frozen=True):
    """A stage of the team within a window."""

    label: str
    stage: str
    months: str
    key: str
    lines: Sequence[LineView]
    weights: Number
    composite: Number
    perspectives: Sequence[PerspectiveView]
    gates: Sequence[GateView]
    steps: Sequence[StepView]


def segment_view(reader: Reader, segment: Segment, position: int) -> SegmentView:
    """What a statement shows of a segment; ``position`` is its place among the team's, as in the keys of its lines."""
    key = f"s{position}"
    top = max((int(row["score_uncapped"]) for row in segment.scores if not row["skipped"]), default=0)
    lines = [_line(reader, segment, row, key, max(top, 100 * 10**PERCENT)) for row in segment.scores]
    return SegmentView(
        label=segment.label,
        stage=reader.title(segment.stage.title),
        months=segment.facts.listing(counted_months(segment)),
        key=key,
        lines=lines,
        weights=reader.number(reader.formats.short_percent(segment.row["weight_total"]), f"{key}.weights"),
        composite=Number(reader.formats.percent(segment.row["composite"]), f"{key}.composite"),
        perspectives=_perspectives(reader, segment, key),
        gates=[_gate(reader, segment, row, key) for row in segment.gates],
        steps=_steps(reader, segment, key),
    )


def _line(reader: Reader, segment: Segment, row: Row, key: str, top: int) -> LineView:
    metric, formats = segment.metric(row), reader.formats
    id = f"{key}.{metric.id}"
    x = row["attainment"] if metric.curve.on == "attainment" else row["actual"]
    judged = row["state"] == FROM_CURVE and not row["skipped"]
    title = reader.title(metric.title)
    return LineView(
        title=title,
        perspective=reader.title(reader.plan.perspectives[metric.perspective]),
        actual=reader.number(formats.quantity(row["actual"]), f"{id}.actual"),
        baseline=reader.number(formats.quantity(row["baseline"]), f"{id}.baseline"),
        target=reader.number(formats.quantity(row["target"]), f"{id}.target"),
        attainment=reader.number(formats.percent(row["attainment"]), f"{id}.attainment"),
        score=reader.number(formats.percent(row["score"]), f"{id}.score"),
        capped=_capped(reader, row),
        left_out=reader.say("left_out", why=reader.texts[WHY[row["skipped"]]]) if row["skipped"] else "",
        weight=reader.number(formats.short_percent(row["weight"]), f"{id}.{'points' if row['skipped'] else 'weight'}"),
        points=reader.number(formats.percent(row["points"]), f"{id}.points"),
        bar=bar(0 if row["skipped"] else row["score"], top),
        full=f"{100 * 100 * 10**PERCENT / top:.1f}",
        curve=picture_of(metric.curve, row, x if judged else None, row["score_uncapped"] if judged else None),
        curve_text=_curve_text(reader, title, x if judged else None, row, metric.curve.on == "actual"),
        worth=_worth(reader, segment, row, id),
    )


def _worth(reader: Reader, segment: Segment, row: Row, id: str) -> Number:
    change = reader.edition.lookup.worth[segment.index, row["metric"]]["change"]
    return reader.number(reader.formats.signed(change), f"{id}.worth")


def _capped(reader: Reader, row: Row) -> str:
    """Which gate lowered the score; empty for none."""
    at = row["capped_by"]
    return reader.say("capped_by_gate", gate=reader.title(reader.gates[at].title)) if at >= 0 else ""


def _curve_text(reader: Reader, title: str, x: int | None, row: Row, on_actual: bool) -> str:
    """The picture in words."""
    if x is None:
        return reader.say("off_curve", metric=title)
    shown = reader.formats.quantity(x) if on_actual else reader.formats.short_percent(x)
    return reader.say("on_curve", metric=title, x=shown, y=reader.formats.short_percent(row["score_uncapped"]))


def _perspectives(reader: Reader, segment: Segment, key: str) -> list[PerspectiveView]:
    """The points of each perspective beside the weight that it has here."""
    formats, titles, found = reader.formats, reader.edition.lookup.perspectives, []
    for at, rows in segment.by_perspective.items():
        if all(row["skipped"] for row in rows):
            continue
        weight, points = perspective_weight(rows), perspective_points(rows)
        weighed = reader.number(formats.short_percent(weight), f"{key}.weight.p{at}")
        number = reader.number(formats.percent(points), f"{key}.p{at}")
        found.append(PerspectiveView(reader.title(titles[at]), weighed, number, bar(points, weight * 3 // 2)))
    return found


def _gate(reader: Reader, segment: Segment, row: Row, key: str) -> GateView:
    gate = reader.gates[row["gate"]]
    formats, of_actual = reader.formats, gate.of == "actual"
    value = formats.quantity(row["value"]) if of_actual else formats.percent(row["value"])
    if row["infinite"]:
        value = "∞" if row["infinite"] > 0 else "−∞"
    condition = f"{reader.looks_at(gate)} {reader.texts[gate.comparison]} {formats.quantity(gate.number)}"
    return GateView(
        reader.title(gate.title),
        condition,
        reader.number(value, f"{key}.{gate.id}.gate"),
        bool(row["closed"]),
        effect_text(segment.facts, gate),
    )


def _steps(reader: Reader, segment: Segment, key: str) -> list[StepView]:
    """From the composite to the pool, in the order of calculation.md 8 and 9."""
    formats, held = reader.formats, segment.held
    steps = [_percent_step(reader, segment, name, key) for name in ("composite", "payout", "factor")]
    for row in segment.components:
        component = segment.stage.funding[row["component"]]
        number = reader.number(formats.money(row["money"]), f"{key}.f{row['component']}")
        note = "" if component.scored else reader.texts["unscored_paid"]
        steps.append(StepView(reader.funding(component), number, note))
    notes = {"earned": "", "held": _limits(segment), "pool": _forfeit(reader, segment)}
    for name, note in notes.items():
        number = reader.number(formats.money(held[name]), f"{key}.{name}")
        steps.append(StepView(reader.texts[name], number, note))
    return steps


def _percent_step(reader: Reader, segment: Segment, name: str, key: str) -> StepView:
    return StepView(reader.texts[name], reader.number(reader.formats.percent(segment.row[name]), f"{key}.{name}"))


def _limits(segment: Segment) -> str:
    """Floor and cap of the stage, and which of them held."""
    stage, said = segment.stage, []
    if stage.floor:
        said.append(segment.facts.say("floor", percent=short(stage.floor, PERCENT)))
    if stage.cap is not None:
        said.append(segment.facts.say("cap", percent=short(stage.cap, PERCENT)))
    return segment.facts.notes(said)


def _forfeit(reader: Reader, segment: Segment) -> str:
    at = segment.held["forfeited_by"]
    if at < 0:
        return ""
    return segment.facts.say("forfeited", gate=reader.title(reader.gates[at].title))
