"""Workbooks that are written otherwise than Excel does, and files that are none, are marked too."""

from __future__ import annotations

import random
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import Workbook, load_workbook

from scorecard.model.problems import cell_name
from scorecard.report.marked.book import marked_book
from scorecard.report.marked.entries import Mark
from scorecard.report.marked.listing import NAME, Listing
from scorecard.report.marked.styles import COLOURS
from scorecard.report.marked.xml_part import Unmarkable
from tests.marked.made import of_sheet, parts_of, zipped
from tests.read.other_formats import STRICT, xlsx

LIST = Listing("title", [], [], "en")
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
ERROR = [Mark("error", "wrong")]


def marked(path: Path, *cells: str, sheet: str = "S") -> Path:
    """The workbook marked in these cells."""
    made = path.with_name("marked.xlsx")
    made.write_bytes(marked_book(path.read_bytes(), {sheet: dict.fromkeys(cells, ERROR)}, LIST))
    for name, content in parts_of(made).items():
        if name.endswith((".xml", ".rels", ".vml")):
            ElementTree.fromstring(content)
    return made


def coloured(path: Path, sheet: str = "S") -> set[str]:
    rows = load_workbook(path)[sheet].iter_rows()
    return {cell.coordinate for row in rows for cell in row if cell.fill.fgColor.rgb == COLOURS["error"]}


