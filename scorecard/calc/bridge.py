"""From target pool to pool: what each step makes of a segment's money (outputs.md)."""

from __future__ import annotations

import pandas as pd

from scorecard.calc.funding import earned_of
from scorecard.calc.rescored import rescored
from scorecard.calc.tables import filled
from scorecard.model.numbers import add, subtract
from scorecard.model.result import Result


def bridge(result: Result) -> pd.DataFrame:
    """One row a segment, in the order of ``result.segments``, in money; a row's columns add up to its pool exactly.

    * ``target_pool``: the target pool T (0 without one);
    * ``other_funding``: what the other components add, S + U - T;
    * ``payout``: what the scores make of the scored funding, were there no gate: earned at the payout of the uncapped
      scores' composite, less S;
    * ``gates``: what caps and ``multiply`` take or give;
    * ``limits``: what floor or cap add or take, held - earned;
    * ``forfeited``: what ``forfeit`` takes, pool - held - U. It stands behind the limits, since a floor raises what is
      then forfeited.

    S, U, earned, held and pool are those of calculation.md 9; a gate's cap changes scores, so its money lies in
    ``gates`` and not in ``payout``.
    """
    ungated = without_gates(result)["earned"].to_numpy()
    held = {name: result.held[name].to_numpy() for name in ("scored", "unscored", "earned", "held", "pool")}
    target_pool = result.held["target_pool"].to_numpy()
    return pd.DataFrame(
        {
            "target_pool": target_pool,
            "other_funding": subtract(add(held["scored"], held["unscored"]), target_pool),
            "payout": subtract(ungated, held["scored"]),
            "gates": subtract(held["earned"], ungated),
            "limits": subtract(held["held"], held["earned"]),
            "forfeited": subtract(held["pool"], add(held["held"], held["unscored"])),
        }
    )


def without_gates(result: Result) -> pd.DataFrame:
    """One row a segment, in the order of ``result.segments``: what there would be if no gate did anything.

    ``composite`` of the uncapped scores and its ``payout`` in percents, ``earned`` at that payout in money.
    """
    composite, payout = rescored(result, filled(result.scores["score_uncapped"]))
    earned = earned_of(result.held["scored"].to_numpy(), payout)
    return pd.DataFrame({"composite": composite, "payout": payout, "earned": earned})
