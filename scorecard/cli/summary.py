"""What a run came to: in a pipe two lines, on a terminal the largest payables as a table before them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from scorecard.cli.console import one_line
from scorecard.cli.texts import counted, text
from scorecard.model.changes import Change
from scorecard.model.numbers import PERCENT, decimal_text
from scorecard.model.result import Result
from scorecard.report.words import word
from scorecard.workflow.order import Large

SHOWN = 20
"""Teams in the table."""
HEADS = ("team", "name", "owner", "stage", "composite", "payable")


def summary(result: Result, folder: Path, spoken: str, warnings: int) -> None:
    """The run in short, and where it lies; so many ``warnings`` were told."""
    if sys.stdout.isatty():
        print_table(result, spoken)
    total = decimal_text(sum(result.payables["payable"].tolist()), result.plan.decimals)
    args = {
        "period": result.period,
        "teams": counted("teams", len(result.payables), spoken),
        "money": f"{result.plan.currency} {total}",
        "warnings": counted("warnings", warnings, spoken),
    }
    click.echo(text("done", spoken, **args))
    if result.changes:
        click.echo(_changed(result, result.changes, spoken))
    click.echo(f"→ {one_line(str(folder))}")


def _changed(result: Result, changes: Sequence[Change], spoken: str) -> str:
    """How many values of closed months differ, of how many teams, and what of it this due holds."""
    from scorecard.report.changes import added, by_team, closed_month, count, total

    teams = [of for team, of in by_team(changes).items() if team is not None]
    money, values = added(map(total, teams)), count(changes)
    what = [counted("values", values, spoken)] if values else []
    what += [text("the-plan", spoken)] if any(change.kind == "plan" for change in changes) else []
    args = {
        "month": closed_month(result),
        "what": text("and", spoken).join(what),
        "teams": counted("teams", len(teams), spoken),
    }
    if money is None:
        return text("changed.untold", spoken, **args)
    due = decimal_text(money, result.plan.decimals)
    return text("changed", spoken, **args, money=f"{result.plan.currency} {'' if money < 0 else '+'}{due}")


def summary_of_large(large: Large, folder: Path, spoken: str) -> None:
    """The same of a result that was written piece by piece."""
    args = {
        "period": large.period,
        "teams": counted("teams", large.teams, spoken),
        "money": f"{large.currency} {decimal_text(large.payable, large.decimals)}",
        "warnings": counted("warnings", large.warnings, spoken),
    }
    click.echo(text("done", spoken, **args))
    click.echo(text("no-pages", spoken))
    click.echo(f"→ {one_line(str(folder))}")


def print_table(result: Result, spoken: str) -> None:
    """The teams with the largest payables."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*(word(head, spoken) for head in HEADS))
    for column in table.columns[4:]:
        column.justify = "right"
    for line in lines(result, spoken):
        table.add_row(*(Text(one_line(cell)) for cell in line))
    further = len(result.payables) - len(table.rows)
    if further:
        table.caption = text("further", spoken, teams=counted("teams", further, spoken))
    Console(no_color=bool(os.environ.get("NO_COLOR"))).print(table)


def lines(result: Result, spoken: str) -> list[tuple[str, ...]]:
    """The cells of the teams with the largest payables."""
    payable = result.payables["payable"].tolist()
    largest = sorted(range(len(payable)), key=lambda row: -payable[row])[:SHOWN]
    return [_line(result, result.payables.iloc[row].to_dict(), spoken) for row in largest]


def _line(result: Result, row: dict[Any, Any], spoken: str) -> tuple[str, ...]:
    team, stages = result.inputs.teams.iloc[row["team"]], list(result.plan.stages.values())
    money = decimal_text(int(row["payable"]), result.plan.decimals)
    owner = row["owner_name"] if isinstance(row["owner_name"], str) else ""
    if row["stage"] < 0:
        return str(team["key"]), str(team["name"]), owner, "", "", money
    stage = stages[row["stage"]].title.text(spoken)
    return str(team["key"]), str(team["name"]), owner, stage, decimal_text(int(row["composite"]), PERCENT), money
