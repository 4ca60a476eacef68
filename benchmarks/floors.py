"""What the measured things are held against: the least that anyone would have to do."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, NamedTuple

PERCENT = Decimal("0.0001")


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


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a scorecard, before it is scored."""

    curve: DecimalCurve
    actual: Decimal | None
    target: Decimal | None
    baseline: Decimal | None
    threshold: Decimal | None
    stretch: Decimal | None
    limit: Decimal | None
    """A gate's cap."""
    weight: Decimal


@dataclass(frozen=True, slots=True)
class DecimalCurve:
    on: str
    step: bool
    points: tuple[tuple[Decimal | str, Decimal], ...]
    below: Decimal
    above: Decimal | str


class Scored(NamedTuple):
    attainment: Decimal | None
    uncapped: Decimal
    score: Decimal
    points: Decimal


def score(rows: list[Row]) -> list[Scored]:
    """Attainment, interpolation, cap and points of every row, one after the other, in Decimal."""
    return [_score(row) for row in rows]


def _score(row: Row) -> Scored:
    attainment = _attainment(row) if row.curve.on == "attainment" else None
    x = row.actual if row.curve.on == "actual" else attainment
    assert x is not None
    uncapped = _interpolated(row, x).quantize(PERCENT, ROUND_HALF_UP)
    capped = uncapped if row.limit is None else min(uncapped, row.limit)
    points = (row.weight * capped / 100).quantize(PERCENT, ROUND_HALF_UP)
    return Scored(attainment, uncapped, capped, points)


def _attainment(row: Row) -> Decimal | None:
    if row.actual is None or row.target is None or row.baseline is None or row.target == row.baseline:
        return None
    share = 100 * (row.actual - row.baseline) / (row.target - row.baseline)
    return share.quantize(PERCENT, ROUND_HALF_UP)


def _interpolated(row: Row, x: Decimal) -> Decimal:
    curve = row.curve
    points = [(getattr(row, at) if isinstance(at, str) else at, y) for at, y in curve.points]
    x0, y0 = points[0]
    if x < x0:
        return curve.below
    before = points[0]
    for x1, y1 in points[1:]:
        if x < x1:
            return y0 if curve.step else y0 + (y1 - y0) * (x - x0) / (x1 - x0)
        before, x0, y0 = (x0, y0), x1, y1
    if x == x0:
        return y0
    if isinstance(curve.above, Decimal):
        return curve.above
    return y0 + (y0 - before[1]) * (x - x0) / (x0 - before[0])


if __name__ == "__main__":
    print(read(sys.argv[1:]))
