"""Rows of an .xlsx that were looked at, in groups that the fast reader may read at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from scorecard.model.problems import cell_name
from scorecard.read.formats.grid import Refused
from scorecard.read.formats.plain_rows import (
    ONE_LETTER,
    are_plain,
    are_simple,
    count_simple_values,
    count_values,
    last_column,
)
from scorecard.read.formats.shared_strings import SharedStrings
from scorecard.read.formats.sheet_parts import Piece, halves
from scorecard.read.formats.sheet_xml import SheetReader, read_sheet
from scorecard.read.formats.suspects import look_at

MOST_SPAN = 2**21
"""The rectangle that a group fills may have so many cells."""
MOST_USED = 2**25
"""The texts of a group may have so many letters."""
GROUP = (2**20, 2**24)
"""A group has at most so many bytes; or four times those of the shared texts, which are read with it, up to so many."""
MOST_ODD = 3 * 2**23
"""So many bytes of a workbook may be written as no spreadsheet program does: they are parsed cell by cell."""
MOST_DOUBTFUL = 2**22
"""Where so many bytes of a larger sheet are so, and none is not, all of it is."""
ERROR = re.compile(rb"(<c\s[^<>]*?\bt=\"e\"[^<>]*+>(?:<f[^<>]*+>[^<]*+(?:</f>)?)?<v>)([^<]+)")
"""The value of a cell that holds an error, and what stands before it."""


_IN_TAG = re.compile(rb"<(?:\w+:)?(?:c|row)\s[^<>&]*+&")
_IN_VALUE = re.compile(
    rb"<(?:\w+:)?c(?P<tag>\s[^<>]*+|/?)>"
    rb"(?:<(?:\w+:)?f[^<>]*+>(?:(?<=/>)|[^<]*+</[^<>]*+>))?+<(?:\w+:)?v[^<>]*+>[^<&]*+&"
)
"""A character reference in a cell's tag, or in its value."""
_OF_TEXT = re.compile(rb"\st=[\"']str")
PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3}\d{1,7})[\"']")
"""Where a cell's tag says that it stands."""
_TAG_IN_TAG = re.compile(rb"<[^<>]*+<")
_FILLED = (b"v>", b"is>", b"f>", b"<f", b":f")
"""Rows without any of these hold formats only, however they are written."""


class Seen(Struct, frozen=True):
    """Whole rows and what was seen in them."""

    rows: bytes
    first: int
    last: int
    """Numbers of the first and the last row."""
    columns: int
    letters: int
    """Of the texts, at most."""
    values: int
    """How many cells have a value that the fast reader must give, or an empty one."""
    is_plain: bool
    looked: SheetReader


class Eye:
    """Looks at the rows of one workbook's sheets; ``odd`` rows are parsed cell by cell, which takes long."""

    def __init__(self, strings: SharedStrings) -> None:
        self.strings = strings
        self._odd = self._size = 0
        self._is_plain = False
        """Whether any rows of the sheet are plain."""

    def groups(self, sheet: str, size: int, pieces: Iterable[Piece]) -> Iterator[list[Seen]]:
        """The rows of a sheet of so many bytes. Raises Refused, and ExpatError where they are no XML."""
        self._is_plain, self._size = False, size
        most = min(max(GROUP[0], 4 * len(self.strings.content)), GROUP[1])
        group: list[Seen] = []
        for seen in (seen for piece in pieces for seen in self._parts(sheet, piece)):
            if group and not (_fits([*group, seen]) and sum(len(each.rows) for each in (*group, seen)) <= most):
                yield group
                group = []
            group.append(seen)
        if group:
            yield group

    def _parts(self, sheet: str, piece: Piece) -> Iterator[Seen]:
        """The piece, cut in halves until each may be read at once."""
        waiting = [piece]
        while waiting:
            part = waiting.pop()
            seen = self._look_at(sheet, part)
            if _fits([seen]):
                yield seen
                continue
            parts = halves(part)
            if parts is None:
                raise Refused("workbook-too-large", sheet=sheet)
            waiting += reversed(parts)

    def _look_at(self, sheet: str, piece: Piece) -> Seen:
        if not any(sign in piece.rows for sign in _FILLED):
            if _TAG_IN_TAG.search(piece.rows):
                raise Refused("workbook-damaged", sheet=sheet)
            return Seen(b"", piece.numbers[0], piece.numbers[-1], 0, 0, 0, True, SheetReader())
        is_simple = are_simple(piece.rows)
        is_plain = is_simple or are_plain(piece.rows)
        self._is_plain = self._is_plain or is_plain
        if not self._is_plain and self._size > MOST_ODD and self._odd > MOST_DOUBTFUL:
            raise Refused("workbook-too-large.odd", sheet=sheet)
        if is_simple:
            looked, columns, values = SheetReader(), ONE_LETTER, count_simple_values(piece.rows)
        elif is_plain:
            looked, columns, values = look_at(piece.rows), last_column(piece.rows), count_values(piece.rows)
            values -= len(ERROR.findall(piece.rows)) if looked.unreadable else 0
        else:
            self.take_odd(len(piece.rows))
            looked = read_sheet(b"<sheetData>%s</sheetData>" % piece.rows)
            refuse_references(sheet, piece.rows)
            columns, values = looked.last_column, len(looked.filled)
        refuse_unclear(sheet, looked)
        letters = self.strings.used_by(piece.rows) + len(piece.rows) // 2
        return Seen(piece.rows, piece.numbers[0], piece.numbers[-1], columns, letters, values, is_plain, looked)

    def take_odd(self, size: int) -> None:
        """So many bytes are to be parsed cell by cell. Raises Refused where that would take too long."""
        self._odd += size
        if self._odd > MOST_ODD:
            raise Refused("workbook-too-large")


def _fits(group: list[Seen]) -> bool:
    span = (group[-1].last - group[0].first + 1) * max(seen.columns for seen in group)
    return span <= MOST_SPAN and sum(seen.letters for seen in group) <= MOST_USED


def refuse_references(sheet: str, content: bytes) -> None:
    """The fast reader reads ``12&#51;`` as 12; it reads such references in texts, where they are usual.

    Raises Refused where one stands in a value that is no text, or in a tag.
    """
    if b"&" not in content:
        return
    if _IN_TAG.search(content):
        raise Refused("workbook-damaged", sheet=sheet)
    for found in _IN_VALUE.finditer(content):
        if not _OF_TEXT.search(found["tag"]):
            place = PLACE.search(found["tag"])
            cell = place[1].decode() if place else ""
            raise Refused("workbook-damaged.cell" if cell else "workbook-damaged", sheet=sheet, cell=cell)


def refuse_unclear(sheet: str, looked: SheetReader) -> None:
    """Raises Refused where a cell was seen that can be read in several ways."""
    for row, column in sorted(looked.unclear):
        raise Refused("workbook-damaged.cell", sheet=sheet, cell=cell_name(column, row))
