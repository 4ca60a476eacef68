"""Step 4: attainment, and what happens where there is none (calculation.md 4)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec import Struct

from scorecard.calc.actuals import Actual
from scorecard.calc.targets import Goal
from scorecard.model.numbers import PERCENT, Bools, Ints, ratio, subtract
from scorecard.model.plan import Metric

HUNDREDFOLD = PERCENT + 2
"""Decimals of 100 x a / b with 4 decimals: those of a / b with 6."""


class Attainment(Struct, frozen=True):
    """Percent per case; 0 and not ``present`` where it is null."""

    value: Ints
    present: Bools
    undefined: Bools
    """No actual to look at: a ratio over 0, or an inverse of 0."""
    without_target: Bools
    """The target is missing, or equals the baseline."""
    wrong_side: Bools
    """The target does not lie on the better side."""
    negative: Bools
    """An inverse of an actual below 0."""


def attainment(metric: Metric, actual: Actual, goal: Mapping[str, Goal]) -> Attainment:
    """100 x (actual - baseline) / (target - baseline), or 100 x target / actual."""
    return _inverse(actual, goal) if metric.formula == "inverse" else _standard(metric, actual, goal)


def _standard(metric: Metric, actual: Actual, goal: Mapping[str, Goal]) -> Attainment:
    target, baseline = goal["target"], goal["baseline"]
    way = subtract(target.value, baseline.value)
    without = ~(target.present & baseline.present) | np.asarray(way == 0, bool)
    wrong = ~without & np.asarray(way < 0 if metric.better == "higher" else way > 0, bool)
    present = ~without & ~actual.undefined
    value = ratio(subtract(actual.value, baseline.value), np.where(without, 1, way), HUNDREDFOLD)
    nowhere = np.zeros(len(present), bool)
    return Attainment(np.where(present, value, 0), present, actual.undefined, without, wrong, nowhere)


def _inverse(actual: Actual, goal: Mapping[str, Goal]) -> Attainment:
    target = goal["target"]
    undefined = actual.undefined | np.asarray(actual.value == 0, bool)
    present = target.present & ~undefined
    value = ratio(target.value, np.where(undefined, 1, actual.value), HUNDREDFOLD)
    wrong = target.present & np.asarray(target.value <= 0, bool)
    negative = ~undefined & np.asarray(actual.value < 0, bool)
    return Attainment(np.where(present, value, 0), present, undefined, ~target.present, wrong, negative)
