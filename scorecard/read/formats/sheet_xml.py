"""A sheet's XML, cell by cell: what stands in it that no one can read, and where anything stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scorecard.read.cells import Unreadable
from scorecard.read.formats.grid import Refused
from scorecard.read.formats.markup import parser
from scorecard.read.formats.merged import MOST, Range, column_number, range_of

_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})", re.A)
_CHILDREN: Mapping[str, frozenset[str]] = {
    "sheetData": frozenset({"row"}),
    "row": frozenset({"c", "extLst"}),
    "c": frozenset({"f", "v", "is", "extLst"}),
    "f": frozenset(),
    "v": frozenset(),
    "is": frozenset({"t", "r", "rPh", "phoneticPr"}),
    "r": frozenset({"t", "rPr"}),
    "rPh": frozenset({"t"}),
    "t": frozenset(),
}
"""What may stand in an element; in others anything may. [ECMA-376-1] 18.3.1"""

Place = tuple[int, int]
"""Row (1-based) and column (0-based)."""


def read_sheet(content: bytes) -> SheetReader:
    """What the parser told about a sheet, or about its rows. Raises Refused, and ExpatError where it is no XML."""
    reader = SheetReader()
    made = parser()
    made.StartElementHandler = reader.start
    made.EndElementHandler = reader.end
    made.CharacterDataHandler = reader.text
    made.CommentHandler = made.ProcessingInstructionHandler = made.StartCdataSectionHandler = reader.interrupt
    made.Parse(content, True)
    return reader


class SheetReader:
    """What the parser tells, cell by cell."""

    def __init__(self) -> None:
        self.unreadable: dict[Place, Unreadable] = {}
        self.hidden: set[int] = set()
        self.merged: list[Range] = []
        self.filled: dict[Place, int | bool] = {}
        """Each cell that has a value: which shared text it is, else whether it is more than spaces."""
        self.last_row = self.last_column = 0
        """Of those cells; the column counts from 1."""
        self.unclear: set[Place] = set()
        """Cells with several values, or with a value that readers take for different things."""
        self._prefix: str | None = None
        self._open: list[str] = []
        self._has_rows = False
        self._row = self._column = 0
        self._type: str | None = None
        self._formula: str | None = None
        self._value: str | None = None
        self._doubtful = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins. Raises Refused where it must not stand there, or a cell's place is none."""
        if self._prefix is None:
            self._prefix = name[: name.rfind(":") + 1]
        local = name.removeprefix(self._prefix)
        around = self._open[-1] if self._open else ""
        if local not in _CHILDREN.get(around, {local}) or (local == "sheetData" and not self._may_begin_rows()):
            raise Refused("workbook-damaged")
        self._open.append(local)
        if around == "row" and local == "c":
            self._begin_cell(attributes)
        elif around == "c":
            self._begin_value(local)
        elif around == "sheetData":
            self._row, self._column = _row_number(attributes.get("r"), self._row), 0
            if attributes.get("hidden") in ("1", "true"):
                self.hidden.add(self._row)
        elif local == "mergeCell" and len(self.merged) < MOST:
            found = range_of(attributes.get("ref", ""))
            self.merged += [found] if found else []

    def _may_begin_rows(self) -> bool:
        """Whether no rows came before, and only the sheet is around."""
        first, self._has_rows = not self._has_rows, True
        return first and len(self._open) < 2

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self._column += 1
        else:
            found = _PLACE.fullmatch(place)
            if not found or int(found[2]) != self._row:
                raise Refused("workbook-damaged")
            self._column = column_number(found[1])
        self._type, self._formula, self._value, self._doubtful = attributes.get("t"), None, None, False

    def _begin_value(self, local: str) -> None:
        """The fast reader forgets a value before a formula, takes the last of several, and none of the wrong kind."""
        if local == "f":
            self._formula = ""
            self._doubtful = self._doubtful or bool(self._value)
        elif local in ("v", "is"):
            of_kind = (local == "is") == (self._type == "inlineStr")
            self._doubtful = self._doubtful or self._value is not None or not of_kind
            self._value = self._value or ""

    def text(self, text: str) -> None:
        """A piece of text, perhaps one of several of a cell."""
        if "v" in self._open or "is" in self._open:
            self._value = (self._value or "") + text
        elif self._open[-1] == "f":
            self._formula = (self._formula or "") + text

    def interrupt(self, *_: str) -> None:
        """A comment, an instruction or a marked section. Raises Refused where it stands in a cell."""
        if "c" in self._open:  # the fast reader would lose the value beside it
            raise Refused("workbook-damaged")

    def end(self, name: str) -> None:
        """An element ends."""
        if self._open.pop() == "c" and "sheetData" in self._open:
            self._end_cell()

    def _end_cell(self) -> None:
        place = (self._row, self._column - 1)
        if place in self.filled or self._doubtful or (self._type == "s" and self._value and not self._is_index()):
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
        text = self._value or ""
        return self._type == "s" and text.isascii() and text.isdigit() and len(text) < 10


def _row_number(said: str | None, before: int) -> int:
    if said is None:
        return before + 1
    if not said.isdecimal() or len(said) > 7:
        raise Refused("workbook-damaged")
    return int(said)
