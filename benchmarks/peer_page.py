"""docs/benchmarks.md: what peers.py measured, as a page."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

from generate import Size
from peer_recalculation import Agreement
from processes import MEBIBYTE, Ended

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
PACKAGES = ("scorecard", "pandas", "numpy", "python-calamine", "openpyxl", "xlsxwriter")
ROWS = {
    "json": "`scorecard run --json`",
    "run": "`scorecard run`",
    "analyst-calamine": "analyst's script, reading with python-calamine",
    "analyst-openpyxl": "analyst's script, reading with openpyxl",
    "office": "LibreOffice, the workbook",
    "office-empty": "LibreOffice, a workbook of one cell",
    "formulas": "formulas, the workbook",
}
INTRODUCTION = """\
Made by `benchmarks/peers.py`: medians of processes measured in turns on one machine (formulas, and the workbook of one
cell: once). Seconds differ from machine to machine, ratios hardly. What nobody can go below stands in
[benchmarks](../benchmarks/README.md); very many teams and clusters in [large-runs.md](large-runs.md).
"""
MEANING = """\
## What the rows are

All get the same inputs (`benchmarks/generate.py`): a plan of three stages, five curves, four gates and two kinds of
funding; a workbook of teams, targets and people, and one of actuals for each month. Nothing says what was paid before,
so period 12 runs all twelve periods.

- **`scorecard run --json`** reads, checks, calculates and prints `result.json`. It writes no file.
- **`scorecard run`** also writes the workbook, a statement for each team, the review page and copies of the inputs.
- **Analyst's script** (`benchmarks/analyst.py`): pandas reads the workbooks, Decimal reckons, one team after the other.
  It comes to the payable of every team and the amount of every member, and nothing else. It knows this one plan, checks
  no input, and cannot say where a number came from: this is what the numbers alone cost.
- **LibreOffice** loads the workbook that `run` wrote, calculates all its formulas and saves it. That it calculates is
  proved first, with a value that is wrong. It reads no monthly workbooks and knows no plan: the formulas are there
  already. A workbook of one cell shows how much of it is starting up.
- **formulas** is a Python package that calculates workbooks without a spreadsheet program. It loads and calculates; it
  saves nothing. Measured from its import on. It needs about a second and 16 MiB a team, so it is left out where teams
  are many.

Peak memory is that of all processes of a way together, looked at ten times a second, shared memory counted once; of
formulas that of its process.
"""
FORMULAS = """\
## Where formulas differs

The package gives some cells another value, for three reasons that are its own. Each was traced, in version 1.3.4, to
the first cells that differ while all they look at agrees. It does not know `SUBTOTAL` (`#NAME?` in the row of totals).
`SUMPRODUCT(--(range=cell))` gives 0. And `ROUND` looks at the binary digits of a number: 71.18975 to four decimals
becomes 71.1897, where LibreOffice and the product come to 71.1898; that moves money, a total of 30 teams by 2.51.
"""


@dataclass(frozen=True)
class Found:
    """What was measured at one size."""

    size: Size
    ended: Mapping[str, Sequence[Ended]]
    wrong: Mapping[str, int]
    """Reader of the analyst's script to the number of teams for which it comes to another cent."""
    cells: Mapping[str, Agreement]
    formulas: str
    """Version of the package, if it was measured."""


def page(found: Sequence[Found], said: argparse.Namespace) -> str:
    parts = ["# Benchmarks against other ways\n", INTRODUCTION]
    for each in found:
        parts.append(f"## {each.size.teams:,} teams\n\n{each.size}, {each.size.members:,} members, period 12.\n")
        parts.append("\n".join([*table(each), "", *agreements(each)]) + "\n")
    parts.append(MEANING)
    parts += [FORMULAS] if any(each.cells.get("formulas", Agreement(0, 0)).differ for each in found) else []
    parts.append("## Machine\n\n" + "\n".join(machine(found, said)) + "\n")
    return "\n".join(parts)


def table(found: Found) -> list[str]:
    """Lines of Markdown: each way, against the product's two."""
    json, run = (_seconds(found.ended[name]) for name in ("json", "run"))
    lines = ["| | seconds | × `run --json` | × `run` | peak memory |", "|---|---|---|---|---|"]
    for name, what in ROWS.items():
        ended = found.ended.get(name)
        if not ended:
            lines.append(f"| {what} | not measured | | | |")
        elif bad := [each for each in ended if not each.well]:
            lines.append(f"| {what} | {bad[0].why} | | | {_peak(ended)} |")
        else:
            seconds = _seconds(ended)
            lines.append(f"| {what} | {seconds:.2f} | {seconds / json:.2f} | {seconds / run:.2f} | {_peak(ended)} |")
    return lines


def _seconds(ended: Sequence[Ended]) -> float:
    return median(each.seconds for each in ended)


def _peak(ended: Sequence[Ended]) -> str:
    return f"{max(each.peak for each in ended) / MEBIBYTE:,.0f} MiB"


def agreements(found: Found) -> Iterator[str]:
    """How far the others come to the product's numbers."""
    teams = " and ".join(f"{count} ({engine})" for engine, count in found.wrong.items())
    yield f"- Teams of {found.size.teams:,} for which the analyst's script comes to another cent: {teams}."
    for name, agreed in found.cells.items():
        program = "LibreOffice" if name == "office" else "formulas"
        yield f"- Formulas of {agreed.formulas:,} for which {program} comes to another value: {agreed.differ:,}."


def machine(found: Sequence[Found], said: argparse.Namespace) -> Iterator[str]:
    """What this was measured on, with which versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield f"- {_processor()}, {os.cpu_count()} processors, {memory:.0f} GiB, {platform.system()}."
    yield f"- Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in PACKAGES) + "."
    others = [_office(), *sorted({f"formulas {each.formulas}" for each in found if each.formulas})]
    yield f"- {', '.join(filter(None, others)) or 'No other programs'}."
    when = f" Measured on {said.date}." if said.date else ""
    yield f"- Median of {said.repeat}.{when}{' ' if said.note else ''}{said.note}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def _office() -> str:
    if not shutil.which("soffice"):
        return ""
    said = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=False).stdout
    return " ".join(said.split()[:2])
