"""What each measure comes to over all sheets: the end of check, for a person who adds up too (control totals)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from scorecard.model.inputs import Inputs
from scorecard.model.numbers import EXACT, QUANTITY, group_sum
from scorecard.model.plan import Measure, Plan


@dataclass(frozen=True, slots=True)
class MeasureTotal:
    """A measure's numbers of all teams and months, as they go into the calculation."""

    measure: Measure
    count: int
    """Cells of Actuals, or rows of its source, in rows of which no error tells."""
    total: Decimal
    """Their sum, whatever the measure's own ``total``; where rows are counted, how many."""


def measure_totals(plan: Plan, inputs: Inputs) -> tuple[MeasureTotal, ...]:
    """One of each measure, in the plan's order."""
    size = len(plan.measures)
    right = ~np.isin(_both(inputs, "sheet") << 32 | _both(inputs, "row"), _faulty(inputs))
    measure, value = _both(inputs, "measure")[right], _both(inputs, "value")[right]
    counts = np.bincount(measure, minlength=size).tolist()
    sums = group_sum(value, measure, size).tolist() if len(value) else [0] * size
    return tuple(
        MeasureTotal(each, count, Decimal(count) if each.each_month == "count" else _exact(total))
        for each, count, total in zip(plan.measures.values(), counts, sums, strict=True)
    )


def _both(inputs: Inputs, name: str) -> NDArray[np.int64]:
    """A column of the values and the lines."""
    return np.concatenate([rows[name].to_numpy(np.int64) for rows in (inputs.values, inputs.lines)])


def _faulty(inputs: Inputs) -> list[int]:
    """The rows in which an error was told, sheet and row as one number, where rows were counted."""
    return [tally.sheet << 32 | row for tally in inputs.tallies for row in tally.faulty]


def _exact(scaled: int) -> Decimal:
    return Decimal(scaled).scaleb(-QUANTITY, EXACT)
