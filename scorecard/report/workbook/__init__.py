"""bonus-pools.xlsx: the result as a workbook whose computed cells are live formulas (outputs.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from scorecard.model.result import Result
from scorecard.report.workbook.book import new_book, pack
from scorecard.report.workbook.changes_sheet import write_changes
from scorecard.report.workbook.frame import Frame
from scorecard.report.workbook.gates import write_gates
from scorecard.report.workbook.inputs_sheet import write_inputs
from scorecard.report.workbook.members import write_members
from scorecard.report.workbook.notes import write_about, write_notes
from scorecard.report.workbook.owners import write_owners
from scorecard.report.workbook.plan_sheet import write_plan
from scorecard.report.workbook.pools import write_pools
from scorecard.report.workbook.scorecards import write_scorecards
from scorecard.report.workbook.segments import write_segments
from scorecard.report.workbook.sheets import MOST_ROWS
from scorecard.report.workbook.summary import write_summary

PACKING = 20
"""Packing the file takes as long as one in so many of its rows."""


def write_workbook(
    result: Result,
    path: Path,
    language: str,
    about: Mapping[str, str],
    most_rows: int = MOST_ROWS,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write the workbook; ``about`` is label to text for the About sheet. Raises OSError.

    ``most_rows`` is how many rows of data go on one sheet before the next one of its kind begins. ``progress`` is told
    the rows that are done and those that there are; packing the file, at the end, counts as rows too.
    """
    book = new_book(path, result, language, most_rows)
    frame = Frame(book)
    if progress:
        rows = _rows(frame)
        book.told = lambda done: progress(done, rows + rows // PACKING + 1)
    write_summary(frame)
    write_pools(frame)
    write_segments(frame)
    write_scorecards(frame)
    write_members(frame)
    write_owners(frame)
    write_gates(frame)
    write_changes(frame)
    write_notes(frame)
    write_inputs(book, frame.rows)
    write_plan(book, frame.plan)
    write_about(frame, about)
    pack(book)
    if book.told:
        book.count(book.written // PACKING + 1)


def fits_sheets(result: Result, most_rows: int | None = None) -> bool:
    """Whether each table that grows with the teams fits one sheet."""
    given = result.inputs
    read = len(given.values[["sheet", "row"]].drop_duplicates()) + sum(
        map(len, (given.targets, given.pools, given.lines))
    )
    tables = (result.payables, result.segments, result.scores, result.members, result.gates)
    return max(read, *map(len, tables)) <= (most_rows or MOST_ROWS)


def _rows(frame: Frame) -> int:
    """Rows of all tables that grow with the teams."""
    result = frame.book.result
    tables = (result.payables, result.segments, result.scores, result.members, result.gates, frame.rows.rows)
    owners = result.payables["owner"].nunique()
    return sum(map(len, tables)) + owners + len(result.changes or ()) + len(result.warnings)
