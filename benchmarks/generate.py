"""Large inputs: a plan, a master workbook and one workbook a month, the same for the same size."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import xlsxwriter

Cell = str | float | dt.date | None
STAGES = ("breakthrough", "growth", "position")
ROLES = {"account_manager": 40, "solution_manager": 30, "delivery_manager": 30}
PHASING = (6, 6, 8, 8, 8, 9, 8, 8, 9, 9, 10, 11)
CHANGING = 0.15
"""Share of the teams whose stage changes in the year."""


@dataclass(frozen=True)
class Size:
    teams: int = 300
    months: int = 12
    metrics: int = 8
    measures: int = 10

    @property
    def members(self) -> int:
        return self.teams * len(ROLES)

    @property
    def period(self) -> str:
        return f"2026-{self.months:02d}"

    def __str__(self) -> str:
        return f"{self.teams:,} teams x {self.months} months x {self.measures} measures x {self.metrics} metrics"


@dataclass(frozen=True)
class Kind:
    """What a measure looks like: how it totals, its usual size a month, how far it strays."""

    total: str
    missing: str
    size: float
    spread: float


MEASURE_KINDS = (
    Kind("sum", "error", 4_000_000, 0.5),
    Kind("sum", "error", 1_000_000, 0.6),
    Kind("sum", "error", 15_000_000, 0.4),
    Kind("last", "carry", 3, 0.6),
    Kind("average", "error", 60, 0.4),
    Kind("sum", "zero", 300_000, 0.9),
    Kind("last", "zero", 500_000, 0.9),
    Kind("max", "error", 40, 0.5),
    Kind("sum", "zero", 12, 0.8),
    Kind("last", "carry", 85, 0.15),
)


def kind(measure: int) -> Kind:
    return MEASURE_KINDS[measure % len(MEASURE_KINDS)]


def generate(folder: Path, size: Size) -> tuple[Path, list[Path]]:
    """The plan and the workbooks, written into the folder."""
    if size.measures < len(MEASURE_KINDS):
        raise ValueError("at least ten measures")
    folder.mkdir(parents=True, exist_ok=True)
    plan = folder / "plan.yaml"
    plan.write_text(plan_text(size), "utf-8")
    books = []
    for name, sheets in workbooks(size):
        books.append(folder / f"{name}.xlsx")
        _write(books[-1], sheets)
    return plan, books


def workbooks(size: Size, first: int = 0) -> Iterator[tuple[str, dict[str, Iterable[Sequence[Cell]]]]]:
    """Name and sheets of each workbook, rows with their header; teams are numbered from ``first`` on."""
    chance = np.random.default_rng(20260112 + first)
    level = chance.normal(1.0, 0.18, size.teams).clip(0.3, 1.8)
    scale = chance.lognormal(0.0, 0.6, size.teams)
    yield "master", _master(size, scale, chance, first)
    for month in range(1, size.months + 1):
        yield f"2026-{month:02d}", {"Actuals": _actuals(size, month, scale, level, chance, first)}


def plan_text(size: Size) -> str:
    """A plan with every kind of curve, a few gates, and three stages that weigh all metrics."""
    lines = ["plan: benchmark-2026", "title: {en: Benchmark}", "currency: CNY", "fiscal_year: 2026-01", "basis: year"]
    lines += [f"phasing: [{', '.join(map(str, PHASING))}]"]
    lines += ["perspectives: {all: {title: All}}", "measures:"]
    for measure in range(size.measures):
        known = kind(measure)
        lines.append(f"  m{measure}: {{total: {known.total}, when_missing: {known.missing}}}")
    lines += [
        "curves:",
        "  standard: {points: [[80, 50], [100, 100], [120, 150]]}",
        "  sloped: {points: [[50, 20], [100, 100], [110, 125]], above: slope}",
        "  ladder: {on: actual, kind: step, points: [[0, 0], [1, 20], [2, 50], [3, 80], [4, 100], [5, 130]]}",
        "  own: {points: [[threshold, 50], [target, 100], [stretch, 140]]}",
        "  payout: {points: [[40, 40], [100, 100], [130, 160]]}",
        "metrics:",
    ]
    lines += [f"  k{metric}: {{perspective: all, {_metric(metric, size.measures)}}}" for metric in range(size.metrics)]
    lines += [
        "gates:",
        "  overdue: {when: {actual: {ratio: [m6, m0]}, above: 0.03}, then: {multiply: 0.8}}",
        "  late: {when: {actual: m7, above: 58}, then: {multiply: 0.9}}",
        "  thin: {when: {attainment: k0, below: 60}, then: {cap: {k1: 100}}}",
        "  poor: {when: {composite: true, below: 15}, then: {forfeit: true}}",
        "payout: payout",
        "funding: [target_pool, {share: {of: m1, rate: 1.5, losses: 0}}]",
        "floor: 0",
        "stages:",
    ]
    lines += [f"  {stage}: {{weights: {{{_weights(size.metrics, turn)}}}}}" for turn, stage in enumerate(STAGES)]
    lines += ["roles:", *(f"  {role}: {{share: {share}}}" for role, share in ROLES.items())]
    lines += ["owner: {premium: 10, needs_score: 80, outside_team: false}"]
    return "\n".join(lines) + "\n"


def _metric(metric: int, measures: int) -> str:
    shapes = (
        "actual: m0, curve: standard",
        "actual: {ratio: [m1, m0]}, curve: standard, when_undefined: skip",
        "actual: {ratio: [m0, m2]}, curve: own, when_undefined: skip",
        "actual: m3, curve: ladder",
        "actual: m4, better: lower, curve: sloped",
        "actual: m5, curve: sloped, when_no_target: skip",
        "actual: {sum: [m5, m8]}, curve: standard, when_no_target: skip",
        "actual: m9, curve: sloped",
    )
    if metric < len(shapes):
        return shapes[metric]
    measure = metric % measures
    return f"actual: m{measure}, curve: {'sloped' if metric % 2 else 'standard'}, when_no_target: skip"


def _weights(metrics: int, turn: int) -> str:
    """Weights that sum to 100, in another order in every stage."""
    parts = [1 + (metric + 3 * turn) % metrics for metric in range(metrics)]
    cents = [part * 10000 // sum(parts) for part in parts]
    cents[0] += 10000 - sum(cents)
    return ", ".join(f"k{metric}: {weight / 100:.2f}" for metric, weight in enumerate(cents))


def _key(team: int) -> str:
    return f"T{team + 1:05d}"


def _master(
    size: Size, scale: np.ndarray, chance: np.random.Generator, begins: int
) -> dict[str, Iterable[Sequence[Cell]]]:
    begin = dt.date(2025, 1, 1)
    first = chance.integers(0, len(STAGES) - 1, size.teams)
    changes = chance.random(size.teams) < CHANGING
    day = chance.integers(0, 300, size.teams)
    factor = np.round(chance.normal(1.0, 0.1, size.members).clip(0.5, 1.5), 2)
    pool = np.round(900_000 * scale * chance.uniform(0.8, 1.2, size.teams), 2)
    teams = range(size.teams)
    key, number = (lambda team: _key(begins + team)), (lambda team: begins + team)
    changed = [(team, dt.date(2026, 1, 15) + dt.timedelta(int(day[team]))) for team in teams if changes[team]]
    return {
        "Teams": _rows(
            ("Team", "Name", "Account", "Unit"),
            ((key(t), f"Team {number(t)}", f"C{number(t):05d}", f"Unit {t % 40}") for t in teams),
        ),
        "Stages": _rows(
            ("Team", "Stage", "From"),
            [(key(t), STAGES[first[t]], begin) for t in teams]
            + [(key(t), STAGES[first[t] + 1], on) for t, on in changed],
        ),
        "Owners": _rows(
            ("Team", "Employee", "Name", "From"),
            ((key(t), f"E{3 * number(t)}", f"Person {3 * number(t)}", begin) for t in teams),
        ),
        "Members": _rows(
            ("Team", "Employee", "Name", "Role", "Personal_factor"),
            (
                (key(t), f"E{3 * number(t) + n}", f"Person {3 * number(t) + n}", role, float(factor[3 * t + n]))
                for t in teams
                for n, role in enumerate(ROLES)
            ),
        ),
        "Pools": _rows(("Team", "Period", "Amount"), ((key(t), "2026", float(pool[t])) for t in teams)),
        "Targets": _targets(size, scale, chance, begins),
    }


def _rows(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield header
    yield from rows


def _targets(size: Size, scale: np.ndarray, chance: np.random.Generator, first: int) -> Iterator[Sequence[Cell]]:
    yield ("Team", "Metric", "Period", "Target", "Baseline", "Threshold", "Stretch")
    for team in range(size.teams):
        around = chance.uniform(0.9, 1.1, size.metrics)
        for metric in range(size.metrics):
            yield (
                _key(first + team),
                f"k{metric}",
                "2026",
                *_target(metric, size.measures, float(scale[team]), float(around[metric])),
            )


def _target(metric: int, measures: int, scale: float, around: float) -> tuple[Cell, Cell, Cell, Cell]:
    """Target, baseline, threshold, stretch of a year."""
    if metric == 1:
        return round(0.25 * around, 4), None, None, None
    if metric == 2:
        target = round(0.26 * around, 4)
        return target, None, round(target * 0.8, 4), round(target * 1.2, 4)
    if metric == 3:
        return 4.0, 1.0, None, None
    if metric == 4:
        return round(55 * around, 2), 90.0, None, None
    known = kind({6: 5, 7: 9}.get(metric, metric % measures))
    year = 12 if known.total == "sum" else 1
    return round(known.size * around * year * (scale if known.size > 1000 else 1.0), 2), None, None, None


def _actuals(
    size: Size, month: int, scale: np.ndarray, level: np.ndarray, chance: np.random.Generator, first: int
) -> Iterator[Sequence[Cell]]:
    yield ("Period", "Team", *(f"m{measure}" for measure in range(size.measures)))
    season = 12 * PHASING[month - 1] / 100
    columns = [_column(measure, size, season, scale, level, chance) for measure in range(size.measures)]
    period = f"2026-{month:02d}"
    for team, cells in enumerate(zip(*columns, strict=True)):
        yield (period, _key(first + team), *cells)


def _column(
    measure: int, size: Size, season: float, scale: np.ndarray, level: np.ndarray, chance: np.random.Generator
) -> list[Cell]:
    """A measure's month for every team; now and then an empty cell where the plan allows one."""
    known = kind(measure)
    noise = 1 + known.spread * chance.uniform(-0.5, 0.5, size.teams)
    if measure == 3:
        values = chance.integers(0, 6, size.teams).astype(float)
    else:
        big = scale * season if known.size > 1000 and known.total == "sum" else 1.0
        values = np.round(known.size * level * noise * big, 2)
    empty = (chance.random(size.teams) < 0.1) & (known.missing == "zero")
    return [None if gone else value for gone, value in zip(empty.tolist(), values.tolist(), strict=True)]


def _write(path: Path, sheets: dict[str, Iterable[Sequence[Cell]]]) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    elif isinstance(cell, dt.date):
                        sheet.write_datetime(number, column, cell, date)
                    elif cell is not None:
                        sheet.write_number(number, column, cell)
