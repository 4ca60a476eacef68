"""The look into a zipped workbook before anyone reads it: whole, of a sane size, and nothing in it that acts."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.parsers import expat

from defusedxml import ElementTree
from defusedxml.common import DTDForbidden, EntitiesForbidden, ExternalReferenceForbidden

from scorecard.read.formats.grid import Refused

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_BYTES = 2**30
"""All parts of a workbook together may unpack to this much."""
SURE_BYTES = 64 * 2**20
MOST_RATIO = 250
"""A part beyond SURE_BYTES may be this many times as large as its packed form."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    LookupError,
    ElementTree.ParseError,
    expat.ExpatError,
)
_UNWANTED = (DTDForbidden, EntitiesForbidden, ExternalReferenceForbidden)
_MARKUP = (".xml", ".rels", ".vml")
_DTD = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive, its list of parts checked. Raises Refused, also for what goes wrong while it is open."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_list(archive.infolist())
            yield archive
    except _UNWANTED:
        raise Refused("workbook-entities") from None
    except _BROKEN:
        raise Refused("workbook-damaged") from None


def _check_list(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    outside = any(".." in re.split(r"[/\\]", name) or name.startswith(("/", "\\")) for name in names)
    if outside or len({name.casefold() for name in names}) < len(names):
        raise Refused("workbook-damaged")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("workbook-encrypted")
    if sum(part.file_size for part in parts) > MOST_BYTES:
        raise Refused("workbook-too-large")


def parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """(Name, content) of every part: each unpacked once, its checksum compared, its size limited while it unpacks."""
    room = MOST_BYTES
    for info in archive.infolist():
        content = _unpacked(archive, info, room)
        room -= len(content)
        if info.filename.lower().endswith(_MARKUP):
            _check_markup(content)
        yield info.filename, content


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    most = min(room, max(SURE_BYTES, info.compress_size * MOST_RATIO))
    with archive.open(info) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise Refused("workbook-too-large")
    return content


def _check_markup(content: bytes) -> None:
    if b"!" in content and any(sign in content for sign in _DTD):
        raise Refused("workbook-entities")


def check_encoding(content: bytes) -> None:
    """UTF-8, as every spreadsheet program writes what it reads again: so a search of the bytes finds what is there."""
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    if b"\0" in content[:256] or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii")):
        raise Refused("workbook-damaged")


def tree(archive: zipfile.ZipFile, name: str) -> Element:
    """A small part as a tree; a DTD in it is refused."""
    content = _unpacked(archive, archive.getinfo(name), SURE_BYTES)
    check_encoding(content)
    return ElementTree.fromstring(content, forbid_dtd=True)


def parser() -> expat.XMLParserType:
    """A parser for large parts that refuses a DTD."""
    made = expat.ParserCreate("utf-8")
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _refuse
    return made


def _refuse(*_: object) -> None:
    raise Refused("workbook-entities")
