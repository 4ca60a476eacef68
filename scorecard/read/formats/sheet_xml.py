"""A sheet's XML, cell by cell: what stands in it that no one can read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scorecard.read.cells import Unreadable
from scorecard.read.formats.archive import parser
from scorecard.read.formats.grid import Refused

_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})", re.A)


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def read_sheet(content: bytes) -> SheetReader:
    """What the parser told about these rows and cells. Raises Refused, and ExpatError where it is no XML."""
    reader = SheetReader()
    made = parser()
    made.StartElementHandler = reader.start
    made.EndElementHandler = reader.end
    made.CharacterDataHandler = reader.text
    made.CommentHandler = reader.comment
    made.Parse(content, True)
    return reader


class SheetReader:
    """What the parser tells, cell by cell."""

    def __init__(self) -> None:
        self.unreadable: dict[tuple[int, int], Unreadable] = {}
        """By row (1-based) and column (0-based)."""
        self.hidden: set[int] = set()
        self.last_row = self.last_column = 0
        """Of the cells that are not empty."""
        self._prefix: str | None = None
        self._row = self._column = 0
        self._type: str | None = None
        self._formula: str | None = None
        self._value: str | None = None
        self._inside = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins. Raises Refused where a cell's place is none."""
        if self._prefix is None:
            self._prefix = name[: name.rfind(":") + 1]
        name = name.removeprefix(self._prefix)
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v" or name == "is":
            self._inside, self._value = "v", self._value or ""
        elif name == "f":
            self._inside, self._formula = "f", ""
        elif name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            if attributes.get("hidden") in ("1", "true"):
                self.hidden.add(self._row)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self._column += 1
        else:
            found = _PLACE.fullmatch(place)
            if not found:
                raise Refused("workbook-damaged")
            self._row, self._column = int(found[2]), column_number(found[1])
        self._type, self._formula, self._value, self._inside = attributes.get("t"), None, None, "c"

    def text(self, text: str) -> None:
        """A piece of text, perhaps one of several of a cell."""
        if self._inside == "v":
            self._value = (self._value or "") + text
        elif self._inside == "f":
            self._formula = (self._formula or "") + text

    def comment(self, _: str) -> None:
        """A comment. Raises Refused where it stands in a cell."""
        if self._inside:  # the fast reader would lose the value beside it
            raise Refused("workbook-damaged")

    def end(self, name: str) -> None:
        """An element ends."""
        name = name.removeprefix(self._prefix or "")
        if name == "c":
            self._end_cell()
            self._inside = ""
        elif name in ("v", "f", "is"):
            self._inside = "c"

    def _end_cell(self) -> None:
        if self._formula is None and not self._value and self._type != "e":
            return
        self.last_row, self.last_column = max(self.last_row, self._row), max(self.last_column, self._column)
        place = (self._row, self._column - 1)
        computed_text = self._type == "str" and self._value is not None
        if self._type == "e":
            self.unreadable[place] = Unreadable("error-cell", self._value or "#N/A")
        elif self._formula is not None and not self._value and not computed_text:
            self.unreadable[place] = Unreadable("formula-without-value", f"={self._formula or '…'}")
