"""A marked copy shows what is wrong in its place, and is else what the workbook was."""

from __future__ import annotations

import re
import zipfile
from itertools import zip_longest
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from scorecard.report.marked.listing import NAME
from scorecard.report.marked.styles import COLOURS
from tests.marked.made import MACROS, check, faulty, parts_of, told

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl drops them

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module", params=["inputs.xlsx", "inputs.xlsm"])
def marked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(A workbook, its marked copy)."""
    folder = tmp_path_factory.mktemp("marked")
    path = faulty(folder, request.param)
    done = check(folder, path.name, "--mark marked")
    assert done.code == 1, done.err
    return path, folder / "marked" / path.name


def changed_parts(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in after if before.get(name) != after[name]}


def test_only_the_parts_that_must_change_do(marked: tuple[Path, Path]) -> None:
    before, after = map(parts_of, marked)
    assert before.keys() <= after.keys()
    assert changed_parts(before, after) == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet7.xml",  # Actuals
        "xl/worksheets/sheet8.xml",  # Remarks, which was the selected one
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/scorecard-problems1.xml",
    }
    assert after.get("xl/vbaProject.bin") == (MACROS if marked[0].suffix == ".xlsm" else None)


def test_every_part_is_well_formed(marked: tuple[Path, Path]) -> None:
    for name, content in parts_of(marked[1]).items():
        if name.endswith((".xml", ".rels", ".vml")):
            ElementTree.fromstring(content)


def test_a_sheet_with_marks_differs_in_the_style_of_faulty_cells_alone(marked: tuple[Path, Path]) -> None:
    before, after = (parts_of(path)["xl/worksheets/sheet7.xml"].decode() for path in marked)
    cells = re.findall(r'<c r="(\w+)"[^>]*>', before)
    marks = [cell for cell in cells if style_of(before, cell) != style_of(after, cell)]
    assert marks == ["B3", "C4", "C5"]
    added = re.search(r'<c r="A6" s="\d+"/>', after)
    assert added and '"A6"' not in before
    restored = after.replace(added.group(), "").replace('<row r="6"', '<row r="6" spans="1:6"')
    for cell in marks:
        tag = re.search(rf'<c r="{cell}"[^>]*>', before)
        assert tag
        restored = re.sub(rf'<c r="{cell}"[^>]*>', tag.group(), restored)
    assert normal_spans(restored) == normal_spans(before)


def style_of(sheet: str, cell: str) -> str:
    found = re.search(rf'<c r="{cell}"[^>]*>', sheet)
    assert found
    return "".join(re.findall(r' s="(\d+)"', found.group()))


def normal_spans(sheet: str) -> str:
    """Without the hint how far a row reaches and the order of its row's attributes."""
    return re.sub(r' spans="[^"]*"', "", sheet)


def test_the_sheet_that_was_open_is_no_longer_selected(marked: tuple[Path, Path]) -> None:
    before, after = (parts_of(path)["xl/worksheets/sheet8.xml"] for path in marked)
    assert before.replace(b' tabSelected="1"', b"") == after != before
    book = load_workbook(marked[1])
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_view.tabSelected] == [NAME]
    assert book.active.title == NAME


def test_openpyxl_sees_the_same_cells_but_for_the_marks(marked: tuple[Path, Path]) -> None:
    for values in (True, False):
        before, after = (load_workbook(path, data_only=values, rich_text=True) for path in marked)
        assert after.sheetnames == [NAME, *before.sheetnames]
        for sheet in before.worksheets:
            for ours, theirs in cell_pairs(sheet, after[sheet.title]):
                assert theirs.value == ours.value
                assert look(theirs) == look(ours) or theirs.coordinate == "A6"  # which was not there
    assert load_workbook(marked[1], data_only=True)["Actuals"]["C2"].value == 100000
    assert load_workbook(marked[1])["Actuals"]["C2"].value == "=SUM(E1:E3)*1000"


def test_a_cell_that_was_not_there_looks_as_its_row_does(marked: tuple[Path, Path]) -> None:
    assert load_workbook(marked[1])["Actuals"]["A6"].font.b


def cell_pairs(one: Any, other: Any) -> Any:
    size = {"max_row": max(one.max_row, other.max_row), "max_col": max(one.max_column, other.max_column)}
    for rows in zip_longest(one.iter_rows(**size), other.iter_rows(**size)):
        yield from zip(*rows, strict=True)


def look(cell: Any) -> tuple[str, ...]:
    """Everything but the fill, where that is one of ours."""
    fill = cell.fill.fgColor.rgb if cell.coordinate not in ("B3", "C4", "C5", "A6") else None
    return tuple(map(repr, (cell.font, cell.number_format, cell.alignment, cell.border, cell.protection, fill)))


