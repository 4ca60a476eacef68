"""Who works: functions are called somewhere, and what they make stays there until it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from scorecard.model.problems import Problem


class ClusterFault(Exception):  # noqa: N818 - a fault of the surroundings, told like a user's
    """There is no cluster to work on."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.kind)
        self.problem = problem


Work = Callable[..., tuple[Any, Any]]
"""A pure function, known by name: (what stays where it was made, what is told to whoever waits)."""


class Kept(Protocol):
    """What a function made, wherever it is; it stands for it among the arguments of another."""


class Job(Protocol):
    """A call that was ordered."""

    @property
    def kept(self) -> Kept:
        """What stays."""

    def told(self) -> Any:
        """What the function tells; waits for it. Raises what the function raised."""


class Engine(Protocol):
    """Calls functions; the order in which they run is nobody's business."""

    workers: int
    """How many calls run at the same time, as far as it is known."""

    def share(self, value: Any) -> Kept:
        """Something that many calls will be given."""

    def start(self, work: Work, *args: Any) -> Job:
        """Order a call; ``args`` may hold what was kept, also within a list."""

    def deal(self, work: Callable[..., Sequence[Any]], parts: int, *args: Any) -> list[Kept]:
        """Order a call that gives so many things, of which each is kept by itself."""

    def put(self, things: Sequence[Any]) -> list[Kept]:
        """Things that were made here, of which each is kept by itself."""

    def fetch(self, kept: Kept) -> Any:
        """What was kept; waits for it."""

    def drop(self, kept: Sequence[Kept]) -> None:
        """They are no longer needed."""
