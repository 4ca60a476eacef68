"""A template's syntax tree, changed so that everything that can run again pays for itself each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from scorecard.model.problems import FilePlace
from scorecard.report.pages.sandbox.faults import Refused, listed
from scorecard.report.pages.sandbox.vocabulary import KNOWN_TESTS, PAID, SPENT, known_filters

BODIES = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)
"""What has a body of its own that may run any number of times."""
NODES_A_STEP = 8


class Payer(NodeTransformer):
    """Puts a payment before the body of every loop, macro, block and template, and around what is compared or cut."""

    def __init__(self, file: str) -> None:
        self.file = file

    def visit_Template(self, node: nodes.Template) -> nodes.Node:  # noqa: N802 - the name is the visitor's
        """The template itself: it may be included many times."""
        return self._prepaid(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Node:  # noqa: N802
        """A block: ``self.name()`` runs it again."""
        return self._prepaid(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        """A macro."""
        return self._prepaid(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        """What ``caller()`` runs."""
        return self._prepaid(node)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        """A loop: each turn, and each item that its condition leaves out."""
        if node.test is not None:
            node.test = nodes.And(_spent([node.test], node.lineno), node.test, lineno=node.lineno)
        return self._prepaid(node)

    def _prepaid(self, node: nodes.Template | nodes.Block | nodes.Macro | nodes.CallBlock | nodes.For) -> nodes.Node:
        line = node.body[0].lineno if node.body else node.lineno
        payment = nodes.ExprStmt(_spent(node.body, line), lineno=line)
        self.generic_visit(node)
        node.body.insert(0, payment)
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        """A filter must be one of ours."""
        if node.name not in {*known_filters(), SPENT, PAID}:
            self._refuse(node, "template-forbidden.filter", name=node.name, known=listed(known_filters()))
        return self.generic_visit(node)

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802
        """A test must be one of ours."""
        if node.name not in KNOWN_TESTS:
            self._refuse(node, "template-forbidden.test", name=node.name, known=listed(KNOWN_TESTS))
        return self.generic_visit(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """``a ~ b`` is a join of the two, which pays."""
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), "join")

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        """What is compared is paid for."""
        self.generic_visit(node)
        node.expr = _filtered(node.expr, PAID)
        for operand in node.ops:
            operand.expr = _filtered(operand.expr, PAID)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        """What is cut is paid for."""
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _filtered(node.node, PAID)
        return node

    def visit_Assign(self, node: nodes.Assign) -> nodes.Node | list[nodes.Node]:  # noqa: N802
        """``set a.b``: Jinja checks it before it notes the line, so a payment notes it."""
        self.generic_visit(node)
        if node.find(nodes.NSRef) is None:
            return node
        return [nodes.ExprStmt(_spent([node], node.lineno), lineno=node.lineno), node]

    def visit_ScopedEvalContextModifier(self, node: nodes.Node) -> nodes.Node:  # noqa: N802
        """``{% autoescape %}``."""
        return self._refuse(node, "template-forbidden.escaping")

    def _refuse(self, node: nodes.Node, kind: str, **args: str) -> nodes.Node:
        raise Refused(kind, FilePlace(self.file, node.lineno, 1), **args)


def _filtered(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _spent(body: Sequence[nodes.Node], line: int) -> nodes.Filter:
    """Payment for one run of the body, without the bodies within it."""
    found = [each for node in body for each in _within(node)]
    written = sum(len(node.data) for node in found if isinstance(node, nodes.TemplateData))
    paid = _filtered(nodes.Const(1 + len(found) // NODES_A_STEP, lineno=line), SPENT)
    paid.args = [nodes.Const(written, lineno=line)]
    return paid


def _within(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    exclude = ("body",) if isinstance(node, BODIES) else ()
    for child in node.iter_child_nodes(exclude=exclude):
        yield from _within(child)
