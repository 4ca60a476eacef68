"""scorecard check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scorecard.cli import console, marking, options
from scorecard.cli.guard import DONE, PROBLEMS
from scorecard.cli.help import Command, Option
from scorecard.cli.progress import progress
from scorecard.cli.run import DEFAULT_OUT
from scorecard.cli.texts import counted, text

if TYPE_CHECKING:
    from scorecard.model.period import Month
    from scorecard.workflow.check import Checked


@click.command("check", cls=Command)
@options.plan
@options.any_inputs
@options.period
@click.option("--before", multiple=True, type=click.Path(path_type=Path), metavar="PATH", cls=Option)
@click.option("--mark", type=click.Path(path_type=Path), metavar="DIR", cls=Option)
@options.lang
@options.ledger
@options.json
def command(
    plan: Path,
    inputs: tuple[Path, ...],
    period: Month | None,
    before: tuple[Path, ...],
    mark: Path | None,
    lang: str | None,
    ledger: str | None,
    as_json: bool,
) -> int:
    """Say everything that is wrong with PLAN and, where given, the workbooks INPUT; write nothing but marked copies."""
    from scorecard.workflow.access import access
    from scorecard.workflow.before import Before
    from scorecard.workflow.check import check
    from scorecard.workflow.mark import mark_inputs

    spoken = console.language(lang)
    with progress(spoken) as tell:
        checked = check(plan, inputs, period, tell, access(ledger), Before(before, DEFAULT_OUT))
        marked = mark_inputs(checked.outcome, inputs, mark, spoken, tell) if mark else None
    if as_json:
        console.print_json(_object(checked, spoken) | marking.files(marked))
    else:
        console.show_told(checked.outcome, spoken)
        _print_totals(checked, spoken)
        click.echo(_found(checked, spoken))
        if marked and mark:
            marking.show(marked, mark, spoken)
    return marking.exit_code(marked, PROBLEMS if checked.outcome.errors else DONE, spoken)


def _object(checked: Checked, spoken: str) -> dict[str, Any]:
    """Problems, warnings and, where workbooks were read, totals."""
    from scorecard.cli.totals import totals_object

    told, totals = console.told_object(checked.outcome, spoken), checked.totals
    return told if totals is None else {**told, "totals": totals_object(totals, spoken)}


def _print_totals(checked: Checked, spoken: str) -> None:
    from scorecard.cli.totals import totals_lines

    if checked.totals is not None and checked.totals.tallies:
        for line in (*totals_lines(checked.totals, spoken), ""):
            click.echo(line)


def _found(checked: Checked, spoken: str) -> str:
    """How many problems and warnings there are, and of which period."""
    warnings = sum(each.level == "warning" for each in checked.outcome.warnings)
    problems = counted("problems", len(checked.outcome.errors), spoken)
    found = text("found", spoken, problems=problems, warnings=counted("warnings", warnings, spoken))
    return text("found-of", spoken, period=checked.period, found=found) if checked.period else found
