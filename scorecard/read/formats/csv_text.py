"""CSV files: one sheet each, read line by line, so that no line or cell takes more memory than a sane one."""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from mmap import mmap
from typing import BinaryIO

from scorecard.read.formats.decimal_signs import comma_columns
from scorecard.read.formats.grid import LAST_COLUMN, LAST_ROW, MOST_CELLS, Refused

Bytes = bytes | mmap
_SEPARATORS = ",;\t"
_LOOKED_AT = 2**16
"""So many bytes show which encoding it is, and in their first lines which separator."""
_FIELD = 10**6
"""A cell may have so many characters."""
_LONGEST_LINE = 2**22
"""A line may have so many bytes; a row of several lines so many characters."""
MOST_TEXT = 2**29
"""The texts that are kept may take so many bytes of memory: a number that is a text takes twice what a number takes."""
_WORD = re.compile(r"[^\s,;\"]+")
_DIGITS = frozenset("0123456789-+")


def csv_rows(data: bytes) -> list[list[str]]:
    """The cells of a CSV text, all text. Raises Refused."""
    return _kept(csv_each(data, io.BytesIO(data)))


def csv_each(data: Bytes, source: BinaryIO) -> Iterator[list[str]]:
    """The rows, one after the other; ``source`` gives the bytes of ``data``. Raises Refused."""
    _check_lines(data)
    encoding = _encoding(data)
    first = _first_lines(data, encoding)
    declared = bool(first) and first[0].strip().lower().startswith("sep=")
    separator = first[0].lstrip(" ")[4:5] if declared else _separator(first)
    csv.field_size_limit(_FIELD)
    try:
        for number, row in enumerate(_rows(_Lines(source, encoding), separator or ",")):
            yield [] if declared and not number else row
    except csv.Error:
        raise Refused("csv-damaged") from None


def columns_with_commas(data: Bytes) -> Container[int]:
    """The columns (0-based) in which the comma may be what stands before decimals, and the point what stands between
    thousands: all where semicolons separate the cells; where tabs do, those whose numbers do not tell. Raises Refused.
    """
    _check_lines(data)
    encoding = _encoding(data)
    first = _first_lines(data, encoding)
    separator = _separator(first[1:] if first and first[0].strip().lower().startswith("sep=") else first)
    if separator == ";":
        return range(LAST_COLUMN)
    return comma_columns(_pieces(data, encoding)) if separator == "\t" else ()


def _pieces(data: Bytes, encoding: str) -> Iterator[str]:
    """The text, whole lines at a time."""
    decoder, rest = codecs.getincrementaldecoder(encoding)(), ""
    for at in range(0, len(data), _LOOKED_AT):
        lines, end, rest = (rest + decoder.decode(data[at : at + _LOOKED_AT]).replace("\r", "\n")).rpartition("\n")
        yield lines + end
    yield rest


def _check_lines(data: Bytes) -> None:
    """Leaps from one end of a line to another."""
    at = 0
    while len(data) - at > _LONGEST_LINE:
        end = at + _LONGEST_LINE
        at = max(data.rfind(b"\n", at + 1, end), data.rfind(b"\r", at + 1, end))
        if at < 0:
            raise Refused("csv-damaged")


def _encoding(data: Bytes) -> str:
    """UTF-8, with or without a mark; UTF-16 (Excel's "Unicode text"); else GB18030 (Chinese Excel's CSV)."""
    wide = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _without_mark(data)
    for encoding in (wide,) if wide else ("utf-8-sig", "gb18030"):
        if _is_encoded(data, encoding):
            return encoding
    raise Refused("csv-encoding")


def guessed_word(data: Bytes) -> str:
    """Of a text that is taken for Chinese (GB18030), since it is no UTF-8, the first word with a letter that is not of
    everyday Chinese (GB 2312): nearly any bytes are GB18030, those of Western or Japanese texts too. "" where none is.
    """
    if _encoding(data) != "gb18030":
        return ""
    words = (found.group() for found in _WORD.finditer(data[:].decode("gb18030")))
    return next((word for word in words if not word.isascii() and not all(map(_is_everyday, word))), "")


