"""Workbooks into grids: guard, then read fast, then look carefully where the guard found something.

What reads a format that few people use is loaded where one comes (decision 020).
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator

from scorecard.read.formats import sniff, xlsx
from scorecard.read.formats.archive import opened
from scorecard.read.formats.compound import MAGIC
from scorecard.read.formats.grid import Grid, Refused, SheetCells
from scorecard.read.formats.package import Package

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
ZIP = b"PK\x03\x04"
OPEN_DOCUMENT = frozenset(("content.xml", "encrypted-package"))
"""Parts of .ods; the second stands in the place of all others where a workbook is encrypted as a whole."""

Wanted = Callable[[str], bool]


def is_workbook(data: bytes) -> bool:
    """Whether the file begins as workbooks do; other zipped and compound files do so too."""
    return data.startswith((ZIP, MAGIC))


def workbook_grids(book: str, data: bytes, wanted: Wanted) -> list[Grid]:
    """The sheets of a workbook, whatever its name says about its format. Raises Refused.

    Only ``wanted`` sheets, by their names, are read; the others come empty.
    """
    sheets = _sheets(data, wanted)
    return [Grid(book, each.name, each.rows, each.hidden_rows, each.hidden, each.merged) for each in sheets]


def _sheets(data: bytes, wanted: Wanted) -> Iterator[SheetCells]:
    if data.startswith(MAGIC):
        from scorecard.read.formats import xls

        yield from xls.read_sheets(data, wanted)
    elif data.startswith(ZIP):
        with opened(data) as archive:
            yield from _zipped_sheets(archive, wanted)
    else:
        raise Refused(sniff.message(sniff.of_bytes(data)))


def _zipped_sheets(archive: zipfile.ZipFile, wanted: Wanted) -> Iterator[SheetCells]:
    names = archive.namelist()
    if not OPEN_DOCUMENT.isdisjoint(names):
        from scorecard.read.formats import ods

        return ods.read_sheets(archive, wanted)
    package = Package(archive)
    if package.is_binary:
        from scorecard.read.formats import xlsb

        return xlsb.read_sheets(archive, package, wanted)
    return xlsx.read_sheets(archive, package, wanted)
