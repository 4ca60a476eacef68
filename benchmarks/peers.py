"""Other ways to the same numbers, in the same run: ``python benchmarks/peers.py [--teams 300] [--write]``.

The product's own run; a spreadsheet program and the package ``formulas`` that recalculate its workbook; a plain script
of pandas and Decimal (analyst.py). Each is a process of its own, measured in turns; the median counts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

import analyst
from generate import Size, generate

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
COMMAND = (sys.executable, "-c", "from scorecard.__main__ import main; main()")
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
FORMULAS = """
import sys, formulas
model = formulas.ExcelModel().loads(sys.argv[1]).finish()
model.calculate()
"""
LIMIT = 180
"""Seconds after which a peer is broken off."""


@dataclass(frozen=True)
class Measured:
    """What a process took; None where it did not end well in time."""

    seconds: float | None
    peak: int = 0
    """Bytes of resident memory."""


def timed(*command: str) -> Measured:
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        timer = time.perf_counter
        while True:
            done, status, usage = os.wait4(child.pid, os.WNOHANG)
            if done:
                child.returncode = os.waitstatus_to_exitcode(status)
                return Measured(timer() - begin if child.returncode == 0 else None, usage.ru_maxrss * 1024)
            if timer() - begin > LIMIT:
                child.kill()
            time.sleep(0.01)


def ways(plan: Path, books: list[Path], folder: Path, said: argparse.Namespace) -> dict[str, Callable[[], Measured]]:
    """What is measured, by its name; the first makes the workbook that others recalculate."""
    inputs = [str(plan), *map(str, books), "--period", said.period]
    workbook = str(folder / "out" / said.period / "bonus-pools.xlsx")
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(RECALCULATE, "utf-8")
    office = ["soffice", "--headless", f"-env:UserInstallation={profile.parent.as_uri()}", "--convert-to", "xlsx"]
    script = [sys.executable, str(HERE / "analyst.py"), *map(str, books)]
    found: dict[str, Callable[[], Measured]] = {
        "run": lambda: timed(*COMMAND, "run", *inputs, "--out", str(folder / "out")),
        "json": lambda: timed(*COMMAND, "run", *inputs, "--json"),
        "analyst": lambda: timed(*script),
        "analyst-openpyxl": lambda: timed(*script, "--engine", "openpyxl"),
    }
    if shutil.which("soffice"):
        found["libreoffice"] = lambda: timed(*office, "--outdir", str(folder / "again"), workbook)
    if said.formulas and known("formulas"):
        found["formulas"] = lambda: timed(sys.executable, "-c", FORMULAS, workbook)
    return found


def known(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def disagreements(plan: Path, books: list[Path], period: str) -> int:
    """Teams for which the script comes to another payable, or another amount of a member."""
    command = [*COMMAND, "run", str(plan), *map(str, books), "--period", period, "--json"]
    said = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    mine = analyst.calculate(books)
    return sum(_differs(team, *mine[team["team"]]) for team in said["teams"])


def _differs(team: Mapping[str, object], payable: Decimal, amounts: Mapping[str, Decimal]) -> bool:
    members: list[dict[str, str]] = team["members"]  # type: ignore[assignment]
    own = {each["employee"]: Decimal(each["amount"]) for each in members}
    return payable != Decimal(str(team["payable"])) or own != dict(amounts)


def cells_that_differ(folder: Path, period: str) -> int | None:
    """Cells of the workbook whose value a recalculation changes; None where there was none."""
    from python_calamine import CalamineWorkbook

    before, after = folder / "out" / period / "bonus-pools.xlsx", folder / "again" / "bonus-pools.xlsx"
    if not after.exists():
        return None
    old, new = CalamineWorkbook.from_path(str(before)), CalamineWorkbook.from_path(str(after))
    count = 0
    for name in old.sheet_names:
        pairs = zip(old.get_sheet_by_name(name).to_python(), new.get_sheet_by_name(name).to_python(), strict=False)
        count += sum(not _same(a, b) for was, now in pairs for a, b in zip(was, now, strict=False))
    return count


def _same(a: object, b: object) -> bool:
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1)
    return a == b


ROWS = {
    "json": "`scorecard run --json`: reads, checks, calculates, prints every number",
    "run": "`scorecard run`: also the workbook, a statement for each team, review page, copies of the inputs",
    "analyst": "`benchmarks/analyst.py`: pandas (python-calamine) and Decimal, the same payables and amounts",
    "analyst-openpyxl": "the same, pandas reading with openpyxl",
    "libreoffice": "LibreOffice recalculates the product's workbook and saves it",
    "formulas": "the Python package formulas calculates the product's workbook",
}


def table(medians: Mapping[str, Measured]) -> list[str]:
    """Lines of Markdown: each way against ``run --json``."""
    base = medians["json"].seconds or 1
    lines = ["| | seconds | times `run --json` | peak memory |", "|---|---|---|---|"]
    for name, what in ROWS.items():
        found = medians.get(name)
        if found is None:
            lines.append(f"| {what} | not installed here | | |")
        elif found.seconds is None:
            lines.append(f"| {what} | gave up, or not done in {LIMIT} s | | {found.peak / 2**20:,.0f} MiB |")
        else:
            ratio = f"{found.seconds / base:.2f}"
            lines.append(f"| {what} | {found.seconds:.2f} | {ratio} | {found.peak / 2**20:,.0f} MiB |")
    return lines


def machine() -> list[str]:
    """What this was measured on."""
    info = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = next((line.partition(":")[2].strip() for line in info.splitlines() if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ("pandas", "numpy", "pyarrow", "python-calamine", "openpyxl", "xlsxwriter", "formulas", "dask")
    office = (
        subprocess.run(["soffice", "--version"], capture_output=True, text=True).stdout
        if shutil.which("soffice")
        else ""
    )
    return [
        f"- {model or platform.machine()}, {os.cpu_count()} processors, {memory:.0f} GiB, {platform.system()}",
        f"- Python {platform.python_version()}; " + ", ".join(f"{p} {known(p)}" for p in packages if known(p)),
        f"- {office.strip() or 'no LibreOffice'}",
    ]


def page(size: Size, said: argparse.Namespace, medians: Mapping[str, Measured], wrong: int, cells: int | None) -> str:
    when = f", measured on {said.date}" if said.date else ""
    head = f"""# Benchmarks against other ways

