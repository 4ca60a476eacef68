"""A result's segments with other scores: the composite and the payout that these would make (calculation.md 6, 8)."""

from __future__ import annotations

import numpy as np

from scorecard.calc.funding import payouts
from scorecard.model.numbers import HUNDRED, Ints, group_sum, multiply_divide
from scorecard.model.result import Result


def rescored(result: Result, score: Ints) -> tuple[Ints, Ints]:
    """(Composite, payout) in percents, one entry a segment; ``score`` has one entry a row of ``result.scores``."""
    scores, segments = result.scores, result.segments
    points = multiply_divide(scores["weight"].to_numpy(), score, np.full(1, HUNDRED))
    composite = group_sum(points, scores["segment"].to_numpy(), len(segments))
    return composite, payouts(result.plan, segments["stage"].to_numpy(), composite, segments["weight_total"].to_numpy())
