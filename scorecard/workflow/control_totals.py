"""What sheets and measures come to: the end of check, for a person who adds up too (control totals)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from operator import add

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from scorecard.model.inputs import InputFile, Inputs, Sheet
from scorecard.model.numbers import EXACT, QUANTITY, group_sum
from scorecard.model.plan import Measure, Plan
from scorecard.model.tallies import Tally


class MeasureTotal(Struct, frozen=True):
    """A measure's numbers of all teams and months, as they go into the calculation."""

    measure: Measure
    count: int
    """Cells of Actuals, or rows of its source, in rows of which no error tells."""
    total: Decimal
    """Their sum, whatever the measure's own ``total``; where rows are counted, how many."""

    def __add__(self, other: MeasureTotal) -> MeasureTotal:
        """Of the same measure in further rows."""
        return MeasureTotal(self.measure, self.count + other.count, EXACT.add(self.total, other.total))


class ControlTotals(Struct, frozen=True):
    """Rows and sums of every sheet that was read, and what each measure comes to."""

    files: tuple[InputFile, ...]
    sheets: tuple[Sheet, ...]
    tallies: tuple[Tally, ...]
    measures: tuple[MeasureTotal, ...]


def control_totals(plan: Plan, inputs: Inputs) -> ControlTotals:
    """Of inputs that were tallied."""
    return ControlTotals(inputs.files, inputs.sheets, inputs.tallies, measure_totals(plan, inputs))


def totals_together(files: Sequence[InputFile], groups: Sequence[ControlTotals]) -> ControlTotals:
    """Of several groups of rows of the same sheets, as if these had been read together."""
    return ControlTotals(
        tuple(files),
        groups[0].sheets,
        tuple(reduce(add, alike) for alike in zip(*(each.tallies for each in groups), strict=True)),
        tuple(reduce(add, alike) for alike in zip(*(each.measures for each in groups), strict=True)),
    )


def measure_totals(plan: Plan, inputs: Inputs) -> tuple[MeasureTotal, ...]:
    """One of each measure, in the plan's order."""
    size = len(plan.measures)
    right = ~np.isin(_column(inputs, "sheet") << 32 | _column(inputs, "row"), _faulty(inputs))
    measure, value = _column(inputs, "measure")[right], _column(inputs, "value")[right]
    counts = np.bincount(measure, minlength=size).tolist()
    sums = group_sum(value, measure, size).tolist() if len(value) else [0] * size
    return tuple(
        MeasureTotal(each, count, Decimal(count) if each.each_month == "count" else _exact(total))
        for each, count, total in zip(plan.measures.values(), counts, sums, strict=True)
    )


def _column(inputs: Inputs, name: str) -> NDArray[np.int64]:
    """A column of the values and the lines."""
    return np.concatenate([rows[name].to_numpy(np.int64) for rows in (inputs.values, inputs.lines)])


def _faulty(inputs: Inputs) -> list[int]:
    """The rows in which an error was told, sheet and row as one number, where rows were counted."""
    return [tally.sheet << 32 | row for tally in inputs.tallies for row in tally.faulty]


def _exact(scaled: int) -> Decimal:
    return Decimal(scaled).scaleb(-QUANTITY, EXACT)
