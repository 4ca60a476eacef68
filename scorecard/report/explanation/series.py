"""How months make a total: each month's part, rounded, and the rule over the parts (calculation.md 2, 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from scorecard.calc.targets import phased
from scorecard.model.numbers import decimal_text, fraction_text, round_half_away
from scorecard.model.plan import Total
from scorecard.model.problems import CellPlace
from scorecard.report.explanation.facts import Facts
from scorecard.report.explanation.node import Node, brief, plus, times


@dataclass(frozen=True, slots=True)
class Month:
    """A month's value, and the fraction of it that counts."""

    month: int
    numerator: int
    denominator: int
    value: int = 0
    rule: str = ""
    """How its rows make the value."""
    note: str = ""
    place: CellPlace | None = None
    children: tuple[Node, ...] = ()

    @property
    def share(self) -> str:
        """The fraction in lowest terms."""
        return fraction_text(self.numerator, self.denominator)

    @property
    def part(self) -> int:
        """What counts of the value, rounded."""
        return round_half_away(self.value * self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Kind:
    """Decimals and section of a series of amounts: quantities of 2 or 3, money of 9."""

    decimals: int
    section: str


@dataclass(frozen=True, slots=True)
class Made:
    """How a total is made."""

    rule: str
    note: str
    children: tuple[Node, ...]


def total(facts: Facts, kind: Kind, how: Total, months: Sequence[Month]) -> Made:
    """The months' total; children are the months that it uses."""
    if how == "last":
        return Made("", facts.say("last"), month_nodes(facts, kind, months[-1:]))
    parts = [brief(month.part, kind.decimals) for month in months]
    rules = {
        "sum": plus(parts),
        "average": f"({plus(parts)}) / ({_shares(months)})",
        "max": f"max({', '.join(parts)})",
        "min": f"min({', '.join(parts)})",
    }
    return Made(rules[how], "", month_nodes(facts, kind, months))


def _shares(months: Sequence[Month]) -> str:
    shares = [month.share for month in months]
    return str(len(shares)) if set(shares) == {"1"} else plus(shares)


def month_nodes(facts: Facts, kind: Kind, months: Sequence[Month]) -> tuple[Node, ...]:
    """A line a month: what counts of its value."""
    return tuple(
        Node(
            facts.month(month.month),
            decimal_text(month.part, kind.decimals),
            month.rule if month.share == "1" else times(month.share, brief(month.value, kind.decimals)),
            month.note, kind.section, month.place, month.children,
        )
        for month in months
    )  # fmt: skip


def spread(facts: Facts, kind: Kind, year: int, cell: Node, months: Sequence[Month]) -> Made:
    """The months' sum of a year row, spread by the plan's phasing; ``cell`` is the row's line."""
    values = phased(np.array([year]), facts.plan.phasing)[0].tolist()
    months = [Month(each.month, each.numerator, each.denominator, int(values[each.month])) for each in months]
    if any(month.share != "1" for month in months) or any(b.month - a.month > 1 for a, b in pairwise(months)):
        made = total(facts, kind, "sum", months)
        return Made(made.rule, facts.say("phased", weights=_weights(facts, 0, 12)), (cell, *made.children))
    first, end = months[0].month, months[-1].month + 1
    weights = facts.say("phased", weights=_weights(facts, first, end))
    if first:
        reached = (brief(sum(values[:month]), kind.decimals) for month in (end, first))
        return Made(" − ".join(reached), weights, (cell,))
    share = fraction_text(sum(facts.plan.phasing[:end]), sum(facts.plan.phasing))
    return Made(times(share, brief(year, kind.decimals)), weights, (cell,))


def _weights(facts: Facts, first: int, end: int) -> str:
    phasing = facts.plan.phasing
    return f"{' + '.join(str(weight) for weight in phasing[first:end])} / {sum(phasing)}"
