"""The content of an .ods, cell by cell: its sheets, what no one can read in them, and how far they reach."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec import Struct, field

from scorecard.model.problems import cell_name
from scorecard.read.cells import Unreadable, YearAlone
from scorecard.read.formats.grid import Refused, check_size
from scorecard.read.formats.markup import parser
from scorecard.read.formats.merged import MOST, Range
from scorecard.read.formats.sheet_xml import Place
from scorecard.read.formats.year_formats import year_alone

MOST_SPAN = 2**22
"""The rectangle from A1 to a sheet's last cell may have so many cells."""
MOST_LETTERS = 2**26
"""The texts of a sheet, each as often as it stands there, may have so many letters."""
MOST_ALIKE = 100_000
"""One error may stand for so many cells."""

_VALUES = {
    "float": "office:value",
    "percentage": "office:value",
    "currency": "office:value",
    "date": "office:date-value",
    "time": "office:time-value",
    "boolean": "office:boolean-value",
}
"""Type of a cell to the attribute that holds its value."""
_TRUTHS = frozenset({"TRUE", "FALSE", "真", "假", "WAHR", "FALSCH", "VRAI", "FAUX"})
"""How cells show what is true or false; LibreOffice saves a formula's 1 or 0 beside it."""
_REPEATED = re.compile(r"[1-9]\d{0,17}", re.ASCII)
_ERROR = re.compile(r"#[^\W\d]|Err:")
"""How an error begins; ``#2`` is a number with a sign before it."""
_SPACES = {"text:tab": "\t", "text:line-break": "\n"}
_ASIDE = ("office:annotation", "draw:")
_CELLS = ("table:table-cell", "table:covered-table-cell")


class Sheet(Struct):
    """A table that is a sheet, and where it stands in the bytes."""

    name: str
    style: str
    begin: int
    wanted: bool
    end: int = 0
    last_row: int = 0
    """Of what is filled; 0 where nothing is."""
    last_column: int = 0
    letters: int = 0
    unreadable: dict[Place, Unreadable | YearAlone | str] = field(default_factory=dict)
    """Cells that are faulty, dates that show their year alone, and texts that the fast reader would join without what
    stands between their words."""
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[Range] = field(default_factory=list)


