"""Other ways to the same numbers, in the same run: ``python benchmarks/peers.py [--teams 300 3000] [--write]``.

The product's own run; LibreOffice and the package formulas, which calculate its workbook anew; a plain script of
pandas and Decimal (analyst.py). Each is a process of its own, measured in turns; the median counts. Whether they come
to the same numbers is counted too. ``--write`` makes docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import peer_page
from generate import Size, generate
from peer_page import Found
from peer_recalculation import Agreement, Office, agreement, values
from processes import Ended, run_to_end

HERE = Path(__file__).parent
COMMAND = (sys.executable, "-c", "from scorecard.__main__ import main; main()")
ENGINES = ("calamine", "openpyxl")

Ways = dict[str, Callable[[], Ended]]


def compared(size: Size, folder: Path, said: argparse.Namespace) -> Found:
    """Every way at one size."""
    plan, books = generate(folder / "in", size)
    workbook = folder / "out" / size.period / "bonus-pools.xlsx"
    ways = {**_product(plan, books, size, folder), **_scripts(books, folder)}
    office = Office(folder) if shutil.which("soffice") else None
    if office:
        empty = office.proves_itself()
        ways["office"] = lambda: office.recalculate(workbook, said.limit)
    found = in_turns(ways, said.repeat)
    for name in ("json", "run"):
        if not found[name][-1].well:
            raise SystemExit(f"{name}: {found[name][-1].why}")
    result = folder / "out" / size.period / "result.json"
    wrong = {engine: disagreements(result, _printed(folder, engine)) for engine in ENGINES}
    cells: dict[str, Agreement] = {}
    if office:
        found["office-empty"] = [empty]
        if found["office"][-1].well:
            cells["office"] = agreement(workbook, values(office.again(workbook)))
    version = ""
    if said.formulas and size.teams <= said.formulas_most:
        ended, version, agreed = formulas(said.formulas, workbook, said.limit, folder)
        found["formulas"] = [ended]
        cells.update({"formulas": agreed} if agreed else {})
    return Found(size, found, wrong, cells, version)


def _product(plan: Path, books: Sequence[Path], size: Size, folder: Path) -> Ways:
    inputs = (plan, *books, "--period", size.period)
    out = folder / "out"

    def run() -> Ended:
        shutil.rmtree(out, ignore_errors=True)
        return run_to_end(*COMMAND, "run", *inputs, "--out", out)

    return {"json": lambda: run_to_end(*COMMAND, "run", *inputs, "--json"), "run": run}


def _scripts(books: Sequence[Path], folder: Path) -> Ways:
    def script(engine: str) -> Ended:
        with _printed(folder, engine).open("wb") as output:
            return run_to_end(sys.executable, HERE / "analyst.py", *books, "--engine", engine, output=output)

    return {f"analyst-{engine}": partial(script, engine) for engine in ENGINES}


def _printed(folder: Path, engine: str) -> Path:
    return folder / f"analyst-{engine}.txt"


def in_turns(ways: Ways, repeat: int) -> dict[str, list[Ended]]:
    """Each way so often, one after the other, so that a busy moment meets all of them."""
    found: dict[str, list[Ended]] = {name: [] for name in ways}
    for _ in range(repeat):
        for name, way in ways.items():
            found[name].append(way())
            print(f"{name:<18} {found[name][-1].seconds:8.2f} s", flush=True)
    return found


def disagreements(result: Path, printed: Path) -> int:
    """Teams for which the script printed another payable, or another amount of somebody, than result.json has."""
    with printed.open(encoding="utf-8") as lines:
        mine = {key: (Decimal(payable), _amounts(rest)) for key, payable, *rest in map(str.split, lines)}
    theirs = {team["team"]: _of_result(team) for team in json.loads(result.read_bytes())["teams"]}
    return sum(mine.get(key) != theirs.get(key) for key in mine.keys() | theirs.keys())


def _amounts(words: Iterable[str]) -> dict[str, Decimal]:
    pairs = (word.partition("=") for word in words)
    return {employee: Decimal(amount) for employee, _, amount in pairs}


def _of_result(team: Mapping[str, object]) -> tuple[Decimal, dict[str, Decimal]]:
    members: list[dict[str, str]] = team["members"]  # type: ignore[assignment]
    return Decimal(str(team["payable"])), {each["employee"]: Decimal(each["amount"]) for each in members}


def formulas(python: Path, workbook: Path, limit: float, folder: Path) -> tuple[Ended, str, Agreement | None]:
    """The package in its own environment, once: how long it calculated, its version, whether it agrees."""
    with (folder / "formulas.json").open("w+b") as output:
        ended = run_to_end(python, HERE / "peer_formulas.py", workbook, limit=limit, output=output)
        if not ended.well:
            return ended, "", None
        output.seek(0)
        said = json.load(output)
    print(f"{'formulas':<18} {said['seconds']:8.2f} s", flush=True)
    cells = {(sheet, row, column): value for sheet, row, column, value in said["cells"]}
    return replace(ended, seconds=said["seconds"], peak=said["peak"]), said["version"], agreement(workbook, cells)


def options(words: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teams", type=int, nargs="+", default=[300], help="sizes, one after the other")
    parser.add_argument("--repeat", type=int, default=3, help="each is measured so often; the median counts")
    parser.add_argument("--formulas", type=Path, metavar="PYTHON", help="an interpreter that has the package formulas")
    parser.add_argument("--formulas-most", type=int, default=300, help="it takes a second and 16 MiB a team")
    parser.add_argument("--limit", type=float, default=180, help="seconds after which a peer is broken off")
    parser.add_argument("--write", type=Path, nargs="?", const=peer_page.PAGE, help="write docs/benchmarks.md")
    parser.add_argument("--date", default="", help="when this was measured, to stand on the page")
    parser.add_argument("--note", default="", help="a sentence about the machine, to stand on the page")
    return parser.parse_args(words)


def main() -> None:
    said = options()
    found = []
    for teams in said.teams:
        size = Size(teams)
        print(size, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            found.append(compared(size, Path(folder), said))
        print("\n".join(peer_page.table(found[-1])), flush=True)
    if said.write:
        said.write.write_text(peer_page.page(found, said), "utf-8")


if __name__ == "__main__":
    main()
