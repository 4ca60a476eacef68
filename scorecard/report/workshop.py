"""The hidden folder beside a run folder in which that is made; those of killed runs are cleared away (outputs.md)."""

from __future__ import annotations

import glob
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scorecard.interruption import unbroken

LOCK, FRESH, UNLOCKED = "lock", "lock-new", "no-lock"
"""The lock's file: when it is held, before that, and where locks do not work."""
NEW, FORMER, OLD = "new", "former", "old"
"""The folder in the making, the one whose place it takes, and that one as soon as its place is taken."""


@contextmanager
def workshop(target: Path) -> Iterator[Path]:
    """A hidden folder beside the target, locked while it is in use and gone afterwards. Raises OSError.

    A former run folder that is in it at the end goes back to its place where nothing else has taken that.
    """
    clear_leftovers(target)
    beside = lock = None
    try:
        with unbroken():
            beside, lock = _made(target)
        yield beside
    finally:
        with unbroken():
            if beside is not None:
                _clear(beside, target)
            if lock is not None:
                os.close(lock)


def _made(target: Path) -> tuple[Path, int | None]:
    """A new folder and its lock. Where another run has just taken it for left over, one more is made."""
    while True:
        try:
            folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        except OSError as error:  # which names a folder that nobody asked for
            raise OSError(error.errno, error.strerror or str(error), str(target.parent)) from error
        try:
            return folder, _locked(folder)
        except FileNotFoundError:
            continue
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise OSError(error.errno, error.strerror or str(error), str(target)) from error


def clear_leftovers(target: Path) -> None:
    """Remove what runs into this target left when they were killed; a former run folder goes back to its place.

    Only what was made on this machine and is locked no more is surely left over, and what was killed before that.
    Where there are no locks (Windows, some shared disks) everything else stays.
    """
    for folder in target.parent.glob(f".{glob.escape(target.name)}-*"):
        lock = _lock_of_the_dead(folder)
        if lock is not None:
            with unbroken():
                _clear(folder, target)
                os.close(lock)
        else:
            _clear_unbegun(folder)


def _clear_unbegun(folder: Path) -> None:
    """Remove a folder whose lock has no name yet. Whoever is just about to name it finds it gone, and makes another."""
    with suppress(OSError):
        (folder / FRESH).unlink(missing_ok=True)
        folder.rmdir()


def _clear(folder: Path, target: Path) -> None:
    """Remove a workshop, its lock last: the next run clears what is left of it when this one is killed meanwhile.

    Where the former run folder can neither go back nor is replaced, all stays for the next run.
    """
    former = folder / FORMER
    try:
        if former.exists():
            former.rename(folder / OLD if os.path.lexists(target) else target)
    except OSError:
        return
    for name in (NEW, OLD):
        shutil.rmtree(folder / name, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def _locked(folder: Path) -> int | None:
    """The lock's descriptor; None where locks do not work. It gets its name when it is locked, and not before.

    Raises OSError; FileNotFoundError where another run has taken the folder for left over.
    """
    fresh = folder / FRESH
    descriptor = os.open(fresh, os.O_CREAT | os.O_RDWR)
    try:
        os.write(descriptor, platform.node().encode())
        if _lock(descriptor):
            fresh.replace(folder / LOCK)
            return descriptor
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    fresh.replace(folder / UNLOCKED)
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
