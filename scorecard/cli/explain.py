"""scorecard explain."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecard.cli import console
from scorecard.cli.guard import DONE, PROBLEMS

if TYPE_CHECKING:
    from rich.tree import Tree

    from scorecard.model.problems import Problem
    from scorecard.model.result import Result
    from scorecard.report.explanation import Node
    from scorecard.workflow.loading import Outcome

MOST_NAMES = 20
"""Names that a message lists."""


@click.command("explain")
@console.plan_argument
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(path_type=Path))
@console.period_option
@click.option("--team", required=True, metavar="KEY", help="The team's key, like T03.")
@click.option("--metric", metavar="ID", help="Only this metric's lines.")
@console.lang_option
@console.json_option
def command(
    plan: Path,
    inputs: tuple[Path, ...],
    period: str | None,
    team: str,
    metric: str | None,
    lang: str | None,
    as_json: bool,
) -> int:
    """Derive one team's numbers of a period as a tree: each with its rule and section, inputs with their cell.

    INPUT is a workbook, a CSV or Parquet file, or a folder of them.

    \b
    Example:
      scorecard explain configs/key-accounts-2026.yaml samples/key-accounts --period 2026-07 --team T03
    """
    month = console.month_option(period)
    from scorecard.workflow.loading import load

    with console.progress() as tell:
        outcome = load(plan, inputs, month, tell)
    spoken = console.language(lang)
    result = outcome.result
    if result is None:
        _show_errors(outcome, spoken, as_json)
        return PROBLEMS
    key = unicodedata.normalize("NFKC", team).strip()
    unknown = unknown_names(result, key, metric)
    for problem in unknown:
        click.echo(console.problem_line(problem, spoken, {}), err=True, color=console.colours(sys.stderr))
    if unknown:
        return PROBLEMS
    _show(result, key, metric, spoken, as_json)
    return DONE


def _show_errors(outcome: Outcome, spoken: str, as_json: bool) -> None:
    if as_json:
        books = console.book_paths(outcome)
        console.print_json({"problems": console.problem_objects(outcome.errors, spoken, books)})
    else:
        console.show_problems(outcome, spoken)


def unknown_names(result: Result, team: str, metric: str | None) -> list[Problem]:
    """What of --team and --metric this period and plan do not know."""
    from scorecard.model.problems import Problem

    found = []
    teams = listed_teams(result)
    if team not in teams:
        found.append(Problem("unknown-team-option", {"team": team, "known": _names(teams)}))
    if metric is not None and metric not in result.plan.metrics:
        found.append(Problem("unknown-metric-option", {"metric": metric, "known": _names(result.plan.metrics)}))
    return found


def listed_teams(result: Result) -> dict[str, int]:
    """Key to index of the teams that the period lists."""
    keys = result.inputs.teams["key"].tolist()
    return {keys[index]: index for index in result.payables["team"].tolist()}


def _names(known: Iterable[str]) -> str:
    names = list(known)
    return ", ".join(names[:MOST_NAMES]) + (", …" if len(names) > MOST_NAMES else "")


def _show(result: Result, team: str, metric: str | None, spoken: str, as_json: bool) -> None:
    from scorecard.report.explanation import explain, node_object

    node = explain(result, listed_teams(result)[team], spoken, metric)
    if as_json:
        console.print_json(node_object(node))
    elif sys.stdout.isatty():
        print_tree(node)
    else:
        click.echo("\n".join(plain_lines(node)))


def plain_lines(node: Node, depth: int = 0) -> Iterator[str]:
    """One line a node, two spaces further in for each level."""
    yield "  " * depth + "  ".join(text for text in _parts(node) if text)
    for child in node.children:
        yield from plain_lines(child, depth + 1)


def _parts(node: Node) -> tuple[str, str, str, str]:
    """Name, value, rule with section, cell; texts from workbooks cannot steer the terminal."""
    section = f"[§{node.section}]" if node.section else ""
    rule = " ".join(text for text in ((f"= {node.rule}" if node.rule else ""), section) if text)
    place = "" if node.place is None else f"← {node.place}"
    label, value, rule, place = (_printable(text) for text in (node.label, node.value or "", rule, place))
    return label, value, rule, place


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def print_tree(node: Node) -> None:
    """The derivation as a tree on a terminal; NO_COLOR is honoured."""
    from rich.console import Console

    Console(no_color="NO_COLOR" in os.environ, highlight=False).print(_tree(node))


def _tree(node: Node) -> Tree:
    from rich.text import Text
    from rich.tree import Tree

    label, value, rule, place = _parts(node)
    styled = [(label, ""), (value, "bold"), (rule, "dim"), (place, "cyan")]
    tree = Tree(Text("  ").join(Text(text, style) for text, style in styled if text))
    tree.children = [_tree(child) for child in node.children]
    return tree
