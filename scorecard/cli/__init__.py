"""The command line: options, one call, print, exit code (commands.md)."""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from gettext import gettext
from io import TextIOWrapper

import click

from scorecard import __version__
from scorecard.cli.help import PURPOSES, Command, Option, asked_language, chosen, spoken_in, translate_click


class Commands(Command, click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of work."""
        return list(PURPOSES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in PURPOSES:
            return None
        found: click.Command = importlib.import_module(f"scorecard.cli.{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Names and purposes, without importing anything."""
        with formatter.section(gettext("Commands")):
            formatter.write_dl([(name, chosen(purpose, ctx)) for name, purpose in PURPOSES.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name as a hint."""
        import difflib

        from scorecard.cli.texts import text

        near = difflib.get_close_matches(args[0], PURPOSES, 1)
        if args[0] not in PURPOSES and near:
            ctx.fail(text("no-command", spoken_in(ctx), name=args[0], near=near[0]))
        return super().resolve_command(ctx, args)


SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group("scorecard", cls=Commands, context_settings=SETTINGS)
@click.version_option(__version__, prog_name="scorecard", cls=Option)
def group() -> None:
    """All commands; what each says of itself stands in cli/help.py."""


def main() -> int:
    """Run the command line; the one place that catches. Exit codes: commands.md."""
    from scorecard.cli.guard import guarded
    from scorecard.interruption import DEBUG

    if not os.environ.get(DEBUG):
        warnings.simplefilter("ignore")  # of libraries; what the user should know is told in the product's own words
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a locale may lack a character; that stops nothing
    spoken = asked_language(sys.argv[1:])
    translate_click(spoken)
    return guarded(lambda: group(standalone_mode=False, obj=spoken), spoken)
