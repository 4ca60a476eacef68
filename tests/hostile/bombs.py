"""Workbooks that would take time or memory without end; each is made in a moment, for zeros need no packing."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import cache

from tests.hostile.archive import Entry, archive, deflated, entries
from tests.hostile.package import SHEETS, STRINGS, Parts, Xml, data, part_of, parts, sheet, zipped

MIB = 2**20
BOMB = 500 * MIB
PART = part_of("Actuals")
ROWS = data(SHEETS["Actuals"])


@cache
def _packed(block: bytes, count: int) -> tuple[bytes, int]:
    """(So many blocks packed, their checksum): each is packed alike, so one is packed and repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    crc = 0
    for _ in range(count):
        crc = zlib.crc32(block, crc)
    return once * count + deflated(b""), crc


def swollen(name: str, size: int = BOMB, block: bytes = b" " * MIB, *, declared: int | None = None) -> Entry:
    """A part that unpacks to so many bytes."""
    packed, crc = _packed(block, size // len(block))
    return Entry(name, packed=packed, crc=crc, size=size if declared is None else declared)


def _in(part: str, **more: int) -> Callable[[], bytes]:
    """The good workbook with a bomb in the place of a part."""
    return lambda: archive([*(each for each in entries(parts(shared=[])) if each.name != part), swollen(part, **more)])


def _many() -> bytes:
    return archive([*entries(parts()), *(swollen(f"xl/media/{n}.bin", MIB) for n in range(500))])


def _overlapping() -> bytes:
    """One part of 1 MiB that 500 names share."""
    good = entries(parts())
    start = len(archive(good)) - len(archive([])) - sum(46 + len(each.name) for each in good)
    one = swollen("xl/media/0.bin", MIB)
    more = (Entry(f"xl/media/{n}.bin", packed=one.packed, crc=one.crc, size=MIB, at=start) for n in range(1, 500))
    return archive([*good, one, *more])


def _nested() -> bytes:
    inner = archive([swollen("xl/media/0.bin")])
    return archive([*entries(parts()), Entry("xl/embeddings/book.xlsx", inner)])


def _open_document() -> bytes:
    mime = Entry("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", 0)
    return archive([mime, swollen("content.xml"), Entry("META-INF/manifest.xml", b"<manifest/>")])


def _binary() -> bytes:
    return archive(
        [
            Entry("xl/workbook.bin", b"\x83\x01\x00"),
            Entry("xl/_rels/workbook.bin.rels", b"<Relationships/>"),
            swollen("xl/worksheets/sheet1.bin"),
        ]
    )


def _laughs() -> bytes:
    lines = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    doctype = f'<!DOCTYPE worksheet [<!ENTITY a "{"ha" * 50}">{lines}]>'
    content = sheet(Xml('<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>')).decode()
    return zipped({**parts(), PART: content.replace("<worksheet", doctype + "<worksheet", 1).encode()})


def _parquet() -> bytes:
    """Half a billion equal numbers in a few kilobytes."""
    import pyarrow as pa
    from pyarrow import parquet

    made = io.BytesIO()
    with parquet.ParquetWriter(made, pa.schema([("revenue", pa.float64())]), compression="zstd") as writer:
        batch = pa.table({"revenue": pa.array([0.0] * MIB)})
        for _ in range(60):
            writer.write_table(batch)
    return made.getvalue()


BOMBS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "a sheet": ("book.xlsx", _in(PART)),
    "a sheet, its size denied": ("book.xlsx", _in(PART, declared=1000)),
    "shared texts": ("book.xlsx", _in(STRINGS)),
    "a part that nobody reads": ("book.xlsx", lambda: archive([*entries(parts()), swollen("xl/media/image1.png")])),
    "many parts": ("book.xlsx", _many),
    "parts that overlap": ("book.xlsx", _overlapping),
    "a binary workbook": ("book.xlsb", _binary),
    "an OpenDocument": ("book.ods", _open_document),
    "a billion laughs": ("book.xlsx", _laughs),
}
"""Refused at once: file name, and what is in it."""


def with_rows(rows: str) -> Parts:
    """The good workbook with these rows of Actuals as XML."""
    return parts(sheets={"Actuals": Xml(rows)})


def _empty_rows(count: int) -> str:
    return "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(4, count))


def _unplaced(count: int) -> str:
    return '<row><c s="1"/><c s="1"/></row>' * count


def _far(place: str) -> str:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'{ROWS}<row r="{row}"><c r="{place}"><v>1</v></c></row>'


def _texts(count: int) -> bytes:
    return zipped(
        {
            **parts(shared=[]),
            STRINGS: b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            + b"<si/>" * count
            + b"</sst>",
        }
    )


def _compound_loop() -> bytes:
    """A compound file whose sectors follow each other in a ring."""
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0, 2**31) + struct.pack("<109I", *[0] * 109)
    return header + struct.pack("<128I", *range(1, 128), 0) + bytes(512 * 127)


def _endless(size: int) -> bytes:
    return b"period,team,revenue\n" + b"1" * size


LARGE: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "a million formatted empty rows": ("book.xlsx", lambda: zipped(with_rows(ROWS + _empty_rows(1_000_000)))),
    "a million empty rows without places": ("book.xlsx", lambda: zipped(with_rows(ROWS + _unplaced(1_000_000)))),
    "a tail cell in the last row": ("book.xlsx", lambda: zipped(with_rows(_far("D1048576")))),
    "ten million shared texts": ("book.xlsx", lambda: _texts(10_000_000)),
    "a compound file in a ring": ("book.xls", _compound_loop),
    "one line of 100 MB": ("Actuals.csv", lambda: _endless(100 * MIB)),
    "60 million equal numbers": ("Actuals.parquet", _parquet),
    "a million levels": ("book.xlsx", lambda: zipped(with_rows(ROWS + "<a>" * 1_000_000 + "</a>" * 1_000_000))),
}
"""Read or refused, within measure: file name, and what is in it."""
