"""Tables written as they come, piece by piece, into files whose bytes do not tell where one piece ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
from msgspec import Struct
from pyarrow import parquet

from scorecard import __version__
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.report.manifest import sha256_of

FOLDER = "tables"
"""Of a run folder, in which the files lie."""
ROWS = 2**17
"""Of a row group: cut anew, wherever the pieces end."""


class Written(Struct, frozen=True):
    """A file of a table."""

    name: str
    rows: int
    columns: tuple[tuple[str, str], ...]
    """Each with its type."""
    sha256: str


Tables = Mapping[str, Any]
"""Name to a ``pyarrow.Table``."""


def write_tables(folder: Path, plan: Plan, period: Month, pieces: Iterable[Tables]) -> list[Written]:
    """All tables into ``folder/tables``, piece after piece, sorted by name. Raises OSError."""
    about = {"plan": plan.id, "period": str(period), "currency": plan.currency, "version": __version__}
    with table_files(folder, about) as files:
        for piece in pieces:
            files.add(piece)
    return files.written()


class TableFiles:
    """One file for each table; memory holds a row group of each at most, beside a piece."""

    def __init__(self, folder: Path, about: Mapping[str, str], stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._about = {key.encode(): value.encode() for key, value in about.items()}
        self._writers: dict[str, Any] = {}
        self._waiting: dict[str, Any] = {}
        self._rows: dict[str, int] = {}

    def add(self, tables: Mapping[str, Any]) -> None:
        """The next piece of every table. Raises OSError."""
        for name, table in tables.items():
            self._rows[name] = self._rows.get(name, 0) + table.num_rows
            waiting = self._waiting.get(name)
            whole = table if waiting is None else pa.concat_tables([waiting, table])
            full = whole.num_rows // ROWS * ROWS
            for begin in range(0, full, ROWS):
                self._write(name, whole.slice(begin, ROWS))
            rest = pa.array(range(full, whole.num_rows), pa.int64())
            self._waiting[name] = whole.take(rest) if full else whole

    def finish(self) -> None:
        """What is left of every table. Raises OSError."""
        for name, table in self._waiting.items():
            self._write(name, table)

    def written(self) -> list[Written]:
        """What there is, by name; of files that are complete. Raises OSError."""
        return [self._file(name, count) for name, count in sorted(self._rows.items())]

    def _file(self, name: str, rows: int) -> Written:
        columns = tuple((each.name, _type(each.type)) for each in self._waiting[name].schema)
        return Written(name, rows, columns, sha256_of(self._path(name)))

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.parquet"

    def _write(self, name: str, rows: Any) -> None:
        writer = self._writers.get(name)
        if writer is None:
            schema = rows.schema.with_metadata(self._about)
            writer = parquet.ParquetWriter(self._path(name), schema, compression="zstd")
            self._writers[name] = self._stack.enter_context(writer)
        rows = rows.combine_chunks().unify_dictionaries()
        writer.write_table(rows.replace_schema_metadata(self._about), row_group_size=ROWS)


def _type(of: Any) -> str:
    """A type as a reader knows it; how texts are packed says nothing to them."""
    return "string" if pa.types.is_dictionary(of) else str(of)


@contextmanager
def table_files(folder: Path, about: Mapping[str, str]) -> Iterator[TableFiles]:
    """Files in ``folder/tables``, complete once all went well; ``about`` stands in each. Raises OSError."""
    (folder / FOLDER).mkdir()
    with ExitStack() as stack:
        files = TableFiles(folder / FOLDER, about, stack)
        yield files
        files.finish()
