"""What the terminal shows: problems in one line each, progress, the language of messages (commands.md)."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from scorecard.model.problems import Problem
    from scorecard.workflow.loading import Outcome, Progress

COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
PATIENCE = 1.0
"""Seconds before progress is shown."""


def language(option: str | None) -> str:
    """Of messages: the option, else the locale."""
    if option:
        return option
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def problem_line(problem: Problem, lang: str, books: dict[str, str]) -> str:
    """``place: level[code]: message``; a workbook's place begins with its path as it was given."""
    from scorecard.model.messages import message
    from scorecard.model.problems import CellPlace

    place = str(problem.place or "")
    if isinstance(problem.place, CellPlace):
        place = books.get(problem.place.book, problem.place.book) + place[len(problem.place.book) :]
    level = click.style(f"{problem.level}[{problem.code}]", fg=COLOURS[problem.level])
    return f"{place}: {level}: {message(problem, lang)}" if place else f"{level}: {message(problem, lang)}"


def show_problems(outcome: Outcome, lang: str) -> None:
    """Errors, then warnings, then notes, on standard error."""
    books = book_paths(outcome)
    for problem in (*outcome.errors, *outcome.warnings):
        click.echo(problem_line(problem, lang, books), err=True, color=colours(sys.stderr))


def colours(stream: Any) -> bool:
    """Whether the stream is a terminal that may be coloured."""
    return bool(stream.isatty()) and "NO_COLOR" not in os.environ


def book_paths(outcome: Outcome) -> dict[str, str]:
    """Each input's name to its path as given."""
    return {each.name: str(each.path) for each in outcome.inputs.files} if outcome.inputs else {}


def problem_objects(problems: Iterable[Problem], lang: str, books: dict[str, str]) -> list[dict[str, Any]]:
    """Problems for --json."""
    from scorecard.model.messages import message

    return [
        {
            "code": problem.code,
            "level": problem.level,
            "team": problem.team,
            "message": message(problem, lang),
            "where": None if problem.place is None else str(problem.place),
        }
        for problem in problems
    ]


def print_json(value: Any) -> None:
    """One object on standard output."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


@contextmanager
def progress() -> Iterator[Progress]:
    """A line on the terminal that says what is being done, if that takes longer than a second; else silence."""
    if not sys.stderr.isatty():
        yield lambda what, done, whole: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, no_color="NO_COLOR" in os.environ)
    bar = Progress(TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console, transient=True)
    task = bar.add_task("", total=None)
    began = time.monotonic()

    def tell(what: str, done: int, whole: int) -> None:
        bar.update(task, description=what, completed=done, total=whole)
        if time.monotonic() - began > PATIENCE:
            bar.start()

    try:
        yield tell
    finally:
        bar.stop()


def month_option(text: str | None) -> Any:
    """The month of --period; raises click.UsageError for anything but 2026-03."""
    from scorecard.model.period import Month

    try:
        return None if text is None else Month.parse(text)
    except ValueError:
        raise click.UsageError(f"--period {text!r} is no month; write it like 2026-03") from None


Options = Callable[[Callable[..., Any]], Callable[..., Any]]
plan_argument: Options = click.argument("plan", type=click.Path(path_type=Path))
period_option: Options = click.option("--period", metavar="MONTH", help="A month like 2026-03 (default: the newest).")
lang_option: Options = click.option("--lang", type=click.Choice(["zh", "en"]), help="Language (default: locale, plan).")
json_option: Options = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
