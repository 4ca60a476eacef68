"""scorecard explain."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecard.cli import console, options
from scorecard.cli.guard import DONE, PROBLEMS
from scorecard.cli.help import Command, Option
from scorecard.cli.progress import progress

if TYPE_CHECKING:
    from rich.tree import Tree

    from scorecard.model.period import Month
    from scorecard.report.explanation import Node


@click.command("explain", cls=Command)
@options.plan
@options.inputs
@options.period
@click.option("--team", required=True, metavar="KEY", cls=Option)
@click.option("--metric", metavar="ID", cls=Option)
@options.lang
@options.ledger
@options.json
def command(
    plan: Path,
    inputs: tuple[Path, ...],
    period: Month | None,
    team: str,
    metric: str | None,
    lang: str | None,
    ledger: str | None,
    as_json: bool,
) -> int:
    """Derive one team's numbers of a period as a tree: each with its rule, inputs with their cell."""
    from scorecard.cli.folding import folded
    from scorecard.report.explanation import node_object
    from scorecard.workflow.access import access
    from scorecard.workflow.explain import Question, explain

    spoken = console.language(lang)
    with progress(spoken) as tell:
        found = explain(plan, inputs, period, Question(team, metric, spoken), tell, access(ledger))
    books = console.book_paths(found.outcome)
    console.show(
        (each for each in found.outcome.problems if each.code in ("ledger-not-yet", "ledger-other-plans")),
        spoken,
        books,
    )
    if as_json:
        problems = {"problems": console.problem_objects(found.problems, spoken, books)}
        console.print_json(node_object(found.tree) if found.tree else problems)
    elif found.tree:
        _print(folded(found.tree, spoken))
    else:
        console.show(found.problems, spoken, books)
    return DONE if found.tree else PROBLEMS


def _print(node: Node) -> None:
    if sys.stdout.isatty():
        print_tree(node)
    else:
        click.echo("\n".join(plain_lines(node)))


def plain_lines(node: Node, depth: int = 0) -> Iterator[str]:
    """One line a node, two spaces further in for each level."""
    yield "  " * depth + "  ".join(text for text in _parts(node) if text)
    for child in node.children:
        yield from plain_lines(child, depth + 1)


def _parts(node: Node) -> tuple[str, ...]:
    """Name, value, rule, note with section, cell."""
    rule = f"= {node.rule}" if node.rule else ""
    note = " ".join(text for text in (node.note, f"[§{node.section}]" if node.section else "") if text)
    place = "" if node.place is None else f"← {node.place}"
    return tuple(console.one_line(text) for text in (node.label, node.value or "", rule, note, place))


def print_tree(node: Node) -> None:
    """The derivation as a tree on a terminal; NO_COLOR is honoured."""
    from rich.console import Console

    Console(no_color=bool(os.environ.get("NO_COLOR")), highlight=False).print(_tree(node))


def _tree(node: Node) -> Tree:
    from rich.text import Text
    from rich.tree import Tree

    styled = zip(_parts(node), ("", "bold", "", "dim", "cyan"), strict=True)
    tree = Tree(Text("  ").join(Text(text, style) for text, style in styled if text))
    tree.children = [_tree(child) for child in node.children]
    return tree
