"""All inputs of a run: files to grids, grids to regions, regions to the tables of ``Inputs`` (inputs.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from scorecard.model.inputs import Inputs
from scorecard.model.numbers import QUANTITY
from scorecard.model.period import OPEN_END, OPEN_START
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace, Problem, cell_name
from scorecard.read import cells, columns, tables
from scorecard.read.duplicates import check_duplicates
from scorecard.read.grids import Grid, read_files
from scorecard.read.regions import Log, Region, find_header, missing_header, nearest, region
from scorecard.read.sources import read_lines
from scorecard.read.tables import TABLES, Table

Progress = Callable[[str, int, int], None]
GOALS = ("target", "baseline", "threshold", "stretch")
NEEDED = ("Teams", "Stages", "Owners")
"""Sheets without which nothing can be calculated; what else is needed depends on the plan."""


def read_inputs(
    plan: Plan, paths: Sequence[Path], progress: Progress | None = None
) -> tuple[Inputs, tuple[Problem, ...]]:
    """The tables of all workbooks, and every problem found; warnings and notes are in the inputs.

    A faulty number stands as 0 and a faulty row is left out, so that the calculation can look for further problems.
    """
    files = read_files(paths, progress)
    log = Log(plan, problems=list(files.problems), warnings=list(files.warnings))
    grids = Sheets(log, files.grids)
    found = _tables(plan, log, grids)
    if not files.problems:
        _missing_sheets(plan, log, grids)
    grids.tell_unread()
    check_duplicates(log, found)
    order = {(file.name): index for index, file in enumerate(files.files)}
    problems = sorted(log.problems, key=lambda problem: _book_order(problem, order))
    return Inputs(files.files, tuple(log.sheets), **found, warnings=tuple(log.warnings)), tuple(problems)


def _book_order(problem: Problem, order: Mapping[str, int]) -> int:
    return order.get(problem.place.book, -1) if isinstance(problem.place, CellPlace) else -1


class Sheets:
    """The grids of all files, and which of them were used."""

    def __init__(self, log: Log, grids: Sequence[Grid]) -> None:
        self.log, self.grids = log, grids
        self.used: set[int] = set()

    def named(self, names: Sequence[str]) -> Iterator[Grid]:
        """The sheets of one of these names, in order."""
        wanted = {cells.folded(name) for name in names}
        for index, grid in enumerate(self.grids):
            if cells.folded(grid.name) in wanted:
                self.used.add(index)
                yield grid

    def regions(self, table: Table) -> Iterator[Region]:
        """The table's regions in all sheets of its names; a sheet without its header is a problem."""
        for grid in self.named(table.names):
            if not any(cell != "" for row in grid.rows for cell in row):
                continue
            header = find_header(grid, table)
            if header is None:
                missing_header(self.log, grid, table)
            else:
                yield region(self.log, grid, table, header)

    def tell_unread(self) -> None:
        """A note for each sheet that no table claims."""
        for index, grid in enumerate(self.grids):
            if index not in self.used:
                near = nearest(grid.name, [name for table in TABLES.values() for name in table.names])
                kind = "sheet-left-alone.near" if near else "sheet-left-alone"
                level: Any = "warning" if near else "note"
                self.log.add(kind, CellPlace(grid.book, grid.name), level, near=near or "")


def _missing_sheets(plan: Plan, log: Log, grids: Sheets) -> None:
    """A problem for each sheet that the plan needs and no file has."""
    there = {cells.folded(grid.name) for grid in grids.grids}
    wanted = {name: TABLES[name].names for name in NEEDED}
    if any(component.kind == "target_pool" for stage in plan.stages.values() for component in stage.funding):
        wanted["Pools"] = TABLES["Pools"].names
    for names in wanted.values():
        if not there & {cells.folded(name) for name in names}:
            log.add("missing-sheet", None, names=" / ".join(names))


