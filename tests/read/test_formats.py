"""The same sheets in every format: the same tables, and no error that passes as an empty cell."""

from __future__ import annotations

import datetime as dt
import struct
import time
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from scorecard.model.inputs import Inputs
from scorecard.read.formats.csv_text import columns_with_commas, csv_rows
from scorecard.read.formats.grid import Refused
from scorecard.read.workbooks import read_inputs
from tests.read.books import BASE, base_with, codes, lines, plan_of, saved_by_libreoffice, workbook
from tests.read.other_formats import STRICT, xlsb, xlsx
from tests.read.test_tables import MILLION, rows
from tests.read.test_together import contents

ACTUALS = [["period", "team", "revenue", "margin"], ["2026-01", "A", 100, "#N/A"], ["2026-02", "A", None, 1.5]]


def read(folder: Path, *paths: Path) -> tuple[Inputs, list[str]]:
    inputs, problems = read_inputs(plan_of(folder), paths)
    return inputs, lines((*problems, *inputs.warnings))


def without(*names: str) -> dict[str, Any]:
    return base_with(dict.fromkeys(names))


COMPUTED = [["period", "team", "revenue", "margin"], ["2026-01", "A", "=1/0", '=""'], ["2026-02", "A", "=1+1", "=NA()"]]


@pytest.fixture(scope="module", params=["xlsx", "xls", "ods"])
def saved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The base, and one with formulas and a hidden row, as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("libreoffice")
    sheets = base_with({"Actuals": {"rows": COMPUTED, "hidden": [3]}})
    books = [workbook(folder / "base.xlsx", BASE["sheets"]), workbook(folder / "computed.xlsx", sheets)]
    return {book.stem: saved for book, saved in zip(books, saved_by_libreoffice(books, request.param), strict=True)}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("expected")
    inputs, said = read(folder, workbook(folder / "base.xlsx", BASE["sheets"]))
    assert said == []
    return contents(inputs)


def test_what_libreoffice_saves_is_the_same(saved: dict[str, Path], expected: dict[str, Any], tmp_path: Path) -> None:
    inputs, said = read(tmp_path, saved["base"])
    assert said == []
    assert contents(inputs) == expected


def test_errors_and_hidden_rows_are_seen_in_what_libreoffice_saves(saved: dict[str, Path], tmp_path: Path) -> None:
    inputs, said = read(tmp_path, saved["computed"])
    assert codes(said) == ["error-cell C2", "error-cell D3", "hidden-rows Actuals"]
    assert rows(inputs.values, "month", "measure", "value") == [(0, 0, 0), (1, 0, 2 * MILLION), (1, 1, 0)]


def test_what_xlsxwriter_writes_is_the_same(tmp_path: Path, expected: dict[str, Any]) -> None:
    with xlsxwriter.Workbook(tmp_path / "base.xlsx", {"default_date_format": "d mmm yy"}) as book:
        for name, sheet in BASE["sheets"].items():
            page = book.add_worksheet(name)
            for number, row in enumerate(sheet):
                page.write_row(number, 0, row)
    inputs, said = read(tmp_path, tmp_path / "base.xlsx")
    assert said == []
    assert contents(inputs) == expected


def test_formulas_count_with_the_value_that_was_saved(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "actuals.xlsx") as book:
        page = book.add_worksheet("Actuals")
        page.write_row(0, 0, ACTUALS[0])
        page.write_row(1, 0, ["2026-01", "A"])
        page.write_formula(1, 2, "=40+2", None, 42)
        page.write_formula(1, 3, "=NA()", None, "#N/A")
    inputs, said = read(tmp_path, workbook(tmp_path / "base.xlsx", without("Actuals")), tmp_path / "actuals.xlsx")
    assert codes(said) == ["error-cell D2"]
    assert rows(inputs.values, "value") == [(42 * MILLION,), (0,)]


