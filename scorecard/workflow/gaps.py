"""What a sheet lacks altogether, a column or a month, is told once, not for every team and month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scorecard.model.inputs import Inputs, Sheet
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace, Problem
from scorecard.model.titles import Title
from scorecard.read.counted import MOST_ALIKE

_MOST = 12
"""So many sheets, cells or months are named."""
_ONE_BY_ONE = 3
"""A team's months without a number are told each at its cell, if they are no more."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is left to tell."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Gap:
    """What is missing altogether: a measure or month for every team, a team's pools or numbers, a column of Targets."""

    measure: str = ""
    month: str = ""
    pools_of: str = ""
    """A team."""
    targets: tuple[str, str] = ("", "")
    """A sheet, by its place, and the column that it lacks."""
    team: str | None = None
    """Which lacks numbers of ``measure``."""
    empty: bool = False
    """Whether ``measure`` has a column, and no team has a number in it."""


@dataclass(frozen=True, slots=True)
class _Actuals:
    """The sheets of Actuals, and what they have of any team."""

    plan: Plan
    sheets: Mapping[str, Sheet]
    """By their places."""
    values: frozenset[tuple[str, str]]
    """Measure's id and month."""
    months: frozenset[str]
    blank: Sequence[Sheet]
    """Sheets without any number."""
    headers: Mapping[str, Sequence[Problem]]
    """Measure's id to the warnings of headers that probably mean it."""


def told_once(plan: Plan, inputs: Inputs, problems: Iterable[Problem], warnings: Sequence[Problem]) -> Told:
    """The problems, those of a missing column or month put together; no warning of a header that they name."""
    groups: dict[_Gap | int, list[Problem]] = {}
    actuals = _actuals(plan, inputs, warnings)
    for problem in problems:
        groups.setdefault(_gap(actuals, problem) or id(problem), []).append(problem)
    told = []
    named: list[Problem] = []
    for gap, alike in groups.items():
        if isinstance(gap, int):
            told += alike
        elif gap.month:
            told.append(Problem("missing-value.month", {"month": gap.month}))
        elif gap.pools_of:
            told.append(_of_pools(alike))
        elif gap.targets[1]:
            args = {"column": gap.targets[1], "count": str(len(alike))}
            told.append(Problem("missing-target.column", args, _whole_sheet(alike[0])))
        elif gap.empty:
            told.append(replace(alike[0], kind="missing-value.empty", args=_all_months(alike), team=None))
        elif gap.team is not None:
            told += _of_team(alike)
        else:
            headers = _headers_in(actuals, gap.measure, _sheets(actuals, alike))
            named += headers
            told += _of_measure(actuals, alike, headers)
    return Told(
        tuple(_first_ones(told)), tuple(each for each in warnings if all(each is not header for header in named))
    )


def _actuals(plan: Plan, inputs: Inputs, warnings: Iterable[Problem]) -> _Actuals:
    sheets = {str(CellPlace(each.book, each.name)): each for each in inputs.sheets if each.table == "Actuals"}
    rows, ids = inputs.values, list(plan.measures)
    pairs = rows[["measure", "month"]].drop_duplicates()
    codes = zip(pairs["measure"].tolist(), pairs["month"].tolist(), strict=True)
    values = frozenset((ids[measure], str(plan.month(month))) for measure, month in codes)
    months = frozenset(month for _, month in values)
    filled = set(rows["sheet"].unique().tolist())
    blank = [each for i, each in enumerate(inputs.sheets) if each.table == "Actuals" and i not in filled]
    return _Actuals(plan, sheets, values, months, blank, _headers(plan, warnings))


def _headers(plan: Plan, warnings: Iterable[Problem]) -> Mapping[str, Sequence[Problem]]:
    names = {name: id for id, each in plan.measures.items() for name in (id, *each.title.texts.values())}
    found: dict[str, list[Problem]] = {}
    for warning in warnings:
        if warning.kind == "unknown-column.near":
            found.setdefault(names.get(str(warning.args["near"]), ""), []).append(warning)
    return found


def _gap(actuals: _Actuals, problem: Problem) -> _Gap | None:
    """What is missing altogether, if the problem is of that."""
    if problem.code == "missing-pool":
        return _Gap(pools_of=str(problem.team))
    if problem.code == "missing-target" and isinstance(problem.place, CellPlace) and problem.place.cell.isdigit():
        return _Gap(targets=(str(_whole_sheet(problem)), str(problem.args["column"])))
    return _gap_of_actuals(actuals, problem)


