"""All inputs of a calculation as one text that lasts, and back (ledger.md, A closing).

Canonical JSON: the same inputs give the same bytes, in whatever order their files, sheets and rows came. Nothing in it
is a number of this run's plan: teams stand with their keys, stages, metrics, measures and roles with their ids, months
as ``2026-03`` (``2026`` for a row of the whole year), days as ISO dates, quantities and money as decimal text, null
where a cell is empty. A table is kept column by column; where texts repeat, a column is the sorted different ones
(``of``) and each row's place among them (``at``). Each row names its sheet, by its place in ``sheets``, and its row.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from msgspec import Struct

from scorecard.ledger.canonical_parts import file_of, file_part, problem_of, problem_part, sheet_of, sheet_part
from scorecard.model.inputs import Inputs
from scorecard.model.numbers import QUANTITY, Bools, Ints, texts
from scorecard.model.period import OPEN_END, OPEN_START
from scorecard.model.plan import Plan

VERSION = 1
YEAR = -1
"""The month of a row of the whole year."""
Json = Any
"""Lists, mappings, texts, numbers and None."""

TABLES: Mapping[str, Mapping[str, str]] = {
    "teams": {
        **dict.fromkeys(("key", "name", "account", "account_name", "unit"), "text"),
        "first": "first day",
        "last": "last day",
    },
    "stages": {"team": "team", "stage": "stage", "day": "day", "evidence": "text", "approved_by": "text"},
    "owners": {"team": "team", "employee": "text", "name": "text", "day": "day"},
    "members": {
        "team": "team",
        "employee": "text",
        "name": "text",
        "role": "role",
        "personal_factor": "quantity",
        "first": "first day",
        "last": "last day",
    },
    "pools": {"team": "team", "month": "month", "amount": "money"},
    "targets": {
        "team": "team",
        "metric": "metric",
        "month": "month",
        **dict.fromkeys(("target", "baseline", "threshold", "stretch"), "quantity or empty"),
    },
    "values": {"team": "team", "month": "month", "measure": "measure", "value": "quantity"},
    "lines": {
        "team": "team",
        "month": "month",
        "measure": "measure",
        "value": "quantity",
        "day": "day",
        **dict.fromkeys(("factor", "other"), "quantity or empty"),
    },
    "evidence": {"team": "team", "month": "month", "measure": "measure", "note": "text", "link": "text"},
    "adjustments": {
        "team": "team",
        "month": "month",
        "kind": "text",
        "amount": "money",
        "reason": "text",
        "approved_by": "text",
    },
    "paid": {"team": "team", "month": "month", "amount": "money"},
}
"""The tables of ``Inputs`` (model/inputs.py): column to what it holds, in their order."""
DAYS = {"day": None, "first day": OPEN_START, "last day": OPEN_END}
"""Kinds of days, and the day number that stands for an empty cell."""


def inputs_bytes(plan: Plan, inputs: Inputs) -> bytes:
    """All inputs as canonical JSON in UTF-8; ``plan`` is the one that they were read with."""
    names = _Names.of(plan, inputs.teams["key"].tolist())
    order = sorted(range(len(inputs.sheets)), key=lambda index: _sheet_key(inputs, index))
    place = np.argsort(np.array(order, np.int64))
    warnings = [problem_part(problem) for problem in inputs.warnings]
    said = {
        "version": VERSION,
        "files": [file_part(each) for each in sorted(inputs.files, key=lambda each: each.name)],
        "sheets": [sheet_part(inputs.sheets[index]) for index in order],
        "tables": {name: _table_part(names, getattr(inputs, name), name, place) for name in TABLES},
        "warnings": sorted(warnings, key=_compact),
    }
    return f"{_compact(said)}\n".encode()


def inputs_of(plan: Plan, content: bytes) -> Inputs:
    """The inputs that ``inputs_bytes`` wrote, for the plan with which they were read.

    Teams stand by key, all other rows by sheet and row; a file's path is its name. Raises ValueError for anything that
    was not written so, and for what the plan does not know.
    """
    try:
        said = json.loads(content)
        if said["version"] != VERSION or content != f"{_compact(said)}\n".encode():
            raise ValueError("not canonical inputs of this version")
        keys = _filled_texts(said["tables"]["teams"]["key"])
        if sorted(set(keys)) != keys:
            raise ValueError("teams do not stand by key")
        names = _Names.of(plan, keys)
        return Inputs(
            tuple(file_of(each) for each in said["files"]),
            tuple(sheet_of(each) for each in said["sheets"]),
            **{name: _table_of(names, said["tables"][name], name, len(said["sheets"])) for name in TABLES},
            warnings=tuple(problem_of(each) for each in said["warnings"]),
            tallies=(),
        )
    except (KeyError, TypeError, IndexError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"not canonical inputs: {error!r}") from error


def _compact(said: Json) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _sheet_key(inputs: Inputs, index: int) -> tuple[str, str, str, str]:
    sheet = inputs.sheets[index]
    return sheet.book, sheet.name, sheet.table, _compact(sheet_part(sheet))


class _Names(Struct, frozen=True):
    """The texts behind the codes of a plan's tables, by kind of column; decimals of its numbers."""

    known: Mapping[str, Sequence[str]]
    decimals: Mapping[str, int]

    @classmethod
    def of(cls, plan: Plan, teams: Sequence[str]) -> _Names:
        months = [*(str(plan.month(index)) for index in range(12)), f"{plan.fiscal_year.year:04d}"]
        known = {"team": teams, "stage": [*plan.stages], "metric": [*plan.metrics], "measure": [*plan.measures]}
        decimals = {"quantity": QUANTITY, "quantity or empty": QUANTITY, "money": plan.decimals}
        return cls({**known, "role": [*plan.roles], "month": months}, decimals)


