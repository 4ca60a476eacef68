"""A change out of its parts."""

from __future__ import annotations

from collections.abc import Iterable

from scorecard.model.changes import Change, Kind, Said, Unit
from scorecard.model.problems import CellPlace
from scorecard.model.titles import Title


def change(
    team: str | None,
    kind: Kind,
    effect: int | None,
    *,
    month: str = "",
    subject: tuple[str | Title, ...] = (),
    column: str = "",
    unit: Unit = "text",
    said: Iterable[Said] = (None, None),
    places: Iterable[CellPlace | None] = (None, None),
) -> Change:
    """``said`` and ``places`` are then and now."""
    then, now = said
    place_then, place_now = places
    return Change(team, kind, month, subject, column, unit, then, now, place_then, place_now, effect)
