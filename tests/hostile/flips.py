"""Bits flipped at random: ``python -m tests.hostile.flips --flips 10000 --seed 1``.

Each flipped file must be refused, or give exactly the same cells. Flips within the unpacked XML, packed anew with the
right checksum, may change a value; there the second reader must agree with the first, or the file be refused.
"""

from __future__ import annotations

import argparse
import io
import random
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.known_differences import CELLS
from tests.hostile.second_reader import Cells, Difference, differences, first_cells, grids, second_cells

ROOT = Path(__file__).parents[2]
SAMPLES = (
    *("key-accounts/2026-01-actuals.xlsx", "key-accounts/2026-03-actuals.xlsx", "key-accounts/2026-07-actuals.xlsx"),
    *("key-accounts/master.xlsx", "growth-sales/2026-q1.xlsx"),
)


@dataclass(frozen=True)
class Flip:
    """A flipped bit, and what came of it."""

    sample: str
    part: str
    """The part within which it was flipped; "" for the file itself."""
    bit: int
    outcome: str
    """``same``, the kind of the refusal, ``agreed`` (changed, and both readers say so), ``told`` (the second reader
    stops, and the cell is one that its column refuses) or ``MISREAD``."""


def flipped(data: bytes, bit: int) -> bytes:
    """The bytes with this bit turned round."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def file_flips(count: int, seed: int) -> Iterator[Flip]:
    """Flips of the samples' bytes."""
    chance = random.Random(seed)
    whole = {name: (ROOT / "samples" / name).read_bytes() for name in SAMPLES}
    cells = {name: _cells(data) for name, data in whole.items()}
    for number in range(count):
        name = SAMPLES[number % len(SAMPLES)]
        bit = chance.randrange(8 * len(whole[name]))
        found = _cells(flipped(whole[name], bit))
        outcome = found if isinstance(found, str) else "same" if found == cells[name] else "MISREAD"
        yield Flip(name, "", bit, outcome)


def _cells(data: bytes) -> Cells | str:
    found = grids(data)
    return found if isinstance(found, str) else first_cells(found)


def part_flips(count: int, seed: int, data: bytes, sample: str = "") -> Iterator[Flip]:
    """Flips within the unpacked parts of a workbook, each part as likely as another."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name, content in package.items() if content]
    before = _cells(data)
    for _ in range(count):
        part = chance.choice(names)
        bit = chance.randrange(8 * len(package[part]))
        changed = _packed({**package, part: flipped(package[part], bit)})
        yield Flip(sample, part, bit, _judged(changed, before))


def _packed(package: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in package.items():
            archive.writestr(name, content)
    return made.getvalue()


def _judged(data: bytes, before: Cells | str) -> str:
    first = _cells(data)
    if isinstance(first, str) or first == before:
        return first if isinstance(first, str) else "same"
    try:
        return "agreed" if all(map(_is_explained, differences(first, second_cells(data)))) else "MISREAD"
    except Exception:  # openpyxl raises whatever its parts raise
        assert not isinstance(before, str)
        return "told" if all(map(_is_told, differences(first, before))) else "MISREAD"


def _is_explained(each: Difference) -> bool:
    return any(holds(each) for holds in CELLS.values())


def _is_told(each: Difference) -> bool:
    """Whether a cell became of a kind that its column refuses: a text for a number, a number for a date."""
    return each.first is not None and type(each.first) is not type(each.second)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flips", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inside", action="store_true", help="flip within the unpacked parts")
    said = parser.parse_args()
    print(f"{said.flips} flips, seed {said.seed}")
    for outcome, count in Counter(_told(flip) for flip in _chosen(said.inside)(said.flips, said.seed)).most_common():
        print(f"{count:7} {outcome}")


def _chosen(inside: bool) -> Callable[[int, int], Iterator[Flip]]:
    return sample_part_flips if inside else file_flips


def sample_part_flips(count: int, seed: int) -> Iterator[Flip]:
    """Flips within the parts of every sample in turn."""
    for number, name in enumerate(SAMPLES):
        data = (ROOT / "samples" / name).read_bytes()
        yield from part_flips(count // len(SAMPLES), seed + number, data, name)


def _told(flip: Flip) -> str:
    """The outcome; a misread with the place of its bit."""
    return f"{flip.outcome} {flip.sample} {flip.part} bit {flip.bit}" if "MISREAD" in flip.outcome else flip.outcome


if __name__ == "__main__":
    main()
