"""What docs/ says of plans and sheets is what the program knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scorecard.read.plan_file import read_plan
from scorecard.read.tables import STANDARD, Table

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", ["plan.md", "plan.zh.md"])
def test_the_smallest_plan_is_a_plan_and_nothing_in_it_can_be_left_out(page: str, tmp_path: Path) -> None:
    text, *_ = re.findall(r"^```yaml\n(.*?)^```$", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    file = tmp_path / "plan.yaml"
    file.write_text(text, encoding="utf-8")
    plan, problems = read_plan(file)
    assert plan is not None and not problems
    keys = {match[1]: match for match in re.finditer(r"^(\w+):.*\n(?: .*\n)*", text, re.MULTILINE)}
    for key in keys.keys() - {"language", "title"}:
        file.write_text(text.replace(keys[key][0], ""), encoding="utf-8")
        assert read_plan(file)[0] is None, key


@pytest.mark.parametrize("page", ["workbooks.md", "workbooks.zh.md"])
@pytest.mark.parametrize("table", STANDARD, ids=lambda table: table.id)
def test_every_sheet_stands_in_the_table_with_all_its_columns(page: str, table: Table) -> None:
    said = [f"{column.id}{'*' * column.required} {column.names[0]}" for column in table.columns]
    rows = [line.split("|") for line in (DOCS / page).read_text("utf-8").splitlines() if line.startswith("| ")]
    columns = [row[2].strip() for row in rows if row[1].strip().startswith(" ".join(table.names))]
    assert ", ".join(said) in columns
