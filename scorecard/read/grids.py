"""Files into grids of raw cells: workbooks, folders, CSV and Parquet alike (inputs.md)."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scorecard.model.inputs import InputFile
from scorecard.model.problems import CellPlace, Problem
from scorecard.read.guard import Refused, Suspects, suspects

BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
FLAT = (".csv", ".parquet")
BLIND = (".xls", ".xlsb", ".ods")
"""Formats in which an error cell cannot be told from an empty one."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's raw cells, from A1: lists of str, float, int, bool, datetime or '' for empty."""

    book: str
    name: str
    rows: Sequence[Sequence[Any]]
    suspects: Suspects
    first_row: int = 1
    """The number of the first of the rows."""


@dataclass(frozen=True, slots=True)
class Files:
    """Everything that was read."""

    files: tuple[InputFile, ...]
    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def input_paths(paths: Sequence[Path]) -> Iterator[Path]:
    """The files that the paths stand for, each once; a folder stands for those in it, in order of name."""
    seen = set()
    for path in paths:
        for each in sorted(_inside(path)) if path.is_dir() else [path]:
            if each.resolve() not in seen:
                seen.add(each.resolve())
                yield each


def _inside(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.is_file() and path.suffix.lower() in BOOKS + FLAT and not hidden:
            yield path


def read_files(paths: Sequence[Path], progress: Any = None) -> Files:
    """All grids of all files, in the given order; a file that cannot be read is a problem."""
    files, grids, problems, warnings = [], [], [], []
    names: set[str] = set()
    every = list(input_paths(paths))
    for path in paths:
        if path.is_dir() and not any(True for _ in _inside(path)):
            problems.append(Problem("folder-empty", {}, CellPlace(str(path))))
    for number, path in enumerate(every):
        if progress:
            progress(path.name, number, len(every))
        name = _free_name(path.name, names)
        try:
            data = path.read_bytes()
            files.append(InputFile(path, name, hashlib.sha256(data).hexdigest(), len(data)))
            grids += _grids(path, name, data)
        except OSError as error:
            problems.append(Problem("workbook-unreadable", {"reason": error.strerror or "-"}, CellPlace(name)))
        except Refused as refused:
            problems.append(Problem(refused.kind, refused.args_, CellPlace(name)))
        if path.suffix.lower() in BLIND:
            warnings.append(Problem("blind-format", {"format": path.suffix.lower()}, CellPlace(name), "warning"))
    return Files(tuple(files), tuple(grids), tuple(problems), tuple(warnings))


def _free_name(name: str, taken: set[str]) -> str:
    stem, dot, suffix = name.rpartition(".")
    number, free = 2, name
    while free.casefold() in taken:
        free = f"{stem} ({number}){dot}{suffix}"
        number += 1
    taken.add(free.casefold())
    return free


def _grids(path: Path, name: str, data: bytes) -> list[Grid]:
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return [_csv(path, name, data)]
    if suffix == ".parquet":
        return [_parquet(path, name, data)]
    if suffix in BOOKS:
        return _book(name, data)
    raise Refused("unknown-format", format=suffix or name)


def _book(name: str, data: bytes) -> list[Grid]:
    from python_calamine import CalamineError, CalamineWorkbook

    found = suspects(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [_sheet(book, name, sheet, found.get(sheet, Suspects())) for sheet in book.sheet_names]
    except (CalamineError, ValueError, OSError, BaseException) as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit, MemoryError)):
            raise
        raise Refused("workbook-damaged", reason=str(error)) from None


def _sheet(book: Any, name: str, sheet: str, found: Suspects) -> Grid:
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return Grid(name, sheet, rows, found)


def _csv(path: Path, name: str, data: bytes) -> Grid:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            raise Refused("csv-encoding") from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    return Grid(name, _table_name(path), list(csv.reader(io.StringIO(text), delimiter=delimiter)), Suspects())


def _parquet(path: Path, name: str, data: bytes) -> Grid:
    import pandas as pd

    try:
        frame = pd.read_parquet(io.BytesIO(data))
    except Exception as error:
        raise Refused("workbook-damaged", reason=str(error).splitlines()[0]) from None
    cells = frame.astype(object).where(frame.notna(), "")
    rows = [list(frame.columns), *cells.itertuples(index=False, name=None)]
    return Grid(name, _table_name(path), rows, Suspects())


def _table_name(path: Path) -> str:
    """``Actuals.csv``, or ``Actuals/part-1.parquet`` in a folder of that name."""
    from scorecard.read.tables import is_table

    return path.parent.name if is_table(path.parent.name) and not is_table(path.stem) else path.stem