def test_sheets_keep_states_names_and_print_settings(marked: tuple[Path, Path]) -> None:
    before, after = map(load_workbook, marked)
    for sheet in before.worksheets:
        other = after[sheet.title]
        assert other.sheet_state == sheet.sheet_state
        assert names_in(other) == names_in(sheet)
        assert (other.print_area, other.print_title_rows) == (sheet.print_area, sheet.print_title_rows)
        assert other.merged_cells.ranges == sheet.merged_cells.ranges
        assert other.column_dimensions["C"].width == sheet.column_dimensions["C"].width
        assert repr(other.data_validations) == repr(sheet.data_validations)
    assert names_in(after) == names_in(before)


def names_in(holder: Any) -> dict[str, str]:
    return {name: each.attr_text for name, each in holder.defined_names.items()}


def test_each_faulty_cell_has_its_colour_and_its_message(marked: tuple[Path, Path]) -> None:
    sheet = load_workbook(marked[1])["Actuals"]
    wanted = {
        "B3": (COLOURS["error"], "problem [unknown-team] there is no team Z; "),
        "C4": (COLOURS["error"], 'problem [not-a-number] revenue is "n/a"; write a number'),
        "C5": (COLOURS["warning"], 'warning [text-number] revenue is the text "1,000"; '),
        "A6": (COLOURS["error"], "problem [empty-cell] period is empty; fill it in"),
    }
    for cell, (colour, text) in wanted.items():
        assert sheet[cell].fill.fgColor.rgb == colour
        assert text in sheet[cell].comment.text
    commented = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment]
    assert sorted(commented) == ["A6", "B3", "C4", "C5", "E1"]


def test_a_comment_that_was_there_goes_on_with_the_message(marked: tuple[Path, Path]) -> None:
    sheet = load_workbook(marked[1])["Actuals"]
    assert sheet["B3"].comment.text.startswith("The former name?\nproblem [unknown-team]")
    assert sheet["B3"].comment.author == "Ann"
    assert sheet["E1"].comment.text == "Mine"


def test_every_comment_has_a_box_of_its_own(marked: tuple[Path, Path]) -> None:
    drawing = parts_of(marked[1])["xl/drawings/vmlDrawing1.vml"].decode()
    ids = re.findall(r'<v:shape [^>]*?id="(_x0000_s\d+)"', drawing)
    places = set(zip(re.findall(r"<x:Row>(\d+)<", drawing), re.findall(r"<x:Column>(\d+)<", drawing), strict=True))
    assert len(ids) == len(set(ids)) == 5
    assert places == {("5", "0"), ("2", "1"), ("3", "2"), ("4", "2"), ("0", "4")}


def test_the_box_of_a_comment_that_goes_on_grows(marked: tuple[Path, Path]) -> None:
    before, after = (parts_of(path)["xl/drawings/vmlDrawing1.vml"].decode() for path in marked)
    assert bottoms(after)["2", "1"] == bottoms(before)["2", "1"] + 3  # the former text's rows, and those of three lines
    assert bottoms(after)["0", "4"] == bottoms(before)["0", "4"]


def bottoms(drawing: str) -> dict[tuple[str, str], int]:
    """(Row, column) of a comment's cell to the row at which its box ends."""
    found = re.findall(r"<x:Anchor>([^<]*)<.*?<x:Row>(\d+)<.*?<x:Column>(\d+)<", drawing, re.DOTALL)
    return {(row, column): int(anchor.split(",")[6]) for anchor, row, column in found}


def test_the_first_sheet_lists_all_problems_as_links(marked: tuple[Path, Path]) -> None:
    sheet = load_workbook(marked[1])[NAME]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert sheet["A1"].value == f"{marked[0].name}: problems 3, warnings 1"
    listed = [(row[2], row[3], row[5]) for row in rows if row[5] and row[0] == marked[0].name]
    assert sorted(listed) == [
        ("A6", "problem", "empty-cell"),
        ("B3", "problem", "unknown-team"),
        ("C4", "problem", "not-a-number"),
        ("C5", "warning", "text-number"),
    ]
    links = {cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links == {cell: f"'Actuals'!{cell}" for cell in ("B3", "C4", "A6", "C5")}


def test_the_copy_read_again_says_the_same(marked: tuple[Path, Path]) -> None:
    path, _ = marked
    again = check(path.parent, f"marked/{path.name}")
    said = [line.replace(f"marked/{path.name}", path.name) for line in told(again)]
    assert said == told(check(path.parent, path.name))
    assert f"{NAME}: note[sheet-left-alone]" in again.err


def test_the_same_input_gives_the_same_bytes(marked: tuple[Path, Path]) -> None:
    path, copy = marked
    check(path.parent, path.name, "--mark again")
    for each in (copy.name, "problems.xlsx"):
        assert (path.parent / "again" / each).read_bytes() == copy.with_name(each).read_bytes()


def test_the_original_is_left_as_it_was(marked: tuple[Path, Path], tmp_path: Path) -> None:
    path, _ = marked
    before = path.read_bytes()
    assert check(path.parent, path.name, "--mark", str(tmp_path / "there")).code == 1
    assert path.read_bytes() == before


def test_parts_stand_in_the_archive_in_their_order(marked: tuple[Path, Path]) -> None:
    before, after = (zipfile.ZipFile(path).namelist() for path in marked)
    assert after[: len(before)] == before
