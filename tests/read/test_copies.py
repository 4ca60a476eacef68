"""A file and its copies: what is told of both is told in the copy."""

from itertools import permutations
from pathlib import Path

import pytest

from scorecard.read.copies import originals_first
from scorecard.read.workbooks import read_inputs
from tests.read.books import base_with, plan_of, workbook


def ordered(*names: str) -> list[str]:
    return [names[index] for index in originals_first(names)]


@pytest.mark.parametrize(
    "copy",
    [
        "2026-06 (1).xlsx",
        "2026-06(2).xlsx",
        "2026-06 - Copy.xlsx",
        "2026-06 - Copy (2).xlsx",
        "2026-06 copy.xlsx",
        "2026-06 - 副本.xlsx",
        "2026-06 的副本.xlsx",
        "2026-06（1）.xlsx",
        "Copy of 2026-06.xlsx",
        "副本2026-06.xlsx",
    ],
)
def test_a_copy_comes_behind_its_original_and_all_else_stands_by_name(copy: str) -> None:
    assert ordered("z.xlsx", copy, "b (1).xlsx", "2026-06.xlsx", "a.xlsx") == [
        "2026-06.xlsx",
        copy,
        "a.xlsx",
        "b (1).xlsx",
        "z.xlsx",
    ]


def test_names_that_say_nothing_of_a_copy_stay_where_they_are() -> None:
    names = ["2026-06.csv", "2026.csv", "photo.xlsx", "photocopy.xlsx", "x (1).xlsx", "x.xls"]
    assert ordered(*reversed(names)) == names


def test_nothing_is_lost_where_every_file_is_a_copy_of_another() -> None:
    names = ["x (1) (1).xlsx", "x (1).xlsx", "Copy of x.xlsx", "x.xlsx", "X.xlsx"]
    for given in permutations(names):
        assert sorted(ordered(*given)) == sorted(names)
        assert ordered(*given) == ordered(*names)


def test_rows_and_files_that_stand_there_twice_are_told_in_the_copy(tmp_path: Path) -> None:
    actuals = [["period", "team", "revenue"], ["2026-06", "A", 5]]
    folder = tmp_path / "in"
    folder.mkdir()
    workbook(folder / "2026-06 (1).xlsx", {"Actuals": [*actuals, ["2026-07", "A", 5]]})
    first = workbook(folder / "2026-06.xlsx", base_with({"Actuals": actuals}))
    (folder / "2026-06 - Copy.xlsx").write_bytes(first.read_bytes())
    _, problems = read_inputs(plan_of(tmp_path), [folder])
    assert [(problem.code, str(problem.place)) for problem in problems] == [
        ("row-twice", "2026-06 (1).xlsx!Actuals!C2"),
        ("file-twice", "2026-06 - Copy.xlsx"),
    ]
