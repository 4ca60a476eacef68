"""Rows in which nothing needs a second look are known by one search (docs/decisions 002)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from scorecard.read.cells import Unreadable
from scorecard.read.formats.plain_rows import are_plain, are_simple, count_simple_values, count_values, last_column
from scorecard.read.formats.suspects import look_at
from scorecard.read.formats.workbook import workbook_grids

USUAL = (
    b'<row r="7" spans="1:3"><c r="A7" t="s"><v>12</v></c><c r="B7" s="3"><v>-1.5E3</v></c><c r="C7" s="1"/></row>',
    b'<row r="7"><c r="A7" t="inlineStr"><is><t>Steven &amp; Co</t></is></c><c r="Z7"><v></v></c></row>',
    b'<row r="7"/>',
    b'<row r="7" s="1" customFormat="1"></row>',
)
ODD = (
    b'<row r="7" hidden="1"><c r="A7"><v>1</v></c></row>',
    b'<row r="7" spans="1:3" hidden="true"/>',
    b'<row r="7"><c r="A7"><f>B7*2</f><v>1</v></c></row>',
    b'<row r="7"><c r="A7"><f>B7*2</f></c></row>',
    b'<row r="7"><c r="A7" t="e"><v>#N/A</v></c></row>',
    b'<row r="7"><c r="AA7"><v>1</v></c></row>',
    b'<row r="7"><c r="A7" t="str"><v>text</v></c></row>',
    b'<row r="7"><c r="A7" t="b"><v>1</v></c></row>',
)
BROKEN = (
    b'<row r="7"><c r="A8"><v>1</v></c></row>',
    b'<row r="7"><c r="A7"><v>1&#51;</v></c></row>',
    b'<row r="7"><c r="A7"><v>1</v><v>2</v></c></row>',
    b'<row r="7"><c r="A7" t="inlineStr"><is><t>a\x01b</t></is></c></row>',
    b'<row r="7" r="8"><c r="A7"><v>1</v></c></row>',
)
BESIDE = (b'<row r="6"><c r="A6"><v>1</v></c></row>', b'<row r="8"><c r="A8"><v>1</v></c></row>')


def between(row: bytes) -> bytes:
    return BESIDE[0] + row + BESIDE[1]


@pytest.mark.parametrize("row", USUAL)
def test_what_is_simple_is_plain_and_needs_no_second_look(row: bytes) -> None:
    rows = between(row)
    assert are_simple(rows) and are_plain(rows)
    looked = look_at(rows)
    assert (looked.unreadable, looked.hidden, looked.unclear) == ({}, set(), set())
    assert count_simple_values(rows) == count_values(rows)
    assert last_column(rows) == 26


@pytest.mark.parametrize("row", ODD)
def test_what_needs_one_is_plain_but_not_simple(row: bytes) -> None:
    assert are_plain(between(row)) and not are_simple(between(row))


@pytest.mark.parametrize("row", BROKEN)
def test_what_is_not_plain_is_not_simple(row: bytes) -> None:
    assert not are_plain(between(row)) and not are_simple(between(row))


def test_one_odd_cell_and_one_hidden_row_are_found_far_down_a_large_sheet(tmp_path: Path) -> None:
    made = io.BytesIO()
    with Workbook(made, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Actuals")
        for row in range(40_000):
            if row == 30_000:
                sheet.set_row(row, None, None, {"hidden": True})
            sheet.write_number(row, 0, row)
            if row == 35_000:
                sheet.write_formula(row, 1, "=1/0", None, "#DIV/0!")
            else:
                sheet.write_number(row, 1, row / 4)
    (grid,) = workbook_grids("book", made.getvalue(), lambda _: True)
    assert grid.hidden == frozenset({30_001})
    assert isinstance(grid.rows[35_000][1], Unreadable)
    assert [row[0] for row in grid.rows] == list(range(40_000))
    assert all(cells[1] == row / 4 for row, cells in enumerate(grid.rows) if row != 35_000)
