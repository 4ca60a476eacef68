"""The second look at .xlsb: error cells, hidden rows, and how far a sheet reaches ([MS-XLSB] 2.1.4)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator

from scorecard.read.cells import Unreadable
from scorecard.read.formats.archive import parts, tree
from scorecard.read.formats.grid import Marks, check_size

WORKBOOK = "xl/workbook.bin"
_RELATIONS = "xl/_rels/workbook.bin.rels"

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""Error codes of .xls and .xlsb."""

_ROW, _BLANK, _ERROR, _FORMULA_ERROR, _LAST_CELL = 0, 1, 3, 11, 11
_SHEET = 156
_HIDDEN = 0x10


def sheet_marks(archive: zipfile.ZipFile, wanted: Callable[[str], bool]) -> dict[str, Marks]:
    """Every sheet's marks by its name; every part of the workbook has been unpacked and checked. Raises Refused.

    Sheets that are not ``wanted``, by their names, have none.
    """
    contents = dict(parts(archive))
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in tree(archive, _RELATIONS)}
    found = {}
    for relation, name in _sheets(contents[WORKBOOK]):
        target = targets.get(relation, "")
        content = contents.get(target[1:] if target.startswith("/") else f"xl/{target}")
        if content is not None:
            found[name] = marks_of(name, content) if wanted(name) else Marks()
    return found


def _sheets(workbook: bytes) -> Iterator[tuple[str, str]]:
    """(Relation, name) of every sheet."""
    for kind, record in _records(workbook):
        if kind == _SHEET:
            relation, after = _text(record, 8)
            yield relation, _text(record, after)[0]


def _text(record: bytes, at: int) -> tuple[str, int]:
    """(A text that its length stands before, where it ends)."""
    end = at + 4 + 2 * int.from_bytes(record[at : at + 4], "little")
    return record[at + 4 : end].decode("utf-16-le"), end


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(content):
        kind, size = content[at], 0
        if kind & 0x80:
            kind = (kind & 0x7F) | content[at + 1] << 7
            at += 1
        at += 1
        for shift in range(0, 28, 7):
            size |= (content[at] & 0x7F) << shift
            at += 1
            if not content[at - 1] & 0x80:
                break
        yield kind, content[at : at + size]
        at += size


def marks_of(sheet: str, content: bytes) -> Marks:
    """The marks of one sheet. Raises Refused, and IndexError where it is damaged."""
    unreadable, hidden = {}, set()
    row = last_row = last_column = 0
    for kind, record in _records(content):
        if kind > _LAST_CELL:
            continue
        number = int.from_bytes(record[:4], "little") + 1
        if kind == _ROW:
            row = number
            if record[11] & _HIDDEN:
                hidden.add(row)
        elif kind != _BLANK:
            last_row, last_column = row, max(last_column, number)
            if kind in (_ERROR, _FORMULA_ERROR):
                unreadable[row, number - 1] = Unreadable("error-cell", ERRORS.get(record[8], "#N/A"))
        check_size(sheet, last_row, last_column)
    return Marks(unreadable, frozenset(hidden))
