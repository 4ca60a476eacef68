"""The one place that catches what a command raises, and turns it into a line and an exit code (commands.md)."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from scorecard.cli import console
from scorecard.cli.texts import text
from scorecard.interruption import CODE, DEBUG, Interrupted

if TYPE_CHECKING:
    from scorecard.model.problems import Problem
    from scorecard.model.titles import Title

DONE, PROBLEMS, USAGE, UNWRITTEN, INTERRUPTED = 0, 1, 2, 3, CODE
REFUSALS = frozenset(
    {"closed-meanwhile", "ledger-none", "plans-alike", "already-closed", "period-gap", "not-newest", "ledger-broken"}
)
"""Of a ledger's faults those in which nothing could have been written anyway."""
REMEDIES = {
    errno.EACCES: ".denied",
    errno.EDQUOT: ".full",
    errno.EEXIST: ".file",
    errno.EFBIG: ".large",
    errno.EISDIR: ".folder",
    errno.ENAMETOOLONG: ".long",
    errno.ENOENT: ".nowhere",
    errno.ENOSPC: ".full",
    errno.ENOTDIR: ".file",
    errno.EPERM: ".denied",
    errno.EROFS: ".denied",
}
"""What could not be written, by the system's number for it: the variant of the message."""


def guarded(command: Callable[[], Any], spoken: str) -> int:
    """The exit code of a command; what went wrong goes to standard error in one line of that language."""
    try:
        code = command()
        sys.stdout.flush()
        return code if isinstance(code, int) else DONE
    except click.ClickException as error:
        error.show()
        return USAGE
    except (Interrupted, KeyboardInterrupt, click.Abort):
        _tell("interrupted", spoken)
        return INTERRUPTED
    except BrokenPipeError:
        _abandon_stdout()
        return DONE
    except OSError as error:
        _tell_unwritten(error, spoken)
        return UNWRITTEN
    except Exception as error:
        if fault := _ledger_fault(error):
            console.show([fault], spoken, {})
            return PROBLEMS if fault.code in REFUSALS else UNWRITTEN
        if os.environ.get(DEBUG):
            raise
        if variant := _lack_of_memory(error):
            _tell(variant, spoken)
            return UNWRITTEN
        _tell("bug", spoken, fault=f"{type(error).__name__}: {error}")
        return PROBLEMS


def _ledger_fault(error: Exception) -> Problem | None:
    """What a ledger refuses or cannot do; nothing heavy is imported to find that out."""
    if "scorecard.ledger.faults" not in sys.modules:
        return None
    from scorecard.ledger.faults import LedgerFault

    return error.problem if isinstance(error, LedgerFault) else None


def _lack_of_memory(error: Exception) -> str | None:
    """The message, where memory ran out here, or, by all appearances, in a process that worked for this one."""
    if isinstance(error, MemoryError):
        return "memory-exhausted"
    ended = {"BrokenProcessPool", "KilledWorker"}  # of concurrent.futures and of Dask, which need not be there
    return "memory-exhausted.process" if type(error).__name__ in ended else None


def _tell(kind: str, spoken: str, where: str | None = None, **args: str | Title) -> None:
    from scorecard.model.problems import CellPlace, Problem

    problem = Problem(kind, args, CellPlace(where) if where else None)
    console.show([problem], spoken, {})


def _tell_unwritten(error: OSError, spoken: str) -> None:
    from scorecard.model.messages.system import reason
    from scorecard.report.folder import StrangersError
    from scorecard.report.pages.pdf import PdfMissingError

    if isinstance(error, PdfMissingError):
        _tell(error.kind, spoken)
    elif error.filename is None:
        _tell("not-written.stream", spoken, text("stdout", spoken), reason=reason(error))
    else:
        named = str(error.strerror) if isinstance(error, StrangersError) else reason(error)
        _tell(f"not-written{_remedy(error)}", spoken, str(error.filename), reason=named)
    try:
        sys.stdout.flush()
    except OSError:
        _abandon_stdout()


def _remedy(error: OSError) -> str:
    """The variant of the message that says what to do."""
    from scorecard.report.folder import (
        ClosedError,
        FileChangedError,
        NotEmptyError,
        OccupiedError,
        OpenElsewhereError,
        StrangersError,
        ThereAlreadyError,
    )

    variants: dict[type[OSError], str] = {
        ClosedError: ".closed",
        FileChangedError: ".changed",
        NotEmptyError: ".not-empty",
        OccupiedError: ".occupied",
        OpenElsewhereError: ".open",
        StrangersError: ".strangers",
        ThereAlreadyError: ".there",
    }
    return variants.get(type(error)) or REMEDIES.get(error.errno or 0, "")


def _abandon_stdout() -> None:
    """Nobody reads any more, or nothing more fits: leave nothing for the interpreter to complain about."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
