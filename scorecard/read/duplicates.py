"""The same key twice: a problem that names both places (inputs.md)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from scorecard.read.regions import Log

KEYS = {
    "stages": (("team", "day"), "stage"),
    "owners": (("team", "day"), "employee"),
    "members": (("team", "employee", "role", "first"), "employee"),
    "pools": (("team", "month"), "period"),
    "targets": (("team", "metric", "month"), "metric"),
    "values": (("team", "month", "measure"), ""),
}


def check_duplicates(log: Log, found: Mapping[str, pd.DataFrame]) -> None:
    """All rows that repeat another's key, year rows beside month rows, and spells that overlap."""
    for name, (key, column) in KEYS.items():
        _repeated(log, found, name, list(key), column)
    _year_beside_months(log, found["pools"], ["team"])
    _year_beside_months(log, found["targets"], ["team", "metric"])
    _overlaps(log, found["members"])


def _repeated(log: Log, found: Mapping[str, pd.DataFrame], name: str, key: list[str], column: str) -> None:
    table = found[name]
    again = table.duplicated(key)
    if not again.any():
        return
    firsts = table[~again].set_index(key)
    measures = list(log.plan.measures)
    for row in table[again].to_dict("records"):
        first = firsts.loc[[tuple(row[each] for each in key)]].iloc[0]
        at = column or measures[row["measure"]]
        other = log.place(int(first["sheet"]), int(first["row"]), at)
        team = found["teams"]["key"].iloc[row["team"]]
        log.add("row-twice", log.place(row["sheet"], row["row"], at), key=team, other=str(other))


def _year_beside_months(log: Log, table: pd.DataFrame, key: list[str]) -> None:
    yearly = table[table["month"] < 0].drop_duplicates(key)
    both = table[table["month"] >= 0].drop_duplicates(key).merge(yearly, on=key, suffixes=("", "_year"))
    for row in both.to_dict("records"):
        other = str(log.place(row["sheet_year"], row["row_year"], "period"))
        log.add("year-and-months", log.place(row["sheet"], row["row"], "period"), other=other)


def _overlaps(log: Log, members: pd.DataFrame) -> None:
    key = ["team", "employee", "role"]
    spells = members[members.duplicated(key, keep=False)].sort_values([*key, "first"], kind="stable")
    spells = spells.drop_duplicates([*key, "first"])
    same = np.array([spells[name].to_numpy()[1:] == spells[name].to_numpy()[:-1] for name in key]).all(axis=0)
    begins, ends = spells["first"].to_numpy()[1:], spells["last"].to_numpy()[:-1]
    for index in np.flatnonzero(same & (begins <= ends)).tolist():
        earlier, later = spells.iloc[index], spells.iloc[index + 1]
        other = str(log.place(int(earlier["sheet"]), int(earlier["row"]), "employee"))
        place = log.place(int(later["sheet"]), int(later["row"]), "employee")
        log.add("spells-overlap", place, employee=str(later["employee"]), other=other)
