"""What is written of a run that is too large to be put together: each group's piece of every file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from scorecard.model.ledger import Standing
from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.read.parts.cut import Cut
from scorecard.report.overview import Overview, overview_of
from scorecard.report.parquet.packed import packed, packed_rows
from scorecard.report.parquet.tables import result_tables
from scorecard.report.result_json import teams_bytes, told, warnings_bytes
from scorecard.workflow.loading import with_standing
from scorecard.workflow.parts.groups import Known
from scorecard.workflow.parts.standings import shared_out
from scorecard.workflow.parts.steps import Then

MOST_SHOWN = 200
"""So many of a group's warnings are shown on the terminal; all stand in the files."""


class Piece(Struct, frozen=True):
    """A group's part of every file, packed: it waits on a disk, or travels."""

    teams: bytes
    """Of result.json, as they stand there."""
    warnings: bytes
    tables: Mapping[str, bytes]
    """Name to rows; none where they are not wanted."""


class Sum(Struct, frozen=True):
    """What a group adds to what is said of the whole run."""

    overview: Overview
    shown: tuple[Problem, ...]
    """The first warnings."""


class Wish(Struct, frozen=True):
    """What is to be made of every group."""

    language: str
    tables: bool


class Pieces(Struct, frozen=True):
    """Makes a group's pieces out of its result; ``warnings`` are those of reading about its teams."""

    wish: Wish
    standing: Standing | None
    warnings: tuple[Problem, ...]

    def __call__(self, result: Result) -> tuple[Piece, Sum]:
        """(What is written, what is told.)"""
        result = with_standing(result, self.standing, ())
        result = replace(result, warnings=(*self.warnings, *result.warnings))
        language, found = self.wish.language, told(result)
        tables = result_tables(result, language) if self.wish.tables else {}
        rows = {name: packed_rows(table) for name, table in tables.items()}
        piece = Piece(packed(teams_bytes(result)), packed(warnings_bytes(found, language)), rows)
        return piece, Sum(overview_of(result), tuple(found[:MOST_SHOWN]))


def pieces(wish: Wish, known: Known, cut: Cut) -> Sequence[Then]:
    """What is made of every group."""
    mine: list[list[Problem]] = [[] for _ in range(cut.parts)]
    for warning in known.warnings:
        if warning.team is not None and warning.level == "warning":
            mine[cut.of_key(warning.team)].append(warning)
    standings = [None] * cut.parts if known.standing is None else shared_out(known.standing, cut)
    return [Pieces(wish, standing, tuple(own)) for standing, own in zip(standings, mine, strict=True)]
