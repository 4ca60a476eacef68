"""A region's columns as typed arrays; a fault in a key makes its row useless, a faulty number stands as 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scorecard.model.numbers import QUANTITY, Bools, Ints
from scorecard.model.period import Month
from scorecard.model.problems import CellPlace
from scorecard.read import cells
from scorecard.read.regions import Region, nearest

Codes = NDArray[Any]


def raw(region: Region, column: str) -> Sequence[Any]:
    """The column's cells; empty ones where the sheet has no such column."""
    return region.cells.get(column, [""] * len(region))


def key(region: Region, column: str) -> list[str]:
    """Keys as text; a row without one cannot be used."""
    found = cells.keys(raw(region, column))
    for index, text in enumerate(found):
        if not text:
            _empty(region, index, column)
    return found


def optional_key(region: Region, column: str) -> list[str | None]:
    """Keys as text, None where empty."""
    return [text or None for text in cells.keys(raw(region, column))]


def text(region: Region, column: str, *, needed: bool = False) -> list[str | None]:
    """Texts as they stand, None where empty."""
    found = cells.texts(raw(region, column))
    if needed:
        for index, each in enumerate(found):
            if each is None:
                _empty(region, index, column)
    return found


def _empty(region: Region, index: int, column: str) -> None:
    region.bad[index] = True
    if not region.is_flagged(column)[index]:
        region.reject(index, column, "empty-cell")


def lookup(region: Region, column: str, known: Mapping[str, int], kind: str, shown: Sequence[str]) -> Codes:
    """The code of each cell's name, whatever the case; an unknown one is a problem with the nearest known."""
    folded = cells.each_once(raw(region, column), lambda cell: cells.folded(cells.key_text(cell)))
    return _codes(region, column, folded, known, kind, shown)


def team(region: Region, known: Mapping[str, int]) -> Codes:
    """The index of each row's team."""
    return _codes(region, "team", cells.keys(raw(region, "team")), known, "unknown-team", list(known))


def _codes(
    region: Region, column: str, names: Sequence[str], known: Mapping[str, int], kind: str, shown: Sequence[str]
) -> Codes:
    codes = np.array([known.get(name, -1) for name in names], np.int32)
    for index in np.flatnonzero(codes < 0).tolist():
        if not names[index]:
            _empty(region, index, column)
            continue
        near = nearest(str(raw(region, column)[index]), shown)
        variant = f"{kind}.near" if near else kind
        region.reject(index, column, variant, near=near or "", known=", ".join(list(shown)[:12]) or "-")
    return codes


def day(region: Region, column: str, default: int | None = None) -> NDArray[np.int64]:
    """Day numbers; an empty cell is the default, or where there is none a problem."""
    column_cells = raw(region, column)
    days = cells.each_once(column_cells, cells.day)
    there = cells.filled(column_cells)
    result = np.full(len(region), default or 0, np.int64)
    for index, number in enumerate(days):
        if number is not None:
            result[index] = number
        elif there[index]:
            region.reject(index, column, "not-a-date")
        elif default is None or region.is_flagged(column)[index]:
            _empty(region, index, column)
    return result


def period(region: Region, *, years: bool = False) -> tuple[Codes, NDArray[np.int64], Bools]:
    """(month or YEAR, day, whether the row counts); rows outside the fiscal year do not count and are told."""
    plan = region.log.plan
    column_cells = raw(region, "period")
    found = cells.each_once(column_cells, lambda cell: cells.period(plan, years, cell))
    months = np.array([each.month for each in found], np.int32)
    days = np.array([each.day for each in found], np.int64)
    for index in np.flatnonzero(months == cells.FAULTY).tolist():
        if column_cells[index] == "":
            _empty(region, index, "period")
        else:
            first, last = plan.month(0), plan.month(11)
            region.reject(index, "period", found[index].fault, first=str(first), last=str(last))
    _tell_outside(region, months)
    return months, days, (months >= 0) | (months == cells.YEAR)


def _tell_outside(region: Region, months: Codes) -> None:
    sheet = region.log.sheets[region.sheet]
    place = CellPlace(sheet.book, sheet.name)
    count = int((months == cells.OUTSIDE).sum())
    first: Month = region.log.plan.month(0)
    if count:
        last = region.log.plan.month(11)
        region.log.add("outside-year", place, "note", count=str(count), first=str(first), last=str(last))
    for index in np.flatnonzero(months == cells.OTHER_YEAR).tolist():
        wanted = region.log.plan.fiscal_year_name or str(first.year)
        region.fault(index, "period", "other-year", "warning", wanted=wanted)


def number(region: Region, column: str, decimals: int = QUANTITY, *, strict: bool = False) -> tuple[Ints, Bools]:
    """(scaled integers, whether the cell is filled); a fault counts as a filled 0."""
    if column not in region.cells:
        return np.zeros(len(region), np.int64), np.zeros(len(region), bool)
    found = cells.numbers(region.cells[column], decimals, strict)
    for index, kind in found.faults:
        region.fault(index, column, kind, decimals=str(decimals))
    for index, kind in found.warnings:
        region.fault(index, column, kind, "warning", decimals=str(decimals))
    return found.value, found.present | region.is_flagged(column)


def needed_number(region: Region, column: str, decimals: int, *, strict: bool = False) -> Ints:
    """Numbers of a column that every row fills."""
    value, present = number(region, column, decimals, strict=strict)
    for index in np.flatnonzero(~present).tolist():
        _empty(region, index, column)
    return value
