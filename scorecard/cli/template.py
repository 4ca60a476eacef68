"""scorecard template."""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli import console, options
from scorecard.cli.guard import DONE, PROBLEMS
from scorecard.cli.help import Command, Option, spoken_in
from scorecard.cli.progress import progress
from scorecard.cli.texts import text

SUFFIX = ".xlsx"


def _workbook(ctx: click.Context, param: click.Parameter, value: Path) -> Path:
    """The path; click's usage error where Excel would not open a file of that name."""
    if value.suffix.lower() == SUFFIX:
        return value
    raise click.BadParameter(text("no-workbook", spoken_in(ctx), name=value.name), ctx, param)


@click.command("template", cls=Command)
@options.plan
@click.option(
    "-o",
    "--output",
    "book",
    type=click.Path(path_type=Path),
    required=True,
    callback=_workbook,
    metavar="BOOK",
    cls=Option,
)
@options.lang
def command(plan: Path, book: Path, lang: str | None) -> int:
    """Write the empty input workbook that fits PLAN: sheets, headings, drop-downs, checks and notes."""
    from scorecard.workflow.template import template, write_new

    spoken = console.language(lang)
    with progress(spoken) as tell:
        made = template(plan, lang, tell)
    console.show_told(made.outcome, spoken)
    if made.content is None:
        return PROBLEMS
    write_new(book, made.content)
    click.echo(f"→ {console.one_line(str(book))}")
    return DONE
