"""Parquet files: what they say of themselves is looked at before Arrow is asked (dependencies.md, Reading)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scorecard.read.formats.grid import Refused
from scorecard.read.formats.parquet import parquet_rows
from scorecard.read.formats.parquet_pages import column_chunks

FLIPS = """
import sys
from scorecard.read.formats.grid import Refused
from scorecard.read.formats.parquet import parquet_rows
good = open(sys.argv[1], "rb").read()
read = 0
for at in range(len(good) - 8 - int.from_bytes(good[-8:-4], "little"), len(good)):
    for mask in (1, 0x10, 0x80, 0xFF):
        data = bytearray(good)
        data[at] ^= mask
        try:
            parquet_rows(bytes(data))
        except Refused:
            continue
        read += 1
print(read)
"""


def written(path: Path, table: pa.Table, **how: Any) -> bytes:
    pq.write_table(table, path, **how)
    return path.read_bytes()


def table(rows: int = 40) -> pa.Table:
    columns = {
        "team": [f"T{row % 7}" for row in range(rows)],
        "amount": [row / 4 if row % 5 else None for row in range(rows)],
        "tags": [["a", "b"]] * rows,
        "deep": [{"x": {"y": row}} for row in range(rows)],
    }
    return pa.table(columns)


@pytest.mark.parametrize("how", [{}, {"row_group_size": 7}, {"use_dictionary": False}, {"data_page_version": "2.0"}])
def test_where_the_pages_lie_is_what_arrow_says(tmp_path: Path, how: dict[str, Any]) -> None:
    data = written(tmp_path / "a.parquet", table(), **how)
    metadata = pq.read_metadata(tmp_path / "a.parquet")
    said = [
        [metadata.row_group(g).column(c) for c in range(metadata.num_columns)] for g in range(metadata.num_row_groups)
    ]
    found = column_chunks(data)
    assert [[".".join(name.decode() for name in chunk.path) for chunk in group] for group in found] == [
        [column.path_in_schema for column in group] for group in said
    ]
    assert [[(chunk.size, chunk.has_dictionary) for chunk in group] for group in found] == [
        [(column.total_compressed_size, column.has_dictionary_page) for column in group] for group in said
    ]


@pytest.mark.parametrize("how", [{}, {"use_dictionary": False, "column_encoding": {"team": "DELTA_BYTE_ARRAY"}}])
def test_no_damage_of_the_end_of_a_file_ends_the_program(tmp_path: Path, how: dict[str, Any]) -> None:
    path = tmp_path / "a.parquet"
    written(path, table(12).select(["team", "amount"]), write_page_index=True, row_group_size=6, **how)
    done = subprocess.run([sys.executable, "-c", FLIPS, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-600:]
    assert int(done.stdout) > 0


REPEATING = {"use_dictionary": False, "column_encoding": {"team": "DELTA_BYTE_ARRAY"}}


@pytest.mark.parametrize(
    ("kind", "how"),
    [
        *((kind, {}) for kind in (pa.large_binary(), pa.binary_view(), pa.string_view(), pa.binary(3000))),
        (pa.binary(), REPEATING),
        (pa.string(), REPEATING),
    ],
)
def test_a_value_that_stands_there_once_and_counts_for_many_rows_is_no_bomb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: pa.DataType, how: dict[str, Any]
) -> None:
    value = "x" * 3000 if kind in (pa.string_view(), pa.string()) else b"x" * 3000
    made = pa.table({"team": pa.array([value] * 3000, kind)})
    data = written(tmp_path / "a.parquet", made, compression="zstd", **how)
    assert len(data) < 20_000 and len(parquet_rows(data)) == 3001
    monkeypatch.setattr("scorecard.read.formats.parquet.MOST_BYTES", 8_000_000)
    looked_at = []
    monkeypatch.setattr("scorecard.read.formats.parquet._ROWS_AT_ONCE", 100)
    original = pq.ParquetFile.iter_batches
    monkeypatch.setattr(pq.ParquetFile, "iter_batches", lambda *a, **k: _noted(original(*a, **k), looked_at))
    with pytest.raises(Refused) as refused:
        parquet_rows(data)
    assert refused.value.kind == "workbook-too-large"
    assert len(looked_at) < 30  # it stopped before the end


def _noted(batches: Any, looked_at: list[int]) -> Any:
    for batch in batches:
        looked_at.append(batch.num_rows)
        yield batch


@pytest.mark.parametrize("encoding", ["DELTA_BYTE_ARRAY", "DELTA_LENGTH_BYTE_ARRAY", "PLAIN"])
def test_texts_without_a_dictionary_are_read(tmp_path: Path, encoding: str) -> None:
    made = table().select(["team", "amount"])
    data = written(tmp_path / "a.parquet", made, use_dictionary=False, column_encoding={"team": encoding})
    assert [row[0] for row in parquet_rows(data)[1:]] == made["team"].to_pylist()


def test_a_code_beyond_the_dictionary_is_damage(tmp_path: Path) -> None:
    good = written(tmp_path / "a.parquet", table().select(["team"]), compression="none")
    refused = 0
    for at in range(4, good.index(b"ARROW:schema")):
        data = bytearray(good)
        data[at] ^= 0xFF
        try:
            parquet_rows(bytes(data))
        except Refused:
            refused += 1
    assert refused > 10


@pytest.mark.parametrize("how", [{}, {"use_dictionary": False}, {"compression": "none"}, {"data_page_version": "2.0"}])
@pytest.mark.parametrize("kind", [pa.string(), pa.int64(), pa.float64(), pa.null(), pa.date32(), pa.string_view()])
def test_a_table_without_rows_is_its_header(tmp_path: Path, how: dict[str, Any], kind: pa.DataType) -> None:
    path = tmp_path / "a.parquet"
    assert parquet_rows(written(path, pa.table({"team": pa.array([], kind)}), **how)) == [["team"]]
    with pq.ParquetWriter(path, pa.schema({"team": kind}), **how):
        pass
    assert pq.read_metadata(path).num_row_groups == 0
    assert parquet_rows(path.read_bytes()) == [["team"]]
