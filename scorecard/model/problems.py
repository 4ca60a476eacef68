"""What a user did wrong, or should know: values with a stable code and a place, never exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from msgspec import Struct, field

from scorecard.model.titles import Title

Level = Literal["error", "warning", "note"]


class FilePlace(Struct, frozen=True, order=True):
    """A place in a text file: the plan."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class CellPlace(NamedTuple):
    """A place in a workbook; an empty ``cell`` means the whole sheet, an empty ``sheet`` the whole workbook."""

    book: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return "!".join(part for part in (self.book, self.sheet, self.cell) if part)


Place = FilePlace | CellPlace


class Problem(Struct, frozen=True):
    """A problem or warning.

    ``kind`` is a key of the message catalogue (``model/messages.py``): the stable code, or the code, a point and a
    variant (``not-a-number.error-cell``). ``args`` fill the message's braces: texts, or titles that are shown in the
    message's language.
    """

    kind: str
    args: Mapping[str, str | Title] = field(default_factory=dict)
    place: Place | None = None
    level: Level = "error"
    team: str | None = None

    @property
    def code(self) -> str:
        """The stable code (inputs.md)."""
        return self.kind.partition(".")[0]


@cache
def column_letters(index: int) -> str:
    """Spreadsheet letters of a zero-based column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(column: int, row: int) -> str:
    """Spreadsheet name of a cell: zero-based column, one-based row."""
    return f"{column_letters(column)}{row}"


def cell_position(name: str) -> tuple[int, int]:
    """Zero-based column and one-based row of a cell's spreadsheet name; column -1 where it names a row alone."""
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1, int(name[len(letters) :])
