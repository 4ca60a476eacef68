"""Actuals: one row per team and month with a column per measure, or one row per number (inputs.md)."""

from __future__ import annotations

import numpy as np

from scorecard.model.plan import Measure, Plan
from scorecard.model.problems import CellPlace, Problem, cell_name
from scorecard.read.cells import folded, shown
from scorecard.read.columns import Names, amounts, codes, names_of_things, periods
from scorecard.read.formats.grid import Grid
from scorecard.read.frames import Columns, usable
from scorecard.read.headers import Header, find_header, header_at, tell_lacking, tell_missing, tell_twice, tell_wider
from scorecard.read.log import Log
from scorecard.read.regions import Region, region_of
from scorecard.read.sheets import used_measures
from scorecard.read.tables import ACTUALS_LONG, actuals_wide, names_of_title
from scorecard.read.unread import note_unnamed


def actual_rows(log: Log, grid: Grid, spot: tuple[int, int], teams: Names) -> Columns | None:
    """The filled cells of an Actuals sheet; None, and a problem, where it has no header."""
    wide = actuals_wide(log.plan)
    header = find_header(grid, wide)
    if header is None:
        tell_missing(log, grid, spot, wide)
        return None
    as_long = header_at(header.row, grid.rows[header.row - 1], ACTUALS_LONG)
    lacking = [column for column in ACTUALS_LONG.columns if column.id not in as_long.columns]
    if len(lacking) == 1 and not header.columns.keys() & log.plan.measures.keys():
        tell_lacking(log, grid, spot, lacking, as_long)
        return None
    table, header = (wide, header) if lacking else (ACTUALS_LONG, as_long)
    tell_twice(log, grid, spot, header)
    tell_wider(log, grid, spot, header)
    _tell_unknown(log, grid, spot, header, long=not lacking)
    note_unnamed(log, grid, spot, header, () if not lacking else _lacking(log.plan, header))
    region = region_of(log, grid, spot, table, header)
    return _wide_rows(region, teams) if lacking else _long_rows(region, teams)


def _lacking(plan: Plan, header: Header) -> tuple[str, ...]:
    """The names of the measures that the plan uses and the sheet has no column of."""
    wanted = (plan.measures[id] for id in used_measures(plan) if id not in header.columns)
    return tuple(" / ".join(names_of_title(each.title)) for each in wanted if each.source is None)


def _wide_rows(region: Region, teams: Names) -> Columns:
    plan = region.log.plan
    found = periods(region)
    rows = found.region
    team = codes(rows, "team", teams)
    measures = [index for index, id in enumerate(plan.measures) if id in rows.columns]
    read = [amounts(rows, id) for id in plan.measures if id in rows.columns]
    rows.leave_out("faulty", rows.bad)
    keep = ~rows.bad
    filled = np.array([each.filled & keep for each in read], bool).reshape(len(read), len(rows))
    row, column = np.nonzero(filled.T)
    value = np.array([each.value for each in read], np.int64).reshape(len(read), len(rows))[column, row]
    measure = np.array(measures, np.int32)[column]
    where = {"sheet": np.full(len(row), rows.sheet, np.int32), "row": rows.rows[row]}
    return {"team": team[row], "month": found.month[row], "measure": measure, "value": value, **where}


def _long_rows(region: Region, teams: Names) -> Columns:
    plan = region.log.plan
    order = list(plan.measures)
    titles = {id: each.title for id, each in plan.measures.items() if each.source is None}
    measures = names_of_things(titles, "unknown-measure", [order.index(id) for id in titles])
    found = periods(region)
    rows = found.region
    team, measure, value = codes(rows, "team", teams), codes(rows, "measure", measures), amounts(rows, "value")
    return usable(rows, {"team": team, "month": found.month, "measure": measure, "value": value.value}, value.filled)


def _tell_unknown(log: Log, grid: Grid, spot: tuple[int, int], header: Header, *, long: bool) -> None:
    """A warning for each column that is not read, with the nearest measure."""
    measures = {folded(name): each for each in log.plan.measures.values() for name in names_of_title(each.title)}
    for position, text in header.others.items():
        kind, near = _unknown(log, text, measures.get(folded(text)), header, long)
        place = CellPlace(grid.book, grid.name, cell_name(position, header.row))
        args = {"column": shown(text), "near": near}
        log.add((*spot, header.row, position), Problem(kind, args, place, "warning"))


def _unknown(log: Log, text: str, measure: Measure | None, header: Header, long: bool) -> tuple[str, str]:
    """(Kind of the warning, what it hints at)."""
    if measure and measure.source:
        return "unknown-column.source", " / ".join(log.plan.sources[measure.source].sheets)
    if measure and long:
        return "unknown-column.long", ""
    lacking = [each for id, each in log.plan.measures.items() if each.source is None and id not in header.columns]
    near = None if long else log.nearest(text, [name for each in lacking for name in names_of_title(each.title)])
    return ("unknown-column.near", near) if near else ("unknown-column", "")
