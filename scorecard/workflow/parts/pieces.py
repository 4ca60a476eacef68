"""What is written of a run that is too large to be put together: each group's piece of every file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scorecard.calc.pipeline import totals
from scorecard.model.ledger import Standing
from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.read.parts.cut import Cut
from scorecard.report.result_json import teams_bytes, told, warnings_bytes
from scorecard.workflow.loading import with_standing
from scorecard.workflow.parts.groups import Known
from scorecard.workflow.parts.standings import shared_out
from scorecard.workflow.parts.steps import Then

MOST_SHOWN = 200
"""So many of a group's warnings are shown on the terminal; all stand in the files."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A group's part of result.json, as it stands there."""

    teams: bytes
    warnings: bytes


@dataclass(frozen=True, slots=True)
class Sum:
    """What a group adds to what is said of the whole run."""

    teams: int
    totals: Mapping[str, int]
    warnings: int
    shown: tuple[Problem, ...]
    """The first warnings."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Makes a group's pieces out of its result; ``warnings`` are those of reading about its teams."""

    language: str
    standing: Standing | None
    warnings: tuple[Problem, ...]

    def __call__(self, result: Result) -> tuple[Piece, Sum]:
        """(What is written, what is told.)"""
        result = with_standing(result, self.standing, ())
        found = [*self.warnings, *told(result)]
        piece = Piece(teams_bytes(result), warnings_bytes(found, self.language))
        return piece, Sum(len(result.payables), totals(result), len(found), tuple(found[:MOST_SHOWN]))


def pieces(language: str, known: Known, cut: Cut) -> Sequence[Then]:
    """What is made of every group."""
    mine: list[list[Problem]] = [[] for _ in range(cut.parts)]
    for warning in known.warnings:
        if warning.team is not None and warning.level == "warning":
            mine[cut.of_key(warning.team)].append(warning)
    standings = [None] * cut.parts if known.standing is None else shared_out(known.standing, cut)
    return [Pieces(language, standing, tuple(own)) for standing, own in zip(standings, mine, strict=True)]


def sum_of(sums: Sequence[Sum]) -> dict[str, int]:
    """The totals of all teams."""
    return {name: sum(each.totals[name] for each in sums) for name in sums[0].totals}
