"""The teams of a closing on the terminal: columns in line, in a pipe too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unicodedata import east_asian_width

import click

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
    widths = [max(_width(line[at]) for line in lines) for at in range(len(COLUMNS))]
    for line in lines:
        cells = (_padded(cell, width, at < TEXTS) for at, (cell, width) in enumerate(zip(line, widths, strict=True)))
        click.echo("  ".join(cells).rstrip())


def _cells(team: Mapping[str, Any]) -> list[str]:
    owner = team["owner"]["name"] if team["owner"] else ""
    texts = (one_line(team["team"]), one_line(team["name"]), one_line(owner))
    return [*texts, *(team[name] for name in COLUMNS[TEXTS:])]


def _width(text: str) -> int:
    """Columns of a terminal: Chinese characters take two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int, left: bool) -> str:
    space = " " * (width - _width(text))
    return text + space if left else space + text