def _tables(plan: Plan, log: Log, grids: Sheets) -> dict[str, pd.DataFrame]:
    teams = _teams(grids)
    known = {key: index for index, key in enumerate(teams["key"].tolist())}
    found = {"teams": teams}
    found["stages"] = _frame([_stage_rows(each, known) for each in grids.regions(TABLES["Stages"])], STAGES)
    found["owners"] = _frame([_owner_rows(each, known) for each in grids.regions(TABLES["Owners"])], OWNERS)
    found["members"] = _frame([_member_rows(each, known) for each in grids.regions(TABLES["Members"])], MEMBERS)
    found["pools"] = _frame([_pool_rows(each, known) for each in grids.regions(TABLES["Pools"])], MONEY)
    found["targets"] = _frame([_target_rows(each, known) for each in grids.regions(TABLES["Targets"])], TARGETS)
    found["values"] = _frame(
        [rows for grid in grids.named(tables.ACTUALS) for rows in _actuals(log, grid, known)], VALUES
    )
    found["lines"] = read_lines(log, grids.regions, teams, known)
    found["evidence"] = _frame([_evidence_rows(each, known) for each in grids.regions(TABLES["Evidence"])], EVIDENCE)
    adjustments = grids.regions(TABLES["Adjustments"])
    found["adjustments"] = _frame([_adjustment_rows(each, known) for each in adjustments], ADJUSTMENTS)
    found["paid"] = _frame([_money_rows(each, known) for each in grids.regions(TABLES["Paid"])], MONEY)
    return found


STAGES = ("team", "stage", "day", "evidence", "approved_by")
OWNERS = ("team", "employee", "name", "day")
MEMBERS = ("team", "employee", "name", "role", "personal_factor", "first", "last")
MONEY = ("team", "month", "amount")
TARGETS = ("team", "metric", "month", *GOALS)
VALUES = ("team", "month", "measure", "value")
EVIDENCE = ("team", "month", "measure", "note", "link")
ADJUSTMENTS = ("team", "month", "kind", "amount", "reason", "approved_by")
CODES = ("team", "stage", "metric", "measure", "role", "month", "sheet", "row")


def _frame(parts: Sequence[pd.DataFrame], names: Sequence[str]) -> pd.DataFrame:
    """The parts one below the other; an empty table has the right columns and types too."""
    if parts:
        return pd.concat(parts, ignore_index=True)
    kinds = {
        name: "int32" if name in CODES else "Int64" if name in GOALS else "object" for name in (*names, "sheet", "row")
    }
    kinds |= dict.fromkeys(("day", "first", "last", "amount", "value", "personal_factor"), "int64")
    return pd.DataFrame({name: pd.Series([], dtype=kinds[name]) for name in (*names, "sheet", "row")})


def _rows(found: Region, counts: Any = True, **values: Any) -> pd.DataFrame:
    """The region's usable rows as a table."""
    keep = ~found.bad & counts
    texts = {name: pd.Series(column, dtype=object) for name, column in values.items() if isinstance(column, list)}
    sheet = np.full(len(found), found.sheet, np.int32)
    frame = pd.DataFrame({**values, **texts, "sheet": sheet, "row": found.rows})
    return pd.DataFrame(frame[keep].reset_index(drop=True))


def _teams(grids: Sheets) -> pd.DataFrame:
    parts = []
    for found in grids.regions(TABLES["Teams"]):
        first, last = columns.day(found, "from", OPEN_START), columns.day(found, "to", OPEN_END)
        _right_order(found, first, last)
        key = columns.key(found, "team")
        text = {name: columns.text(found, name, needed=name == "name") for name in ("name", "account_name", "unit")}
        account = columns.optional_key(found, "account")
        parts.append(_rows(found, key=key, **text, account=account, first=first, last=last))
    names = ("key", "name", "account", "account_name", "unit", "first", "last")
    teams = _frame(parts, names)
    order = sorted(range(len(teams)), key=teams["key"].tolist().__getitem__)
    teams = teams.iloc[order].reset_index(drop=True)
    return _told_twice(grids.log, teams)[[*names, "sheet", "row"]]


