"""Compound files, the container of .xls and of encrypted workbooks ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scorecard.read.formats.grid import Refused

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_LAST_SECTOR = 0xFFFFFFFA
_ENTRY = struct.Struct("<64sHBBIII36xIQ")
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class _Table:
    """Sectors, and which follows which."""

    content: bytes
    size: int
    first: int
    """Where sector 0 begins."""
    following: tuple[int, ...]

    def chain(self, sector: int) -> bytes:
        """The sectors from this one on, one after the other."""
        found: list[bytes] = []
        while sector < _LAST_SECTOR:
            if sector >= len(self.following) or len(found) > len(self.following):
                raise Refused("workbook-damaged")
            at = self.first + sector * self.size
            found.append(self.content[at : at + self.size])
            sector = self.following[sector]
        return b"".join(found)


def streams(data: bytes, wanted: tuple[str, ...]) -> Mapping[str, bytes]:
    """The streams of these names that are there; a damaged file raises Refused."""
    try:
        return dict(_streams(data, wanted))
    except (struct.error, UnicodeDecodeError, IndexError, OverflowError):
        raise Refused("workbook-damaged") from None


def _streams(data: bytes, wanted: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    (directory, small_limit, small_first) = struct.unpack_from("<I4xII", data, 48)
    if shift not in (9, 12) or small_shift != 6:
        raise Refused("workbook-damaged")
    sectors = _Table(data, 1 << shift, 1 << shift, _allocation(data, 1 << shift))
    entries = [*_ENTRY.iter_unpack(_whole(sectors.chain(directory), _ENTRY.size))]
    root = next((entry for entry in entries if entry[2] == _ROOT), None)
    if root is None:
        raise Refused("workbook-damaged")
    small = _Table(sectors.chain(root[7]), 64, 0, _numbers(sectors.chain(small_first)))
    for entry in entries:
        name = entry[0][: max(entry[1] - 2, 0)].decode("utf-16-le")
        if entry[2] == _STREAM and name in wanted:
            yield name, (small if entry[8] < small_limit else sectors).chain(entry[7])[: entry[8]]


def _whole(content: bytes, size: int) -> bytes:
    return content[: len(content) // size * size]


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", _whole(content, 4))


def _allocation(data: bytes, size: int) -> tuple[int, ...]:
    """Which sector follows which: first the list of the sectors that say so, which goes on beyond the header."""
    holders = list(struct.unpack_from("<109I", data, 76))
    (more,) = struct.unpack_from("<I", data, 68)
    for _ in range(len(data) // size):
        if more >= _LAST_SECTOR:
            break
        further = _numbers(data[(more + 1) * size : (more + 2) * size])
        holders += further[:-1]
        more = further[-1]
    held = (data[(sector + 1) * size : (sector + 2) * size] for sector in holders if sector < _LAST_SECTOR)
    return _numbers(b"".join(held))
