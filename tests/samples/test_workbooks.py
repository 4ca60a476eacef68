"""The sample workbooks are what their generator writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

SAMPLES = Path(__file__).parents[2] / "samples"
BOOKS = sorted(path.relative_to(SAMPLES).as_posix() for path in SAMPLES.glob("*/*.xlsx"))


def cells(path: Path) -> dict[str, list[list[Any]]]:
    with load_workbook(str(path)) as book:
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    subprocess.run([sys.executable, str(SAMPLES / "generator"), str(folder)], check=True)
    return folder


def test_the_generator_writes_the_committed_cells_again(generated: Path) -> None:
    assert sorted(path.relative_to(generated).as_posix() for path in generated.rglob("*.xlsx")) == BOOKS
    assert {name: cells(generated / name) for name in BOOKS} == {name: cells(SAMPLES / name) for name in BOOKS}


def test_there_is_a_workbook_a_month_and_a_master() -> None:
    books = [*(f"2026-{month:02d}-actuals.xlsx" for month in range(1, 8)), "master.xlsx"]
    assert [Path(name).name for name in BOOKS if name.startswith("key-accounts/")] == books
