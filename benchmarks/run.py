"""Ratios against floors measured in the same run: ``python benchmarks/run.py [--full]``."""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import decimal_loop
import decimal_rows
import floors
import pages
import reading
import small_run
from generate import Size, generate

from scorecard.process import settle

HERE = Path(__file__).parent
COMMAND = (sys.executable, "-c", "from scorecard.__main__ import main; main()")
MEBIBYTE = 2**20


@dataclass(frozen=True)
class Child:
    """A finished process."""

    seconds: float
    peak: int
    """Bytes of resident memory."""


def run_child(*command: str) -> Child:
    """Run a program to its end, its output thrown away."""
    begin = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command[:4])} ... ended with {child.returncode}")
    return Child(time.perf_counter() - begin, usage.ru_maxrss * 1024)


def alternate(repeat: int, *things: Callable[[], float]) -> list[float]:
    """The median of each, measured in turns, so that a busy moment meets all of them."""
    times: list[list[float]] = [[] for _ in things]
    for _ in range(repeat):
        for thing, seen in zip(things, times, strict=True):
            seen.append(thing())
    return [median(seen) for seen in times]


def timed(thing: Callable[[], object]) -> float:
    """Seconds of one call, begun with a tidy heap."""
    gc.collect()
    begin = time.perf_counter()
    thing()
    return time.perf_counter() - begin


def say(what: str, measured: str, floor: str, ratio: float, wanted: str) -> None:
    print(f"{what:<34} {measured:>22}   floor {floor:>22}   ratio {ratio:6.2f}  ({wanted})", flush=True)


def whole_run(plan: Path, books: Sequence[Path], period: str, repeat: int) -> float:
    """(a) the command without files, against merely reading the same workbooks; its seconds."""
    peaks: list[int] = []

    def command() -> float:
        child = run_child(*COMMAND, "run", str(plan), *map(str, books), "--period", period, "--json")
        peaks.append(child.peak)
        return child.seconds

    def reading() -> float:
        return run_child(sys.executable, str(HERE / "floors.py"), *map(str, books)).seconds

    ours, floor = alternate(repeat, command, reading)
    say("(a) run --json, no files", f"{ours:.2f} s", f"{floor:.2f} s", ours / floor, "at most 2")
    print(f"    its peak memory                 {max(peaks) / MEBIBYTE:18,.0f} MiB   (at most 2,048)", flush=True)
    return ours


def workbook(measured: decimal_rows.Measured, inputs: tuple[Path, Sequence[Path]], folder: Path, repeat: int) -> None:
    """(b) bonus-pools.xlsx against XlsxWriter writing the same cells; and from the workbooks to it against merely
    reading them and writing those cells.
    """
    from scorecard.report.workbook import write_workbook

    path, again = folder / "bonus-pools.xlsx", folder / "again.xlsx"
    with floors.recording() as written:
        write_workbook(measured.result, path, "en", {})
    gc.collect()
    gc.freeze()
    ours, floor, whole, bare = alternate(
        repeat,
        lambda: timed(lambda: write_workbook(measured.result, path, "en", {})),
        lambda: timed(lambda: floors.write(written, again)),
        lambda: timed(lambda: decimal_rows.measure(*inputs, str(measured.period))),
        lambda: timed(lambda: floors.read([str(book) for book in inputs[1]])),
    )
    missed = floors.cells_in(path) - floors.cells_in(again)
    say("(b) bonus-pools.xlsx", f"{ours:.2f} s", f"{floor:.2f} s", ours / floor, "at most 1.5")
    ours, floor = ours + whole, floor + bare
    say("    with reading and calculation", f"{ours:.2f} s", f"{floor:.2f} s", ours / floor, "at most 1.25")
    print(f"    cells: {written.cells:,}; written by the product and not by the floor: {missed:,}", flush=True)


def statements(measured: decimal_rows.Measured, folder: Path, repeat: int) -> None:
    """(d) all statements, into their files, against Jinja rendering the same template with every value already text."""
    settle()
    gc.collect()
    gc.freeze()
    things = pages.statements(measured.result, folder)
    ours, alone, floor = alternate(repeat, *((lambda thing=thing: timed(thing)) for thing in things))
    for what, seconds in (("(d) all statements", ours), ("    in one process", alone)):
        say(what, f"{seconds:.2f} s", f"{floor:.2f} s", seconds / floor, "at most 1.5, as many processes as it has")


