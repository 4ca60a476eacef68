"""The inputs of generate.py as Parquet, or CSV: for more teams than sheets hold, in the memory of some.

``python benchmarks/generate_parquet.py FOLDER --teams 1000000`` writes plan.yaml and inputs/SHEET/*.parquet there.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from generate import Size, plan_text, workbooks
from pyarrow import parquet

BLOCK = 20_000
"""So many teams are made at once."""


def generate_parquet(folder: Path, size: Size, *, shuffle: bool = False) -> tuple[Path, Path]:
    """The plan, and the folder of the inputs. Where they are to be shuffled, a block's rows are in no order."""
    inputs = folder / "inputs"
    inputs.mkdir(parents=True)
    (folder / "plan.yaml").write_text(plan_text(size), "utf-8")
    writers: dict[Path, Any] = {}
    with ExitStack() as stack:
        for sheet, name, table in _tables(size):
            path = inputs / sheet / f"{name}.parquet"
            if path not in writers:
                path.parent.mkdir(exist_ok=True)
                writers[path] = stack.enter_context(parquet.ParquetWriter(path, table.schema, compression="zstd"))
            order = np.random.default_rng(len(table)).permutation(len(table)) if shuffle else None
            writers[path].write_table(table if order is None else table.take(order))
    return folder / "plan.yaml", inputs


def generate_csv(folder: Path, size: Size) -> tuple[Path, Path]:
    """The same as CSV files."""
    inputs = folder / "inputs"
    inputs.mkdir(parents=True)
    (folder / "plan.yaml").write_text(plan_text(size), "utf-8")
    for sheet, name, table in _tables(size):
        path = inputs / sheet / f"{name}.csv"
        path.parent.mkdir(exist_ok=True)
        begun = path.exists()
        with path.open("a", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            if not begun:
                writer.writerow(table.column_names)
            writer.writerows(zip(*(column.to_pylist() for column in table.columns), strict=True))
    return folder / "plan.yaml", inputs


def _tables(size: Size) -> Iterator[tuple[str, str, pa.Table]]:
    """Sheet, file and rows, a block of teams after the other."""
    for first in range(0, size.teams, BLOCK):
        block = Size(min(BLOCK, size.teams - first), size.months, size.metrics, size.measures)
        for name, sheets in workbooks(block, first):
            for sheet, rows in sheets.items():
                head, *cells = rows
                columns = (_column(list(column)) for column in zip(*cells, strict=True))
                yield sheet, name, pa.table(dict(zip(head, columns, strict=True)))


def _column(cells: list[Any]) -> pa.Array:
    """Numbers as doubles, whatever a block happens to hold."""
    filled = [cell for cell in cells if cell is not None]
    return pa.array(cells, pa.float64()) if all(isinstance(cell, float) for cell in filled) else pa.array(cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--teams", type=int, default=10_000)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--shuffle", action="store_true", help="rows in no order")
    said = parser.parse_args()
    size = Size(said.teams, said.months)
    made = generate_csv(said.folder, size) if said.csv else generate_parquet(said.folder, size, shuffle=said.shuffle)
    print(*made)


if __name__ == "__main__":
    main()
