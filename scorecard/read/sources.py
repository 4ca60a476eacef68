"""Sheets beyond the standard ones: the rows that a measure's ``where`` lets pass (inputs.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from scorecard.model.numbers import QUANTITY, Bools, Ints, multiply_divide
from scorecard.model.plan import Measure, Source
from scorecard.read import cells, columns
from scorecard.read.regions import Log, Region, nearest
from scorecard.read.tables import Table, source_table

NAMES = ("team", "month", "measure", "value", "day", "sheet", "row")
FOREIGN = -5
"""Code of a row that belongs to no team here."""


def read_lines(
    log: Log, regions: Callable[[Table], Iterable[Region]], teams: pd.DataFrame, known: Mapping[str, int]
) -> pd.DataFrame:
    """The rows of all sources, as ``Inputs.lines``."""
    parts: list[pd.DataFrame] = []
    for source in log.plan.sources.values():
        for found in regions(source_table(log.plan, source)):
            parts += _source_rows(found, source, teams, known)
    if not parts:
        return pd.DataFrame({name: np.zeros(0, np.int64) for name in NAMES})
    return pd.concat(parts, ignore_index=True)


def _source_rows(found: Region, source: Source, teams: pd.DataFrame, known: Mapping[str, int]) -> list[pd.DataFrame]:
    month, day, counts = columns.period(found)
    team = _team(found, source, known) if source.key == "team" else _owner_of_account(found, source, teams, day, counts)
    usable = counts & (team >= 0) & ~found.bad
    parts = []
    for index, measure in enumerate(found.log.plan.measures.values()):
        if measure.source == source.id:
            passes = usable & _passes(found, measure)
            value = _value(found, measure, passes)
            rows = {"team": team, "month": month, "measure": index, "value": value, "day": day}
            frame = pd.DataFrame({**rows, "sheet": found.sheet, "row": found.rows})
            parts.append(frame[passes])
    for part, measure in zip(
        parts, (m for m in found.log.plan.measures.values() if m.source == source.id), strict=True
    ):
        if measure.each_month == "last":
            _two_latest(found, part)
    return parts


def _team(found: Region, source: Source, known: Mapping[str, int]) -> Any:
    if source.others == "error":
        return columns.team(found, known)
    names = columns.key(found, "team")
    return np.array([known.get(name, FOREIGN) for name in names], np.int64)


def _owner_of_account(found: Region, source: Source, teams: pd.DataFrame, day: Any, counts: Bools) -> Any:
    """The team of each row's account that is active on the row's date; two are a problem, none as ``others`` says."""
    accounts = columns.key(found, "account")
    holders: dict[str, list[tuple[int, int, int]]] = {}
    rows = zip(teams["account"].tolist(), teams["first"].tolist(), teams["last"].tolist(), strict=True)
    for index, (account, first, last) in enumerate(rows):
        if isinstance(account, str):
            holders.setdefault(account, []).append((index, first, last))
    result = np.full(len(found), FOREIGN, np.int64)
    for index, (account, on) in enumerate(zip(accounts, day.tolist(), strict=True)):
        active = [team for team, first, last in holders.get(account, ()) if first <= on <= last]
        if len(active) == 1:
            result[index] = active[0]
        elif counts[index] and account and active:
            keys = ", ".join(teams["key"].iloc[team] for team in active)
            found.reject(index, "account", "account-twice", teams=keys)
        elif counts[index] and account and source.others == "error":
            near = nearest(account, holders) if account not in holders else None
            found.reject(index, "account", "unknown-account.near" if near else "unknown-account", near=near or "")
    return result


def _passes(found: Region, measure: Measure) -> Bools:
    passes = np.ones(len(found), bool)
    for column, wanted in measure.where.items():
        allowed = {cells.folded(text) for text in wanted}
        folded = cells.each_once(columns.raw(found, column), lambda cell: cells.folded(cells.key_text(cell)))
        passes &= np.array([text in allowed for text in folded], bool)
        _flagged_where(found, column)
    return passes


def _flagged_where(found: Region, column: str) -> None:
    found.bad |= found.is_flagged(column)


def _value(found: Region, measure: Measure, passes: Bools) -> Ints:
    """Each row's amount or product; an empty cell is a problem in rows that count."""
    if measure.each_month == "count":
        return np.zeros(len(found), np.int64)
    factors = [_factor(found, column, passes) for column in measure.column]
    if len(factors) == 1:
        return factors[0]
    return multiply_divide(factors[0], factors[1], np.full(1, 10**QUANTITY))


def _factor(found: Region, column: str, passes: Bools) -> Ints:
    part = _only(found, column, passes)
    value, there = columns.number(part, column)
    for index in np.flatnonzero(~there).tolist():
        part.reject(index, column, "empty-cell")
    result = np.zeros(len(found), np.int64)
    result[passes] = value
    return result


def _only(found: Region, column: str, passes: Bools) -> Region:
    """The region's rows that count, so that cells of other rows are not judged."""
    rows = np.flatnonzero(passes)
    column_cells: Sequence[Any] = found.cells[column]
    kept: dict[str, Sequence[Any]] = {column: [column_cells[index] for index in rows.tolist()]}
    flagged = {column: found.is_flagged(column)[rows]}
    return Region(found.log, found.sheet, found.table, found.rows[rows], kept, flagged, np.zeros(len(rows), bool))


def _two_latest(found: Region, part: pd.DataFrame) -> None:
    """A problem for each month in which two rows share the latest date."""
    latest = part[part["day"] == part.groupby(["team", "month"])["day"].transform("max")]
    again = latest[latest.duplicated(["team", "month"])]
    for row, team, month in zip(again["row"], again["team"], again["month"], strict=True):
        same = latest[(latest["team"] == team) & (latest["month"] == month)]
        index = int(np.flatnonzero(found.rows == row)[0])
        other = str(found.log.place(found.sheet, int(same["row"].iloc[0]), "period"))
        found.fault(index, "period", "two-latest", other=other)
