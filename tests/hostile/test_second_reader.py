"""A second reader agrees with the fast one in every cell of every readable workbook of the tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.hostile import known_differences as known
from tests.hostile.make import RECIPES
from tests.hostile.second_reader import Difference, differences, first_cells, grids, second_cells

ROOT = Path(__file__).parents[2]
STOPS = "openpyxl stops"

pytestmark = pytest.mark.xdist_group("second_reader")  # the hostile workbooks are read once


def _workbooks() -> dict[str, bytes]:
    """Every workbook of the samples, the cases and from outside; copies of one count once."""
    folders = (ROOT / "samples", ROOT / "tests/cases", ROOT.parent / "shared")
    paths = [path for folder in folders for path in sorted(folder.rglob("*.xlsx"))]
    different = {path.read_bytes(): str(path.relative_to(ROOT.parent)) for path in reversed(paths)}
    return {name: data for data, name in reversed(different.items())}


WORKBOOKS = _workbooks()


def test_there_are_workbooks_to_compare() -> None:
    assert len(WORKBOOKS) >= 79


@pytest.mark.parametrize("name", WORKBOOKS)
def test_both_readers_agree_in_every_cell(name: str) -> None:
    found = grids(WORKBOOKS[name])
    assert isinstance(found, list), found
    assert any(grid.rows for grid in found)
    assert differences(first_cells(found), second_cells(WORKBOOKS[name])) == []


@cache
def _hostile() -> Mapping[str, list[Difference] | str]:
    """Each hostile .xlsx that is read: in what the readers differ, or that the second stops at it."""
    return dict(_compared())


def _compared() -> Iterator[tuple[str, list[Difference] | str]]:
    for recipe in RECIPES:
        for name, data in recipe.files().items():
            found = grids(data) if data.startswith(b"PK") and not name.endswith((".ods", ".xlsb")) else ""
            if isinstance(found, list):
                yield recipe.name, _differences(first_cells(found), data)


def _differences(first: dict[tuple[int, int, int], object], data: bytes) -> list[Difference] | str:
    try:
        return differences(first, second_cells(data))
    except Exception:  # openpyxl raises whatever its parts raise
        return STOPS


def _reasons(name: str, found: list[Difference] | str) -> list[str]:
    """What explains the differences of a workbook; "" stands for nothing."""
    listed = known.UNREADABLE if found == STOPS else known.RECIPES
    whole = [reason for reason, names in listed.items() if name in names]
    if whole or isinstance(found, str):
        return whole or [""]
    return [next((why for why, holds in known.CELLS.items() if holds(each)), "") for each in found]


def test_hostile_workbooks_that_are_read_are_read_alike_or_a_known_reason_says_why_not() -> None:
    found = _hostile()
    assert len(found) >= 200
    assert {name: told for name, told in found.items() if "" in _reasons(name, told)} == {}


def test_every_known_reason_still_explains_something() -> None:
    used = {reason for name, found in _hostile().items() for reason in _reasons(name, found)}
    assert {*known.CELLS, *known.RECIPES, *known.UNREADABLE} - used == set()


def test_every_named_workbook_still_differs() -> None:
    differing = {name for name, found in _hostile().items() if found}
    named = {name for listed in (known.RECIPES, known.UNREADABLE) for names in listed.values() for name in names}
    assert named - differing == set()
