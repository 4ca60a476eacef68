"""An engine that works at once, in this very process; what it keeps goes through pickle, as everywhere else."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from scorecard.workflow.parts.engine import Kept, Work


@dataclass
class Held:
    content: bytes


@dataclass
class Done:
    kept: Held
    said: Any

    def told(self) -> Any:
        return self.said


class Here:
    workers = 1

    def share(self, value: Any) -> Kept:
        return _held(value)

    def start(self, work: Work, *args: Any) -> Done:
        made, said = work(*_opened(args))
        return Done(_held(made), said)

    def deal(self, work: Callable[..., Sequence[Any]], parts: int, *args: Any) -> list[Kept]:
        made = work(*_opened(args))
        assert len(made) == parts
        return [_held(each) for each in made]

    def put(self, things: Sequence[Any]) -> list[Kept]:
        return [_held(each) for each in things]

    def fetch(self, kept: Kept) -> Any:
        return _opened(kept)

    def drop(self, kept: Sequence[Kept]) -> None:
        pass


def _held(value: Any) -> Held:
    return Held(pickle.dumps(value))


def _opened(given: Any) -> Any:
    if isinstance(given, Held):
        return pickle.loads(given.content)
    return type(given)(map(_opened, given)) if type(given) in (list, tuple) else given
