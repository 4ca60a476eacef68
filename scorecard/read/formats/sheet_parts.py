"""The part of a sheet of an .xlsx, a few megabytes of whole rows at a time, so that no sheet is in memory twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from scorecard.read.formats.grid import LAST_ROW, Refused
from scorecard.read.formats.markup import check_encoding
from scorecard.read.formats.sheet_tail import SheetTail

PIECE = 2**19
"""So many bytes of rows are looked at together: about what a processor keeps near."""
LONGEST_ROW = 2**24
MOST_HEAD = 2**22
"""What stands before the rows may have so many bytes."""

_ROOT = re.compile(rb"<((?:[^\s<>/:]+:)?)worksheet[\s>]")
_ROW = b"<row"
_ROW_TAG = re.compile(rb"<row(?=[\s/>])([^<>]*+)>")
_ROW_NUMBER = re.compile(rb"<row(?: [^<>]*?\br=\"(\d{1,7})\")?")
_SINGLE_QUOTES = re.compile(rb"<(?:c|row) [^<>]*='")


class OddlyWrittenError(Exception):
    """The sheet is not written as spreadsheet programs do: no search of its bytes finds what is there."""


class Piece(Struct, frozen=True):
    """Whole rows, one after the other, and their numbers."""

    rows: bytes
    numbers: list[int]


def pieces(sheet: str, chunks: Iterator[bytes], tail: SheetTail) -> Iterator[Piece]:
    """The rows of a plain sheet; what follows them goes to the ``tail``.

    Raises Refused, OddlyWrittenError, and ExpatError where what follows is no XML.
    """
    last = 0
    for rows in _cut(sheet, chunks, tail):
        piece = _numbered(rows, last)
        if not piece.numbers:
            if piece.rows.strip():
                raise Refused("workbook-damaged", sheet=sheet)
            continue
        if piece.numbers[0] <= last or piece.numbers[-1] > LAST_ROW or _is_mixed(piece.numbers):
            raise Refused("workbook-damaged", sheet=sheet)
        last = piece.numbers[-1]
        yield piece


def _numbered(rows: bytes, last: int) -> Piece:
    """The rows with their numbers; a row that does not say its own comes after the one before it."""
    said = _ROW_NUMBER.findall(rows)
    if b"" not in said:
        return Piece(rows, list(map(int, said)))
    numbers: list[int] = []

    def put(tag: re.Match[bytes]) -> bytes:
        own = _ROW_NUMBER.match(tag.group())
        number = own[1] if own else None
        numbers.append(int(number) if number else (numbers[-1] if numbers else last) + 1)
        return tag.group() if number else b'<row r="%d"%s>' % (numbers[-1], tag[1])

    return Piece(_ROW_TAG.sub(put, rows), numbers)


def _is_mixed(numbers: list[int]) -> bool:
    return any(later <= earlier for earlier, later in pairwise(numbers))


def _cut(sheet: str, chunks: Iterator[bytes], tail: SheetTail) -> Iterator[bytes]:
    """Whole rows without the sheet's prefix."""
    prefix, rest = _after_head(chunks)
    row, last, seen = b"<%srow" % prefix, b"</%ssheetData>" % prefix, 0
    while (end := rest.find(last, seen)) < 0:
        at = rest.rfind(row, 1) if len(rest) >= PIECE else 0
        if at > 0:
            yield _plain(rest[:at], prefix)
            rest = rest[at:]
        elif len(rest) >= LONGEST_ROW:
            raise Refused("workbook-too-large", sheet=sheet)
        chunk = next(chunks, b"")
        if not chunk:
            raise Refused("workbook-damaged", sheet=sheet)
        seen = max(len(rest) - len(last), 0)
        rest += chunk
    yield _plain(rest[:end], prefix)
    tail.begin(prefix.decode())
    tail.take(rest[end + len(last) :])
    for chunk in chunks:
        tail.take(chunk)
    tail.take(b"", last=True)


def _after_head(chunks: Iterator[bytes]) -> tuple[bytes, bytes]:
    """(The prefix of the sheet's elements, what follows the beginning of the rows)."""
    head = b""
    while (at := head.find(b"sheetData")) < 0 or (end := head.find(b">", at)) < 0:
        chunk = next(chunks, b"")
        if not chunk or len(head) > MOST_HEAD:
            raise OddlyWrittenError
        head += chunk
    check_encoding(head)
    root = _ROOT.search(head)
    if not root or b"<!" in head[:at] or b"<?" in head[2:at] or head[end - 1 : end] == b"/":
        raise OddlyWrittenError
    if not head[:at].endswith(b"<" + root[1]):
        raise OddlyWrittenError
    return root[1], head[end + 1 :]


def _plain(rows: bytes, prefix: bytes) -> bytes:
    """The rows without the prefix. Raises OddlyWrittenError where places and types may stand in single quotes."""
    if prefix:
        rows = re.sub(rb"<(/?)" + re.escape(prefix), rb"<\1", rows)
    if b"'" in rows and b"='" in rows and _SINGLE_QUOTES.search(rows):
        raise OddlyWrittenError
    return rows


def halves(piece: Piece) -> tuple[Piece, Piece] | None:
    """The piece in two, at a gap that is most of it or in its middle; nothing where it is one row."""
    if len(piece.numbers) < 2:
        return None
    gaps = [later - earlier for earlier, later in pairwise(piece.numbers)]
    widest = max(gaps)
    cut = gaps.index(widest) + 1 if 2 * widest > piece.numbers[-1] - piece.numbers[0] else len(piece.numbers) // 2
    at = _start_of(piece.rows, cut)
    return Piece(piece.rows[:at], piece.numbers[:cut]), Piece(piece.rows[at:], piece.numbers[cut:])


def _start_of(rows: bytes, number: int) -> int:
    """Where the row begins before which so many stand."""
    for index, found in enumerate(re.finditer(_ROW, rows)):
        if index == number:
            return found.start()
    raise IndexError(number)
