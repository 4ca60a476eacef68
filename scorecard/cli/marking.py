"""What check --mark says: where the marked copies are, or why there are none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecard.cli import console
from scorecard.cli.guard import UNWRITTEN
from scorecard.cli.texts import text

if TYPE_CHECKING:
    from scorecard.workflow.mark import Marked


def files(marked: Marked | None) -> dict[str, list[str]]:
    """For --json; nothing where nobody asked for copies."""
    return {} if marked is None else {"marked": [str(path) for path in marked.files]}


def show(marked: Marked, folder: Path, spoken: str) -> None:
    """A line on standard output; nothing where no copy could be written."""
    if marked.files:
        *copies, overview = marked.files
        key = "marked" if copies else "marked.none"
        said = text(key, spoken, folder=folder, overview=overview.name, count=f"{len(copies):,}")
        click.echo(console.one_line(said))
    elif marked.problem is None:
        click.echo(text("marked.nothing", spoken))


def exit_code(marked: Marked | None, code: int, spoken: str) -> int:
    """That of the command; where a copy could not be written, which is told, another."""
    if marked is None or marked.problem is None:
        return code
    console.show([marked.problem], spoken, {})
    return UNWRITTEN
