"""Compound files, the container of .xls and of encrypted workbooks ([MS-CFB])."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from msgspec import Struct

from scorecard.read.formats.grid import Refused

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_LAST_SECTOR, _TABLE, _NOTHING, _NOBODY = 0xFFFFFFFA, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_ENTRY = struct.Struct("<64sHBBIII36xIQ")
_STREAM, _ROOT = 2, 5


class _Table(Struct, frozen=True):
    """Sectors, and which follows which."""

    content: bytes
    size: int
    first: int
    """Where sector 0 begins."""
    following: Sequence[int]

    def chain(self, sector: int) -> bytes:
        """The sectors from this one on, one after the other."""
        found: list[bytes] = []
        most = len(self.content) // self.size
        while sector < _LAST_SECTOR:
            if sector >= len(self.following) or len(found) > most:
                raise Refused("workbook-damaged")
            at = self.first + sector * self.size
            found.append(self.content[at : at + self.size])
            sector = self.following[sector]
        return b"".join(found)


def stream_names(data: bytes) -> frozenset[str]:
    """What the file holds. Raises Refused where it is damaged."""
    with _whole_file():
        return frozenset(_name(entry) for entry in _File(data).entries if entry[2] == _STREAM)


def stream(data: bytes, name: str) -> bytes:
    """The only stream of that name, which must be there. Raises Refused where the file is damaged."""
    with _whole_file():
        file = _File(data)
        found = [entry for entry in file.entries if entry[2] == _STREAM and _name(entry) == name]
        if len(found) != 1:
            raise Refused("workbook-damaged")
        return file.content(found[0])


@contextmanager
def _whole_file() -> Iterator[None]:
    try:
        yield
    except (struct.error, UnicodeDecodeError, IndexError, OverflowError):
        raise Refused("workbook-damaged") from None


def _name(entry: tuple[Any, ...]) -> str:
    return bytes(entry[0][: max(entry[1] - 2, 0)]).decode("utf-16-le")


class _File:
    """A file and its directory."""

    def __init__(self, data: bytes) -> None:
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        (directory, self._small_limit, self._small_first) = struct.unpack_from("<I4xII", data, 48)
        if shift not in (9, 12) or small_shift != 6:
            raise Refused("workbook-damaged")
        self._sectors = _Table(data, 1 << shift, 1 << shift, _allocation(data, 1 << shift))
        self.entries = [*_ENTRY.iter_unpack(_whole(self._sectors.chain(directory), _ENTRY.size))]

    def content(self, entry: tuple[Any, ...]) -> bytes:
        """A stream's content."""
        table = self._small() if entry[8] < self._small_limit else self._sectors
        return table.chain(entry[7])[: entry[8]]

    def _small(self) -> _Table:
        root = next((entry for entry in self.entries if entry[2] == _ROOT), None)
        if root is None:
            raise Refused("workbook-damaged")
        following = _numbers(self._sectors.chain(self._small_first))
        return _Table(self._sectors.chain(root[7]), 1 << 6, 0, following)


def _whole(content: bytes, size: int) -> bytes:
    return content[: len(content) // size * size]


def _numbers(content: bytes) -> array[int]:
    found = array("I", _whole(content, 4))
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _allocation(data: bytes, size: int) -> array[int]:
    """Which sector follows which: first the list of the sectors that say so, which goes on beyond the header."""
    holders = list(struct.unpack_from("<109I", data, 76))
    (more,) = struct.unpack_from("<I", data, 68)
    most = 4 * len(data) // size**2 + len(holders)
    while more < _LAST_SECTOR:
        further = _numbers(data[(more + 1) * size : (more + 2) * size])
        holders += further[:-1]
        if len(holders) > most + len(further):
            raise Refused("workbook-damaged")
        more = further[-1]
    held = [sector for sector in holders if sector < _LAST_SECTOR]
    return _numbers(b"".join(data[(sector + 1) * size : (sector + 2) * size] for sector in held[: most + 1]))


def written(name: str, content: bytes) -> bytes:
    """A compound file of one stream, which is never a small one: tables, directory, a sector for small ones, stream."""
    size = 1 << 12
    sectors = max(-(-len(content) // size), 1)
    tables = -(-(sectors + 2) * 4 // (size - 4))
    first = tables + 2
    chain = [_TABLE] * tables + [_NOTHING] * 2 + [*range(first + 1, first + sectors), _NOTHING]
    header = MAGIC + bytes(16) + struct.pack("<HHHHH", 62, 4, 0xFFFE, 12, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 1, tables, tables, 0, size, _NOTHING, 0, _NOTHING, 0)
    header += struct.pack(f"<{tables}I", *range(tables)).ljust(109 * 4, b"\xff")
    allocation = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * size, b"\xff")
    entries = _entry("Root Entry", _ROOT, tables + 1, size) + _entry(name, _STREAM, first, sectors * size)
    parts = [header.ljust(size, b"\0"), allocation, entries.ljust(size, b"\0"), bytes(size)]
    return b"".join([*parts, content.ljust(sectors * size, b"\0")])


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", _NOBODY, _NOBODY, 1 if kind == _ROOT else _NOBODY)
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    return head + links + bytes(36) + struct.pack("<IQ", first, size)