def test_a_formula_that_xlsxwriter_left_at_0_was_never_calculated(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "actuals.xlsx") as book:
        page = book.add_worksheet("Actuals")
        page.write_row(0, 0, ACTUALS[0])
        page.write_row(1, 0, ["2026-01", "A", "=40+2", 0])
        page.write_row(2, 0, ["2026-02", "A"])
        page.write_formula(2, 2, "=2", None, 2)
    inputs, said = read(tmp_path, workbook(tmp_path / "base.xlsx", without("Actuals")), tmp_path / "actuals.xlsx")
    assert codes(said) == ["formula-without-value C2"]
    assert rows(inputs.values, "month", "measure", "value") == [(0, 0, 0), (0, 1, 0), (1, 0, 2 * MILLION)]


CELLS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>period</t></is></c><c r="B1" t="inlineStr"><is><t>team</t></is></c>'
    '<c r="C1" t="inlineStr"><is><t>revenue</t></is></c></row>'
    '<row r="2"><c r="A2" t="d"><v>2026-01-31</v></c><c r="B2" t="inlineStr"><is><t>A</t></is></c>'
    '<c r="C2">{}</c></row>'
)


@pytest.mark.parametrize(
    ("application", "formula", "said"),
    [
        ("<Application>Apache POI", "<f>50+50</f><v>0.0</v>", ["formula-without-value C2"]),
        ("<Application>Apache POI", "<f>50+50</f><v>0</v>", ["formula-without-value C2"]),
        ("<ep:Application>Apache POI", "<f>50+50</f><v>0.0</v>", ["formula-without-value C2"]),
        ("<Application>NPOI", "<f>50+50</f><v>0</v>", ["formula-without-value C2"]),
        ("<Application>NPOI", '<f t="shared" si="0"/><v>0</v>', ["formula-without-value C2"]),
        ("<Application>Microsoft Excel", "<f>50+50</f><v>0.0</v>", ["formula-without-value C2"]),
        ("<Application>Apache POI", "<f>50+50</f><v>7.0</v>", []),
        ("<Application>Apache POI", '<f ca="1">50+50</f>\n<v>0.0</v>', ["formula-without-value C2"]),
        ("<Application>Microsoft Excel", "<f>50+50</f><v>0</v>", []),
        ("<Application>Microsoft Excel", "<v>0.0</v>", []),
    ],
)
def test_a_formula_that_a_program_without_calculation_left_at_0_has_no_value(
    tmp_path: Path, application: str, formula: str, said: list[str]
) -> None:
    book = xlsx(tmp_path / "actuals.xlsx", "Actuals", CELLS.format(formula))
    with zipfile.ZipFile(book, "a") as archive:
        name = application.partition(">")[0].removeprefix("<")
        archive.writestr("docProps/app.xml", f'<Properties xmlns:ep="x">{application}</{name}></Properties>')
    assert told_of(tmp_path, book)[1] == said


@pytest.mark.parametrize(("kind", "value"), [("str", "0.0"), ("b", "0")])
def test_a_formula_whose_value_is_a_text_or_false_has_one(tmp_path: Path, kind: str, value: str) -> None:
    cell = f't="{kind}"><f>x</f><v>{value}</v>'
    book = xlsx(tmp_path / "actuals.xlsx", "Actuals", CELLS.replace(">{}</c>", " {}</c>").format(cell))
    with zipfile.ZipFile(book, "a") as archive:
        archive.writestr("docProps/app.xml", "<Properties><Application>Apache POI</Application></Properties>")
    assert "formula-without-value C2" not in told_of(tmp_path, book)[1]


