"""From paths to files to sheets: folders, names, the looks of every format (inputs.md)."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from itertools import count
from pathlib import Path
from threading import Lock

from msgspec import Struct

from scorecard.model.inputs import InputFile, shown_name
from scorecard.model.messages.system import reason
from scorecard.model.problems import CellPlace, Level, Problem
from scorecard.model.titles import Title
from scorecard.read.cells import folded, shown
from scorecard.read.copies import originals_first
from scorecard.read.formats import sniff
from scorecard.read.formats.csv_text import Bytes, columns_with_commas, csv_rows, guessed_word
from scorecard.read.formats.grid import Grid, Refused
from scorecard.read.formats.parquet import parquet_rows
from scorecard.read.formats.workbook import SUFFIXES, is_workbook, workbook_grids

FLAT = (".csv", ".parquet")
MOST_BYTES = 2**28
"""A file may have so many bytes."""
LARGE = 2**23
"""Files beyond this size are read one at a time, since each may take much of the memory."""
_ALONE = Lock()
_UNFINISHED = (".crdownload", ".part", ".partial", ".download", ".opdownload")
_PLACEHOLDERS = (".icloud", ".gsheet", ".webloc", ".url")
_OTHER_TABLES = (".tsv", ".tab", ".et", ".ett", ".numbers", ".xltx", ".xltm", ".xlt", ".fods", ".sxc", ".gnumeric")
"""Tables in formats that are not read."""

Progress = Callable[[str, int, int], None]
"""Called with the name of a file, how many are done, how many there are."""


class Given(Struct, frozen=True):
    """A file to be read."""

    path: Path
    name: str
    """As it is shown: no other has it."""
    sheet: str = ""
    """The sheet that a CSV or Parquet file stands for; a workbook names its own."""


class Book(Struct, frozen=True):
    """A file that was read, perhaps with a doubt, or why it was not."""

    name: str
    file: InputFile | None
    grids: list[Grid]
    problem: Problem | None = None


class Listed(Struct, frozen=True):
    """The files that paths stand for, and what is to be said about the paths."""

    paths: list[Path]
    problems: list[Problem]
    beside: list[Problem]
    """Warnings and notes of what lies in the folders and is not read; they are about what was given, not inputs."""


def list_files(paths: Sequence[Path], sheets: frozenset[str]) -> Listed:
    """Each file once; a folder stands for the files in it.

    In a folder, one named like a sheet stands for its CSV and Parquet files: the parts of that sheet. Other folders,
    temporary and hidden files are left alone. ``sheets`` holds the folded names of all sheets that are read.
    """
    found: dict[str, Path] = {}
    problems, beside = [], []
    for path in paths:
        try:
            inside = sorted(_inside(path, sheets)) if path.is_dir() else [path]
            left_alone = list(_left_alone(path, sheets))
        except OSError as error:
            problems.append(unreadable(path, error))
            continue
        for each in inside:
            found.setdefault(os.path.realpath(each), each)
        if not inside:
            problems.append(_told("folder-empty", _shown_path(path)))
        beside += [_alone(each, sheets) for each in left_alone if not _is_given(each, paths)]
    return Listed([*found.values()], problems, beside)


def _alone(path: Path, sheets: frozenset[str]) -> Problem:
    """That a folder is not looked into, a file not read, or something in the folder of a sheet, since it is no part."""
    if _is_doubtful(path, sheets):
        return _told(_doubt_of(path), _shown_path(path), "warning", format=path.suffix)
    if folded(path.parent.name) in sheets:
        return _told("part-left-alone", _shown_path(path), "warning", sheet=path.parent.name)
    return _told("folder-left-alone", _shown_path(path), "note")


def _is_given(path: Path, paths: Sequence[Path]) -> bool:
    """Whether it, or something in it, is among the paths."""
    inside = os.path.realpath(path)
    return any(Path(os.path.realpath(path)).is_relative_to(inside) for path in paths)


def _shown_path(path: Path) -> str:
    """The path as it was given, as far as it is text."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def unreadable(path: Path, error: OSError) -> Problem:
    """That the system does not give the file."""
    if isinstance(error, FileNotFoundError):
        return _told("file-missing", _shown_path(path))
    return _told("file-unreadable", _shown_path(path), reason=reason(error))


