"""What follows the rows in a sheet of an .xlsx: merged cells, noted; further rows, refused ([ECMA-376-1] 18.3.1)."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.read.formats.grid import Refused
from scorecard.read.formats.markup import local_name, parser
from scorecard.read.formats.merged import MOST, Range, range_of


class SheetTail:
    """Takes the rest of a sheet's part, piece by piece."""

    def __init__(self, sheet: str) -> None:
        self.merged: list[Range] = []
        self._sheet = sheet
        self._parser = parser()

    def begin(self, prefix: str) -> None:
        """The sheet's elements have that prefix; its rows have just ended."""
        self._parser.Parse(f"<{prefix}worksheet>".encode(), False)
        self._parser.StartElementHandler = self._start

    def take(self, content: bytes, *, last: bool = False) -> None:
        """The next bytes. Raises Refused where rows come again, and ExpatError where it is no XML."""
        self._parser.Parse(content, last)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = local_name(name)
        if local == "sheetData":
            raise Refused("workbook-damaged", sheet=self._sheet)
        if local == "mergeCell" and len(self.merged) < MOST:
            found = range_of(attributes.get("ref", ""))
            self.merged += [found] if found else []
