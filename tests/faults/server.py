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
    """What is run here, not in a fork, loads what those that follow need."""
    orders, answers = sys.stdin, os.fdopen(os.dup(1), "w")
    for line in orders:
        order = json.loads(line)
        answers.write(f"{_here(order) if order['here'] else _in_a_fork(order)}\n")
        answers.flush()


def _here(order: dict[str, Any]) -> int:
    code = _command(order)
    gc.collect()
    gc.freeze()
    return code << 8


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
    os.environ.clear()
    os.environ.update(BEFORE | order["environment"])
    sys.argv = ["scorecard", *order["arguments"]]
    watched = os.fsencode(order["watched"])
    ctypes.CDLL(None).faults_arm(watched, ctypes.c_long(order["at"]), order["fault"], LOG)
    if order["cut"]:
        from statements import cut

        cut(order["cut"], order["at"], LOG)
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
BEFORE = dict(os.environ)

if __name__ == "__main__":
    main()
