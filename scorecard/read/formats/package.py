"""The package of .xlsx and .xlsb: which part is the workbook, and which are its sheets ([ECMA-376-2] 9)."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping, Sequence

from msgspec import Struct

from scorecard.read.formats import sniff
from scorecard.read.formats.archive import content
from scorecard.read.formats.grid import Refused
from scorecard.read.formats.markup import elements
from scorecard.read.formats.part_names import meant, plain, relations_of

_OTHERS = ("word/", "ppt/")
"""Where documents of other programs stand."""
_WORKSHEET = "worksheet"
_OTHER_SHEETS = ("chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet", "macrosheet")
MOST_DIRECTORY = 2**24
"""A part that says where others stand may have so many bytes."""


class Target(Struct, frozen=True):
    """What a relation leads to."""

    kind: str
    """The last word of its type: ``worksheet``, ``styles``."""
    part: str
    """The part's name as the archive has it."""


class SheetPart(Struct, frozen=True):
    """A sheet of the workbook and the part that holds it."""

    name: str
    part: str
    hidden: bool


class Package:
    """The parts by name, whatever the case, and how they refer to each other."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.read: set[str] = set()
        """The parts whose content someone asked for."""
        self._names = {plain(name): name for name in archive.namelist()}
        self.workbook = self._workbook()
        self.targets = self.relations(self.workbook)

    def _workbook(self) -> str:
        """The part that the package calls its document; without such a word the one that is usual."""
        documents = {target.part for target in self.relations("").values() if target.kind == "officeDocument"}
        if len(documents) > 1:
            raise Refused("workbook-damaged")
        usual = (self._names[name] for name in ("xl/workbook.xml", "xl/workbook.bin") if name in self._names)
        found = documents.pop() if documents else next(usual, None)
        if found is None or not found.lower().endswith((".xml", ".bin")) or found.startswith(_OTHERS):
            raise Refused(sniff.message(sniff.of_parts(self.archive.namelist())))
        return found

    @property
    def is_binary(self) -> bool:
        """Whether the workbook is one of .xlsb: its first record begins it."""
        return self.content(self.workbook).startswith(b"\x83\x01")

    def relations(self, part: str) -> Mapping[str, Target]:
        """The relations of a part (of the package: "") by their ids; those that lead outside are left out."""
        holder = self._names.get(plain(relations_of(part)))
        found: dict[str, Target] = {}
        for _, said in elements(self.content(holder), "Relationship") if holder else ():
            id, target = said.get("Id", ""), self._names.get(plain(meant(part, said.get("Target", ""))))
            if id in found:
                raise Refused("workbook-damaged")
            if target is not None and said.get("TargetMode") != "External":
                found[id] = Target(said.get("Type", "").rpartition("/")[2], target)
        return found

    def content(self, part: str, most: int = MOST_DIRECTORY, sheet: str = "") -> bytes:
        """The part as a whole. Raises Refused where it is larger."""
        self.read.add(part)
        return content(self.archive, part, most, sheet)

    def beside(self, kind: str, usual: str) -> str | None:
        """The one part that the workbook refers to as this kind; else the one of the usual name beside it."""
        found = {target.part for target in self.targets.values() if target.kind == kind}
        if len(found) > 1:
            raise Refused("workbook-damaged")
        return found.pop() if found else self._names.get(plain(f"{posixpath.dirname(self.workbook)}/{usual}"))

    def worksheets(self, said: Sequence[tuple[str, str, bool]]) -> list[SheetPart]:
        """The worksheets among the sheets that the workbook names: (name, id of its relation, whether it is hidden).

        Raises Refused where a sheet has no part, or two have one part or one name.
        """
        found = [(SheetPart(name, self.targets[id].part, hidden), self.targets[id].kind) for name, id, hidden in said]
        alike = ({sheet.name.casefold() for sheet, _ in found}, {sheet.part for sheet, _ in found})
        if not found or any(len(each) < len(found) for each in alike):
            raise Refused("workbook-damaged")
        if any(kind not in (_WORKSHEET, *_OTHER_SHEETS) for _, kind in found):
            raise Refused("workbook-damaged")
        return [sheet for sheet, kind in found if kind == _WORKSHEET]
