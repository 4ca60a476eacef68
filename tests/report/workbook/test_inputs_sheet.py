"""The Inputs sheet: every row that the result was made of, with what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from scorecard.read.tables import STANDARD
from scorecard.report.workbook import write_workbook
from tests.report.workbook.test_editing import CASE, result_of

EVIDENCE = [["period", "team", "measure", "note", "link"], ["2026-02", "B", "margin", "seen", "file.pdf"]]
LATER = {
    "Stages": ["B", "growth", "2026-03-01"],
    "Owners": ["B", "E9", "Zoe", "2026-03-01"],
    "Members": ["B", "E9", "Zoe", "manager", "2026-03-01"],
    "Evidence": ["2026-03", "A", "margin", "later", ""],
    "Adjustments": ["A", "2026-03", "award", "5", "later", "Cleo"],
}


def case() -> dict[str, Any]:
    """The case with evidence, and at the end of some sheets a row from after the period."""
    sheets = CASE["sheets"] | {"Evidence": EVIDENCE}
    return CASE | {
        "sheets": {name: [*rows, *([LATER[name]] if name in LATER else [])] for name, rows in sheets.items()}
    }


def cells(folder: Path, language: str) -> list[dict[str, Any]]:
    """The rows of the sheet by the header's words, without the letters."""
    write_workbook(result_of(case(), folder / "case"), folder / "book.xlsx", language, {})
    sheet = load_workbook(folder / "book.xlsx")[{"en": "Inputs", "zh": "数据来源"}[language]]
    rows = list(sheet.values)[2:]
    heads = [str(head).split(" (")[0] for head in rows[0]]
    return [dict(zip(heads, row, strict=True)) for row in rows[1:]]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_row_used_stands_there_once_and_no_row_from_after_the_period(language: str, tmp_path: Path) -> None:
    names = {each.id: each.names[language == "zh"] for each in STANDARD}
    sheet, row = {"en": ("Sheet", "Row"), "zh": ("工作表", "行")}[language]
    kind = {"en": "Sheet kind", "zh": "表"}[language]
    found = [(each[kind], each[sheet], each[row]) for each in cells(tmp_path, language)]
    used = {name: len(rows) - 1 for name, rows in (CASE["sheets"] | {"Evidence": EVIDENCE}).items()}
    wanted = {(names[name], name, number + 2) for name, count in used.items() for number in range(count)}
    assert set(found) == wanted
    assert len(found) == len(wanted)


def test_an_adjustment_shows_kind_reason_and_approver(tmp_path: Path) -> None:
    rows = [each for each in cells(tmp_path, "en") if each["Sheet kind"] == "Adjustments"]
    shown = [(each["Item"], each["Amount"], each["Reason or evidence"], each["Approved by"]) for each in rows]
    assert shown == [("award", 100, "late order", "Cleo"), ("penalty", -30, "late report", "Cleo")]


def test_a_member_shows_number_role_dates_and_evidence_its_link(tmp_path: Path) -> None:
    rows = cells(tmp_path, "en")
    bob = next(each for each in rows if each["Sheet kind"] == "Members" and each["Name"] == "Bob")
    assert (bob["Employee"], bob["Item"], str(bob["From"])[:10], bob["To"]) == ("E2", "engineer", "2026-02-11", None)
    evidence = next(each for each in rows if each["Sheet kind"] == "Evidence")
    assert (evidence["Item"], evidence["Reason or evidence"], evidence["Link"]) == ("Margin", "seen", "file.pdf")
