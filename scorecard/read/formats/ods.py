"""The second look at .ods: error cells, formulas without a value, hidden rows, and how far a sheet reaches."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping

from scorecard.read.cells import Unreadable
from scorecard.read.formats.archive import parser, parts
from scorecard.read.formats.grid import Marks, Refused, check_size

CONTENT = "content.xml"
ENCRYPTED_CONTENT = "encrypted-package"
"""Stands in the place of all other parts where a workbook is encrypted as a whole."""
MOST_ALIKE = 100_000
"""One error may stand for so many cells."""
_ENCRYPTED = b"encryption-data"


def sheet_marks(archive: zipfile.ZipFile) -> dict[str, Marks]:
    """Every sheet's marks by its name; every part of the workbook has been unpacked and checked. Raises Refused."""
    found: dict[str, Marks] = {}
    manifest = content = b""
    for name, part in parts(archive):
        content = part if name == CONTENT else content
        manifest = part if name == "META-INF/manifest.xml" else manifest
    if _ENCRYPTED in manifest:
        raise Refused("workbook-encrypted")
    reader = _Reader(found)
    made = parser()
    made.StartElementHandler = reader.start
    made.EndElementHandler = reader.end
    made.CharacterDataHandler = reader.text
    made.Parse(content, True)
    return found


class _Reader:
    """What the parser tells about the sheets, cell by cell; a row or cell may stand for many that are alike."""

    def __init__(self, found: dict[str, Marks]) -> None:
        self._found = found
        self._cell: Mapping[str, str] = {}
        self._depth = 0
        """Tables within cells are not sheets."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._begin_sheet(attributes.get("table:name", ""))
        elif self._depth == 1 and name == "table:table-row":
            self._begin_row(attributes)
        elif self._depth == 1 and name in ("table:table-cell", "table:covered-table-cell"):
            self._cell, self._shows = attributes, False
            self._text: list[str] = []
        elif name == "text:p":
            self._shows = True

    def _begin_sheet(self, name: str) -> None:
        self._name = name
        self._row = self._last_row = self._last_column = 0
        self._unreadable: dict[tuple[int, int], Unreadable] = {}
        self._hidden: set[int] = set()
        self._cell = {}
        self._text = []
        self._shows = False

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._row += 1
        self._repeated = _count(attributes.get("table:number-rows-repeated"))
        self._concealed = attributes.get("table:visibility", "visible") != "visible"
        self._column = 0
        self._filled = False

    def text(self, text: str) -> None:
        if self._depth == 1:
            self._text.append(text)

    def end(self, name: str) -> None:
        if name == "table:table":
            self._depth -= 1
            if self._depth == 0:
                self._found[self._name] = Marks(self._unreadable, frozenset(self._hidden))
        elif self._depth == 1 and name in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif self._depth == 1 and name == "table:table-row":
            self._end_row()

    def _end_cell(self) -> None:
        cell, text = self._cell, "".join(self._text).strip()
        repeated = _count(cell.get("table:number-columns-repeated"))
        unreadable = _unreadable(cell, text, self._shows)
        if unreadable or text or "office:value-type" in cell:
            self._filled = True
            self._last_column = max(self._last_column, self._column + repeated)
            check_size(self._name, self._row + self._repeated - 1, self._last_column)
        if unreadable:
            if self._repeated * repeated > MOST_ALIKE:
                raise Refused("workbook-damaged")
            for row in range(self._row, self._row + self._repeated):
                for column in range(self._column, self._column + repeated):
                    self._unreadable[row, column] = unreadable
        self._column += repeated

    def _end_row(self) -> None:
        if self._filled:
            if self._concealed:
                self._hidden.update(range(self._row, self._row + self._repeated))
            self._last_row = self._row + self._repeated - 1
            check_size(self._name, self._last_row, self._last_column)
        self._row += self._repeated - 1


def _count(text: str | None) -> int:
    return max(int(text), 1) if text and text.isdigit() else 1


def _unreadable(cell: Mapping[str, str], text: str, shows: bool) -> Unreadable | None:
    """What keeps a cell from being read, if anything; ``shows`` says that it has a paragraph, be it an empty one."""
    formula = cell.get("table:formula")
    if cell.get("calcext:value-type") == "error" or (formula is not None and _names_error(cell, text)):
        return Unreadable("error-cell", text or "#N/A")
    if formula is not None and "office:value-type" not in cell and not shows:
        return Unreadable("formula-without-value", formula.partition(":")[2] or formula)
    return None


def _names_error(cell: Mapping[str, str], text: str) -> bool:
    """An error of a program that does not mark it as one: an empty text that yet shows ``#…`` or ``Err:…``."""
    return cell.get("office:string-value") == "" and text.startswith(("#", "Err:"))
