"""A run whose result is written piece by piece, so that it need not fit the memory (outputs.md)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from scorecard.calc import notices
from scorecard.calc.entitlement import budget_at
from scorecard.model.period import Month
from scorecard.model.problems import Problem
from scorecard.report.overview import Overview, added
from scorecard.report.parquet.packed import unpacked, unpacked_rows
from scorecard.report.parquet.tables import warnings as warnings_table
from scorecard.report.result_json import Head, result_pieces, warnings_bytes
from scorecard.workflow.access import Access
from scorecard.workflow.loading import Progress, by_name
from scorecard.workflow.parts.engine import Engine
from scorecard.workflow.parts.groups import Groups
from scorecard.workflow.parts.load import Looked, in_groups
from scorecard.workflow.parts.pieces import Piece, Wish, pieces


@dataclass(frozen=True)
class Streamed:
    """A result that lies with the engine that made it."""

    looked: Looked
    engine: Engine
    groups: Groups
    language: str

    @property
    def period(self) -> Month:
        """The month that was calculated."""
        return self.groups.known.period

    @cached_property
    def overview(self) -> Overview:
        """The sums of all teams."""
        return added(own.overview for own in self.groups.told)

    @property
    def head(self) -> Head:
        """What result.json says beside teams and warnings."""
        plan = self.looked.plan
        return Head(plan, self.period, budget_at(plan, self.period - plan.fiscal_year), self.overview.totals)

    @property
    def whole_run(self) -> tuple[Problem, ...]:
        """The warnings about the run as a whole."""
        head, known = self.head, self.groups.known
        told = (by_name(problem) for problem in self.looked.told if problem.level == "warning")
        reading = (each for each in known.warnings if each.level == "warning" and each.team is None)
        whole_run = notices.whole_run(head.plan, known.source, head.budget, head.totals)
        still_open = notices.open_months(known.period, known.standing)
        return (*told, *reading, *whole_run, *still_open)

    @property
    def shown(self) -> tuple[Problem, ...]:
        """The warnings for the terminal: those of the whole run, then the first of each group; then notes."""
        notes = (each for each in (*self.looked.told, *self.groups.known.warnings) if each.level == "note")
        return (*self.whole_run, *(each for own in self.groups.told for each in own.shown), *notes)

    @property
    def warnings(self) -> int:
        """How many there are in the files."""
        return len(self.whole_run) + sum(self.overview.warnings.values())

    def result_json(self) -> Iterator[bytes]:
        """The file, a piece after the other."""
        warnings = [warnings_bytes(self.whole_run, self.language)]
        yield from result_pieces(self.head, self._teams(warnings), warnings)

    def _teams(self, warnings: list[bytes]) -> Iterator[bytes]:
        """The teams of each group; its warnings, which come behind all teams, are put to the others."""
        for kept in self.groups.made:
            piece: Piece = self.engine.fetch(kept)
            warnings.append(unpacked(piece.warnings))
            yield unpacked(piece.teams)

    def tables(self) -> Iterator[dict[str, Any]]:
        """The rows of every table, group by group; before them the warnings about the run as a whole."""
        yield {"Warnings": warnings_table(self.whole_run, self.language)}
        for kept in self.groups.made:
            piece: Piece = self.engine.fetch(kept)
            yield {name: unpacked_rows(rows) for name, rows in piece.tables.items()}


def stream(
    looked: Looked, engine: Engine, period: Month | None, wish: Wish, progress: Progress, ledger: Access | None
) -> tuple[Streamed | None, tuple[Problem, ...]]:
    """(The result, the problems that stand in its way with the warnings and notes of reading). Raises LedgerFault."""
    groups, problems = in_groups(looked, engine, period, progress, ledger, partial(pieces, wish))
    return (Streamed(looked, engine, groups, wish.language) if groups else None), problems
