"""A file and its copies: what is told of both is told in the copy."""

from pathlib import Path

import pytest

from scorecard.read.copies import originals_first
from scorecard.read.workbooks import read_inputs
from tests.read.books import base_with, plan_of, workbook


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
def test_a_copy_comes_behind_its_original_and_all_else_stays(copy: str) -> None:
    paths = [Path("in", name) for name in ("z.xlsx", copy, "b (1).xlsx", "2026-06.xlsx", "a.xlsx")]
    assert [path.name for path in originals_first(paths)] == ["z.xlsx", "b (1).xlsx", "2026-06.xlsx", copy, "a.xlsx"]


def test_names_that_say_nothing_of_a_copy_stay_where_they_are() -> None:
    paths = [
        Path(name) for name in ("a/x (1).xlsx", "b/x.xlsx", "photocopy.xlsx", "photo.xlsx", "2026-06.csv", "2026.csv")
    ]
    assert originals_first(paths) == paths


def test_nothing_is_lost_where_every_file_is_a_copy_of_another() -> None:
    paths = [Path(name) for name in ("x (1) (1).xlsx", "x (1).xlsx", "Copy of x.xlsx", "x.xlsx", "X.xlsx")]
    assert sorted(originals_first(paths)) == sorted(paths)
    assert originals_first(paths)[0].name == "x.xlsx"


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