def _is_everyday(letter: str) -> bool:
    code = letter.encode("gb18030")
    return len(code) == 1 or (len(code) == 2 and 0xA1 <= code[0] <= 0xF7 and code[1] >= 0xA1)


def _is_encoded(data: Bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for at in range(0, len(data), _LOOKED_AT):
            decoder.decode(data[at : at + _LOOKED_AT])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _without_mark(data: Bytes) -> str | None:
    """Which UTF-16 the bytes are: commas, digits and line ends have zeros on one side; other texts have none."""
    first, second = data[0:_LOOKED_AT:2].count(0), data[1:_LOOKED_AT:2].count(0)
    if len(data) % 2 or max(first, second) < 2 or 4 * min(first, second) > max(first, second):
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _first_lines(data: Bytes, encoding: str) -> list[str]:
    text = codecs.getincrementaldecoder(encoding)().decode(data[:_LOOKED_AT])
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:50]


def _separator(lines: list[str]) -> str:
    """Comma, semicolon or tab: the one that stands equally often, outside of quotes, in most of the first lines."""
    outside = ["".join(line.split('"')[::2]) for line in lines]
    return max(_SEPARATORS, key=lambda sign: _lines_alike(line.count(sign) for line in outside))


def _lines_alike(counts: Iterable[int]) -> tuple[int, int]:
    """(How many lines have the same number of a sign, which number); of two numbers the one that more lines have."""
    found = Counter(count for count in counts if count)
    return max(((lines, count) for count, lines in found.items()), default=(0, 0))


class _Lines:
    """The lines, one after the other; ``row`` holds those of the row that is being read."""

    def __init__(self, source: BinaryIO, encoding: str) -> None:
        self._lines = io.TextIOWrapper(source, encoding, newline="")
        self.row: list[str] = []
        self.ended = False
        """Whether a line was wanted where there is none."""
        self._letters = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._lines.readline()
        if not line:
            self.ended = True
            raise StopIteration
        self.row.append(line)
        self._letters += len(line)
        if self._letters > _LONGEST_LINE:
            raise csv.Error("a row without end")
        return line

    def begin_row(self) -> None:
        """The lines so far have been read."""
        self.row.clear()
        self._letters = 0


def _rows(lines: _Lines, separator: str) -> Iterator[list[str]]:
    """The rows; a quotation mark that is not closed where its cell ends would swallow rows, so it is refused."""
    reader = csv.reader(lines, delimiter=separator)
    first = 0
    for row in reader:
        if len(row) > LAST_COLUMN:
            raise Refused("csv-damaged")
        if (len(lines.row) > 1 or lines.ended) and not _is_closed(lines.row, separator):
            raise Refused("csv-quote", line=str(first + 1))
        first = reader.line_num
        lines.begin_row()
        yield row


def _is_closed(lines: list[str], separator: str) -> bool:
    try:
        return len(list(csv.reader(lines, delimiter=separator, strict=True))) == 1
    except csv.Error:
        return False


def _kept(rows: Iterator[list[str]]) -> list[list[str]]:
    """The rows, each name in its only copy; numbers differ, so looking for equal ones would cost more than it spares.

    Raises Refused where they take too much memory.
    """
    names: dict[str, str] = {}
    found, cells, size = list[list[str]](), 0, 0
    for row in rows:
        if len(found) == LAST_ROW:
            raise Refused("workbook-too-large")
        numbers = [cell for cell in row if cell[:1] in _DIGITS]
        known = len(names)
        found.append([cell if cell[:1] in _DIGITS else names.setdefault(cell, cell) for cell in row])
        new = row if len(names) > known else numbers
        cells, size = cells + len(row), size + sum(map(sys.getsizeof, new))
        if cells > MOST_CELLS or size > MOST_TEXT:
            raise Refused("workbook-too-large")
    return found
