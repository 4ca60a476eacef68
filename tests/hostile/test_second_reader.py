"""A second reader agrees with the fast one in every cell of every readable workbook of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.second_reader import differences, first_cells, grids, second_cells

ROOT = Path(__file__).parents[2]


def _workbooks() -> Iterator[Path]:
    for folder in (ROOT / "samples", ROOT / "tests/cases", ROOT.parent / "shared"):
        yield from sorted(folder.rglob("*.xlsx"))


WORKBOOKS = list(_workbooks())


def test_there_are_workbooks_to_compare() -> None:
    assert len(WORKBOOKS) >= 80


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: str(path.relative_to(ROOT.parent)))
def test_both_readers_agree_in_every_cell(path: Path) -> None:
    data = path.read_bytes()
    found = grids(data)
    assert isinstance(found, list), found
    assert differences(first_cells(found), second_cells(data)) == []
