"""All hostile workbooks: ``python -m tests.hostile.make FOLDER`` writes each into a folder of its own."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tests.hostile.families import (
    cells,
    containers,
    dates,
    disguises,
    extras,
    flat,
    formats,
    headers,
    keys,
    markup,
    names,
    numbers,
    rows,
)
from tests.hostile.recipe import Files, Recipe

FAMILIES = (numbers, dates, cells, keys, headers, rows, markup, containers, disguises, extras, formats, flat, names)
RECIPES: tuple[Recipe, ...] = tuple(recipe for family in FAMILIES for recipe in family.RECIPES)


def written(files: Files, folder: Path) -> list[Path]:
    """The files, written into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def main(folder: Path) -> None:
    for number, recipe in enumerate(RECIPES):
        plain = re.sub(r"\W+", "-", recipe.name)[:60].strip("-")
        written(recipe.files(), folder / f"{number:03d}-{plain}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