def _told_twice(log: Log, teams: pd.DataFrame) -> pd.DataFrame:
    """The teams without repetitions, which are problems here, since everything else looks teams up by key."""
    again = teams.duplicated("key")
    first = {row["key"]: row for row in teams[~again].to_dict("records")}
    for row in teams[again].to_dict("records"):
        other = log.place(first[row["key"]]["sheet"], first[row["key"]]["row"], "team")
        log.add("row-twice", log.place(row["sheet"], row["row"], "team"), key=row["key"], other=str(other))
    return teams[~again].reset_index(drop=True)


def _right_order(found: Region, first: Any, last: Any) -> None:
    for index in np.flatnonzero((first > last) & ~found.bad).tolist():
        found.reject(index, "to", "to-before-from")


def _names(things: Mapping[str, Any]) -> dict[str, int]:
    """Every name of a kind of thing in the plan, folded, to its index."""
    return {
        cells.folded(name): index
        for index, thing in enumerate(things.values())
        for name in (thing.id, *thing.title.texts.values())
    }


def _shown(things: Mapping[str, Any]) -> list[str]:
    return [name for thing in things.values() for name in (thing.id, *thing.title.texts.values())]


def _stage_rows(found: Region, known: Mapping[str, int]) -> pd.DataFrame:
    stages = found.log.plan.stages
    team, stage = (
        columns.team(found, known),
        columns.lookup(found, "stage", _names(stages), "unknown-stage", _shown(stages)),
    )
    texts = {name: columns.text(found, name) for name in ("evidence", "approved_by")}
    return _rows(found, team=team, stage=stage, day=columns.day(found, "from"), **texts)


def _owner_rows(found: Region, known: Mapping[str, int]) -> pd.DataFrame:
    team, employee = columns.team(found, known), columns.key(found, "employee")
    name, day = columns.text(found, "name", needed=True), columns.day(found, "from")
    return _rows(found, team=team, employee=employee, name=name, day=day)


def _member_rows(found: Region, known: Mapping[str, int]) -> pd.DataFrame:
    roles = found.log.plan.roles
    team, employee = columns.team(found, known), columns.key(found, "employee")
    name = columns.text(found, "name", needed=True)
    role = columns.lookup(found, "role", _names(roles), "unknown-role", _shown(roles))
    factor, there = columns.number(found, "personal_factor")
    for index in np.flatnonzero(there & (factor < 0)).tolist():
        found.reject(index, "personal_factor", "below-zero-cell")
    first, last = columns.day(found, "from", OPEN_START), columns.day(found, "to", OPEN_END)
    _right_order(found, first, last)
    factor = np.where(there, factor, 10**QUANTITY)
    return _rows(
        found, team=team, employee=employee, name=name, role=role, personal_factor=factor, first=first, last=last
    )


def _money_rows(found: Region, known: Mapping[str, int], *, years: bool = False) -> pd.DataFrame:
    team = columns.team(found, known)
    month, _, counts = columns.period(found, years=years)
    amount = columns.needed_number(found, "amount", found.log.plan.decimals, strict=True)
    return _rows(found, counts, team=team, month=month, amount=amount)


def _pool_rows(found: Region, known: Mapping[str, int]) -> pd.DataFrame:
    rows = _money_rows(found, known, years=True)
    below = rows["amount"].to_numpy() < 0
    for row in rows.loc[below, "row"].tolist():
        index = int(np.flatnonzero(found.rows == row)[0])
        found.fault(index, "amount", "below-zero-cell")
    return rows


def _target_rows(found: Region, known: Mapping[str, int]) -> pd.DataFrame:
    metrics = found.log.plan.metrics
    team = columns.team(found, known)
    metric = columns.lookup(found, "metric", _names(metrics), "unknown-metric", _shown(metrics))
    month, _, counts = columns.period(found, years=True)
    goals = {name: cells.nullable(*columns.number(found, name)) for name in GOALS}
    return _rows(found, counts, team=team, metric=metric, month=month, **goals)


