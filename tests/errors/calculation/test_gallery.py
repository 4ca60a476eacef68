"""For each problem that the calculation finds, the smallest input that provokes it, and what the user is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.model.messages import message
from scorecard.model.messages.calculation import CALCULATION
from tests.small_cases import load, run

GALLERY = sorted(Path(__file__).parent.glob("*.yaml"))


@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_the_user_is_told(path: Path, tmp_path: Path) -> None:
    outcome = run(path, tmp_path)
    found = outcome.problems or (outcome.result.warnings if outcome.result else ())
    lines = [f"{p.level}[{p.code}] {p.place or '-'}: {message(p, outcome.case.get('language', 'en'))}" for p in found]
    assert lines == outcome.case["lines"]


def test_every_kind_of_problem_stands_in_the_gallery() -> None:
    shown = {kind for path in GALLERY for kind in load(path)["kinds"]}
    assert shown == set(CALCULATION)
