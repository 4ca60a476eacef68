"""One team's rows of a result, and the words and numbers of its reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from scorecard.calc.actuals import Actuals
from scorecard.calc.calendar import Calendar
from scorecard.calc.values import MonthValues
from scorecard.model.inputs import Inputs
from scorecard.model.numbers import decimal_text, fit
from scorecard.model.plan import Metric, Plan, Stage
from scorecard.model.result import Result
from scorecard.model.titles import Title
from scorecard.report.explanation.node import term
from scorecard.report.explanation.phrases import PHRASES
from scorecard.report.words import word

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Facts:
    """One team's rows of a result, and how its numbers are written."""

    result: Result
    team: int
    """Index into ``inputs.teams``."""
    language: str
    _own: dict[int, list[Row]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The team's rows of the tables looked at so far, by the table's identity."""

    @property
    def plan(self) -> Plan:
        """The plan of the result."""
        return self.result.plan

    @property
    def inputs(self) -> Inputs:
        """The inputs of the result."""
        return self.result.inputs

    @property
    def period(self) -> int:
        """The period as a month of the fiscal year, 0 to 11."""
        return self.result.period - self.plan.fiscal_year

    @cached_property
    def payable(self) -> Row:
        """The team's row of ``payables``."""
        return self.own(self.result.payables)[0]

    @cached_property
    def month_values(self) -> dict[tuple[str, int], Row]:
        """The team's month values by measure and month."""
        found, ids = self.own(self.result.month_values), list(self.plan.measures)
        return {(ids[row["measure"]], row["month"]): row for row in found}

    @cached_property
    def segments(self) -> list[Segment]:
        """The team's segments in the order of time."""
        table = self.result.segments
        own = np.flatnonzero(table["team"].to_numpy() == self.team).tolist()
        return [Segment(self, *each, position) for position, each in enumerate(zip(own, self.own(table), strict=True))]

    def own(self, table: pd.DataFrame, **wanted: int) -> list[Row]:
        """The team's rows whose columns have these values, in their order."""
        if id(table) not in self._own:
            self._own[id(table)] = rows(table, team=self.team)
        return [row for row in self._own[id(table)] if all(row[name] == value for name, value in wanted.items())]

    def word(self, key: str) -> str:
        """A name of the specification in the language of the reader."""
        return word(key, self.language)

    def say(self, key: str, **args: str) -> str:
        """A phrase with its braces filled."""
        english, chinese = PHRASES[key]
        return (chinese if self.language == "zh" else english).format_map(args)

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
        return self.word("year") if index < 0 else str(self.plan.month(index))

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

    @property
    def key(self) -> str:
        """What the keys of its lines begin with."""
        return f"s{self.position}"

    @property
    def stage(self) -> Stage:
        """The segment's stage."""
        return list(self.facts.plan.stages.values())[self.row["stage"]]

    @property
    def label(self) -> str:
        """Window and stage."""
        facts = self.facts
        window = f"{facts.month(self.row['first'])}/{facts.month(self.row['last'])}"
        return f"{window} {facts.title(self.stage.title)}"

    @cached_property
    def months(self) -> list[Row]:
        """Its months with their fractions, in the order of time."""
        return rows(self.facts.result.months, segment=self.index)

    @cached_property
    def scores(self) -> list[Row]:
        """Its metrics' rows."""
        return rows(self.facts.result.scores, segment=self.index)

    @cached_property
    def held(self) -> Row:
        """Its row of ``held``."""
        return rows(self.facts.result.held, segment=self.index)[0]

    @cached_property
    def gates(self) -> list[Row]:
        """Its gates' rows."""
        return rows(self.facts.result.gates, segment=self.index)

    def metric(self, row: Row) -> Metric:
        """The metric of a row of ``scores``."""
        return list(self.facts.plan.metrics.values())[row["metric"]]

    @cached_property
    def calendar(self) -> Calendar:
        """The segment alone, for what the result does not state: the calculation's own functions give it again."""
        slices = pd.DataFrame(self.months).assign(spell=0, team=self.facts.team, stage=self.row["stage"], start=0)
        segment = {"spell": 0, "team": self.facts.team, "slice": len(slices) - 1}
        return Calendar(slices, pd.DataFrame([{**self.row, **segment}]), self.facts.period)

    @cached_property
    def actuals(self) -> Actuals:
        """The segment's actuals, one entry each."""
        values = {id: self._values(id) for id in self.facts.plan.measures}
        return Actuals(self.facts.plan, self.calendar, values)

    def _values(self, measure: str) -> MonthValues:
        """The team's month values as the calculation holds them, with a row for every team."""
        facts = self.facts
        known = [facts.month_values.get((measure, month)) for month in range(facts.period + 1)]
        value = np.zeros((len(facts.inputs.teams), len(known)), object)
        value[facts.team] = [row["value"] if row else 0 for row in known]
        present = np.array([[row is not None for row in known]])
        return MonthValues(fit(value), present, np.zeros(0, np.int8), np.zeros(0))


def by_month(found: Iterable[Row]) -> list[Row]:
    """The rows in the order of their months."""
    return sorted(found, key=lambda row: int(row["month"]))


def rows(table: pd.DataFrame, **wanted: int) -> list[Row]:
    """The rows whose columns have these values, in their order."""
    chosen = np.ones(len(table), bool)
    for column, value in wanted.items():
        chosen &= table[column].to_numpy() == value
    at = np.flatnonzero(chosen)
    columns = {str(name): table[name].iloc[at].tolist() for name in table.columns}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
