"""A number with its rule and its sources, for any way of showing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from scorecard.model.inputs import Inputs
from scorecard.model.numbers import PERCENT, QUANTITY, decimal_text, shortest_text
from scorecard.model.plan import Metric, Plan, Stage
from scorecard.model.problems import CellPlace
from scorecard.model.result import Result
from scorecard.model.titles import Title
from scorecard.report.explanation.phrases import PHRASES
from scorecard.report.words import word

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Node:
    """One line of a derivation; ``children`` are what its rule is made of."""

    label: str
    value: str | None = None
    """Decimal text with the decimals of calculation.md, or a text; None where there is none."""
    rule: str = ""
    """The formula with its numbers filled in."""
    section: str = ""
    """Of calculation.md: ``4``."""
    place: CellPlace | None = None
    """The cell of an input."""
    children: tuple[Node, ...] = ()


def node_object(node: Node) -> dict[str, Any]:
    """The tree for JSON; a place is ``book!sheet!cell``."""
    return {
        "label": node.label,
        "value": node.value,
        "rule": node.rule or None,
        "section": node.section or None,
        "place": None if node.place is None else str(node.place),
        "children": [node_object(child) for child in node.children],
    }


@dataclass(frozen=True)
class Facts:
    """One team's rows of a result, and how its numbers are written."""

    result: Result
    team: int
    """Index into ``inputs.teams``."""
    language: str

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
        return rows(self.result.payables, team=self.team)[0]

    @cached_property
    def month_values(self) -> dict[tuple[int, int], Row]:
        """The team's month values by measure and month."""
        found = rows(self.result.month_values, team=self.team)
        return {(row["measure"], row["month"]): row for row in found}

    def word(self, key: str) -> str:
        """A name of the specification in the language of the reader."""
        return word(key, self.language)

    def say(self, key: str, **args: str) -> str:
        """A phrase with its braces filled."""
        english, chinese = PHRASES[key]
        return (chinese if self.language == "zh" else english).format_map(args)

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
        """Money as a term of a sum: in brackets where it is below 0."""
        text = self.money(value)
        return f"({text})" if text.startswith("-") else text


@dataclass(frozen=True)
class Segment:
    """A segment's rows of the result."""

    facts: Facts
    index: int
    row: Row

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


def segments_of(facts: Facts) -> list[Segment]:
    """The team's segments in the order of time."""
    table = facts.result.segments
    own = table["team"].to_numpy() == facts.team
    found = zip(own.nonzero()[0].tolist(), table[own].to_dict("records"), strict=True)
    return [Segment(facts, index, {str(name): cell for name, cell in row.items()}) for index, row in found]


def rows(table: pd.DataFrame, **wanted: int) -> list[Row]:
    """The rows whose columns have these values, in their order."""
    chosen = np.ones(len(table), bool)
    for column, value in wanted.items():
        chosen &= table[column].to_numpy() == value
    at = np.flatnonzero(chosen)
    columns = {str(name): table[name].iloc[at].tolist() for name in table.columns}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def there(value: Any) -> bool:
    """Whether a number that may be null is there."""
    return value is not None and not pd.isna(value)


def percent(value: Any) -> str | None:
    """A percent with 4 decimals; None for null."""
    return decimal_text(int(value), PERCENT) if there(value) else None


def quantity(value: Any) -> str | None:
    """A quantity with 6 decimals; None for null."""
    return decimal_text(int(value), QUANTITY) if there(value) else None


def brief(value: Any, decimals: int) -> str:
    """The number as it stands within a rule, in brackets where it is below 0."""
    text = shortest_text(int(value), decimals)
    return f"({text})" if text.startswith("-") else text


def times(share: str, amount: str) -> str:
    """``1/2 × amount``; the amount alone where the share is 1."""
    return amount if share == "1" else f"{share} × {amount}"


def plus(parts: Iterable[str]) -> str:
    """The parts of a sum; 0 for none."""
    return " + ".join(parts) or "0"
