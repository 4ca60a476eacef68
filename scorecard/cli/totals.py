"""The end of check: rows and sums of every sheet, to be held against what Excel shows (control totals)."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from scorecard.cli.columns import in_line, width
from scorecard.cli.console import one_line
from scorecard.cli.texts import text
from scorecard.model.inputs import shown_name
from scorecard.model.numbers import EXACT
from scorecard.model.problems import cell_name, column_letters
from scorecard.model.tallies import ColumnTally, Reason, Sum, Tally

if TYPE_CHECKING:
    from scorecard.model.inputs import InputFile, Sheet
    from scorecard.workflow.control_totals import ControlTotals, MeasureTotal

MOST_DECIMALS = 6
"""More are not shown: a quantity has no more, and more are but the noise of a double. --json has them all."""
LARGEST = 10**18
"""From here on a sum shows as Excel shows it: 1e+300."""
LINE = 100
"""Columns of a line where no terminal says how many there are."""
MOST_PARTS = 24
"""Of a folder so many parts have a line each, as those of months have; of more only the whole has one."""
FIXED = 2
"""Columns of a table before its sums: the sheet and its rows."""


class _Row(Struct, frozen=True):
    """A line of a table; one below a sheet's own holds only what is to be said of some columns."""

    label: str
    rows: str
    cells: tuple[Sum | int | None, ...]
    below: bool = False


class _Line(Struct, frozen=True):
    """What a line is about: a sheet, or the many parts of one."""

    label: str
    sheet: Sheet
    tally: Tally


def totals_lines(totals: ControlTotals, spoken: str) -> Iterator[str]:
    """A table for the sheets of each kind, one of the other sheets, and one of the measures."""
    yield text("totals", spoken)
    for found in _alike(_lines(totals, spoken)):
        yield ""
        yield from _table(found, spoken)
        yield from _why(found, spoken)
    if any(tally.read for tally in totals.tallies) and totals.measures:
        yield ""
        yield from _measures(totals.measures, spoken)


def _lines(totals: ControlTotals, spoken: str) -> Iterator[_Line]:
    """One for each sheet; one for all parts of a folder, alike in their columns, where these are many."""
    parts = {file.name: file for file in totals.files if file.whole != file.path}
    found: dict[tuple[Any, ...], list[_Line]] = {}
    for tally in (each if each.read else replace(each, columns=()) for each in totals.tallies):
        sheet = totals.sheets[tally.sheet]
        part = parts.get(sheet.book)
        line = _Line(_label(sheet, part), sheet, tally)
        found.setdefault((part.whole, *_columns(line)) if part else (None, tally.sheet), []).append(line)
    for (folder, *_), lines in found.items():
        if len(lines) <= MOST_PARTS:
            yield from lines
        else:
            label = text("totals.parts", spoken, folder=shown_name(folder), count=f"{len(lines):,}")
            yield _Line(label, lines[0].sheet, reduce(add, (each.tally for each in lines)))


def _columns(line: _Line) -> tuple[Any, ...]:
    """Which columns have numbers, and where."""
    return tuple((each.column, line.sheet.columns[each.column]) for each in line.tally.columns)


def _alike(lines: Iterable[_Line]) -> list[list[_Line]]:
    """The sheets of one kind whose numbers stand in the same columns; those without numbers or rows at the end."""
    found: dict[tuple[Any, ...], list[_Line]] = {}
    for line in lines:
        columns = _columns(line)
        found.setdefault((line.sheet.table, *columns) if columns else (), []).append(line)
    others = found.pop((), None)
    return [*found.values(), *([others] if others else [])]


def _label(sheet: Sheet, part: InputFile | None) -> str:
    from scorecard.read.cells import shown

    if part:
        return f"{shown(part.whole.name)}/{shown(shown_name(part.path))}"
    return f"{shown(sheet.book)}!{shown(sheet.name)}"


def _why(found: Sequence[_Line], spoken: str) -> Iterator[str]:
    """Why rows were skipped: in one line where there is one reason, else of each sheet."""
    skipped = [line for line in found if line.tally.skipped]
    reasons = {reason for line in skipped for reason in line.tally.skipped}
    if len(reasons) == 1:
        (reason,) = reasons
        whole = sum(line.tally.skipped[reason] for line in skipped)
        yield text("totals.skipped", spoken, reasons=_reasons({reason: whole}, spoken))
        return
    for line in skipped:
        yield text("totals.skipped.in", spoken, sheet=line.label, reasons=_reasons(line.tally.skipped, spoken))


def _reasons(skipped: Mapping[Reason, int], spoken: str) -> str:
    said = (text(f"skipped.{reason}", spoken, count=f"{count:,}") for reason, count in skipped.items())
    return text("totals.and", spoken).join(said)


def _table(found: Sequence[_Line], spoken: str) -> Iterator[str]:
    """The table, its columns below each other in as many parts as the width of a line asks for."""
    rows = [row for line in found for row in _rows(line, spoken)]
    columns = [_column([row.cells[at] for row in rows], spoken) for at in range(len(found[0].tally.columns))]
    cells = [[column[number] for column in columns] for number in range(len(rows))]
    head = ["", text("totals.rows", spoken), *_heads(found[0])]
    whole = [head, *([row.label, row.rows, *sums] for row, sums in zip(rows, cells, strict=True))]
    below = [False, *(row.below for row in rows)]
    for number, part in enumerate(_parts(whole)):
        fixed = range(FIXED if number == 0 else 1)
        shown = (
            [line[at] for at in (*fixed, *part)]
            for line, sub in zip(whole, below, strict=True)
            if not sub or any(line[at] for at in part)
        )
        yield from in_line(list(shown), 1)


