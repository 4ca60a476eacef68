"""The same key twice: a problem that names both places (inputs.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from scorecard.model.period import OPEN_START, date_of
from scorecard.model.problems import CellPlace
from scorecard.read.counted import MOST_ALIKE
from scorecard.read.dates import YEAR
from scorecard.read.log import Cell, Log

Row = Any
"""A row of a table, by its columns' names."""


def tell_duplicates(log: Log, tables: Mapping[str, pd.DataFrame]) -> None:
    """All rows that repeat another's key, year rows beside month rows, and spells of members that overlap.

    Repeated teams are no part of the tables: ``without_repeated_teams`` tells of them.
    """
    say = _Words(log, tables["teams"]["key"].tolist())
    _tell(log, tables["stages"], ("team", "day"), "from", lambda row: say.texts(row.team, say.day(row.day)))
    _tell(log, tables["owners"], ("team", "day"), "from", lambda row: say.texts(row.team, say.day(row.day)))
    _tell(log, tables["members"], ("team", "employee", "role", "first"), "employee", say.member)
    _tell(log, tables["pools"], ("team", "month"), "period", lambda row: say.texts(row.team, say.month(row.month)))
    _tell(log, tables["targets"], ("team", "metric", "month"), "period", say.target)
    _tell_values(log, tables["values"], say)
    _tell_year_beside_months(log, tables["pools"], ["team"], lambda row: say.texts(row.team))
    _tell_year_beside_months(log, tables["targets"], ["team", "metric"], say.metric)
    _tell_overlaps(log, tables["members"], say)


def without_repeated_teams(log: Log, teams: pd.DataFrame) -> pd.DataFrame:
    """The teams, sorted by key; of one that stands there again only the first row, and a problem for each other."""
    _tell(log, teams, ("key",), "team", lambda row: str(row.key))
    order = sorted(range(len(teams)), key=teams["key"].tolist().__getitem__)
    return teams.iloc[order].drop_duplicates("key").reset_index(drop=True)


class _Words:
    """How keys are named in a message."""

    def __init__(self, log: Log, teams: Sequence[str]) -> None:
        self._plan, self._teams = log.plan, teams
        self._measures, self._metrics, self._roles = [*log.plan.measures], [*log.plan.metrics], [*log.plan.roles]

    def texts(self, team: int, *others: str) -> str:
        return ", ".join((self._teams[team], *others))

    def day(self, day: int) -> str:
        return date_of(day).isoformat()

    def month(self, month: int) -> str:
        named = self._plan.fiscal_year_name or str(self._plan.fiscal_year.year)
        return named if month == YEAR else str(self._plan.month(month))

    def measure(self, row: Row) -> str:
        return self._measures[int(row.measure)]

    def value(self, row: Row) -> str:
        return self.texts(row.team, self.month(row.month), self.measure(row))

    def metric(self, row: Row) -> str:
        return self.texts(row.team, self._metrics[row.metric])

    def target(self, row: Row) -> str:
        return f"{self.metric(row)}, {self.month(row.month)}"

    def member(self, row: Row) -> str:
        since = () if row.first <= OPEN_START else (self.day(row.first),)
        return self.texts(row.team, row.employee, self._roles[row.role], *since)


def _tell(log: Log, table: pd.DataFrame, key: Sequence[str], column: str, named: Callable[[Row], str]) -> None:
    """A problem at each row whose key stands in an earlier one."""
    again = [(row, first, column, named(row)) for row, first in _again(table, key)]
    _tell_again(log, again)


def _tell_values(log: Log, table: pd.DataFrame, say: _Words) -> None:
    """A problem at each value whose team, month and measure have an earlier one; one for all of a row."""
    pairs: dict[tuple[int, ...], list[tuple[Row, Row]]] = {}
    for row, first in _again(table, ("team", "month", "measure")):
        pairs.setdefault((row.sheet, row.row, first.sheet, first.row), []).append((row, first))
    again = []
    for (row, first), *others in pairs.values():
        column, key = (
            ("team", say.texts(row.team, say.month(row.month))) if others else (say.measure(row), say.value(row))
        )
        again.append((row, first, column, key))
    _tell_again(log, again)


