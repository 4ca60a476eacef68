"""The plan's curves as the document draws and tells them (calculation.md 5 and 8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup
from msgspec import Struct, field

from scorecard.model.plan import Curve, Metric, Point, Stage
from scorecard.report.pages.pictures import Shape
from scorecard.report.pages.plan_document.charts import Chart, chart
from scorecard.report.pages.plan_document.speech import NAME, Speech
from scorecard.report.pages.shapes import shape_at, shape_of


class Use(Struct):
    """A curve and what it is for."""

    curve: Curve
    metrics: list[Metric] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)


class CurveView(Struct, frozen=True):
    """A curve on the page."""

    anchor: str
    title: Markup
    uses: Sequence[Markup]
    chart: Chart
    text: str
    """The picture in words."""
    x_head: str
    y_head: str
    worse_better: str
    """What tells the direction where x falls or has no numbers."""
    points: Sequence[tuple[str, str]]
    sentences: Sequence[Markup]


Uses = dict[int, Use]
"""By the curve's identity, in the order of the plan."""


def uses_of(speech: Speech) -> Uses:
    """Every curve of the plan, with those that use it."""
    plan = speech.plan
    found: Uses = {id(curve): Use(curve) for curve in plan.curves.values()}
    for metric in plan.metrics.values():
        found.setdefault(id(metric.curve), Use(metric.curve)).metrics.append(metric)
    for stage in plan.stages.values():
        found.setdefault(id(stage.payout), Use(stage.payout)).stages.append(stage)
    return found


def anchor(uses: Uses, curve: Curve) -> str:
    """The id of the curve's place on the page."""
    return f"curve-{list(uses).index(id(curve)) + 1}"


def curve_views(speech: Speech, uses: Uses) -> list[CurveView]:
    """All curves."""
    return [_view(speech, uses, use) for use in uses.values()]


def curve_title(speech: Speech, use: Use, within: str = "") -> Markup:
    """The curve's name, of one written in place whose it is; ``within``: ``the_`` for its name in a sentence."""
    if use.curve.id is not None:
        return speech.say(f"{within}curve_of", name=NAME.format(use.curve.id))
    if use.metrics:
        return speech.say(f"{within}curve_own", name=speech.titles(use.metrics))
    return speech.say(f"{within}curve_payout_own", name=speech.titles(use.stages))


def _view(speech: Speech, uses: Uses, use: Use) -> CurveView:
    curve, shape = use.curve, _shape(use.curve)
    points = [(_x_text(speech, use, point), speech.score(point.y)) for point in curve.points]
    listed = "; ".join(f"({x}, {y})" for x, y in points)
    return CurveView(
        anchor=anchor(uses, curve),
        title=curve_title(speech, use),
        uses=_uses(speech, use),
        chart=chart(shape, [x for x, _ in points], [y for _, y in points]),
        text=speech.texts["picture_text"].format(points=listed),
        x_head=_x_head(speech, use),
        y_head=" / ".join(_heads(speech, use, "y_score", "y_payout")),
        worse_better=speech.texts["worse_better"] if curve.names or shape.falls else "",
        points=points,
        sentences=list(_sentences(speech, use)),
    )


def _heads(speech: Speech, use: Use, scored: str, paid: str) -> list[str]:
    keys = [scored] if use.metrics or not use.stages else []
    return [speech.texts[key] for key in (*keys, *([paid] if use.stages else []))]


def _x_head(speech: Speech, use: Use) -> str:
    return " / ".join(_heads(speech, use, f"x_{use.curve.on}", "x_composite"))


def _uses(speech: Speech, use: Use) -> list[Markup]:
    found = []
    if use.metrics:
        found.append(speech.say("curve_scores", names=speech.titles(use.metrics)))
    if use.stages and len(use.stages) == len(speech.plan.stages):
        found.append(speech.say("curve_pays_all"))
    elif use.stages:
        found.append(speech.say("curve_pays", names=speech.titles(use.stages)))
    return found or [speech.say("curve_unused")]


def _x_text(speech: Speech, use: Use, point: Point) -> str:
    if not isinstance(point.x, int):
        return speech.texts[point.x]
    return speech.quantity(point.x) if use.curve.on == "actual" else speech.score(point.x)


def _shape(curve: Curve) -> Shape:
    """The curve's shape; with names one in which every x lies as far from the next."""
    shape = None if curve.names else shape_of(curve, {})
    if shape is not None:
        return shape
    order = list(dict.fromkeys(point.x for point in curve.points))
    return shape_at(curve, [float(order.index(point.x)) for point in curve.points])


def _sentences(speech: Speech, use: Use) -> Iterator[Markup]:
    curve = use.curve
    if curve.names:
        yield speech.say("schematic", names=own_values(speech, curve))
    yield speech.say("single" if len(curve.points) == 1 else f"between_{curve.kind}")
    for left, right in pairwise(curve.points):
        if left.x == right.x:
            at = _x_text(speech, use, right)
            yield speech.say("jump", x=at, from_=speech.score(left.y), to=speech.score(right.y))
    yield speech.say("below", y=speech.score(curve.below))
    if curve.above == "slope":
        yield speech.say("beyond_slope")
    else:
        yield speech.say("beyond", y=speech.score(curve.above))


def own_values(speech: Speech, curve: Curve) -> Markup:
    """``threshold, target and stretch``: the team's own values that the curve names."""
    return speech.listing(speech.texts[name].lower() for name in curve.names)


def curve_link(speech: Speech, uses: Uses, curve: Curve) -> Markup:
    """The curve's name in a sentence, leading to it."""
    return Markup('<a href="#{}">{}</a>').format(anchor(uses, curve), curve_title(speech, uses[id(curve)], "the_"))
