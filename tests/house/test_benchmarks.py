"""The benchmarks run, and the calculation agrees with the Decimal loop they hold it against."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def test_a_small_run_prints_every_ratio_and_finds_no_wrong_number() -> None:
    command = [sys.executable, str(BENCHMARKS / "run.py"), "--teams", "20", "--repeat", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.findall(r"^\((.)\).*ratio", done.stdout, re.MULTILINE) == ["f", "a", "c", "b", "d"]
    rows = re.search(r"metric rows.*: ([\d,]+); wrong: (\d+)$", done.stdout, re.MULTILINE)
    assert rows
    assert int(rows[1].replace(",", "")) > 1000
    assert rows[2] == "0"
    assert "written by the product and not by the floor: 0" in done.stdout
