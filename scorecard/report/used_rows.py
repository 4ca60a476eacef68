"""The input rows that a result was made of, and what they say besides their numbers (outputs.md, Inputs)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from scorecard.model.result import Result

STANDING = ("teams", "stages", "owners", "members")
MONTHLY = ("values", "lines", "targets", "pools", "adjustments", "paid", "evidence")
NO_MONTH = -2
DATES: Mapping[str, Mapping[str, str]] = {
    "from": {"teams": "first", "stages": "day", "owners": "day", "members": "first"},
    "to": {"teams": "last", "members": "last"},
}
"""What is shown to table to the field that it shows."""
TEXTS: Mapping[str, Mapping[str, str]] = {
    "employee": {"owners": "employee", "members": "employee"},
    "name": {"teams": "name", "owners": "name", "members": "name"},
    "account": {"teams": "account"},
    "unit": {"teams": "unit"},
    "basis": {"stages": "evidence", "adjustments": "reason", "evidence": "note"},
    "approved_by": {"stages": "approved_by", "adjustments": "approved_by"},
    "link": {"evidence": "link"},
}


def used(result: Result, names: Iterable[str] = (*STANDING, *MONTHLY)) -> dict[str, pd.DataFrame]:
    """Of these tables the rows that the result was made of: of listed teams, and nothing from after the period."""
    return {name: _monthly(result, name) if name in MONTHLY else _standing(result, name) for name in names}


def _monthly(result: Result, name: str) -> pd.DataFrame:
    table, month = getattr(result.inputs, name), result.plan.month_index(result.period) or 0
    return pd.DataFrame(table[table["month"].to_numpy() <= month])


def _standing(result: Result, name: str) -> pd.DataFrame:
    """The rows of a table that belong to no month."""
    table, listed = getattr(result.inputs, name), result.payables["team"].to_numpy()
    if name == "teams":
        found = table.assign(team=range(len(table))).iloc[listed]
    elif name == "members":
        lines = result.members["row"].to_numpy()
        found = table.iloc[sorted(set(lines[lines >= 0].tolist()))]
    else:
        begun = table["day"].to_numpy() <= result.period.last_day
        found = table[begun & table["team"].isin(listed).to_numpy()]
    return pd.DataFrame(found.assign(month=NO_MONTH))
