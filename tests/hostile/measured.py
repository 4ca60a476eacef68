"""``scorecard`` as a process of its own, with the time it took and the most memory it held."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HANG = 30
"""Seconds; whatever takes longer hangs."""

_RUN = """
import os, pathlib, resource
resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))  # a bomb that goes off must not take the machine with it
from scorecard.__main__ import main
try:
    main()
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    (peak,) = (line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    pathlib.Path(os.environ["MEASURED"]).write_text(f"{used.ru_utime + used.ru_stime} {peak}")
"""


@dataclass(frozen=True)
class Measured:
    """What a command did and cost."""

    code: int
    out: str
    err: str
    seconds: float
    """Of processor time, which other work on the machine hardly lengthens."""
    mib: float
    """The most memory that the process held."""


def measured(folder: Path, *arguments: str) -> Measured:
    """The command, run in the folder. Raises TimeoutExpired where it hangs."""
    note = folder / "measured.txt"
    environment = {**os.environ, "MEASURED": str(note), "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", _RUN, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=HANG, check=False
    )
    seconds, kib = note.read_text().split()
    return Measured(done.returncode, done.stdout, done.stderr, float(seconds), int(kib) / 1024)
