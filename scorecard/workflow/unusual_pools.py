"""A team's pool that is far from those of the other teams: it was probably typed in another unit."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scorecard.model.inputs import Inputs
from scorecard.model.plan import Plan
from scorecard.model.titles import Title
from scorecard.workflow.odd_money import Pools, mean_pools
from scorecard.workflow.unusual import Odd, Series

ENOUGH = 4
"""So many teams with pools say what is usual."""
FAR = 500
"""Teams' pools are seldom so many times apart; 元 and 万元 are 10,000 times."""


def usual_pool(pools: Pools) -> float:
    """The median of the teams' pools, as mean_pools gives them; 0 where these are too few."""
    known = pools[pools > 0]
    return float(np.median(known)) if len(known) >= ENOUGH else 0.0


def far_pools(plan: Plan, inputs: Inputs, usual: float) -> Iterator[Odd]:
    """The farthest pool of each team whose pools are far from the ``usual`` one; none where that is 0."""
    pools, rows = mean_pools(inputs), inputs.pools
    series = _series(plan, inputs)
    for team in np.flatnonzero((pools > 0) & (usual > 0)).tolist():
        times = pools[team] / usual
        if 1 / FAR < times < FAR:
            continue
        own = rows[(rows["team"].to_numpy() == team) & (rows["amount"].to_numpy() > 0)]
        monthly = own["amount"].to_numpy(np.float64) / np.where(own["month"].to_numpy() < 0, 12, 1)
        row = own.iloc[int(monthly.argmax() if times > 1 else monthly.argmin())]
        month, sheet, number = (int(row[name]) for name in ("month", "sheet", "row"))
        kind = "large-pool" if times > 1 else "small-pool"
        normal = usual * 12 if month < 0 else usual
        yield Odd(kind, series, (team, max(month, 0)), sheet, number, "amount", int(row["amount"]), normal)


def _series(plan: Plan, inputs: Inputs) -> Series:
    none = np.zeros((0, 12), np.int64)
    return Series(
        Title("amount"), none, none, inputs.pools.assign(value=inputs.pools["amount"]), "amount", plan.decimals
    )
