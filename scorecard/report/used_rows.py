"""The input rows that a result was made of, and what they say besides their numbers (outputs.md, Inputs)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from scorecard.model.result import Result

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


def used(result: Result) -> dict[str, pd.DataFrame]:
    """The tables whose rows the result was made of: of listed teams, and nothing from after the period."""
    inputs, month = result.inputs, result.plan.month_index(result.period) or 0
    tables = {name: getattr(inputs, name) for name in MONTHLY}
    return _standing(result) | {name: table[table["month"].to_numpy() <= month] for name, table in tables.items()}


def _standing(result: Result) -> dict[str, pd.DataFrame]:
    """The rows that belong to no month."""
    inputs, day = result.inputs, result.period.last_day
    listed = result.payables["team"].to_numpy()
    found = {"teams": inputs.teams.assign(team=range(len(inputs.teams))).iloc[listed]}
    for name in ("stages", "owners"):
        table = getattr(inputs, name)
        found[name] = table[(table["day"].to_numpy() <= day) & table["team"].isin(listed).to_numpy()]
    lines = result.members["row"].to_numpy()
    found["members"] = inputs.members.iloc[sorted(set(lines[lines >= 0].tolist()))]
    return {name: table.assign(month=NO_MONTH) for name, table in found.items()}
