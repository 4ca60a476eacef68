"""Rows and numbers of every sheet that was read, counted: what a person can compare with Excel's own sum."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from msgspec import Struct
from numpy.typing import NDArray

from scorecard.model.numbers import EXACT, QUANTITY, Bools
from scorecard.model.plan import Plan
from scorecard.model.tallies import ColumnTally, Reason, Sum, Tally
from scorecard.read.cells import EMPTY, NUMBER, TEXT
from scorecard.read.log import Log
from scorecard.read.money import GOALS
from scorecard.read.numbers import Limits, scale_doubles, text_number
from scorecard.read.regions import Cells, Region

NUMBERS: Mapping[str, tuple[str, ...]] = {
    "Pools": ("amount",),
    "Targets": GOALS,
    "Adjustments": ("amount",),
    "Paid": ("amount",),
}
"""Columns of numbers of the standard sheets beside Actuals."""
REST: Mapping[str, Reason] = {"Teams": "faulty", "Actuals": "empty", "Pools": "empty"}
"""Why a row is in no table although nothing was noted of it: a team that stands there again, a row without a number;
of a source, that no measure's ``where`` takes it."""
_LIMITS = Limits(QUANTITY, 12, rounds=True)


class _Values(Struct, frozen=True):
    """A column's cells as exact numbers."""

    scaled: NDArray[np.int64]
    """With 6 decimals, where that is exact; else 0."""
    others: Mapping[int, Decimal]
    """By index."""
    numbers: Bools
    texts: Bools


def tallies(log: Log, tables: Mapping[str, pd.DataFrame]) -> tuple[Tally, ...]:
    """One of each sheet that was read, in their order, if they were to be counted; ``tables`` are those of Inputs."""
    if not log.regions:
        return ()
    used = np.unique(np.concatenate([_places(table) for table in tables.values()]))
    wrong = _wrong_rows(log)
    return tuple(_tally(log, region, used, wrong.get(region.sheet, frozenset())) for region in log.regions)


def _wrong_rows(log: Log) -> dict[int, frozenset[int]]:
    """Of each sheet the rows in which an error was told."""
    sheets = {spot: sheet for sheet, spot in enumerate(log.spots)}
    found: dict[int, set[int]] = {}
    for (book, number, row, _), problem in log.told:
        if problem.level == "error" and (book, number) in sheets:
            found.setdefault(sheets[book, number], set()).add(row)
    for sheet, row in log.counted_only:
        found.setdefault(sheet, set()).add(row)
    return {sheet: frozenset(rows) for sheet, rows in found.items()}


def _places(table: pd.DataFrame) -> NDArray[np.int64]:
    return np.asarray(_place(table["sheet"].to_numpy(np.int64), table["row"].to_numpy(np.int64)), np.int64)


def _place(sheet: Any, row: Any) -> Any:
    """Sheet and row as one number."""
    return (sheet << 32) + row


def _tally(log: Log, region: Region, used: NDArray[np.int64], wrong: frozenset[int]) -> Tally:
    faulty = np.isin(region.rows, list(wrong))
    first, end = np.searchsorted(used, (_place(region.sheet, 0), _place(region.sheet + 1, 0)))
    kept = np.isin(region.rows, used[first:end] - _place(region.sheet, 0)) & ~faulty
    columns = tuple(_column(region, id, kept) for id in number_columns(log.plan, region))
    span = (int(region.rows[0]), int(region.rows[-1])) if len(region) else (0, 0)
    skipped = _skipped(log, region, kept, faulty)
    return Tally(region.sheet, span, len(region), int(kept.sum()), skipped, columns, wrong)


def number_columns(plan: Plan, region: Region) -> list[str]:
    """The columns whose cells are numbers, as they stand in the sheet from left to right."""
    standard = {**NUMBERS, "Actuals": ("value", *(id for id, each in plan.measures.items() if each.source is None))}
    of_source = [column for each in plan.measures.values() if each.source == region.table.id for column in each.column]
    found = [id for id in standard.get(region.table.id, of_source) if id in region.columns]
    return sorted(dict.fromkeys(found), key=lambda id: region.log.sheets[region.sheet].columns[id])


def _skipped(log: Log, region: Region, kept: Bools, faulty: Bools) -> dict[Reason, int]:
    """How many rows are left out, by reason; each row once, and one with an error as faulty."""
    left = ~kept & ~faulty
    found: dict[Reason, int] = {}
    for sheet, reason, rows in log.left_out:
        if sheet == region.sheet:
            here = left & np.isin(region.rows, rows)
            found[reason] = found.get(reason, 0) + int(here.sum())
            left &= ~here
    found["faulty"] = found.get("faulty", 0) + int(faulty.sum())
    rest = REST.get(region.table.id, "where")
    found[rest] = found.get(rest, 0) + int(left.sum())
    return {reason: count for reason, count in found.items() if count}


def _column(region: Region, column: str, kept: Bools) -> ColumnTally:
    cells = region.columns[column]
    values = _values(cells, region.typed)
    read = values.numbers | values.texts
    return ColumnTally(
        column,
        _sum(values, values.numbers),
        _sum(values, values.texts),
        int(((cells.kinds != EMPTY) & ~read).sum()),
        _sum(values, read & kept),
    )


def _values(cells: Cells, typed: bool) -> _Values:
    """Each number as 15 digits print it. Where cells are not ``typed`` (CSV), Excel takes such texts for numbers."""
    numbers = cells.kinds == NUMBER
    rows = np.flatnonzero(numbers)
    doubles = np.array([float(cells.raw[row]) for row in rows.tolist()], np.float64)
    part, sure = scale_doubles(doubles, _LIMITS)
    scaled = np.zeros(len(numbers), np.int64)
    scaled[rows] = part
    others = {row: _exact(cells.raw[row]) for row in rows[~sure].tolist()}
    endless = [row for row, number in others.items() if not number.is_finite()]
    numbers[endless] = False
    texts = np.zeros(len(numbers), bool)
    for row in np.flatnonzero(cells.kinds == TEXT).tolist():
        number = text_number(cells.raw[row])
        if number is not None:
            others[row] = number
            (texts if typed else numbers)[row] = True
    return _Values(scaled, others, numbers, texts)


def _exact(number: Any) -> Decimal:
    return number if isinstance(number, Decimal) else Decimal(format(number, ".15g"))


def _sum(values: _Values, which: Bools) -> Sum:
    total = Decimal(sum(values.scaled[which].tolist())).scaleb(-QUANTITY, EXACT)
    for row, number in values.others.items():
        if which[row]:
            total = EXACT.add(total, number)
    return Sum(int(which.sum()), total)
