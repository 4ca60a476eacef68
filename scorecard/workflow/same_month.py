"""The same month in several workbooks: of Actuals for other teams, of a source with rows that all count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
from msgspec import Struct

from scorecard.model.inputs import InputFile, Inputs, Sheet, shown_name
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.model.titles import Title

_MOST = 3
"""So many measures, or workbooks, are named."""
KINDS = {(False, False): "", (False, True): ".rows", (True, False): ".several", (True, True): ".rows-several"}
"""Variants of the warning: whether there are further workbooks, whether it is about a source."""


def first_rows(inputs: Inputs) -> pd.DataFrame:
    """Sheet, month and measure of the values and lines, with the first such row.

    Left out are months in which a value of Actuals stands twice: that is told as a problem.
    """
    rows = inputs.values
    double = rows.loc[rows.duplicated(["team", "month", "measure"], keep=False).to_numpy(), "month"]
    right = rows[~rows["month"].isin(double).to_numpy()]
    return _firsts([right, inputs.lines])


def first_of_all(groups: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The first rows of several groups of rows, as if these had been read together."""
    return _firsts([pd.concat(groups, ignore_index=True).sort_values(["sheet", "row"])])


def _firsts(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    key = ["sheet", "month", "measure"]
    return pd.concat([table[[*key, "row"]].drop_duplicates(key) for table in tables], ignore_index=True)


def months_in_several_workbooks(
    plan: Plan, files: Sequence[InputFile], sheets: Sequence[Sheet], firsts: pd.DataFrame
) -> tuple[Problem, ...]:
    """One for each several workbooks that share months, at the second's first row of them.

    ``firsts`` is the table of ``first_rows``. Measures may be split over workbooks; what several give makes it odd. The
    parts of a folder count as one workbook.
    """
    names = {each.whole: each.name if each.whole == each.path else f"{shown_name(each.whole)}/" for each in files}
    numbers = {whole: number for number, whole in enumerate(names)}
    of_file = {each.name: numbers[each.whole] for each in files}
    of_sheet = np.array([of_file[sheet.book] for sheet in sheets], np.int64)
    rows = firsts.assign(whole=of_sheet[firsts["sheet"].to_numpy()])
    sources = [each.source for each in plan.measures.values()]
    found: list[Problem] = []
    for source in (None, *plan.sources):
        own = [index for index, each in enumerate(sources) if each == source]
        shared = _shared(rows[rows["measure"].isin(own).to_numpy()], ["month"] if source else ["month", "measure"])
        found += [_warning(plan, list(names.values()), sheets, each) for each in shared]
    return tuple(found)


class _Shared(Struct, frozen=True):
    """Months that the same workbooks hold."""

    wholes: tuple[int, ...]
    months: list[int]
    measures: list[int]
    """Those that all of them give; empty for a source."""
    sheet: int
    row: int
    """The first one of these months in the second workbook."""


def _shared(rows: pd.DataFrame, key: Sequence[str]) -> Iterator[_Shared]:
    """What several workbooks hold, by the workbooks that do."""
    holders: dict[tuple[int, ...], set[int]] = {}
    for whole, *said in zip(*(rows[name].tolist() for name in ("whole", *key)), strict=True):
        holders.setdefault(tuple(said), set()).add(whole)
    together: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    for what, by in holders.items():
        together.setdefault(tuple(sorted(by)), []).append(what)
    for wholes, shared in sorted(together.items()):
        if len(wholes) > 1:
            months = sorted({month for month, *_ in shared})
            measures = sorted({measure for _, *named in shared for measure in named})
            here = rows[(rows["whole"].to_numpy() == wholes[1]) & rows["month"].isin(months).to_numpy()]
            first = here.sort_values(["sheet", "row"]).iloc[0]
            yield _Shared(wholes, months, measures, int(first["sheet"]), int(first["row"]))


def _warning(plan: Plan, names: Sequence[str], sheets: Sequence[Sheet], found: _Shared) -> Problem:
    others = [names[number] for number in found.wholes if number != found.wholes[1]]
    args: dict[str, str | Title] = {
        "months": ", ".join(str(plan.month(month)) for month in found.months),
        "other": ", ".join(others[:_MOST]) + (", …" if len(others) > _MOST else ""),
        "count": str(len(others)),
    }
    if found.measures:
        args["measures"] = _titles(plan, found.measures)
    variant = KINDS[len(others) > 1, not found.measures]
    return Problem(f"month-in-two-workbooks{variant}", args, sheets[found.sheet].place(found.row, "period"), "warning")


def _titles(plan: Plan, measures: Sequence[int]) -> Title:
    """The measures' titles beside each other, in either language."""
    every = list(plan.measures.values())
    named = {language: [every[index].title.text(language) for index in measures] for language in ("en", "zh")}
    more = len(measures) > _MOST
    english, chinese = ", ".join(named["en"][:_MOST]), "、".join(f"“{each}”" for each in named["zh"][:_MOST])
    return Title("measures", {"en": english + (", …" if more else ""), "zh": chinese + ("等" if more else "")})
