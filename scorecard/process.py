"""How this process is set up, before libraries are loaded: how often it looks for what nobody needs, whom Arrow asks
for memory, and that nobody else's plugins take part in reading plans (decision 020).
"""

from __future__ import annotations

import gc
import os

NEW_OBJECTS = 250_000
"""So many before Python's collector looks for circles of objects. A run makes millions of objects that it keeps, or
that go as soon as nobody holds them; looking every 700, as Python does unasked, takes a tenth of its time."""
POOL = "ARROW_DEFAULT_MEMORY_POOL"
"""What Arrow looks at when it is loaded. Its own pool gives large arrays back at once, and then their pages must be
made anew for the next ones: a tenth of a run's time."""

PLUGINS = "PYDANTIC_DISABLE_PLUGINS"
"""What pydantic looks at before it searches everything that is installed for plugins of its own."""


def settle() -> None:
    """Set it for this process and those that it starts; before Arrow is loaded."""
    gc.set_threshold(NEW_OBJECTS)
    os.environ.setdefault(POOL, "system")
    os.environ.setdefault(PLUGINS, "__all__")


def let_go() -> None:
    """What is left goes with the process: looking through it first would take a tenth of a second."""
    gc.freeze()
