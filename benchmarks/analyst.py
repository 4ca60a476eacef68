"""The benchmark's plan as an analyst would write it down: pandas to read, Decimal to reckon, one team after the other.

No checks of the inputs, no derivations, no files but a table: payable of every team, amount of every member. It is held
against the product, to the cent. ``python benchmarks/analyst.py BOOK... [--engine openpyxl]``
"""

from __future__ import annotations

import argparse
import datetime as dt
from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

CENT, PERCENT, QUANTITY = Decimal("0.01"), Decimal("0.0001"), Decimal("0.000001")
PHASING = (6, 6, 8, 8, 8, 9, 8, 8, 9, 9, 10, 11)
TOTALS = ("sum", "sum", "sum", "last", "average", "sum", "last", "max", "sum", "last")
MISSING = ("error", "error", "error", "carry", "error", "zero", "zero", "error", "zero", "carry")
METRICS: tuple[tuple[str, tuple[int, ...], str], ...] = (
    ("value", (0,), "standard"),
    ("ratio", (1, 0), "standard"),
    ("ratio", (0, 2), "own"),
    ("value", (3,), "ladder"),
    ("value", (4,), "sloped"),
    ("value", (5,), "sloped"),
    ("sum", (5, 8), "standard"),
    ("value", (9,), "sloped"),
)
OWN = (Decimal(50), Decimal(100), Decimal(140))
CURVES = {
    name: [(Decimal(x), Decimal(y)) for x, y in points]
    for name, points in {
        "standard": ((80, 50), (100, 100), (120, 150)),
        "sloped": ((50, 20), (100, 100), (110, 125)),
        "payout": ((40, 40), (100, 100), (130, 160)),
    }.items()
}
LADDER = ((0, 0), (1, 20), (2, 50), (3, 80), (4, 100), (5, 130))
STAGES = ("breakthrough", "growth", "position")
SHARES = {"account_manager": 40, "solution_manager": 30, "delivery_manager": 30}


@dataclass
class Team:
    """What the workbooks say about one team."""

    stages: list[tuple[dt.date, str]] = field(default_factory=list)
    actuals: dict[int, list[Decimal | None]] = field(default_factory=dict)
    targets: dict[int, list[Decimal | None]] = field(default_factory=dict)
    pool: Decimal = Decimal()
    owner: str = ""
    members: list[tuple[str, str, Decimal]] = field(default_factory=list)


def rounded(number: Decimal, unit: Decimal) -> Decimal:
    return number.quantize(unit, ROUND_HALF_UP)


def number(cell: Any) -> Decimal | None:
    """As Excel shows the cell: 15 digits."""
    return None if pd.isna(cell) else Decimal(format(float(cell), ".15g"))


def take(teams: dict[str, Team], sheet: str, row: tuple[Any, ...]) -> None:
    """One row of a sheet to its team."""
    if sheet == "Actuals":
        period, team, *cells = row
        teams[team].actuals[int(period[-2:])] = [number(cell) for cell in cells]
    elif sheet == "Targets":
        team, metric, _, *cells = row
        teams[team].targets[int(metric[1:])] = [number(cell) for cell in cells]
    elif sheet == "Members":
        team, employee, _, role, factor = row
        teams[team].members.append((employee, role, number(factor) or Decimal()))
    elif sheet == "Stages":
        teams[row[0]].stages.append((row[2].date(), row[1]))
    elif sheet == "Pools":
        teams[row[0]].pool = number(row[2]) or Decimal()
    elif sheet == "Owners":
        teams[row[0]].owner = row[1]


def read(books: Sequence[Path], engine: str) -> dict[str, Team]:
    """Every team by its key."""
    teams: dict[str, Team] = defaultdict(Team)
    for book in books:
        for name, sheet in pd.read_excel(book, sheet_name=None, engine=engine, dtype={"Period": str}).items():
            for row in sheet.itertuples(index=False, name=None):
                take(teams, name, row)
    return teams


@cache
def phased(year: Decimal, unit: Decimal) -> list[Decimal]:
    """Twelve months that make the year exactly."""
    ends = [Decimal(0)]
    for month in range(1, 13):
        ends.append(rounded(year * sum(PHASING[:month]) / 100, unit))
    return [after - before for before, after in pairwise(ends)]


def filled(team: Team) -> list[dict[int, Decimal]]:
    """Each measure's months, missing ones by the measure's rule."""
    found: list[dict[int, Decimal]] = []
    for measure, rule in enumerate(MISSING):
        months: dict[int, Decimal] = {}
        for month in range(1, 13):
            value = team.actuals[month][measure]
            if value is None and rule == "carry":
                value = next(months[earlier] for earlier in range(month - 1, 0, -1))
            months[month] = Decimal() if value is None else value
        found.append(months)
    return found


def total(how: str, values: Sequence[Decimal]) -> Decimal:
    if how == "sum":
        return sum(values, Decimal())
    if how == "average":
        return rounded(sum(values, Decimal()) / len(values), QUANTITY)
    return max(values) if how == "max" else values[-1]


def score_at(points: Sequence[tuple[Decimal, Decimal]], x: Decimal, *, sloped: bool = False) -> Decimal:
    """Linear between the points, 0 below the first; beyond the last its score, or on as the last two go."""
    if x < points[0][0]:
        return Decimal()
    for (x0, y0), (x1, y1) in pairwise(points):
        if x < x1 or (sloped and (x1, y1) == points[-1]):
            return rounded(y0 + (y1 - y0) * (x - x0) / (x1 - x0), PERCENT)
    return points[-1][1]


