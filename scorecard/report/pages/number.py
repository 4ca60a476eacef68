"""A number on a page, with the place of its derivation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A formatted number; ``key`` is the id of the line that derives it, empty where it has none."""

    text: str
    key: str = ""
    negative: bool = False