@pytest.mark.parametrize(
    ("completed", "cell", "said"),
    [
        ("0", 't="str"><f>50+50</f><v>0</v>', ["formula-without-value C2"]),
        ("0", "><f>50+50</f><v>0</v>", ["formula-without-value C2"]),
        ("1", "><f>50+50</f><v>0</v>", []),
        ("0", "><f>50+50</f><v>100</v>", []),
    ],
)
def test_a_formula_that_phpspreadsheet_did_not_calculate_has_no_value(
    tmp_path: Path, completed: str, cell: str, said: list[str]
) -> None:
    before = f'<calcPr calcId="999999" calcMode="auto" calcCompleted="{completed}" fullCalcOnLoad="1"/>'
    rows = CELLS.replace(">{}</c>", " {}</c>").format(cell)
    book = xlsx(tmp_path / "actuals.xlsx", "Actuals", rows, before=before)
    assert told_of(tmp_path, book)[1] == said


@pytest.mark.parametrize(
    ("result", "flags", "said"),
    [
        (bytes(8), 2, ["formula-without-value C2"]),
        (bytes(8), 3, ["formula-without-value C2"]),
        (b"\3\0\0\0\0\0\xff\xff", 3, ["formula-without-value C2"]),
        (bytes(8), 1, []),
        (bytes(8), 0, []),
        (struct.pack("<d", 7.0), 2, []),
    ],
)
def test_a_formula_of_an_xls_that_was_left_to_be_calculated_has_no_value(
    tmp_path: Path, result: bytes, flags: int, said: list[str]
) -> None:
    rows = {"rows": [["period", "team", "revenue"], ["2026-01", "A", "=1+41"]]}
    saved = saved_by_libreoffice([workbook(tmp_path / "actuals.xlsx", base_with({"Actuals": rows}))], "xls")[0]
    content, calculated = saved.read_bytes(), struct.pack("<dH", 42.0, 0)
    assert content.count(calculated) == 1
    saved.write_bytes(content.replace(calculated, result + struct.pack("<H", flags)))
    assert codes(read(tmp_path, saved)[1]) == said


@pytest.mark.parametrize("number", [1.2e9, 4e12])
def test_a_number_too_large_for_its_format_of_a_duration_is_told_with_its_sheet(tmp_path: Path, number: float) -> None:
    with xlsxwriter.Workbook(tmp_path / "actuals.xlsx") as book:
        page = book.add_worksheet("Actuals")
        page.write_row(0, 0, ACTUALS[0])
        page.write_row(1, 0, ["2026-01", "A"])
        page.write_number(1, 2, number, book.add_format({"num_format": "[h]:mm"}))
    _, said = read(tmp_path, workbook(tmp_path / "base.xlsx", without("Actuals")), tmp_path / "actuals.xlsx")
    assert codes(said)[:1] == ["number-too-large Actuals"]


def test_dates_of_the_1904_system_are_the_same_days(tmp_path: Path, expected: dict[str, Any]) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.remove(book["Sheet"])
    for name, sheet in BASE["sheets"].items():
        page = book.create_sheet(name)
        for row in sheet:
            page.append(row)
    book.save(tmp_path / "base.xlsx")
    inputs, said = read(tmp_path, tmp_path / "base.xlsx")
    assert said == []
    assert contents(inputs) == expected


