"""The package formulas calculates a workbook: ``python benchmarks/peer_formulas.py bonus-pools.xlsx``.

Needs that package alone (``formulas[excel]``), so that it may stand in an environment of its own. Prints as JSON its
version, how long it took from its import on, the most memory it had until then, and every cell: sheet in capitals,
row and column from 1, value (a date as its serial number).
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any


def calculated(book: str) -> Mapping[str, Any]:
    """What the package makes of each cell and range, by its own names."""
    import formulas

    found: Mapping[str, Any] = formulas.ExcelModel().loads(book).finish().calculate()
    return found


def cells_of(solution: Mapping[str, Any]) -> Iterator[tuple[str, int, int, Any]]:
    """Single cells that are not empty."""
    for ranges in solution.values():
        for area in getattr(ranges, "ranges", ()):
            sheet = area["sheet_id"].strip("'").rpartition("]")[2]
            value = plain(ranges.value[0, 0])
            if (area["r1"], area["n1"]) == (area["r2"], area["n2"]) and sheet and value != "":
                yield sheet, int(area["r1"]), area["n1"], value


def plain(value: Any) -> Any:
    """A value that JSON knows; an empty cell is an empty text, an error its name."""
    if isinstance(value, str):
        return "" if str(value) == "empty" else str(value)
    return value.item() if hasattr(value, "item") else value


def highest() -> int:
    """Bytes of memory that this process had at most so far."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


def main() -> None:
    warnings.simplefilter("ignore")
    begin = time.perf_counter()
    solution = calculated(sys.argv[1])
    seconds = time.perf_counter() - begin
    peak = highest()
    cells = list(cells_of(solution))
    print(json.dumps({"version": version("formulas"), "seconds": seconds, "peak": peak, "cells": cells}, default=str))


if __name__ == "__main__":
    main()
