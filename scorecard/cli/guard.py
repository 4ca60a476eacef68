"""The one place that catches what a command raises, and turns it into a line and an exit code (commands.md)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import click

DONE, PROBLEMS, USAGE, UNWRITTEN, INTERRUPTED = 0, 1, 2, 3, 130


def guarded(command: Callable[[], Any]) -> int:
    """The exit code of a command; what went wrong goes to standard error in one line."""
    try:
        code = command()
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except click.UsageError as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        place = error.filename or "-"
        click.echo(f"{place}: error[not-written]: {error.strerror or error}", err=True)
        return UNWRITTEN
    except Exception as error:
        if os.environ.get("SCORECARD_DEBUG"):
            raise
        text = " ".join(str(error).split())
        click.echo(
            f"error[bug]: this is a fault of scorecard, not of your files ({type(error).__name__}: {text}); "
            "nothing was written. Please report it; SCORECARD_DEBUG=1 shows where it arose",
            err=True,
        )
        return PROBLEMS
