"""scorecard check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecard.cli import console, options
from scorecard.cli.guard import DONE, PROBLEMS
from scorecard.cli.help import Command
from scorecard.cli.progress import progress
from scorecard.cli.texts import counted, text

if TYPE_CHECKING:
    from scorecard.model.period import Month
    from scorecard.workflow.loading import Outcome


@click.command("check", cls=Command)
@options.plan
@options.any_inputs
@options.period
@options.lang
@options.ledger
@options.json
def command(
    plan: Path, inputs: tuple[Path, ...], period: Month | None, lang: str | None, ledger: str | None, as_json: bool
) -> int:
    """Say everything that is wrong with PLAN and, where given, the workbooks INPUT; write nothing."""
    from scorecard.workflow.access import access
    from scorecard.workflow.loading import load

    spoken = console.language(lang)
    with progress(spoken) as tell:
        outcome = load(plan, inputs, period, tell, access(ledger))
    if as_json:
        console.print_json(console.told_object(outcome, spoken))
    else:
        console.show_told(outcome, spoken)
        click.echo(_found(outcome, spoken))
    return PROBLEMS if outcome.errors else DONE


def _found(outcome: Outcome, spoken: str) -> str:
    warnings = sum(each.level == "warning" for each in outcome.warnings)
    problems = counted("problems", len(outcome.errors), spoken)
    return text("found", spoken, problems=problems, warnings=counted("warnings", warnings, spoken))
