"""The look before reading: is the file what it claims, is it safe to unpack, and which cells must not pass as empty.

A reader alone takes an error cell and a formula without a stored value for an empty cell (inputs.md, Every problem).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

MOST_BYTES = 2 * 2**30
"""A workbook may unpack to this much."""
SURE_BYTES = 64 * 2**20
MOST_RATIO = 250
"""Beyond SURE_BYTES a part may be this many times its packed size."""
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"

CELL = rb"<(?:\w+:)?c\b(?P<a>[^>]*)>"
ERROR = re.compile(rb"<(?:\w+:)?c\b(?P<a>[^>]*?\bt=\"e\"[^>]*)>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>(?P<v>[^<]*)<", re.S)
BARE_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b(?P<a>[^>/]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>",
    re.S,
)
HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*\bhidden=\"(?:1|true)\"[^>]*>")
REFERENCE = re.compile(rb"\br=\"([A-Z]{0,3})(\d+)\"")


class Refused(Exception):  # noqa: N818 - it names what happens to the workbook, and never leaves this floor
    """The workbook is not read; ``kind`` is a message's kind."""

    def __init__(self, kind: str, **args: str) -> None:
        super().__init__(kind)
        self.kind, self.args_ = kind, args


@dataclass(frozen=True, slots=True)
class Suspects:
    """Cells and rows of one sheet that need a second look; rows 1-based, columns 0-based."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    bare_formulas: frozenset[tuple[int, int]] = frozenset()
    hidden: frozenset[int] = frozenset()


def suspects(data: bytes) -> dict[str, Suspects]:
    """By sheet name; empty for formats other than xlsx and xlsm. Raises Refused."""
    if data[:8] == OLE:
        if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e" in data:
            raise Refused("workbook-encrypted")
        return {}
    if data[:4] != ZIP:
        raise Refused("workbook-damaged", reason="-")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _archive(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, ValueError) as error:
        raise Refused("workbook-damaged", reason=str(error)) from None
    except (ElementTree.ParseError, DefusedXmlException) as error:
        raise Refused("workbook-damaged", reason=str(error)) from None


def _archive(archive: zipfile.ZipFile) -> dict[str, Suspects]:
    names = [info.filename for info in archive.infolist()]
    if len(set(names)) != len(names) or any(".." in name.split("/") or name.startswith("/") for name in names):
        raise Refused("workbook-damaged", reason="names of parts")
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise Refused("workbook-encrypted")
    wanted = _sheet_parts(archive) if "xl/workbook.xml" in names else {}
    found: dict[str, Suspects] = {name: Suspects() for name in wanted.values()}
    total = 0
    for info in archive.infolist():
        part = _inflate(archive, info, MOST_BYTES - total)
        total += len(part)
        if info.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in part[:4096].replace(b"\0", b""):
            raise Refused("workbook-damaged", reason="DOCTYPE")
        if info.filename in wanted:
            found[wanted[info.filename]] = _scan(part)
    return found


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    """The part, its CRC checked; refuses one that unpacks beyond a sane size while it unpacks."""
    packed = max(info.compress_size, 1)
    most = min(room, max(SURE_BYTES, packed * MOST_RATIO))
    with archive.open(info) as stream:
        part = stream.read(most + 1)
    if len(part) > most:
        raise Refused("workbook-too-large")
    return part


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part name to sheet name."""
    targets = {}
    for relation in _parse(archive, "xl/_rels/workbook.xml.rels"):
        target = relation.get("Target", "")
        targets[relation.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    parts = {}
    for element in _parse(archive, "xl/workbook.xml").iter():
        if element.tag.endswith("}sheet"):
            ids = [value for key, value in element.attrib.items() if key.endswith("}id")]
            parts[targets.get(ids[0] if ids else "", "")] = element.get("name", "")
    return parts


def _parse(archive: zipfile.ZipFile, name: str) -> Element:
    part = _inflate(archive, archive.getinfo(name), SURE_BYTES)
    root: Element = ElementTree.fromstring(part, forbid_dtd=True)
    return root


def _scan(part: bytes) -> Suspects:
    errors = {place: found["v"].decode() for found in _matches(ERROR, part, b't="e"') if (place := _place(found["a"]))}
    bare = frozenset(place for found in _matches(BARE_FORMULA, part, b"<f") if (place := _place(found["a"])))
    rows = (REFERENCE.search(found.group()) for found in _matches(HIDDEN_ROW, part, b"hidden="))
    return Suspects(errors, bare, frozenset(int(row[2]) for row in rows if row))


def _matches(pattern: re.Pattern[bytes], part: bytes, sign: bytes) -> Iterator[re.Match[bytes]]:
    return pattern.finditer(part) if sign in part or sign.replace(b"<", b":") in part else iter(())


def _place(attributes: bytes) -> tuple[int, int] | None:
    found = REFERENCE.search(attributes)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + letter - 64
    return int(found[2]), column - 1
