"""The inputs of one range of teams: the usual reading of the sheets' shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from msgspec import Struct

from scorecard.model.inputs import Inputs
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.read.cells import folded
from scorecard.read.identities import everybody, people
from scorecard.read.log import Log
from scorecard.read.parts.material import Material
from scorecard.read.parts.shares import Piece, Share, put_together
from scorecard.read.people import Roster
from scorecard.read.sheets import Sheets
from scorecard.read.tables import tables_named
from scorecard.read.tallies import tallies
from scorecard.read.workbooks import conclude, read_tables


class Said(Struct, frozen=True):
    """What reading one range of teams gave to say, and to know of all of them together."""

    log: Log
    people: pd.DataFrame
    months_of_lines: frozenset[int]
    """Months with a row of a source, by their index in the fiscal year."""
    paid: frozenset[int]
    """Months for which the Paid sheet has a row of these teams."""

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What must be mended."""
        return self.log.sorted("error")


def can_be_cut(plan: Plan) -> bool:
    """Whether each row says by itself to which team it belongs, and nothing needs rows of other teams.

    A source by account, or one that leaves unknown teams out, needs all teams to be known.
    """
    every = plan.sources.values()
    names = [folded(name) for source in every for name in source.sheets]
    alone = all(len(tables_named(plan, name)) == 1 for name in names)
    return alone and all(source.key == "team" and source.others == "error" for source in every)


def read_part(
    plan: Plan, given: Iterable[Piece], all_teams: Roster | None = None, *, tallied: bool = False
) -> tuple[Inputs, Said]:
    """(The inputs of one range of teams, without a word about them; what they give to say.)"""
    log = Log(plan, tallied=tallied)
    sheets = Sheets(log)
    pieces = [piece for piece in given if piece is not None]
    for piece in pieces:
        if isinstance(piece, tuple):
            (book, number), problem = piece
            log.add((book, number, 0, 0), problem)
    for spot, grid in put_together(plan, (piece for piece in pieces if isinstance(piece, Share))):
        sheets.put(spot, grid)
    found = read_tables(log, sheets, all_teams)
    counted = tallies(log, found)
    log.forget_rows()
    said = Said(log, people(found), _months(found["lines"]), _months(found["paid"]))
    inputs: dict[str, Any] = {"files": (), "sheets": tuple(log.sheets), **found, "tallies": counted}
    return Inputs(**inputs), said


def _months(rows: pd.DataFrame) -> frozenset[int]:
    return frozenset(rows["month"].unique().tolist())


def concluded(found: Material, said: Sequence[Said]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """(All problems of reading, its warnings and notes), once every range of teams was read."""
    log, complete = found.log, found.complete
    log.take(each.log for each in said)
    found.sheets.claim()
    conclude(log, found.sheets, everybody(each.people for each in said), complete=complete)
    return log.sorted("error"), log.sorted("warning", "note")
