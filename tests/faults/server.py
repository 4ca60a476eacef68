"""The program, loaded once; each order on standard input is a command that a fork of it runs, one step going wrong."""

from __future__ import annotations

import ctypes
import gc
import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any


def main() -> None:
    """The first order is run here, so that all it imports is there for those that follow."""
    orders, answers = sys.stdin, os.fdopen(os.dup(1), "w")
    _command(json.loads(orders.readline()))
    gc.collect()
    gc.freeze()
    answers.write("0\n")
    answers.flush()
    for line in orders:
        answers.write(f"{_in_a_fork(json.loads(line))}\n")
        answers.flush()


def _in_a_fork(order: dict[str, Any]) -> int:
    """The wait status of the process that ran the command."""
    process = os.fork()
    if process == 0:
        code = 70
        try:
            code = _command(order)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitpid(process, 0)[1]


def _command(order: dict[str, Any]) -> int:
    """Its exit code; all that it says goes to the order's files."""
    from scorecard.__main__ import main as program

    notes = Path(order["notes"])
    for descriptor, name in ((1, "out"), (2, "err")):
        _written_to(notes / name, descriptor)
    _written_to(notes / "steps", LOG)
    os.chdir(order["folder"])
    os.environ.update(order["environment"])
    sys.argv = ["scorecard", *order["arguments"]]
    watched = os.fsencode(order["watched"])
    ctypes.CDLL(None).faults_arm(watched, ctypes.c_long(order["at"]), order["fault"], LOG)
    try:
        program()
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        return int(end.code or 0)
    return 0


def _written_to(path: Path, descriptor: int) -> None:
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(opened, descriptor)
    os.close(opened)


LOG = 100
"""Descriptor of the steps' log."""

if __name__ == "__main__":
    main()
