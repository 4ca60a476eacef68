"""Parquet files: one sheet each; a text that many cells share is kept once."""

from __future__ import annotations

import datetime as dt
import mmap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from scorecard.read.formats.grid import LAST_COLUMN, MOST_CELLS, MOST_TEXT, Refused
from scorecard.read.formats.parquet_pages import check_pages, column_chunks

MOST_BYTES = MOST_TEXT * 2
"""A table may take so much memory."""
_ROWS_AT_ONCE = 1024
_BYTES_AT_ONCE = 2**26
"""Rows are read together as long as values that repeat each other cannot take more."""
Bytes = bytes | mmap.mmap
_PLAIN = (str, int, float, type(None), Decimal, dt.date, dt.time, dt.timedelta)


def parquet_rows(data: bytes) -> list[list[Any]]:
    """The names and cells of a Parquet table; its rows count from 2, as beneath a header. Raises Refused."""
    with damage_refused():
        metadata = metadata_of(data)
        if metadata.num_columns > LAST_COLUMN or (metadata.num_rows + 1) * metadata.num_columns > MOST_CELLS:
            raise Refused("workbook-too-large")
        table = read_groups(data, metadata, range(metadata.num_row_groups))
        return [table.column_names, *table_rows(table)]


@contextmanager
def damage_refused() -> Iterator[None]:
    """What is wrong with a file as a refusal."""
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError):
        raise Refused("parquet-damaged") from None


def mapped(path: Path) -> mmap.mmap:
    """The file, without reading it; nobody closes it, since columns may point there. Raises OSError and Refused."""
    with path.open("rb") as file, damage_refused():
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def cells_said(path: Path) -> int:
    """How many cells a file says it holds. Raises Refused and OSError."""
    data = mapped(path)
    with damage_refused():
        metadata = metadata_of(data)
        return int(metadata.num_rows * metadata.num_columns)


def metadata_of(data: Bytes) -> Any:
    """What a Parquet file says of itself."""
    import pyarrow as pa
    from pyarrow import parquet

    return parquet.read_metadata(pa.BufferReader(data))


def read_groups(data: Bytes, metadata: Any, groups: Sequence[int]) -> Any:
    """Row groups as an Arrow table; a column of lists or structures shows its type in every row. Raises Refused."""
    import pyarrow as pa
    from pyarrow import parquet

    chunks = column_chunks(data)
    if len(chunks) != metadata.num_row_groups:
        raise Refused("parquet-damaged")
    chosen = [chunks[group] for group in groups]
    repeating = check_pages(data, chosen)
    source = pa.BufferReader(data)
    schema = metadata.schema.to_arrow_schema()
    flat = [field.name for field in schema if not pa.types.is_nested(field.type)]
    coded = {
        each.path[0].decode("utf-8", "replace")
        for group in chosen
        for each in group
        if each.has_dictionary and each.path
    }
    texts = [field.name for field in schema if _is_text(pa, field.type) and field.name in coded]
    file = parquet.ParquetFile(source, page_checksum_verification=True, read_dictionary=texts)
    table = (
        _read(pa, file, groups, flat, max(1, min(_ROWS_AT_ONCE, _BYTES_AT_ONCE // max(repeating, 1))))
        if repeating or any(_may_swell(pa, t) for t in schema.types)
        else file.read_row_groups(list(groups), columns=flat)
    )
    if table.num_columns != len(flat) or table.nbytes > MOST_BYTES:
        raise Refused("workbook-too-large" if table.num_columns == len(flat) else "parquet-damaged")
    if table.column_names != flat:
        raise Refused("parquet-damaged")
    table.validate(full=True)
    read = (_without_views(pa, column) for column in table.columns)
    nested = (pa.types.is_nested(field.type) for field in schema)
    columns = [
        _shown(pa, f.type, table.num_rows) if each else next(read) for f, each in zip(schema, nested, strict=True)
    ]
    return pa.table(columns, names=list(schema.names))


def _may_swell(pa: Any, kind: Any) -> bool:
    """Whether a value that a file has once is copied for every row that has it."""
    names = ("is_large_binary", "is_binary_view", "is_string_view", "is_fixed_size_binary")
    return any(getattr(pa.types, name)(kind) for name in names)


def _read(pa: Any, file: Any, groups: Sequence[int], columns: Sequence[str], rows: int) -> Any:
    """The row groups, not many rows at a time. Raises Refused where they take too much memory."""
    batches, size = [], 0
    for batch in file.iter_batches(rows, row_groups=list(groups), columns=list(columns)):
        size += batch.nbytes
        if size > MOST_BYTES:
            raise Refused("workbook-too-large")
        batches.append(batch)
    return pa.Table.from_batches(batches, batches[0].schema if batches else file.schema_arrow)


def _without_views(pa: Any, column: Any) -> Any:
    """A column of views as one of texts or bytes: Arrow picks no rows out of views."""
    kinds = pa.types
    whole = pa.large_string() if kinds.is_string_view(column.type) else pa.large_binary()
    return column.cast(whole) if kinds.is_string_view(column.type) or kinds.is_binary_view(column.type) else column


def _shown(pa: Any, kind: Any, rows: int) -> Any:
    """A column that only shows its type."""
    return pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array([f"<{kind}>"]))


def table_rows(table: Any) -> list[list[Any]]:
    """The cells of an Arrow table, row by row."""
    import pyarrow as pa

    return list(map(list, zip(*(_cells(pa, column) for column in table.columns), strict=True)))


def cells_of(array: Any) -> list[Any]:
    """The cells of an Arrow array or column, as table_rows gives them."""
    import pyarrow as pa

    return list(_cells(pa, array if isinstance(array, pa.ChunkedArray) else pa.chunked_array([array])))


def _is_text(pa: Any, kind: Any) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_binary(kind) or pa.types.is_large_string(kind))


def _cells(pa: Any, column: Any) -> Iterator[Any]:
    """The cells as Python values; what is neither text, number nor date is shown as text."""
    narrow = pa.types.is_float32(column.type) or pa.types.is_float16(column.type)
    for chunk in column.chunks:
        if narrow:
            yield from map(_widened, chunk.to_numpy(zero_copy_only=False).astype(object), chunk.is_valid().to_pylist())
            continue
        if pa.types.is_float64(chunk.type) or pa.types.is_integer(chunk.type):
            yield from chunk.to_pylist() if chunk.null_count else chunk.to_numpy().tolist()
        elif hasattr(chunk, "dictionary"):
            texts = [_plain(cell) for cell in chunk.dictionary.to_pylist()]
            yield from (None if index is None else texts[index] for index in chunk.indices.to_pylist())
        else:
            yield from map(_plain, chunk.to_pylist())


def _widened(number: Any, there: bool) -> float | None:
    """A single as the shortest decimal that it stands for: 1234.56, not 1234.56005859375."""
    return float(str(np.float32(number))) if there else None


def _plain(cell: Any) -> Any:
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    if isinstance(cell, pd.Timestamp):  # of nanoseconds, which Python's own types do not have
        return cell.to_pydatetime(warn=False)
    return cell if isinstance(cell, _PLAIN) else str(cell)
