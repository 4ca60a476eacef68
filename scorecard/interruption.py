"""Ctrl-C: one exception of our own, raised once, and held back where something must not be left half done."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType
from typing import Any

DEBUG = "SCORECARD_DEBUG"
"""Environment variable that lets a fault of ours show its traceback."""
CODE = 130
"""Exit code of what was interrupted (commands.md)."""
PATIENCE = 2.0
"""Seconds for cleaning up; who asks again after that gets out at once."""


class Interrupted(BaseException):
    """Ctrl-C. Not a KeyboardInterrupt, which click answers with an empty line."""


def interruptible() -> None:
    """From now on Ctrl-C raises Interrupted, once: cleaning up is not interrupted."""
    came: list[float] = []

    def interrupt(number: int, frame: FrameType | None) -> None:
        if came and monotonic() - came[0] > PATIENCE:
            os._exit(CODE)
        if not came:
            came.append(monotonic())
            raise Interrupted

    signal.signal(signal.SIGINT, interrupt)
    sys.unraisablehook = _hook


def over() -> None:
    """From now on Ctrl-C does nothing: all is done but the interpreter's own end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _hook(fault: Any) -> None:
    """Silence for libraries that cannot even close their file; an interruption that they swallowed comes again."""
    if isinstance(fault.exc_value, Interrupted):
        interruptible()
        threading.Timer(0.01, signal.raise_signal, (signal.SIGINT,)).start()
    elif os.environ.get(DEBUG):
        sys.__unraisablehook__(fault)


@contextmanager
def unbroken() -> Iterator[None]:
    """Ctrl-C waits until this is over."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[Any] = []
    before = signal.signal(signal.SIGINT, lambda *signalled: waiting.append(signalled))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        if waiting and callable(before):
            before(*waiting[0])
