"""A derivation made shorter for reading on a terminal: a block of lines that stood before is named, not repeated."""

from __future__ import annotations

from scorecard.cli.texts import text
from scorecard.report.explanation import Node

SHORTEST = 3
"""Lines that are worth folding."""


def folded(node: Node, spoken: str, seen: set[tuple[Node, ...]] | None = None) -> Node:
    """The tree in which each block of lines stands once; where it would stand again, one line refers to it."""
    seen = set() if seen is None else seen
    block = node.children
    if block in seen:
        label = f"{block[0].label} … {block[-1].label}"
        return node._replace(children=(Node(label, note=text("above", spoken)),))
    if len(block) >= SHORTEST:
        seen.add(block)
    return node._replace(children=tuple(folded(child, spoken, seen) for child in block))
