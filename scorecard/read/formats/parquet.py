"""Parquet files: one sheet each; a text that many cells share is kept once."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from scorecard.read.formats.grid import LAST_COLUMN, MOST_CELLS, MOST_TEXT, Refused
from scorecard.read.formats.parquet_pages import check_pages

_PLAIN = (str, int, float, type(None), Decimal, dt.date, dt.time, dt.timedelta)


def parquet_rows(data: bytes) -> list[list[Any]]:
    """The names and cells of a Parquet table; its rows count from 2, as beneath a header. Raises Refused."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        metadata = parquet.read_metadata(io.BytesIO(data))
        if metadata.num_columns > LAST_COLUMN or (metadata.num_rows + 1) * metadata.num_columns > MOST_CELLS:
            raise Refused("workbook-too-large")
        check_pages(data, metadata)
        schema = parquet.read_schema(io.BytesIO(data))
        flat = [field.name for field in schema if not pa.types.is_nested(field.type)]
        texts = [field.name for field in schema if _is_text(pa, field.type)]
        file = parquet.ParquetFile(io.BytesIO(data), page_checksum_verification=True, read_dictionary=texts)
        table = file.read(columns=flat)
        if table.num_columns != len(flat) or table.nbytes > MOST_TEXT * 2:
            raise Refused("workbook-too-large" if table.num_columns == len(flat) else "parquet-damaged")
        read = {name: list(_cells(table.column(index))) for index, name in enumerate(flat)}
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError):
        raise Refused("parquet-damaged") from None
    columns = [read.get(field.name) or [f"<{field.type}>"] * table.num_rows for field in schema]
    return [list(schema.names), *map(list, zip(*columns, strict=True))]


def _is_text(pa: Any, kind: Any) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_binary(kind) or pa.types.is_large_string(kind))


def _cells(column: Any) -> Iterator[Any]:
    """The cells as Python values; what is neither text, number nor date is shown as text."""
    for chunk in column.chunks:
        if hasattr(chunk, "dictionary"):
            texts = [_plain(cell) for cell in chunk.dictionary.to_pylist()]
            yield from (None if index is None else texts[index] for index in chunk.indices.to_pylist())
        else:
            yield from map(_plain, chunk.to_pylist())


def _plain(cell: Any) -> Any:
    return cell if isinstance(cell, _PLAIN) else str(cell)
