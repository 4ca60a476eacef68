"""A kind of exception on the review page, and the teams that it concerns."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Case(Struct, frozen=True):
    """A team that a finding concerns: its row, what is to be said of it, and how much it weighs."""

    row: int
    detail: str = ""
    weight: int = 0


class Finding(Struct, frozen=True):
    """A kind of exception; ``money`` is the sum where adding makes sense."""

    key: str
    title: str
    cases: Sequence[Case]
    money: int | None = None
    messages: bool = False
    """The details are whole sentences."""
