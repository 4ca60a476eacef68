"""One employee number under two names: money may go to another than was meant (inputs.md, Owners and Members)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import pandas as pd

from scorecard.read.cells import folded
from scorecard.read.counted import MOST_ALIKE
from scorecard.read.log import Cell, Log

PEOPLE = ["key", "employee", "name", "sheet", "row"]
Row = Any
"""A row of Owners or Members."""


def people(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Whom Owners and Members name: employee and name, with key (of the team), sheet and row of the first."""
    keys = tables["teams"]["key"].to_numpy(object)
    rows = (tables[name].assign(key=keys[tables[name]["team"].to_numpy()])[PEOPLE] for name in ("owners", "members"))
    found = pd.concat(rows, ignore_index=True).drop_duplicates(["employee", "name"])
    return found.astype(dict.fromkeys(("key", "employee", "name"), "str"))


def everybody(groups: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The people of several groups of rows, as if these had been read together."""
    rows = pd.concat(groups, ignore_index=True).sort_values(["sheet", "row"], kind="stable")
    return rows.drop_duplicates(["employee", "name"])


def tell_two_names(log: Log, named: pd.DataFrame) -> None:
    """A warning at each row of Owners and Members that calls somebody otherwise than the first one does."""
    found = _otherwise(named)
    for row, first in islice(found, MOST_ALIKE):
        args = {
            "employee": row.employee,
            "name": row.name,
            "first": first.name,
            "other": str(log.at(_cell(log, first))),
        }
        log.tell_cell("two-names", _cell(log, row), args, "warning", row.key)
    for row, _ in islice(found, 1):
        count = {"count": str(1 + sum(1 for _ in found))}
        log.tell_cell("two-names.more", _cell(log, row), count, "warning")


def tell_two_numbers(log: Log, named: pd.DataFrame) -> None:
    """A warning at each employee number that another one is but for zeros before it: one of them has lost its zeros."""
    if not any(employee.startswith("0") for employee in named["employee"].tolist()):
        return
    firsts: dict[str, Row] = {}
    found: list[tuple[Row, Row]] = []
    different: Iterator[Row] = iter(named.drop_duplicates("employee").itertuples())
    for row in different:
        first = firsts.setdefault(row.employee.lstrip("0"), row)
        if first is not row:
            found.append((row, first))
    for row, first in found[:MOST_ALIKE]:
        args = {"employee": row.employee, "first": first.employee, "other": str(log.at(_cell(log, first, "employee")))}
        log.tell_cell("two-numbers", _cell(log, row, "employee"), args, "warning", row.key)
    for row, _ in found[MOST_ALIKE : MOST_ALIKE + 1]:
        count = {"count": str(len(found) - MOST_ALIKE)}
        log.tell_cell("two-numbers.more", _cell(log, row, "employee"), count, "warning")


def _otherwise(named: pd.DataFrame) -> Iterator[tuple[Row, Row]]:
    """Each row whose name is not that of the employee's first row, with that row."""
    firsts: dict[str, Row] = {}
    again: Iterator[Row] = iter(named[named["employee"].duplicated(keep=False)].itertuples())
    for row in again:
        if row.employee not in firsts:
            firsts[row.employee] = row
        elif folded(row.name) != folded(firsts[row.employee].name):
            yield row, firsts[row.employee]


def _cell(log: Log, row: Row, column: str = "name") -> Cell:
    return Cell(row.sheet, row.row, log.sheets[row.sheet].columns[column])
