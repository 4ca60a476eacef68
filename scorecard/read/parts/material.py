"""The files of a run that is read in parts: what they are, and their rows cut by teams (inputs.md)."""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from scorecard.model.inputs import InputFile
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace, Problem
from scorecard.read import tables
from scorecard.read.cells import folded, key_text
from scorecard.read.files import MOST_BYTES, Given, Progress, doubt, list_files, named, read_books, refusal, sheet_of
from scorecard.read.formats import sniff
from scorecard.read.formats.csv_text import columns_with_commas, csv_each
from scorecard.read.formats.grid import LAST_COLUMN, Grid, Refused
from scorecard.read.log import EVERYWHERE, MOST_COMPARED, Log
from scorecard.read.parts.columnar import Chunk, chunks, teams_in
from scorecard.read.parts.cut import Cut
from scorecard.read.parts.shares import Share, Spot, head_of, header_of, shares
from scorecard.read.sheets import Sheets

LARGE = 2**23
"""A table of text beyond this size is read a batch of rows at a time."""
ROWS_AT_ONCE = 50_000


class Text(Struct, frozen=True):
    """A large CSV file that stands for a sheet."""

    path: Path
    spot: Spot
    name: str
    sheet: str
    commas: Container[int] | None = None
    """The columns in which a comma may stand before decimals; None where that is not known yet."""


