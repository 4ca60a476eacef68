"""Names looked up, defaults filled in, numbers scaled: from the file's shape to the plan (plan.md, calculation.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import gcd
from typing import Literal, cast

from scorecard.model.numbers import HUNDRED, PERCENT, QUANTITY
from scorecard.model.period import Month
from scorecard.model.plan import (
    Component,
    Curve,
    Deferral,
    Expression,
    Gate,
    Language,
    Measure,
    Metric,
    OwnerRule,
    Plan,
    Point,
    Role,
    Source,
    Stage,
)
from scorecard.model.titles import Title
from scorecard.read import plan_shapes as shapes
from scorecard.read.plan_problems import Found
from scorecard.read.plan_yaml import Path_

NO_CURVE = Curve(None, "attainment", "linear", (Point(0, 0),))
"""Stands in for one that is missing, so that the other problems are found too."""


class Names:
    """What the file defines, and the problems found when a name is not among it."""

    def __init__(self, shape: shapes.PlanShape, found: Found, decimals: int) -> None:
        self.shape, self.found, self.decimals = shape, found, decimals

    def known(self, kind: str, name: str, among: Mapping[str, object], path: Path_, *, key: bool = False) -> bool:
        """Whether the name exists; if not, that is a problem."""
        if name not in among:
            self.found.unknown(kind, name, among, path, key=key)
        return name in among

    def money(self, value: Decimal, path: Path_) -> int:
        """Money in the currency's smallest unit; more decimals than it has are a problem."""
        scaled = value.scaleb(self.decimals)
        if scaled != int(scaled):
            self.found.add("too-many-decimals", path, value=str(value), decimals=str(self.decimals))
        return int(scaled)


def resolve(shape: shapes.PlanShape, found: Found) -> Plan:
    """The plan; where something is wrong, a stand-in takes its place and the problem is noted."""
    names = Names(shape, found, _decimals(shape, found))
    measures = {id: _measure(names, id, each) for id, each in shape.measures.items()}
    curves = {id: _curve(names, id, each, ("curves", id)) for id, each in shape.curves.items()}
    metrics = {id: _metric(names, id, each, curves, measures) for id, each in shape.metrics.items()}
    gates = {id: _gate(names, id, each) for id, each in shape.gates.items()}
    budget = shape.budget
    return Plan(
        id=shape.plan,
        title=_title(shape.plan, shape),
        currency=shape.currency,
        decimals=names.decimals,
        language=shape.language or _first_language(shape),
        fiscal_year=Month.parse(shape.fiscal_year),
        fiscal_year_name=shape.fiscal_year_name,
        basis=shape.basis,
        stage_change=shape.stage_change,
        negative_payable=shape.negative_payable,
        phasing=_phasing(shape, found),
        perspectives={id: _title(id, each) for id, each in shape.perspectives.items()},
        measures=measures,
        sources={id: Source(id, tuple(s.sheet), _columns(s), s.others) for id, s in shape.sources.items()},
        curves=curves,
        metrics=metrics,
        gates=gates,
        stages={id: _stage(names, id, each, curves, metrics, gates) for id, each in shape.stages.items()},
        roles={id: Role(id, _title(id, each), _scaled(each.share, PERCENT)) for id, each in shape.roles.items()},
        owner=_owner(shape.owner),
        budget_per_month=names.money(budget.per_month, ("budget", "per_month")) if budget else None,
        sign_off=tuple(shape.sign_off),
        separate_duties=shape.separate_duties,
    )


def _scaled(value: Decimal, decimals: int) -> int:
    return int(value.scaleb(decimals))


def _decimals(shape: shapes.PlanShape, found: Found) -> int:
    from babel.core import get_global
    from babel.numbers import get_currency_precision

    if shape.currency not in get_global("all_currencies"):
        found.add("unknown-currency", ("currency",), value=shape.currency)
        return 2
    return int(get_currency_precision(shape.currency))


def _title(id: str, shape: shapes.Titled | shapes.PlanShape) -> Title:
    return Title(id, shape.title or {})


def _first_language(shape: shapes.PlanShape) -> Language:
    first = next(iter(shape.title or {}), "")
    return "zh" if first.startswith("zh") else "en"


