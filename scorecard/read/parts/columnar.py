"""Parquet files, cut by teams a few row groups at a time, wherever that is done (inputs.md)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from msgspec import Struct

from scorecard.model.plan import Plan
from scorecard.read.files import refusal, unreadable
from scorecard.read.formats.grid import LAST_COLUMN, Grid, Refused
from scorecard.read.formats.parquet import cells_of, damage_refused, mapped, metadata_of, read_groups
from scorecard.read.parts.cut import Cut, Numbers
from scorecard.read.parts.shares import Piece, Share, Spot, by_part, head_of, header_of

CELLS_AT_ONCE = 4_000_000
"""Row groups are read together up to so many cells."""


class Chunk(Struct, frozen=True):
    """Some row groups of a Parquet file that stands for a sheet."""

    path: Path
    """As it was given, by which it is told."""
    at: Path
    """The same from the root: a worker may have another working folder."""
    spot: Spot
    name: str
    """The file's, as it is shown."""
    sheet: str
    groups: tuple[int, ...]
    columns: tuple[str, ...]
    first: int
    """Number of the first row, 1-based, as beneath a header."""


def chunks(path: Path, spot: Spot, name: str, sheet: str) -> Iterator[Chunk]:
    """The whole file, a few row groups at a time; at least one. Raises Refused and OSError."""
    data = mapped(path)
    with damage_refused():
        metadata = metadata_of(data)
        if metadata.num_columns > LAST_COLUMN:
            raise Refused("workbook-too-large")
        columns = tuple(metadata.schema.to_arrow_schema().names)
        sizes = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
    groups: list[int] = []
    first, rows = 2, 0
    for group, size in enumerate(sizes):
        if groups and (rows + size) * metadata.num_columns > CELLS_AT_ONCE:
            yield Chunk(path, path.absolute(), spot, name, sheet, tuple(groups), columns, first)
            groups, first, rows = [], first + rows, 0
        groups.append(group)
        rows += size
    yield Chunk(path, path.absolute(), spot, name, sheet, tuple(groups), columns, first)


def cut_chunk(plan: Plan, chunk: Chunk, cut: Cut) -> Sequence[Piece]:
    """The chunk's rows, a share for each range of teams; nothing where the file has no header, which its first chunk
    shows. Where they cannot be read, what is wrong goes to each.
    """
    try:
        return _cut(plan, chunk, cut)
    except Refused as refused:
        return [(chunk.spot, refusal(chunk.path, refused))] * cut.parts
    except OSError as error:
        return [(chunk.spot, unreadable(chunk.path, error))] * cut.parts


def _cut(plan: Plan, chunk: Chunk, cut: Cut) -> Sequence[Piece]:
    data = mapped(chunk.at)
    with damage_refused():
        # of columns in pieces each range's rows would be picked out of all of them
        table = read_groups(data, metadata_of(data), chunk.groups).unify_dictionaries().combine_chunks()
    grid = Grid(chunk.name, chunk.sheet, [list(chunk.columns)])
    head = head_of(plan, grid)
    numbers = np.arange(chunk.first, chunk.first + table.num_rows, dtype=np.int32)
    if head is None:
        return [Share(chunk.spot, grid) if chunk.first == 2 else None] * cut.parts
    of_rows = _parts(table.column(head[1]), cut) if head[1] >= 0 else np.zeros(table.num_rows, np.int32)
    own = by_part(of_rows, cut.parts)
    return [Share(chunk.spot, grid, _own(table.take(rows)), numbers[rows]) for rows in own]


def _own(rows: Any) -> Any:
    """The rows, with no more texts than they have: those of a whole column are a thousand times as many."""
    columns = [
        pc.dictionary_encode(pc.cast(column, column.type.value_type)) if hasattr(column.type, "value_type") else column
        for column in rows.columns
    ]
    return pa.table(columns, names=rows.column_names)


def teams_in(plan: Plan, chunk: Chunk) -> Iterator[tuple[Any, Any]]:
    """The chunk's cells of the columns of keys and of names, an empty one where there are no names; the same pair once.

    Raises Refused and OSError.
    """
    if header_of(plan, Grid(chunk.name, chunk.sheet, [list(chunk.columns)])) is None:
        return
    data = mapped(chunk.at)
    with damage_refused():
        metadata = metadata_of(data)
        names = [*metadata.schema.to_arrow_schema().names]
        header = header_of(plan, Grid(chunk.name, chunk.sheet, [names]))
        if header is None:
            return
        table = read_groups(data, metadata, chunk.groups)
        columns = [table.column(header.columns[name]) for name in ("team", "name") if name in header.columns]
        cells = [cells_of(column) for column in columns]
    yield from dict.fromkeys(zip(cells[0], cells[1] if len(cells) > 1 else repeat(""), strict=False))


def _parts(column: Any, cut: Cut) -> Numbers:
    """The range of each cell; each different cell is looked at once."""
    coded = column.combine_chunks()
    coded = coded if hasattr(coded, "dictionary") else coded.dictionary_encode()
    known = np.append(cut.of_cells(cells_of(coded.dictionary)), 0)
    codes = coded.indices.fill_null(len(known) - 1).to_numpy(zero_copy_only=False)
    found: Numbers = known[codes].astype(np.int32)
    return found
