"""The second look at .xlsx and .xlsm: error cells, formulas without a value, hidden rows, how far a sheet reaches."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping

from scorecard.read.cells import Unreadable
from scorecard.read.formats.archive import check_encoding, parser, parts, tree
from scorecard.read.formats.grid import MOST_CELLS, Marks, Refused, check_size

WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"

_ROW = re.compile(rb"<row [^>]*?\br=\"(\d+)\"")
_LETTERS = re.compile(rb" r=\"([A-Za-z]{2,})\d")
_ALONE = re.compile(rb"<f(?:\s[^>]*)?(?:(?<=/)>|(?<!/)>[^<]*</f>)(?!<v>[^<])")
_HIDDEN = (b'hidden="1"', b'hidden="true"')
_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})", re.A)


def sheet_marks(archive: zipfile.ZipFile, wanted: Callable[[str], bool]) -> dict[str, Marks]:
    """Every sheet's marks by its name; every part of the workbook has been unpacked and checked. Raises Refused.

    Sheets that are not ``wanted``, by their names, have none.
    """
    names = _sheet_names(archive)
    found = {}
    for part, content in parts(archive):
        if part in names:
            found[names[part]] = marks_of(names[part], content) if wanted(names[part]) else Marks()
    return found


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part to sheet name."""
    targets = {relation.get("Id"): _part(relation.get("Target", "")) for relation in tree(archive, _RELATIONS)}
    names = {}
    for element in tree(archive, WORKBOOK).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            ids = [value for key, value in element.attrib.items() if key.rpartition("}")[2] == "id"]
            names[targets.get(ids[0]) if ids else None] = element.get("name", "")
    return {part: name for part, name in names.items() if part}


def _part(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def marks_of(sheet: str, content: bytes) -> Marks:
    """The marks of one sheet. A search of its bytes says whether it must be parsed. Raises Refused."""
    check_encoding(content)
    return _parsed(sheet, content) if _is_unusual(content) or _may_be_too_large(content) else Marks()


def _is_unusual(content: bytes) -> bool:
    """Whether there may be error cells, formulas without a value or hidden rows, or XML that Excel does not write.

    The search for one letter comes first where it spares a slower one.
    """
    return (
        b"<worksheet" not in content[:4096]
        or b'"e"' in content
        or (b"<f" in content and _ALONE.search(content) is not None)
        or (b"hidden=" in content and any(sign in content for sign in _HIDDEN))
        or (b"!" in content and b"<!" in content)
        or (b"'" in content and b"='" in content)
    )


def _may_be_too_large(content: bytes) -> bool:
    """Whether the rectangle that all cells span, empty ones too, may be too large.

    A cell or row that does not say where it stands, stands one beyond the last.
    """
    placed_rows = _ROW.findall(content)
    rows = max(map(int, placed_rows), default=0) + content.count(b"<row") - len(placed_rows)
    letters = set(_LETTERS.findall(content))
    columns = max((column_number(text.decode()) for text in letters), default=26)
    columns += content.count(b"<c") - content.count(b'<c r="')
    return rows * columns > MOST_CELLS


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _parsed(sheet: str, content: bytes) -> Marks:
    reader = _Reader()
    made = parser()
    made.StartElementHandler = reader.start
    made.EndElementHandler = reader.end
    made.CharacterDataHandler = reader.text
    made.CommentHandler = reader.comment
    made.Parse(content, True)
    check_size(sheet, reader.last_row, reader.last_column)
    return Marks(reader.unreadable, frozenset(reader.hidden))


class _Reader:
    """What the parser tells about a sheet, cell by cell."""

    def __init__(self) -> None:
        self.unreadable: dict[tuple[int, int], Unreadable] = {}
        self.hidden: set[int] = set()
        self.last_row = self.last_column = 0
        self._prefix: str | None = None
        self._row = self._column = 0
        self._type: str | None = None
        self._formula: str | None = None
        self._value: str | None = None
        self._inside = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
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
        if self._inside == "v":
            self._value = (self._value or "") + text
        elif self._inside == "f":
            self._formula = (self._formula or "") + text

    def comment(self, _: str) -> None:
        if self._inside:  # the fast reader would lose the value beside it
            raise Refused("workbook-damaged")

    def end(self, name: str) -> None:
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
