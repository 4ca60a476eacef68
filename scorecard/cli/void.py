"""scorecard void."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scorecard.cli import console, options
from scorecard.cli.clock import moment_text
from scorecard.cli.confirmation import confirmed
from scorecard.cli.guard import DONE, PROBLEMS
from scorecard.cli.help import Command, Option
from scorecard.cli.texts import text

if TYPE_CHECKING:
    from scorecard.model.period import Month


@click.command("void", cls=Command)
@options.period_argument
@click.option("--reason", required=True, metavar="TEXT", cls=Option)
@options.by
@options.of_plan
@options.yes
@options.lang
@options.ledger
def command(
    period: Month,
    reason: str,
    by: str | None,
    plan: str | None,
    yes: bool,
    lang: str | None,
    ledger: str | None,
) -> int:
    """Take back the newest closing, by an entry of its own."""
    from scorecard.workflow.access import ledger_to_write
    from scorecard.workflow.close import Person, user_name, void

    spoken = console.language(lang)
    confirmed("void?", spoken, yes, period=period)
    person = Person(user_name() if by is None else by, moment_text())
    done = void(period, ledger_to_write(ledger), person, reason, plan)
    console.show(done.problems, spoken, {})
    if done.entry is None:
        return PROBLEMS
    click.echo(text("voided", spoken, period=period, by=done.entry.by))
    click.echo(text("digest", spoken, digest=done.entry.digest))
    return DONE
