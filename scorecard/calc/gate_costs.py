"""What each gate cost: the segment as it stood before the gate, one gate after the other (calculation.md 7 to 9)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pandas as pd
from msgspec import Struct

from scorecard.calc.calendar import Index
from scorecard.calc.funding import earned_of, held_of, pool_of
from scorecard.calc.rescored import rescored
from scorecard.calc.tables import filled
from scorecard.model.numbers import PERCENT, Bools, Ints, multiply, multiply_divide, subtract
from scorecard.model.plan import Gate
from scorecard.model.result import Result


class Applied(Struct):
    """What the gates taken so far do to every segment."""

    score: Ints
    """One entry a row of ``result.scores``."""
    numerator: Ints
    denominator: Ints
    """Of the product of ``multiply``."""
    forfeited: Bools


def before_gates(result: Result) -> pd.DataFrame:
    """One row a row of ``result.gates``: composite, factor (percents) and pool (money) before that gate.

    That is the segment with only those of its closed gates that come before it in the plan. A gate's cost is what
    the next row of its segment, or behind the last the segment itself, has less; so costs add up to the difference
    that all gates make. Which gates closed stays as the result has it.
    """
    segment = result.gates["segment"].to_numpy()
    place = np.arange(len(segment)) - np.searchsorted(segment, segment, side="left")
    found = {name: np.zeros(len(segment), object) for name in ("composite", "factor", "pool")}
    for step, values in enumerate(_steps(result, place)):
        rows = np.flatnonzero(place == step)
        for name, column in values.items():
            found[name][rows] = column[segment[rows]]
    return pd.DataFrame(found)


def gate_costs(result: Result) -> Ints:
    """What each row of ``result.gates`` took of its segment's pool, in money: 0 where the gate is open."""
    before, segment = before_gates(result)["pool"].to_numpy(), result.gates["segment"].to_numpy()
    last = np.append(segment[1:] != segment[:-1], True)[: len(segment)]
    after = np.where(last, result.held["pool"].to_numpy()[segment], np.roll(before, -1))
    return subtract(before, after)


def _steps(result: Result, place: Index) -> Iterator[dict[str, Ints]]:
    """Every segment before its first gate, its second, and so on."""
    size = len(result.segments)
    one = np.ones(size, np.int64)
    applied = Applied(filled(result.scores["score_uncapped"]), one, one, np.zeros(size, bool))
    for step in range(int(place.max(initial=-1)) + 1):
        yield _standing(result, applied)
        rows = result.gates[(place == step) & result.gates["closed"].to_numpy(bool)]
        for code, gate in enumerate(result.plan.gates.values()):
            _apply(result, applied, gate, rows.loc[rows["gate"] == code, "segment"].to_numpy())


def _standing(result: Result, applied: Applied) -> dict[str, Ints]:
    """Composite, factor and pool of every segment."""
    money = {name: result.held[name].to_numpy() for name in ("scored", "unscored", "target_pool")}
    composite, payout = rescored(result, applied.score)
    factor = multiply_divide(payout, applied.numerator, applied.denominator)
    earned = earned_of(money["scored"], factor)
    held, _ = held_of(result.plan, result.segments["stage"].to_numpy(), money["target_pool"], earned)
    return {"composite": composite, "factor": factor, "pool": pool_of(held, money["unscored"], applied.forfeited)}


def _apply(result: Result, applied: Applied, gate: Gate, segments: Index) -> None:
    """One more gate, in the segments in which it closed."""
    here = np.zeros(len(result.segments), bool)
    here[segments] = True
    if gate.effect == "forfeit":
        applied.forfeited = applied.forfeited | here
    elif gate.effect == "multiply":
        share = Fraction(gate.multiply, 10**PERCENT)
        applied.numerator = multiply(applied.numerator, np.where(here, share.numerator, 1))
        applied.denominator = multiply(applied.denominator, np.where(here, share.denominator, 1))
    else:
        metrics, of = list(result.plan.metrics), result.scores["segment"].to_numpy()
        for metric, cap in gate.caps.items():
            rows = here[of] & (result.scores["metric"].to_numpy() == metrics.index(metric))
            applied.score = np.where(rows, np.minimum(applied.score, cap), applied.score)
