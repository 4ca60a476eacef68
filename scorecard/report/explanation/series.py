"""How months make a total: each month's part, rounded, and the rule over the parts (calculation.md 2, 3)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from scorecard.calc.targets import phased
from scorecard.model.numbers import decimal_text, fit, fraction_text, round_half_away, trimmed
from scorecard.model.plan import Total
from scorecard.model.problems import Place
from scorecard.report.explanation.facts import Facts
from scorecard.report.explanation.node import Node, brief, extreme, over, plus, term, times


class Month(NamedTuple):
    """A month's value, and the fraction of it that counts."""

    month: int
    numerator: int
    denominator: int
    value: int = 0
    rule: str = ""
    """How its rows make the value."""
    note: str = ""
    place: Place | None = None
    children: tuple[Node, ...] = ()

    @property
    def whole(self) -> bool:
        """All of it counts."""
        return self.numerator == self.denominator

    @property
    def share(self) -> str:
        """The fraction in lowest terms."""
        return fraction_text(self.numerator, self.denominator)

    @property
    def part(self) -> int:
        """What counts of the value, rounded."""
        return round_half_away(self.value * self.numerator, self.denominator)


class Kind(Struct, frozen=True):
    """Decimals and section of a series of amounts: quantities of 2 or 3, money of 9."""

    decimals: int
    section: str


class Made(Struct, frozen=True):
    """How a total is made."""

    rule: str
    note: str
    children: tuple[Node, ...]


def total(facts: Facts, kind: Kind, how: Total, months: Sequence[Month]) -> Made:
    """The months' total; children are the months that it uses."""
    if how == "last":
        return Made("", facts.say("last"), month_nodes(facts, kind, months[-1:]))
    nodes = month_nodes(facts, kind, months)
    return Made(_total_rule(how, months, [term(trimmed(node.value or "")) for node in nodes]), "", nodes)


def _total_rule(how: Total, months: Sequence[Month], parts: Sequence[str]) -> str:
    if how in ("max", "min"):
        return extreme(how, parts)
    return plus(parts) if how == "sum" else over(plus(parts), _shares(months))


def _shares(months: Sequence[Month]) -> str:
    if all(month.whole for month in months):
        return str(len(months))
    return f"({plus(month.share for month in months)})"


def month_nodes(facts: Facts, kind: Kind, months: Sequence[Month]) -> tuple[Node, ...]:
    """A line a month: what counts of its value."""
    return tuple(_month_node(facts, kind, month) for month in months)


def _month_node(facts: Facts, kind: Kind, month: Month) -> Node:
    label, value = facts.month(month.month), decimal_text(month.value, kind.decimals)
    if month.whole:
        return Node(label, value, month.rule, month.note, kind.section, month.place, month.children)
    part, rule = decimal_text(month.part, kind.decimals), times(month.share, brief(month.value, kind.decimals))
    if not (month.rule or month.children):
        return Node(label, part, rule, month.note, kind.section, month.place)
    whole = Node(facts.say("whole_month"), value, month.rule, month.note, kind.section, month.place, month.children)
    return Node(label, part, rule, "", kind.section, children=(whole,))


@lru_cache(maxsize=4096)
def _phased(year: int, phasing: tuple[int, ...]) -> Sequence[int]:
    """A year's value by month, as the calculation spreads it."""
    return tuple(int(month) for month in phased(fit(np.array([year], object)), phasing)[0])


class Phased(Struct, frozen=True):
    """A year row's value, and how the plan's phasing spreads it: cumulated shares, each rounded (calculation.md 3)."""

    year: int
    decimals: int
    phasing: tuple[int, ...]

    def month(self, index: int) -> int:
        """A month's value."""
        return _phased(self.year, self.phasing)[index]

    def rule(self, first: int, end: int) -> str:
        """What gives the sum of those months."""
        return f"{self._rounded(end)} − {self._rounded(first)}" if first else self._share(end)

    def _share(self, end: int) -> str:
        return times(_cumulated(self.phasing, end), brief(self.year, self.decimals))

    def _rounded(self, end: int) -> str:
        exact = self.year * sum(self.phasing[:end]) % sum(self.phasing) == 0
        return self._share(end) if exact else f"round({self._share(end)}, {self.decimals})"

    def weights(self, first: int, end: int) -> str:
        """The weights behind the shares of ``rule``."""
        before = f" − {_weights(self.phasing, first)}" if first else ""
        return _weights(self.phasing, end) + before


@lru_cache
def _cumulated(phasing: tuple[int, ...], end: int) -> str:
    """The share of the year in its first months."""
    return fraction_text(sum(phasing[:end]), sum(phasing))


@lru_cache
def _weights(phasing: tuple[int, ...], end: int) -> str:
    """That share by its months' weights."""
    weights = plus(str(weight) for weight in phasing[:end])
    return f"({weights}) / {sum(phasing)}" if end > 1 else f"{weights} / {sum(phasing)}"


def spread(facts: Facts, kind: Kind, year: int, cell: Node, months: Sequence[Month]) -> Made:
    """The months' sum of a year row, spread by the plan's phasing; ``cell`` is the row's line."""
    year_row = Phased(year, kind.decimals, facts.plan.phasing)
    if not all(month.whole for month in months) or any(b.month - a.month > 1 for a, b in pairwise(months)):
        made = total(facts, kind, "sum", [_phased_month(facts, year_row, month) for month in months])
        return Made(made.rule, made.note, (cell, *made.children))
    first, end = months[0].month, months[-1].month + 1
    return Made(year_row.rule(first, end), facts.say("phased", weights=year_row.weights(first, end)), (cell,))


def _phased_month(facts: Facts, year_row: Phased, month: Month) -> Month:
    first, end = month.month, month.month + 1
    note = facts.say("phased", weights=year_row.weights(first, end))
    return month._replace(value=year_row.month(first), rule=year_row.rule(first, end), note=note)
