"""Work done by several processes at once, none of which outlives this one."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any, Literal

from scorecard.process import settle


def processors() -> int:
    """How many processes can work at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def crew(
    method: Literal["fork", "spawn"], workers: int, begin: Callable[..., object], *args: Any
) -> Iterator[ProcessPoolExecutor]:
    """So many processes, each begun by ``begin(*args)``. An exception, an interruption too, drops what still waits.

    Of a fork ``args`` are shared as they are; a spawned process gets a copy by pickle.
    """
    with ProcessPoolExecutor(workers, get_context(method), _enlist, (begin, args)) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _enlist(begin: Callable[..., object], args: tuple[Any, ...]) -> None:
    """What every process of a crew does first: Ctrl-C is for the one that waits for it, and so is the terminal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - a fork may hold a locked copy of the real ones
    settle()
    Thread(target=_end_with_parent, daemon=True).start()
    begin(*args)


def _end_with_parent() -> None:
    """A crew whose leader was killed would wait for work for ever, and hold its locks."""
    leader = parent_process()
    if leader is not None:
        leader.join()
        os._exit(1)
