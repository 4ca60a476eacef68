"""The one question that is asked, on a terminal alone; --yes skips it (commands.md)."""

from __future__ import annotations

import sys

import click

from scorecard.cli.texts import text


def confirmed(key: str, spoken: str, yes: bool, **args: object) -> None:
    """Go on where nobody can be asked, or somebody says yes. Raises click.Abort."""
    if not yes and sys.stdin.isatty():
        click.confirm(text(key, spoken, **args), abort=True, err=True)
