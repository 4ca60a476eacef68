"""A sheet's XML, cell by cell: what stands in it that no one can read, and where anything stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scorecard.read.cells import Unreadable
from scorecard.read.formats.grid import Refused
from scorecard.read.formats.markup import local_name, parser

_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})", re.A)

Place = tuple[int, int]
"""Row (1-based) and column (0-based)."""


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
    made.ProcessingInstructionHandler = reader.comment
    made.Parse(content, True)
    return reader


class SheetReader:
    """What the parser tells, cell by cell, whatever the prefix."""

    def __init__(self) -> None:
        self.unreadable: dict[Place, Unreadable] = {}
        self.hidden: set[int] = set()
        self.filled: dict[Place, int | bool] = {}
        """Each cell that has a value: which shared text it is, else whether it is more than spaces."""
        self.last_row = self.last_column = 0
        """Of those cells; the column counts from 1."""
        self.unclear: set[Place] = set()
        """Cells with several values, or with a value that readers take for different things."""
        self._row = self._column = 0
        self._type: str | None = None
        self._formula: str | None = None
        self._value: str | None = None
        self._values = 0
        self._inside = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins. Raises Refused where a cell's place is none."""
        name = local_name(name)
        if name == "c":
            self._begin_cell(attributes)
        elif name == "v" or name == "is":
            self._inside, self._value = name, self._value or ""
            self._values += 1
        elif name == "f":
            self._inside, self._formula = "f", ""
            self._values += 2 * bool(self._value)
        elif name == "row":
            self._row, self._column = _row_number(attributes.get("r"), self._row), 0
            if attributes.get("hidden") in ("1", "true"):
                self.hidden.add(self._row)
        elif self._inside == "v":
            self._values += 2

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
        self._values = 0

    def text(self, text: str) -> None:
        """A piece of text, perhaps one of several of a cell."""
        if self._inside in ("v", "is"):
            self._value = (self._value or "") + text
        elif self._inside == "f":
            self._formula = (self._formula or "") + text

    def comment(self, *_: str) -> None:
        """A comment or instruction. Raises Refused where it stands in a cell."""
        if self._inside:  # the fast reader would lose the value beside it
            raise Refused("workbook-damaged")

    def end(self, name: str) -> None:
        """An element ends."""
        name = local_name(name)
        if name == "c":
            self._end_cell()
            self._inside = ""
        elif name in ("v", "f", "is"):
            self._inside = "c"

    def _end_cell(self) -> None:
        place = (self._row, self._column - 1)
        if place in self.filled or self._values > 1 or (self._type == "s" and self._value and not self._is_index()):
            self.unclear.add(place)
        computed_text = self._type == "str" and self._value is not None
        if self._type == "e":
            self.unreadable[place] = Unreadable("error-cell", self._value or "#N/A")
        elif self._formula is not None and not self._value and not computed_text:
            self.unreadable[place] = Unreadable("formula-without-value", f"={self._formula or '…'}")
        elif self._value:
            self.filled[place] = int(self._value) if self._is_index() else not self._value.isspace()
            self.last_row, self.last_column = max(self.last_row, self._row), max(self.last_column, self._column)

    def _is_index(self) -> bool:
        return self._type == "s" and bool(self._value) and _is_digits(self._value or "")


def _row_number(said: str | None, before: int) -> int:
    if said is None:
        return before + 1
    if not said.isdecimal() or len(said) > 7:
        raise Refused("workbook-damaged")
    return int(said)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
