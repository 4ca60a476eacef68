"""The file around the sheets: cut, flipped, lying archives, odd parts, encrypted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.gallery.read_files import compound_file
from tests.hostile.archive import STORED, Entry, archive, deflated, entries
from tests.hostile.package import OFFICE, RELATIONS, STYLES, TYPES, WORKBOOK, Parts, edited, part_of, parts, zipped
from tests.hostile.recipe import DAMAGED, LOST, REFUSED, Expects, Recipe, named, recipe, refused_whole, same

PART = part_of("Actuals")
CUTS = (1, 3, 4, 10, 29, 30, 100, 1000, 0.1, 0.25, 0.5, 0.75, 0.9, -300, -100, -23, -22, -21, -10, -2, -1)
NO_BOOK = refused_whole("not-a-workbook", "workbook-damaged")
ENCRYPTED = refused_whole("workbook-encrypted")


def _file(name: str, make: Callable[[], bytes], expects: Expects) -> Recipe:
    return Recipe(name, lambda: {"book.xlsx": make()}, expects)


def _cut(at: float) -> Recipe:
    def make() -> bytes:
        whole = zipped(parts())
        return whole[: int(len(whole) * at) if isinstance(at, float) else at]

    return _file(f"cut at {at}", make, NO_BOOK)


def _with(**changes: object) -> Callable[[], bytes]:
    """The good workbook with other things said of the part that holds Actuals."""
    return lambda: archive(replace(each, **changes) if each.name == PART else each for each in entries(parts()))  # type: ignore[arg-type]


def _more(*more: Entry) -> Callable[[], bytes]:
    return lambda: archive([*entries(parts()), *more])


def _moved(target: str, part: str) -> Parts:
    """The sheet Actuals in another part, and how the workbook calls it."""
    found = edited(parts(), RELATIONS, PART.removeprefix("xl/"), target)
    return {part if name == PART else name: content for name, content in found.items()}


def _without(*names: str) -> Parts:
    return {name: content for name, content in parts().items() if name not in names}


def _everywhere(prefix: str) -> Callable[[], bytes]:
    return lambda: zipped({prefix + name: content for name, content in parts().items()})


def _streamed() -> bytes:
    return archive(replace(each, descriptor=True) for each in entries(parts()))


def _zip64() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts().items():
            with file.open(zipfile.ZipInfo(name), "w", force_zip64=True) as stream:
                stream.write(content)
    return made.getvalue()


def _two_directories() -> bytes:
    """Two whole archives one behind the other: readers differ in which of them they take."""
    other = zipped(parts({"Actuals!C2": 7}))
    return zipped(parts()) + other


def _appended_archive(*, in_comment: bool) -> bytes:
    good, other = zipped(parts()), zipped(parts({"Actuals!C2": 7}))
    return archive(entries(parts()), comment=other[-65000:]) if in_comment else other + good


LIES: Mapping[str, tuple[Callable[[], bytes], Expects]] = {
    "a wrong checksum": (_with(crc=1), DAMAGED),
    "a checksum of 0": (_with(crc=0), DAMAGED),
    "a size too small": (_with(size=100), DAMAGED),
    "a size too large": (_with(size=10**6), (DAMAGED, same())),
    "a size of 4 GiB": (_with(size=2**32 - 2), refused_whole("workbook-damaged", "workbook-too-large")),
    "another name inside": (_with(local_name="xl/worksheets/other.xml"), DAMAGED),
    "an empty part": (_with(content=b""), DAMAGED),
    "a part of zeros": (_with(content=bytes(5000)), DAMAGED),
    "stream cut": (_with(packed=b"\x03\x00", size=500), DAMAGED),
    "stream of rubbish": (_with(packed=b"rubbish" * 9), DAMAGED),
    "stream with a tail": (lambda: _with(packed=deflated(parts()[PART]) + b"tail")(), (same(), DAMAGED)),
    "stored, called deflated": (_with(packed=b"<worksheet/>"), DAMAGED),
    "an unknown method": (_with(method=99, packed=b"x"), DAMAGED),
    "deflate64": (_with(method=9, packed=b"x"), DAMAGED),
    "lzma": (lambda: zipped(parts(), zipfile.ZIP_LZMA), (same(), DAMAGED)),
    "bzip2": (lambda: zipped(parts(), zipfile.ZIP_BZIP2), (same(), DAMAGED)),
    "overlapping parts": (_more(Entry("xl/media/a.bin", at=0), Entry("xl/media/b.bin", at=0)), DAMAGED),
    "a part that begins beyond the end": (_more(Entry("xl/media/a.bin", at=10**6)), DAMAGED),
    "a part that the directory does not name": (_more(Entry(PART, b"<worksheet/>", listed=False)), (same(), DAMAGED)),
    "a part twice": (_more(Entry(PART, parts()[PART])), DAMAGED),
    "a part twice but for its case": (_more(Entry(PART.upper(), b"x")), DAMAGED),
    "a part twice but for a slash": (_more(Entry(PART.replace("/", "\\"), b"x")), (DAMAGED, same())),
    "a part twice but for ./": (_more(Entry(f"./{PART}", b"x")), (DAMAGED, same())),
    "a part twice but for an escape": (_more(Entry(PART.replace("/", "%2F"), b"x")), (DAMAGED, same())),
    "a part above the root": (_more(Entry("../../evil.sh", b"x")), DAMAGED),
    "a part at the root": (_more(Entry("/etc/cron.d/evil", b"x")), DAMAGED),
    "a part on a drive": (_more(Entry("C:\\evil.exe", b"x")), (same(), DAMAGED)),
    "a part without a name": (_more(Entry("", b"x")), (same(), DAMAGED)),
    "a part named by NUL": (_more(Entry("xl/\0evil.xml", b"x")), (same(), DAMAGED)),
    "a part of 60,000 letters": (_more(Entry("x" * 60_000, b"x")), (same(), DAMAGED)),
    "a folder as a part": (_more(Entry("xl/worksheets/", b"", STORED)), same()),
    "10,000 parts": (_more(*(Entry(f"xl/media/{n}.bin", b"x", STORED) for n in range(10_000))), same()),
    "a comment": (lambda: archive(entries(parts()), comment=b"PK\5\6" * 50), (same(), DAMAGED)),
    "an encrypted part": (_with(flags=1), ENCRYPTED),
    "streamed": (_streamed, same()),
    "zip64": (_zip64, same()),
    "uncompressed": (lambda: zipped(parts(), zipfile.ZIP_STORED), same()),
    "junk before": (lambda: b"MZ junk" + zipped(parts()), NO_BOOK),
    "junk before, with its offsets": (lambda: archive(entries(parts()), before=b"#!/bin/sh\n"), NO_BOOK),
    "a zip header before": (lambda: b"PK\3\4" + zipped(parts()), (same(), DAMAGED)),
    "offsets that are wrong": (lambda: archive(entries(parts()), shift=7), (same(), DAMAGED)),
    "junk behind": (lambda: zipped(parts()) + b"junk" * 10, (same(), DAMAGED)),
    "zeros behind": (lambda: zipped(parts()) + bytes(4096), (same(), DAMAGED)),
    "two archives": (_two_directories, (DAMAGED,)),
    "another archive before": (lambda: _appended_archive(in_comment=False), DAMAGED),
    "another archive in the comment": (lambda: _appended_archive(in_comment=True), (same(), DAMAGED)),
    "empty": (lambda: b"", refused_whole("file-empty")),
    "an empty archive": (lambda: archive([]), NO_BOOK),
    "all parts in a folder": (_everywhere("book/"), NO_BOOK),
    "all parts with ./": (_everywhere("./"), (same(), NO_BOOK)),
    "all parts in capitals": (lambda: zipped({n.upper(): c for n, c in parts().items()}), (same(), NO_BOOK)),
    "all parts with backslashes": (
        lambda: zipped({n.replace("/", "\\"): c for n, c in parts().items()}),
        (same(), NO_BOOK),
    ),
    "encrypted by Excel": (lambda: compound_file("EncryptedPackage", bytes(512)), ENCRYPTED),
    "a compound file of another program": (lambda: compound_file("WordDocument", bytes(512)), NO_BOOK),
}

TARGETS: Mapping[str, tuple[str, str]] = {
    "an absolute target": (f"/{PART}", PART),
    "a target with ./": ("./worksheets/sheet7.xml", PART),
    "a target with ..": ("../xl/worksheets/sheet7.xml", PART),
    "a target with //": ("worksheets//sheet7.xml", PART),
    "a target with a backslash": ("worksheets\\sheet7.xml", PART),
    "a target in capitals": ("WORKSHEETS/SHEET7.XML", PART),
    "a target with an escape": ("worksheets/sheet%37.xml", PART),
    "a target with an anchor": ("worksheets/sheet7.xml#A1", PART),
    "a part of an odd name": ("odd/名 x.data", "xl/odd/名 x.data"),
    "a part beside xl": ("/sheets/seven", "sheets/seven"),
    "a target that is not there": ("worksheets/nowhere.xml", PART),
    "the target of another sheet": ("worksheets/sheet1.xml", PART),
    "a target on the web": ("http://127.0.0.1:9/sheet7.xml", PART),
    "a target on the disk": ("file:///etc/passwd", PART),
    "no target": ("", PART),
}
"""How the workbook calls the part of Actuals, and the part's name."""


