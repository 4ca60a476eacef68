"""The use case new: a folder to start from (commands.md)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Template

from msgspec import Struct

from scorecard.interruption import unbroken
from scorecard.read.plan_file import read_plan
from scorecard.report.folder import NotEmptyError
from scorecard.report.input_book import input_book
from scorecard.report.workshop import NEW, workshop

PLAN, BOOK = "plan.yaml", "inputs/inputs-{year}.xlsx"
"""What the folder holds beside the guides."""
GUIDES = {"guide.en.md": "README.md", "guide.zh.md": "使用说明.md"}
"""The guides' sources and their names in the folder; a plan that is there is complete, so it comes last."""


OF_THE_SYSTEM = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))


class Start(Struct, frozen=True):
    """What is put into the new folder: the fiscal year, and the language of plan and workbook."""

    year: int
    language: str


def new_folder(target: Path, start: Start) -> list[Path]:
    """Make the folder, whole or not at all; its files. An empty one may be there already.

    Raises OSError, which names the target: NotEmptyError where something else stands there.
    """
    _refuse_others(target)
    place = target.resolve()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with workshop(place) as beside:
            made = beside / NEW
            names = _fill(made, start)
            _refuse_others(target)
            with unbroken():
                _settle(made, place)
    except NotEmptyError:
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(target)) from error
    return [target / name for name in names]


def _refuse_others(target: Path) -> None:
    if os.path.lexists(target) and not (target.is_dir() and _is_empty(target)):
        raise NotEmptyError(target)


def _is_empty(folder: Path) -> bool:
    """Whether nobody has put anything there; what a system puts into every folder does not count."""
    return all(path.name in OF_THE_SYSTEM for path in folder.iterdir())


def _settle(made: Path, place: Path) -> None:
    """Move the folder to its place; into one that is there, since somebody may be working in it, what it holds."""
    if not place.exists():
        made.rename(place)
        return
    for path in sorted(made.iterdir(), key=lambda path: path.name == PLAN):
        path.rename(place / path.name)


def _fill(folder: Path, start: Start) -> list[str]:
    """Write the plan, the guides and, from the plan, the workbook; their names."""
    book = BOOK.format(year=start.year)
    (folder / book).parent.mkdir(parents=True)
    texts = {name: text.encode() for name, text in _texts(start)}
    for name, content in texts.items():
        _write(folder / name, content)
    plan, problems = read_plan(folder / PLAN)
    assert plan is not None, problems
    _write(folder / book, input_book(plan, start.language))
    return [*texts, book]


def _texts(start: Start) -> Iterator[tuple[str, str]]:
    """(Name in the folder, text) of each file that is a text."""
    facts = {"year": str(start.year), "language": start.language, "book": BOOK.format(year=start.year)}
    for source, name in ({PLAN: PLAN} | GUIDES).items():
        yield name, Template((start_folder() / source).read_text("utf-8")).substitute(facts)


def start_folder() -> Path:
    """Where the texts came with the program: in the wheel within the package, in a checkout beside it."""
    package = Path(str(files("scorecard")))
    inside = package / "templates" / "start"
    return inside if inside.is_dir() else package.parent / "templates" / "start"


def _write(path: Path, content: bytes) -> None:
    """A new file, which after a power cut is whole where it is there."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
