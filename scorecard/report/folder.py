"""A run folder that appears whole or not at all, with the plan and the inputs as they were read (outputs.md)."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scorecard.model.inputs import InputFile

MOST_COPIED = 200 * 10**6
"""Inputs of more bytes than this in all are not copied."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The plan and the inputs of a run; ``copied`` where they lie in ``inputs/``."""

    plan: InputFile
    inputs: tuple[InputFile, ...]
    copied: bool


@dataclass(frozen=True, slots=True)
class Folder:
    """A run folder in the making."""

    path: Path

    def __truediv__(self, name: str) -> Path:
        return self.path / name

    def keep_inputs(self, plan: Path, inputs: Sequence[InputFile]) -> Kept:
        """Copy plan and inputs byte for byte into ``inputs/``, unless there is too much of them.

        Raises OSError, also where a file is no longer what was read.
        """
        data = plan.read_bytes()
        kept_plan = InputFile(plan, _free(plan.name, inputs), hashlib.sha256(data).hexdigest(), len(data))
        copied = sum(each.size for each in inputs) + len(data) <= MOST_COPIED
        if copied:
            (self.path / "inputs").mkdir()
            (self.path / "inputs" / kept_plan.name).write_bytes(data)
            for each in inputs:
                self._copy(each)
        return Kept(kept_plan, tuple(inputs), copied)

    def _copy(self, file: InputFile) -> None:
        data = file.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != file.sha256:
            raise OSError(0, "the file changed while it was read", str(file.path))
        (self.path / "inputs" / file.name).write_bytes(data)


def _free(name: str, inputs: Sequence[InputFile]) -> str:
    taken = {each.name.casefold() for each in inputs}
    return name if name.casefold() not in taken else f"plan-{name}"


@contextmanager
def write_folder(target: Path) -> Iterator[Folder]:
    """A folder beside its place that takes the place of ``target`` when all went well, and vanishes otherwise.

    Raises OSError; an earlier folder of that name is then still there, as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        made.chmod(0o777 & ~_umask())
        yield Folder(made)
        _take_place(made, target)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _take_place(made: Path, target: Path) -> None:
    if not target.exists():
        made.rename(target)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    target.rename(aside / target.name)
    try:
        made.rename(target)
    except OSError:
        (aside / target.name).rename(target)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
