"""Finding a table's header in a sheet, and saying what is wrong with one (inputs.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from scorecard.model.problems import CellPlace, Problem, cell_name, column_letters
from scorecard.read.cells import key_text, shown
from scorecard.read.formats.grid import Grid
from scorecard.read.log import Log, nearest
from scorecard.read.tables import Column, Table

_LOOKED_AT = 200
"""Where no header is found, so many rows are looked at for what comes nearest."""


class Header(Struct, frozen=True):
    """Where a table's header stands."""

    row: int
    """1-based; the cells of the table begin below."""
    columns: dict[str, int]
    """Column to its zero-based position."""
    texts: dict[str, str]
    """Column to its header as it stands."""
    others: dict[int, str]
    """Position to text of headers that the table does not know."""
    twice: tuple[tuple[str, int], ...]
    """Columns that stand there again, and where."""


def find_header(grid: Grid, table: Table) -> Header | None:
    """The first row that holds all required columns."""
    for number, row in enumerate(grid.rows):
        header = header_at(number + 1, row, table)
        if table.required <= header.columns.keys():
            return header
    return None


def header_at(number: int, row: Sequence[Any], table: Table) -> Header:
    """What the row holds of the table's header."""
    header = Header(number, {}, {}, {}, ())
    twice = []
    for position, cell in enumerate(row):
        text = key_text(cell) if cell else ""
        column = table.known.get(text.casefold())
        if column is None:
            if text:
                header.others[position] = text
        elif column in header.columns:
            twice.append((column, position))
        else:
            header.columns[column], header.texts[column] = position, text
    return Header(number, header.columns, header.texts, header.others, tuple(twice))


def tell_twice(log: Log, grid: Grid, spot: tuple[int, int], header: Header) -> None:
    """A problem for each column that stands there again."""
    for column, position in header.twice:
        place = CellPlace(grid.book, grid.name, cell_name(position, header.row))
        first = column_letters(header.columns[column])
        args = {"column": header.texts[column], "first": first}
        log.add((*spot, header.row, position), Problem("column-twice", args, place))


def tell_wider(log: Log, grid: Grid, spot: tuple[int, int], header: Header) -> None:
    """A problem for each row of a CSV file that goes beyond its header: a comma in a number shifts all that follow."""
    if grid.typed:
        return
    last = max((*header.columns.values(), *header.others), default=0)
    for number, row in zip(grid.numbers[header.row :].tolist(), grid.rows[header.row :], strict=True):
        position = next((at for at, cell in enumerate(row[last + 1 :], last + 1) if cell.strip()), None)
        if position is not None:
            place = CellPlace(grid.book, grid.name, cell_name(position, number))
            args = {"value": shown(row[position]), "last": column_letters(last)}
            log.add((*spot, number, position), Problem("csv-damaged.wider", args, place))


def tell_missing(log: Log, grid: Grid, spot: tuple[int, int], table: Table) -> None:
    """The problem that no row is the table's header: what the row that comes nearest lacks, and what may be meant."""
    headers = [header_at(number + 1, row, table) for number, row in enumerate(grid.rows[:_LOOKED_AT])]
    best = max(headers, key=lambda header: len(table.required & header.columns.keys()))
    found = table.required & best.columns.keys()
    lacking = [column for column in table.columns if column.id in table.required - found]
    tell_lacking(log, grid, spot, lacking, best if found else None)


def tell_lacking(log: Log, grid: Grid, spot: tuple[int, int], lacking: Sequence[Column], header: Header | None) -> None:
    """The problem that these columns are missing, in a header or (None) altogether."""
    names = "; ".join(" / ".join(dict.fromkeys(column.all_names)) for column in lacking)
    args = {"names": names, "row": str(header.row) if header else ""}
    near = likely(lacking, header.others.values()) if header else None
    row = header.row if header else 0
    kind = "missing-column" if header else "missing-column.all"
    if near:
        kind = "missing-column.unit" if "(" in near else "missing-column.near"
    log.add((*spot, row, 0), Problem(kind, {**args, "near": shown(near or "")}, CellPlace(grid.book, grid.name)))


def likely(lacking: Iterable[Column], others: Iterable[str]) -> str | None:
    """Which of the other headers probably means one of the columns."""
    texts = list(others)
    found = (nearest(name, texts) for column in lacking for name in column.all_names)
    return next((text for text in found if text), None)
