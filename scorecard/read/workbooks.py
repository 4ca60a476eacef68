"""From workbooks to inputs: every sheet read as the table that its name says (inputs.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from scorecard.model.inputs import InputFile, Inputs
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace, Problem
from scorecard.read import tables
from scorecard.read.actuals import actual_rows
from scorecard.read.columns import Names
from scorecard.read.duplicates import tell_duplicates, without_repeated_teams
from scorecard.read.files import Given, Progress, list_files, named, read_books
from scorecard.read.frames import Columns, frame
from scorecard.read.identities import people, tell_two_names, tell_two_numbers
from scorecard.read.log import EVERYWHERE, Log
from scorecard.read.money import adjustment_rows, evidence_rows, paid_rows, pool_rows, target_rows, tell_years
from scorecard.read.people import Roster, member_rows, owner_rows, roster, stage_rows, team_names, team_rows
from scorecard.read.regions import Region
from scorecard.read.sheets import Sheets, tell_missing_sheets
from scorecard.read.sources import line_rows, tell_alike, tell_two_latest
from scorecard.read.tables import Table
from scorecard.read.tallies import tallies
from scorecard.read.unread import tell_unread

Reader = Callable[[Region, Names], Columns]
READERS: dict[str, tuple[Table, Reader]] = {
    "stages": (tables.STAGES, stage_rows),
    "owners": (tables.OWNERS, owner_rows),
    "members": (tables.MEMBERS, member_rows),
    "pools": (tables.POOLS, pool_rows),
    "targets": (tables.TARGETS, target_rows),
    "evidence": (tables.EVIDENCE, evidence_rows),
    "adjustments": (tables.ADJUSTMENTS, adjustment_rows),
    "paid": (tables.PAID, paid_rows),
}
"""Table of ``Inputs`` to the sheet it comes from and the function that reads one such sheet."""


def read_inputs(
    plan: Plan, paths: Sequence[Path], progress: Progress | None = None, *, tallied: bool = False
) -> tuple[Inputs, tuple[Problem, ...]]:
    """(Everything that the workbooks say, all problems); warnings and notes are in the inputs.

    ``paths`` are workbooks, CSV or Parquet files, or folders of them; ``progress`` is told how many are read. A faulty
    number stands as 0 and a faulty row is left out, so that a calculation can go on to find further problems.
    Where it is to be ``tallied``, rows and numbers of every sheet are counted too.
    Problems stand in the order of files, sheets, rows and columns.
    """
    log = Log(plan, tallied=tallied)
    known = tables.sheet_names(plan)
    listed = list_files(paths, known)
    for problem in listed.problems:
        log.add(EVERYWHERE, problem)
    return _read(log, named(listed.paths, known), progress)


def read_kept(
    plan: Plan, files: Sequence[Given], progress: Progress | None = None
) -> tuple[Inputs, tuple[Problem, ...]]:
    """The same for files whose names and sheets are known already: those of a run folder."""
    return _read(Log(plan), files, progress)


def _read(log: Log, given: Sequence[Given], progress: Progress | None) -> tuple[Inputs, tuple[Problem, ...]]:
    sheets = Sheets(log)
    files = _read_files(log, sheets, given, progress)
    complete = not log.sorted("error")
    found = read_tables(log, sheets)
    conclude(log, sheets, people(found), complete=complete)
    told, counted = log.sorted("warning", "note"), tallies(log, found)
    inputs = Inputs(tuple(files), tuple(log.sheets), **found, warnings=told, tallies=counted)
    return inputs, log.sorted("error")


def read_tables(log: Log, sheets: Sheets, all_teams: Roster | None = None) -> dict[str, pd.DataFrame]:
    """All tables of ``Inputs``; what is wrong with a row is told, and what is said of many rows is noted.

    ``all_teams`` are named where these are not all of them.
    """
    found = _tables(log, sheets, all_teams)
    tell_duplicates(log, found)
    tell_two_latest(log, found["lines"])
    tell_years(log, found)
    return found


def conclude(log: Log, sheets: Sheets, everybody: pd.DataFrame, *, complete: bool) -> None:
    """Tells what can be said once all rows of all sheets are there; ``everybody`` is the table of ``people``.

    Where some file could not be read (not ``complete``), nobody knows whether a sheet is missing.
    """
    tell_two_names(log, everybody)
    tell_two_numbers(log, everybody)
    log.tell_counted()
    tell_unread(log)
    tell_alike(log)
    sheets.tell_merged()
    sheets.tell_left_alone()
    if complete:
        tell_missing_sheets(log, sheets)


def _read_files(log: Log, sheets: Sheets, given: Sequence[Given], progress: Progress | None) -> list[InputFile]:
    """Puts every file's sheets to the others; a file that cannot be read is a problem."""
    files: list[InputFile] = []
    hashes: dict[str, str] = {}
    for number, book in enumerate(read_books(given, tables.sheet_names(log.plan), progress)):
        if book.problem:
            log.add((number, -1, 0, 0), book.problem)
        if book.file is None:
            continue
        files.append(book.file)
        other = hashes.setdefault(book.file.sha256, book.name)
        if other == book.name:
            sheets.add(number, book)
        else:
            log.add((number, -1, 0, 0), Problem("file-twice", {"other": other}, CellPlace(book.name)))
    return files


def _tables(log: Log, sheets: Sheets, all_teams: Roster | None) -> dict[str, pd.DataFrame]:
    """All tables; Teams first, since the others' rows belong to a team."""
    owners = without_repeated_teams(log, frame("teams", [team_rows(region) for region in sheets.regions(tables.TEAMS)]))
    keys = owners["key"].tolist()
    everyone = all_teams or roster(dict(zip(keys, owners["name"].tolist(), strict=True)))
    teams = team_names(keys, everyone, silent=owners.empty)
    found = {"teams": owners}
    for name, (table, read) in READERS.items():
        found[name] = frame(name, [read(region, teams) for region in sheets.regions(table)])
    actuals = (actual_rows(log, grid, spot, teams) for spot, grid in sheets.named(tables.ACTUALS_LONG))
    found["values"] = frame("values", [part for part in actuals if part is not None])
    lines: list[Columns] = []
    for source in log.plan.sources.values():
        for region in sheets.regions(tables.source_table(log.plan, source)):
            lines += line_rows(region, source, teams, owners)
    found["lines"] = frame("lines", lines)
    return found
