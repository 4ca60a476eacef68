"""scorecard close."""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli import console, options
from scorecard.cli.clock import moment_text
from scorecard.cli.confirmation import confirmed
from scorecard.cli.guard import DONE, PROBLEMS
from scorecard.cli.help import Command
from scorecard.cli.progress import progress
from scorecard.cli.texts import counted, text


@click.command("close", cls=Command)
@options.run_folder
@options.any_inputs
@options.by
@options.yes
@options.lang
@options.ledger
def command(
    run_dir: Path, inputs: tuple[Path, ...], by: str | None, yes: bool, lang: str | None, ledger: str | None
) -> int:
    """Make the period's result final in the ledger."""
    from scorecard.model.numbers import decimal_text
    from scorecard.workflow.access import ledger_to_write
    from scorecard.workflow.close import Person, close, user_name

    spoken = console.language(lang)
    confirmed("close?", spoken, yes, folder=console.one_line(str(run_dir)))
    person = Person(user_name() if by is None else by, moment_text())
    with progress(spoken) as tell:
        done = close(run_dir, inputs, ledger_to_write(ledger), person, tell)
    console.show(done.problems, spoken, {})
    if done.entry is None or done.result is None:
        return PROBLEMS
    result = done.result
    money = decimal_text(sum(result.payables["payable"].tolist()), result.plan.decimals)
    teams = counted("teams", len(result.payables), spoken)
    said = {"period": result.period, "teams": teams, "money": f"{result.plan.currency} {money}"}
    click.echo(text("closed", spoken, **said))
    click.echo(text("digest", spoken, digest=done.entry.digest))
    if done.made:
        click.echo(text("made", spoken, ledger=console.one_line(done.made)))
    return DONE
