"""What a segment's actual, target or funding is, as a formula over the Inputs sheet (calculation.md 2, 3 and 9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from math import gcd
from typing import Any

import numpy as np
from msgspec import Struct

from scorecard.model.plan import Expression, Measure, Metric, Total
from scorecard.model.result import Result
from scorecard.report.workbook.inputs_sheet import InputRows

CARRIED = 2
CUT_DECIMALS = 6
"""Of a unit: what is nearer to the next one than that reaches it, for doubles come close to whole units from below."""


class Slice(Struct, frozen=True):
    """A month of a segment: f = numerator / denominator, g = numerator / total."""

    month: int
    numerator: int
    denominator: int
    total: int


class Term(Struct, frozen=True):
    """A month's value as an expression, and the fraction of it that counts."""

    text: str
    numerator: int
    denominator: int


def slices_of(result: Result) -> list[list[Slice]]:
    """The months of every segment."""
    found: list[list[Slice]] = [[] for _ in range(len(result.segments))]
    columns = (result.months[name].tolist() for name in ("segment", "month", "numerator", "denominator", "total"))
    for segment, *rest in zip(*columns, strict=True):
        found[segment].append(Slice(*rest))
    return found


def cut_text(text: str, decimals: int, sign: str = "") -> str:
    """An amount cut to its last decimal, towards zero (calculation.md 12, allocation); where it can be below 0, `sign`
    is what has its sign. Not by ROUNDDOWN: LibreOffice's rounds to some twelve digits before it cuts.
    """
    unit = 10**decimals
    if not sign:
        return f"INT(ROUND({text}*{unit},{CUT_DECIMALS}))/{unit}"
    return f"SIGN({sign})*INT(ROUND(ABS({text})*{unit},{CUT_DECIMALS}))/{unit}"


def total_text(total: Total, terms: Sequence[Term], decimals: int) -> str:
    """The total of the months' terms (calculation.md 2), rounded like the calculation's own parts."""
    if total == "last":
        return terms[-1].text
    texts = list(dict.fromkeys(term.text for term in terms))
    if total in ("max", "min"):
        return texts[0] if len(texts) == 1 else f"{total.upper()}({','.join(texts)})"
    whole = all(term.numerator == term.denominator for term in terms)
    parts = [_part(term, decimals) for term in terms if term.text != "0"]
    added = "+".join(parts) or "0"
    if total == "sum":
        return f"ROUND({added},{decimals})" if len(parts) > 1 else added
    count = str(len(terms)) if whole else f"({'+'.join(f'{t.numerator}/{t.denominator}' for t in terms)})"
    return f"ROUND(({added})/{count},{decimals})"


def _part(term: Term, decimals: int) -> str:
    if term.numerator == term.denominator:
        return term.text
    return f"ROUND({term.text}*{term.numerator}/{term.denominator},{decimals})"


