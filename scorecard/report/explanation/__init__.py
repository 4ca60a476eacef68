"""Why a team gets what it gets: every number with its rule, down to the cells (calculation.md, What must hold)."""

from scorecard.report.explanation.node import Node, node_object
from scorecard.report.explanation.tree import derivation, explain

__all__ = ["Node", "derivation", "explain", "node_object"]
