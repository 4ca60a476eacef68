"""The engine of one machine: processes that leave what they made in files of a folder of their own."""

from __future__ import annotations

import gc
import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa
from msgspec import Struct

from scorecard.crew import crew, processors
from scorecard.workflow.parts.engine import Kept, Work


class InFile(Struct, frozen=True):
    """What was kept: a file."""

    path: Path


class LocalJob(Struct, frozen=True):
    """A call in another process."""

    kept: InFile
    future: Future[Any]

    def told(self) -> Any:
        """What the function tells."""
        return self.future.result()


class LocalEngine:
    """Works on so many processes; what is kept lies in ``folder``, so that the memory holds no more than is worked on.

    Raises OSError where the folder is full.
    """

    def __init__(self, pool: ProcessPoolExecutor, folder: Path, workers: int) -> None:
        self.workers = workers
        self._pool, self._folder = pool, folder
        self._numbers = count()
        self._dealing: list[Future[None]] = []

    def share(self, value: Any) -> Kept:
        """Something that many calls will be given."""
        return self.put([value])[0]

    def start(self, work: Work, *args: Any) -> LocalJob:
        """Order a call, once all is dealt that it may be given."""
        while self._dealing:
            self._dealing.pop().result()
        kept = self._free()
        return LocalJob(kept, self._pool.submit(_kept, kept, work, args))

    def deal(self, work: Callable[..., Sequence[Any]], parts: int, *args: Any) -> list[Kept]:
        """Order a call that gives so many things."""
        files = [self._free() for _ in range(parts)]
        self._dealing.append(self._pool.submit(_dealt, files, work, args))
        return [*files]

    def put(self, things: Sequence[Any]) -> list[Kept]:
        """Things that were made here."""
        files = [self._free() for _ in things]
        for file, thing in zip(files, things, strict=True):
            _write(file, thing)
        return [*files]

    def fetch(self, kept: Kept) -> Any:
        """What was kept."""
        return _opened(kept)

    def drop(self, kept: Sequence[Kept]) -> None:
        """They are no longer needed."""
        for each in kept:
            if isinstance(each, InFile):
                each.path.unlink(missing_ok=True)

    def _free(self) -> InFile:
        return InFile(self._folder / f"{next(self._numbers)}")


@contextmanager
def local_engine(workers: int | None = None) -> Iterator[LocalEngine]:
    """As many processes as there are processors; they and their files end with it."""
    number = workers or processors()
    folder = Path(tempfile.mkdtemp(prefix="scorecard-"))
    try:
        with crew("spawn", number, _prepare) as pool:
            yield LocalEngine(pool, folder, number)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepare() -> None:
    """What every call needs, before the first one."""
    import scorecard.workflow.parts.steps  # noqa: F401


def _kept(kept: InFile, work: Work, args: tuple[Any, ...]) -> Any:
    made, told = work(*_opened(args))
    _write(kept, made)
    del made
    _tidy()
    return told


def _dealt(files: Sequence[InFile], work: Callable[..., Sequence[Any]], args: tuple[Any, ...]) -> None:
    for file, thing in zip(files, work(*_opened(args)), strict=True):
        _write(file, thing)


def _tidy() -> None:
    """Before the next group: tables refer to each other in circles, which are looked for seldom otherwise."""
    gc.collect()
    pa.default_memory_pool().release_unused()


def _write(kept: InFile, thing: Any) -> None:
    with kept.path.open("wb") as file:
        pickle.dump(thing, file, pickle.HIGHEST_PROTOCOL)


def _opened(given: Any) -> Any:
    """What is given, with what was kept in its place."""
    if isinstance(given, InFile):
        with given.path.open("rb") as file:
            return pickle.load(file)
    return type(given)(map(_opened, given)) if type(given) in (list, tuple) else given
