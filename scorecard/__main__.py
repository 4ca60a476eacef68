"""The program: ``scorecard``, ``python -m scorecard``."""

from __future__ import annotations

import sys

from scorecard.interruption import CODE, Interrupted, interruptible, over
from scorecard.process import let_go, settle


def main() -> None:
    """Run the command line; Ctrl-C is answered while it is still being loaded, too."""
    settle()
    try:
        interruptible()
        from scorecard.cli import main as command

        code = command()
        over()
    except Interrupted:
        over()
        sys.stderr.write("error[interrupted]: interrupted before the end\n")
        code = CODE
    let_go()
    sys.exit(code)


if __name__ == "__main__":
    main()
