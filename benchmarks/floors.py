"""What reading and writing are held against: the least that anyone would have to do."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


def read(books: list[str]) -> int:
    """Merely read every sheet, beside an import of pandas; how many rows there were."""
    import pandas  # noqa: F401  (its import is part of the floor)
    import python_calamine

    rows = 0
    for path in books:
        with python_calamine.load_workbook(path) as book:
            rows += sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
    return rows


Call = tuple[str, int, int, tuple[Any, ...]]
METHODS = ("_write_string", "_write_number", "_write_formula", "_write_blank", "_write_boolean", "_write_datetime")


@dataclass
class Written:
    """The cells of a workbook as they were written, in order."""

    options: dict[str, Any] = field(default_factory=dict)
    sheets: dict[str, list[Call]] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        return sum(map(len, self.sheets.values()))


@contextmanager
def recording() -> Iterator[Written]:
    """Notes every cell that XlsxWriter is given meanwhile."""
    from xlsxwriter.worksheet import Worksheet

    written = Written()
    originals = {name: getattr(Worksheet, name) for name in METHODS}

    def noting(name: str) -> Callable[..., Any]:
        def note(sheet: Any, row: int, column: int, *cell: Any) -> Any:
            written.options["constant_memory"] = bool(sheet.constant_memory)
            written.sheets.setdefault(sheet.name, []).append((name[1:], row, column, cell))
            return originals[name](sheet, row, column, *cell)

        return note

    for name in METHODS:
        setattr(Worksheet, name, noting(name))
    try:
        yield written
    finally:
        for name, original in originals.items():
            setattr(Worksheet, name, original)


def write(written: Written, path: Path) -> None:
    """Write the same cells again, in the same mode, and nothing else: no widths, charts, bars or filters."""
    import xlsxwriter
    from xlsxwriter.format import Format

    formats: dict[int, Any] = {}
    with xlsxwriter.Workbook(path, written.options) as book:

        def again(value: Any) -> Any:
            if not isinstance(value, Format):
                return value
            if id(value) not in formats:
                formats[id(value)] = book.add_format({"num_format": value.num_format, "bold": value.bold})
            return formats[id(value)]

        for name, calls in written.sheets.items():
            sheet = book.add_worksheet(name)
            for method, row, column, cell in calls:
                getattr(sheet, method)(row, column, *map(again, cell))


def cells_in(path: Path) -> int:
    """How many cells a workbook's file holds, by its bytes."""
    with zipfile.ZipFile(path) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(parts.read(name).count(b"<c ") for name in sheets)


if __name__ == "__main__":
    print(read(sys.argv[1:]))
