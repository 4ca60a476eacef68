"""The program: ``scorecard``, ``python -m scorecard``."""

from __future__ import annotations

import gc
import sys

from scorecard.interruption import CODE, Interrupted, interruptible, over

NEW_OBJECTS = 50_000
"""So many before the collector looks for circles among them. A run makes millions that it keeps or that go by
themselves: looking every 700, as Python does unasked, costs a tenth of its time."""


def main() -> None:
    """Run the command line; Ctrl-C is answered while it is still being loaded, too."""
    gc.set_threshold(NEW_OBJECTS)
    try:
        interruptible()
        from scorecard.cli import main as command

        code = command()
        over()
    except Interrupted:
        over()
        sys.stderr.write("error[interrupted]: interrupted before the end\n")
        code = CODE
    sys.exit(code)


if __name__ == "__main__":
    main()
