"""scorecard schema."""

from __future__ import annotations

import click

from scorecard.cli.console import print_json
from scorecard.cli.help import Command


@click.command("schema", cls=Command)
def command() -> None:
    """Print the JSON Schema of plan files, so that an editor completes and checks while one types."""
    from scorecard.read.plan_schema import plan_schema

    print_json(plan_schema())
