"""Texts and tables in few bytes, while they wait to be written."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

_SIZE = 8
"""Bytes of the size that stands before what is packed."""


def packed(content: bytes) -> bytes:
    """The content in fewer bytes."""
    found: bytes = pa.Codec("zstd", 1).compress(content, asbytes=True)
    return len(content).to_bytes(_SIZE) + found


def unpacked(content: bytes) -> bytes:
    """What was packed."""
    found: bytes = pa.Codec("zstd").decompress(content[_SIZE:], int.from_bytes(content[:_SIZE]), asbytes=True)
    return found


def packed_rows(table: Any) -> bytes:
    """An Arrow table in few bytes."""
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression=pa.Codec("zstd", 1))
    with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    found: bytes = sink.getvalue().to_pybytes()
    return found


def unpacked_rows(content: bytes) -> Any:
    """The Arrow table."""
    return pa.ipc.open_stream(content).read_all()
