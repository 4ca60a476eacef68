"""The pages of a Parquet file before they are unpacked: how large they say they are (parquet.thrift, PageHeader)."""

from __future__ import annotations

from collections.abc import Iterable
from mmap import mmap
from typing import Any

from scorecard.read.formats.grid import Refused

MOST_BYTES = 2**28
"""All pages together may unpack to this much."""
SURE_BYTES = 2**26
MOST_RATIO = 250
"""Beyond SURE_BYTES they may be this many times as large as the file."""
MOST_HEADER = 2**16
_PREFIXED = 7
"""An encoding in which each value may repeat the one before: a few bytes unpack to any size."""
_TRUE, _FALSE, _BYTE, _NUMBERS, _DOUBLE, _BINARY, _STRUCT = 1, 2, 3, (4, 5, 6), 7, 8, 12
"""Types of fields; a header has no lists."""
_SIZE, _PACKED, _DATA, _DICTIONARY, _DATA_2 = 2, 3, 5, 7, 8
_ENCODING, _ENCODING_2 = 2, 4
"""Fields of a header, and within the one of its kind of page."""


def check_pages(data: bytes | mmap, metadata: Any, groups: Iterable[int]) -> None:
    """Raises Refused where the pages of these row groups unpack to too much, or are not where the file says."""
    whole = 0
    for group in groups:
        for index in range(metadata.num_columns):
            whole += _unpacked(data, metadata.row_group(group).column(index))
            if whole > min(MOST_BYTES, max(SURE_BYTES, MOST_RATIO * len(data))):
                raise Refused("workbook-too-large")


def _unpacked(data: bytes | mmap, column: Any) -> int:
    """How large the pages of a column say they are."""
    begin = column.dictionary_page_offset if column.has_dictionary_page else column.data_page_offset
    at, end, whole = begin, min(begin + column.total_compressed_size, len(data)), 0
    while at < end:
        header = _Reader(data[at : min(at + MOST_HEADER, end)])
        said = header.struct()
        size, packed = said.get(_SIZE, -1), said.get(_PACKED, -1)
        page = said.get(_DATA) or said.get(_DATA_2) or said.get(_DICTIONARY) or {}
        if not isinstance(size, int) or not isinstance(packed, int) or min(size, packed) < 0:
            raise Refused("parquet-damaged")
        if page.get(_ENCODING_2 if _DATA_2 in said else _ENCODING) == _PREFIXED:
            raise Refused("parquet-damaged")
        whole += size
        at += header.at + packed
    return whole


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
            return None
        if kind == _STRUCT:
            return self.struct(depth)
        raise Refused("parquet-damaged")
