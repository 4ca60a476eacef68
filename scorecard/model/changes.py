"""What of a closed month differs today from what was closed (ledger.md, Corrections go forward)."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from scorecard.model.problems import CellPlace
from scorecard.model.titles import Title

Kind = Literal[
    "team", "stage", "pool", "target", "value", "line", "rest", "adjustment", "owner", "member", "plan", "budget"
]
"""``line``: the month's value of a source's rows; ``rest``: further values of a team, too many to tell one by one."""
Unit = Literal["quantity", "money", "day", "text"]
Said = str | Title | None
"""A number as decimal text, a day as ISO date, a text as it stands or a title; None: there is nothing."""


class Change(Struct, frozen=True):
    """One value that differs, then and now."""

    team: str | None
    """The team's key; None for a row of the plan, which is everybody's."""
    kind: Kind
    month: str
    """``2026-03``; ``2026`` for a row of the whole year; empty where it is of no month."""
    subject: tuple[str | Title, ...]
    """What differs, from the whole to the part: a measure; a metric; a person and a role; a path of the plan's keys."""
    column: str
    """What of it: ``target``, ``from``, ... (a word of report/words.py); empty where that is clear."""
    unit: Unit
    """How ``then`` and ``now`` are written."""
    then: Said
    now: Said
    place_then: CellPlace | None
    """Its cell in the inputs that were closed."""
    place_now: CellPlace | None
    effect: int | None
    """What it changes of the team's entitlement and adjustments as of the newest closed month, in money, all changes
    before it taken as made: a team's effects add up to the whole difference. None: the inputs in between cannot be
    calculated, and the next one that can carries both; or the row is the plan's."""