def _phasing(shape: shapes.PlanShape, found: Found) -> tuple[int, ...]:
    if shape.phasing is None:
        return (1,) * 12
    weights = tuple(_scaled(weight, QUANTITY) for weight in shape.phasing)
    common = gcd(*weights) or 1
    if min(weights) < 0 or sum(weights) <= 0:
        found.add("phasing", ("phasing",))
        return (1,) * 12
    return tuple(weight // common for weight in weights)


def _columns(source: shapes.SourceShape) -> dict[str, tuple[str, ...]]:
    return {id: tuple(names) for id, names in source.columns.items()}


def _measure(names: Names, id: str, shape: shapes.MeasureShape) -> Measure:
    column: tuple[str, ...] = ()
    if shape.column is not None:
        column = (shape.column,) if isinstance(shape.column, str) else tuple(shape.column.product)
    path: Path_ = ("measures", id)
    source = shape.from_
    if source is not None and names.known("source", source, names.shape.sources, (*path, "from")):
        columns = names.shape.sources[source].columns
        for name in column:
            names.known("column", name, columns, (*path, "column"))
        for name in shape.where:
            names.known("column", name, columns, (*path, "where", name), key=True)
    where = {name: tuple(values) for name, values in shape.where.items()}
    return Measure(
        id, _title(id, shape), shape.total, shape.when_missing, shape.split, source, column, where, shape.each_month
    )


def _curve(names: Names, id: str | None, shape: shapes.CurveShape, path: Path_) -> Curve:
    named = any(isinstance(x, str) for x, _ in shape.points)
    if named and shape.on == "attainment":
        names.found.add("curve-on-attainment", (*path, "on"))
    on = "actual" if named else shape.on or "attainment"
    points = []
    for index, (x, y) in enumerate(shape.points):
        if on == "attainment" and isinstance(x, Decimal) and x != round(x, PERCENT):
            names.found.add("too-many-decimals", (*path, "points", index, 0), value=str(x), decimals=str(PERCENT))
        decimals = PERCENT if on == "attainment" else QUANTITY
        points.append(Point(x if isinstance(x, str) else _scaled(x, decimals), _scaled(y, PERCENT)))
    above = shape.above
    last = points[-1].y
    resolved = last if above is None else above if isinstance(above, str) else _scaled(above, PERCENT)
    return Curve(id, on, shape.kind, tuple(points), _scaled(shape.below, PERCENT), resolved)


def _used_curve(names: Names, use: str | shapes.CurveShape, curves: Mapping[str, Curve], path: Path_) -> Curve:
    if isinstance(use, str):
        return curves[use] if names.known("curve", use, curves, path) else NO_CURVE
    return _curve(names, None, use, path)


def _expression(names: Names, use: str | shapes.ExpressionShape, path: Path_) -> Expression:
    if isinstance(use, str):
        names.known("measure", use, names.shape.measures, path)
        return Expression("measure", (use,))
    given = [kind for kind in ("ratio", "sum", "difference") if getattr(use, kind) is not None]
    if len(given) != 1:
        names.found.add("one-of", path, known="ratio, sum, difference", given=", ".join(given) or "-")
        return Expression("measure", ())
    kind = cast('Literal["ratio", "sum", "difference"]', given[0])
    measures = tuple(getattr(use, kind))
    for index, measure in enumerate(measures):
        names.known("measure", measure, names.shape.measures, (*path, kind, index))
    return Expression(kind, measures)


def _metric(
    names: Names, id: str, shape: shapes.MetricShape, curves: Mapping[str, Curve], measures: Mapping[str, Measure]
) -> Metric:
    path: Path_ = ("metrics", id)
    names.known("perspective", shape.perspective, names.shape.perspectives, (*path, "perspective"))
    actual = _expression(names, shape.actual, (*path, "actual"))
    first = measures.get(actual.measures[0]) if actual.measures else None
    total = "last" if actual.kind == "ratio" else first.total if first else "sum"
    undefined, no_target = shape.when_undefined, shape.when_no_target
    return Metric(
        id=id,
        title=_title(id, shape),
        perspective=shape.perspective,
        actual=actual,
        curve=_used_curve(names, shape.curve, curves, (*path, "curve")),
        target_total=shape.target_total or total,
        better=shape.better,
        formula=shape.formula,
        when_undefined=_scaled(undefined, PERCENT) if isinstance(undefined, Decimal) else undefined,
        when_no_target=_scaled(no_target, PERCENT) if isinstance(no_target, Decimal) else no_target,
        evidence=shape.evidence == "required",
    )


def _gate(names: Names, id: str, shape: shapes.GateShape, when: Path_ | None = None) -> Gate:
    path: Path_ = ("gates", id)
    when = when or (*path, "when")
    of, comparison = _condition(names, shape.when, when)
    effect = _one(names, shape.then, ("cap", "multiply", "forfeit"), (*path, "then"))
    then = shape.then
    if then.forfeit is False:
        names.found.add("must-be-true", (*path, "then", "forfeit"))
    caps = {metric: _scaled(score, PERCENT) for metric, score in (then.cap or {}).items()}
    for metric in caps:
        names.known("metric", metric, names.shape.metrics, (*path, "then", "cap", metric), key=True)
    number = getattr(shape.when, comparison) or Decimal(0)
    if shape.when.attainment is not None:
        names.known("metric", shape.when.attainment, names.shape.metrics, (*when, "attainment"))
    actual = shape.when.actual
    return Gate(
        id=id,
        title=_title(id, shape),
        of=of,  # type: ignore[arg-type]
        actual=_expression(names, actual, (*when, "actual")) if actual is not None and of == "actual" else None,
        metric=shape.when.attainment if of == "attainment" else None,
        comparison=comparison,  # type: ignore[arg-type]
        number=_scaled(number, QUANTITY),
        effect=effect,  # type: ignore[arg-type]
        caps=caps,
        multiply=_scaled(then.multiply or Decimal(0), PERCENT),
        closed_when_undefined=None if shape.when_undefined is None else shape.when_undefined == "closed",
    )


def _condition(names: Names, when: shapes.WhenShape, path: Path_) -> tuple[str, str]:
    of = _one(names, when, ("actual", "attainment", "composite"), path)
    if when.composite is False:
        names.found.add("must-be-true", (*path, "composite"))
    return of, _one(names, when, ("below", "at_most", "above", "at_least"), path)


def _one(names: Names, shape: shapes.Shape, keys: Sequence[str], path: Path_) -> str:
    """The one key of these that is given; none or several are a problem."""
    given = [key for key in keys if getattr(shape, key) is not None]
    if len(given) != 1:
        names.found.add("one-of", path, known=", ".join(keys), given=", ".join(given) or "-")
    return given[0] if given else keys[0]


def _stage(
    names: Names,
    id: str,
    shape: shapes.StageShape,
    curves: Mapping[str, Curve],
    metrics: Mapping[str, Metric],
    gates: Mapping[str, Gate],
) -> Stage:
    path: Path_ = ("stages", id)
    plan = names.shape
    for metric in shape.weights:
        names.known("metric", metric, metrics, (*path, "weights", metric), key=True)
    for index, gate in enumerate(shape.gates or ()):
        names.known("gate", gate, gates, (*path, "gates", index))
    applying = gates if shape.gates is None else shape.gates
    return Stage(
        id=id,
        title=_title(id, shape),
        weights={m: _scaled(shape.weights[m], PERCENT) for m in metrics if m in shape.weights},
        payout=_payout(names, shape, curves, path),
        funding=_funding(names, shape, path),
        gates=tuple(gate for gate in gates if gate in applying),
        floor=_percent(shape.floor if shape.floor is not None else plan.floor, Decimal(0)),
        cap=_percent(shape.cap if shape.cap is not None else plan.cap, "none"),
        deferral=_deferral(names, shape, path),
    )


def _percent(value: Decimal | str | None, default: Decimal | str) -> int | None:
    value = default if value is None else value
    return _scaled(value, PERCENT) if isinstance(value, Decimal) else None


def _payout(names: Names, shape: shapes.StageShape, curves: Mapping[str, Curve], path: Path_) -> Curve:
    use, at = (shape.payout, (*path, "payout")) if shape.payout is not None else (names.shape.payout, ("payout",))
    if use is None:
        names.found.add("no-payout", path, key=True)
        return NO_CURVE
    curve = _used_curve(names, use, curves, at)
    if curve.on != "attainment":
        names.found.add("payout-curve", at)
    return curve


def _funding(names: Names, shape: shapes.StageShape, path: Path_) -> tuple[Component, ...]:
    own = shape.funding is not None
    components, at = (shape.funding, (*path, "funding")) if own else (names.shape.funding, ("funding",))
    if components is None:
        names.found.add("no-funding", path, key=True)
        return ()
    return tuple(_component(names, each, (*at, index)) for index, each in enumerate(components))


def _component(names: Names, shape: str | shapes.ComponentShape, path: Path_) -> Component:
    if isinstance(shape, str):
        return Component("target_pool", True)
    kind = _one(names, shape, ("target_pool", "share", "subsidy"), path)
    if kind == "share" and shape.share is not None:
        names.known("measure", shape.share.of, names.shape.measures, (*path, "share", "of"))
        rate, losses = _scaled(shape.share.rate, PERCENT), _scaled(shape.share.losses, PERCENT)
        return Component("share", shape.scored, shape.share.of, rate, losses)
    if kind == "subsidy" and shape.subsidy is not None:
        return Component("subsidy", shape.scored, amount=names.money(shape.subsidy, (*path, "subsidy")))
    if shape.target_pool is False:
        names.found.add("must-be-true", (*path, "target_pool"))
    return Component("target_pool", shape.scored)


def _deferral(names: Names, shape: shapes.StageShape, path: Path_) -> Deferral | None:
    deferral, path = shape.deferral, (*path, "deferral")
    if deferral is None:
        return None
    percent, months = _scaled(deferral.percent, PERCENT), int(deferral.months)
    if not 0 <= percent <= HUNDRED:
        names.found.add("out-of-range", (*path, "percent"), low="0", high="100", value=str(deferral.percent))
    if not 1 <= months <= 120:
        names.found.add("out-of-range", (*path, "months"), low="1", high="120", value=str(months))
    condition = shapes.GateShape(when=deferral.keep_if, then=shapes.ThenShape.model_validate({"forfeit": "true"}))
    return Deferral(percent, months, _gate(names, "keep_if", condition, (*path, "keep_if")))


def _owner(shape: shapes.OwnerShape) -> OwnerRule:
    needs = shape.needs_score
    return OwnerRule(
        _scaled(shape.premium, PERCENT), None if needs is None else _scaled(needs, PERCENT), shape.outside_team
    )