class Material:
    """Every file by what it is, what is to be said about files, and the sheets by their first rows."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.log = Log(plan)
        self.sheets = Sheets(self.log)
        self.files: list[InputFile] = []
        self.chunks: list[Chunk] = []
        self.texts: list[Text] = []
        self.grids: list[tuple[Spot, Grid]] = []
        self._seen: dict[str, str] = {}
        self._known = tables.sheet_names(plan)

    @property
    def complete(self) -> bool:
        """Whether every file could be read so far."""
        return not self.log.sorted("error")

    def take(self, number: int, given: Given) -> None:
        """Looks at one file; what is wrong with it is told."""
        try:
            kind, file = _look(given, self._known)
        except OSError:
            kind, file = "whole", None  # the usual reader says what is wrong
        if file and self._is_again(number, file):
            self.files.append(file)
            return
        try:
            if kind == "parquet" and file:
                self._columnar(number, given, file)
            elif kind == "csv" and file:
                self._text(number, given, file)
            else:
                self._whole(number, given)
        except Refused as refused:
            self.log.add((number, -1, 0, 0), refusal(given.path, refused))

    def _is_again(self, number: int, file: InputFile) -> bool:
        """Whether another file holds the same, which is told."""
        other = self._seen.setdefault(file.sha256, file.name)
        if other != file.name:
            self.log.add((number, -1, 0, 0), Problem("file-twice", {"other": other}, CellPlace(file.name)))
        return other != file.name

    def _columnar(self, number: int, given: Given, file: InputFile) -> None:
        spot = (number, self.sheets.count)
        found = list(chunks(given.path, spot, given.name, file.sheet))
        self.sheets.put(spot, Grid(given.name, file.sheet, [list(found[0].columns)]))
        self.files.append(file)
        self.chunks += found

    def _text(self, number: int, given: Given, file: InputFile) -> None:
        text = Text(given.path, (number, self.sheets.count), given.name, file.sheet)
        first = next(_batches(self.plan, text))
        self.sheets.put(text.spot, replace(first, rows=_head(self.plan, first)))
        self.files.append(file)
        self.texts.append(replace(text, commas=first.with_commas))
        if file.size <= MOST_BYTES and folded(file.sheet) in self._known:
            with given.path.open("rb") as source:
                found = doubt(given.name, mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ))
            if found:
                self.log.add((number, -1, 0, 0), found)

    def _whole(self, number: int, given: Given) -> None:
        (book,) = read_books([given], self._known)
        if book.problem:
            self.log.add((number, -1, 0, 0), book.problem)
        if book.file is not None:
            self.files.append(book.file)
            for grid in book.grids:
                spot = (number, self.sheets.count)
                self.sheets.put(spot, grid)
                self.grids += [(spot, grid)] if folded(grid.name) in self._known else []


def material(plan: Plan, paths: Sequence[Path], progress: Progress | None = None) -> Material:
    """All files that the paths stand for. Says what is wrong with files, raises nothing."""
    known = tables.sheet_names(plan)
    listed = list_files(paths, known)
    found = material_of(plan, named(listed.paths, known), progress)
    for problem in listed.problems:
        found.log.add(EVERYWHERE, problem)
    return found


def material_of(plan: Plan, files: Sequence[Given], progress: Progress | None = None) -> Material:
    """The same for files whose names and sheets are known already: those of a run folder."""
    found = Material(plan)
    for number, given in enumerate(files):
        found.take(number, given)
        if progress:
            progress(given.path.name, number + 1, len(files))
    return found


def _look(given: Given, known: frozenset[str]) -> tuple[str, InputFile | None]:
    """(parquet, csv or whole, the file if it is one). Raises OSError."""
    if not given.path.is_file():
        return "whole", None  # a pipe may be read without end
    with given.path.open("rb") as file:
        begins = file.read(len(sniff.PARQUET))
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256")
        size = file.tell()
    suffix = given.path.suffix.lower()
    kind = "parquet" if begins == sniff.PARQUET else "csv" if suffix == ".csv" and size > LARGE else "whole"
    sheet = given.sheet or sheet_of(given.path, known)
    return kind, InputFile(given.path, given.name, digest.hexdigest(), size, "" if kind == "whole" else sheet)


def teams(plan: Plan, found: Material) -> dict[str, str]:
    """The keys in all sheets of teams, sorted, and what the teams are called; "" where there are very many.

    Raises OSError and Refused.
    """
    names = {folded(name) for name in tables.TEAMS.names}
    titles: dict[str, str] = {}
    for chunk in (each for each in found.chunks if folded(each.sheet) in names):
        _add(titles, teams_in(plan, chunk))
    grids = [grid for text in found.texts if folded(text.sheet) in names for grid in _batches(plan, text)]
    for grid in [*(grid for _, grid in found.grids if folded(grid.name) in names), *grids]:
        header = header_of(plan, grid)
        if header:
            key, title = header.columns["team"], header.columns.get("name", LAST_COLUMN)
            _add(titles, ((_cell(row, key), _cell(row, title)) for row in grid.rows[header.row :]))
    return dict(sorted(titles.items()))


def _add(titles: dict[str, str], cells: Iterable[tuple[Any, Any]]) -> None:
    """Further teams, by their cells."""
    for key_cell, title in cells:
        key = key_text(key_cell)
        if key and key not in titles:
            titles[key] = key_text(title) if len(titles) < MOST_COMPARED else ""


def _cell(row: Sequence[Any], column: int) -> Any:
    return row[column] if column < len(row) else ""


def loose_shares(plan: Plan, found: Material, cut: Cut) -> Iterator[list[Share]]:
    """The rows of all files but those of Parquet, a batch at a time, a share for each range of teams."""
    for spot, grid in found.grids:
        yield shares(plan, spot, grid, cut)
    for text in found.texts:
        for grid in _batches(plan, text):
            yield shares(plan, text.spot, grid, cut)
            if head_of(plan, grid) is None:
                break


def _batches(plan: Plan, text: Text) -> Iterator[Grid]:
    """The rows of a CSV file, so many at a time, each time with those down to the header. Raises OSError, Refused."""
    with text.path.open("rb") as source, text.path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        rows, commas = csv_each(data, source), columns_with_commas(data) if text.commas is None else text.commas
        first = Grid(text.name, text.sheet, list(islice(rows, ROWS_AT_ONCE)), typed=False, with_commas=commas)
        yield first
        head = _head(plan, first)
        above, begin = np.arange(1, len(head) + 1, dtype=np.int32), len(first.rows) + 1
        while batch := list(islice(rows, ROWS_AT_ONCE)):
            numbers = np.arange(begin, begin + len(batch), dtype=np.int32)
            yield replace(first, rows=[*head, *batch], chosen=np.concatenate([above, numbers]))
            begin += len(batch)


def _head(plan: Plan, grid: Grid) -> list[list[Any]]:
    """The rows down to the header; the first one where there is none."""
    head = head_of(plan, grid)
    return grid.rows[: head[0] if head else 1]