def _changed(name: str, part: str, old: str, new: str, expects: Expects) -> Recipe:
    return recipe(name, lambda: edited(parts(), part, old, new), expects)


PACKAGES = (
    *(
        recipe(name, lambda to=target, part=part: _moved(to, part), (same(), DAMAGED))
        for name, (target, part) in TARGETS.items()
    ),
    recipe("no content types", lambda: _without(TYPES), (same(), DAMAGED)),
    recipe("no root relations", lambda: _without("_rels/.rels"), (same(), DAMAGED)),
    recipe("no relations", lambda: _without(RELATIONS), DAMAGED),
    recipe("no workbook", lambda: _without(WORKBOOK), NO_BOOK),
    recipe("no styles", lambda: _without(STYLES), (DAMAGED, REFUSED)),
    recipe("no sheet", lambda: _without(PART), DAMAGED),
    _changed("another workbook by the root", "_rels/.rels", "xl/workbook.xml", "xl/other.xml", (same(), DAMAGED)),
    _changed("a relation twice", RELATIONS, 'Id="rId1"', 'Id="rId7"', DAMAGED),
    _changed(
        "a relation outside",
        RELATIONS,
        f'Target="{PART.removeprefix("xl/")}"',
        f'Target="{PART.removeprefix("xl/")}" TargetMode="External"',
        (same(), DAMAGED),
    ),
    _changed(
        "a sheet that is a chart by its relation",
        RELATIONS,
        f'{OFFICE}/worksheet" Target="{PART.removeprefix("xl/")}"',
        f'{OFFICE}/chartsheet" Target="{PART.removeprefix("xl/")}"',
        (DAMAGED, LOST),
    ),
    _changed("a sheet without relation", WORKBOOK, ' r:id="rId7"', "", DAMAGED),
)
"""Packages whose parts do not go together."""

RECIPES = named(
    "container",
    (*map(_cut, CUTS), *(_file(name, make, expects) for name, (make, expects) in LIES.items()), *PACKAGES),
)