FORMS = {
    "cells without places": "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
    "single quotes": "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c></row><row r='2'/>",
    "spaces in tags": '<row r = "1" ><c  r="A1" ><v>1</v></c ><c r="B1"\n><v>2</v></c></row ><row r="2"></row>',
    "inline strings": '<row r="1"><c r="A1" t="inlineStr"><is><t>a &gt; b</t></is></c><c r="B1"><v>2</v></c></row>',
    "empty rows": '<row r="1"/><row r="2"/>',
    "nothing": "",
    "only a later row": '<row r="9"><c r="C9"><v>1</v></c></row>',
    "a comment with a tag": '<row r="1"><!-- <c r="B1"/> --><c r="A1"><v>1</v></c></row>',
    "signs in attributes": """<row r="1" x=">"><c r="B1" y="&lt;'>" z='"/>'><v>1</v></c></row>""",
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_every_form_of_cells_and_rows_is_marked(tmp_path: Path, data: str, prefix: str) -> None:
    for tag in ("row", "c", "v", "is", "t"):
        data = data.replace(f"<{tag} ", f"<{prefix}{tag} ").replace(f"<{tag}>", f"<{prefix}{tag}>")
        data = data.replace(f"</{tag}", f"</{prefix}{tag}").replace(f"<{tag}/", f"<{prefix}{tag}/")
    made = marked(of_sheet(tmp_path / "book.xlsx", data, prefix), "B1", "A2", "D4")
    assert coloured(made) == {"B1", "A2", "D4"}
    sheet = load_workbook(made)["S"]
    assert {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment} == {"B1", "A2", "D4"}
    before = load_workbook(tmp_path / "book.xlsx")["S"]
    assert [c.value for r in before.iter_rows(max_row=9, max_col=4) for c in r] == [
        c.value for r in sheet.iter_rows(max_row=9, max_col=4) for c in r
    ]


def test_strict_ooxml_keeps_its_namespaces(tmp_path: Path) -> None:
    made = parts_of(marked(xlsx(tmp_path / "book.xlsx", "S", ONE, main=STRICT), "A1"))
    for part in ("xl/worksheets/scorecard-problems1.xml", "xl/comments1.xml", "xl/styles.xml"):
        assert ElementTree.fromstring(made[part]).tag.startswith(f"{{{STRICT}}}")
    kinds = [each.get("Type", "") for each in ElementTree.fromstring(made["xl/worksheets/_rels/sheet1.xml.rels"])]
    assert all(kind.startswith("http://purl.oclc.org/ooxml/officeDocument/relationships/") for kind in kinds)


def test_random_sheets_keep_their_cells_and_get_their_marks(tmp_path: Path) -> None:
    for seed in range(40):
        rng = random.Random(seed)
        data, values = random_sheet(rng)
        wanted = {cell_name(rng.randrange(8), rng.randint(1, 9)) for _ in range(rng.randint(1, 12))}
        made = marked(of_sheet(tmp_path / "book.xlsx", data), *wanted)
        sheet = load_workbook(made)["S"]
        assert coloured(made) == wanted, seed
        found = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert found == values, seed
        in_order(parts_of(made)["xl/worksheets/sheet1.xml"])


def random_sheet(rng: random.Random) -> tuple[str, dict[str, int]]:
    """Rows and cells, some of which do not say where they stand."""
    data, values, row = "", {}, 0
    while (row := row + rng.choice([1, 1, 2, 3])) < 9:
        cells, column, previous = "", -1, -1
        while (column := column + rng.choice([1, 1, 2, 4])) < 8:
            name = cell_name(column, row)
            loose = column == previous + 1 and rng.random() < 0.5
            values[name] = rng.randrange(100)
            cells += f"<c{'' if loose else f' r={name!r}'}><v>{values[name]}</v></c>"
            previous = column
        data += f'<row r="{row}">{cells}</row>' if cells else f'<row r="{row}"/>'
    return data, values


def in_order(sheet: bytes) -> None:
    rows = [int(each.get("r", "0")) for each in ElementTree.fromstring(sheet).iter() if each.tag.endswith("}row")]
    assert rows == sorted(set(rows))


def test_a_cell_that_is_not_there_takes_the_looks_of_its_row_or_column(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "S"
    sheet.column_dimensions["B"].number_format = "0.00%"
    sheet.column_dimensions["B"].width = 30
    sheet["A1"], sheet["C3"] = 1, 2
    book.save(tmp_path / "book.xlsx")
    made = load_workbook(marked(tmp_path / "book.xlsx", "B2", "B3"))["S"]
    assert [made[cell].number_format for cell in ("B2", "B3")] == ["0.00%", "0.00%"]
    assert made.column_dimensions["B"].width == 30


def test_of_merged_cells_the_first_shows_it(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "S"
    book.active["B2"] = 1
    book.active.merge_cells("B2:C4")
    book.save(tmp_path / "book.xlsx")
    made = marked(tmp_path / "book.xlsx", "C3", "B2")
    assert coloured(made) == {"B2"}
    assert load_workbook(made)["S"]["B2"].comment.text == "C3: wrong\nwrong"


CHOICE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="x14" xmlns:x14="x"><controls/></mc:Choice></mc:AlternateContent>'
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("<pageMargins/><drawing/>", f"{CHOICE}<tableParts/><extLst><ext><drawing/></ext></extLst>"),
        ("<mergeCells><mergeCell ref='E1:F1'/></mergeCells>\n", "<picture></picture><extLst/>"),
        ("", "<legacyDrawingHF/>"),
    ],
)
def test_the_drawing_of_comments_stands_where_the_format_wants_it(tmp_path: Path, before: str, after: str) -> None:
    path = of_sheet(tmp_path / "book.xlsx", ONE)
    parts = parts_of(path)
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b"</worksheet>", f"{before}{after}</worksheet>".encode())
    made = marked_book(
        zipped(path, {**parts, "xl/worksheets/sheet1.xml": sheet}).read_bytes(), {"S": {"A1": ERROR}}, LIST
    )
    (tmp_path / "made.xlsx").write_bytes(made)
    written = parts_of(tmp_path / "made.xlsx")["xl/worksheets/sheet1.xml"].decode()
    assert re.search(
        f"</sheetData>{re.escape(before.rstrip())}<legacyDrawing [^>]*/>\\s*{re.escape(after)}</w", written
    )


@pytest.mark.parametrize("before", ['<dimension ref="rubbish"/>', '<dimension ref="A1"/>', '<dimension ref="A1:B2"/>'])
def test_a_sheet_says_that_it_reaches_to_new_cells_where_it_said_so_before(tmp_path: Path, before: str) -> None:
    path = of_sheet(tmp_path / "book.xlsx", ONE)
    parts = parts_of(path)
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b"<sheetData>", f"{before}<sheetData>".encode())
    made = marked(zipped(path, {**parts, "xl/worksheets/sheet1.xml": sheet}), "C9")
    said = before if "rubbish" in before else '<dimension ref="A1:C9"/>'
    assert said.encode() in parts_of(made)["xl/worksheets/sheet1.xml"]


