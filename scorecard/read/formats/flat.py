"""CSV and Parquet files: one sheet each, named like the file or the folder that it is a part of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from scorecard.read.formats.grid import MOST_CELLS, Refused

_SEPARATORS = ",;\t"
_LOOKED_AT = 2**16
"""So many bytes show which encoding it is."""
_FIELD = 10**6
"""A CSV cell may have so many characters."""


def csv_rows(data: bytes) -> list[list[Any]]:
    """The cells of a CSV text, all text. Raises Refused."""
    lines = _decoded(data).splitlines(keepends=True)
    declared = lines and lines[0].strip().lower().startswith("sep=")
    separator = lines[0].strip()[4:5] if declared else _separator(lines)
    csv.field_size_limit(_FIELD)
    try:
        rows = list(_rows(lines, separator or ","))
    except csv.Error:
        raise Refused("csv-damaged") from None
    return [[], *rows[1:]] if declared else rows


def _rows(lines: list[str], separator: str) -> Iterator[list[str]]:
    """The rows; a quotation mark that is not closed where its cell ends would swallow rows, so it is refused."""
    reader = csv.reader(lines, delimiter=separator)
    first = 0
    for row in reader:
        own = lines[first : reader.line_num]
        swallows = len(own) > 1 or (reader.line_num == len(lines) and own[0].count('"') % 2)
        if swallows and not _is_closed(own, separator):
            raise Refused("csv-quote", line=str(first + 1))
        first = reader.line_num
        yield row


def _is_closed(lines: list[str], separator: str) -> bool:
    try:
        return len(list(csv.reader(lines, delimiter=separator, strict=True))) == 1
    except csv.Error:
        return False


def _decoded(data: bytes) -> str:
    """UTF-8, with or without a mark; UTF-16 (Excel's "Unicode text"); else GB18030 (Chinese Excel's CSV)."""
    wide = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _without_mark(data)
    for encoding in (wide,) if wide else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("csv-encoding")


def _without_mark(data: bytes) -> str | None:
    """Which UTF-16 the bytes are: commas, digits and line ends have zeros on one side; other texts have none."""
    first, second = data[0:_LOOKED_AT:2].count(0), data[1:_LOOKED_AT:2].count(0)
    if len(data) % 2 or max(first, second) < 2 or 4 * min(first, second) > max(first, second):
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _separator(lines: list[str]) -> str:
    """Comma, semicolon or tab: the one that stands most often outside of quotes in one of the first lines."""
    outside = ["".join(line.split('"')[::2]) for line in lines[:50]]
    return max(_SEPARATORS, key=lambda sign: max((line.count(sign) for line in outside), default=0))


def parquet_rows(data: bytes) -> list[list[Any]]:
    """The names and cells of a Parquet table; its rows count from 2, as beneath a header. Raises Refused."""
    import pyarrow as pa
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(io.BytesIO(data), page_checksum_verification=True)
        if (file.metadata.num_rows + 1) * file.metadata.num_columns > MOST_CELLS:
            raise Refused("workbook-too-large")
        table = file.read()
        columns = [list(_cells(table.column(index))) for index in range(table.num_columns)]
    except (pa.ArrowException, OSError, ValueError, OverflowError):
        raise Refused("parquet-damaged") from None
    return [list(table.column_names), *map(list, zip(*columns, strict=True))]


def _cells(column: Any) -> Iterator[Any]:
    """The cells as Python values; what is neither text, number nor date is shown as text."""
    known = (str, int, float, type(None))
    for cell in column.to_pylist():
        yield cell if isinstance(cell, known) else _other(cell)


def _other(cell: Any) -> Any:
    import datetime as dt
    from decimal import Decimal

    return cell if isinstance(cell, (Decimal, dt.date, dt.time, dt.timedelta)) else str(cell)