def _tell_again(log: Log, again: Iterable[tuple[Row, Row, str, str]]) -> None:
    """A problem at each (row, earlier row, column, key); of a sheet that repeats another the first, and a count."""
    of_sheets: dict[tuple[int, int], list[tuple[Row, Row, str, str]]] = {}
    for each in again:
        of_sheets.setdefault((each[0].sheet, each[1].sheet), []).append(each)
    for (_, other), alike in of_sheets.items():
        for row, first, column, key in alike[:MOST_ALIKE]:
            _tell_at(log, row, first, column, "row-twice", key=key)
        for row, _, column, _ in alike[MOST_ALIKE : MOST_ALIKE + 1]:
            place = CellPlace(log.sheets[other].book, log.sheets[other].name)
            args = {"count": str(len(alike) - MOST_ALIKE), "other": str(place)}
            log.tell_cell("row-twice.more", _cell(log, row, column), args)
        log.counted_only.update((row.sheet, row.row) for row, *_ in alike[MOST_ALIKE:])


def _again(table: pd.DataFrame, key: Sequence[str]) -> Iterator[tuple[Row, Row]]:
    """Each row whose key stands in an earlier one, and the first of these."""
    firsts: dict[tuple[Any, ...], Row] = {}
    for row in _repeated(table, key):
        first = firsts.setdefault(tuple(getattr(row, name) for name in key), row)
        if first is not row:
            yield row, first


def _repeated(table: pd.DataFrame, key: Sequence[str]) -> Iterator[Row]:
    """The rows whose key stands in several, in the order of the table."""
    again = _packed(table, key).duplicated(keep=False)
    return iter(table[again.to_numpy()].itertuples())


def _packed(table: pd.DataFrame, key: Sequence[str]) -> pd.Series[int] | pd.DataFrame:
    """The key's columns as one where all are small codes: much faster to compare."""
    columns = [table[name].to_numpy() for name in key]
    if not len(table) or any(column.dtype != np.int32 for column in columns):
        return table[list(key)]
    packed = np.zeros(len(table), np.int64)
    for column in columns:
        low, high = int(column.min()), int(column.max())
        packed = packed * (high - low + 1) + (column - low)
    return pd.Series(packed)


def _tell_at(log: Log, row: Row, other: Row, column: str, kind: str, **args: str) -> None:
    place = log.at(_cell(log, other, column))
    log.tell_cell(kind, _cell(log, row, column), {**args, "other": str(place)})


def _cell(log: Log, row: Row, column: str) -> Cell:
    """The row's cell in that column; in a long Actuals sheet a measure's values stand under ``value``."""
    columns = log.sheets[row.sheet].columns
    return Cell(row.sheet, row.row, columns.get(column, columns.get("value", 0)))


def _tell_year_beside_months(log: Log, table: pd.DataFrame, key: list[str], named: Callable[[Row], str]) -> None:
    """A problem at the first month's row of what has a row of the whole year too."""
    years = table[table["month"] == YEAR]
    if len(years) in (0, len(table)):
        return
    months = table[table["month"] != YEAR].merge(years[key], on=key).drop_duplicates(key)
    of_years = {tuple(getattr(row, name) for name in key): row for row in reversed([*years.itertuples()])}
    for row in months.itertuples():
        year = of_years[tuple(getattr(row, name) for name in key)]
        _tell_at(log, row, year, "period", "year-and-months", key=named(row))


def _tell_overlaps(log: Log, members: pd.DataFrame, say: _Words) -> None:
    """A problem at each spell that begins before another of the same person in the same role has ended."""
    longest: dict[tuple[Any, ...], Row] = {}
    rows = sorted(_repeated(members, ("team", "employee", "role")), key=lambda row: (row.first, row.Index))
    for row in rows:
        key = (row.team, row.employee, row.role)
        before = longest.setdefault(key, row)
        if before is not row and row.first <= before.last and row.first != before.first:
            _tell_at(log, row, before, "employee", "spells-overlap", key=say.texts(*key[:2]))
        if row.last > before.last:
            longest[key] = row