def _rows(line: _Line, spoken: str) -> Iterator[_Row]:
    """A sheet's line; below it what Excel's sum does not have, and what the program uses where that differs."""
    tally = line.tally
    left = sum(tally.skipped.values())
    numbers = tuple(each.numbers for each in tally.columns)
    yield _Row(line.label, f"{tally.read:,} = {tally.used:,} + {left:,}", numbers)
    for key, cells in (
        ("totals.texts", [each.texts if each.texts.count else None for each in tally.columns]),
        ("totals.unread", [each.unread or None for each in tally.columns]),
        ("totals.used", [each.used if _differs(each) else None for each in tally.columns]),
    ):
        if any(cells):
            yield _Row(f"  {text(key, spoken)}", "", tuple(cells), below=True)


def _differs(column: ColumnTally) -> bool:
    """Whether what is used is not the number that Excel shows."""
    return column.used != column.numbers


def _heads(line: _Line) -> list[str]:
    from scorecard.read.cells import shown

    headers = line.sheet.headers
    return [f"{column_letters(at)} {shown(headers[column])}" for column, at in _columns(line)]


def _column(sums: Sequence[Sum | int | None], spoken: str) -> list[str]:
    """Sums with their points below each other, each with the count of its numbers; a count may stand alone."""
    decimals = max((_decimals(each.total) for each in sums if isinstance(each, Sum)), default=0)
    counts = ["" if each is None else f"({_count(each):,})" for each in sums]
    size = max(map(len, counts), default=0)
    numbers = [f"{grouped(each.total, decimals, spoken)} " if isinstance(each, Sum) else "" for each in sums]
    return [f"{number}{count.rjust(size) if count else ''}" for number, count in zip(numbers, counts, strict=True)]


def _count(found: Sum | int) -> int:
    return found if isinstance(found, int) else found.count


def _decimals(total: Decimal) -> int:
    exponent = total.normalize(EXACT).as_tuple().exponent
    return min(max(-int(exponent), 0), MOST_DECIMALS)


def grouped(total: Decimal, decimals: int, spoken: str) -> str:
    """``-1,234.50`` as Babel has the signs."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    from scorecard.report.pages.formats import LOCALES

    if abs(total) >= LARGEST:
        return format(total, ".15g")
    rounded = total.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, EXACT)
    group, point = get_group_symbol(LOCALES[spoken]), get_decimal_symbol(LOCALES[spoken])
    return f"{rounded:,f}".translate({ord(","): group, ord("."): point})


def _parts(whole: Sequence[Sequence[str]]) -> list[list[int]]:
    """Which columns of sums stand beside each other, so that a line is not too long."""
    sizes = [max(width(line[at]) for line in whole) + 2 for at in range(len(whole[0]))]
    room = max(shutil.get_terminal_size((LINE, 0)).columns, LINE // 2)
    parts: list[list[int]] = [[]]
    taken = sum(sizes[:FIXED])
    for at in range(FIXED, len(sizes)):
        if parts[-1] and taken + sizes[at] > room + 2:
            parts.append([])
            taken = sizes[0]
        parts[-1].append(at)
        taken += sizes[at]
    return parts


def _measures(measures: Sequence[MeasureTotal], spoken: str) -> Iterator[str]:
    sums = _column([Sum(each.count, each.total) for each in measures], spoken)
    names = (one_line(each.measure.title.text(spoken)) for each in measures)
    yield from in_line([[text("totals.measures", spoken), ""], *map(list, zip(names, sums, strict=True))], 1)


def totals_object(totals: ControlTotals, spoken: str) -> dict[str, Any]:
    """The same for --json; sums are decimal text."""
    return {
        "sheets": [_sheet_object(totals.sheets[tally.sheet], tally) for tally in totals.tallies],
        "measures": [
            {"measure": each.measure.id, "title": each.measure.title.text(spoken), **_sum(Sum(each.count, each.total))}
            for each in totals.measures
        ],
    }


def _sheet_object(sheet: Sheet, tally: Tally) -> dict[str, Any]:
    rows = {"read": tally.read, "used": tally.used, "skipped": dict(tally.skipped)}
    columns = [_column_object(sheet.columns, sheet.headers, tally, each) for each in tally.columns]
    return {"workbook": sheet.book, "sheet": sheet.name, "table": sheet.table, "rows": rows, "columns": columns}


def _column_object(
    columns: Mapping[str, int], headers: Mapping[str, str], tally: Tally, column: ColumnTally
) -> dict[str, Any]:
    at = columns[column.column]
    cells = f"{cell_name(at, tally.rows[0])}:{cell_name(at, tally.rows[1])}" if tally.read else None
    found = {"column": column.column, "header": headers[column.column], "cells": cells, **_sum(column.numbers)}
    return {**found, "texts": _sum(column.texts), "unread": column.unread, "used": _sum(column.used)}


def _sum(found: Sum) -> dict[str, Any]:
    return {"numbers": found.count, "sum": f"{found.total.normalize(EXACT):f}"}
