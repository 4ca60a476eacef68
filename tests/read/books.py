"""Workbooks for tests, from sheets as lists of rows: ``=...`` is a formula without a value, ``#N/A`` an error."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from scorecard.model.inputs import Inputs
from scorecard.model.messages import message
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs

HERE = Path(__file__).parent
Rows = Sequence[Sequence[Any]]
Sheets = Mapping[str, Any]
"""Sheet name to rows, or to rows with ``hidden`` row numbers, ``formats`` of cells by their places, or a ``state``."""

BASE: dict[str, Any] = yaml.safe_load((HERE / "base.yaml").read_text("utf-8"))


def plan_of(folder: Path, changes: Mapping[str, Any] | None = None) -> Plan:
    """The base's plan with other top-level keys."""
    path = folder / "plan.yaml"
    without_aliases = json.loads(json.dumps({**BASE["plan"], **(changes or {})}))
    path.write_text(yaml.dump(without_aliases, allow_unicode=True, sort_keys=False), "utf-8")
    plan, problems = read_plan(path)
    assert plan is not None, problems
    return plan


def workbook(path: Path, sheets: Sheets) -> Path:
    book = Workbook()
    book.remove(book["Sheet"])
    for name, said in sheets.items():
        if said is not None:
            _fill(book.create_sheet(name), said if isinstance(said, dict) else {"rows": said})
    book.save(path)
    return path


def _fill(sheet: Any, said: Mapping[str, Any]) -> None:
    for number, row in enumerate(said["rows"], 1):
        for column, cell in enumerate(row, 1):
            if cell is not None:
                sheet.cell(number, column, _plain(cell))
    for row in said.get("hidden", ()):
        sheet.row_dimensions[row].hidden = True
    for cells in said.get("merged", ()):
        sheet.merged_cells.add(cells)
    for place, code in said.get("formats", {}).items():
        sheet[place].number_format = code
    sheet.sheet_state = said.get("state", "visible")


def saved_by_libreoffice(books: Sequence[Path], suffix: str) -> list[Path]:
    """The workbooks as LibreOffice saves them in another format, in a folder beside them."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice")
    folder = books[0].parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", suffix, "--outdir", str(folder / "saved")]
    subprocess.run([*command, *map(str, books)], check=True, capture_output=True)
    return [folder / "saved" / f"{book.stem}.{suffix}" for book in books]


def _plain(cell: Any) -> Any:
    return dt.datetime.combine(cell, dt.time()) if type(cell) is dt.date else cell


def base_with(sheets: Sheets | None = None) -> dict[str, Any]:
    """The base's sheets with others in their place; None takes one away."""
    return {name: rows for name, rows in {**BASE["sheets"], **(sheets or {})}.items() if rows is not None}


def read(folder: Path, sheets: Sheets | None = None, plan: Mapping[str, Any] | None = None) -> tuple[Inputs, list[str]]:
    """The base with these sheets and plan keys as one workbook: (inputs, everything that is said)."""
    inputs, problems = read_inputs(plan_of(folder, plan), [workbook(folder / "inputs.xlsx", base_with(sheets))])
    return inputs, lines((*problems, *inputs.warnings))


def clean(folder: Path, sheets: Sheets | None = None, plan: Mapping[str, Any] | None = None) -> Inputs:
    """As ``read``, where nothing is to be said."""
    inputs, said = read(folder, sheets, plan)
    assert said == []
    return inputs


def lines(problems: Sequence[Problem], language: str = "en") -> list[str]:
    """The problems as the user sees them."""
    return [f"{p.level}[{p.code}] {p.place or '-'}: {message(p, language)}" for p in problems]


def codes(said: Sequence[str]) -> list[str]:
    """``error-cell C2`` for each line: the code and the last part of the place."""
    found = (re.fullmatch(r"\w+\[(.*?)\] (?:.*?!)?([^!]*?): .*", line) for line in said)
    return [f"{each[1]} {each[2]}" for each in found if each]
