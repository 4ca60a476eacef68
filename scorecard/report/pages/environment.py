"""Jinja2 as the pages use it: everything escaped, a missing variable an error; users' own templates in a sandbox."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypedDict

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined

from scorecard.model.problems import CellPlace, FilePlace


@cache
def templates_folder() -> Path:
    """The templates that came with the program: in the wheel within the package, in a checkout beside it."""
    package = Path(str(files("scorecard")))
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


class Settings(TypedDict):
    """How templates are read, ours and users' own."""

    autoescape: bool
    trim_blocks: bool
    lstrip_blocks: bool
    keep_trailing_newline: bool
    auto_reload: bool


SETTINGS = Settings(
    autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False
)


SHOWN = (str, int, float, FilePlace, CellPlace)
"""What may stand on a page."""
WRITTEN = (*SHOWN, Undefined)
"""Of what is undefined Jinja itself makes an error."""


def shown(value: Any) -> Any:
    """What an output of a template writes. Raises TypeError for what is no text, number or place."""
    if isinstance(value, WRITTEN):
        return value
    raise TypeError(f"a page shows texts, not {type(value).__name__}")


def css_string(text: object) -> str:
    """A text as it may stand between quotes in a style sheet: all but plain letters and digits by number."""
    return "".join(each if each.isascii() and each.isalnum() else f"\\{ord(each):06x}" for each in str(text))


@cache
def environment() -> Environment:
    """The environment of the templates that came with the program."""
    loader = FileSystemLoader(templates_folder())
    made = Environment(loader=loader, undefined=StrictUndefined, finalize=shown, **SETTINGS)
    made.filters["css_string"] = css_string
    return made