def test_a_part_in_utf_16_is_left_to_a_copy_of_values(tmp_path: Path) -> None:
    path = of_sheet(tmp_path / "book.xlsx", ONE)
    parts = parts_of(path)
    sheet = parts["xl/worksheets/sheet1.xml"].decode().encode("utf-16")
    with pytest.raises(Unmarkable):
        marked(zipped(path, {**parts, "xl/worksheets/sheet1.xml": sheet}), "A1")


def test_a_sheet_called_like_the_list_stays(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = NAME
    book.create_sheet("S")["A1"] = 1
    book.save(tmp_path / "book.xlsx")
    assert load_workbook(marked(tmp_path / "book.xlsx", "A1")).sheetnames == [f"{NAME} 2", NAME, "S"]


def test_a_workbook_that_was_marked_before_is_marked_again(tmp_path: Path) -> None:
    path = of_sheet(tmp_path / "book.xlsx", ONE)
    first = marked(path, "A1").rename(tmp_path / "first.xlsx")
    again = marked(first, "A1", "B1")
    assert load_workbook(again).sheetnames == [f"{NAME} 2", NAME, "S"]
    assert load_workbook(again)["S"]["A1"].comment.text == "wrong\nwrong"


def test_a_drawing_that_is_no_xml_gets_its_boxes_too(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "S"
    book.active["A1"] = 1
    from openpyxl.comments import Comment

    book.active["A1"].comment = Comment("mine", "Ann")
    book.save(tmp_path / "book.xlsx")
    parts = parts_of(tmp_path / "book.xlsx")
    (drawing,) = (name for name in parts if name.endswith(".vml"))
    parts[drawing] = parts[drawing].replace(b"</xml>", b"<v:textbox><div>one<br>two</div></v:textbox></xml>")
    zipped(tmp_path / "book.xlsx", parts)
    made = marked_book((tmp_path / "book.xlsx").read_bytes(), {"S": {"B1": ERROR}}, LIST)
    (tmp_path / "made.xlsx").write_bytes(made)
    drawn = parts_of(tmp_path / "made.xlsx")[drawing]
    assert drawn.count(b"ObjectType") == 2 and drawn.endswith(b"</xml>") and b"<br>" in drawn


def test_ten_thousand_faulty_cells_are_marked(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 10_051))
    path = of_sheet(tmp_path / "book.xlsx", cells)
    made = marked_book(path.read_bytes(), {"S": {f"A{row}": ERROR for row in range(1, 10_051)}}, LIST)
    (tmp_path / "made.xlsx").write_bytes(made)
    assert len(made) < 2_000_000
    parts = parts_of(tmp_path / "made.xlsx")
    assert parts["xl/comments1.xml"].count(b"<comment ") == 10_000
    assert parts["xl/drawings/vmlDrawing1.vml"].count(b"<v:shape ") == 10_000
    assert parts["xl/worksheets/sheet1.xml"].count(b' s="') == 10_050


def test_a_long_message_is_cut_where_a_cell_ends(tmp_path: Path) -> None:
    path = of_sheet(tmp_path / "book.xlsx", ONE)
    made = marked_book(path.read_bytes(), {"S": {"A1": [Mark("error", "𝄞" * 40_000 + "\x07")]}}, LIST)
    (tmp_path / "made.xlsx").write_bytes(made)
    text = load_workbook(tmp_path / "made.xlsx")["S"]["A1"].comment.text
    assert len(text.encode("utf-16-le")) // 2 <= 32_767 and text.endswith("𝄞…")


def test_text_of_the_input_is_text(tmp_path: Path) -> None:
    path = of_sheet(tmp_path / "book.xlsx", ONE)
    said = "<b>&amp; _x0041_ \x0b ]]> \"'"
    made = marked_book(path.read_bytes(), {"S": {"A1": [Mark("error", said)]}}, LIST)
    (tmp_path / "made.xlsx").write_bytes(made)
    raw = ElementTree.fromstring(parts_of(tmp_path / "made.xlsx")["xl/comments1.xml"])
    (text,) = (each.text for each in raw.iter() if each.tag.endswith("}t"))
    assert text == "<b>&amp; _x005F_x0041_ \ufffd ]]> \"'"
