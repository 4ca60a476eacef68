"""scorecard check."""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli import console
from scorecard.cli.guard import DONE, PROBLEMS


@click.command("check")
@console.plan_argument
@click.argument("inputs", nargs=-1, metavar="[INPUT]...", type=click.Path(path_type=Path))
@console.period_option
@console.lang_option
@console.json_option
def command(plan: Path, inputs: tuple[Path, ...], period: str | None, lang: str | None, as_json: bool) -> int:
    """Say everything that is wrong with PLAN and, where given, the workbooks INPUT; write nothing.

    INPUT is a workbook, a CSV or Parquet file, or a folder of them.

    \b
    Example:
      scorecard check configs/key-accounts-2026.yaml samples/key-accounts --period 2026-07
    """
    month = console.month_option(period)
    from scorecard.workflow.loading import load

    with console.progress() as tell:
        outcome = load(plan, inputs, month, tell)
    spoken = console.language(lang)
    if as_json:
        books = console.book_paths(outcome)
        problems = console.problem_objects(outcome.errors, spoken, books)
        console.print_json({"problems": problems, "warnings": console.problem_objects(outcome.warnings, spoken, books)})
    else:
        console.show_problems(outcome, spoken)
        warnings = sum(each.level == "warning" for each in outcome.warnings)
        errors = len(outcome.errors)
        click.echo(
            f"{errors} 个问题，{warnings} 个警告" if spoken == "zh" else f"{errors} problems, {warnings} warnings"
        )
    return PROBLEMS if outcome.errors else DONE
