"""A sheet cut by teams: a share of its rows for each range, with their numbers in the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.read import tables
from scorecard.read.formats.grid import Grid
from scorecard.read.formats.parquet import table_rows
from scorecard.read.headers import Header, find_header
from scorecard.read.parts.cut import Cut, Numbers

Spot = tuple[int, int]


class Share(Struct, frozen=True):
    """Some rows of a sheet: those down to its header, which every share has, and those of one range of teams."""

    spot: Spot
    """The sheet's book, and its number among all sheets."""
    grid: Grid
    table: Any = None
    """Further rows, behind those of the grid, as an Arrow table; None where there are none."""
    numbers: Numbers | None = None
    """Of these rows, 1-based."""

    @property
    def order(self) -> tuple[Spot, int]:
        """By sheets and rows."""
        numbers = self.grid.numbers if self.numbers is None else self.numbers
        return self.spot, int(numbers[-1]) if len(numbers) else 0

    @property
    def whole(self) -> Grid:
        """All rows."""
        if self.table is None or self.numbers is None:
            return self.grid
        numbers = np.concatenate([self.grid.numbers, self.numbers])
        return replace(self.grid, rows=[*self.grid.rows, *table_rows(self.table)], chosen=numbers)


Piece = Share | tuple[Spot, Problem] | None
"""What a cut gives a range of teams: rows, what is wrong with their file, or nothing."""


def header_of(plan: Plan, grid: Grid) -> Header | None:
    """The header of the sheet, if it is one of the tables."""
    headers = (find_header(grid, table) for table in tables.tables_named(plan, grid.name))
    return next((header for header in headers if header is not None), None)


def head_of(plan: Plan, grid: Grid) -> tuple[int, int] | None:
    """(How many rows there are down to the header, position of the column of teams); None where there is no header.

    The position is -1 where rows name no team but an account: then there is but one range of teams (can_be_cut).
    """
    header = header_of(plan, grid)
    return (header.row, header.columns.get("team", -1)) if header else None


def shares(plan: Plan, spot: Spot, grid: Grid, cut: Cut) -> list[Share]:
    """One for each range; a sheet without its header goes to each as a whole, since only that will be told."""
    head = head_of(plan, grid)
    if head is None:
        return [Share(spot, grid)] * cut.parts
    row, column = head
    of_rows = cut.of_cells([cells[column] if -1 < column < len(cells) else "" for cells in grid.rows[row:]])
    return [Share(spot, _rows_of(grid, row, rows)) for rows in by_part(of_rows, cut.parts)]


def by_part(of_rows: Numbers, parts: int) -> list[Any]:
    """Of each range the indexes of its rows, in their order; each row is looked at once, however many ranges."""
    order = np.argsort(of_rows, kind="stable")
    return np.split(order, np.searchsorted(of_rows[order], np.arange(1, parts)))


def _rows_of(grid: Grid, head: int, chosen: Any) -> Grid:
    """The head, and the chosen ones of the rows below it; empty ones are nobody's."""
    filled = [head + index for index in chosen.tolist() if grid.rows[head + index]]
    rows = [*grid.rows[:head], *(grid.rows[index] for index in filled)]
    numbers: Numbers = np.concatenate([grid.numbers[:head], grid.numbers[filled]])
    return replace(grid, rows=rows, chosen=numbers)


def put_together(plan: Plan, given: Iterable[Share]) -> Iterator[tuple[Spot, Grid]]:
    """The sheets again, each out of its shares, and their spots."""
    sheets: dict[Spot, list[Share]] = {}
    for share in sorted(given, key=lambda each: each.order):
        sheets.setdefault(share.spot, []).append(share)
    for spot, found in sheets.items():
        yield spot, found[0].whole if len(found) == 1 else _one(plan, [share.whole for share in found])


def _one(plan: Plan, grids: Sequence[Grid]) -> Grid:
    """The rows of all, the head once."""
    head = head_of(plan, grids[0])
    begin = head[0] if head else 0
    rows = [*grids[0].rows[:begin], *(row for grid in grids for row in grid.rows[begin:])]
    numbers = np.concatenate([grids[0].numbers[:begin], *(grid.numbers[begin:] for grid in grids)])
    return replace(grids[0], rows=rows, chosen=numbers)
