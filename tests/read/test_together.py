"""Rows that stand in several places: put together, and told of where they repeat each other."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecard.model.inputs import Inputs
from scorecard.model.plan import Plan
from scorecard.read.files import list_files
from scorecard.read.tables import sheet_names
from scorecard.read.workbooks import read_inputs
from tests.read.books import BASE, base_with, codes, lines, plan_of, read, workbook

TABLES = [
    "teams",
    "stages",
    "owners",
    "members",
    "pools",
    "targets",
    "values",
    "lines",
    "evidence",
    "adjustments",
    "paid",
]


def two_books(folder: Path, first: dict[str, Any], second: dict[str, Any]) -> tuple[Inputs, list[str]]:
    books = [workbook(folder / "one.xlsx", first), workbook(folder / "two.xlsx", second)]
    inputs, problems = read_inputs(plan_of(folder), books)
    return inputs, lines((*problems, *inputs.warnings))


def contents(inputs: Inputs) -> dict[str, list[tuple[Any, ...]]]:
    """Every table without places, its rows in an order of their own."""
    return {name: sorted(map(repr, _rows(getattr(inputs, name)))) for name in TABLES}


def _rows(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(table.drop(columns=["sheet", "row"]).itertuples(index=False, name=None))


def test_a_team_and_months_numbers_may_come_from_several_workbooks(tmp_path: Path) -> None:
    actuals = [["period", "team", "revenue", "margin"], ["2026-01", "A", 5, None]]
    more = [["period", "team", "revenue", "margin"], ["2026-01", "A", None, 2]]
    inputs, said = two_books(tmp_path, base_with({"Actuals": actuals}), {"Actuals": more})
    assert said == []
    assert inputs.values["measure"].tolist() == [0, 1]
    assert [inputs.sheets[sheet].book for sheet in inputs.values["sheet"]] == ["one.xlsx", "two.xlsx"]


def test_a_repeated_number_names_both_workbooks(tmp_path: Path) -> None:
    more = [["period", "team", "measure", "value"], ["2026/1", "A", "Gross margin", 10]]
    _, said = two_books(tmp_path, base_with(), {"实际": more})
    assert codes(said) == ["row-twice D2"]
    assert said[0].startswith(
        "error[row-twice] two.xlsx!实际!D2: A, 2026-01, margin stands here again, after one.xlsx!"
    )


def test_a_workbook_that_repeats_another_is_told_in_few_lines_and_counted_as_faulty(tmp_path: Path) -> None:
    months = [f"2026-{month:02d}" for month in range(1, 13)]
    teams = [[f"T{number}", f"T{number}"] for number in range(50)]
    again = {"Actuals": [["period", "team", "revenue"], *[[month, team, 5] for month in months for team, _ in teams]]}
    first = base_with({"Teams": [*BASE["sheets"]["Teams"], *[[*team] for team in teams]], **again})
    books = [workbook(tmp_path / "one.xlsx", first), workbook(tmp_path / "two.xlsx", again)]
    inputs, problems = read_inputs(plan_of(tmp_path), books, tallied=True)
    assert codes(lines([each for each in problems if each.code == "row-twice"])) == [
        *(f"row-twice C{row}" for row in range(2, 22)),
        "row-twice C22",
    ]
    assert problems[-1].args == {"count": "580", "other": "one.xlsx!Actuals"}
    (tally,) = [each for each in inputs.tallies if inputs.sheets[each.sheet].book == "two.xlsx"]
    assert (tally.used, tally.skipped) == (0, {"faulty": 600})


def test_adjustments_evidence_and_sources_may_repeat(tmp_path: Path) -> None:
    names = ("Adjustments", "Evidence", "Invoices")
    inputs, said = two_books(tmp_path, base_with(), {name: BASE["sheets"][name] for name in names})
    assert said == []
    assert (len(inputs.adjustments), len(inputs.evidence)) == (2, 2)


def test_a_spell_that_begins_after_another_has_ended_is_no_overlap(tmp_path: Path) -> None:
    header = ["team", "employee", "name", "role", "from", "to"]
    spells = [["A", "E1", "Ann", "manager", "2026-03-02", None], ["A", "E1", "Ann", "manager", None, "2026-03-01"]]
    _, said = read(tmp_path, {"Members": [header, *spells, ["A", "E1", "Ann", "expert"]]})
    assert said == []


def test_a_long_spell_overlaps_with_all_that_begin_within_it(tmp_path: Path) -> None:
    header = ["team", "employee", "name", "role", "from", "to"]
    days = [("2026-01-01", "2026-12-31"), ("2026-02-01", "2026-02-02"), ("2026-03-01", "2026-03-02")]
    _, said = read(tmp_path, {"Members": [header, *[["A", "E1", "Ann", "manager", *each] for each in days]]})
    assert codes(said) == ["spells-overlap B3", "spells-overlap B4"]


def test_problems_stand_in_the_order_of_files_sheets_rows_and_columns(tmp_path: Path) -> None:
    first = base_with({"Paid": [["team", "period", "amount"], ["Z", "x", "y"], ["A", "2026-01", "z"]]})
    _, said = two_books(tmp_path, first, {"Actuals": [["period", "team", "revenue"], ["x", "A", "y"]]})
    assert codes(said) == [
        "unknown-team A2",
        "not-a-period B2",
        "not-a-number C2",
        "not-a-number C3",
        "not-a-period A2",
        "not-a-number C2",
    ]


def test_two_files_of_one_name_are_kept_apart_by_what_they_hold(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    books = [
        workbook(tmp_path / "one" / "b.xlsx", base_with()),
        workbook(tmp_path / "two" / "B.xlsx", {"Remarks": [[1]]}),
        workbook(tmp_path / "b (2).xlsx", {"Remarks": [[2]]}),
    ]
    names = []
    for paths in (books, books[::-1], [*books, books[0]]):
        inputs, _ = read_inputs(plan_of(tmp_path), paths)
        names.append({file.path: file.name for file in inputs.files})
    assert names[0] == names[1] == names[2]
    assert sorted(map(str.casefold, names[0].values())) == ["b (2).xlsx", "b (3).xlsx", "b.xlsx"]
    assert names[0][books[2]] == "b (2).xlsx"


def test_a_folder_in_a_folder_that_is_given_too_is_not_told_to_be_left_alone(tmp_path: Path) -> None:
    inside = tmp_path / "inputs" / "more"
    inside.mkdir(parents=True)
    workbook(tmp_path / "inputs" / "b.xlsx", base_with({"Actuals": None}))
    workbook(inside / "a.xlsx", {"Actuals": BASE["sheets"]["Actuals"]})
    for paths, kinds in (([inside.parent], {"folder-left-alone", "missing-sheet"}), ([inside.parent, inside], set())):
        plan = plan_of(tmp_path)
        inputs, problems = read_inputs(plan, paths)
        beside = list_files(paths, sheet_names(plan)).beside
        assert {problem.kind for problem in (*problems, *inputs.warnings, *beside)} == kinds


SHEETS = frozenset({"adjustments", "调整"})


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Adjustments/2026-01.xlsx", "part-left-alone"),
        ("Adjustments/2026/part-0.csv", "part-left-alone"),
        ("调整/2026-01.ods", "part-left-alone"),
        ("Corrections/2026-01.xlsx", "folder-left-alone"),
        (".adjustments.xlsx.icloud", "not-downloaded.placeholder"),
        ("adjustments.xlsx.crdownload", "not-downloaded"),
        ("adjustments.gsheet", "not-downloaded.placeholder"),
        ("adjustments.et", "unknown-format"),
        ("adjustments.tsv", "unknown-format"),
        ("Adjustments.txt", "unknown-format"),
        ("notes.txt", None),
        ("README.md", None),
        ("~$adjustments.xlsx", None),
        ("Adjustments/part-0.csv", None),
        ("Corrections/notes.txt", None),
    ],
)
def test_what_lies_in_a_folder_and_is_not_read_is_told(tmp_path: Path, name: str, said: str | None) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(b"{}")
    (tmp_path / "inputs.xlsx").write_bytes(b"")
    found = list_files([tmp_path], SHEETS)
    assert [each.kind for each in found.beside] == ([said] if said else [])
    assert found.problems == []
    assert list_files([tmp_path, path], SHEETS).beside == []  # it was meant, and is among the files


def test_a_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "inputs.xlsx").write_bytes(b"")
    (tmp_path / "adjustments.xlsx").symlink_to(tmp_path / "gone.xlsx")
    assert [each.kind for each in list_files([tmp_path], SHEETS).beside] == ["file-missing"]


def test_a_file_whose_name_is_no_text_is_read_under_one_that_is(tmp_path: Path) -> None:
    book = workbook(tmp_path / "b.xlsx", base_with()).rename(tmp_path / os.fsdecode(b"b\xff.xlsx"))
    inputs, problems = read_inputs(plan_of(tmp_path), [book])
    assert problems == ()
    assert [file.name for file in inputs.files] == ["b\ufffd.xlsx"]


def _dealt(sheets: dict[str, Any], chance: random.Random) -> list[dict[str, Any]]:
    """The same rows, shuffled and dealt to up to three workbooks whose sheets are shuffled too."""
    books: list[dict[str, Any]] = [{} for _ in range(chance.randint(1, 3))]
    for name, (header, *rows) in chance.sample(list(sheets.items()), len(sheets)):
        for row in chance.sample(rows, len(rows)):
            chance.choice(books).setdefault(name, [header]).append(row)
    return [book for book in books if book]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6))
def test_the_order_of_rows_sheets_and_workbooks_changes_nothing(tmp_path: Path, seed: int) -> None:
    plan: Plan = plan_of(tmp_path)
    books = _dealt(BASE["sheets"], random.Random(seed))
    paths = [workbook(tmp_path / f"{number}.xlsx", book) for number, book in enumerate(books)]
    inputs, problems = read_inputs(plan, paths)
    expected, _ = read_inputs(plan, [workbook(tmp_path / "whole.xlsx", BASE["sheets"])])
    assert (problems, inputs.warnings) == ((), ())
    assert contents(inputs) == contents(expected)
