"""Workbooks into grids: guard, then read fast, then look carefully where the guard found something."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scorecard.read.formats import ods, xls, xlsb, xlsx
from scorecard.read.formats.archive import opened
from scorecard.read.formats.compound import MAGIC
from scorecard.read.formats.grid import Grid, Refused, SheetCells
from scorecard.read.formats.package import Package

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
ZIP = b"PK\x03\x04"

Wanted = Callable[[str], bool]


def workbook_grids(book: str, data: bytes, wanted: Wanted) -> list[Grid]:
    """The sheets of a workbook, whatever its name says about its format. Raises Refused.

    Only ``wanted`` sheets, by their names, are read; the others come empty.
    """
    return [Grid(book, sheet.name, sheet.rows, sheet.hidden_rows, sheet.hidden) for sheet in _sheets(data, wanted)]


def _sheets(data: bytes, wanted: Wanted) -> Iterator[SheetCells]:
    if data.startswith(MAGIC):
        yield from xls.read_sheets(data, wanted)
        return
    if not data.startswith(ZIP):
        raise Refused("not-a-workbook")
    with opened(data) as archive:
        names = archive.namelist()
        if ods.CONTENT in names or ods.ENCRYPTED_CONTENT in names:
            yield from ods.read_sheets(archive, wanted)
            return
        package = Package(archive)
        form = xlsb if package.is_binary else xlsx
        yield from form.read_sheets(archive, package, wanted)
