"""One team's rows of a result, and the words and numbers of its reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from scorecard.model.inputs import Inputs
from scorecard.model.ledger import Grant
from scorecard.model.numbers import decimal_text
from scorecard.model.plan import Metric, Plan, Stage
from scorecard.model.result import Result
from scorecard.model.titles import Title
from scorecard.report.explanation.lookup import Lookup, Row
from scorecard.report.explanation.node import term
from scorecard.report.explanation.phrases import PHRASES
from scorecard.report.words import word

if TYPE_CHECKING:
    from scorecard.report.explanation.series import Made, Month

__all__ = ["Facts", "Row", "Segment", "by_month"]


@dataclass(frozen=True)
class Facts:
    """One team's rows of a result, and how its numbers are written."""

    result: Result
    team: int
    """Index into ``inputs.teams``."""
    language: str
    shared: Lookup | None = field(default=None, repr=False, compare=False)
    """The result's lookup, where more than one team is looked at."""
    _own: dict[tuple[int, tuple[str, ...]], Mapping[Any, list[Row]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The team's rows looked at so far, by the table's identity and the columns asked for."""

    @cached_property
    def lookup(self) -> Lookup:
        """Where the team's rows are found."""
        return self.shared or Lookup(self.result)

    @property
    def plan(self) -> Plan:
        """The plan of the result."""
        return self.result.plan

    @property
    def inputs(self) -> Inputs:
        """The inputs of the result."""
        return self.result.inputs

    @cached_property
    def period(self) -> int:
        """The period as a month of the fiscal year, 0 to 11."""
        return self.result.period - self.plan.fiscal_year

    @cached_property
    def known(self) -> Row:
        """The team's row of ``inputs.teams``."""
        return self.lookup.teams[self.team]

    @cached_property
    def payable(self) -> Row:
        """The team's row of ``payables``."""
        return self.own(self.result.payables)[0]

    @property
    def grants(self) -> Sequence[Grant]:
        """What was kept back of the team before the period (calculation.md 13)."""
        return self.lookup.grants.get(self.known["key"], ())

    @cached_property
    def month_values(self) -> Mapping[tuple[int, int], tuple[int, int, int]]:
        """Value, origin and from_month of the team's month values, by measure and month."""
        names = ("measure", "month", "value", "origin", "from_month")
        measure, month, *cells = self.lookup.team_columns(self.result.month_values, self.team, *names)
        return dict(zip(zip(measure, month, strict=True), zip(*cells, strict=True), strict=True))

    @cached_property
    def segments(self) -> list[Segment]:
        """The team's segments in the order of time.

        They look at a copy of their team's facts: were it these, everything of a team would be a circle that only the
        garbage collector frees, which for all teams costs more than a tenth of their pages.
        """
        found, own = self.lookup.segments.of(self.team), copy(self)
        return [Segment(own, row["index"], row, position) for position, row in enumerate(found)]

    @cached_property
    def cells(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """Sheet and row of the team's rows of ``inputs.values``, by measure and month."""
        names = ("measure", "month", "sheet", "row")
        measure, month, sheet, row = self.lookup.team_columns(self.inputs.values, self.team, *names)
        return dict(zip(zip(measure, month, strict=True), zip(sheet, row, strict=True), strict=True))

    def own(self, table: pd.DataFrame, **wanted: int) -> list[Row]:
        """The team's rows whose columns have these values, in their order."""
        names = tuple(wanted)
        index = self._own.get((id(table), names))
        if index is None:
            index = self._own[id(table), names] = _by_values(self.lookup.of_team(table, self.team), names)
        return index.get(tuple(wanted.values()), [])

    def word(self, key: str) -> str:
        """A name of the specification in the language of the reader."""
        return word(key, self.language)

    def say(self, key: str, **args: str) -> str:
        """A phrase with its braces filled."""
        english, chinese = PHRASES[key]
        phrase = chinese if self.language == "zh" else english
        return phrase.format_map(args) if args else phrase

    def listing(self, parts: Iterable[str]) -> str:
        """The parts one after the other, with the comma of the language."""
        return ("、" if self.language == "zh" else ", ").join(parts)

    def notes(self, parts: Iterable[str]) -> str:
        """Those of the notes that say something, one after the other."""
        return ("；" if self.language == "zh" else "; ").join(part for part in parts if part)

    def title(self, title: Title) -> str:
        """A title of the plan."""
        return title.text(self.language)

    def month(self, index: int) -> str:
        """``2026-03`` of the fiscal year's month; the whole year for -1."""
        return self.word("year") if index < 0 else self.lookup.months[index]

    def money(self, value: Any) -> str:
        """Money with all its decimals."""
        return decimal_text(int(value), self.plan.decimals)

    def term(self, value: Any) -> str:
        """Money within a rule: in brackets where it is below 0."""
        return term(self.money(value))


@dataclass(frozen=True)
class Segment:
    """A segment's rows of the result."""

    facts: Facts
    index: int
    row: Row
    position: int = 0
    """Its place among the team's segments."""
    made: dict[tuple[str, bool], Made] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The totals of its measures that were derived so far, by measure and whether they are divided."""
    goal_months: dict[tuple[str, bool], Sequence[Month]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Its months with f as its metrics' goals use them, by how these make a total and whether they are divided."""

    @property
    def key(self) -> str:
        """What the keys of its lines begin with."""
        return f"s{self.position}"

    @property
    def stage(self) -> Stage:
        """The segment's stage."""
        return self.facts.lookup.stages[self.row["stage"]]

    @property
    def label(self) -> str:
        """Window and stage."""
        facts = self.facts
        window = f"{facts.month(self.row['first'])}/{facts.month(self.row['last'])}"
        return f"{window} {facts.title(self.stage.title)}"

    @cached_property
    def months(self) -> list[Row]:
        """Its months with their fractions, in the order of time."""
        return self._rows(self.facts.result.months)

    @cached_property
    def scores(self) -> list[Row]:
        """Its metrics' rows."""
        return self._rows(self.facts.result.scores)

    @cached_property
    def by_perspective(self) -> Mapping[int, list[Row]]:
        """Its metrics' rows by the place of their perspective in the plan, in that order."""
        found: dict[int, list[Row]] = {}
        places = self.facts.lookup.perspective_places
        for row in self.scores:
            found.setdefault(places[self.metric(row).perspective], []).append(row)
        return dict(sorted(found.items()))

    @cached_property
    def held(self) -> Row:
        """Its row of ``held``."""
        return self._rows(self.facts.result.held)[0]

    @cached_property
    def gates(self) -> list[Row]:
        """Its gates' rows."""
        return self._rows(self.facts.result.gates)

    @cached_property
    def components(self) -> list[Row]:
        """Its funding's rows of ``pools``."""
        return self._rows(self.facts.result.pools)

    def _rows(self, table: pd.DataFrame) -> list[Row]:
        return self.facts.lookup.of_segment(table, self.index)

    def metric(self, row: Row) -> Metric:
        """The metric of a row of ``scores``."""
        return self.facts.lookup.metrics[row["metric"]]


def _by_values(found: list[Row], names: tuple[str, ...]) -> Mapping[Any, list[Row]]:
    """The rows by the values of these columns."""
    if not names:
        return {(): found}
    index: dict[Any, list[Row]] = {}
    for row in found:
        index.setdefault(tuple(row[name] for name in names), []).append(row)
    return index


def by_month(found: Iterable[Row]) -> list[Row]:
    """The rows in the order of their months."""
    return sorted(found, key=lambda row: int(row["month"]))
