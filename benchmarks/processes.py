"""Programs run to their end: how long they took, and the most memory that all their processes had together."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

EVERY = 0.1
"""Seconds between two looks at the memory."""
MEBIBYTE = 2**20


@dataclass(frozen=True)
class Ended:
    """A program that is over."""

    seconds: float
    """By the clock."""
    work: float
    """Seconds of all processors together."""
    peak: int
    """Bytes: of all its processes together, memory that several share counted once."""
    code: int
    late: bool = False
    """It was broken off at the limit."""
    said: str = ""
    """The last line of its standard error."""

    @property
    def well(self) -> bool:
        return self.code == 0

    @property
    def why(self) -> str:
        """What a program that did not end well came to."""
        return f"not done in {self.seconds:,.0f} s" if self.late else self.said or f"ended with {self.code}"


def run_to_end(*command: str | Path, limit: float | None = None, output: IO[bytes] | None = None) -> Ended:
    """Run a program, in a group of its own, so that at the limit (seconds) whatever it started ends with it."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        words = list(map(str, command))
        child = subprocess.Popen(words, stdout=output or subprocess.DEVNULL, stderr=errors, start_new_session=True)
        watch = _Watch(child.pid, limit)
        watch.start()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begin
        watch.end()
        child.returncode = os.waitstatus_to_exitcode(status)
        work = usage.ru_utime + usage.ru_stime
        return Ended(seconds, work, watch.peak, child.returncode, watch.late, _last_line(errors))


class _Watch(threading.Thread):
    """Looks at a process and its descendants now and then."""

    def __init__(self, pid: int, limit: float | None) -> None:
        super().__init__(daemon=True)
        self.peak, self.late = 0, False
        self._root, self._limit, self._over = psutil.Process(pid), limit, threading.Event()

    def run(self) -> None:
        begin = time.perf_counter()
        while True:
            self.peak = max(self.peak, together(self._root), highest(self._root.pid))
            if self._over.wait(EVERY):
                return
            if self._limit is not None and time.perf_counter() - begin > self._limit:
                self.late = True
                os.killpg(self._root.pid, signal.SIGKILL)
                return

    def end(self) -> None:
        self._over.set()
        self.join()


def together(root: psutil.Process) -> int:
    """Bytes of memory of a process and its descendants, shared memory counted once."""
    try:
        return sum(_own(each) for each in (root, *root.children(recursive=True)))
    except psutil.NoSuchProcess:
        return 0


def highest(pid: int) -> int:
    """Bytes that a process had at most so far, between two looks too.

    Not ``ru_maxrss``: that begins with what the parent had when it started the program.
    """
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)


def _own(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return 0


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(max(errors.seek(0, os.SEEK_END) - 1000, 0))
    lines = errors.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""
