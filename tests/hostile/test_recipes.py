"""Each hostile workbook is refused by a line that names where the fault is, or read right."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.hostile.make import RECIPES, written
from tests.hostile.package import PLAN_CHANGES, parts, zipped
from tests.hostile.reading import Reader, Tables, matches
from tests.hostile.recipe import Recipe
from tests.read.books import plan_of

USUAL = RECIPES if "SCORECARD_EVERY_RECIPE" in os.environ else RECIPES[::3]
"""A third in the usual run, of every family; the second reader goes over all of them all the same."""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader(plan_of(tmp_path_factory.mktemp("plan"), PLAN_CHANGES))


@pytest.fixture(scope="module")
def good(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """What the good workbook says; nothing is to be said about it."""
    found = reader.read(written({"book.xlsx": zipped(parts())}, tmp_path_factory.mktemp("good")))
    assert (found.said, found.errors) == ((), False)
    return found.tables


def test_there_are_many_and_each_has_its_name() -> None:
    assert len(USUAL) >= 200
    assert [name for name, count in Counter(recipe.name for recipe in RECIPES).items() if count > 1] == []


@pytest.mark.parametrize("recipe", USUAL, ids=lambda recipe: recipe.name)
def test_a_hostile_workbook_is_refused_or_read_right(
    recipe: Recipe, reader: Reader, good: Tables, tmp_path: Path
) -> None:
    found = reader.read(written(recipe.files(), tmp_path))
    expects = recipe.expects if isinstance(recipe.expects, tuple) else (recipe.expects,)
    assert any(matches(found, expect, good) for expect in expects), (found, expects)
