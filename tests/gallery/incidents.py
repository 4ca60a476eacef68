"""What goes wrong while a command runs, or went wrong before it, by what it is."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from scorecard.calc import calculate
from scorecard.model.problems import Problem
from scorecard.workflow.parts.engine import ClusterFault
from tests.gallery import ledger_incidents
from tests.parts.here import Here


def interrupt(*inputs: Any) -> Any:
    raise KeyboardInterrupt


def fail(*inputs: Any) -> Any:
    return 1 / 0


def change_the_plan(*inputs: Any) -> Any:
    with Path("plan.yaml").open("a") as plan:
        plan.write("# changed\n")
    return calculate(*inputs)


def change_the_workbook(*inputs: Any) -> Any:
    with Path("inputs.xlsx").open("ab") as book:
        book.write(b"changed")
    return calculate(*inputs)


def run_out_of_memory(*inputs: Any) -> Any:
    raise MemoryError


def lose_a_process(*inputs: Any) -> Any:
    raise BrokenProcessPool


def cannot_print(*inputs: Any) -> Any:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def stays_where_it_is(path: Path, target: Path) -> Any:
    raise PermissionError(errno.EACCES, "Access is denied", str(path), 5, str(target))


def nothing(*inputs: Any) -> Any:
    return None


def refuse(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, *args: Any, **kwargs: Any) -> None:
        code = getattr(errno, number)
        raise OSError(code, os.strerror(code), str(path))

    monkeypatch.setattr("pathlib.Path.mkdir", refused)


def no_scheduler(address: str) -> Any:
    raise ClusterFault(Problem("engine-unreachable", {"address": address}))


class FakeCluster:
    """A scheduler that answers; ``versions`` are those of its workers."""

    def __init__(self, *versions: str) -> None:
        self._versions = versions

    def __enter__(self) -> FakeCluster:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def wait_for_workers(self, count: int, timeout: float) -> None:
        if len(self._versions) < count:
            raise TimeoutError

    def run(self, function: Callable[[], str]) -> dict[str, str]:
        return {f"worker {number}": version for number, version in enumerate(self._versions)}


def older_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scorecard.workflow.parts.on_cluster.__version__", "1.1.0")
    monkeypatch.setattr("scorecard.workflow.parts.on_cluster._connected", lambda _: FakeCluster("1.1.0", "1.0.0"))


@contextmanager
def in_this_process(_: object) -> Iterator[Here]:
    yield Here()


def many_teams(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is read in groups, of which no warning is shown."""
    monkeypatch.setattr("scorecard.workflow.check.goes_in_groups", lambda *_: True)
    monkeypatch.setattr("scorecard.workflow.parts.warned.engine_of", in_this_process)
    monkeypatch.setattr("scorecard.workflow.parts.warned.MOST_SHOWN", 0)


def two_of_a_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scorecard.read.log.MOST_OF_A_KIND", 2)
    monkeypatch.setattr("scorecard.workflow.gaps.MOST_OF_A_KIND", 2)


def instead(place: str, stands_in: Callable[..., Any]) -> ledger_incidents.Incident:
    """This stands in the place of a function."""
    return lambda monkeypatch: monkeypatch.setattr(place, stands_in)


INCIDENTS: Mapping[str, ledger_incidents.Incident] = {
    "Ctrl-C": instead("scorecard.workflow.loading.calculate", interrupt),
    "a fault of ours": instead("scorecard.workflow.loading.calculate", fail),
    "too little memory": instead("scorecard.workflow.loading.calculate", run_out_of_memory),
    "a process that the system ends": instead("scorecard.workflow.loading.calculate", lose_a_process),
    "a change of the plan": instead("scorecard.workflow.loading.calculate", change_the_plan),
    "a change of a workbook": instead("scorecard.workflow.loading.calculate", change_the_workbook),
    "a workbook that is open in Excel on Windows": instead("pathlib.Path.rename", stays_where_it_is),
    "no WeasyPrint": instead("scorecard.report.pages.pdf.find_spec", nothing),
    "many teams, and no warning is shown": many_teams,
    "no Dask": instead("scorecard.workflow.parts.on_cluster.find_spec", nothing),
    "nobody who answers": instead("scorecard.workflow.parts.on_cluster._connected", no_scheduler),
    "a scheduler without workers": instead("scorecard.workflow.parts.on_cluster._connected", lambda _: FakeCluster()),
    "workers of another version": older_workers,
    "no libraries for PDFs": instead("scorecard.report.pages.pdf._loaded", nothing),
    "output that nobody can take": instead("scorecard.cli.summary.summary", cannot_print),
    "two problems of a kind are enough": two_of_a_kind,
    **ledger_incidents.INCIDENTS,
}
FROM_THE_START = {"inputs are too large to be copied"}
"""What is so before the first command already."""
