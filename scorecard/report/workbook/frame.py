"""What all sheets of one workbook share: the book, where every table's rows stand, and the expressions over inputs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from scorecard.model.plan import Stage
from scorecard.report.workbook.expressions import Expressions
from scorecard.report.workbook.inputs_sheet import InputRows, input_rows
from scorecard.report.workbook.plan_sheet import PlanCells, plan_cells
from scorecard.report.workbook.sheets import Book, Places, places

POSITIVE_ROW = 20
"""Number of the row of the Summary sheet that holds the sum of the positive entitlements."""


def starts(group: object, groups: int) -> list[int]:
    """The first row of each group 0, 1, ..., and behind the last; rows stand by group."""
    return [int(row) for row in np.searchsorted(np.asarray(group), np.arange(groups + 1), side="left")]


@dataclass(frozen=True)
class Frame:
    """One workbook in the making."""

    book: Book

    @cached_property
    def plan(self) -> PlanCells:
        """The Plan sheet's cells."""
        return plan_cells(self.book)

    @cached_property
    def rows(self) -> InputRows:
        """The Inputs sheet's rows."""
        return input_rows(self.book)

    @cached_property
    def texts(self) -> Expressions:
        """Formulas over the Inputs sheet."""
        return Expressions(self.book.result, self.rows)

    @cached_property
    def team_segments(self) -> list[int]:
        """First segment of each team."""
        return starts(self.book.result.segments["team"], len(self.book.result.inputs.teams))

    @cached_property
    def score_starts(self) -> list[int]:
        """First score row of each segment."""
        return starts(self.book.result.scores["segment"], len(self.book.result.segments))

    @cached_property
    def gate_starts(self) -> list[int]:
        """First gate row of each segment."""
        return starts(self.book.result.gates["segment"], len(self.book.result.segments))

    @cached_property
    def component_starts(self) -> list[int]:
        """First component row of each segment."""
        return starts(self.book.result.pools["segment"], len(self.book.result.segments))

    @cached_property
    def member_starts(self) -> list[int]:
        """First member of each team."""
        return starts(self.book.result.members["team"], len(self.book.result.inputs.teams))

    @cached_property
    def segments(self) -> Places:
        """Rows of the Segments sheet."""
        return places(self.book, "Segments", len(self.book.result.segments), self.team_segments)

    @cached_property
    def score_breaks(self) -> list[int]:
        """Score rows at which a team begins."""
        return [self.score_starts[segment] for segment in self.team_segments]

    @cached_property
    def gate_breaks(self) -> list[int]:
        """Gate rows at which a team begins."""
        return [self.gate_starts[segment] for segment in self.team_segments]

    @cached_property
    def scores(self) -> Places:
        """Rows of the Scorecards sheet."""
        return places(self.book, "Scorecards", len(self.book.result.scores), self.score_breaks)

    @cached_property
    def gates(self) -> Places:
        """Rows of the Gates sheet."""
        return places(self.book, "Gates", len(self.book.result.gates), self.gate_breaks)

    def gate_closed(self, gate: int) -> str:
        """The condition that a gate's row of the Gates sheet says it closed."""
        return f'{self.gates.prefix[gate]}$J${self.gates.row[gate]}="{self.book.word("yes")}"'

    @cached_property
    def pools(self) -> Places:
        """Rows of the Pools sheet, one a listed team."""
        return places(self.book, "Pools", len(self.book.result.payables))

    @property
    def positive(self) -> str:
        """The Summary sheet's cell of all positive entitlements before the budget; there only with a budget."""
        return f"{self.book.ref('Summary')}$B${POSITIVE_ROW}"

    @cached_property
    def members(self) -> Places:
        """Rows of the Members sheet."""
        return places(self.book, "Members", len(self.book.result.members), self.member_starts)

    @cached_property
    def team_row(self) -> dict[int, int]:
        """Index of each listed team's row on the Pools sheet."""
        return {team: index for index, team in enumerate(self.book.result.payables["team"].tolist())}

    def team_names(self, teams: list[int]) -> tuple[list[str], list[str | None]]:
        """Keys and names of teams."""
        known = self.book.result.inputs.teams
        keys, titles = known["key"].tolist(), known["name"].tolist()
        return [keys[team] for team in teams], [titles[team] for team in teams]

    @cached_property
    def segment_heads(self) -> dict[str, list[str | None]]:
        """Team, name, window and stage of every segment, as text."""
        result = self.book.result
        table, plan = result.segments, result.plan
        keys, titles = self.team_names(table["team"].tolist())
        months = [str(plan.month(index)) for index in range(12)]
        windows = zip(table["first"].tolist(), table["last"].tolist(), strict=True)
        stages = [stage.title.text(self.book.language) for stage in plan.stages.values()]
        return {
            "team": [*keys],
            "name": titles,
            "window": [months[a] if a == b else f"{months[a]} – {months[b]}" for a, b in windows],
            "stage": [stages[code] for code in table["stage"].tolist()],
        }

    @cached_property
    def most_components(self) -> int:
        """Components of the stage that has most."""
        return max(len(stage.funding) for stage in self.book.result.plan.stages.values())

    @cached_property
    def segment_columns(self) -> dict[str, str]:
        """Letters of the Segments sheet's columns behind the components."""
        first = 10 + 2 * self.most_components
        keys = ("scored", "unscored", "earned", "floor", "cap", "held", "held_by", "forfeited_by", "pool")
        return {key: xl_col_to_name(first + index) for index, key in enumerate(keys)}

    @cached_property
    def gate_codes(self) -> list[int]:
        """The gate of every row of Gates."""
        return [int(code) for code in self.book.result.gates["gate"].tolist()]

    @cached_property
    def stage_list(self) -> list[Stage]:
        """The plan's stages."""
        return list(self.book.result.plan.stages.values())

    @cached_property
    def stage_codes(self) -> list[int]:
        """The stage of every segment."""
        return [int(code) for code in self.book.result.segments["stage"].tolist()]

    @cached_property
    def segment_lasts(self) -> list[int]:
        """The last month of every segment."""
        return [int(month) for month in self.book.result.segments["last"].tolist()]
