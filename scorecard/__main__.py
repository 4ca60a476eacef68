"""The program: ``scorecard``, ``python -m scorecard``."""

from __future__ import annotations

import sys

from scorecard.collector import collect_seldom
from scorecard.interruption import CODE, Interrupted, interruptible, over


def main() -> None:
    """Run the command line; Ctrl-C is answered while it is still being loaded, too."""
    collect_seldom()
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
