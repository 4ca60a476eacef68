"""Cases of the calculation: ``plan`` and ``sheets`` replace parts of tests/rules/base.yaml."""

from __future__ import annotations

from pathlib import Path

from tests.gallery.cases import Case
from tests.gallery.lines import lines
from tests.small_cases import run


def told(case: Case, folder: Path) -> dict[str, list[str]]:
    """The problems that the calculation finds, or the warnings of its result."""
    outcome = run(case.path, folder)
    return lines(outcome.problems or (outcome.result.warnings if outcome.result else ()), folder)