def _inside(folder: Path, sheets: frozenset[str]) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith((".", "~$")):
            continue
        if path.is_dir() and folded(path.name) in sheets:
            yield from (part for part in _inside(path, frozenset()) if part.suffix.lower() in FLAT)
        elif path.is_file() and path.suffix.lower() in (*SUFFIXES, *FLAT):
            yield path


def _left_alone(folder: Path, sheets: frozenset[str]) -> Iterator[Path]:
    """What may have been meant and is not read: folders in the folder, workbooks among a sheet's parts, tables of other
    formats.
    """
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if _is_doubtful(path, sheets):
            yield path
        if not path.is_dir() or path.name.startswith("."):
            continue
        inside = _inside(path, frozenset())
        if folded(path.name) not in sheets:
            yield from [path] if any(inside) else []
        else:
            yield from sorted(each for each in inside if each.suffix.lower() not in FLAT)
            yield from _left_alone(path, frozenset())


def _is_doubtful(path: Path, sheets: frozenset[str]) -> bool:
    """Whether a file in a folder may be a table that was meant: of another format, not there, named like a sheet."""
    suffix = path.suffix.lower()
    if path.name.startswith((".~", "~$")) or path.is_dir():
        return False
    if suffix in (*_UNFINISHED, *_PLACEHOLDERS, *_OTHER_TABLES):
        return True
    is_link = suffix in (*SUFFIXES, *FLAT) and path.is_symlink() and not path.exists()
    return is_link or (suffix == ".txt" and folded(path.stem) in sheets)


def _doubt_of(path: Path) -> str:
    """The kind of the warning about such a file."""
    suffix = path.suffix.lower()
    if suffix in (*SUFFIXES, *FLAT):
        return "file-missing"
    if suffix in _UNFINISHED:
        return "not-downloaded"
    return "not-downloaded.placeholder" if suffix in _PLACEHOLDERS else "unknown-format"


def _told(kind: str, book: str, level: Level = "error", **args: str | Title) -> Problem:
    return Problem(kind, args, CellPlace(book), level)


def read_books(files: Sequence[Given], sheets: frozenset[str], progress: Progress | None = None) -> Iterator[Book]:
    """Every file's sheets, in the order of the files; several are read at the same time."""
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        books = pool.map(lambda file: _read(file, sheets), files)
        for number, (book, file) in enumerate(zip(books, files, strict=True)):
            if progress:
                progress(file.path.name, number + 1, len(files))
            yield book


def named(paths: Sequence[Path], sheets: frozenset[str]) -> list[Given]:
    """The files with names of their own, and with the sheets that they stand for, in_order."""
    flat = (sheet_of(path, sheets) if path.suffix.lower() in FLAT else "" for path in paths)
    return in_order([Given(path, name, sheet) for path, name, sheet in zip(paths, _names(paths), flat, strict=True)])


def in_order(files: Sequence[Given]) -> list[Given]:
    """The files by their names, a copy behind its original: whatever the order in which they were given."""
    return [files[index] for index in originals_first([file.name for file in files])]


def _names(paths: Sequence[Path]) -> list[str]:
    """The files' names, made different where two are alike: ``a.xlsx``, ``a (2).xlsx``.

    Which of them is the second depends on what they hold, not on the order in which they were given.
    """
    plain = [Path(shown_name(path)) for path in paths]
    alike = Counter(path.name.casefold() for path in plain)
    taken = set(alike)
    names = [path.name for path in plain]
    again = [number for number, path in enumerate(plain) if alike[path.name.casefold()] > 1]
    seen: set[str] = set()
    for number in sorted(again, key=lambda number: (_digest(paths[number]), names[number])):
        folded_name = names[number].casefold()
        if folded_name in seen:
            names[number] = _free(plain[number], taken)
            taken.add(names[number].casefold())
        seen.add(folded_name)
    return names


