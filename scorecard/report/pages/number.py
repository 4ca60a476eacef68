"""A number on a page, with the place of its derivation."""

from __future__ import annotations

from typing import NamedTuple


class Number(NamedTuple):
    """A formatted number; ``key`` is the id of the line that derives it, empty where it has none."""

    text: str
    key: str = ""
    negative: bool = False
