"""What the terminal shows: problems in one line each, JSON, the language of messages (commands.md)."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from scorecard.model.problems import Problem
    from scorecard.workflow.loading import Outcome

COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
Books = Mapping[str, str]
"""Each input's name to its path as it was given."""


def language(option: str | None = None) -> str:
    """Of messages: the option, else the locale."""
    if option:
        return option
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def one_line(text: str) -> str:
    """The text without line ends and whatever else would steer the terminal: it may come from a workbook."""
    return CONTROL.sub(" ", text)


def place_text(problem: Problem, books: Books) -> str | None:
    """Where a problem stands, beginning with the path of the file as it was given."""
    from scorecard.model.problems import CellPlace

    place = problem.place
    if isinstance(place, CellPlace):
        return books.get(place.book, place.book) + str(place)[len(place.book) :]
    return None if place is None else str(place)


def problem_line(problem: Problem, spoken: str, books: Books) -> str:
    """``place: level[code]: message``."""
    from scorecard.model.messages import message

    place = place_text(problem, books)
    level = click.style(f"{problem.level}[{problem.code}]", fg=COLOURS[problem.level])
    said = f"{level}: {one_line(message(problem, spoken))}"
    return f"{one_line(place)}: {said}" if place else said


def show(problems: Iterable[Problem], spoken: str, books: Books) -> None:
    """Each problem in a line on standard error."""
    for problem in problems:
        click.echo(problem_line(problem, spoken, books), err=True, color=coloured(sys.stderr))


def show_told(outcome: Outcome, spoken: str) -> None:
    """Errors, then warnings, then notes."""
    show((*outcome.errors, *outcome.warnings), spoken, book_paths(outcome))


def coloured(stream: Any) -> bool:
    """Whether the stream is a terminal that may be coloured."""
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR")


def book_paths(outcome: Outcome) -> Books:
    """Each input's name to its path as given."""
    files = outcome.inputs.files if outcome.inputs else outcome.files
    return {each.name: str(each.path) for each in files}


def problem_objects(problems: Iterable[Problem], spoken: str, books: Books) -> list[dict[str, Any]]:
    """Problems for --json."""
    from scorecard.model.messages import message

    return [
        {
            "code": problem.code,
            "level": problem.level,
            "team": problem.team,
            "message": message(problem, spoken),
            "where": place_text(problem, books),
        }
        for problem in problems
    ]


def told_object(outcome: Outcome, spoken: str) -> dict[str, Any]:
    """Problems and warnings for --json, where there is no result to print."""
    told, books = {"problems": outcome.errors, "warnings": outcome.warnings}, book_paths(outcome)
    return {key: problem_objects(found, spoken, books) for key, found in told.items()}


def print_json(value: Any) -> None:
    """One object on standard output, in UTF-8 whatever the locale."""
    import json

    print_bytes(json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n")


def print_bytes(data: bytes) -> None:
    """Bytes on standard output as they are."""
    click.echo(data, nl=False)
