"""What only follows from a fault of reading is not told: a row that was left out is not missing as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scorecard.model.inputs import Inputs, Sheet
from scorecard.model.problems import CellPlace, Problem, cell_position

STANDARD = ("Teams", "Stages", "Owners", "Members", "Pools", "Targets", "Actuals")
"""Sheets in which something can be missing; a source's rows are actuals."""
NEEDS: Mapping[str, frozenset[str]] = {
    "ledger-team-missing": frozenset({"Teams"}),
    "no-stage": frozenset({"Stages"}),
    "missing-value": frozenset({"Actuals"}),
    "missing-pool": frozenset({"Pools"}),
    "missing-target": frozenset({"Targets"}),
    "no-owner": frozenset({"Owners"}),
    "owner-outside-team": frozenset({"Owners", "Members"}),
    "month-without-actuals": frozenset({"Actuals"}),
    "month-of-zeros": frozenset({"Actuals", "numbers of Actuals"}),
    "column-absent": frozenset({"Actuals"}),
    "team-without-members": frozenset({"Members"}),
    "target-differs": frozenset({"Targets"}),
    "target-gap": frozenset({"Targets"}),
    "target-absent": frozenset({"Targets"}),
    "pool-differs": frozenset({"Pools"}),
}
"""Problem of the calculation, or oddity, to the sheets in which it misses a row, or takes a faulty number for 0."""
OF_TARGETS = frozenset({"missing-target", "target-side", "curve-order", "target-useless"})
"""Problems of the calculation with the numbers of a Targets row, of which a faulty one stands as 0."""
NUMBERS = frozenset({"amount", "target", "baseline", "threshold", "stretch", "value", "personal_factor"})
KEPT = frozenset({"row-twice", "year-and-months", "spells-overlap", "two-latest", "totals-row", "lone-text"})
"""Faults of rows that are not left out for it, or are no rows of the table at all."""


def without_consequences(inputs: Inputs, faults: Sequence[Problem], further: Iterable[Problem]) -> tuple[Problem, ...]:
    """Of the calculation's problems those that stand whatever comes of the faults of reading.

    What is missing from a sheet is told only where no row of that sheet was left out; what is wrong with a team's
    targets, only where each of its cells in Targets could be read.
    """
    return unaffected(left_out(inputs.sheets, faults), doubtful_teams(inputs, faults), further)


def unaffected(tables: frozenset[str], doubtful: frozenset[str], further: Iterable[Problem]) -> tuple[Problem, ...]:
    """The same, where ``tables`` have rows that were left out, and the ``doubtful`` teams faulty targets."""
    return tuple(
        problem
        for problem in further
        if not NEEDS.get(problem.code, frozenset()) & tables
        and not (problem.code in OF_TARGETS and problem.team in doubtful)
    )


def left_out(sheets: Sequence[Sheet], faults: Iterable[Problem]) -> frozenset[str]:
    """The sheets, by what they are, from which rows are gone for these faults."""
    return frozenset(table for fault in faults for table in _left_out(sheets, fault))


def doubtful_teams(inputs: Inputs, faults: Iterable[Problem]) -> frozenset[str]:
    """The teams with a fault in a row of Targets that was read all the same."""
    places = {place for fault in faults if (place := _target_row(inputs.sheets, fault)) is not None}
    rows = inputs.targets
    here = [place in places for place in zip(rows["sheet"].tolist(), rows["row"].tolist(), strict=True)]
    return frozenset(inputs.teams["key"].iloc[rows["team"].to_numpy()[here]])


def _left_out(sheets: Sequence[Sheet], fault: Problem) -> Iterable[str]:
    """The sheets from which rows may be gone: all of them where a sheet or a workbook was not read."""
    sheet = _sheet(sheets, fault)
    if fault.code in KEPT:
        return ()
    if sheet is None or sheets[sheet].table == "Teams":
        return STANDARD
    table = sheets[sheet].table
    if _is_number(sheets[sheet], fault):
        return (f"numbers of {table}",)
    return (table if table in STANDARD else "Actuals",)


def _sheet(sheets: Sequence[Sheet], fault: Problem) -> int | None:
    """The sheet of a fault in a cell of a sheet that was read."""
    place = fault.place
    if not isinstance(place, CellPlace) or not place.cell:
        return None
    found = (i for i, sheet in enumerate(sheets) if (sheet.book, sheet.name) == (place.book, place.sheet))
    return next(found, None)


def _is_number(read: Sheet, fault: Problem) -> bool:
    """Whether the cell holds a number, which stands as 0 where it is faulty; in Actuals every measure's column does."""
    assert isinstance(fault.place, CellPlace)
    column, _ = cell_position(fault.place.cell)
    names = {name for name, index in read.columns.items() if index == column}
    keys = {"period", "team", "measure"}
    return bool(names & NUMBERS) or (read.table == "Actuals" and bool(names - keys))


def _target_row(sheets: Sequence[Sheet], fault: Problem) -> tuple[int, int] | None:
    sheet = _sheet(sheets, fault)
    if sheet is None or sheets[sheet].table != "Targets":
        return None
    assert isinstance(fault.place, CellPlace)
    return sheet, cell_position(fault.place.cell)[1]
