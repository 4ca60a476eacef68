"""Problems as the terminal shows them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from scorecard.cli.console import problem_line
from scorecard.model.problems import Problem
from tests.gallery.cases import LANGUAGES


def lines(problems: Iterable[Problem], folder: Path) -> dict[str, list[str]]:
    """Each problem in a line, in each language; paths begin below the folder."""
    found = tuple(problems)
    return {
        language: [click.unstyle(problem_line(each, language, {})).replace(f"{folder}/", "") for each in found]
        for language in LANGUAGES
    }
