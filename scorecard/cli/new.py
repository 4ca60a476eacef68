"""scorecard new."""

from __future__ import annotations

from pathlib import Path

import click

from scorecard.cli import console, options
from scorecard.cli.clock import moment
from scorecard.cli.guard import DONE
from scorecard.cli.help import Command
from scorecard.cli.texts import text


@click.command("new", cls=Command)
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@options.lang
def command(folder: Path, lang: str | None) -> int:
    """Make the folder DIR to start from: a plan, an empty input workbook that fits it, a guide."""
    from scorecard.workflow.new import Start, new_folder

    spoken = console.language(lang)
    for path in new_folder(folder, Start(moment().year, spoken)):
        click.echo(f"→ {console.one_line(str(path))}")
    click.echo(text("new.next", spoken))
    return DONE
