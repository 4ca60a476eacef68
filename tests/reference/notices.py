"""Problems and warnings of a run: (code, team), team None for the whole run."""

from __future__ import annotations

from dataclasses import dataclass, field

Notice = tuple[str, str | None]


@dataclass
class Notices:
    problems: set[Notice] = field(default_factory=set)
    warnings: list[Notice] = field(default_factory=list)
    ratios: set[tuple[object, ...]] = field(default_factory=set)
    """The undefined ratios that were warned of."""
