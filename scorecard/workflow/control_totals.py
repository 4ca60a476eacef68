"""What each measure comes to over all sheets: the end of check, for a person who adds up too (control totals)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

import numpy as np

from scorecard.model.inputs import Inputs
from scorecard.model.numbers import QUANTITY, group_sum
from scorecard.model.plan import Measure, Plan

_EXACT = Context(prec=1000)


@dataclass(frozen=True, slots=True)
class MeasureTotal:
    """A measure's numbers of all teams and months, as they go into the calculation."""

    measure: Measure
    count: int
    """Cells of Actuals, or rows of its source."""
    total: Decimal
    """Their sum, whatever the measure's own ``total``; where rows are counted, how many."""


def measure_totals(plan: Plan, inputs: Inputs) -> tuple[MeasureTotal, ...]:
    """One of each measure, in the plan's order."""
    size = len(plan.measures)
    measure = np.concatenate([rows["measure"].to_numpy(np.int64) for rows in (inputs.values, inputs.lines)])
    value = np.concatenate([rows["value"].to_numpy() for rows in (inputs.values, inputs.lines)])
    counts = np.bincount(measure, minlength=size).tolist()
    sums = group_sum(value, measure, size).tolist() if len(value) else [0] * size
    return tuple(
        MeasureTotal(each, count, Decimal(count) if each.each_month == "count" else _exact(total))
        for each, count, total in zip(plan.measures.values(), counts, sums, strict=True)
    )


def _exact(scaled: int) -> Decimal:
    return Decimal(scaled).scaleb(-QUANTITY, _EXACT)
