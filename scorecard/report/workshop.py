"""The hidden folder beside a run folder in which that is made; those of killed runs are cleared away (outputs.md)."""

from __future__ import annotations

import glob
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scorecard.interruption import unbroken

LOCK = "lock"
NEW, FORMER = "new", "former"
"""The folder in the making, and the one whose place it takes."""


@contextmanager
def workshop(target: Path) -> Iterator[Path]:
    """A hidden folder beside the target, locked while it is in use and gone afterwards. Raises OSError."""
    clear_leftovers(target)
    beside = lock = None
    try:
        with unbroken():
            beside = _made(target)
            lock = _locked(beside)
        yield beside
    finally:
        with unbroken():
            if lock is not None:
                os.close(lock)
            if beside is not None:
                shutil.rmtree(beside, ignore_errors=True)


def _made(target: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:  # which names a folder that nobody asked for
        raise OSError(error.errno, error.strerror or str(error), str(target.parent)) from error


def clear_leftovers(target: Path) -> None:
    """Remove what runs into this target left when they were killed; a former run folder goes back to its place.

    Only what was made on this machine and is locked no more is surely left over. Where there are no locks (Windows,
    some shared disks) everything stays.
    """
    for folder in target.parent.glob(f".{glob.escape(target.name)}-*"):
        lock = _lock_of_the_dead(folder)
        if lock is not None:
            with unbroken():
                if (folder / FORMER).exists() and not os.path.lexists(target):
                    (folder / FORMER).rename(target)
                shutil.rmtree(folder, ignore_errors=True)
                os.close(lock)


def _locked(folder: Path) -> int | None:
    """The lock's descriptor; None where locks do not work. It gets its name when it is locked, and not before."""
    fresh = folder / f"{LOCK}-new"
    descriptor = os.open(fresh, os.O_CREAT | os.O_RDWR)
    try:
        os.write(descriptor, platform.node().encode())
        if _lock(descriptor):
            fresh.replace(folder / LOCK)
            return descriptor
    except OSError:  # a full disk, which the run will tell of
        pass
    os.close(descriptor)
    return None


def _lock_of_the_dead(folder: Path) -> int | None:
    """The lock of a folder that nobody uses any more, now ours."""
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR)
    except OSError:
        return None
    if os.read(descriptor, 1000) == platform.node().encode() and _lock(descriptor):
        return descriptor
    os.close(descriptor)
    return None


def _lock(descriptor: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
