"""The pages of a Parquet file before they are unpacked: how large they say they are (parquet.thrift, PageHeader)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from mmap import mmap
from typing import Any

from msgspec import Struct

from scorecard.read.formats.grid import Refused

MOST_BYTES = 2**28
"""All pages together may unpack to this much."""
SURE_BYTES = 2**26
MOST_RATIO = 250
"""Beyond SURE_BYTES they may be this many times as large as the file."""
MOST_HEADER = 2**16
_PREFIXED = 7
"""An encoding in which each value may repeat what the one before begins with: a page unpacks to any size, but no value
of it is larger than the page."""
MAGIC = b"PAR1"
_TAIL = 8
"""Bytes behind what a file says of itself: its size and MAGIC."""
_ROW_GROUPS, _COLUMNS, _META, _PATH, _CHUNK_SIZE, _DATA_AT, _DICTIONARY_AT = 4, 1, 3, 3, 7, 9, 11
"""Fields of FileMetaData, RowGroup, ColumnChunk, and ColumnMetaData."""
_LISTS = (9, 10)
_TRUE, _FALSE, _BYTE, _NUMBERS, _DOUBLE, _BINARY, _STRUCT = 1, 2, 3, (4, 5, 6), 7, 8, 12
"""Types of fields."""
_SIZE, _PACKED, _DATA, _DICTIONARY, _DATA_2 = 2, 3, 5, 7, 8
_ENCODING, _ENCODING_2 = 2, 4
"""Fields of a header, and within the one of its kind of page."""


class ColumnChunk(Struct, frozen=True):
    """A column of a row group: where its pages lie."""

    path: tuple[bytes, ...]
    """The names of the column, and of those around it."""
    begin: int
    size: int
    has_dictionary: bool


def column_chunks(data: bytes | mmap) -> list[list[ColumnChunk]]:
    """Of each row group its columns, as the end of the file has them. Raises Refused where that is damaged.

    Nothing else of it is looked at: some damage in what it says besides ends the process that asks Arrow for it.
    """
    size = int.from_bytes(data[-_TAIL:-4], "little")
    if len(data) < _TAIL or data[-4:] != MAGIC or size > len(data) - _TAIL:
        raise Refused("parquet-damaged")
    found = _Reader(data[len(data) - _TAIL - size : len(data) - _TAIL]).struct().get(_ROW_GROUPS, [])
    return [[_chunk(column) for column in _lists(group, _COLUMNS)] for group in _of_kind(found, list)]


def _chunk(column: Any) -> ColumnChunk:
    said = _of_kind(_of_kind(column, dict).get(_META), dict)
    numbers = (said.get(_DICTIONARY_AT), said.get(_DATA_AT), said.get(_CHUNK_SIZE))
    dictionary, begin, size = (_of_kind(number, int) if number is not None else 0 for number in numbers)
    path = tuple(_of_kind(name, bytes) for name in _lists(said, _PATH))
    if min(dictionary, begin, size) < 0:
        raise Refused("parquet-damaged")
    first = min((page for page in (dictionary, begin) if page), default=0)  # without rows there is no page of data
    return ColumnChunk(path, first, size, dictionary > 0)


def _of_kind(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise Refused("parquet-damaged")
    return value


def _lists(of: Any, field: int) -> list[Any]:
    found: list[Any] = _of_kind(_of_kind(of, dict).get(field), list)
    return found


def check_pages(data: bytes | mmap, groups: Iterable[Sequence[ColumnChunk]]) -> int:
    """How large a value may be that repeats the one before; 0 where pages hold every value by itself.

    Raises Refused where the pages of these row groups unpack to too much, or are not where the file says.
    """
    whole = largest = 0
    for group in groups:
        for column in group:
            size, repeating = _unpacked(data, column)
            whole, largest = whole + size, max(largest, repeating)
            if whole > min(MOST_BYTES, max(SURE_BYTES, MOST_RATIO * len(data))):
                raise Refused("workbook-too-large")
    return largest


def _unpacked(data: bytes | mmap, column: ColumnChunk) -> tuple[int, int]:
    """(How large the pages of a column say they are, the largest one whose values may repeat each other)."""
    at, end = column.begin, min(column.begin + column.size, len(data))
    whole = largest = 0
    while at < end:
        header = _Reader(data[at : min(at + MOST_HEADER, end)])
        said = header.struct()
        size, packed = said.get(_SIZE, -1), said.get(_PACKED, -1)
        page = said.get(_DATA) or said.get(_DATA_2) or said.get(_DICTIONARY) or {}
        if not isinstance(size, int) or not isinstance(packed, int) or min(size, packed) < 0:
            raise Refused("parquet-damaged")
        if _of_kind(page, dict).get(_ENCODING_2 if _DATA_2 in said else _ENCODING) == _PREFIXED:
            largest = max(largest, size)
        whole += size
        at += header.at + packed
    return whole, largest


class _Reader:
    """A structure in the compact protocol of Thrift: numbers by field, structures within it likewise."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def struct(self, depth: int = 0) -> dict[int, Any]:
        """The fields of a structure. Raises Refused where it has no end."""
        found: dict[int, Any] = {}
        field = 0
        while (head := self._byte()) & 0x0F:
            field = field + (head >> 4) if head >> 4 else self._number()
            found[field] = self._value(head & 0x0F, depth + 1)
        return found

    def _byte(self) -> int:
        if self.at >= len(self._data):
            raise Refused("parquet-damaged")
        self.at += 1
        return self._data[self.at - 1]

    def _varint(self) -> int:
        found = 0
        for shift in range(0, 70, 7):
            byte = self._byte()
            found |= (byte & 0x7F) << shift
            if not byte & 0x80:
                return found
        raise Refused("parquet-damaged")

    def _number(self) -> int:
        found = self._varint()
        return found >> 1 ^ -(found & 1)

    def _list(self, depth: int) -> list[Any]:
        head = self._byte()
        kind, size = head & 0x0F, head >> 4
        size = self._varint() if size == 0x0F else size
        if size > len(self._data) - self.at:
            raise Refused("parquet-damaged")
        if kind in (_TRUE, _FALSE):
            return [self._byte() == _TRUE for _ in range(size)]
        return [self._value(kind, depth + 1) for _ in range(size)]

    def _value(self, kind: int, depth: int) -> Any:
        if depth > 8:
            raise Refused("parquet-damaged")
        if kind in (_TRUE, _FALSE):
            return kind == _TRUE
        if kind == _BYTE:
            return self._byte()
        if kind in _NUMBERS:
            return self._number()
        if kind == _DOUBLE:
            self.at += 8
            return None
        if kind == _BINARY:
            size = self._varint()
            self.at += size
            return self._data[self.at - size : self.at]
        if kind in _LISTS:
            return self._list(depth)
        if kind == _STRUCT:
            return self.struct(depth)
        raise Refused("parquet-damaged")
