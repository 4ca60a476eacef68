"""The one place that catches what a command raises, and turns it into a line and an exit code (commands.md)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import click

from scorecard.cli import console

DONE, PROBLEMS, USAGE, UNWRITTEN, INTERRUPTED = 0, 1, 2, 3, 130
DEBUG = "SCORECARD_DEBUG"
"""Environment variable that lets a fault of ours show its traceback."""


def guarded(command: Callable[[], Any], spoken: str) -> int:
    """The exit code of a command; what went wrong goes to standard error in one line of that language."""
    try:
        code = command()
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        _tell("interrupted", spoken)
        return INTERRUPTED
    except BrokenPipeError:
        _abandon_stdout()
        return DONE
    except OSError as error:
        _tell_unwritten(error, spoken)
        return UNWRITTEN
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        _tell("bug", spoken, fault=f"{type(error).__name__}: {error}")
        return PROBLEMS


def _tell(kind: str, spoken: str, where: str | None = None, **args: str) -> None:
    from scorecard.model.problems import CellPlace, Problem

    problem = Problem(kind, args, CellPlace(where) if where else None)
    console.show([problem], spoken, {})


def _tell_unwritten(error: OSError, spoken: str) -> None:
    from scorecard.report.folder import FileChangedError, OccupiedError, StrangersError
    from scorecard.report.pages.pdf import PdfMissingError

    variants = {
        OccupiedError: "not-written.occupied",
        StrangersError: "not-written.strangers",
        FileChangedError: "not-written.changed",
    }
    kind = error.kind if isinstance(error, PdfMissingError) else variants.get(type(error), "not-written")
    _tell(kind, spoken, str(error.filename or ""), reason=error.strerror or str(error))
    try:
        sys.stdout.flush()
    except OSError:
        _abandon_stdout()


def _abandon_stdout() -> None:
    """Nobody reads any more, or nothing more fits: leave nothing for the interpreter to complain about."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
