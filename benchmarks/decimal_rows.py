"""The metric rows that a calculation goes through, as Decimals, with what the product made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from decimal_loop import QUANTITY, Curve, Line, Months, Scored, Totals

from scorecard.calc import calculate
from scorecard.model.inputs import Inputs
from scorecard.model.period import Month
from scorecard.model.plan import Curve as PlanCurve
from scorecard.model.plan import Metric, Plan
from scorecard.model.result import Result
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs

COLUMNS = ("target", "baseline", "threshold", "stretch")


@dataclass(frozen=True)
class Measured:
    """What is calculated, and its result."""

    plan: Plan
    inputs: Inputs
    period: Month
    result: Result


class Compared(NamedTuple):
    """A metric row: what it is computed from, and what the product found."""

    line: Line
    totals: Totals
    scored: Scored


def measure(plan_file: Path, books: Sequence[Path], period: str) -> Measured:
    """Read the inputs and calculate once."""
    plan, problems = read_plan(plan_file)
    if plan is None:
        raise SystemExit(str(problems))
    inputs, problems = read_inputs(plan, books)
    if problems:
        raise SystemExit(str(problems[:3]))
    return Measured(plan, inputs, Month.parse(period), _result(plan, inputs, Month.parse(period)))


def calculated(measured: Measured) -> Result:
    """The whole calculation: with nothing said of what was paid, all earlier periods are run too."""
    return _result(measured.plan, measured.inputs, measured.period)


def _result(plan: Plan, inputs: Inputs, period: Month, paid_before: dict[str, int] | None = None) -> Result:
    result, problems = calculate(plan, inputs, period, paid_before)
    if result is None:
        raise SystemExit(str(problems[:3]))
    return result


def collect(measured: Measured) -> list[Compared]:
    """The rows of every period up to the measured one, those without a score of their own left out.

    A result shows only the rows of its own period, so each period is asked for by itself.
    """
    plan, facts = measured.plan, _facts(measured)
    rows: list[Compared] = []
    for index in range(measured.period - plan.fiscal_year + 1):
        rows += _compared(_result(plan, measured.inputs, plan.month(index), {}), facts)
    return rows


@dataclass(frozen=True)
class Facts:
    """What the rows are computed from, by the numbers that the tables use."""

    metrics: tuple[Metric, ...]
    measures: Mapping[str, tuple[int, str]]
    curves: tuple[Curve, ...]
    limits: Mapping[tuple[int, int], Decimal]
    """(gate, metric) to the highest score that the gate allows."""
    values: Mapping[tuple[int, int, int], Decimal]
    """(team, measure, month)."""
    targets: Mapping[tuple[int, int, str], Months]
    """(team, metric, column) to the twelve months."""


def _facts(measured: Measured) -> Facts:
    plan, metrics = measured.plan, tuple(measured.plan.metrics.values())
    table = measured.result.month_values
    keys = zip(*(table[name].tolist() for name in ("team", "measure", "month")), strict=True)
    return Facts(
        metrics,
        {measure.id: (number, measure.total) for number, measure in enumerate(plan.measures.values())},
        tuple(_curve(metric.curve) for metric in metrics),
        {
            (number, list(plan.metrics).index(metric)): Decimal(limit).scaleb(-4)
            for number, gate in enumerate(plan.gates.values())
            for metric, limit in gate.caps.items()
        },
        dict(zip(keys, (Decimal(value).scaleb(-6) for value in table["value"].tolist()), strict=True)),
        _targets(plan, measured.inputs, metrics),
    )


def _targets(plan: Plan, inputs: Inputs, metrics: tuple[Metric, ...]) -> dict[tuple[int, int, str], Months]:
    """The benchmark's targets are year rows; an empty baseline counts as 0, or as twice the target."""
    found: dict[tuple[int, int, str], Months] = {}
    for row in inputs.targets.astype(object).to_dict("records"):
        metric = metrics[row["metric"]]
        if pd.isna(row["baseline"]) and not pd.isna(row["target"]):
            row["baseline"] = 0 if metric.better == "higher" else 2 * row["target"]
        for column in COLUMNS:
            if not pd.isna(row[column]):
                year = Decimal(row[column]).scaleb(-6)
                months = _phased(plan, year) if metric.target_total == "sum" else (year,) * 12
                found[row["team"], row["metric"], column] = months
    return found


def _phased(plan: Plan, year: Decimal) -> Months:
    """calculation.md 3: the twelve months make the year exactly."""
    whole, so_far = sum(plan.phasing), 0
    reached = [Decimal()]
    for weight in plan.phasing:
        so_far += weight
        reached.append((year * so_far / whole).quantize(QUANTITY, ROUND_HALF_UP))
    return tuple(b - a for a, b in pairwise(reached))


def _compared(result: Result, facts: Facts) -> list[Compared]:
    months = result.months.groupby("segment")["month"].agg(list).to_dict()
    teams = result.segments["team"].tolist()
    scored = result.scores[(result.scores["skipped"] == 0) & (result.scores["state"] == 0)]
    columns: dict[str, list[Decimal | None]] = {n: _decimals(scored[n], 6) for n in ("actual", *COLUMNS)}
    columns |= {n: _decimals(scored[n], 4) for n in ("attainment", "score_uncapped", "score", "points", "weight")}
    places = zip(*(scored[name].tolist() for name in ("segment", "metric", "capped_by")), strict=True)
    rows = []
    for (segment, metric, gate), numbers in zip(places, zip(*columns.values(), strict=True), strict=True):
        line = _line(facts, teams[segment], metric, months[segment], facts.limits.get((gate, metric)), numbers[-1])
        attained = numbers[5] if line.curve.on == "attainment" else None
        rows.append(Compared(line, Totals(*numbers[:5]), Scored(attained, *numbers[6:9])))
    return rows


def _line(
    facts: Facts, team: int, metric: int, months: list[int], limit: Decimal | None, weight: Decimal | None
) -> Line:
    assert weight is not None
    said = facts.metrics[metric]
    values = []
    for name in said.actual.measures:
        number, how = facts.measures[name]
        values.append((how, tuple(facts.values[team, number, month] for month in months)))
    target = [_months(facts.targets.get((team, metric, column)), months) for column in COLUMNS]
    return Line(
        facts.curves[metric], said.actual.kind, tuple(values), said.target_total, *target, limit=limit, weight=weight
    )


def _months(year: Months | None, months: list[int]) -> Months:
    return tuple(year[month] for month in months) if year else ()


def _decimals(column: pd.Series, decimals: int) -> list[Decimal | None]:
    return [None if pd.isna(value) else Decimal(value).scaleb(-decimals) for value in column.astype(object).tolist()]


def _curve(curve: PlanCurve) -> Curve:
    scale = -6 if curve.on == "actual" else -4
    points = tuple(
        (p.x if isinstance(p.x, str) else Decimal(p.x).scaleb(scale), Decimal(p.y).scaleb(-4)) for p in curve.points
    )
    above = curve.above if isinstance(curve.above, str) else Decimal(curve.above).scaleb(-4)
    return Curve(curve.on, curve.kind == "step", points, Decimal(curve.below).scaleb(-4), above)
