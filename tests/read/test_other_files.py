"""CSV, Parquet and .ods files say what they hold: in their encoding, to the last digit, once."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scorecard.read.cells import number_text
from scorecard.read.formats.csv_text import csv_rows, guessed_word
from scorecard.read.formats.grid import Refused
from scorecard.read.formats.workbook import workbook_grids
from tests.read.test_formats import csv_file, parquet, read, told_of
from tests.read.test_tables import MILLION


def test_a_csv_whose_encoding_was_guessed_wrongly_is_warned_of_where_it_is_read(tmp_path: Path) -> None:
    western = "team,name\nA,Müller GmbH\n"
    _, said = read(tmp_path, csv_file(tmp_path, "Teams.csv", western, "latin-1"))
    assert any(line.startswith("warning[csv-encoding] Teams.csv: ") and "M黮ler" in line for line in said)
    _, chinese = read(tmp_path, csv_file(tmp_path, "Teams.csv", "team,name\nA,销售一部\n", "gb18030"))
    _, unused = read(tmp_path, csv_file(tmp_path, "Letters.csv", western, "latin-1"))
    assert not any("csv-encoding" in line for line in (*chinese, *unused))


def test_the_words_of_a_long_csv_are_found_in_no_time() -> None:
    assert guessed_word(b"x" * 2**20 + "\n李\n".encode("gb18030")) == ""
    assert guessed_word(b"x" * 2**20 + "\nMüller\n".encode("latin-1")) == "M黮ler"


def test_the_separator_is_the_sign_that_most_lines_have_alike(tmp_path: Path) -> None:
    assert csv_rows(b"team;reason\nA;one, two, three, four\nB;none\n") == [
        ["team", "reason"],
        ["A", "one, two, three, four"],
        ["B", "none"],
    ]


def test_a_csv_of_more_rows_than_a_sheet_has_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        csv_rows(b"a,b\n" + b"\n" * 2**20)
    assert refused.value.kind == "workbook-too-large"


def test_nanoseconds_of_parquet_are_dates(tmp_path: Path) -> None:
    times = pd.Series(pd.to_datetime(["2026-01-05", "2026-02-01"])).astype("datetime64[ns]")
    book = parquet(tmp_path / "Actuals.parquet", period=times, team=["A", "A"], revenue=[1.0, 2.0])
    assert told_of(tmp_path, book) == ([(0, MILLION), (1, 2 * MILLION)], [])


def test_decimals_of_parquet_keep_every_digit_and_singles_get_none(tmp_path: Path) -> None:
    keys = [Decimal("110101199003078001"), Decimal("110101199003078002"), Decimal("1001.0000000000")]
    pd.DataFrame({"team": keys, "name": ["x", "y", "z"]}).to_parquet(tmp_path / "Teams.parquet")
    inputs, _ = read(tmp_path, tmp_path / "Teams.parquet")
    assert inputs.teams["key"].tolist() == ["1001", "110101199003078001", "110101199003078002"]
    singles = np.array([1234.56, 0.1], np.float32)
    book = parquet(tmp_path / "Actuals.parquet", period=["2026-01", "2026-02"], team=["A", "A"], revenue=singles)
    assert told_of(tmp_path, book) == ([(0, 1234560000), (1, 100000)], [])


@pytest.mark.parametrize(("number", "text"), [("0.00", "0"), ("-0", "0"), ("1E+20", "1" + "0" * 20), ("1.50", "1.5")])
def test_a_decimal_is_shown_as_a_person_would_write_it(number: str, text: str) -> None:
    assert number_text(Decimal(number)) == text


def ods(path: Path, cell: str) -> Path:
    """A sheet Actuals whose one number is this cell."""
    names = " ".join(f'xmlns:{name}="{name}"' for name in ("table", "office", "text", "draw"))
    texts = [("period", "team", "revenue"), ("2026-01", "A", None)]
    rows = "".join(
        f"<table:table-row>{''.join(cell if text is None else ods_text(text) for text in row)}</table:table-row>"
        for row in texts
    )
    content = f'<office:document-content {names}><office:body><office:spreadsheet><table:table table:name="Actuals">'
    content += f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def ods_text(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


SEVEN = 'office:value-type="float" office:value="7"'


@pytest.mark.parametrize(
    ("cell", "values", "said"),
    [
        (f"<table:table-cell {SEVEN}><text:p>7</text:p></table:table-cell>", [(0, 7 * MILLION)], []),
        (
            f"<table:table-cell {SEVEN}><office:annotation><text:p>why?</text:p></office:annotation>"
            "<text:p>7</text:p></table:table-cell>",
            [(0, 7 * MILLION)],
            [],
        ),
        ("<table:table-cell><office:annotation><text:p>x</text:p></office:annotation></table:table-cell>", [], []),
        ("<table:table-cell><text:p>7</text:p></table:table-cell>", [], ["workbook-damaged C2"]),
        (
            '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0">'
            "<text:p>#DIV/0!</text:p></table:table-cell>",
            [(0, 0)],
            ["error-cell C2"],
        ),
        (
            '<table:table-cell office:value-type="string" office:value="7"><text:p>x</text:p></table:table-cell>',
            [],
            ["workbook-damaged C2"],
        ),
        (
            f"<table:table-cell {SEVEN}><table:table><table:table-row/></table:table></table:table-cell>",
            [],
            ["workbook-damaged C2"],
        ),
    ],
)
def test_a_cell_of_an_ods_counts_where_it_says_once_what_it_holds(
    tmp_path: Path, cell: str, values: list[tuple[int, int]], said: list[str]
) -> None:
    found = told_of(tmp_path, ods(tmp_path / "actuals.ods", cell))
    assert found == (values, said)


def test_words_of_an_ods_that_a_tab_or_a_line_end_parts_stay_two(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>a<text:tab/>b<text:line-break/>c</text:p>'
    (grid,) = workbook_grids("book", ods(tmp_path / "a.ods", f"{cell}</table:table-cell>").read_bytes(), bool)
    assert grid.rows[1][2] == "a\tb\nc"
