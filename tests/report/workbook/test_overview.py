"""The workbook of a run whose rows fit no sheet: totals that tie out, and where every row lies (outputs.md)."""

from __future__ import annotations

from functools import reduce
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from scorecard.model.result import Result
from scorecard.report.overview import Overview, added, overview_of
from scorecard.report.parquet.files import write_tables
from scorecard.report.parquet.tables import TABLES, result_tables
from scorecard.report.workbook import fits_sheets, write_workbook
from scorecard.report.workbook.overview import write_overview
from tests.parts.compared import in_groups
from tests.parts.test_material import JANUARY, plan_for, sheets
from tests.read.books import workbook
from tests.report.changed import changed
from tests.report.explanation.trees import result as sample
from tests.report.workbook.recalculate import differences, recalculated


@pytest.fixture
def result(tmp_path: Path) -> Result:
    """Thirty teams with a budget and warnings."""
    found = in_groups(plan_for(tmp_path), [workbook(tmp_path / "inputs.xlsx", sheets())], JANUARY, 4).result
    assert found
    return found


def written(result: Result, folder: Path, language: str) -> Path:
    tables = write_tables(folder, result.plan, result.period, [result_tables(result, language)])
    path = folder / f"overview-{language}.xlsx"
    write_overview(result, overview_of(result), tables, path, language, {"Program version": "1"})
    return path


def test_recalculated_it_gives_the_same(result: Result, tmp_path: Path) -> None:
    book = written(result, tmp_path, "en")
    (again,) = recalculated([book], tmp_path)
    assert list(differences(book, again)) == []
    formulas = [
        cell.value for row in load_workbook(book)["Summary"].iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert len(formulas) == 4


def test_totals_units_stages_and_months_are_the_result_s(result: Result, tmp_path: Path) -> None:
    cells = load_workbook(written(result, tmp_path, "en"), data_only=True)["Summary"]
    said = {str(row[0]).strip(): row[1:] for row in cells.iter_rows(values_only=True, max_col=3) if row[0]}
    unit = 10**result.plan.decimals
    payable = sum(result.payables["payable"].tolist()) / unit
    assert said["Payable"][0] == pytest.approx(payable)
    assert said["North"] == (pytest.approx(payable), 30)
    assert said["2026-01"][0] == pytest.approx(payable)
    assert said["text-number"][0] >= 20


def test_every_table_is_named_with_its_rows(result: Result, tmp_path: Path) -> None:
    cells = load_workbook(written(result, tmp_path, "en"))["Tables"]
    said = {str(row[0]): (row[1], row[4]) for row in cells.iter_rows(min_row=4, values_only=True)}
    lying = {
        f"tables/{path.name}": (len(pd.read_parquet(path)), sha256(path.read_bytes()).hexdigest())
        for path in (tmp_path / "tables").iterdir()
    }
    assert said == lying
    assert set(said) == {f"tables/{name}.parquet" for name in [*TABLES, "Warnings"]}


def test_every_sheet_of_the_usual_workbook_is_there_or_named_with_its_file(result: Result, tmp_path: Path) -> None:
    overview = load_workbook(written(result, tmp_path, "en"))
    write_workbook(result, tmp_path / "usual.xlsx", "en", {})
    instead = {str(row[3]) for row in overview["Tables"].iter_rows(min_row=4, values_only=True) if row[3]}
    named = {sheet for each in instead for sheet in each.split(", ")}
    assert set(load_workbook(tmp_path / "usual.xlsx").sheetnames) == (
        set(overview.sheetnames) - {"Tables", "Columns"} | named
    )


def test_every_column_stands_there_with_type_and_meaning(result: Result, tmp_path: Path) -> None:
    cells = load_workbook(written(result, tmp_path, "en"))["Columns"]
    said = [row[:4] for row in cells.iter_rows(min_row=4, values_only=True)]
    lying = [
        (f"tables/{path.name}", field.name)
        for path in sorted((tmp_path / "tables").iterdir())
        for field in pq.read_schema(path)
    ]
    assert [row[:2] for row in said] == lying
    assert all(kind and meant for _, _, kind, meant in said)
    assert ("tables/Pools.parquet", "payable", "decimal128(38, 2)") in {row[:3] for row in said}


def test_notes_hold_what_is_said_of_the_whole_run_and_how_many_are_about_teams(result: Result, tmp_path: Path) -> None:
    sheet = load_workbook(written(result, tmp_path, "en"))["Notes"]
    rows = [row for row in sheet.iter_rows(min_row=4, values_only=True) if row[2]]
    whole = sorted(each.code for each in result.warnings if each.level == "warning" and each.team is None)
    assert sorted(str(row[2]) for row in rows) == whole != []
    teams = sum(each.level == "warning" and each.team is not None for each in result.warnings)
    assert f"About single teams: {teams}," in str(sheet["B2"].value)
    assert sheet.column_dimensions["A"].hidden and not sheet.column_dimensions["B"].hidden


def test_what_changed_since_a_closing_has_the_usual_sheet(tmp_path: Path) -> None:
    found = changed(sample("key-accounts"), other_plan=True)
    write_workbook(found, tmp_path / "usual.xlsx", "en", {})
    books = (load_workbook(path)["Changes"] for path in (written(found, tmp_path, "en"), tmp_path / "usual.xlsx"))
    one, other = (list(sheet.values) for sheet in books)
    assert one == other and len(one) > 4


def test_it_speaks_chinese_throughout(result: Result, tmp_path: Path) -> None:
    book = load_workbook(written(result, tmp_path, "zh"))
    assert book.sheetnames == ["汇总", "数据表", "数据列", "提示", "方案", "说明"]
    words = [str(cell.value) for row in book["汇总"].iter_rows(max_col=1) for cell in row if cell.value]
    known = {"North", "Growth", "Money", "2026-01", "Base"}
    assert [word for word in words if word.isascii() and word.strip() not in known and "-" not in word] == []


def test_groups_add_up_to_the_whole_whatever_the_groups(result: Result) -> None:
    ends = [0, 3, 4, 17, 30]
    parts = [overview_of(_only(result, begin, end)) for begin, end in pairwise(ends)]
    whole = overview_of(result)
    assert added(parts) == whole
    assert reduce(lambda one, other: added([other, one]), parts, Overview()).totals == whole.totals


def _only(result: Result, begin: int, end: int) -> Result:
    """The teams of these numbers; warnings go with the first."""
    segments = result.segments[result.segments["team"].between(begin, end - 1)]
    of_teams = ("payables", "members", "monthly")
    frames = {name: getattr(result, name)[lambda rows: rows["team"].between(begin, end - 1)] for name in of_teams}
    scores = result.scores[result.scores["segment"].isin(segments.index)]
    return replace(result, **frames, segments=segments, scores=scores, warnings=result.warnings if begin == 0 else ())


def test_whether_rows_fit_a_sheet_is_seen_at_the_longest_table(result: Result) -> None:
    longest = max(map(len, (result.scores, result.members, result.gates, result.segments)))
    read = 60 + len(result.inputs.pools) + len(result.inputs.targets) + len(result.inputs.lines)
    assert fits_sheets(result, max(longest, read)) and not fits_sheets(result, longest - 1)
