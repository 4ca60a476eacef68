"""A zip archive written byte by byte, so that it can lie about itself."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LOCAL, CENTRAL, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
STORED, DEFLATED = 0, 8


@dataclass(frozen=True)
class Entry:
    """One part, and where what is said of it differs from what it is."""

    name: str
    content: bytes = b""
    method: int = DEFLATED
    packed: bytes | None = None
    """What stands in the file, if it is not ``content`` packed by ``method``."""
    crc: int | None = None
    size: int | None = None
    """The size that is declared."""
    flags: int = 0
    local_name: str | None = None
    extra: bytes = b""
    at: int | None = None
    """Where the directory says that it begins, if not where it does."""
    listed: bool = True
    """Whether the directory names it."""
    descriptor: bool = False
    """Sizes and checksum stand behind the content only."""


def deflated(content: bytes) -> bytes:
    """Packed as in a zip archive."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def archive(entries: Iterable[Entry], *, before: bytes = b"", comment: bytes = b"", shift: int = 0) -> bytes:
    """The archive; ``before`` stands in front of it, and ``shift`` is added to where parts are said to begin."""
    body, directory, count = before, b"", 0
    for each in entries:
        start = len(body) if each.at is None else each.at
        if each.at is None:
            body += _local(each)
        if each.listed:
            directory += _central(each, start + shift)
            count += 1
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body) + shift, len(comment))
    return body + directory + END + end + comment


def _packed(each: Entry) -> bytes:
    if each.packed is not None:
        return each.packed
    return deflated(each.content) if each.method == DEFLATED else each.content


def _numbers(each: Entry) -> tuple[int, int, int]:
    crc = zlib.crc32(each.content) if each.crc is None else each.crc
    return crc, len(_packed(each)), len(each.content) if each.size is None else each.size


def _local(each: Entry) -> bytes:
    name = (each.name if each.local_name is None else each.local_name).encode()
    numbers = struct.pack("<III", *_numbers(each))
    flags = each.flags | (8 if each.descriptor else 0)
    head = struct.pack("<HHHHH", 20, flags, each.method, 0, 33) + (bytes(12) if each.descriptor else numbers)
    behind = b"PK\7\x08" + numbers if each.descriptor else b""
    return LOCAL + head + struct.pack("<HH", len(name), len(each.extra)) + name + each.extra + _packed(each) + behind


def _central(each: Entry, start: int) -> bytes:
    name = each.name.encode()
    flags = each.flags | (8 if each.descriptor else 0)
    head = struct.pack("<HHHHHHIII", 20, 20, flags, each.method, 0, 33, *_numbers(each))
    tail = struct.pack("<HHHHHII", len(name), len(each.extra), 0, 0, 0, 0, start)
    return CENTRAL + head + tail + name + each.extra


def entries(package: Mapping[str, bytes], method: int = DEFLATED) -> list[Entry]:
    """An honest entry for each part."""
    return [Entry(name, content, method) for name, content in package.items()]
