"""Cases of workbooks: ``sheets`` replace those of tests/read/base.yaml, ``file`` (read_files.py) lies beside them.

``many`` (read_many.py) and ``count`` make sheets with more cells of a kind than anybody would write by hand;
``others`` is what the plan's sources do with accounts that Teams does not know.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scorecard.model.plan import Plan
from scorecard.read.counted import MOST_ALIKE
from scorecard.read.files import list_files
from scorecard.read.tables import sheet_names
from scorecard.read.workbooks import read_inputs
from tests.gallery.cases import Case
from tests.gallery.lines import lines
from tests.gallery.read_files import MAKERS
from tests.gallery.read_many import MANY
from tests.read.books import BASE, base_with, plan_of, workbook


def told(case: Case, folder: Path) -> dict[str, list[str]]:
    """What reading says; where many cells are alike, what follows upon those that are told one by one."""
    paths = [workbook(folder / "inputs.xlsx", base_with(sheets_of(case)))]
    if case.get("file"):
        paths.append(MAKERS[case.get("file")](folder))
    inputs, problems = read_inputs(plan(case.get("others")), paths)
    found = (*problems, *inputs.warnings, *list_files(paths, sheet_names(plan(case.get("others")))).beside)
    return lines(found[MOST_ALIKE:] if case.kind.endswith(".more") else found, folder)


def sheets_of(case: Case) -> dict[str, Any]:
    if case.get("many"):
        return MANY[case.get("many")](case.get("count"))
    return dict(case.get("sheets", {}))


@cache
def plan(others: str | None) -> Plan:
    """The base's plan, with what its sources do with accounts that Teams does not know; read once for all cases."""
    sources = {id: {**source, "others": others} for id, source in BASE["plan"]["sources"].items()}
    with TemporaryDirectory() as folder:
        return plan_of(Path(folder), {"sources": sources} if others else {})
