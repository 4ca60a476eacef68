"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scorecard.cli.help import LANGUAGES, Option, spoken_in
from scorecard.cli.texts import text

if TYPE_CHECKING:
    from scorecard.model.period import Month

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _month(ctx: click.Context, param: click.Parameter, value: str | None) -> Month | None:
    """The month; click's usage error for anything but 2026-03."""
    from scorecard.model.period import Month

    try:
        return None if value is None else Month.parse(value)
    except ValueError:
        raise click.BadParameter(text("no-month", spoken_in(ctx), text=value), ctx, param) from None


class _Path(click.Path):
    """A path; an empty text, a shell's variable that is not set, would be the folder that one is in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; click's usage error for an empty text."""
        if value == "":
            raise click.BadParameter(text("empty-path", spoken_in(ctx)), ctx, param)
        return super().convert(value, param, ctx)


_PATH = _Path(path_type=Path)
plan: Decorator = click.argument("plan", type=_PATH)
inputs: Decorator = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=_PATH)
any_inputs: Decorator = click.argument("inputs", nargs=-1, metavar="[INPUT]...", type=_PATH)
period: Decorator = click.option("--period", callback=_month, metavar="MONTH", cls=Option)
one_period: Decorator = click.option("--period", "only", callback=_month, metavar="MONTH", cls=Option)
period_argument: Decorator = click.argument("period", callback=_month, metavar="PERIOD")
lang: Decorator = click.option("--lang", type=click.Choice(LANGUAGES), cls=Option)
json: Decorator = click.option("--json", "as_json", is_flag=True, cls=Option)
ledger: Decorator = click.option("--ledger", envvar="SCORECARD_LEDGER", metavar="URL", cls=Option)
by: Decorator = click.option("--by", metavar="NAME", cls=Option)
of_plan: Decorator = click.option("--plan", metavar="ID", cls=Option)
yes: Decorator = click.option("--yes", is_flag=True, cls=Option)
run_folder: Decorator = click.argument("run_dir", type=_PATH, metavar="RUN_DIR")