def _gap_of_actuals(actuals: _Actuals, problem: Problem) -> _Gap | None:
    measure, month = problem.args.get("measure"), str(problem.args.get("month"))
    if problem.code != "missing-value" or not isinstance(measure, Title) or not actuals.sheets:
        return None
    team = _Gap(measure.id, team=problem.team)
    read_elsewhere = actuals.plan.measures[measure.id].source is not None
    has_cell = isinstance(problem.place, CellPlace) and bool(problem.place.cell)
    if has_cell and not read_elsewhere and all(measure.id != id for id, _ in actuals.values):
        return _Gap(measure.id, empty=True)
    if read_elsewhere or has_cell or (measure.id, month) in actuals.values:
        return team
    if month not in actuals.months and all(measure.id in sheet.columns for sheet in actuals.blank):
        return _Gap(month=month)
    return _Gap(measure.id) if _sheets(actuals, [problem]) else team


def _sheets(actuals: _Actuals, problems: Iterable[Problem]) -> list[str]:
    """The sheets, by their places, in which the measure of these problems should stand and has no column."""
    found: dict[str, None] = {}
    for problem in problems:
        measure = problem.args["measure"]
        assert isinstance(measure, Title)
        wanted = [str(problem.place)] if problem.place else actuals.sheets
        found |= dict.fromkeys(each for each in wanted if measure.id not in actuals.sheets[each].columns)
    return list(found)


def _whole_sheet(problem: Problem) -> CellPlace:
    assert isinstance(problem.place, CellPlace)
    return CellPlace(problem.place.book, problem.place.sheet)


def _sheet_of(header: Problem) -> str:
    return str(_whole_sheet(header))


def _of_pools(alike: Sequence[Problem]) -> Problem:
    """A team's months without a target pool in one problem."""
    return replace(alike[0], args={**alike[0].args, "month": _months(alike)})


def _of_team(alike: Sequence[Problem]) -> Sequence[Problem]:
    """A team's months without a number of a measure; in one problem if they are many, or only the first matters."""
    carried = alike[0].kind == "missing-value.carry"
    return [_of_pools(alike)] if carried or len(alike) > _ONE_BY_ONE else alike


def _first_ones(told: Iterable[Problem]) -> Iterator[Problem]:
    """The same problems; of the single numbers that a measure lacks the first ones, and how many more there are."""
    numbers: dict[str, list[Problem]] = {}
    for problem in told:
        measure = problem.args.get("measure")
        if problem.kind not in ("missing-value", "missing-value.carry") or not isinstance(measure, Title):
            yield problem
            continue
        alike = numbers.setdefault(measure.id, [])
        alike.append(problem)
        if len(alike) <= MOST_ALIKE:
            yield problem
    for alike in numbers.values():
        for problem in alike[MOST_ALIKE : MOST_ALIKE + 1]:
            args = {"measure": problem.args["measure"], "count": str(len(alike) - MOST_ALIKE)}
            yield Problem("missing-value.more", args, problem.place)


def _all_months(alike: Sequence[Problem]) -> dict[str, str | Title]:
    return {"measure": alike[0].args["measure"], "months": _months(alike)}


def _months(alike: Iterable[Problem]) -> str:
    return _listed(sorted({str(problem.args["month"]) for problem in alike}))


def _headers_in(actuals: _Actuals, measure: str, sheets: Sequence[str]) -> Sequence[Problem]:
    return [each for each in actuals.headers.get(measure, ()) if _sheet_of(each) in sheets]


def _of_measure(actuals: _Actuals, alike: Sequence[Problem], headers: Sequence[Problem]) -> Iterator[Problem]:
    """One problem of the sheets with a header that may be the column, one of the others."""
    having = {_sheet_of(header) for header in headers}
    others = [problem for problem in alike if problem.place is None or str(problem.place) not in having]
    lacking = [sheet for sheet in _sheets(actuals, others) if sheet not in having]
    if headers:
        texts = _listed(dict.fromkeys(str(header.args["column"]) for header in headers))
        cells = _listed(str(header.place) for header in headers)
        args = {"measure": alike[0].args["measure"], "header": texts, "cells": cells}
        yield Problem("missing-value.misspelt", args, headers[0].place)
    if lacking:
        args = {"measure": alike[0].args["measure"], "months": _months(others), "sheets": _listed(lacking)}
        first = actuals.sheets[lacking[0]]
        in_rows = {"measure", "value"} <= first.columns.keys()
        kind = "missing-value.rows" if in_rows else "missing-value.column"
        yield Problem(kind, args, CellPlace(first.book, first.name))


def _listed(texts: Iterable[str]) -> str:
    every = list(texts)
    return ", ".join(every[:_MOST]) + (", …" if len(every) > _MOST else "")
