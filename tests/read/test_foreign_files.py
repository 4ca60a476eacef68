"""Workbooks come from outside: whatever is in them, they are read or refused, and nothing is raised."""

from __future__ import annotations

import io
import random
import struct
import time
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from scorecard.read.formats.csv_text import csv_rows
from scorecard.read.formats.grid import Grid, Refused
from scorecard.read.formats.parquet import parquet_rows
from scorecard.read.formats.workbook import workbook_grids
from scorecard.read.workbooks import read_inputs
from tests.gallery.read_files import compound_file
from tests.read.books import BASE, codes, lines, plan_of, workbook
from tests.read.other_formats import xlsb, xlsx

REFUSALS = (
    *("workbook-damaged", "workbook-encrypted", "workbook-too-large", "not-a-workbook", "file-empty"),
    "not-downloaded",  # the first line of a pointer to a large file
)


def grids(data: bytes) -> list[Grid] | str:
    """The sheets, or the code that says why there are none."""
    try:
        return workbook_grids("book", data, lambda name: True)
    except Refused as refused:
        return refused.kind.partition(".")[0]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return workbook(tmp_path_factory.mktemp("book") / "book.xlsx", BASE["sheets"]).read_bytes()


@pytest.fixture(scope="module")
def binary(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    cells = [["period", "team"], ["2026-01", 5.0, "#N/A", True]]
    return xlsb(tmp_path_factory.mktemp("binary") / "book.xlsb", "Actuals", cells).read_bytes()


def rewritten(data: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """The archive with other parts: names and contents as ``change`` makes them."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return made.getvalue()


def test_an_intact_workbook_is_read(book: bytes) -> None:
    assert len(grids(book)) == len(BASE["sheets"])


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**9))
def test_a_flipped_bit_is_refused_or_changes_nothing(book: bytes, at: int) -> None:
    data = bytearray(book)
    data[at % len(data)] ^= 1 << at % 8
    assert grids(bytes(data)) in (*REFUSALS, grids(book))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_workbook_cut_short_is_refused(book: bytes, data: st.DataObject) -> None:
    length = data.draw(st.integers(0, len(book) - 1))
    assert grids(book[:length]) in ("workbook-damaged", "not-a-workbook", "file-empty")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(754507, "binary")
@given(st.integers(0, 10**9), st.sampled_from(["book", "binary"]))
def test_parts_that_were_changed_with_care_raise_nothing(book: bytes, binary: bytes, seed: int, which: str) -> None:
    chance = random.Random(seed)

    def change(name: str, part: bytes) -> tuple[str, bytes]:
        changed = bytearray(part)
        for _ in range(chance.choice((0, 1, 3, 20)) if part else 0):
            at = chance.randrange(len(changed))
            changed[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
            changed = changed or bytearray(b" ")
        return name, bytes(changed)

    found = grids(rewritten(book if which == "book" else binary, change))
    assert isinstance(found, (list, str))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2000), st.sampled_from(["", "PK\3\4", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]))
def test_noise_is_refused(noise: bytes, magic: str) -> None:
    assert grids(magic.encode("latin-1") + noise) in REFUSALS


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9))
def test_a_damaged_compound_file_raises_nothing(seed: int) -> None:
    chance = random.Random(seed)
    records = [(0x809, struct.pack("<HH", 0x600, 5)), (0x85, struct.pack("<IHBB", 60, 0, 1, 0) + b"S"), (0xA, b"")]
    records += [(0x809, struct.pack("<HH", 0x600, 16)), (0x205, struct.pack("<HHHBB", 1, 1, 0, 42, 1)), (0xA, b"")]
    stream = b"".join(struct.pack("<HH", kind, len(record)) + record for kind, record in records)
    data = bytearray(compound_file("Workbook", stream))
    for _ in range(chance.choice((0, 1, 5, 50))):
        at = chance.choice((chance.randrange(80), chance.randrange(512, 1600), chance.randrange(len(data))))
        data[at] = chance.choice((0, 1, 0xFF, chance.randrange(256)))
    assert isinstance(grids(bytes(data)), (list, str))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet='",;\t\r\n ab1中', max_size=60).map(str.encode))
def test_any_bytes_are_a_csv_or_refused(data: bytes) -> None:
    try:
        assert all(isinstance(cell, str) for row in csv_rows(data) for cell in row)
    except Refused as refused:
        assert refused.kind in ("csv-encoding", "csv-damaged", "csv-quote")


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**9))
def test_a_damaged_parquet_file_raises_nothing(seed: int) -> None:
    chance, made = random.Random(seed), io.BytesIO()
    pd.DataFrame({"team": ["A", "B"] * 20, "revenue": [1.5, None] * 20}).to_parquet(made)
    data = bytearray(made.getvalue())
    for _ in range(chance.choice((1, 2, 8))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        assert isinstance(parquet_rows(bytes(data)), list)
    except Refused as refused:
        assert refused.kind in ("parquet-damaged", "workbook-too-large")


@pytest.mark.parametrize(
    "name", ["../evil.xml", "xl/../../evil.xml", "/etc/passwd", "xl\\..\\evil.xml", "XL/Workbook.xml"]
)
def test_parts_whose_names_lead_astray_are_refused(book: bytes, name: str) -> None:
    made = io.BytesIO(book)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, "x")
    assert grids(made.getvalue()) == "workbook-damaged"


def test_two_parts_of_one_name_are_refused(book: bytes) -> None:
    made = io.BytesIO(book)
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    assert grids(made.getvalue()) == "workbook-damaged"


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/theme/theme1.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_any_part_is_refused(book: bytes, part: str, encoding: str) -> None:
    def change(name: str, content: bytes) -> tuple[str, bytes]:
        entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'.encode(encoding)
        return name, entity if name == part else content

    assert grids(rewritten(book, change)) in ("workbook-entities", "workbook-damaged")


FAR = '<row r="1"><c r="A1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "last", "column"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>', 2**20, 2**14),
        ('<row r="1048576"><c r="AZ1048576" t="str"><f>1</f><v>2</v></c></row>', 2**20, 52),
        ('<row r="1048000">' + "<c/>" * 60 + "<c><v>2</v></c></row>", 1048000, 61),
        ('<row r="1048000"/>' + "<row><c><v>2</v></c></row>" * 9, 1048009, 1),
    ],
)
def test_a_cell_far_out_is_read_where_it_stands(tmp_path: Path, rows: str, last: int, column: int) -> None:
    found = grids(xlsx(tmp_path / "far.xlsx", "Actuals", FAR + rows).read_bytes())
    assert isinstance(found, list)
    assert found[0].rows[0] == [1.0]
    assert (len(found[0].rows), len(found[0].rows[-1]), str(found[0].rows[-1][-1])[:1]) == (last, column, "2")


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row r="999999999"><c r="ZZZ999999999"><v>1</v></c></row>',
        '<row r="2"><c r="XFE2"><v>1</v></c></row>',
        '<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c></row>',
    ],
)
def test_cells_beyond_the_edge_or_out_of_order_are_refused(tmp_path: Path, rows: str) -> None:
    found = grids(xlsx(tmp_path / "far.xlsx", "Actuals", FAR + rows).read_bytes())
    assert found == "workbook-damaged"


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B{0}" t="str"><f>A1&amp;A2</f><v>a&amp;b</v></c>',
        '<c r="B{0}" t="e"><v>#N/A</v></c><c r="C{0}" t="str"><f>A1</f><v></v></c>',
        '<c r="B{0}" t="inlineStr"><is><t></t></is></c>',
        '<c r="B{0}" t="inlineStr"><is><r><rPr><b/></rPr><t>a</t></r><r><t>b</t></r></is></c>',
    ],
)
def test_what_is_looked_at_twice_costs_little(tmp_path: Path, cell: str) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c>{cell.format(row)}</row>' for row in range(1, 20_001))
    data = xlsx(tmp_path / "many.xlsx", "Actuals", rows).read_bytes()
    begin = time.process_time()
    found = grids(data)
    assert isinstance(found, list)
    assert len(found[0].rows) == 20_000
    assert time.process_time() - begin < 5


def test_a_sheet_that_fills_too_much_is_refused(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 900)
    )
    assert grids(xlsx(tmp_path / "far.xlsx", "Actuals", rows).read_bytes()) == "workbook-too-large"


def test_a_sheet_that_nobody_reads_may_reach_as_far_as_it_likes(tmp_path: Path) -> None:
    data = xlsx(tmp_path / "far.xlsx", "Notes", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>').read_bytes()
    assert [grid.rows for grid in workbook_grids("book", data, lambda name: name != "Notes")] == [[]]


def test_formats_that_reach_far_are_read_if_nothing_stands_there(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    found = grids(xlsx(tmp_path / "far.xlsx", "Actuals", rows).read_bytes())
    assert isinstance(found, list)
    assert found[0].rows == [[1.0]]


def test_a_cell_repeated_a_million_times_in_an_ods_is_refused(tmp_path: Path) -> None:
    many = 'table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"'
    names = 'xmlns:table="t" xmlns:office="o" xmlns:text="x"'
    content = f'<office:document-content {names}><table:table table:name="A"><table:table-row {many} '
    content += 'office:value-type="float" office:value="1"/></table:table-row></table:table></office:document-content>'
    with zipfile.ZipFile(tmp_path / "far.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    assert grids((tmp_path / "far.ods").read_bytes()) == "workbook-too-large"


def test_all_files_are_judged_at_once(tmp_path: Path, book: bytes) -> None:
    paths = []
    for name, data in {
        "a.xlsx": book[:-100],
        "b.xls": b"<html>",
        "c.csv": b"\xff\xfe\xfd",
        "d.parquet": b"PAR1",
    }.items():
        (tmp_path / name).write_bytes(data)
        paths.append(tmp_path / name)
    _, problems = read_inputs(plan_of(tmp_path), [*paths, tmp_path / "e.xlsx"])
    said = codes(lines(problems))
    assert said[:2] == [f"workbook-damaged {tmp_path}/a.xlsx", f"not-a-workbook {tmp_path}/b.xls"]
    assert [line.split()[0] for line in said[2:]] == ["csv-encoding", "parquet-damaged", "file-missing"]


CELLS = st.one_of(st.none(), st.text(max_size=8), st.floats(), st.booleans(), st.dates())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(BASE["sheets"])), st.lists(st.lists(CELLS, max_size=7), max_size=6))
def test_whatever_stands_in_a_sheet_is_told_never_raised(tmp_path: Path, name: str, cells: list[list[Any]]) -> None:
    header = BASE["sheets"][name][0]
    rows = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in [header, *cells])
    inputs, problems = read_inputs(plan_of(tmp_path), [xlsx(tmp_path / "any.xlsx", name, rows)])
    told = (*problems, *inputs.warnings)
    assert len(lines(told, "en")) == len(lines(told, "zh")) == len(told)


def _cell(cell: Any) -> str:
    if cell is None:
        return "<c/>"
    if isinstance(cell, bool):
        return f'<c t="b"><v>{int(cell)}</v></c>'
    if isinstance(cell, float):
        return f"<c><v>{cell!r}</v></c>"
    text = "".join(letter for letter in str(cell) if letter.isprintable())
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(sign, entity)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
