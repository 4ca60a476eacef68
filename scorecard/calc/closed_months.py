"""The fiscal year's months as they were closed, where a ledger knows them (calculation.md 11, rule 1)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from scorecard.model.period import Month
from scorecard.model.result import Result

COLUMNS = ("team", "month", "entitlement", "payable")


def closed_months(result: Result, months: Mapping[Month, Mapping[str, tuple[int, int]]]) -> pd.DataFrame:
    """As ``Result.monthly``: entitlement and payable of each closed month, and of the period itself.

    ``months`` is what the ledger has of each month, by team; months that it does not know are left out.
    """
    places = {key: index for index, key in enumerate(result.inputs.teams["key"].tolist())}
    rows = [
        (places[team], period - result.plan.fiscal_year, *money)
        for period, teams in sorted(months.items())
        for team, money in teams.items()
        if team in places
    ]
    now = result.payables[["team", "entitlement", "payable"]]
    known = pd.DataFrame(rows, columns=list(COLUMNS))
    current = now.assign(month=result.period - result.plan.fiscal_year)[list(COLUMNS)]
    return pd.concat([known, current], ignore_index=True)
