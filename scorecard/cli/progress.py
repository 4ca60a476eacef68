"""Progress on a terminal, for whatever takes longer than a second (commands.md)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any

from scorecard.cli.console import one_line
from scorecard.cli.texts import TEXTS, text

if TYPE_CHECKING:
    from scorecard.workflow.loading import Progress

PATIENCE = 1.0
"""Seconds before anything is shown."""


@contextmanager
def progress(spoken: str) -> Iterator[Progress]:
    """Tells, on a terminal and after a second, what is being done and how far it is; else keeps silent."""
    if not sys.stderr.isatty():
        yield lambda what, done, whole: None
        return
    bar = Bar(spoken)
    timer = Timer(PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield bar.tell
    finally:
        timer.cancel()
        bar.stop()


class Bar:
    """The newest step, shown once it is started; steps come from one thread, the start from another."""

    def __init__(self, spoken: str) -> None:
        self._spoken, self._lock = spoken, Lock()
        self._step: tuple[str, int, int] = ("", 0, 1)
        self._shown: Any = None
        self._over = False

    def start(self) -> None:
        """Show the bar from now on."""
        shown = _made()
        with self._lock:
            if not self._over:
                self._shown = shown
                self._shown.add_task("")
                self._shown.start()
                self._update()

    def tell(self, what: str, done: int, whole: int) -> None:
        """What is being done now: a step that TEXTS names, or a file that is read."""
        with self._lock:
            self._step = (what, done, whole)
            self._update()

    def stop(self) -> None:
        """Take the bar away."""
        with self._lock:
            self._over = True
            if self._shown:
                self._shown.stop()

    def _update(self) -> None:
        if self._shown:
            what, done, whole = self._step
            said = text(what, self._spoken) if what in TEXTS else text("reading", self._spoken, what=one_line(what))
            self._shown.update(0, description=said, completed=done, total=whole)


def _made() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, no_color=bool(os.environ.get("NO_COLOR")))
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True)
