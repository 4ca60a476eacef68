"""A number with its rule and its sources, for any way of showing it; how numbers stand in a rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from scorecard.model.numbers import PERCENT, QUANTITY, decimal_text, shortest_text
from scorecard.model.problems import Place


class Node(NamedTuple):
    """One line of a derivation; ``children`` are what its rule is made of."""

    label: str
    value: str | None = None
    """Decimal text with the decimals of calculation.md, or a text; None where there is none."""
    rule: str = ""
    """What gives the value, with the numbers filled in: + − × / ( ), and min, max, round(x, n), rounddown(x, n) as a
    spreadsheet knows them. Rounded half away from zero to the value's decimals it is the value."""
    note: str = ""
    """What is to be said beside the rule."""
    section: str = ""
    """Of calculation.md: ``4``."""
    place: Place | None = None
    """The cell of an input; of a warning about the plan the place in its file."""
    children: tuple[Node, ...] = ()
    key: str = ""
    """Names what the line derives, once in a team's tree, so that a page can lead to it: ``payable``, ``member.0``,
    ``s0.pool`` of the team's first segment, ``s0.f1`` of its second component, ``s0.revenue.score`` of its metric,
    ``s0.overdue.gate`` of its gate. Empty where no page shows the number."""


def node_object(node: Node) -> dict[str, Any]:
    """The tree for JSON; a place is ``book!sheet!cell``."""
    return {
        "label": node.label,
        "value": node.value,
        "rule": node.rule or None,
        "note": node.note or None,
        "section": node.section or None,
        "place": None if node.place is None else str(node.place),
        "children": [node_object(child) for child in node.children],
    }


def there(value: Any) -> bool:
    """Whether a number that may be null is there."""
    return isinstance(value, int) or (value is not None and not pd.isna(value))


def percent(value: Any) -> str | None:
    """A percent with 4 decimals; None for null."""
    return decimal_text(int(value), PERCENT) if there(value) else None


def quantity(value: Any) -> str | None:
    """A quantity with 6 decimals; None for null."""
    return decimal_text(int(value), QUANTITY) if there(value) else None


def term(text: str) -> str:
    """A number within a rule: in brackets where it is below 0."""
    return f"({text})" if text.startswith("-") else text


def short(value: Any, decimals: int) -> str:
    """The number within a text, without zeros at its end."""
    return shortest_text(int(value), decimals)


def brief(value: Any, decimals: int) -> str:
    """The number within a rule: short, and in brackets where it is below 0."""
    return term(short(value, decimals))


def times(share: str, amount: str) -> str:
    """``1/2 × amount``; the amount alone where the share is 1."""
    return amount if share == "1" else f"{share} × {amount}"


def plus(parts: Iterable[str]) -> str:
    """The parts of a sum; 0 for none."""
    return " + ".join(parts) or "0"


def extreme(name: str, parts: Sequence[str]) -> str:
    """The ``max`` or ``min`` of the parts; of one the part itself."""
    return parts[0] if len(parts) == 1 else f"{name}({', '.join(parts)})"


def over(dividend: str, divisor: str) -> str:
    """``(dividend) / divisor``; of a sum over 1 the sum."""
    return dividend if divisor == "1" else f"({dividend}) / {divisor}"


def allocated(amount: str, part: str, whole: str, decimals: int) -> str:
    """A part's share of an allocation, cut to the last decimal (calculation.md 12)."""
    return f"rounddown({amount} × {part} / {whole}, {decimals})"
