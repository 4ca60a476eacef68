"""The test run's own promise: in CI nothing is skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parent.parent / "conftest.py"


def run_pytest(folder: Path, test: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(CONFTEST.read_text("utf-8"), "utf-8")
    (folder / "test_it.py").write_text(test, "utf-8")
    kept = {name: value for name, value in os.environ.items() if name != "CI" and not name.startswith("PYTEST")}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-n", "1", str(folder)]
    return subprocess.run(command, cwd=folder, env=kept | environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "test",
    [
        "import pytest\n\ndef test_it():\n    pytest.skip('not today')\n",
        "import pytest\n\npytest.importorskip('no_such_module')\n\ndef test_it():\n    pass\n",
    ],
    ids=["test", "module"],
)
def test_a_skipped_test_fails_the_run_in_ci_and_only_there(tmp_path: Path, test: str) -> None:
    passing = "def test_other():\n    pass\n"
    (tmp_path / "test_other.py").write_text(passing, "utf-8")
    assert run_pytest(tmp_path, test).returncode == 0
    in_ci = run_pytest(tmp_path, test, CI="true")
    assert in_ci.returncode == 1
    assert "CI skips nothing, yet 1 tests were skipped" in in_ci.stdout


def test_a_run_without_skipped_tests_passes_in_ci(tmp_path: Path) -> None:
    assert run_pytest(tmp_path, "def test_it():\n    pass\n", CI="true").returncode == 0
