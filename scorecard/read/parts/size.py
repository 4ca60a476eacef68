"""Whether tables hold more than is read at once: looked at before anything else is (inputs.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from scorecard.model.plan import Plan
from scorecard.read import tables
from scorecard.read.files import list_files
from scorecard.read.formats.grid import LAST_ROW, MOST_CELLS, Refused
from scorecard.read.formats.parquet import cells_said

BYTES_OF_CELL = 6
"""So many bytes of a CSV file are about a cell."""


def is_large(plan: Plan, paths: Sequence[Path]) -> bool:
    """Whether tables of text and of Parquet hold more than is read at once."""
    return are_large(list_files(paths, tables.sheet_names(plan)).paths)


def are_large(files: Iterable[Path]) -> bool:
    """The same of files: more cells in all, or a text of more rows than a sheet has."""
    every = list(files)
    return cells(every) > MOST_CELLS or any(map(_is_long, every))


def cells(files: Iterable[Path]) -> int:
    """About how many cells tables of text and of Parquet hold; workbooks count for nothing, and what cannot be read."""
    return sum(map(_cells, files))


def _is_long(path: Path) -> bool:
    """Whether a CSV file has more lines than a sheet has rows."""
    try:
        if path.suffix.lower() != ".csv" or path.stat().st_size <= LAST_ROW:
            return False
        with path.open("rb") as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(2**20), b"")) >= LAST_ROW
    except OSError:
        return False


def _cells(path: Path) -> int:
    suffix = path.suffix.lower()
    try:
        if suffix == ".csv":
            return path.stat().st_size // BYTES_OF_CELL
        return cells_said(path) if suffix == ".parquet" else 0
    except (OSError, Refused):
        return 0
