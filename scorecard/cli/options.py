"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scorecard.cli.console import language
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
        raise click.BadParameter(text("no-month", said_language(ctx), text=value), ctx, param) from None


def _remember(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Keep --lang where main finds it for what it has to say."""
    if isinstance(ctx.obj, dict):
        ctx.obj["language"] = value
    return value


def said_language(ctx: click.Context | None) -> str:
    """Of messages, as far as --lang was read already."""
    return language(ctx.obj.get("language") if ctx is not None and isinstance(ctx.obj, dict) else None)


_PATH = click.Path(path_type=Path)
plan: Decorator = click.argument("plan", type=_PATH)
inputs: Decorator = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=_PATH)
any_inputs: Decorator = click.argument("inputs", nargs=-1, metavar="[INPUT]...", type=_PATH)
period: Decorator = click.option(
    "--period", callback=_month, metavar="MONTH", help="A month like 2026-03 (default: the newest in Actuals)."
)
lang: Decorator = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    is_eager=True,
    callback=_remember,
    help="Language (default: of messages the locale's, of files the plan's).",
)
json: Decorator = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
