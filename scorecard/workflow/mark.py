"""The use case check --mark: copies of the workbooks with what is wrong shown in its place (commands.md)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path, PurePath

from msgspec import Struct

from scorecard.model.inputs import InputFile
from scorecard.model.messages.system import reason
from scorecard.model.problems import CellPlace, Problem
from scorecard.read.cells import folded
from scorecard.read.files import Given, read_books
from scorecard.read.formats.grid import Grid
from scorecard.report.folder import FileChangedError
from scorecard.report.marked import About, Unmarkable, is_marked_copy, marked_copy, overview
from scorecard.report.marked.book import has_macros, is_markable
from scorecard.report.marked.values import sheet_names, values_book
from scorecard.workflow.loading import Outcome, Progress
from scorecard.workflow.plan_document import write_whole

OVERVIEW = "problems.xlsx"


class Marked(Struct, frozen=True):
    """The files that were written, or why that went no further."""

    files: Sequence[Path]
    """The copies, then the list of everything; empty where there is nothing to mark."""
    problem: Problem | None = None


def mark_inputs(outcome: Outcome, paths: Sequence[Path], folder: Path, language: str, progress: Progress) -> Marked:
    """Marked copies of the inputs that have problems or warnings, and a list of everything, in the folder.

    ``paths`` are the inputs as they were given. Earlier marked copies there are replaced, or removed where nothing is
    wrong any more; nothing else is. Each file is written whole or not at all.
    """
    found = _refusal(outcome, paths, folder)
    if found:
        return Marked((), found)
    try:
        return _mark(outcome, folder, language, progress)
    except FileChangedError as error:
        return Marked((), _not_marked(".changed", str(error.filename)))
    except OSError as error:
        return Marked((), _not_marked("", str(error.filename or folder), error))


def _not_marked(variant: str, where: str, error: OSError | None = None) -> Problem:
    args = {"reason": reason(error)} if error else {}
    return Problem(f"not-marked{variant}", args, CellPlace(where))


def _mark(outcome: Outcome, folder: Path, language: str, progress: Progress) -> Marked:
    told = [*outcome.errors, *(each for each in outcome.warnings if each.level == "warning")]
    files = _faulty(outcome, told)
    names = _names(files)
    about = About(told, outcome.inputs.sheets if outcome.inputs else (), names, _overview(names), language)
    wanted = [folder / name for name in (*names.values(), about.overview)] if told else []
    if strange := next((path for path in wanted if os.path.lexists(path) and not _is_ours(path)), None):
        return Marked((), _not_marked(".occupied", str(strange)))
    if told:
        folder.mkdir(parents=True, exist_ok=True)
    for number, file in enumerate(files):
        progress("marking", number, len(files))
        write_whole(folder / names[file.name], _copy(about, file))
    if told:
        write_whole(folder / about.overview, overview(about))
    _remove_stale(folder, wanted)
    return Marked(wanted)


def _faulty(outcome: Outcome, told: Iterable[Problem]) -> list[InputFile]:
    books = {each.place.book for each in told if isinstance(each.place, CellPlace)}
    return [file for file in outcome.inputs.files if file.name in books] if outcome.inputs else []


def _copy(about: About, file: InputFile) -> bytes:
    """The marked copy's bytes. Raises OSError, FileChangedError where the file is no longer what was read."""
    data = _as_read(file)
    try:
        if is_markable(data):
            return marked_copy(about, file.name, data)
    except Unmarkable:
        pass  # written in a way that no spreadsheet program has; its values can be shown
    grids = _grids(about, file)
    names = sheet_names(grid.name for grid in grids)
    return marked_copy(about, file.name, values_book(grids, names), names)


def _as_read(file: InputFile) -> bytes:
    try:
        data = file.path.read_bytes()
    except OSError:
        raise FileChangedError(file.path) from None
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise FileChangedError(file.path)
    return data


def _grids(about: About, file: InputFile) -> list[Grid]:
    """The sheets that are read, and others of which something is told. Raises FileChangedError."""
    told = (each.place for each in about.problems if isinstance(each.place, CellPlace))
    wanted = {each.name for each in about.sheets if each.book == file.name}
    wanted |= {place.sheet for place in told if place.book == file.name and place.sheet}
    known = frozenset(folded(name) for name in wanted)
    (read,) = read_books([Given(file.path, file.name, file.sheet)], known)
    if read.file is None or read.file.sha256 != file.sha256:
        raise FileChangedError(file.path)
    return [grid for grid in read.grids if grid.name in wanted]


def _names(files: Sequence[InputFile]) -> dict[str, str]:
    """Each file's name to that of its copy: its own where it can be, else with another ending; no two are alike."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    wanted = {file.name: _name(file) for file in files}
    for file in sorted(files, key=lambda file: wanted[file.name] != file.name):
        plain = PurePath(wanted[file.name])
        free = next(each for each in _numbered(plain) if each.casefold() not in taken)
        names[file.name] = free
        taken.add(free.casefold())
    return names


def _numbered(plain: PurePath) -> Iterator[str]:
    yield plain.name
    yield from (f"{plain.stem} ({number}){plain.suffix}" for number in count(2))


def _name(file: InputFile) -> str:
    data = _as_read(file)
    suffix = ".xlsm" if is_markable(data) and has_macros(data) else ".xlsx"
    return file.name if PurePath(file.name).suffix.lower() == suffix else f"{file.name}{suffix}"


def _overview(names: dict[str, str]) -> str:
    taken = {name.casefold() for name in names.values()}
    return next(name for name in _numbered(PurePath(OVERVIEW)) if name.casefold() not in taken)


def _refusal(outcome: Outcome, paths: Sequence[Path], folder: Path) -> Problem | None:
    """Why the folder cannot take the copies: it is none, or they would lie among the inputs."""
    if os.path.lexists(folder) and not folder.is_dir():
        return _not_marked(".file", str(folder))
    files = [file.path for file in outcome.inputs.files] if outcome.inputs else []
    places = [path if path.is_dir() else path.parent for path in paths]
    places += [each for path in files for each in (path.parent, Path(os.path.realpath(path)).parent)]
    if any(_same(folder, each) for each in dict.fromkeys(places)):
        return _not_marked(".inputs", str(folder))
    return None


def _same(one: Path, other: Path) -> bool:
    """Whether both are the same folder, by whatever way and name."""
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    return one.exists() and other.exists() and one.samefile(other)


def _is_ours(path: Path) -> bool:
    """Whether it is a marked copy as it was written: no link to something else, and not saved by anybody since."""
    return path.is_file() and not path.is_symlink() and is_marked_copy(path.read_bytes())


def _remove_stale(folder: Path, kept: Iterable[Path]) -> None:
    """Copies of workbooks in which nothing is wrong any more would tell what is no longer so."""
    names = {path.name for path in kept}
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in (".xlsx", ".xlsm") and path.name not in names and _is_ours(path):
            path.unlink()