def test_a_binary_workbook_is_read_and_its_errors_are_seen(tmp_path: Path) -> None:
    book = xlsb(tmp_path / "actuals.xlsb", "Actuals", [*ACTUALS, ["2026-03", "A", True, "#DIV/0!"]], hidden=[3])
    inputs, said = read(tmp_path, workbook(tmp_path / "base.xlsx", without("Actuals")), book)
    assert codes(said) == ["error-cell D2", "not-a-number C4", "error-cell D4", "hidden-rows Actuals"]
    assert rows(inputs.values, "month", "measure", "value")[:3] == [
        (0, 0, 100 * MILLION),
        (0, 1, 0),
        (1, 1, MILLION * 3 // 2),
    ]


def told_of(folder: Path, book: Path) -> tuple[list[Any], list[str]]:
    inputs, said = read(folder, workbook(folder / "base.xlsx", without("Actuals")), book)
    return rows(inputs.values, "month", "value"), codes(said)


def test_strict_ooxml_is_read(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "strict.xlsx", "Actuals", CELLS.format("<v>7</v>"), main=STRICT)
    assert told_of(tmp_path, book) == ([(0, 7 * MILLION)], [])


@pytest.mark.parametrize(
    "cell",
    [
        *("<f>1+1</f>", "<f>1+1</f><v></v>", "<f>1+1</f><v/>", "<f>1+1</f> <v />", '<f t="shared" si="0"/>'),
        *("<f></f>", '<f aca="false">A1</f>\n', "<v></v><f>1</f>"),
    ],
)
def test_a_formula_without_a_value_is_seen_however_it_is_written(tmp_path: Path, cell: str) -> None:
    book = xlsx(tmp_path / "formula.xlsx", "Actuals", CELLS.format(cell))
    assert told_of(tmp_path, book) == ([(0, 0)], ["formula-without-value C2"])


def test_a_formula_whose_value_is_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    data = CELLS.format("").replace('<c r="C2">', '<c r="C2" t="str"><f>IF(1,"","")</f><v></v>')
    assert told_of(tmp_path, xlsx(tmp_path / "empty.xlsx", "Actuals", data)) == ([], [])


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='C2' t='e'><v>#N/A</v></c>",
        '<c t="e" r="C2"><v>#N/A</v></c>',
        '<c t="e"><v>#N/A</v></c>',
        '<c r="C2" t="e"/>',
    ],
)
def test_an_error_is_seen_however_it_is_written(tmp_path: Path, cell: str) -> None:
    data = CELLS.replace('<c r="C2">{}</c>', cell)
    assert told_of(tmp_path, xlsx(tmp_path / "error.xlsx", "Actuals", data)) == ([(0, 0)], ["error-cell C2"])


def test_elements_may_have_a_prefix(tmp_path: Path) -> None:
    data = CELLS.format("<v>7</v>").replace("<", "<x:").replace("<x:/", "</x:")
    assert told_of(tmp_path, xlsx(tmp_path / "prefix.xlsx", "Actuals", data, prefix="x:")) == ([(0, 7 * MILLION)], [])
    error = data.replace('<x:c r="C2"><x:v>7', '<x:c r="C2" t="e"><x:v>#N/A')
    assert told_of(tmp_path, xlsx(tmp_path / "prefix.xlsx", "Actuals", error, prefix="x:"))[1] == ["error-cell C2"]


def test_cells_need_not_say_where_they_stand(tmp_path: Path) -> None:
    data = CELLS.format("<f>1</f>").replace(' r="', ' x="')
    assert told_of(tmp_path, xlsx(tmp_path / "places.xlsx", "Actuals", data))[1] == ["formula-without-value C2"]


def test_a_comment_that_would_hide_a_value_is_refused(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "comment.xlsx", "Actuals", CELLS.format("<v><!-- -->7</v>"))
    assert f"workbook-damaged {book}" in told_of(tmp_path, book)[1]


def test_a_million_formatted_rows_below_are_no_rows(tmp_path: Path) -> None:
    below = "".join(f'<row r="{row}" s="1"><c r="A{row}" s="1"/></row>' for row in range(3, 2**20 + 1))
    book = xlsx(tmp_path / "long.xlsx", "Actuals", CELLS.format("<v>7</v>") + below)
    assert told_of(tmp_path, book) == ([(0, 7 * MILLION)], [])


