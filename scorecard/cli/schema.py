"""scorecard schema."""

from __future__ import annotations

import click

from scorecard.cli.console import print_json


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of plan files, so that an editor completes and checks while one types.

    \b
    Example:
      scorecard schema > configs/plan.schema.json
    """
    from scorecard.read.plan_schema import plan_schema

    print_json(plan_schema())
