"""The look into a zipped workbook before anyone reads it: whole, of a sane size, and nothing in it that acts."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import pairwise

from scorecard.read.formats.grid import Refused
from scorecard.read.formats.markup import BROKEN_MARKUP

MOST_BYTES = 3 * 2**28
"""All parts of a workbook together may unpack to this much."""
SURE_BYTES = 2**26
MOST_RATIO = 200
"""What is beyond SURE_BYTES, a part or all of them, may be this many times as large as its packed form."""
MOST_PARTS = 20_000
CHUNK = 2**20
"""A part is unpacked piece by piece, so that none needs more memory than is asked for."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    LookupError,
    struct.error,
    *BROKEN_MARKUP,
)
_MARKUP = (".xml", ".rels", ".vml")
_DTD = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_LONGEST_SIGN = max(map(len, _DTD))
_ENTRY = b"PK\x01\x02"
_HEADER_BYTES = 30
_LAST = b"PK\x05\x06"
_LAST_BYTES = 22
_MOST_BETWEEN = 24
"""A part's sizes and checksum may follow it."""


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive, its list of parts checked. Raises Refused, also for what goes wrong while it is open."""
    if data.count(_ENTRY) > MOST_PARTS:
        raise Refused("workbook-too-large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_list(archive.infolist())
            _check_places(data, archive)
            yield archive
    except _BROKEN:
        raise Refused("workbook-damaged") from None


def _check_list(parts: list[zipfile.ZipInfo]) -> None:
    """Names, encryption and declared sizes, before anything is unpacked: no part gives more than it declares."""
    names = [part.filename for part in parts]
    outside = any(".." in re.split(r"[/\\]", name) or name.startswith(("/", "\\")) for name in names)
    if outside or len({name.casefold() for name in names}) < len(names):
        raise Refused("workbook-damaged")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("workbook-encrypted")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise Refused("workbook-damaged")
    sizes = [(part.file_size, part.compress_size) for part in parts]
    whole = (sum(size for size, _ in sizes), sum(packed for _, packed in sizes))
    if any(size > max(SURE_BYTES, MOST_RATIO * packed) for size, packed in [*sizes, whole]) or whole[0] > MOST_BYTES:
        raise Refused("workbook-too-large")


def _check_places(data: bytes, archive: zipfile.ZipFile) -> None:
    """The parts fill the file and share no bytes: no other archive stands before, between or behind them.

    Programs disagree on which of two they see; and one part that is named a thousand times unpacks a thousand times.
    """
    spans = sorted(_span(data, part) for part in archive.infolist())
    ends = [(0, 0), *spans, (archive.start_dir, archive.start_dir)]
    if any(not 0 <= begin - end <= _MOST_BETWEEN for (_, end), (begin, _) in pairwise(ends)):
        raise Refused("workbook-damaged")
    last = data.rfind(_LAST) + _LAST_BYTES + len(archive.comment)
    if spans[0][0] or _LAST in archive.comment or data[last:].strip(b"\0"):
        raise Refused("workbook-damaged")


def _span(data: bytes, part: zipfile.ZipInfo) -> tuple[int, int]:
    """Where the part begins and ends, its own header included."""
    name, extra = struct.unpack_from("<HH", data, part.header_offset + _HEADER_BYTES - 4)
    return part.header_offset, part.header_offset + _HEADER_BYTES + name + extra + part.compress_size


def chunks(archive: zipfile.ZipFile, name: str, size: int = CHUNK) -> Iterator[bytes]:
    """The content of a part, so many bytes at a time, its checksum compared at the end. A DTD in it is refused."""
    markup = name.lower().endswith(_MARKUP)
    rest = b""
    with archive.open(name) as stream:
        while chunk := stream.read(size):
            if markup:
                _check_markup(rest + chunk)
                rest = chunk[-_LONGEST_SIGN:]
            yield chunk


def _check_markup(content: bytes) -> None:
    if b"!" in content and any(sign in content for sign in _DTD):
        raise Refused("workbook-entities")


def content(archive: zipfile.ZipFile, name: str, most: int, sheet: str = "") -> bytes:
    """A part as a whole, which may be so large. Raises Refused, for the ``sheet`` that it is."""
    if archive.getinfo(name).file_size > most:
        raise Refused("workbook-too-large", sheet=sheet)
    return b"".join(chunks(archive, name, most + 1))


def check_others(archive: zipfile.ZipFile, read: Collection[str]) -> None:
    """The parts that nobody has read: each unpacked once, its checksum compared, a DTD in it refused."""
    for info in archive.infolist():
        if info.filename not in read:
            for _ in chunks(archive, info.filename):
                pass