def _table_part(names: _Names, table: pd.DataFrame, name: str, place: Ints) -> Json:
    """The table's columns; teams by key, else by sheet, row, and where one row gives several by what they are of."""
    sheet = place[table["sheet"].to_numpy()] if len(table) else np.zeros(0, np.int64)
    row = table["row"].to_numpy(np.int64)
    of = table["measure"].to_numpy() if "measure" in table else np.zeros(len(table), np.int64)
    order = np.arange(len(table)) if name == "teams" else np.lexsort((of, row, sheet))
    columns = {key: _column_part(names, table[key].iloc[order], kind) for key, kind in TABLES[name].items()}
    return {**columns, "sheet": sheet[order].tolist(), "row": row[order].tolist()}


def _column_part(names: _Names, column: pd.Series[Any], kind: str) -> Json:
    if kind == "text":
        return [text if isinstance(text, str) else None for text in column.tolist()]
    if kind in DAYS:
        return _dictionary(column.to_numpy(np.int64), lambda day: _day_text(day, DAYS[kind]))
    if kind in names.known:
        return _dictionary(column.to_numpy(np.int64), names.known[kind].__getitem__)
    found: list[str | None] = [*texts(column.to_numpy(np.int64, na_value=0), names.decimals[kind])]
    empty = column.isna().to_numpy()
    return [None if gone else text for text, gone in zip(found, empty, strict=True)] if empty.any() else found


def _dictionary(codes: Ints, text: Callable[[int], str | None]) -> Json:
    """Each row's text among the sorted different ones; what is empty comes first."""
    different, which = np.unique(codes, return_inverse=True)
    named = [text(code) for code in different.tolist()]
    order = sorted(range(len(named)), key=lambda index: named[index] or "")
    place = np.argsort(np.array(order, np.int64))
    return {"of": [named[index] for index in order], "at": place[which].tolist() if named else []}


def _day_text(day: int, empty: int | None) -> str | None:
    return None if day == empty else str(np.datetime64(day, "D"))


def _table_of(names: _Names, said: Json, name: str, sheets: int) -> pd.DataFrame:
    columns = {key: _column_of(names, said[key], kind) for key, kind in TABLES[name].items()}
    columns |= {key: np.array(_whole(said[key]), np.int32) for key in ("sheet", "row")}
    if len({len(column) for column in columns.values()}) != 1 or said.keys() != columns.keys():
        raise ValueError(f"columns of {name} do not fit each other")
    if np.any(columns["sheet"] >= sheets):
        raise ValueError(f"a row of {name} stands in no sheet")
    return pd.DataFrame(columns)


def _column_of(names: _Names, said: Json, kind: str) -> Any:
    if kind == "text":
        return pd.Series(_texts(said), dtype=object)
    if kind in DAYS:
        return _spread(said, [_day_of(text, DAYS[kind]) for text in said["of"]]).astype(np.int64)
    if kind in names.known:
        codes = {text: code for code, text in enumerate(names.known[kind])}
        if kind == "month":
            codes[names.known[kind][-1]] = YEAR
        return _spread(said, [codes[text] for text in said["of"]]).astype(np.int32)
    return _numbers(said, names.decimals[kind], empty=kind == "quantity or empty")


def _spread(said: Json, codes: Sequence[int]) -> Ints:
    """Each row's code, from its place among the different texts."""
    return np.array(codes, np.int64)[np.array(_whole(said["at"]), np.int64)]


def _day_of(text: str | None, empty: int | None) -> int:
    if text is None:
        if empty is None:
            raise ValueError("a day is missing")
        return empty
    day = int(np.datetime64(text, "D").astype(np.int64))
    if _day_text(day, empty) != text:
        raise ValueError(f"not a day: {text!r}")
    return day


def _numbers(said: Json, decimals: int, *, empty: bool) -> Any:
    """Scaled integers from their texts, which must have exactly the decimals."""
    gone: Bools = np.array([text is None for text in said], bool)
    values = np.array([0 if text is None else int(text.replace(".", "", 1)) for text in said], np.int64)
    written = [None if none else text for text, none in zip(texts(values, decimals), gone.tolist(), strict=True)]
    if written != said or (gone.any() and not empty):
        raise ValueError("a number is not written as it should be")
    return pd.arrays.IntegerArray(values, gone) if empty else values


def _whole(said: Json) -> list[int]:
    if not set(map(type, said)) <= {int} or min(said, default=0) < 0:
        raise ValueError("a place is no whole number")
    return list(said)


def _texts(said: Json) -> list[str | None]:
    if not set(map(type, said)) <= {str, type(None)}:
        raise ValueError("a text is none")
    return list(said)


def _filled_texts(said: Json) -> list[str]:
    return [str(text) for text in _texts(said)]
