"""A product of two columns shows both numbers, each with its cell."""

from __future__ import annotations

from scorecard.report.explanation import Node
from tests.report.explanation.trees import nodes, trees


def products() -> list[Node]:
    """The rows whose amount is the product of quantity and price."""
    return [node for tree in trees("level3-28") for node in nodes(tree) if node.label == "数量 × 单价"]


def test_a_product_has_both_numbers_below_it_in_the_order_of_its_rule() -> None:
    assert products()
    for node in products():
        first, other = node.children
        assert (first.label, other.label) == ("数量", "单价")
        assert node.rule == f"{first.value} × {other.value}"


def test_the_two_cells_of_a_product_stand_in_one_row() -> None:
    for node in products():
        first, other = (str(child.place).rpartition("!") for child in node.children)
        assert first[0] == other[0]
        assert first[2] != other[2]
        assert first[2].lstrip("ABCDEFGHIJ") == other[2].lstrip("ABCDEFGHIJ")
