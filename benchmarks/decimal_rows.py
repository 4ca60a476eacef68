"""The metric rows that a calculation goes through, as Decimals, with what the product made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd
from floors import DecimalCurve, Row, Scored

from scorecard.calc import calculate
from scorecard.model.inputs import Inputs
from scorecard.model.period import Month
from scorecard.model.plan import Curve, Plan
from scorecard.model.result import Result
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs


@dataclass(frozen=True)
class Measured:
    """What is calculated, and its result."""

    plan: Plan
    inputs: Inputs
    period: Month
    result: Result


@dataclass(frozen=True)
class Compared:
    given: Row
    found: Scored


def measure(plan_file: Path, books: Sequence[Path], period: str) -> Measured:
    """Read the inputs and calculate once."""
    plan, problems = read_plan(plan_file)
    if plan is None:
        raise SystemExit(problems)
    inputs, problems = read_inputs(plan, books)
    if problems:
        raise SystemExit(problems[:3])
    return Measured(plan, inputs, Month.parse(period), _result(plan, inputs, Month.parse(period)))


def _result(plan: Plan, inputs: Inputs, period: Month, paid_before: dict[str, int] | None = None) -> Result:
    result, problems = calculate(plan, inputs, period, paid_before)
    if result is None:
        raise SystemExit(problems[:3])
    return result


def calculated(measured: Measured) -> Result:
    """The whole calculation: with nothing said of what was paid, all earlier periods are run too."""
    return _result(measured.plan, measured.inputs, measured.period)


def collect(measured: Measured) -> list[Compared]:
    """The scorecard lines of every period up to the measured one: a result shows only those of its own period, so
    each is asked for by itself.
    """
    plan, rows = measured.plan, []
    curves = {number: _curve(metric.curve) for number, metric in enumerate(plan.metrics.values())}
    for index in range(measured.period - plan.fiscal_year + 1):
        scores = _result(plan, measured.inputs, plan.month(index), {}).scores
        rows += _compared(plan, curves, scores)
    return rows


def _compared(plan: Plan, curves: dict[int, DecimalCurve], scores: pd.DataFrame) -> list[Compared]:
    scored = scores[(scores["skipped"] == 0) & (scores["state"] == 0)]
    limits = _limits(plan)
    columns = {name: _decimals(scored[name], 6) for name in ("actual", "target", "baseline", "threshold", "stretch")}
    columns |= {n: _decimals(scored[n], 4) for n in ("attainment", "score_uncapped", "score", "weight", "points")}
    metric, gate = scored["metric"].tolist(), scored["capped_by"].tolist()
    return [
        Compared(
            Row(curves[metric[n]], a, t, b, low, high, limits.get((gate[n], metric[n])), w),
            Scored(attained if curves[metric[n]].on == "attainment" else None, uncapped, score, points),
        )
        for n, (a, t, b, low, high, attained, uncapped, score, w, points) in enumerate(
            zip(*columns.values(), strict=True)
        )
    ]


def _limits(plan: Plan) -> dict[tuple[int, int], Decimal]:
    """(gate, metric) to the highest score that the gate allows."""
    metrics = list(plan.metrics)
    return {
        (number, metrics.index(metric)): Decimal(limit).scaleb(-4)
        for number, gate in enumerate(plan.gates.values())
        for metric, limit in gate.caps.items()
    }


def _decimals(column: pd.Series, decimals: int) -> list[Decimal | None]:
    return [None if value is pd.NA else Decimal(value).scaleb(-decimals) for value in column.astype(object).tolist()]


def _curve(curve: Curve) -> DecimalCurve:
    x_decimals = 6 if curve.on == "actual" else 4
    points = tuple(
        (p.x if isinstance(p.x, str) else Decimal(p.x).scaleb(-x_decimals), Decimal(p.y).scaleb(-4))
        for p in curve.points
    )
    above = curve.above if isinstance(curve.above, str) else Decimal(curve.above).scaleb(-4)
    return DecimalCurve(curve.on, curve.kind == "step", points, Decimal(curve.below).scaleb(-4), above)
