"""Problems as rows of a list, and as marks of cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from msgspec import Struct

from scorecard.model.inputs import Sheet
from scorecard.model.messages import message
from scorecard.model.problems import CellPlace, FilePlace, Level, Problem, cell_name, cell_position
from scorecard.report.marked.words import word

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


class Entry(Struct, frozen=True):
    """A row of a list of problems."""

    level: Level
    code: str
    file: str
    sheet: str
    cell: str
    message: str
    copy: str | None
    """The file in which the place can be seen; empty: the one that holds the list; None: none."""
    location: str
    """The place in it: ``'Actuals'!D7``."""


class Mark(Struct, frozen=True):
    """What is said of a cell."""

    level: Level
    text: str


def entries(problems: Iterable[Problem], language: str, copies: Mapping[str, str]) -> Iterator[Entry]:
    """The problems as rows; ``copies`` gives each workbook's marked copy, by the workbook's name."""
    for problem in problems:
        said = message(problem, language)
        place = problem.place
        if isinstance(place, CellPlace):
            copy = copies.get(place.book) if place.sheet else None
            copy = copy if _fits(place.cell or "A1") else None
            location = _location(place) if copy is not None else ""
            file = _name(place.book)
            yield Entry(problem.level, problem.code, file, place.sheet, place.cell, said, copy, location)
        elif isinstance(place, FilePlace):
            at = f"{place.line}:{place.column}"
            yield Entry(problem.level, problem.code, _name(place.file), "", at, said, None, "")
        else:
            yield Entry(problem.level, problem.code, "", "", "", said, None, "")


def _fits(cell: str) -> bool:
    """Whether a sheet of an .xlsx reaches as far as the cell, or row: a CSV file may be longer."""
    column, row = cell_position(cell)
    return column < MOST_COLUMNS and row <= MOST_ROWS


def _name(path: str) -> str:
    """Without the way to it, which is another one on another machine."""
    return PurePath(path).name or path


def _location(place: CellPlace) -> str:
    sheet = place.sheet.replace("'", "''")
    cell = place.cell or "A1"
    return f"'{sheet}'!{f'A{cell}' if cell.isdigit() else cell}"


def marks(problems: Iterable[Problem], sheets: Sequence[Sheet], language: str) -> dict[str, dict[str, list[Mark]]]:
    """Sheet to cell to what is said of it, of problems of one workbook; a row alone is marked at its first column."""
    first = {each.name: min(each.columns.values(), default=0) for each in sheets}
    found: dict[str, dict[str, list[Mark]]] = {}
    for problem in problems:
        if isinstance(problem.place, CellPlace) and problem.place.cell:
            _, sheet, cell = problem.place
            cell = cell_name(first.get(sheet, 0), int(cell)) if cell.isdigit() else cell
            if _CELL.fullmatch(cell) and _fits(cell):
                text = f"{word(problem.level, language)} [{problem.code}] {message(problem, language)}"
                found.setdefault(sheet, {}).setdefault(cell, []).append(Mark(problem.level, text))
    return found


def worst(found: Iterable[Mark]) -> Level:
    """The level that a cell shows."""
    return "error" if any(each.level == "error" for each in found) else "warning"