def _free(path: Path, taken: Collection[str]) -> str:
    numbered = (f"{path.stem} ({number}){path.suffix}" for number in count(2))
    return next(name for name in numbered if name.casefold() not in taken)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _read(given: Given, sheets: frozenset[str]) -> Book:
    path, name = given.path, given.name
    try:
        _refuse_by_name(path)
        size = _size(path)
        with _ALONE if size > LARGE else nullcontext():
            data = _content(path)
            sheet = "" if is_workbook(data) else given.sheet or sheet_of(path, sheets)
            grids = _grids(name, sheet, path, data, sheets)
        file = InputFile(path, name, hashlib.sha256(data).hexdigest(), len(data), sheet)
        is_used = any(folded(grid.name) in sheets for grid in grids)
        return Book(name, file, grids, doubt(name, data) if is_used and not all(grid.typed for grid in grids) else None)
    except OSError as error:
        return Book(name, None, [], unreadable(path, error))
    except Refused as refused:
        return Book(name, None, [], refusal(path, refused))


def doubt(name: str, data: Bytes) -> Problem | None:
    """A warning where a table as text is read in an encoding that was guessed, and probably not rightly."""
    word = guessed_word(data)
    return Problem("csv-encoding.guessed", {"word": shown(word)}, CellPlace(name), "warning") if word else None


def _refuse_by_name(path: Path) -> None:
    """What programs leave beside workbooks, under names like theirs."""
    name, suffix = path.name, path.suffix.lower()
    if not path.exists():
        return
    if name.startswith("~$"):
        raise Refused("lock-file", name=shown_name(Path(name.removeprefix("~$"))))
    if name.startswith(".~lock.") and name.endswith("#"):
        raise Refused("lock-file", name=shown_name(Path(name.removeprefix(".~lock.").removesuffix("#"))))
    if suffix in _UNFINISHED:
        raise Refused("not-downloaded")
    if suffix in _PLACEHOLDERS:
        raise Refused("not-downloaded.placeholder")


def _size(path: Path) -> int:
    """Raises OSError, also for what is no file but can be read without end."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    if status.st_size > MOST_BYTES:
        raise Refused("workbook-too-large")
    return status.st_size


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Refused("workbook-too-large")
    if not data:
        raise Refused("file-empty")
    return data


def refusal(path: Path, refused: Refused) -> Problem:
    """The file goes by its path, since it will not be among the files that were read."""
    about = {"suffix": path.suffix.lower() or path.name, **refused.about}
    return Problem(refused.kind, about, CellPlace(_shown_path(path), refused.sheet, refused.cell))


def _grids(name: str, sheet: str, path: Path, data: bytes, sheets: frozenset[str]) -> list[Grid]:
    """What is read, by what the file holds; only a table as text must be called one."""
    suffix = path.suffix.lower()
    known = suffix in (*SUFFIXES, *FLAT)
    kind = sniff.of_bytes(data)
    try:
        if data.startswith(sniff.PARQUET):
            return [Grid(name, sheet, parquet_rows(data))]
        if suffix == ".parquet" and not kind and not is_workbook(data):
            raise Refused("parquet-damaged")
        if suffix == ".csv" and kind in ("", "text") and not is_workbook(data):
            return [Grid(name, sheet, csv_rows(data), typed=False, with_commas=columns_with_commas(data))]
        return workbook_grids(name, data, lambda each: folded(each) in sheets)
    except Refused as refused:
        if not known and refused.kind in ("not-a-workbook", "workbook-damaged"):
            raise Refused("unknown-format", format=suffix or path.name) from None
        raise


def sheet_of(path: Path, sheets: frozenset[str]) -> str:
    """``Actuals`` for ``Actuals.csv``, and for ``part-1.csv`` in a folder ``Actuals``."""
    folder = path.absolute().parent.name
    return folder if folded(path.stem) not in sheets and folded(folder) in sheets else path.stem
