"""How often Python's garbage collector looks for circles of objects."""

from __future__ import annotations

import gc

NEW_OBJECTS = 50_000
"""So many before it looks. A run makes millions of objects that it keeps, or that go as soon as nobody holds them;
looking every 700, as Python does unasked, takes a tenth of its time."""


def collect_seldom() -> None:
    """Set it for this process."""
    gc.set_threshold(NEW_OBJECTS)