def pdfs(measured: decimal_rows.Measured, folder: Path, repeat: int, most: int) -> None:
    """(e) statements as PDF on one process against two."""
    made = pages.pdfs(measured.result, folder, most)
    one, two = alternate(repeat, *((lambda thing=thing: timed(thing)) for thing in made))
    say(f"(e) {most:,} PDFs, two processes", f"{two:.2f} s", f"{one:.2f} s on one", one / two, "at least 1.7")


def calculation(measured: decimal_rows.Measured, repeat: int) -> None:
    """(c) the calculation alone against a Decimal loop over the same rows: from the months' values, as the
    calculation does, and from totals that are given.
    """
    rows = decimal_rows.collect(measured)
    lines = [row.line for row in rows]
    known = [(row.line, row.totals) for row in rows]
    gc.collect()
    gc.freeze()
    ours, floor, half = alternate(
        repeat,
        lambda: timed(lambda: decimal_rows.calculated(measured)),
        lambda: timed(lambda: decimal_loop.from_months(lines)),
        lambda: timed(lambda: decimal_loop.from_totals(known)),
    )
    wrong = sum((r.totals, r.scored) != right for r, right in zip(rows, decimal_loop.from_months(lines), strict=True))
    for what, seconds in (("(c) calculation alone", floor), ("    scoring without totals", half)):
        rate, its = f"{len(rows) / ours:,.0f} rows/s", f"{len(rows) / seconds:,.0f} rows/s"
        say(what, rate, its, seconds / ours, "at least 20")
    print(f"    metric rows, those of earlier periods included: {len(rows):,}; wrong: {wrong}", flush=True)


def guarded(plan: Path, books: Sequence[Path], folder: Path, repeat: int) -> None:
    """(f) reading behind the guard against the bare reader; a bomb against a good workbook."""
    guarded, one_by_one, bare = reading.readers(books)
    ours, alone, floor = alternate(repeat, *((lambda read=read: timed(read)) for read in (guarded, one_by_one, bare)))
    for what, seconds in (("(f) reading behind the guard", ours), ("    one workbook after the other", alone)):
        say(what, f"{seconds:.2f} s", f"{floor:.2f} s", seconds / floor, "at most 1.5")
    print(f"    check of a bomb of 500 MB       {reading.check_of_bomb(plan, books[-1], folder)}", flush=True)


def small(repeat: int) -> None:
    """(s) a run of the samples beside its reading and writing against import pandas."""
    ours, floor = alternate(repeat, small_run.beside_reading_and_writing, small_run.import_of_pandas)
    say("(s) the samples' run, the rest", f"{ours:.2f} s", f"{floor:.2f} s", ours / floor, "at most 1.5")


def scaling(size: Size, seconds: float, folder: Path, repeat: int) -> None:
    """A tenth of the teams, for how the time grows."""
    small = Size(max(size.teams // 10, 1), size.months, size.metrics, size.measures)
    plan, books = generate(folder, small)
    inputs = (str(plan), *map(str, books))
    (tenth,) = alternate(repeat, lambda: run_child(*COMMAND, "run", *inputs, "--period", size.period, "--json").seconds)
    say("    10 times the teams", f"{seconds:.2f} s", f"{tenth:.2f} s", seconds / tenth, "at most 11")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teams", type=int, default=300)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--metrics", type=int, default=8)
    parser.add_argument("--measures", type=int, default=10)
    parser.add_argument("--repeat", type=int, default=3, help="each is measured so often; the median counts")
    parser.add_argument("--full", action="store_true", help="10,000 teams")
    parser.add_argument("--only", default="abcdfs", help="which of a, b, c, d, e, f and s")
    parser.add_argument("--pdfs", type=int, default=40, help="how many statements (e) makes")
    return parser.parse_args()


def main() -> None:
    said = options()
    size = Size(10_000 if said.full else said.teams, said.months, said.metrics, said.measures)
    print(f"{size}, {size.members:,} members, period {size.period}", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan, books = generate(folder / "all", size)
        if "s" in said.only:
            small(said.repeat)
        if "f" in said.only:
            guarded(plan, books, folder, said.repeat)
        if "a" in said.only:
            seconds = whole_run(plan, books, size.period, said.repeat)
            scaling(size, seconds, folder / "tenth", said.repeat)
        if set("bcde") & set(said.only):
            measured = decimal_rows.measure(plan, books, size.period)
        if "c" in said.only:
            calculation(measured, said.repeat)
        if "b" in said.only:
            workbook(measured, (plan, books), folder, said.repeat)
        if "d" in said.only:
            statements(measured, folder, said.repeat)
        if "e" in said.only:
            pdfs(measured, folder, said.repeat, said.pdfs)


if __name__ == "__main__":
    main()