Made by `python benchmarks/peers.py --teams {size.teams} --write`; seconds differ from machine to machine, ratios
hardly. Floors that nobody can go below stand in [benchmarks](../benchmarks/README.md), large runs and clusters in
[large-runs.md](large-runs.md).

{size}, {size.members:,} members, period {size.period}{when}; median of {said.repeat}.

"""
    agreement = [
        "",
        f"- Teams for which the analyst's script comes to another cent: {wrong} of {size.teams}.",
        "- Cells of the workbook whose value LibreOffice's recalculation changes: "
        f"{'not looked at' if cells is None else cells}.",
        "- The script checks nothing, explains nothing and knows only this plan; it is what the numbers alone cost.",
        "",
        *machine(),
    ]
    return head + "\n".join([*table(medians), *agreement]) + "\n"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teams", type=int, default=300)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--no-formulas", dest="formulas", action="store_false", help="leave out the slowest")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    parser.add_argument("--date", default="", help="to stand on the page")
    return parser.parse_args()


def main() -> None:
    said = options()
    size = Size(said.teams)
    said.period = size.period
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan, books = generate(folder / "in", size)
        found: dict[str, list[Measured]] = {}
        for turn in range(said.repeat):
            for what, measure in ways(plan, books, folder / str(turn), said).items():
                found.setdefault(what, []).append(measure())
                print(what, found[what][-1], flush=True)
        medians = {
            what: Measured(
                median(seconds) if (seconds := [each.seconds for each in all_of if each.seconds is not None]) else None,
                max(each.peak for each in all_of),
            )
            for what, all_of in found.items()
        }
        wrong = disagreements(plan, books, size.period)
        text = page(size, said, medians, wrong, cells_that_differ(folder / "0", size.period))
    print(text)
    if said.write:
        PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