def metric(number: int, actuals: Sequence[Decimal], team: Team, months: Sequence[int]) -> tuple[Decimal, Decimal]:
    """(Score, attainment) of a metric in a segment of these months."""
    how, measures, curve = METRICS[number]
    if how == "ratio":
        actual = rounded(actuals[measures[0]] / actuals[measures[1]], QUANTITY)
    else:
        actual = sum((actuals[each] for each in measures), Decimal())
    target, baseline, threshold, stretch = team.targets[number]
    assert target is not None
    if curve == "ladder":
        return Decimal(max((score for step, score in LADDER if actual >= step), default=0)), Decimal()
    if curve == "own":
        assert threshold is not None and stretch is not None
        return score_at(tuple(zip((threshold, target, stretch), OWN, strict=True)), actual), Decimal()
    if how != "ratio" and TOTALS[measures[0]] == "sum":
        year = phased(target, QUANTITY)
        target = sum((year[month - 1] for month in months), Decimal())
    baseline = baseline or Decimal()
    attainment = rounded(100 * (actual - baseline) / (target - baseline), PERCENT)
    return score_at(CURVES[curve], attainment, sloped=curve == "sloped"), attainment


def segment(
    team: Team, stage: str, months: Sequence[int], values: Sequence[Mapping[int, Decimal]], weights: Sequence[Decimal]
) -> tuple[Decimal, Decimal]:
    """(Composite, pool) of the months of one stage."""
    actuals = [total(how, [values[measure][month] for month in months]) for measure, how in enumerate(TOTALS)]
    scored = [metric(number, actuals, team, months) for number in range(len(METRICS))]
    scores = [score for score, _ in scored]
    if scored[0][1] < 60:
        scores[1] = min(scores[1], Decimal(100))
    points = [rounded(weight * score / 100, PERCENT) for weight, score in zip(weights, scores, strict=True)]
    composite = sum(points, Decimal())
    payout = score_at(CURVES["payout"], composite)
    factor = payout
    if rounded(actuals[6] / actuals[0], QUANTITY) > Decimal("0.03"):
        factor *= Decimal("0.8")
    if actuals[7] > 58:
        factor *= Decimal("0.9")
    year = phased(team.pool, CENT)
    share = rounded(max(actuals[1], Decimal()) * Decimal("1.5") / 100, CENT)
    money = sum((year[month - 1] for month in months), Decimal()) + share
    pool = rounded(money * rounded(factor, PERCENT) / 100, CENT)
    return composite, Decimal() if composite < 15 else pool


def payable(team: Team, weights: Mapping[str, Sequence[Decimal]]) -> tuple[Decimal, Decimal]:
    """(Composite of the stage in force, what is payable in December) where the months before were paid as due."""
    ends = [dt.date(2026, month, monthrange(2026, month)[1]) for month in range(1, 13)]
    stage = [max(begun for begun in team.stages if begun[0] <= end)[1] for end in ends]
    values, paid, due, composite = filled(team), Decimal(), Decimal(), Decimal()
    for period in range(1, 13):
        entitlement = Decimal()
        for each in dict.fromkeys(stage[:period]):
            months = [month for month in range(1, period + 1) if stage[month - 1] == each]
            score, pool = segment(team, each, months, values, weights[each])
            entitlement += pool
            composite = score if each == stage[period - 1] else composite
        due = max(entitlement - paid, Decimal())
        paid += due
    return composite, due


def split(team: Team, money: Decimal, composite: Decimal) -> dict[str, Decimal]:
    """Everybody's amount: the owner's premium first, the rest by parts, odd cents to the largest remainders."""
    premium = rounded(money * 10 / 100, CENT) if composite >= 80 else Decimal()
    members = sorted(team.members, key=lambda member: member[0])
    parts = [rounded(SHARES[role] * factor, QUANTITY) for _, role, factor in members]
    exact = [(money - premium) * part / sum(parts) for part in parts]
    cut = [(each // CENT) * CENT for each in exact]
    order = sorted(range(len(cut)), key=lambda index: (cut[index] - exact[index], index))
    for index in order[: int((money - premium - sum(cut, Decimal())) / CENT)]:
        cut[index] += CENT
    amounts = {employee: amount for (employee, _, _), amount in zip(members, cut, strict=True)}
    amounts[team.owner] += premium
    return amounts


def weights_of(metrics: int) -> dict[str, list[Decimal]]:
    """The plan's weights, by stage."""
    found = {}
    for turn, stage in enumerate(STAGES):
        parts = [1 + (metric + 3 * turn) % metrics for metric in range(metrics)]
        cents = [part * 10000 // sum(parts) for part in parts]
        cents[0] += 10000 - sum(cents)
        found[stage] = [Decimal(each) / 100 for each in cents]
    return found


def calculate(books: Sequence[Path], engine: str = "calamine") -> dict[str, tuple[Decimal, dict[str, Decimal]]]:
    """Team to (payable, amounts by employee)."""
    weights = weights_of(len(METRICS))
    found = {}
    for key, team in read(books, engine).items():
        composite, money = payable(team, weights)
        found[key] = (money, split(team, money, composite))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("books", type=Path, nargs="+")
    parser.add_argument("--engine", default="calamine")
    said = parser.parse_args()
    for key, (money, amounts) in calculate(said.books, said.engine).items():
        print(key, money, *(f"{employee}={amount}" for employee, amount in amounts.items()))


if __name__ == "__main__":
    main()
