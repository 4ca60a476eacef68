"""How time and memory of ``run --json`` grow with the teams: ``python benchmarks/growth.py [--full]``.

Sizes are measured in turns, as processes of their own; medians count. An exponent of 1 means twice the teams, twice the
seconds. What a run of ten teams takes is starting up, the same for every size. It is taken off before the exponents
that count are fitted, since it would make them smaller; those of the bare numbers stand below them. Also given: the
seconds of all processors together, since very many teams are calculated by all of them at once, which makes the
exponent of the clock's seconds smaller.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from generate import Size, generate
from generate_parquet import generate_parquet
from processes import MEBIBYTE, Ended, run_to_end

COMMAND = (sys.executable, "-c", "from scorecard.__main__ import main; main()")
BASE = 10
"""Teams of a run that is all starting up."""
WANTED = 1.05
UNITS: dict[str, Callable[[Ended], float]] = {
    "seconds": lambda ended: ended.seconds,
    "processor seconds": lambda ended: ended.work,
    "MiB": lambda ended: ended.peak / MEBIBYTE,
}


@dataclass(frozen=True)
class Grown:
    """One quantity at every size, the smallest of them all starting up."""

    teams: Sequence[int]
    taken: Sequence[float]

    @property
    def more(self) -> list[tuple[int, float]]:
        """Teams and what they take beyond starting up."""
        return [(teams, taken - self.taken[0]) for teams, taken in zip(self.teams[1:], self.taken[1:], strict=True)]

    @property
    def steps(self) -> list[float]:
        """The exponent from each size to the next."""
        return [exponent(pair) for pair in pairwise(self.more)]


def exponent(points: Sequence[tuple[int, float]]) -> float:
    """The slope of the straight line, by least squares, through the logarithms; NaN where one is not above 0."""
    if len(points) < 2 or any(y <= 0 for _, y in points):
        return math.nan
    xs, ys = ([math.log(value) for value in each] for each in zip(*points, strict=True))
    middle, height = sum(xs) / len(xs), sum(ys) / len(ys)
    over = sum((x - middle) * (y - height) for x, y in zip(xs, ys, strict=True))
    return over / sum((x - middle) ** 2 for x in xs)


def made(folder: Path, teams: int, form: str) -> tuple[str, ...]:
    """The command over inputs of this size."""
    size = Size(teams)
    if form == "parquet":
        plan, inputs = generate_parquet(folder / str(teams), size)
        books = [inputs]
    else:
        plan, books = generate(folder / str(teams), size)
    return (*COMMAND, "run", str(plan), *map(str, books), "--period", size.period, "--json")


def measured(commands: Sequence[Sequence[str]], repeat: int) -> list[list[Ended]]:
    """Each command so often, in turns."""
    found: list[list[Ended]] = [[] for _ in commands]
    for _ in range(repeat):
        for command, ended in zip(commands, found, strict=True):
            ended.append(run_to_end(*command))
            if not ended[-1].well:
                raise SystemExit(f"{' '.join(command[3:5])} ...: {ended[-1].why}")
    return found


def table(teams: Sequence[int], found: Sequence[Sequence[Ended]]) -> list[str]:
    """Lines of Markdown: sizes below each other, exponents behind them."""
    grown = [Grown(teams, [median(map(of, ended)) for ended in found]) for of in UNITS.values()]
    lines = ["| teams | " + " | ".join(UNITS) + " |", "|---" * (len(UNITS) + 1) + "|"]
    for index, size in enumerate(teams):
        lines.append(f"| {size:,} | " + " | ".join(spread(map(of, found[index])) for of in UNITS.values()) + " |")
    for index, (small, large) in enumerate(pairwise(teams[1:])):
        steps = (f"{each.steps[index]:.2f}" for each in grown)
        lines.append(f"| exponent, {small:,} to {large:,} | " + " | ".join(steps) + " |")
    fits = (f"{exponent(each.more):.2f}" for each in grown)
    bare = (f"{exponent(list(zip(each.teams, each.taken, strict=True))[1:]):.2f}" for each in grown)
    return [
        *lines,
        "| **exponent, least squares** | " + " | ".join(fits) + " |",
        "| the same, nothing taken off | " + " | ".join(bare) + " |",
    ]


def spread(values: Iterable[float]) -> str:
    """The median, the smallest and the largest: a difference no larger than these are apart says nothing."""
    known = sorted(values)
    return f"{median(known):,.2f} ({known[0]:,.2f} to {known[-1]:,.2f})"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teams", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--full", action="store_true", help="100,000 teams too")
    parser.add_argument("--format", choices=("xlsx", "parquet"), default="xlsx")
    parser.add_argument("--repeat", type=int, default=3, help="each is measured so often; the median counts")
    return parser.parse_args()


def main() -> None:
    said = options()
    teams = [BASE, *sorted({*said.teams, *([100_000] if said.full else [])})]
    with tempfile.TemporaryDirectory() as name:
        commands = [made(Path(name), each, said.format) for each in teams]
        found = measured(commands, said.repeat)
    print(f"run --json, {said.format}, median of {said.repeat}; {BASE} teams are taken off before fitting")
    print("\n".join(table(teams, found)))
    print(f"wanted: at most {WANTED} in seconds and in MiB")


if __name__ == "__main__":
    main()
