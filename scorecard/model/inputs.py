"""What the workbooks said, as typed tables in which every row knows its sheet and row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from scorecard.model.problems import CellPlace, Problem, cell_name
from scorecard.model.tallies import Tally

if TYPE_CHECKING:
    from pathlib import Path

    from pandas import DataFrame


class InputFile(Struct, frozen=True):
    """A file that was read."""

    path: Path
    name: str
    """As it is shown and kept: the file name, two of one name kept apart (``a.xlsx``, ``a (2).xlsx``)."""
    sha256: str
    size: int
    sheet: str = ""
    """The sheet that a CSV or Parquet file stands for; a workbook names its own."""

    @property
    def whole(self) -> Path:
        """The folder of a sheet's parts that the file lies in; else the file itself."""
        folder = self.path.absolute().parent
        return folder if self.sheet and folder.name == self.sheet else self.path


def shown_name(path: Path) -> str:
    """The file's name as it can be written down: bytes that are no UTF-8 show as a replacement character."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class Sheet(Struct, frozen=True):
    """A sheet that was read, and where its known columns stand."""

    book: str
    """The InputFile's name."""
    name: str
    table: str
    """What it is: ``Teams`` ... ``Paid`` (inputs.md), or a source's id."""
    columns: Mapping[str, int]
    """Canonical column (``team``, ``amount``, a measure's id, a source column's id) to zero-based column."""
    headers: Mapping[str, str]
    """Canonical column to the header text as it stands."""

    @property
    def is_long(self) -> bool:
        """Whether it is Actuals with a row for each measure, not a column."""
        return {"measure", "value"} <= self.columns.keys()

    def place(self, row: int, column: str) -> CellPlace:
        """The place of a value: canonical column of a row; the column of ``value`` in a long Actuals sheet."""
        index = self.columns.get(column, self.columns.get("value"))
        return CellPlace(self.book, self.name, f"{row}" if index is None else cell_name(index, row))


class Inputs(Struct, frozen=True):
    """All inputs of a run.

    Every table has ``sheet`` (index into ``sheets``) and ``row`` (1-based, as in the workbook), both int32. ``team``
    is an int32 index into ``teams``, which is sorted by key (code point order). ``stage``, ``metric``, ``measure``,
    ``role`` are int32 indexes in the plan's order. ``month`` is an int32 index into the fiscal year, 0 to 11, and -1
    for a row of the whole year. Days are int64 day numbers (model/period.py). Quantities are int64 with 6 decimals,
    money with the currency's. Texts are str, or None where empty.

    ======== ==========================================================================================
    teams    key, name, account, account_name, unit, first, last (OPEN_START, OPEN_END where empty)
    stages   team, stage, day, evidence, approved_by
    owners   team, employee, name, day
    members  team, employee, name, role, personal_factor (quantity), first, last
    pools    team, month, amount (money)
    targets  team, metric, month, target, baseline, threshold, stretch (quantities; Int64, NA where empty)
    values   team, month, measure, value (quantity): the filled cells of Actuals, wide or long
    lines    team, month, measure, value (quantity: the row's amount or product; 0 where rows are counted), day:
             the rows of sources that a measure's ``where`` lets pass; of a product also factor, other: its two numbers
             (quantities; Int64, NA for other measures)
    evidence team, month, measure, note, link
    adjustments  team, month, kind (correction, award, penalty, carry_over), amount (money), reason, approved_by
    paid     team, month, amount (money)
    ======== ==========================================================================================

    Rows outside the fiscal year are not in the tables. Rows stand in the order of files, sheets and rows.
    """

    files: tuple[InputFile, ...]
    sheets: tuple[Sheet, ...]
    teams: DataFrame
    stages: DataFrame
    owners: DataFrame
    members: DataFrame
    pools: DataFrame
    targets: DataFrame
    values: DataFrame
    lines: DataFrame
    evidence: DataFrame
    adjustments: DataFrame
    paid: DataFrame
    warnings: tuple[Problem, ...] = ()
    """Warnings and notes of reading."""
    tallies: tuple[Tally, ...] = ()
    """Of each sheet, where they were asked for."""

    def place(self, sheet: int, row: int, column: str) -> CellPlace:
        """The place of a value in that sheet."""
        return self.sheets[sheet].place(row, column)
