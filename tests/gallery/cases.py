"""The gallery's cases: a file each below tests/errors/<code>, as they are read, and what a case was told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from scorecard.model.messages import CATALOGUE

ERRORS = Path(__file__).parents[1] / "errors"
LANGUAGES = ("en", "zh")
TYPED = {"read", "templates"}
"""Parts whose cases have numbers, dates and bytes; in those of all others each scalar stays the text that it is."""


@dataclass(frozen=True)
class Case:
    """The smallest input that provokes one kind of message, and the exact lines that it gives."""

    path: Path

    @cached_property
    def said(self) -> Mapping[str, Any]:
        """The file's keys: kind, part, what the harness of the part takes, lines in each language."""
        text = self.path.read_text("utf-8")
        plain: dict[str, Any] = yaml.load(text, yaml.CBaseLoader)
        return plain if plain["part"] not in TYPED else dict(yaml.load(text, yaml.CSafeLoader))

    def get(self, key: str, other: Any = None) -> Any:
        return self.said.get(key, other)

    @property
    def sheets(self) -> dict[str, Any]:
        """Sheets that take the place of the base's; None where there is none of this name."""
        return {name: rows if isinstance(rows, list | dict) else None for name, rows in self.get("sheets", {}).items()}

    @property
    def kind(self) -> str:
        return str(self.said["kind"])

    @property
    def code(self) -> str:
        """What stands in brackets."""
        return self.kind.partition(".")[0]

    @property
    def lines(self) -> dict[str, list[str]]:
        return {language: list(self.said[language]) for language in LANGUAGES}

    def __str__(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"


@cache
def cases() -> list[Case]:
    """All cases, by code and name; that of a kind's own name first."""
    found = [Case(path) for path in ERRORS.glob("*/*.yaml")]
    return sorted(found, key=lambda case: (case.code, case.kind, case.path.stem != own_name(case.kind), case.path.stem))


def own_name(kind: str) -> str:
    """The name of the case that stands for the kind: its variant, or ``plain``."""
    return kind.partition(".")[2] or "plain"


def shows(lines: list[str], kind: str, language: str) -> bool:
    """Whether one of the lines is the message of this kind, whatever fills its braces."""
    text = CATALOGUE[kind][LANGUAGES.index(language)]
    pattern = ".*".join(re.escape(part) for part in _literals(text))
    return any(re.search(rf"\[{kind.partition('.')[0]}\]: {pattern}$", line) for line in lines)


def _literals(text: str) -> Iterator[str]:
    """What stands between the braces."""
    return (part.replace("{{", "{").replace("}}", "}") for part in re.split(r"(?<!\{)\{\w+\}(?!\})", text))
