"""Other ways to the same numbers: they agree, and what is told of them is what was measured."""

from __future__ import annotations

import importlib
import json
import math
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def benchmark(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module


def test_a_small_comparison_finds_no_cent_that_differs(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    words = ["--teams", "12", "--repeat", "1", "--write", str(page), "--date", "2026-11-26"]
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "peers.py"), *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    text = page.read_text("utf-8")
    assert "Teams of 12 for which the analyst's script comes to another cent: 0 (calamine) and 0 (openpyxl)." in text
    assert ("LibreOffice comes to another value: 0." in text) == bool(shutil.which("soffice"))
    assert "| formulas, the workbook | not measured |" in text
    assert "Measured on 2026-11-26." in text


@pytest.mark.parametrize(
    "printed, wrong",
    [
        ("T1 10.00 E1=7.00 E2=3.00\nT2 0 E3=0\n", 0),
        ("T1 10.00 E1=7.01 E2=2.99\nT2 0.00 E3=0.00\n", 1),
        ("T1 10.01 E1=7.00 E2=3.00\nT2 0.00 E3=0.00\n", 1),
        ("T1 10.00 E1=7.00 E2=3.00\n", 1),
        ("T1 10.00 E1=7.00\nT2 0.00 E3=0.00\nT3 0.00\n", 2),
    ],
)
def test_each_team_with_another_cent_is_counted(benchmark: Any, tmp_path: Path, printed: str, wrong: int) -> None:
    members = {"T1": {"E1": "7.00", "E2": "3.00"}, "T2": {"E3": "0.00"}}
    teams = [
        {"team": team, "payable": payable, "members": [{"employee": e, "amount": a} for e, a in members[team].items()]}
        for team, payable in (("T1", "10.00"), ("T2", "0.00"))
    ]
    (tmp_path / "result.json").write_text(json.dumps({"teams": teams}), "utf-8")
    (tmp_path / "printed").write_text(printed, "utf-8")
    assert benchmark("peers").disagreements(tmp_path / "result.json", tmp_path / "printed") == wrong


def test_a_formula_that_comes_to_another_value_is_counted(benchmark: Any, tmp_path: Path) -> None:
    import xlsxwriter

    cells: ModuleType = benchmark("peer_recalculation")
    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        sheet = book.add_worksheet("Sums")
        sheet.write_number("A1", 2)
        sheet.write_formula("A2", "=A1*0.1", None, 0.2)
        sheet.write_formula("A3", '=""', None, "")
    found = cells.agreement(tmp_path / "book.xlsx", {("SUMS", 1, 1): 2, ("SUMS", 2, 1): 0.2 + 1e-16})
    assert found == cells.Agreement(formulas=2, differ=0)
    found = cells.agreement(tmp_path / "book.xlsx", {("SUMS", 1, 1): 2, ("SUMS", 2, 1): 0.21})
    assert found == cells.Agreement(formulas=2, differ=1)


def test_a_program_is_broken_off_at_the_limit_with_whatever_it_started(benchmark: Any) -> None:
    import psutil

    start = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'while True: pass', 'endless-{}'])"
    ended = benchmark("processes").run_to_end(sys.executable, "-c", start.format(tmp := id(start)), limit=1.0)
    assert (ended.late, ended.well) == (True, False)
    assert ended.why.startswith("not done in ")
    lines = [each.info["cmdline"] or [] for each in psutil.process_iter(["cmdline", "status"])]
    assert not any(f"endless-{tmp}" in line for line in lines)


def test_a_program_that_fails_is_told_with_its_last_words(benchmark: Any) -> None:
    ended = benchmark("processes").run_to_end(sys.executable, "-c", "raise SystemExit('no such plan')")
    assert (ended.well, ended.why) == (False, "no such plan")


def test_memory_of_all_processes_counts(benchmark: Any) -> None:
    child = "held = bytearray(60 << 20)\nfor _ in range(20_000_000): pass"
    start = f"import subprocess, sys; held = bytearray(60 << 20); subprocess.run([sys.executable, '-c', {child!r}])"
    ended = benchmark("processes").run_to_end(sys.executable, "-c", start)
    assert ended.peak > 115 << 20


def test_memory_of_whoever_measures_does_not_count(benchmark: Any) -> None:
    held = bytearray(200 << 20)
    ended = benchmark("processes").run_to_end(sys.executable, "-c", "for _ in range(20_000_000): pass")
    assert 1 << 20 < ended.peak < len(held)


@pytest.mark.parametrize("power", [0.5, 1.0, 1.3])
def test_the_exponent_of_a_power_is_the_power(benchmark: Any, power: float) -> None:
    points = [(teams, 3 * teams**power) for teams in (1_000, 10_000, 100_000)]
    assert math.isclose(benchmark("growth").exponent(points), power)


def test_what_ten_teams_take_is_off_before_the_exponent_is_fitted(benchmark: Any) -> None:
    growth = benchmark("growth")
    grown = growth.Grown([10, 1_000, 10_000], [2.0, 3.0, 12.0])
    assert grown.more == [(1_000, 1.0), (10_000, 10.0)]
    assert math.isclose(grown.steps[0], 1.0)
    assert math.isnan(growth.exponent([(1_000, 0.0), (10_000, 1.0)]))


def test_growth_prints_a_row_for_each_size_and_the_exponents() -> None:
    command = [sys.executable, str(BENCHMARKS / "growth.py"), "--teams", "20", "200", "--repeat", "1"]
    done = subprocess.run([*command, "--format", "parquet"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    heads = [line.split("|")[1].strip() for line in done.stdout.splitlines() if line.startswith("| ")]
    assert heads[1:] == [
        "10",
        "20",
        "200",
        "exponent, 20 to 200",
        "**exponent, least squares**",
        "the same, nothing taken off",
    ]
