"""The teams of a closing on the terminal: columns in line, in a pipe too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from scorecard.cli.columns import in_line
from scorecard.cli.console import one_line
from scorecard.report.words import word

COLUMNS = ("team", "name", "owner", "entitlement", "adjustments", "paid_before", "payable", "carried")
TEXTS = 3
"""Columns on the left; the others are money."""


def print_teams(result: Mapping[str, Any], spoken: str) -> None:
    """Every team of a result.json, and the totals."""
    head = [word(name, spoken) for name in COLUMNS]
    rows = [_cells(team) for team in result["teams"]]
    totals = ["", word("total", spoken), "", *(result["totals"][name] for name in COLUMNS[TEXTS:])]
    lines = [head, *rows, totals]
    for line in in_line(lines, TEXTS):
        click.echo(line)


def _cells(team: Mapping[str, Any]) -> list[str]:
    owner = team["owner"]["name"] if team["owner"] else ""
    texts = (one_line(team["team"]), one_line(team["name"]), one_line(owner))
    return [*texts, *(team[name] for name in COLUMNS[TEXTS:])]
