"""A workbook's package: parts that are kept as they are, parts that change, and how parts name each other (OPC)."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable
from itertools import count

from msgspec import Struct

from scorecard.read.formats.part_names import meant, plain, relations_of
from scorecard.report.marked.xml_part import Edits, Element, Unmarkable, element, prefix_at, tree

USUAL = "xl/workbook.xml"
LIST = "xl/worksheets/scorecard-problems{}.xml"
"""The added sheet's part. A spreadsheet program that saves the copy gives it a name of its own, so that a file that has
such a part is as it was written."""
_TYPES = "[Content_Types].xml"
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_EMPTY = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONS_SPACE}"/>'


class Relation(Struct, frozen=True):
    """What a part has to do with another."""

    id: str
    kind: str
    """The type, a URL."""
    part: str
    """The other part's name; empty where it lies outside the package."""


class Package:
    """The parts of one archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {plain(name): name for name in archive.namelist()}
        self._changed: dict[str, bytes] = {}
        documents = [each.part for each in self.relations("").values() if each.kind.endswith("/officeDocument")]
        self.workbook = documents[0] if documents else USUAL
        """The part that the package calls its document; without such a word the one that is usual."""

    def has(self, part: str) -> bool:
        """Whether there is such a part, whatever the case of its name."""
        return plain(part) in self._names

    def names(self) -> Iterable[str]:
        """All parts."""
        return self._names.values()

    def read(self, part: str) -> bytes:
        """The part's bytes as they are now. Raises Unmarkable where there is none."""
        name = self._names.get(plain(part))
        if name is None:
            raise Unmarkable
        return self._changed[name] if name in self._changed else self._archive.read(name)

    def write(self, part: str, content: bytes) -> None:
        """Other bytes of a part, or a new one."""
        self._changed[self._names.setdefault(plain(part), part)] = content

    def add(self, pattern: str, content: bytes, content_type: str) -> str:
        """A new part under the first free name: ``xl/comments{}.xml``."""
        part = next(name for name in map(pattern.format, count(1)) if not self.has(name))
        self.write(part, content)
        self.declare(part, content_type)
        return part

    def declare(self, part: str, content_type: str) -> None:
        """Say what a new part is: of a drawing by its ending, as spreadsheet programs do."""
        edits = Edits(self.read(_TYPES))
        root, extension = tree(edits.content), posixpath.splitext(part)[1][1:]
        prefix = prefix_at(edits.content, root.start)
        said = {each.attributes.get("Extension", "").lower() for each in root.named("Default")}
        if extension == "xml" or extension in said:
            xml = element(f"{prefix}Override", {"PartName": f"/{part}", "ContentType": content_type})
            edits.append(root, xml)
        else:
            xml = element(f"{prefix}Default", {"Extension": extension, "ContentType": content_type})
            edits.insert_in(root.start, edits.after_tag(root.start), xml)
        self.write(_TYPES, edits.done())

    def relations(self, part: str) -> dict[str, Relation]:
        """What the part has to do with others, by id."""
        name = relations_of(part)
        found = tree(self.read(name)).named("Relationship") if self.has(name) else []
        return {each.attributes.get("Id", ""): _relation(part, each) for each in found}

    def relate(self, part: str, kind: str, target: str, id: str | None = None, external: bool = False) -> str:
        """The id of a new relation, ``id`` where that is given."""
        name = relations_of(part)
        edits = Edits(self.read(name) if self.has(name) else _EMPTY.encode())
        root = tree(edits.content)
        taken = {each.attributes.get("Id") for each in root.children}
        id = id or next(free for free in map("rId{}".format, count(1)) if free not in taken)
        said = {"Id": id, "Type": kind, "Target": target, "TargetMode": "External" if external else None}
        edits.append(root, element(f"{prefix_at(edits.content, root.start)}Relationship", said))
        self.write(name, edits.done())
        return id

    def saved(self) -> bytes:
        """The archive: the parts in their order, new ones last; the same bytes every time."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
            for old in self._archive.infolist():
                info = zipfile.ZipInfo(old.filename, old.date_time)
                info.compress_type = zipfile.ZIP_STORED if old.compress_type == zipfile.ZIP_STORED else made.compression
                info.external_attr = old.external_attr
                made.writestr(info, self.read(old.filename))
            there = set(self._archive.namelist())
            for name in (each for each in self._changed if each not in there):
                info = zipfile.ZipInfo(name)
                info.compress_type = made.compression
                made.writestr(info, self._changed[name])
        return stream.getvalue()


def _relation(part: str, said: Element) -> Relation:
    inside = said.attributes.get("TargetMode") != "External"
    target = meant(part, said.attributes.get("Target", "")) if inside else ""
    return Relation(said.attributes.get("Id", ""), said.attributes.get("Type", ""), target)


def workbook_part(archive: zipfile.ZipFile) -> str | None:
    """The part of the workbook in an .xlsx or .xlsm, whatever the file is called; None where it is something else."""
    try:
        package = Package(archive)
        found = tree(package.read(package.workbook)).name == "workbook"
    except Unmarkable:
        return None
    return package.workbook if found else None


def is_marked_copy(data: bytes) -> bool:
    """Whether the file is a marked copy that nobody has changed since."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.startswith(LIST.partition("{")[0]) for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
