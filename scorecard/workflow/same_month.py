"""The same month in two workbooks: of Actuals for other teams, of a source with rows that all count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from scorecard.model.inputs import Inputs
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.model.titles import Title

_MOST = 3
"""So many measures are named."""


def months_in_two_workbooks(plan: Plan, inputs: Inputs) -> tuple[Problem, ...]:
    """One for each two workbooks that share months, at the second's first row of them.

    Measures may be split over workbooks; what the two both give makes it odd. Where a cell stands in both that is told
    as a problem.
    """
    return (*_of_actuals(plan, inputs), *_of_sources(plan, inputs))


def _books(inputs: Inputs) -> dict[str, int]:
    return {file.name: number for number, file in enumerate(inputs.files)}


def _with_book(inputs: Inputs, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the number of their workbook."""
    books = _books(inputs)
    numbers = np.array([books[sheet.book] for sheet in inputs.sheets], np.int64)
    return rows.assign(book=numbers[rows["sheet"].to_numpy()] if len(rows) else np.zeros(0, np.int64))


def _of_actuals(plan: Plan, inputs: Inputs) -> Iterator[Problem]:
    rows = _with_book(inputs, inputs.values)
    double = set(rows.loc[rows.duplicated(["team", "month", "measure"], keep=False).to_numpy(), "month"].tolist())
    for first, second, shared in _pairs(rows, ["month", "measure"]):
        months = sorted({month for month, _ in shared} - double)
        measures = sorted({measure for month, measure in shared if month in months})
        if months:
            args = {"measures": _titles(plan, measures)}
            yield _warning(plan, inputs, rows, "month-in-two-workbooks", (first, second), months, args)


def _of_sources(plan: Plan, inputs: Inputs) -> Iterator[Problem]:
    """Rows of a source may repeat, and all of them count."""
    every = _with_book(inputs, inputs.lines)
    for source in plan.sources:
        own = [index for index, measure in enumerate(plan.measures.values()) if measure.source == source]
        rows = every[every["measure"].isin(own).to_numpy()]
        for first, second, shared in _pairs(rows, ["month"]):
            months = sorted(month for (month,) in shared)
            yield _warning(plan, inputs, rows, "month-in-two-workbooks.rows", (first, second), months, {})


def _pairs(rows: pd.DataFrame, key: list[str]) -> Iterator[tuple[int, int, set[tuple[int, ...]]]]:
    """Each two workbooks with a key in common, and these keys."""
    different = rows[["book", *key]].drop_duplicates()
    keys: dict[int, set[tuple[int, ...]]] = {}
    for book, *said in different.itertuples(index=False, name=None):
        keys.setdefault(int(book), set()).add(tuple(map(int, said)))
    for first, second in combinations(sorted(keys), 2):
        shared = keys[first] & keys[second]
        if shared:
            yield first, second, shared


def _titles(plan: Plan, measures: Sequence[int]) -> Title:
    """The measures' titles beside each other, in either language."""
    every = list(plan.measures.values())
    named = {language: [every[index].title.text(language) for index in measures] for language in ("en", "zh")}
    more = len(measures) > _MOST
    english, chinese = ", ".join(named["en"][:_MOST]), "、".join(f"“{each}”" for each in named["zh"][:_MOST])
    return Title("measures", {"en": english + (", …" if more else ""), "zh": chinese + ("等" if more else "")})


def _warning(
    plan: Plan,
    inputs: Inputs,
    rows: pd.DataFrame,
    kind: str,
    books: tuple[int, int],
    months: Sequence[int],
    args: dict[str, Title],
) -> Problem:
    here = rows[(rows["book"].to_numpy() == books[1]) & rows["month"].isin(months).to_numpy()]
    at = here.sort_values(["sheet", "row"]).iloc[0]
    place = inputs.place(int(at["sheet"]), int(at["row"]), "period")
    listed = ", ".join(str(plan.month(month)) for month in months)
    return Problem(kind, {"months": listed, "other": inputs.files[books[0]].name, **args}, place, "warning")
