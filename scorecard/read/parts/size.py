"""Whether tables hold more than is read at once: looked at before anything else is (inputs.md)."""

from __future__ import annotations

from collections.abc import Sequence
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
    known = tables.sheet_names(plan)
    return sum(_cells(path) for path in list_files(paths, known).paths) > MOST_CELLS


def _cells(path: Path) -> int:
    """About how many cells a file holds; 0 where it is a workbook, or cannot be read."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".csv":
            return path.stat().st_size // BYTES_OF_CELL
        return cells_said(path) if suffix == ".parquet" else 0
    except (OSError, Refused):
        return 0