def csv_file(folder: Path, name: str, text: str, encoding: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_in_the_encodings_and_with_the_separators_of_excel(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    text = '期间,团队,营业收入,备注\r\n2026年1月,A,1200.5,"有;,\t""号\r\n两行"\r\n2026-02,A,"1,200",\r\n'
    quoted = text.replace(",", separator).replace(f"1{separator}200", "1,200")
    csv = csv_file(tmp_path, "实际.csv", quoted, encoding)
    values, said = told_of(tmp_path, csv)
    if separator == ";":  # where Excel writes semicolons, commas stand before decimals
        assert (values, said) == ([(0, 1200500000), (1, 0)], ["not-a-number C3", "unknown-column D1"])
    else:
        assert (values, said) == ([(0, 1200500000), (1, 1200 * MILLION)], ["unknown-column D1", "text-number C3"])


@pytest.mark.parametrize("number", ["1.234", "12.500", "-1,234", "1.234.567", "(1.234)", "1.234 €"])
def test_with_semicolons_a_number_that_may_be_thousands_or_decimals_is_none(tmp_path: Path, number: str) -> None:
    csv = csv_file(tmp_path, "Actuals.csv", f"period;team;revenue\n2026-01;A;{number}\n", "utf-8")
    assert told_of(tmp_path, csv) == ([(0, 0)], ["not-a-number C2"])


@pytest.mark.parametrize(("number", "value"), [("1234.5", 1234_500_000), ("1234", 1234_000_000), ("0.25", 250_000)])
def test_with_semicolons_a_number_that_can_only_be_one_is_read(tmp_path: Path, number: str, value: int) -> None:
    csv = csv_file(tmp_path, "Actuals.csv", f"period;team;revenue\n2026-01;A;{number}\n", "utf-8")
    assert told_of(tmp_path, csv) == ([(0, value)], [])


def test_0_and_three_decimals_are_no_thousands(tmp_path: Path) -> None:
    csv = csv_file(tmp_path, "Actuals.csv", "period;team;revenue\n2026-01;A;0.125\n", "utf-8")
    assert told_of(tmp_path, csv) == ([(0, 125_000)], [])


@pytest.mark.parametrize(
    "below", ["1,5", '"12,25"', "12.234,5", "12,5%", "-1.112,50 €", "1.234.567", "0,125", "1,500", "7", "2.345", ""]
)
def test_with_tabs_a_point_is_doubtful_unless_other_numbers_of_the_column_have_decimals_behind_one(
    tmp_path: Path, below: str
) -> None:
    assert "not-a-number C2" in tabbed(tmp_path, ["1.234", below])[1]


@pytest.mark.parametrize("below", ["1.5", "0.125", '"1,234.50"', "¥1234.5", "1,234,567", "-(2.50)"])
def test_with_tabs_other_numbers_of_the_column_show_what_a_point_is(tmp_path: Path, below: str) -> None:
    values, told = tabbed(tmp_path, ["1.234", below])
    assert values[0] == (0, 1_234_000) and "not-a-number C2" not in told


@pytest.mark.parametrize(
    ("below", "beside", "is_read"),
    [
        ("7", "", True),
        ("1.5", "1,5", True),
        ("7", "1,5", False),
        ("1,5", "", False),
        ("7", "1.234,50", False),
        *(("7", text, True) for text in ("1.5", "补发3,4月", "1001,1002", "Q1,2", "No. 3,5", "0571,8888", "001,002")),
    ],
)
def test_with_tabs_a_comma_stands_between_thousands_unless_numbers_have_decimals_behind_one(
    tmp_path: Path, below: str, beside: str, is_read: bool
) -> None:
    values, told = tabbed(tmp_path, ["1,234", below], beside)
    assert (values[0], "not-a-number C2" in told) == ((0, 1234 * MILLION if is_read else 0), not is_read)


@pytest.mark.parametrize("beside", ["3.1", "Stand 03.2026", "08.30", "Team 1.1", "2026.01", "31.12."])
def test_with_tabs_other_columns_do_not_show_what_a_point_is(tmp_path: Path, beside: str) -> None:
    assert "not-a-number C2" in tabbed(tmp_path, ["850.000", "300.000"], beside)[1]


def test_with_tabs_the_numbers_of_all_lines_count(tmp_path: Path) -> None:
    _, told = tabbed(tmp_path, ["1,234", *["7"] * 40_000, "1,5"])
    assert "not-a-number C2" in told


def test_a_text_of_tabs_without_an_end_of_line_is_refused_in_no_time() -> None:
    began = time.perf_counter()
    with pytest.raises(Refused):
        columns_with_commas(b"a\tb\n" * 60 + b"1\t" * 2**23)
    assert time.perf_counter() - began < 2


def tabbed(folder: Path, revenue: Sequence[str], beside: str = "") -> tuple[list[tuple[int, ...]], list[str]]:
    """What was read, and told of it, of a text of tabs with these revenues, and another column that nobody reads."""
    lines = [f"2026-{at:02}\tA\t{each}\t{beside}\n" for at, each in enumerate(revenue, 1)]
    text = f"period\tteam\trevenue\tother\n{''.join(lines)}"
    values, told = told_of(folder, csv_file(folder, "Actuals.csv", text, "utf-16"))
    return values, [each for each in told if each != "unknown-column D1"]


def test_a_csv_may_say_that_tabs_separate_its_cells(tmp_path: Path) -> None:
    csv = csv_file(tmp_path, "Actuals.csv", "sep=\t\nperiod\tteam\trevenue\n2026-01\tA\t5\n", "utf-8")
    assert told_of(tmp_path, csv) == ([(0, 5 * MILLION)], [])


def test_a_csv_may_name_its_separator(tmp_path: Path) -> None:
    csv = csv_file(tmp_path, "ACTUALS.CSV", "sep=;\nperiod;team;revenue\n2026-01;A;x\n", "utf-8")
    assert told_of(tmp_path, csv) == ([(0, 0)], ["not-a-number C3"])


def test_keys_of_a_csv_keep_their_zeros(tmp_path: Path) -> None:
    teams = csv_file(tmp_path, "Teams.csv", "team,name\n007,Bond\n1e5,E\n", "utf-8")
    inputs, _ = read(tmp_path, teams)
    assert inputs.teams["key"].tolist() == ["007", "1e5"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1.23457E+11", "not-a-key"),
        ("1.1010119900307e+17", "not-a-key"),
        ("1E+15", "not-a-key"),
        ("########", "not-a-key"),
        ("#N/A", "error-cell"),
        ("#REF!", "error-cell"),
        ('"=""001"""', "not-a-key"),
    ],
)
def test_what_a_spreadsheet_saves_in_place_of_a_key_is_none(tmp_path: Path, text: str, kind: str) -> None:
    _, said = read(tmp_path, csv_file(tmp_path, "Teams.csv", f"team,name\n{text},x\n{text},y\nA,Alpha\n", "utf-8"))
    assert [each for each in codes(said) if " A" in each] == [f"{kind} A2", f"{kind} A3"]


@pytest.mark.parametrize("text", ["1.5e9", "E+10", "1E+", "#1", "##", "#N/A-7", "=A", "A#"])
def test_other_signs_in_a_key_are_its_own(tmp_path: Path, text: str) -> None:
    inputs, _ = read(tmp_path, csv_file(tmp_path, "Teams.csv", f"team,name\n{text},x\n", "utf-8"))
    assert inputs.teams["key"].tolist() == [text]


def test_rounded_texts_of_a_workbook_are_keys(tmp_path: Path) -> None:
    inputs, _ = read(tmp_path, workbook(tmp_path / "base.xlsx", {"Teams": [["team", "name"], ["5E+03", "x"]]}))
    assert inputs.teams["key"].tolist() == ["5E+03"]


def parquet(path: Path, **columns: Any) -> Path:
    path.parent.mkdir(exist_ok=True)
    pd.DataFrame(columns).to_parquet(path)
    return path


def test_parquet_is_read_with_its_types(tmp_path: Path) -> None:
    book = parquet(
        tmp_path / "Actuals.parquet",
        period=[dt.date(2026, 1, 31), dt.date(2026, 2, 28)],
        team=pd.Categorical(["A", "B"]),
        revenue=[Decimal("123456789012.123456"), None],
        margin=[0.1 + 0.2, float("nan")],
    )
    inputs, said = read(tmp_path, workbook(tmp_path / "base.xlsx", without("Actuals")), book)
    assert said == []
    assert rows(inputs.values, "team", "value") == [(0, 123456789012123456), (0, 300000)]
    assert str(inputs.place(int(inputs.values["sheet"].iloc[0]), 2, "margin")) == "Actuals.parquet!Actuals!D2"


def test_integers_and_timestamps_of_parquet_are_numbers_and_dates(tmp_path: Path) -> None:
    times = pd.to_datetime(["2026-01-05 12:30", "2026-02-01 00:00"])
    book = parquet(tmp_path / "Pools.parquet", team=["A", "A"], period=times, amount=pd.array([7, None], dtype="Int64"))
    inputs, said = read(tmp_path, workbook(tmp_path / "base.xlsx", without("Pools")), book)
    assert (rows(inputs.pools), said) == ([(0, 0, 700)], [])


def test_a_folder_named_like_a_sheet_holds_its_parts(tmp_path: Path) -> None:
    inside = tmp_path / "inputs"
    inside.mkdir()
    workbook(inside / "base.xlsx", without("Actuals"))
    (inside / "~$base.xlsx").write_bytes(b"x")
    (inside / ".hidden.xlsx").write_bytes(b"x")
    (inside / "letter.docx").write_bytes(b"x")
    for month in (2, 1):
        name = f"part-{month}.parquet"
        parquet(inside / "实际" / name, period=[f"2026-{month:02d}"], team=["A"], revenue=[month * 1.0])
    inputs, said = read(tmp_path, inside)
    assert said == []
    assert [file.name for file in inputs.files] == ["base.xlsx", "part-1.parquet", "part-2.parquet"]
    assert rows(inputs.values, "month", "value") == [(0, MILLION), (1, 2 * MILLION)]


def test_a_part_given_by_itself_belongs_to_its_folders_sheet(tmp_path: Path) -> None:
    part = parquet(tmp_path / "Actuals" / "2026-01.parquet", period=["2026-01"], team=["A"], revenue=[1.0])
    assert told_of(tmp_path, part) == ([(0, MILLION)], [])


def test_a_csv_of_no_known_name_is_warned_of(tmp_path: Path) -> None:
    csv = csv_file(tmp_path, "january.csv", "period,team,revenue\n2026-01,A,5\n", "utf-8")
    _, said = read(tmp_path, workbook(tmp_path / "base.xlsx", base_with()), csv)
    assert said[0].startswith("warning[sheet-left-alone] january.csv!january: ")


def test_what_a_file_holds_counts_not_what_its_name_says(tmp_path: Path, expected: dict[str, Any]) -> None:
    book = workbook(tmp_path / "base.xlsx", BASE["sheets"]).rename(tmp_path / "base.xls")
    inputs, said = read(tmp_path, book)
    assert (contents(inputs), said) == (expected, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_csv_is_read_in_every_encoding_that_excel_writes(encoding: str) -> None:
    rows = csv_rows('team,客户\nA,"1,5"\n"B\nb",团队\n'.encode(encoding))
    assert rows == [["team", "客户"], ["A", "1,5"], ["B\nb", "团队"]]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n1,"x\n2,3\n', "2"),
        ('a,b\n1,2\n3,"x\n4,"y\n5,6\n', "3"),
        ('a,b\n"1,2', "2"),
        ('a,b\n"1\n1",2\n"3,4\n', "4"),
    ],
)
def test_a_quotation_mark_that_swallows_cells_is_told_with_its_line(text: str, line: str) -> None:
    with pytest.raises(Refused) as refused:
        csv_rows(text.encode())
    assert (refused.value.kind, refused.value.about) == ("csv-quote", {"line": line})


def test_a_quotation_mark_that_swallows_nothing_is_a_letter() -> None:
    assert csv_rows(b'a,b\n5" pipe,1\n"x"y,2\n6",3') == [["a", "b"], ['5" pipe', "1"], ["xy", "2"], ['6"', "3"]]