class Expressions:
    """Formula texts for the segments of one result, without the leading ``=``."""

    def __init__(self, result: Result, rows: InputRows) -> None:
        self.result, self.rows = result, rows
        self.slices = slices_of(result)
        self.team = result.segments["team"].tolist()
        self.tables = rows.tables
        self._measures: dict[str, Callable[[int, int], str]] = {}
        self._goals: dict[tuple[str, str], dict[tuple[int, int], str]] = {}
        self._ranges: dict[str, tuple[Any, Any]] = {}
        self._pools: dict[tuple[int, int], str] = {}
        shares = [weight // (gcd(*result.plan.phasing) or 1) for weight in result.plan.phasing]
        self.phasing = list(accumulate(shares, initial=0))

    def cell(self, index: int, column: str) -> str:
        """The address of a cell on the Inputs sheet."""
        return f"{self.rows.places.prefix[index]}${column}${self.rows.places.row[index]}"

    def measure(self, id: str, segment: int, whole: bool = False) -> str:
        """A measure's actual in a segment; ``whole`` as gates look at it."""
        measure = self.result.plan.measures[id]
        whole = whole or not measure.split
        months = self.slices[segment]
        if measure.total == "sum" and (whole or all(each.numerator == each.total for each in months)):
            ranged = self._range(measure, self.team[segment], months)
            if ranged is not None:
                return ranged
        value = self._month_value(id)
        terms = [
            Term(value(self.team[segment], each.month), each.total if whole else each.numerator, each.total)
            for each in months
        ]
        return total_text(measure.total, terms, 6)

    def _range(self, measure: Measure, team: int, months: Sequence[Slice]) -> str | None:
        """A sum over contiguous whole months as one SUM over the rows of the Inputs sheet; None where it is not one."""
        if months[-1].month - months[0].month != len(months) - 1 or measure.when_missing == "carry":
            return None
        if measure.source and measure.each_month not in ("sum", "count"):
            return None
        first, last = self._range_ends(measure)
        begins = [first[team, each.month] for each in months if first[team, each.month] >= 0]
        if not begins:
            return self._absent(measure, team, months)
        ends = [last[team, each.month] for each in months if last[team, each.month] >= 0]
        column = self.rows.columns[measure.id]
        a, b = int(min(begins)), int(max(ends))
        if a == b:
            return self.cell(a, column)
        return f"ROUND(SUM({self.rows.area(a, b, column)}),6)"

    def _absent(self, measure: Measure, team: int, months: Sequence[Slice]) -> str:
        """Of months without any row: whatever comes to stand in the measure's column of the team's rows."""
        first, last = (self.result.plan.month(months[place].month) for place in (0, -1))
        parts = [
            f'SUMPRODUCT(({month}>="{first}")*({month}<="{last}")*{value})'
            for month, value in self.rows.blocks(team, "C", self.rows.columns[measure.id])
        ]
        return f"ROUND({'+'.join(parts)},6)"

    def _range_ends(self, measure: Measure) -> tuple[Any, Any]:
        if measure.id not in self._ranges:
            team, month, at = self._cells(measure)
            size = (len(self.result.inputs.teams), 12)
            first, last = np.full(size, 2**60), np.full(size, -1)
            np.minimum.at(first, (team, month), at)
            np.maximum.at(last, (team, month), at)
            self._ranges[measure.id] = np.where(last < 0, -1, first), last
        return self._ranges[measure.id]

    def _cells(self, measure: Measure) -> tuple[Any, Any, Any]:
        table = self.tables["lines" if measure.source else "values"]
        table = table[table["measure"].to_numpy() == list(self.result.plan.measures).index(measure.id)]
        return table["team"].to_numpy(), table["month"].to_numpy(), self.rows.index(table["sheet"], table["row"])

    def _month_value(self, id: str) -> Callable[[int, int], str]:
        if id not in self._measures:
            self._measures[id] = self._month_values(self.result.plan.measures[id])
        return self._measures[id]

    def _month_values(self, measure: Measure) -> Callable[[int, int], str]:
        """The expression of a measure's value by team and month: read, zero, or carried from an earlier month."""
        read = self._combined(measure)
        table = self.result.month_values
        table = table[table["measure"].to_numpy() == list(self.result.plan.measures).index(measure.id)]
        table = table[table["origin"].to_numpy() == CARRIED]
        columns = (table[name].tolist() for name in ("team", "month", "from_month"))
        carried = {(team, month): source for team, month, source in zip(*columns, strict=True)}

        def value(team: int, month: int) -> str:
            return read.get((team, carried.get((team, month), month)), "0")

        return value

    def _combined(self, measure: Measure) -> dict[tuple[int, int], str]:
        column = self.rows.columns[measure.id]
        team, month, at = self._cells(measure)
        if not measure.source:
            cells = (self.cell(index, column) for index in at.tolist())
            return dict(zip(zip(team.tolist(), month.tolist(), strict=True), cells, strict=True))
        if measure.each_month == "last":
            return self._latest(measure, team, month, at)
        first, last = self._range_ends(measure)
        found = {}
        for key in set(zip(team.tolist(), month.tolist(), strict=True)):
            a, b = int(first[key]), int(last[key])
            found[key] = _combine(measure, self.rows.area(a, b, column))
        return found

    def _latest(self, measure: Measure, team: Any, month: Any, at: Any) -> dict[tuple[int, int], str]:
        table = self.tables["lines"]
        day = table.loc[
            table["measure"].to_numpy() == list(self.result.plan.measures).index(measure.id), "day"
        ].to_numpy()
        order = np.argsort(day, kind="stable")
        keys = zip(team[order].tolist(), month[order].tolist(), strict=True)
        column = self.rows.columns[measure.id]
        return {key: self.cell(index, column) for key, index in zip(keys, at[order].tolist(), strict=True)}

    def actual(self, expression: Expression, segment: int, whole: bool = False) -> str:
        """A metric's or a gate's actual; where nothing can be divided it is empty."""
        parts = [self.measure(id, segment, whole) for id in expression.measures]
        if expression.kind == "measure":
            return parts[0]
        if expression.kind == "ratio":
            return f'IF({parts[1]}=0,"",ROUND({parts[0]}/{parts[1]},6))'
        return f"ROUND({('+' if expression.kind == 'sum' else '-').join(f'({part})' for part in parts)},6)"

    def goal(self, metric: Metric, name: str, segment: int) -> str:
        """Target, baseline, threshold or stretch of a segment that has one."""
        cells = self._goal_cells(metric, name)
        team = self.team[segment]
        split = self.result.plan.measures[metric.actual.measures[0]].split
        months = [
            (each.month, each.numerator if split else each.total, each.denominator) for each in self.slices[segment]
        ]
        if metric.target_total == "last":
            months = months[-1:]
        yearly = cells.get((team, -1))
        if yearly is None:
            terms = [Term(cells[team, month], n, d) for month, n, d in months]
            return total_text(metric.target_total, terms, 6)
        if metric.target_total != "sum":
            return total_text(metric.target_total, [Term(yearly, n, d) for _, n, d in months], 6)
        return self.phased(yearly, months, 6)

    def phased(self, yearly: str, months: Sequence[tuple[int, int, int]], decimals: int) -> str:
        """A year's value spread over (month, numerator, denominator), each part rounded."""
        if yearly == "0":
            return "0"
        steady = all(n == d for _, n, d in months) and all(b[0] == a[0] + 1 for a, b in pairwise(months))
        if steady:
            return self._reached(yearly, months[0][0], months[-1][0] + 1, decimals)
        parts = [Term(f"({self._reached(yearly, m, m + 1, decimals)})", n, d) for m, n, d in months]
        return total_text("sum", parts, decimals)

    def _reached(self, yearly: str, start: int, end: int, decimals: int) -> str:
        whole = self.phasing[-1]
        later = f"ROUND({yearly}*{self.phasing[end]}/{whole},{decimals})"
        if not self.phasing[start]:
            return later
        return f"ROUND({later}-ROUND({yearly}*{self.phasing[start]}/{whole},{decimals}),{decimals})"

    def _goal_cells(self, metric: Metric, name: str) -> dict[tuple[int, int], str]:
        """By team and month (-1: the year) the cell, or the default of an empty baseline."""
        if (metric.id, name) not in self._goals:
            self._goals[metric.id, name] = self._read_goal_cells(metric, name)
        return self._goals[metric.id, name]

    def _read_goal_cells(self, metric: Metric, name: str) -> dict[tuple[int, int], str]:
        table = self.tables["targets"]
        table = table[table["metric"].to_numpy() == list(self.result.plan.metrics).index(metric.id)]
        at = self.rows.index(table["sheet"], table["row"]).tolist()
        filled = table[name].notna().tolist()
        column, target = self.rows.columns[name], self.rows.columns["target"]
        found = {}
        for team, month, index, there in zip(table["team"].tolist(), table["month"].tolist(), at, filled, strict=True):
            if there:
                found[team, month] = self.cell(index, column)
            elif name == "baseline":
                found[team, month] = "0" if metric.better == "higher" else f"(2*{self.cell(index, target)})"
        return found

    def target_pool(self, segment: int) -> str:
        """The target pool of a segment, from the rows of Pools."""
        if not self._pools:
            table = self.tables["pools"]
            keys = zip(table["team"].tolist(), table["month"].tolist(), strict=True)
            at = self.rows.index(table["sheet"], table["row"]).tolist()
            self._pools = {key: self.cell(i, self.rows.columns["amount"]) for key, i in zip(keys, at, strict=True)}
        team, decimals = self.team[segment], self.result.plan.decimals
        months = [(each.month, each.numerator, each.denominator) for each in self.slices[segment]]
        yearly = self._pools.get((team, -1))
        if yearly is not None:
            return self.phased(yearly, months, decimals)
        return total_text("sum", [Term(self._pools[team, month], n, d) for month, n, d in months], decimals)

    def subsidy(self, amount: str, segment: int) -> str:
        """A monthly amount over the segment's months."""
        terms = [Term(amount, each.numerator, each.denominator) for each in self.slices[segment]]
        return total_text("sum", terms, self.result.plan.decimals)

    def adjustments(self, team: int, kind: str) -> str:
        """The sum of the team's rows of Adjustments, which the Inputs sheet calls ``kind``."""
        blocks = self.rows.blocks(team, self.rows.columns["amount"], "B")
        parts = [f'SUMIFS({amount},{table},"{kind}")' for amount, table in blocks]
        return f"ROUND({'+'.join(parts)},{self.result.plan.decimals})"


def _combine(measure: Measure, cells: str) -> str:
    """The rows of one month combined as the measure's ``each_month`` says."""
    function = {"sum": "SUM", "count": "SUM", "average": "AVERAGE", "max": "MAX", "min": "MIN"}[measure.each_month]
    return f"ROUND({function}({cells}),6)"
