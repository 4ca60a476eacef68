"""scorecard plan."""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli import console, options
from scorecard.cli.guard import DONE, PROBLEMS
from scorecard.cli.help import Command, Option
from scorecard.cli.progress import progress

STDOUT = Path("-")


@click.command("plan", cls=Command)
@options.plan
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=STDOUT,
    metavar="FILE",
    cls=Option,
)
@options.lang
def command(plan: Path, output: Path, lang: str | None) -> int:
    """Write PLAN as a page that employees and audit can read: weights, curves, gates, funding, an example."""
    from scorecard.workflow.plan_document import plan_page, write_whole

    spoken = console.language(lang)
    with progress(spoken) as tell:
        made = plan_page(plan, lang, tell)
    console.show_told(made.outcome, spoken)
    if made.page is None:
        return PROBLEMS
    if output == STDOUT:
        console.print_bytes(made.page)
    else:
        write_whole(output, made.page)
    return DONE
