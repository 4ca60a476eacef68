"""The inputs of generate.py as Parquet, or CSV: for more teams than sheets hold, in the memory of some.

``python benchmarks/generate_parquet.py FOLDER --teams 1000000`` writes plan.yaml and inputs/SHEET/*.parquet there.
Up to ``BLOCK`` teams have the very rows of generate.py; of more, each block of teams has numbers of its own.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from generate import Size, plan_text, workbooks
from pyarrow import parquet

BLOCK = 20_000
"""So many teams are made at once."""
ROW_GROUP = 100_000
"""Rows of a row group, at most."""

Write = Callable[[pa.Table], object]
Open = Callable[[Path, pa.Schema], AbstractContextManager[Write]]


def generate_parquet(folder: Path, size: Size, *, parts: int = 1, shuffle: bool = False) -> tuple[Path, Path]:
    """The plan, and the folder of the inputs: so many files of each sheet and month.

    Where the rows are to be shuffled, those of a block are in no order.
    """
    return _generate(folder, size, ".parquet", _parquet, parts=parts, shuffle=shuffle)


def generate_csv(folder: Path, size: Size, *, parts: int = 1, shuffle: bool = False) -> tuple[Path, Path]:
    """The same as CSV files."""
    return _generate(folder, size, ".csv", _csv, parts=parts, shuffle=shuffle)


def _generate(folder: Path, size: Size, suffix: str, open_: Open, *, parts: int, shuffle: bool) -> tuple[Path, Path]:
    inputs = folder / "inputs"
    inputs.mkdir(parents=True)
    (folder / "plan.yaml").write_text(plan_text(size), "utf-8")
    writes: dict[Path, Write] = {}
    with ExitStack() as stack:
        newest: dict[str, ExitStack] = defaultdict(lambda: stack.enter_context(ExitStack()))
        for stem, part, table in _pieces(size, parts, shuffle):
            path = inputs / (f"{stem}{suffix}" if parts == 1 else f"{stem}-{part + 1:05d}{suffix}")
            if path not in writes:
                newest[stem].close()
                path.parent.mkdir(exist_ok=True)
                writes[path] = newest[stem].enter_context(open_(path, table.schema))
            writes[path](table)
    return folder / "plan.yaml", inputs


@contextmanager
def _parquet(path: Path, schema: pa.Schema) -> Iterator[Write]:
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        yield lambda table: writer.write_table(table, ROW_GROUP)


@contextmanager
def _csv(path: Path, schema: pa.Schema) -> Iterator[Write]:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(schema.names)
        yield lambda table: writer.writerows(zip(*(column.to_pylist() for column in table.columns), strict=True))


def _pieces(size: Size, parts: int, shuffle: bool) -> Iterator[tuple[str, int, pa.Table]]:
    """Sheet and file, which of its parts, and rows for it; parts rise."""
    firsts = range(0, size.teams, BLOCK)
    for block, first in enumerate(firsts):
        for stem, table in _tables(
            Size(min(BLOCK, size.teams - first), size.months, size.metrics, size.measures), first
        ):
            order = np.random.default_rng(len(table)).permutation(len(table)) if shuffle else np.arange(len(table))
            part = (block + np.arange(len(table)) / len(table)) * parts // len(firsts)
            for number in np.unique(part):
                yield stem, int(number), table.take(order[part == number])


def _tables(block: Size, first: int) -> Iterator[tuple[str, pa.Table]]:
    for name, sheets in workbooks(block, first):
        for sheet, rows in sheets.items():
            head, *cells = rows
            columns = (_column(list(column)) for column in zip(*cells, strict=True))
            yield f"{sheet}/{name}", pa.table(dict(zip(head, columns, strict=True)))


def _column(cells: list[Any]) -> pa.Array:
    """Numbers as doubles, whatever a block happens to hold."""
    filled = [cell for cell in cells if cell is not None]
    return pa.array(cells, pa.float64()) if all(isinstance(cell, float) for cell in filled) else pa.array(cells)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--teams", type=int, default=10_000)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--parts", type=int, default=1, help="so many files of each sheet and month")
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--shuffle", action="store_true", help="rows of a block in no order")
    said = parser.parse_args()
    generate = generate_csv if said.csv else generate_parquet
    print(*generate(said.folder, Size(said.teams, said.months), parts=said.parts, shuffle=said.shuffle))


if __name__ == "__main__":
    main()
