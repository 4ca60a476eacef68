"""A date that shows its year alone is not taken for the year, nor for its month, in any format of workbooks."""

from __future__ import annotations

import datetime as dt
import re
import struct
from pathlib import Path
from typing import Any

import pytest

from scorecard.read.formats.year_formats import shows_year_alone, year_alone
from tests.read.books import base_with, codes, saved_by_libreoffice, workbook
from tests.read.other_formats import record, wide, xlsb
from tests.read.test_foreign_files import rewritten
from tests.read.test_formats import read, without
from tests.read.test_tables import rows

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
POOLS = {
    "rows": [
        ["team", "period", "amount"],
        ["A", FIRST, 1],
        ["A", LAST, 2],
        ["A", dt.date(2026, 2, 1), 3],
        ["B", 2026, 12],
    ],
    "formats": {"B2": "yyyy", "B3": '"FY"yyyy;@', "B4": "yyyy-mm", "B5": "0"},
}


@pytest.mark.parametrize(
    ("code", "is_one"),
    [
        ("yyyy", True),
        ("YYYY", True),
        ('yyyy"年"', True),
        ("[$-804]yyyy\\年;@", True),
        ("[DBNum1]e年", True),
        ('yyyy"年度"', True),
        ("yyyy年度", True),
        ("FYyyyy", True),
        ("yyyy/", True),
        ("yy", True),
        ("yyyy-mm", False),
        ("yyyymm", False),
        ("mmdd", False),
        ("mmm yyyy", False),
        ("General", False),
        ('0" years"', False),
        ("0E+00", False),
        ("@", False),
        ("", False),
    ],
)
def test_a_format_shows_a_year_alone(code: str, is_one: bool) -> None:
    assert shows_year_alone(code) == is_one


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_such_a_date_is_told_and_its_neighbours_are_read(tmp_path: Path, suffix: str) -> None:
    book = workbook(tmp_path / "inputs.xlsx", base_with({"Pools": POOLS}))
    inputs, said = read(tmp_path, book if suffix == "xlsx" else saved_by_libreoffice([book], suffix)[0])
    assert codes(said) == ["ambiguous-period B2", "ambiguous-period B3"]
    assert "is the date 2026-01-01, of which" in said[0] and "is the date 2026-12-31, of which" in said[1]
    assert rows(inputs.pools, "team", "month", "amount") == [(0, 1, 300), (1, -1, 1200)]


@pytest.mark.parametrize("cell", [b's="%s" r="B2"', b"s='%s' r='B2'"])
def test_it_is_seen_however_its_cell_is_written(tmp_path: Path, cell: bytes) -> None:
    def anew(name: str, content: bytes) -> tuple[str, bytes]:
        return name, re.sub(rb'r="B2" s="(\d+)"', lambda found: cell % found[1], content)

    book = workbook(tmp_path / "inputs.xlsx", base_with({"Pools": POOLS}))
    book.write_bytes(rewritten(book.read_bytes(), anew))
    assert codes(read(tmp_path, book)[1]) == ["ambiguous-period B2", "ambiguous-period B3"]


def test_columns_that_nobody_reads_may_hold_such_dates(tmp_path: Path) -> None:
    pools = {"rows": [["team", "period", "amount", "year"], ["A", 2026, 1, FIRST]], "formats": {"D2": "yyyy"}}
    _, said = read(tmp_path, workbook(tmp_path / "inputs.xlsx", base_with({"Pools": pools})))
    assert codes(said) == ["unread-columns D1"]


def test_a_day_that_shows_its_year_is_a_day_where_a_day_is_wanted(tmp_path: Path) -> None:
    days = {
        "rows": [["team", "stage", "from"], ["A", "growth", FIRST], ["B", "growth", FIRST]],
        "formats": {"C2": "yyyy"},
    }
    _, said = read(tmp_path, workbook(tmp_path / "inputs.xlsx", base_with({"Stages": days})))
    assert said == []


@pytest.mark.parametrize(
    ("shown", "is_year"),
    [
        *(("2026", True), ("2026年", True), ("2026年度", True), ("2026财年", True), ("FY 2026", True), ("26", True)),
        *(
            ("0201", False),
            ("2602", False),
            ("2026-02", False),
            ("Feb 2026", False),
            ("二月 2026", False),
            ("2025", False),
        ),
    ],
)
def test_what_a_cell_of_an_ods_shows_is_the_year_alone(shown: str, is_year: bool) -> None:
    assert (year_alone("2026-02-01", shown) is not None) == is_year


def test_the_same_day_is_read_where_it_is_shown(tmp_path: Path) -> None:
    pools = {"rows": [["team", "period", "amount"], ["A", FIRST, 1], ["B", FIRST, 2]], "formats": {"B2": "yyyy"}}
    inputs, said = read(tmp_path, workbook(tmp_path / "inputs.xlsx", base_with({"Pools": pools})))
    assert codes(said) == ["ambiguous-period B2"]
    assert rows(inputs.pools, "team", "month", "amount") == [(1, 0, 200)]


def test_it_is_told_of_a_binary_workbook(tmp_path: Path) -> None:
    looks = [struct.pack("<HHHHHIH", 0, form, 0, 0, 0, 0, 0) for form in (0, 200, 201)]
    styles = [
        record(615, struct.pack("<I", 2)),
        record(44, struct.pack("<H", 200) + wide("yyyy")),
        record(44, struct.pack("<H", 201) + wide("yyyy-mm")),
        record(616),
        record(626, struct.pack("<I", 1)),
        record(47, looks[1]),  # a style that cells may be made after
        record(627),
        record(617, struct.pack("<I", 3)),
        *(record(47, look) for look in looks),
        record(618),
    ]
    days = [record(5, struct.pack("<IId", 1, style, 46023.0)) for style in (1, 2)]
    table: list[list[Any]] = [["team", "period", "amount"], ["A", days[0], 1], ["A", days[1], 5]]
    book = xlsb(tmp_path / "pools.xlsb", "Pools", table, styles=b"".join(styles))
    inputs, said = read(tmp_path, workbook(tmp_path / "base.xlsx", without("Pools")), book)
    assert codes(said) == ["ambiguous-period B2"]
    assert rows(inputs.pools, "month", "amount") == [(0, 500)]
