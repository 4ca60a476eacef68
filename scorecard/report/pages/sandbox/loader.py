"""Where a user's templates come from: their folder first, then those that came with the program; nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound
from jinja2.loaders import split_template_path

from scorecard.model.messages.system import reason
from scorecard.model.titles import Title
from scorecard.report.pages.environment import templates_folder
from scorecard.report.pages.sandbox.faults import Refused, start_of
from scorecard.report.pages.sandbox.meter import METER

ORIGINAL = "scorecard/"
"""Before a name: the template that came with the program, also where the folder has one of that name."""
LARGEST = 1_000_000
"""Bytes of a template."""
STEPS_A_FILE = 50
"""What looking for a file costs."""
NO_FILE = Title("not a file", {"en": "not a file", "zh": "不是文件"})
SUFFIXES = (".html", ".css", ".js", ".svg")
"""Of templates."""


class OwnFirst(BaseLoader):
    """The user's folder before the program's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """(Text, file, None); raises TemplateNotFound, and Refused for a file that may not or cannot be read."""
        METER.get().spend(STEPS_A_FILE)
        if not isinstance(template, str) or "\0" in template:
            raise TemplateNotFound(str(template))
        path = self._own(template) or _original(template.removeprefix(ORIGINAL))
        return _text(path), str(path), None

    def _own(self, name: str) -> Path | None:
        path = self.folder.joinpath(*split_template_path(name))
        if name.startswith(ORIGINAL) or not os.path.lexists(path):
            return None
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise Refused("template-forbidden.link", start_of(path), name=name)
        return path


def _original(name: str) -> Path:
    path = templates_folder().joinpath(*split_template_path(name))
    if path.suffix not in SUFFIXES or not path.is_file():
        raise TemplateNotFound(name)
    return path


def _text(path: Path) -> str:
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise Refused("template-unreadable.large", start_of(path), most=f"{LARGEST:,}")
        if not path.is_file():
            raise Refused("template-unreadable.file", start_of(path), reason=NO_FILE)
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("template-unreadable", start_of(path)) from None
    except OSError as fault:
        raise Refused("template-unreadable.file", start_of(path), reason=reason(fault)) from None


def originals() -> list[str]:
    """The names of the templates that came with the program."""
    return sorted(path.name for path in templates_folder().iterdir() if path.suffix in SUFFIXES)
