"""All sheets of all files: which are read as which table, which are left alone, which are missing (inputs.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from scorecard.model.plan import Metric, Plan
from scorecard.model.problems import CellPlace, Level, Problem
from scorecard.read import tables
from scorecard.read.cells import folded
from scorecard.read.files import FLAT, Book
from scorecard.read.formats.grid import Grid
from scorecard.read.headers import find_header, tell_missing, tell_twice, tell_wider
from scorecard.read.log import EVERYWHERE, Log
from scorecard.read.merged_cells import tell_merged
from scorecard.read.regions import Region, region_of
from scorecard.read.sheet_names import meant
from scorecard.read.tables import Table
from scorecard.read.unread import note_unread


class Sheets:
    """The sheets in the order of files and sheets, and what was made of them."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._grids: list[tuple[tuple[int, int], Grid]] = []
        self._used: set[tuple[int, int]] = set()

    def add(self, number: int, book: Book) -> None:
        """The sheets of one more file."""
        for grid in book.grids:
            self.put((number, len(self._grids)), grid)

    def put(self, spot: tuple[int, int], grid: Grid) -> None:
        """One more sheet, by its file and its number among all sheets."""
        self._grids.append((spot, grid))

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._grids)

    def claim(self) -> None:
        """Every sheet of a table's name is that table's, though its rows are read elsewhere."""
        sources = (tables.source_table(self._log.plan, source) for source in self._log.plan.sources.values())
        for table in (*tables.STANDARD, *sources):
            list(self.named(table))

    def named(self, table: Table) -> Iterator[tuple[tuple[int, int], Grid]]:
        """The sheets of the table's names in which anything stands, and their spots."""
        wanted = {folded(name) for name in table.names}
        for spot, grid in self._grids:
            if folded(grid.name) in wanted:
                self._used.add(spot)
                if any(cell not in ("", None) for row in grid.rows for cell in row):
                    yield spot, grid

    def regions(self, table: Table) -> Iterator[Region]:
        """The table's rows in each sheet of its names; a sheet without the table's header is a problem."""
        for spot, grid in self.named(table):
            header = find_header(grid, table)
            if header is None:
                tell_missing(self._log, grid, spot, table)
            else:
                tell_twice(self._log, grid, spot, header)
                tell_wider(self._log, grid, spot, header)
                note_unread(self._log, grid, spot, header, table)
                yield region_of(self._log, grid, spot, table, header)

    def tell_merged(self) -> None:
        """A warning for each range of merged cells within a table that was read."""
        for spot, grid in self._grids:
            read = [sheet for sheet, at in zip(self._log.sheets, self._log.spots, strict=True) if at == spot]
            headers = (find_header(grid, table) for table in tables.tables_named(self._log.plan, grid.name))
            if grid.merged and read:
                columns = {at for sheet in read for at in sheet.columns.values()}
                tell_merged(self._log, grid, spot, next(header.row for header in headers if header), columns)

    def is_there(self, table: Table) -> bool:
        """Whether some sheet has one of the table's names and is not empty."""
        return any(True for _ in self.named(table))

    def tell_left_alone(self) -> None:
        """A note for each sheet that is none of the tables; a warning where it probably was meant to be one."""
        known = {folded(name): name for name in self._names()}
        for spot, grid in self._grids:
            if spot not in self._used:
                near = meant(grid.name, known.values())
                flat = PurePath(grid.book).suffix.lower() in FLAT
                level: Level = "warning" if near or flat else "note"
                kind = "sheet-left-alone.near" if near else "sheet-left-alone"
                place = CellPlace(grid.book, grid.name)
                self._log.add((*spot, 0, 0), Problem(kind, {"near": near or ""}, place, level))

    def _names(self) -> Iterator[str]:
        for table in tables.STANDARD:
            yield from table.names
        for source in self._log.plan.sources.values():
            yield from source.sheets


def tell_missing_sheets(log: Log, sheets: Sheets) -> None:
    """A problem for each sheet that the plan needs and no file has filled; a warning where the plan can do without.

    Where it can, a header without rows says well enough that there is nothing; but metrics without any target, which
    are left out of every score, are more often a sheet of the template that nobody has filled in yet.
    """
    for table, level in needed(log.plan):
        if not sheets.is_there(table):
            names = " / ".join(dict.fromkeys(table.names))
            log.add(EVERYWHERE, Problem("missing-sheet", {"names": names}, None, level))
        elif table.id not in log.filled and (level == "error" or table is tables.TARGETS):
            _tell_empty(log, table, level)


def _tell_empty(log: Log, table: Table, level: Level) -> None:
    """That the table has a header and no row; where it has not even that, it has been told."""
    found = [index for index, sheet in enumerate(log.sheets) if sheet.table == table.id]
    for index in found[:1]:
        place = CellPlace(log.sheets[index].book, log.sheets[index].name)
        log.add((*log.spots[index], 0, 0), Problem("missing-sheet.empty", {}, place, level))


def needed(plan: Plan) -> Iterator[tuple[Table, Level]]:
    """Each sheet that the plan needs; a warning is its level where the plan can do without."""
    yield from ((table, "error") for table in (tables.TEAMS, tables.STAGES, tables.OWNERS))
    if plan.roles:
        yield tables.MEMBERS, "error"
    if any(part.kind == "target_pool" for stage in plan.stages.values() for part in stage.funding):
        yield tables.POOLS, "error"
    targets = [metric for metric in plan.metrics.values() if has_targets(metric)]
    if targets:
        yield tables.TARGETS, _level(metric.when_no_target == "error" for metric in targets)
    used = [plan.measures[id] for id in used_measures(plan)]
    for source in (None, *plan.sources):
        measures = [measure for measure in used if measure.source == source]
        table = tables.source_table(plan, plan.sources[source]) if source else tables.ACTUALS_LONG
        if measures:
            yield table, _level(measure.when_missing == "error" for measure in measures)


def _level(needs: Iterable[bool]) -> Level:
    return "error" if any(needs) else "warning"


def has_targets(metric: Metric) -> bool:
    """Whether the metric looks at a row of Targets."""
    return metric.curve.on == "attainment" or bool(metric.curve.names)


def used_measures(plan: Plan) -> list[str]:
    """The measures that a metric, a gate or a share looks at."""
    used = [id for metric in plan.metrics.values() for id in metric.actual.measures]
    used += [id for gate in plan.gates.values() if gate.actual for id in gate.actual.measures]
    shares = (part.of for stage in plan.stages.values() for part in stage.funding if part.of)
    return list(dict.fromkeys([*used, *shares]))
