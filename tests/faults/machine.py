"""Commands run with a fault at one of their write steps; the steps are found by running them once without."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path

HERE = Path(__file__).parent


class Fault(IntEnum):
    """What happens at a step; the numbers are those of steps.c."""

    NONE = 0
    KILLED = 1
    """Killed before it."""
    KILLED_AMID = 2
    """Killed when half of it is written."""
    FULL_ONCE = 3
    """There is no room on the disk for this one; for all others there is."""
    FULL = 4
    """There is room for half of it, and then for nothing more. What is deleted needs none."""


class Cut(StrEnum):
    """What happens before a statement is sent to a database server, a commit too."""

    KILLED = "killed"
    """The process is killed."""
    LOST = "lost"
    """The server ends the connection."""
    LOST_AFTER_COMMIT = "lost after commit"
    """The same, except that a commit is carried out: the server did it, and its answer is lost."""


@dataclass(frozen=True)
class Step:
    """A call that changes something below the watched folder."""

    number: int
    call: str
    bytes: int
    takes_room: bool
    path: str


@dataclass(frozen=True)
class Outcome:
    """Exit code (negative: the signal that ended it), both streams and the steps taken."""

    code: int
    out: str
    err: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Trial:
    """A fault at the step of that number."""

    fault: Fault
    at: int

    def __str__(self) -> str:
        return f"{self.fault.name} at step {self.at}"


UNDISTURBED = Trial(Fault.NONE, 0)
EVERY_STEP = "SCORECARD_EVERY_STEP" in os.environ
"""Whether each of many writes into one file is a trial, and the command run again after each trial."""
SAMPLE = 40
"""Otherwise every so many of them is, and the first and the last."""


THIN = 5
"""And of all that is left every so many, and the last, so that the usual run is short."""


def trials(fault: Fault, steps: Sequence[Step], sample: int = SAMPLE) -> list[Trial]:
    """The fault at each step at which it makes a difference; of those alike every so many, the first and the last."""
    if fault in (Fault.FULL, Fault.FULL_ONCE):
        steps = [step for step in steps if step.takes_room]
    if fault is Fault.KILLED_AMID:
        steps = [step for step in steps if step.bytes > 1]
    alike: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        alike.setdefault((step.call, step.path), []).append(step)
    chosen = [step for same in alike.values() for step in (same if EVERY_STEP else {*same[::sample], same[-1]})]
    ordered = sorted(chosen, key=lambda step: step.number)
    return [Trial(fault, step.number) for step in (ordered if EVERY_STEP else [*ordered[:-1:THIN], *ordered[-1:]])]


class Machine:
    """Runs commands in forks of one process that has loaded the program.

    ``temporary`` is where they put what is only for the while.
    """

    def __init__(self, library: Path, notes: Path) -> None:
        self._notes = notes
        self.temporary = notes / "tmp"
        self.temporary.mkdir()
        environment = {key: value for key, value in os.environ.items() if not key.startswith("SCORECARD")}
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "server.py")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=environment | {"LD_PRELOAD": str(library), "TMPDIR": str(self.temporary), "LC_ALL": "C.UTF-8"},
        )  # fmt: skip

    def learn(self, arguments: Sequence[object], folder: Path, **environment: str) -> Outcome:
        """A command that is run where it stays loaded for those that follow."""
        return self._ordered(arguments, folder, environment, here=True)

    def run(
        self, arguments: Sequence[object], folder: Path, watched: Path, trial: Trial = UNDISTURBED, **environment: str
    ) -> Outcome:
        """The command in that folder, disturbed at a step below the watched one."""
        said = {"watched": str(watched), "at": trial.at, "fault": trial.fault}
        return self._ordered(arguments, folder, environment, **said)

    def run_cut(self, arguments: Sequence[object], folder: Path, cut: Cut, at: int, **environment: str) -> Outcome:
        """The command in that folder, disturbed at a statement that it sends to its database; 0: at none."""
        return self._ordered(arguments, folder, environment, cut=cut, at=at)

    def _ordered(
        self, arguments: Sequence[object], folder: Path, environment: Mapping[str, str], **more: object
    ) -> Outcome:
        order = {"watched": "/nowhere", "at": 0, "fault": 0, "cut": "", "here": False, "notes": str(self._notes)}
        order |= {"arguments": [str(each) for each in arguments], "folder": str(folder), "environment": environment}
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(order | more) + "\n")
        self._process.stdin.flush()
        code = os.waitstatus_to_exitcode(int(self._process.stdout.readline()))
        steps = (self._notes / "steps").read_text().splitlines()
        return Outcome(
            code,
            (self._notes / "out").read_text(),
            (self._notes / "err").read_text(),
            tuple(_step(number, line) for number, line in enumerate(steps, 1)),
        )

    def end(self) -> None:
        """No more commands."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def _step(number: int, line: str) -> Step:
    call, size, takes_room, path = line.split("\t")
    return Step(number, call, int(size), takes_room == "1", path)
