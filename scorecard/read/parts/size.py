"""Whether tables hold more than is read at once: looked at before anything else is (inputs.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from scorecard.model.plan import Plan
from scorecard.read import tables
from scorecard.read.files import list_files
from scorecard.read.formats.grid import MOST_CELLS, Refused
from scorecard.read.formats.parquet import cells_said

BYTES_OF_CELL = 6
"""So many bytes of a CSV file are about a cell."""


def is_large(plan: Plan, paths: Sequence[Path]) -> bool:
    """Whether tables of text and of Parquet hold more than is read at once."""
    return cells(list_files(paths, tables.sheet_names(plan)).paths) > MOST_CELLS


def cells(files: Iterable[Path]) -> int:
    """About how many cells tables of text and of Parquet hold; workbooks count for nothing, and what cannot be read."""
    return sum(map(_cells, files))


def _cells(path: Path) -> int:
    suffix = path.suffix.lower()
    try:
        if suffix == ".csv":
            return path.stat().st_size // BYTES_OF_CELL
        return cells_said(path) if suffix == ".parquet" else 0
    except (OSError, Refused):
        return 0
