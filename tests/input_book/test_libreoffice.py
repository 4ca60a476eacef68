"""LibreOffice opens the workbook: checks, lists and protection survive, and what it prints can be read."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from scorecard.read.plan_file import read_plan
from scorecard.report.input_book import input_book

ROOT = Path(__file__).parents[2]
LEAST_ROWS = 1_000
"""LibreOffice saves columns that are empty below only so far."""


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workbook, as it is saved anew, and what is printed."""
    folder = tmp_path_factory.mktemp("office")
    plan, problems = read_plan(ROOT / "configs" / "key-accounts-2026.yaml")
    assert plan is not None, problems
    book = folder / "inputs.xlsx"
    book.write_bytes(input_book(plan, "zh"))
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to"]
    for form in ("xlsx", "pdf"):
        subprocess.run([*command, form, "--outdir", folder / "out", book], check=True, capture_output=True)
    return {"made": book, "xlsx": folder / "out" / "inputs.xlsx", "pdf": folder / "out" / "inputs.pdf"}


def checks(book: Workbook) -> dict[str, tuple[str | None, str | None]]:
    """First cell of each check that reaches far enough to its kind and its prompt."""
    return {
        f"{sheet.title}!{area.coord.partition(':')[0]}": (check.type, check.prompt)
        for sheet in book.worksheets
        for check in sheet.data_validations.dataValidation
        for area in check.sqref.ranges
        if area.max_row > LEAST_ROWS
    }


def test_every_check_list_and_protection_is_still_there(saved: dict[str, Path]) -> None:
    before, after = load_workbook(saved["made"]), load_workbook(saved["xlsx"])
    assert len(checks(before)) > 50
    assert checks(after) == checks(before)
    assert {name for name in before.defined_names if name.startswith("list_")} <= set(after.defined_names)
    assert all(sheet.protection.sheet for sheet in after)
    teams = after["团队"]
    assert teams["A1"].protection.locked
    assert not teams.column_dimensions["A"].protection.locked


def test_the_notes_are_printed_whole_on_few_pages(saved: dict[str, Path]) -> None:
    text = subprocess.run(
        ["pdftotext", "-layout", saved["pdf"], "-"], check=True, capture_output=True, text=True
    ).stdout
    notes = text.split("\f")[:4]
    assert "2026 年度大客户激励方案：录入工作簿" in notes[0]
    assert "也可写作" in "".join(notes)
    assert "##" not in text
