"""LibreOffice opens marked copies, and sees in them what it saw before and the marks."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from scorecard.report.marked.listing import NAME
from scorecard.report.marked.styles import COLOURS
from tests.marked.made import check, faulty

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")  # openpyxl drops them


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Original, copy and list, as LibreOffice saves them."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice")
    folder = tmp_path_factory.mktemp("libreoffice")
    original = faulty(folder)
    check(folder, "inputs.xlsx", "--mark marked", language="zh")
    shutil.copy(folder / "marked" / "inputs.xlsx", folder / "copy.xlsx")
    named = {"original": original, "copy": folder / "copy.xlsx", "list": folder / "marked" / "problems.xlsx"}
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "saved")]
    subprocess.run([*command, *map(str, named.values())], check=True, capture_output=True)
    return {name: folder / "saved" / path.name for name, path in named.items()}


def test_the_values_are_the_same(books: dict[str, Path]) -> None:
    before, after = (load_workbook(books[name], data_only=True) for name in ("original", "copy"))
    for sheet in before.worksheets:
        assert filled(after[sheet.title]) == filled(sheet)
    assert filled(before["Actuals"])["C2"] == 100000


def filled(sheet: Any) -> dict[str, Any]:
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_colours_and_comments_are_seen(books: dict[str, Path]) -> None:
    sheet = load_workbook(books["copy"])["Actuals"]
    shown = {
        cell.coordinate: (cell.fill.fgColor.rgb, cell.comment.text if cell.comment else "")
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb in COLOURS.values()
    }
    assert {cell: colour for cell, (colour, _) in shown.items()} == {
        "B3": COLOURS["error"],
        "C4": COLOURS["error"],
        "C5": COLOURS["warning"],
        "A6": COLOURS["error"],
    }
    assert shown["B3"][1].startswith("The former name?\n问题 [unknown-team] 没有团队 Z")
    assert shown["C5"][1].startswith("警告 [text-number] “revenue”为文本“1,000”")
    assert sheet["E1"].comment.text == "Mine"


def test_the_list_is_the_first_sheet_and_its_cells_are_links(books: dict[str, Path]) -> None:
    book = load_workbook(books["copy"])
    assert (book.sheetnames[0], book.active.title) == (NAME, NAME)
    links = [cell.hyperlink.location for cell in book[NAME]["C"] if cell.hyperlink]
    assert [link.replace("$", "").replace("'", "") for link in links] == [
        "Actuals!B3",
        "Actuals!C4",
        "Actuals!A6",
        "Actuals!C5",
    ]


def test_the_list_of_everything_leads_to_the_copies(books: dict[str, Path]) -> None:
    sheet = load_workbook(books["list"])[NAME]
    links = [(cell.hyperlink.target or "") + (cell.hyperlink.location or "") for cell in sheet["C"] if cell.hyperlink]
    assert len(links) == 4
    assert all("inputs.xlsx" in link and "Actuals" in link for link in links), links
