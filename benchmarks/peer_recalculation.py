"""Other programs calculate bonus-pools.xlsx anew; does each cell keep its value?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from openpyxl import load_workbook
from processes import Ended, run_to_end
from python_calamine import CalamineWorkbook

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
"""LibreOffice believes stored values unless it is told to calculate whatever it loads."""
NEAR = 1e-12
"""Part of a number by which two programs may differ and agree."""

Cell = tuple[str, int, int]
"""Sheet in capitals, row and column, both from 1."""


@dataclass(frozen=True)
class Agreement:
    """What a recalculation made of the cells with formulas."""

    formulas: int
    differ: int


class Office:
    """LibreOffice with a profile that calculates everything it loads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
        self._command = ("soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to", "xlsx")

    def recalculate(self, book: Path, limit: float | None = None) -> Ended:
        """The workbook, as LibreOffice saves it, is then in ``again``."""
        return run_to_end(*self._command, "--outdir", self._folder / "again", book, limit=limit)

    def again(self, book: Path) -> Path:
        return self._folder / "again" / book.name

    def proves_itself(self) -> Ended:
        """It mends a value that is wrong; how long it takes over a workbook of one cell. Else SystemExit."""
        book = self._folder / "wrong.xlsx"
        with xlsxwriter.Workbook(book) as file:
            file.add_worksheet().write_formula("A1", "=1+1", None, 3)
        self.recalculate(book)
        ended = self.recalculate(book)
        if values(self.again(book)) != {("SHEET1", 1, 1): 2}:
            raise SystemExit("LibreOffice does not recalculate what it loads")
        return ended


def agreement(book: Path, anew: Mapping[Cell, Any]) -> Agreement:
    """The values that the formulas carry against those of another program."""
    carried, cells = values(book), formula_cells(book)
    differ = sum(not same(carried.get(cell, ""), anew.get(cell, "")) for cell in cells)
    return Agreement(len(cells), differ)


def values(book: Path) -> dict[Cell, Any]:
    """Every cell that is not empty."""
    file = CalamineWorkbook.from_path(book)
    return {
        (name.upper(), row, column): serial(cell)
        for name in file.sheet_names
        for row, cells in enumerate(file.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
        for column, cell in enumerate(cells, 1)
        if cell != ""
    }


def serial(cell: Any) -> Any:
    """A date as the number that stands in the cell."""
    return (cell - dt.date(1899, 12, 30)).days if type(cell) is dt.date else cell


def formula_cells(book: Path) -> list[Cell]:
    return list(_formula_cells(book))


def _formula_cells(book: Path) -> Iterator[Cell]:
    file = load_workbook(book, read_only=True)
    for sheet in file:
        for cells in sheet.iter_rows():
            yield from ((sheet.title.upper(), cell.row, cell.column) for cell in cells if cell.data_type == "f")
    file.close()


def same(a: Any, b: Any) -> bool:
    """The same text, or the same number but for the last binary digits."""
    if isinstance(a, float | int) and isinstance(b, float | int):
        return abs(a - b) <= NEAR * max(abs(a), abs(b))
    return bool(a == b)
