"""The command line: options, one call, print, exit code (commands.md)."""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from io import TextIOWrapper

import click

from scorecard import __version__

COMMANDS = {
    "check": "Say everything that is wrong with a plan and its workbooks. 检查方案与工作簿",
    "run": "Calculate a period and write its folder. 计算并输出一期结果",
    "explain": "Derive one team's numbers, down to the cells. 说明一个团队的每个数",
    "plan": "Write the plan as a page to read. 输出供阅读的方案说明",
    "schema": "Print the JSON Schema of plan files. 输出方案文件的 JSON Schema",
}
"""Name to one-line purpose: help is shown without importing the commands."""


class Commands(click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = importlib.import_module(f"scorecard.cli.{cmd_name}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Names and purposes, without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest name as a hint."""
        import difflib

        from scorecard.cli.options import said_language
        from scorecard.cli.texts import text

        near = difflib.get_close_matches(args[0], COMMANDS, 1)
        if args[0] not in COMMANDS and near:
            ctx.fail(text("no-command", said_language(ctx), name=args[0], near=near[0]))
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="scorecard")
def group() -> None:
    """Bonus pools for key-account teams, right to the cent, each cent explained.

    大客户团队奖金包：分文不差，笔笔有据。

    \b
    Example:
      scorecard run configs/key-accounts-2026.yaml samples/key-accounts --period 2026-07

    \b
    Completion of commands and options in the shell (bash; likewise zsh, fish):
      eval "$(_SCORECARD_COMPLETE=bash_source scorecard)"
    """


def main() -> None:
    """Run the command line; the one place that catches. Exit codes: commands.md."""
    from scorecard.cli.guard import DEBUG, guarded

    if not os.environ.get(DEBUG):
        warnings.simplefilter("ignore")  # of libraries; what the user should know is told in the product's own words
        sys.unraisablehook = lambda fault: None  # a library that cannot even close its file has failed before
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a locale may lack a character; that stops nothing
    said: dict[str, str | None] = {}
    sys.exit(guarded(lambda: group(standalone_mode=False, obj=said), said))
