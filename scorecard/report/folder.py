"""A run folder that appears whole or not at all, with the plan and the inputs as they were read (outputs.md)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import EACCES, EEXIST, ESTALE
from pathlib import Path

from msgspec.structs import replace

from scorecard.interruption import unbroken
from scorecard.model.inputs import InputFile, shown_name
from scorecard.report.manifest import CLOSING, INPUTS, TEMPLATES, is_run_folder, sha256_of, strangers
from scorecard.report.workshop import FORMER, NEW, workshop

MOST_COPIED = 200 * 10**6
"""Inputs of more bytes than this in all are not copied."""

MOST_NAMED = 5
"""Files that a message names."""

ACCESS = os.O_RDONLY if os.name == "posix" else os.O_RDWR
"""What writing through needs: a folder cannot be opened for writing on POSIX, a file has to be elsewhere."""


class OccupiedError(FileExistsError):
    """Something else stands where a run folder should go."""

    def __init__(self, path: Path) -> None:
        super().__init__(EEXIST, "not a run folder", str(path))


class ThereAlreadyError(FileExistsError):
    """A file, which may hold somebody's data, stands where a new one should go."""

    def __init__(self, path: Path) -> None:
        super().__init__(EEXIST, "there already", str(path))


class NotEmptyError(FileExistsError):
    """Something stands where a new folder should go, and is no empty folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(EEXIST, "not empty", str(path))


class StrangersError(FileExistsError):
    """A run folder that would be replaced holds files that no run wrote."""

    def __init__(self, path: Path, names: Sequence[str]) -> None:
        more = ", …" if len(names) > MOST_NAMED else ""
        super().__init__(EEXIST, ", ".join(names[:MOST_NAMED]) + more, str(path))


class ClosedError(FileExistsError):
    """The folder holds a closed period."""

    def __init__(self, path: Path) -> None:
        super().__init__(EEXIST, "closed", str(path))


class OpenElsewhereError(PermissionError):
    """The folder that would be replaced cannot be moved: on Windows, as long as a file in it is open."""

    def __init__(self, path: Path) -> None:
        super().__init__(EACCES, "open elsewhere", str(path))


class FileChangedError(OSError):
    """A file is no longer what was read."""

    def __init__(self, path: Path) -> None:
        super().__init__(ESTALE, "the file changed", str(path))


@contextmanager
def write_folder(target: Path, taken_back: bool = False) -> Iterator[Path]:
    """An empty folder beside its place that takes the place of ``target`` when all went well, and vanishes otherwise.

    An earlier run folder there is replaced. Raises OSError if that cannot be: ClosedError where it holds a closed
    period, unless the closing was ``taken_back``, OccupiedError where something else stands there, StrangersError where
    something else lies in it, OpenElsewhereError where another program holds it.
    What stood there is then as it was.
    """
    _refuse_others(target, taken_back)
    target.parent.mkdir(parents=True, exist_ok=True)
    with workshop(target) as beside:
        made, former = beside / NEW, beside / FORMER
        with _in_its_name(target, str(beside)):
            made.mkdir()
            yield made
            _write_through(made)
        _refuse_others(target, taken_back)
        with unbroken(), _in_its_name(target, str(beside)):
            _swap(made, target, former)


@contextmanager
def _in_its_name(target: Path, beside: str) -> Iterator[None]:
    """Errors within the folder in the making, or of moving it, are told of the place that it is made for."""
    try:
        yield
    except OSError as error:
        names = [str(name) for name in (error.filename, error.filename2) if name is not None] or [beside]
        if any(name.startswith(beside) for name in names):
            raise OSError(error.errno, error.strerror or str(error), str(target)) from error
        raise


def _refuse_others(target: Path, taken_back: bool) -> None:
    """An empty folder may be replaced too; nothing that somebody put into a run's folder is."""
    if not os.path.lexists(target):
        return
    if target.is_symlink() or not target.is_dir():
        raise OccupiedError(target)
    if is_run_folder(target):
        if (target / CLOSING).exists() and not taken_back:
            raise ClosedError(target)
        if found := strangers(target):
            raise StrangersError(target, found)
    elif any(target.iterdir()):
        raise OccupiedError(target)


def _write_through(folder: Path) -> None:
    """Have the system write everything to the disk: after a power cut a folder that is there is whole."""
    for path in (each for each in [*folder.rglob("*"), folder] if each.is_file() or os.name == "posix"):
        descriptor = os.open(path, ACCESS)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _swap(made: Path, target: Path, former: Path) -> None:
    """Where the second step fails the workshop puts back what the first took away."""
    if target.exists():
        try:
            target.rename(former)
        except PermissionError as error:
            raise OpenElsewhereError(target) from error
    made.rename(target)


def plan_file(path: Path) -> InputFile:
    """The plan's file as it is now. Raises OSError."""
    return InputFile(path, shown_name(path), sha256_of(path), path.stat().st_size)


def kept_apart(plan: InputFile, inputs: Sequence[InputFile]) -> InputFile:
    """The plan's file under a name that no input has."""
    name, taken = plan.name, {each.name.casefold() for each in inputs}
    while name.casefold() in taken:
        name = f"plan {name}"
    return replace(plan, name=name)


def keep_inputs(folder: Path, files: Sequence[InputFile]) -> bool:
    """Copy plan and inputs byte for byte into ``inputs/``; False if there is too much of them, and nothing is copied.

    Raises OSError; FileChangedError where a file is no longer what was read.
    """
    copied = sum(each.size for each in files) <= MOST_COPIED
    if copied:
        (folder / INPUTS).mkdir()
    for each in files:
        kept = folder / INPUTS / each.name if copied else each.path
        if not each.path.is_file():
            raise FileChangedError(each.path)
        if copied:
            shutil.copyfile(each.path, kept)
        if sha256_of(kept) != each.sha256:
            raise FileChangedError(each.path)
    return copied


def keep_templates(folder: Path, templates: Path) -> None:
    """Copy the user's own templates into ``inputs/templates/``: what is made with them can be made again.

    Hidden files stay behind. Raises OSError.
    """
    kept = folder / INPUTS / TEMPLATES
    for path in sorted(each for each in templates.rglob("*") if each.is_file()):
        inside = path.relative_to(templates)
        if not any(part.startswith(".") for part in inside.parts):
            (kept / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, kept / inside)
