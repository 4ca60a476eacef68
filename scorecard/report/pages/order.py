"""Which pages a run writes beside statements, review page and plan document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PageOrder:
    """What is wanted (commands.md)."""

    pdf: bool = False
    """Each statement as PDF too."""
    slips: bool = False
    """A page for each member."""
    templates: Path | None = None
    """The user's own templates; they go before those that came with the program."""
    teams: bool = True
    """Statements and review page at all; not of a result that is written piece by piece."""