def _evidence_rows(found: Region, known: Mapping[str, int]) -> pd.DataFrame:
    measures = found.log.plan.measures
    team, (month, _, counts) = columns.team(found, known), columns.period(found)
    measure = columns.lookup(found, "measure", _names(measures), "unknown-measure", _shown(measures))
    note, link = columns.text(found, "note", needed=True), columns.text(found, "link")
    return _rows(found, counts, team=team, month=month, measure=measure, note=note, link=link)


def _adjustment_rows(found: Region, known: Mapping[str, int]) -> pd.DataFrame:
    kinds = list(tables.KINDS)
    names = {cells.folded(name): index for index, id in enumerate(kinds) for name in tables.KINDS[id]}
    team, (month, _, counts) = columns.team(found, known), columns.period(found)
    kind = columns.lookup(found, "kind", names, "unknown-kind", [name for id in kinds for name in tables.KINDS[id]])
    amount = columns.needed_number(found, "amount", found.log.plan.decimals, strict=True)
    wrong = ((kind == kinds.index("award")) & (amount < 0)) | ((kind == kinds.index("penalty")) & (amount > 0))
    for index in np.flatnonzero(wrong).tolist():
        found.fault(index, "amount", "adjustment-sign", kind=kinds[kind[index]])
    reason = columns.text(found, "reason", needed=True)
    approved = columns.text(found, "approved_by", needed=True)
    named = [kinds[code] for code in kind.tolist()]
    return _rows(found, counts, team=team, month=month, kind=named, amount=amount, reason=reason, approved_by=approved)


def _actuals(log: Log, grid: Grid, known: Mapping[str, int]) -> Iterator[pd.DataFrame]:
    """The filled cells of an Actuals sheet, wide or long."""
    wide = tables.wide(log.plan)
    long_header, header = find_header(grid, tables.LONG), find_header(grid, wide)
    if long_header is not None:
        yield _long_rows(region(log, grid, tables.LONG, long_header), known)
    elif header is not None:
        found = region(log, grid, wide, header)
        _unknown_columns(log, grid, header.row, wide)
        yield from _wide_rows(found, known)
    elif any(cell != "" for row in grid.rows for cell in row):
        missing_header(log, grid, wide)


def _long_rows(found: Region, known: Mapping[str, int]) -> pd.DataFrame:
    measures = {id: each for id, each in found.log.plan.measures.items() if each.source is None}
    codes = {id: index for index, id in enumerate(found.log.plan.measures)}
    names = {name: codes[list(measures)[index]] for name, index in _names(measures).items()}
    team, (month, _, counts) = columns.team(found, known), columns.period(found)
    measure = columns.lookup(found, "measure", names, "unknown-measure", _shown(measures))
    value, there = columns.number(found, "value")
    return _rows(found, counts & there, team=team, month=month, measure=measure, value=value)


def _wide_rows(found: Region, known: Mapping[str, int]) -> Iterator[pd.DataFrame]:
    team, (month, _, counts) = columns.team(found, known), columns.period(found)
    numbers = {}
    for index, (id, measure) in enumerate(found.log.plan.measures.items()):
        if measure.source is None and id in found.cells:
            numbers[index] = columns.number(found, id)
    for index, (value, there) in numbers.items():
        measure_code = np.full(len(found), index, np.int32)
        yield _rows(found, counts & there, team=team, month=month, measure=measure_code, value=value)


def _unknown_columns(log: Log, grid: Grid, header: int, wide: Table) -> None:
    known = {cells.folded(name) for column in wide.columns for name in (column.id, *column.names)}
    measures = [name for column in wide.columns[2:] for name in (column.id, *column.names)]
    for index, cell in enumerate(grid.rows[header]):
        if isinstance(cell, str) and cell.strip() and cells.folded(cell) not in known:
            near = nearest(cell, measures)
            place = CellPlace(grid.book, grid.name, cell_name(index, header + 1))
            kind = "unknown-column.near" if near else "unknown-column"
            log.add(kind, place, "warning", column=cell.strip(), near=near or "")
