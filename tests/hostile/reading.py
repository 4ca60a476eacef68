"""What reading makes of files, in the terms of the expectations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from scorecard.model.inputs import Inputs
from scorecard.model.messages import message
from scorecard.model.period import OPEN_END, OPEN_START
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace, Problem
from scorecard.read.files import Book, list_files, named, read_books
from scorecard.read.tables import sheet_names
from scorecard.read.workbooks import read_inputs
from tests.hostile.recipe import Change, Expect
from tests.read.test_together import TABLES

Tables = Mapping[str, list[dict[str, Any]]]
"""Every table of the inputs as rows without their places; teams by their keys."""


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    said: tuple[str, ...]
    """``code Sheet!Cell``, ``~`` before warnings; sorted, notes left out."""
    whole: tuple[str, ...]
    """Codes of the files that were refused as a whole."""
    errors: bool
    tables: Tables


class Reader:
    """Reads files by one plan; what gives the same sheets gives the same outcome, so it is read but once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._known: dict[str, Outcome] = {}

    def read(self, paths: Sequence[Path]) -> Outcome:
        """What reading the files says and reads; every message can be said in both languages."""
        sheets = sheet_names(self._plan)
        books = list(read_books(named(list_files(paths, sheets).paths, sheets), sheets))
        different = len({book.file.sha256 for book in books if book.file})
        key = repr([different, *map(_shown, books)])
        if key not in self._known:
            self._known[key] = self._read(paths, tuple(book.problem.code for book in books if book.problem))
        return self._known[key]

    def _read(self, paths: Sequence[Path], whole: tuple[str, ...]) -> Outcome:
        inputs, problems = read_inputs(self._plan, paths)
        told = [each for each in (*problems, *inputs.warnings) if each.level != "note"]
        assert all(message(each, language) for each in told for language in ("en", "zh"))
        return Outcome(tuple(sorted(map(_line, told))), whole, bool(problems), tables(inputs))


def _shown(book: Book) -> Any:
    refusal = (book.problem.kind, _line(book.problem)) if book.problem else None
    return refusal, [
        (grid.name, grid.rows, grid.hidden, grid.hidden_sheet, grid.typed, grid.merged) for grid in book.grids
    ]


def _line(problem: Problem) -> str:
    place = problem.place
    where = f"{place.sheet}!{place.cell}" if isinstance(place, CellPlace) and place.sheet else ""
    return f"{'~' if problem.level == 'warning' else ''}{problem.code} {where}"


def tables(inputs: Inputs) -> Tables:
    """The inputs' tables."""
    teams = inputs.teams["key"].tolist()
    return {name: [_row(row, teams) for row in _rows(inputs, name)] for name in TABLES}


def _rows(inputs: Inputs, name: str) -> Iterable[dict[str, Any]]:
    table = getattr(inputs, name)
    columns = {column: table[column].tolist() for column in table.columns if column not in ("sheet", "row")}
    return (dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True))


def _row(row: dict[str, Any], teams: Sequence[str]) -> dict[str, Any]:
    return {**row, "team": teams[row["team"]]} if "team" in row else row


def matches(found: Outcome, expect: Expect, good: Tables) -> bool:
    """Whether it came as expected; ``good`` is what the good workbook says."""
    if expect.refusals is not None:
        return bool(found.whole) and (not expect.refusals or set(found.whole) <= set(expect.refusals))
    if expect.somehow:
        return found.errors and all("!" in line for line in found.said)
    if found.said != tuple(sorted(expect.said)):
        return False
    return _alike(found.tables, changed(good, expect)) if expect.reads else found.errors


def changed(good: Tables, expect: Expect) -> Tables:
    """The tables with other values; None takes a row of ``values`` away, and empties a cell of another table."""
    result = {name: [_with_key(row, expect.key) for row in rows] for name, rows in good.items()}
    change: tuple[Change, int | str | None]
    for change in expect.changes.items():
        (table, row, column), value = change
        result[table][row][column] = value
    more = [_revenue(month, number) for month, number in enumerate(expect.added, 1)]
    teams = [{**_OPEN_TEAM, **team} for team in expect.teams]
    values = [row for row in result["values"] if row["value"] is not None]
    return {**result, "teams": result["teams"] + teams, "values": values + more}


_OPEN_TEAM = dict.fromkeys(("key", "name", "account", "account_name", "unit")) | {"first": OPEN_START, "last": OPEN_END}


def _revenue(month: int, number: str) -> dict[str, Any]:
    return {"team": "A", "month": month, "measure": 0, "value": int(Decimal(number) * 10**6)}


def _with_key(row: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: key if name in ("team", "key") and cell == "A" else cell for name, cell in row.items()}


def _alike(one: Tables, other: Tables) -> bool:
    return all(_sorted(one[name]) == _sorted(other[name]) for name in other)


def _sorted(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return sorted(repr({name: "" if pd.isna(cell) else str(cell) for name, cell in row.items()}) for row in rows)
