"""Which pages a run writes beside statements, review page and plan document."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class PageOrder(Struct, frozen=True):
    """What is wanted (commands.md)."""

    pdf: bool = False
    """Each statement as PDF too."""
    slips: bool = False
    """A page for each member."""
    templates: Path | None = None
    """The user's own templates; they go before those that came with the program."""
    teams: bool = True
    """Statements and review page at all; not of a result that is written piece by piece."""
