"""A number with its rule and its sources, for any way of showing it; how numbers stand in a rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from scorecard.model.numbers import PERCENT, QUANTITY, decimal_text, shortest_text
from scorecard.model.problems import CellPlace


@dataclass(frozen=True, slots=True)
class Node:
    """One line of a derivation; ``children`` are what its rule is made of."""

    label: str
    value: str | None = None
    """Decimal text with the decimals of calculation.md, or a text; None where there is none."""
    rule: str = ""
    """What gives the value, with the numbers filled in: a pocket calculator and rounding lead from it to the value."""
    note: str = ""
    """What is to be said beside the rule."""
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
        "note": node.note or None,
        "section": node.section or None,
        "place": None if node.place is None else str(node.place),
        "children": [node_object(child) for child in node.children],
    }


def there(value: Any) -> bool:
    """Whether a number that may be null is there."""
    return value is not None and not pd.isna(value)


def percent(value: Any) -> str | None:
    """A percent with 4 decimals; None for null."""
    return decimal_text(int(value), PERCENT) if there(value) else None


def quantity(value: Any) -> str | None:
    """A quantity with 6 decimals; None for null."""
    return decimal_text(int(value), QUANTITY) if there(value) else None


def term(text: str) -> str:
    """A number within a rule: in brackets where it is below 0."""
    return f"({text})" if text.startswith("-") else text


def brief(value: Any, decimals: int) -> str:
    """The number within a rule, without zeros at its end."""
    return term(shortest_text(int(value), decimals))


def times(share: str, amount: str) -> str:
    """``1/2 × amount``; the amount alone where the share is 1."""
    return amount if share == "1" else f"{share} × {amount}"


def plus(parts: Iterable[str]) -> str:
    """The parts of a sum; 0 for none."""
    return " + ".join(parts) or "0"
