"""scorecard verify."""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli import console, options
from scorecard.cli.guard import DONE, PROBLEMS
from scorecard.cli.help import Command
from scorecard.cli.progress import progress
from scorecard.cli.texts import counted, text


@click.command("verify", cls=Command)
@options.run_folder
@options.any_inputs
@options.lang
@options.ledger
def command(run_dir: Path, inputs: tuple[Path, ...], lang: str | None, ledger: str | None) -> int:
    """Recompute a run folder from its inputs and say whether every byte is what it should be."""
    from scorecard.workflow.access import access
    from scorecard.workflow.verify import verify

    spoken = console.language(lang)
    with progress(spoken) as tell:
        found = verify(run_dir, inputs, access(ledger), tell)
    console.show(found.problems, spoken, {})
    if found.problems:
        return PROBLEMS
    click.echo(text("verified", spoken, files=counted("files", found.files, spoken)))
    return DONE
