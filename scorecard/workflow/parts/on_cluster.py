"""The engine of a cluster: the workers of a Dask scheduler, which keep what they made in their own memory."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from operator import getitem
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from msgspec import Struct

from scorecard import __version__
from scorecard.crew import processors
from scorecard.model.problems import Problem
from scorecard.workflow.parts.engine import ClusterFault, Kept, Work

if TYPE_CHECKING:
    from distributed import Client, Future

PATIENCE = 20
"""Seconds to wait for a scheduler, and for its first worker."""
OWN_STATUS_PAGE = "127.0.0.1:0"
"""Only for this machine, at any free port: at its usual one, Dask warns of every run beside another."""


class ClusterJob(Struct, frozen=True):
    """A call on some worker."""

    kept: Kept
    said: Future

    def told(self) -> Any:
        """What the function tells."""
        return self.said.result()


class ClusterEngine:
    """Works on a cluster. A worker that is lost costs time: what it kept is made again, from the files if need be."""

    def __init__(self, client: Client) -> None:
        self.workers = max(1, sum(client.nthreads().values()))
        self._client = client
        self._run, self._numbers = uuid4().hex, count()  # others may work on the same cluster

    def share(self, value: Any) -> Kept:
        """Something that many calls will be given: made by a call, so that a lost worker does not lose it."""
        return self.put([value])[0]

    def start(self, work: Work, *args: Any) -> ClusterJob:
        """Order a call."""
        pair = self._ordered(work, *args)
        return ClusterJob(self._ordered(getitem, pair, 0), self._ordered(getitem, pair, 1))

    def deal(self, work: Callable[..., Sequence[Any]], parts: int, *args: Any) -> list[Kept]:
        """Order a call that gives so many things."""
        dealt = self._ordered(work, *args)
        return [self._ordered(getitem, dealt, part) for part in range(parts)]

    def put(self, things: Sequence[Any]) -> list[Kept]:
        """Things that were made here."""
        return [self._ordered(_same, thing) for thing in things]

    def fetch(self, kept: Kept) -> Any:
        """What was kept."""
        return kept.result()  # type: ignore[attr-defined]  # whatever this engine keeps is a future

    def drop(self, kept: Sequence[Kept]) -> None:
        """They are no longer needed."""
        for each in kept:
            each.release()  # type: ignore[attr-defined]  # as above

    def _ordered(self, work: Callable[..., Any], *args: Any) -> Future:
        name = f"{work.__name__}-{self._run}-{next(self._numbers)}"
        return self._client.submit(work, *args, key=name, pure=False)


@contextmanager
def cluster_engine(address: str | None) -> Iterator[ClusterEngine]:
    """The cluster of that scheduler; without an address one of as many processes as this machine has processors.

    Raises ClusterFault where there is none, or where its workers are of another version.
    """
    if find_spec("distributed") is None:
        raise ClusterFault(Problem("engine-missing"))
    from distributed import Client, LocalCluster

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if address is None:
        with (
            LocalCluster(
                n_workers=processors(),
                threads_per_worker=1,
                dashboard_address=None,
                scheduler_kwargs={"dashboard_address": OWN_STATUS_PAGE},
                silence_logs=logging.CRITICAL,
            ) as cluster,
            Client(cluster) as client,
        ):
            yield ClusterEngine(client)
        return
    with _connected(address) as client:
        _check_workers(client, address)
        yield ClusterEngine(client)


def _connected(address: str) -> Client:
    from distributed import Client

    try:
        return Client(address, timeout=PATIENCE)
    except (OSError, ValueError, TimeoutError):
        raise ClusterFault(Problem("engine-unreachable", {"address": address})) from None


def _check_workers(client: Client, address: str) -> None:
    """Every worker must calculate as this program does."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        raise ClusterFault(Problem("engine-unreachable.workers", {"address": address})) from None
    found = client.run(_version)
    others = sorted({version for version in found.values() if version != __version__})
    if others:
        args = {"address": address, "version": ", ".join(others), "own": __version__}
        raise ClusterFault(Problem("engine-version", args))


def _version() -> str:
    return __version__


def _same(value: Any) -> Any:
    return value
