"""One walk through a sheet's XML: where the cells stand that are to be marked, and where those would that are missing.

A sheet may be too large for a tree, so only what marking changes is kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from xml.parsers import expat

from msgspec import Struct, field

from scorecard.model.problems import cell_name, cell_position
from scorecard.report.marked.xml_part import Element, Unmarkable, end_of, parse, parser

_AFTER_DRAWING = frozenset(
    {
        "legacyDrawing",
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    }
)
"""What stands in a worksheet where legacyDrawing does, or behind."""
_ALWAYS = frozenset({"sheetView", "col", "dimension", "legacyDrawing"})
_TRUE = ("1", "true")
PLACE = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


class Gap(Struct, frozen=True):
    """A wanted cell that is not there."""

    cell: str
    at: int
    """Where it would stand."""
    inside: int
    """Where the tag begins of the row that it would stand in; of the sheet's data where there is no such row."""
    row: bool
    """Whether there is such a row."""
    style: int
    """Of its row or column."""


class Scan(Struct):
    """What was found in a sheet."""

    wanted: Collection[str]
    """Cells by name."""
    cells: list[tuple[int, str, int]] = field(default_factory=list)
    """Where a wanted cell begins, its name, its style."""
    loose: dict[str, list[Element]] = field(default_factory=dict)
    """The elements of _ALWAYS, by name."""
    data: Element | None = None
    root: Element | None = None
    drawing_at: int = 0
    """Where an element legacyDrawing would stand."""
    rows: dict[int, Element] = field(default_factory=dict)
    """The rows of wanted cells, by number."""
    spots: dict[tuple[int, int], int] = field(default_factory=dict)
    """Where a cell that stands beyond the wanted one (row, column) begins, or its row ends."""
    row_spots: dict[int, int] = field(default_factory=dict)
    """Where a row begins that stands below the wanted one."""

    def gaps(self) -> Iterator[Gap]:
        """The wanted cells that are not there, from top to bottom and left to right."""
        assert self.data is not None
        there = {name for _, name, _ in self.cells}
        places = {cell_position(name)[::-1]: name for name in self.wanted if name not in there}
        for (row, column), name in sorted(places.items()):
            found = self.rows.get(row)
            if found:
                style = self._row_style(found) or self._column_style(column)
                yield Gap(name, self.spots.get((row, column), found.close), found.start, True, style or 0)
            else:
                at = self.row_spots.get(row, self.data.close)
                yield Gap(name, at, self.data.start, False, self._column_style(column) or 0)

    @staticmethod
    def _row_style(row: Element) -> int | None:
        own = row.attributes.get("s") if row.attributes.get("customFormat") in _TRUE else None
        return _whole(own) if own else None

    def _column_style(self, column: int) -> int | None:
        for each in self.loose.get("col", ()):
            if _whole(each.attributes.get("min")) <= column + 1 <= _whole(each.attributes.get("max")):
                return _whole(each.attributes.get("style"))
        return None


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def scan(content: bytes, wanted: Collection[str]) -> Scan:
    """What the walk finds. Raises Unmarkable where this is no sheet."""
    walk = _Walk(content, wanted)
    parse(walk.parser, content)
    if walk.found.root is None or (wanted and walk.found.data is None):
        raise Unmarkable
    return walk.found


class _Walk:
    """What the parser tells, element by element."""

    def __init__(self, content: bytes, wanted: Collection[str]) -> None:
        self.parser: expat.XMLParserType = parser()
        self.found = Scan(wanted)
        self._content = content
        self._wanted_columns = _columns_by_row(wanted)
        self._wanted_rows = sorted(self._wanted_columns, reverse=True)
        self._row = self._next = 0
        """The row at hand; the column of a cell that does not say where it stands."""
        self._columns: list[int] | None = None
        """Of the row at hand those that are wanted and not reached, the next one last; None: none is wanted in it."""
        self._depth = 0
        self._open: Element | None = None
        """The child of the root that is open, outside the sheet's data."""
        self._space = ""
        self._in_data = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._in_data:
            if name == self._cell_name:
                self._start_cell(attributes)
            elif name == self._row_name:
                self._start_row(attributes)
            return
        space, _, local = name.rpartition(" ")
        made = Element(space, local, attributes, self.parser.CurrentByteIndex)
        if self.found.root is None:
            self._start_root(made)
        elif space == self._space:
            self._start_other(made)
        if self._depth == 1:
            self._open = made
        self._depth += 1

    def _start_root(self, root: Element) -> None:
        self.found.root, self._space = root, root.space
        own = f"{root.space} " if root.space else ""
        self._cell_name, self._row_name, self._data_name = f"{own}c", f"{own}row", f"{own}sheetData"

    def _start_other(self, made: Element) -> None:
        if made.name == "sheetData" and self._depth == 1:
            self.found.data, self._in_data = made, True
        elif made.name in _ALWAYS:
            self.found.loose.setdefault(made.name, []).append(made)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row = _whole(attributes.get("r")) or self._row + 1
        self._next, self._columns = 0, None
        while self._wanted_rows and self._wanted_rows[-1] < self._row:
            self.found.row_spots[self._wanted_rows.pop()] = self.parser.CurrentByteIndex
        if self._row in self._wanted_columns:
            self._columns = list(self._wanted_columns[self._row])
            made = Element(self._space, "row", attributes, self.parser.CurrentByteIndex)
            self.found.rows.setdefault(self._row, made)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("r", "").upper()
        if self._columns is None:
            if name not in self.found.wanted:
                return
        else:
            name = name or cell_name(self._next, self._row)
            self._pass(name)
        start = self.parser.CurrentByteIndex
        if name in self.found.wanted:
            self.found.cells.append((start, name, _whole(attributes.get("s"))))

    def _pass(self, name: str) -> None:
        """Every wanted cell of the row that stands before this one and was not reached would stand here."""
        if not PLACE.fullmatch(name):
            raise Unmarkable
        column = cell_position(name)[0]
        while self._columns and self._columns[-1] < column:
            self.found.spots.setdefault((self._row, self._columns.pop()), self.parser.CurrentByteIndex)
        self._next = column + 1

    def _end(self, name: str) -> None:
        if self._in_data:
            if name == self._row_name:
                self._end_row()
            elif name == self._data_name and self.found.data:
                self._in_data = False
                self.found.data.close = self.parser.CurrentByteIndex
                self._depth -= 1
                self._end_child()
            return
        self._depth -= 1
        if self._depth == 1:
            self._end_child()
        elif self._depth == 0 and self.found.root:
            self.found.root.close = self.parser.CurrentByteIndex

    def _end_row(self) -> None:
        row = self.found.rows.get(self._row)
        if row and row.close < 0:
            row.close = self.parser.CurrentByteIndex

    def _end_child(self) -> None:
        if self._open and self._open.space == self._space and self._open.name not in _AFTER_DRAWING:
            self.found.drawing_at = end_of(self._content, self._open.start, self.parser.CurrentByteIndex)


def _columns_by_row(wanted: Collection[str]) -> dict[int, list[int]]:
    """Row to the columns that are wanted in it, the first one last."""
    found: dict[int, list[int]] = {}
    for name in wanted:
        column, row = cell_position(name)
        found.setdefault(row, []).append(column)
    return {row: sorted(columns, reverse=True) for row, columns in found.items()}
