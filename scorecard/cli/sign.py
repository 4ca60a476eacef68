"""scorecard sign."""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli import console, options
from scorecard.cli.clock import moment_text
from scorecard.cli.guard import DONE, PROBLEMS
from scorecard.cli.help import Command, Option
from scorecard.cli.progress import progress
from scorecard.cli.texts import text


@click.command("sign", cls=Command)
@options.run_folder
@options.any_inputs
@click.option("--as", "role", required=True, metavar="ROLE", cls=Option)
@click.option("--by", "signer", required=True, metavar="NAME", cls=Option)
@click.option("--note", default="", metavar="TEXT", cls=Option)
@options.lang
@options.ledger
def command(
    run_dir: Path,
    inputs: tuple[Path, ...],
    role: str,
    signer: str,
    note: str,
    lang: str | None,
    ledger: str | None,
) -> int:
    """Put a sign-off of exactly this result into the ledger."""
    from scorecard.workflow.access import ledger_to_write
    from scorecard.workflow.close import Person, Signing, sign

    spoken = console.language(lang)
    with progress(spoken) as tell:
        done = sign(run_dir, inputs, ledger_to_write(ledger), Person(signer, moment_text()), Signing(role, note), tell)
    console.show(done.problems, spoken, {})
    if done.entry is None:
        return PROBLEMS
    said = {"period": done.entry.period, "role": role, "by": done.entry.by, "result": done.entry.result}
    click.echo(text("signed", spoken, **said))
    return DONE