class Look:
    """What the parser tells about the sheets, cell by cell; a row or cell may stand for many that are alike."""

    def __init__(self, wanted: Callable[[str], bool]) -> None:
        self.sheets: list[Sheet] = []
        self.hidden_styles: set[str] = set()
        self._wanted = wanted
        self._parser = parser()
        self._cell: Mapping[str, str] | None = None
        self._text: list[str] = []
        self._shows = False
        self._depth = 0
        """Tables within cells are not sheets."""
        self._aside = 0
        """Remarks and drawings in a cell are none of its text."""
        self._spaced = False
        """Whether something stands in the text of which the fast reader makes another: a tab, the end of a line, a
        drawing, a CDATA section."""
        self._style = ""
        self._row = self._column = 0
        self._in_row = False
        self._rows = 1
        self._concealed = self._filled = False

    def parse(self, content: bytes) -> None:
        """Look at all of it. Raises Refused, and ExpatError where it is no XML."""
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._take
        self._parser.StartCdataSectionHandler = self._begin_cdata
        self._parser.Parse(content, True)
        if not self.sheets or len({sheet.name.casefold() for sheet in self.sheets}) < len(self.sheets):
            raise Refused("workbook-damaged")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._begin_sheet(attributes)
            elif self._cell is not None and not self._aside:
                self._refuse_cell()
        elif self._depth == 0:
            self._look_at_style(name, attributes)
        elif not self.sheets[-1].wanted:
            return
        elif self._depth == 1 and name == "table:table-row":
            self._begin_row(attributes)
        elif self._depth == 1 and name in _CELLS:
            if self._cell is not None:
                self._refuse_cell()
            self._cell, self._shows, self._text, self._spaced = attributes, False, [], False
        else:
            self._start_within(name, attributes)

    def _start_within(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element of a cell's text, or of what stands in or beside cells and is no text of theirs."""
        if self._aside or name.startswith(_ASIDE):
            self._aside += 1
            self._spaced = True
        elif name == "text:p":
            self._text += "\n" if self._shows else ""
            self._shows = True
        elif name == "text:s":
            self._text.append(" " * _count(attributes.get("text:c")))
        elif name in _SPACES:
            self._text.append(_SPACES[name])
            self._spaced = True

    def _begin_cdata(self) -> None:
        self._spaced = True

    def _look_at_style(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self.hidden_styles.add(self._style)

    def _begin_sheet(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("table:name", "")
        begin = self._parser.CurrentByteIndex
        self.sheets.append(Sheet(name, attributes.get("table:style-name", ""), begin, self._wanted(name)))
        self._row, self._cell, self._in_row = 0, None, False

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        if self._in_row or self._cell is not None:
            raise Refused("workbook-damaged", sheet=self.sheets[-1].name)
        self._row, self._in_row = self._row + 1, True
        self._rows = self._repeated(attributes, "table:number-rows-repeated")
        self._concealed = attributes.get("table:visibility", "visible") != "visible"
        self._column = 0
        self._filled = False

    def _take(self, text: str) -> None:
        if self._depth == 1 and self._cell is not None and not self._aside:
            self._text.append(text)

    def _end(self, name: str) -> None:
        if name == "table:table":
            self._depth -= 1
            if self._depth == 0:
                self.sheets[-1].end = self._parser.CurrentByteIndex + len(b"</table:table>")
        elif self._aside:
            self._aside -= 1
        elif self._depth == 1 and self._cell is not None and name in _CELLS:
            self._end_cell(self._cell)
            self._cell = None
        elif self._depth == 1 and self.sheets[-1].wanted and name == "table:table-row":
            self._end_row()

    def _end_cell(self, cell: Mapping[str, str]) -> None:
        sheet, text = self.sheets[-1], "".join(self._text)
        columns = self._repeated(cell, "table:number-columns-repeated")
        unreadable = _unreadable(cell, text.strip(), self._shows) or self._otherwise_shown(cell, text)
        if unreadable or text.strip() or "office:value-type" in cell:
            self._filled = True
            sheet.last_column = max(sheet.last_column, self._column + columns)
            letters = max(len(text), len(cell.get("office:string-value", "")))
            sheet.letters += letters * columns * self._rows
            self._check_size(self._row + self._rows - 1)
        if unreadable:
            if self._rows * columns > MOST_ALIKE:
                raise Refused("workbook-damaged")
            for row in range(self._row, self._row + self._rows):
                for column in range(self._column, self._column + columns):
                    sheet.unreadable[row, column] = unreadable
        if not isinstance(unreadable, Unreadable) and not _is_clear(cell, text):
            self._refuse_cell()
        self._look_at_span(cell)
        self._column += columns

    def _look_at_span(self, cell: Mapping[str, str]) -> None:
        """Notes a cell that spans several."""
        rows, columns = (_count(cell.get(f"table:number-{what}-spanned")) for what in ("rows", "columns"))
        if rows * columns > 1 and len(self.sheets[-1].merged) < MOST:
            last_row, last_column = self._row + rows - 1, self._column + columns - 1
            self.sheets[-1].merged.append(Range(self._row, self._column, last_row, last_column))

    def _otherwise_shown(self, cell: Mapping[str, str], text: str) -> YearAlone | str | None:
        """What a cell shows where the fast reader tells something else: a text whose words it would join, a date that
        shows its year alone, a number that is shown as true or false.
        """
        kind = cell.get("office:value-type")
        if kind == "string":
            return text if self._spaced and "office:string-value" not in cell else None
        if kind == "date":
            return year_alone(cell.get("office:date-value", ""), text)
        return text if kind == "float" and text.strip().upper() in _TRUTHS else None

    def _refuse_cell(self) -> None:
        place = cell_name(self._column, self._row)
        raise Refused("workbook-damaged.cell", sheet=self.sheets[-1].name, cell=place)

    def _repeated(self, attributes: Mapping[str, str], name: str) -> int:
        """For how many rows or cells one stands; programs disagree on what is no plain number."""
        said = attributes.get(name, "1")
        if not _REPEATED.fullmatch(said):
            raise Refused("workbook-damaged", sheet=self.sheets[-1].name)
        return int(said)

    def _end_row(self) -> None:
        sheet, self._in_row = self.sheets[-1], False
        if self._filled:
            if self._concealed:
                sheet.hidden_rows.update(range(self._row, self._row + self._rows))
            sheet.last_row = self._row + self._rows - 1
            self._check_size(sheet.last_row)
        self._row += self._rows - 1

    def _check_size(self, last_row: int) -> None:
        sheet = self.sheets[-1]
        check_size(sheet.name, last_row, sheet.last_column, MOST_SPAN)
        if sheet.letters > MOST_LETTERS:
            raise Refused("workbook-too-large", sheet=sheet.name)


def _count(text: str | None) -> int:
    return max(int(text), 1) if text and text.isdecimal() else 1


def _unreadable(cell: Mapping[str, str], text: str, shows: bool) -> Unreadable | None:
    """What keeps a cell from being read, if anything; ``shows`` says that it has a paragraph, be it an empty one."""
    formula = cell.get("table:formula")
    if cell.get("calcext:value-type") == "error" or (formula is not None and _names_error(cell, text)):
        return Unreadable("error-cell", text or "#N/A")
    if formula is not None and "office:value-type" not in cell and not shows:
        return Unreadable("formula-without-value", formula.partition(":")[2] or formula)
    return None


def _names_error(cell: Mapping[str, str], text: str) -> bool:
    """An error of a program that does not mark it as one: no text, or a number, that yet shows ``#…`` or ``Err:…``."""
    no_text = cell.get("office:string-value") == "" or cell.get("office:value-type") in _VALUES
    return no_text and _ERROR.match(text) is not None


def _is_clear(cell: Mapping[str, str], text: str) -> bool:
    """Whether the cell says what it holds, once: the fast reader shows nothing of a text without a type, and of two
    values takes either."""
    kind = cell.get("office:value-type", "")
    holder = _VALUES.get(kind)
    if holder:
        others = {*_VALUES.values(), "office:string-value"} - {holder}
        return bool(cell.get(holder)) and not any(cell.get(other) for other in others)
    if kind == "string":
        return not any(cell.get(other) for other in _VALUES.values())
    return not text.strip()
