"""No workbook crashes the program, makes it hang or takes its memory; a bomb is refused at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.bombs import BOMBS, LARGE
from tests.hostile.make import written
from tests.hostile.measured import HANG, Measured, measured
from tests.hostile.package import PLAN_CHANGES, parts, zipped
from tests.read.books import plan_of

pytestmark = pytest.mark.xdist_group("limits")  # one at a time, beside no other of these

MOST_MIB = 1024
BOMB_SECONDS, BOMB_MIB = 2, 200
TAIL_SECONDS = 5


def check(folder: Path, file: str, content: bytes) -> Measured:
    plan_of(folder, PLAN_CHANGES)
    written({file: content}, folder)
    found = measured(folder, "check", "plan.yaml", file)
    assert "Traceback" not in found.err
    assert found.code in (0, 1), found
    assert found.mib < MOST_MIB
    return found


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    """What the good workbook costs: as much as the program itself."""
    found = check(tmp_path_factory.mktemp("good"), "book.xlsx", zipped(parts()))
    assert found.code == 0, found.err
    return found


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once(name: str, good: Measured, tmp_path: Path) -> None:
    file, make = BOMBS[name]
    found = check(tmp_path, file, make())
    (line,) = found.err.splitlines()
    assert line.startswith((f"{file}: error[workbook-", f"{file}!Actuals: error[workbook-")), line
    assert found.code == 1
    assert found.seconds < max(BOMB_SECONDS, 1.5 * good.seconds)  # where the machine is slow, so is the program itself
    assert found.mib < BOMB_MIB


@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_costs_no_more_than_it_may(name: str, good: Measured, tmp_path: Path) -> None:
    file, make = LARGE[name]
    found = check(tmp_path, file, make())
    most = TAIL_SECONDS if "tail" in name or name.endswith("formatted empty rows") else HANG / 2
    assert found.seconds < max(most, 4 * good.seconds)
