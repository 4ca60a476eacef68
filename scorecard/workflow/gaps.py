"""What a sheet lacks altogether, a column or a month, is told once, not for every team and month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct, field
from msgspec.structs import replace

from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace, Problem
from scorecard.model.titles import Title
from scorecard.read.counted import MOST_ALIKE
from scorecard.read.log import MOST_OF_A_KIND
from scorecard.workflow.filled import Actuals, place_of

_MOST = 12
"""So many sheets, cells or months are named."""
_ONE_BY_ONE = 3
"""A team's months without a number are told each at its cell, if they are no more."""


class Told(Struct, frozen=True):
    """What is left to tell."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


class _Gap(Struct, frozen=True):
    """What is missing altogether: a measure or a month for every team, a column of Targets."""

    measure: str = ""
    month: str = ""
    targets: tuple[str, str] = ("", "")
    """A sheet, by its place, and the column that it lacks."""
    empty: bool = False
    """Whether ``measure`` has a column, and no team has a number in it."""


class _Alike(Struct):
    """Problems of one gap: those that differ in more than their team, and how many there are."""

    different: dict[tuple[str, str], Problem] = field(default_factory=dict)
    """By month and sheet."""
    count: int = 0

    def add(self, problems: Iterable[Problem], count: int) -> None:
        """So many further ones, that differ in these."""
        for problem in problems:
            sheet = str(_whole_sheet(problem)) if problem.place else ""
            self.different.setdefault((str(problem.args.get("month")), sheet), problem)
        self.count += count


class _First(Struct):
    """Problems of one kind: the first ones, in the order of the teams, and how many there are."""

    most: int
    """So many are told."""
    first: list[Problem] = field(default_factory=list)
    """No more than those and one."""
    count: int = 0

    def add(self, problems: Sequence[Problem], count: int) -> None:
        """So many further ones, of which the first are given; what is said of no team is said once."""
        new = [each for each in problems if each.team is not None or each not in self.first]
        self.first += new[: self.most + 1 - len(self.first)]
        self.count += count - (len(problems) - len(new))


class Gaps(Struct):
    """What some teams lack, with what a whole sheet lacks put together; what several groups of teams lack adds up."""

    whole: dict[_Gap, _Alike] = field(default_factory=dict)
    numbers: dict[str, _First] = field(default_factory=dict)
    """Single numbers that measures lack, by the measure's id."""
    others: dict[str, _First] = field(default_factory=dict)
    """By their code."""

    def add(self, other: Gaps) -> None:
        """What further teams lack."""
        for gap, alike in other.whole.items():
            self.whole.setdefault(gap, _Alike()).add(alike.different.values(), alike.count)
        for measure, numbers in other.numbers.items():
            self.numbers.setdefault(measure, _First(MOST_ALIKE)).add(numbers.first, numbers.count)
        for code, others in other.others.items():
            self.others.setdefault(code, _First(MOST_OF_A_KIND)).add(others.first, others.count)

    def __bool__(self) -> bool:
        """Whether anything is missing."""
        return bool(self.whole or self.numbers or self.others)


def _place_in_order(measures: Sequence[str], gap: _Gap) -> tuple[int, str, tuple[str, str]]:
    """Measures in the plan's order, then months, then columns of Targets."""
    return (measures.index(gap.measure) if gap.measure else len(measures), gap.month, gap.targets)


def gaps(actuals: Actuals, problems: Iterable[Problem]) -> Gaps:
    """What stands in the way of a calculation; ``actuals`` is of all teams, the problems may be of some."""
    found = Gaps()
    others: list[Problem] = []
    of_team: dict[tuple[str, str, str | None], list[Problem]] = {}
    for problem in (_at_its_sheet(actuals, each) for each in problems):
        gap = _gap(actuals, problem)
        if gap is not None:
            found.whole.setdefault(gap, _Alike()).add([problem], 1)
        elif problem.code in ("missing-pool", "missing-value"):
            of_team.setdefault((problem.code, _measure(problem), problem.team), []).append(problem)
        else:
            others.append(problem)
    for (code, measure, _), of_one in of_team.items():
        if code == "missing-pool":
            others.append(_months_in_one(of_one))
        else:
            told = _of_team(of_one)
            found.numbers.setdefault(measure, _First(MOST_ALIKE)).add(told, len(told))
    others.sort(key=lambda each: (each.code, each.team or ""))
    for code, alike in groupby(others, key=lambda each: each.code):
        own = list(alike)
        found.others[code] = _First(MOST_OF_A_KIND)
        found.others[code].add(own, len(own))
    return found


def told_once(actuals: Actuals, found: Gaps, warnings: Sequence[Problem]) -> Told:
    """One problem of what a sheet lacks, then those of single teams; no warning of a header that one of them names.

    ``warnings`` are those of reading. The order does not depend on the groups in which it was found.
    """
    order = list(actuals.plan.measures)
    told: list[Problem] = []
    named: list[Problem] = []
    by_measure = _headers(actuals.plan, warnings)
    for gap, each in sorted(found.whole.items(), key=lambda each: _place_in_order(order, each[0])):
        alike = list(each.different.values())
        if gap.month:
            told.append(Problem("missing-value.month", {"month": gap.month}))
        elif gap.targets[1]:
            args = {"column": gap.targets[1], "count": str(each.count)}
            told.append(Problem("missing-target.column", args, _whole_sheet(alike[0])))
        elif gap.empty:
            told.append(replace(alike[0], kind="missing-value.empty", args=_all_months(alike), team=None))
        else:
            sheets = _sheets(actuals, alike)
            headers = [warning for warning in by_measure.get(gap.measure, ()) if _sheet_of(warning) in sheets]
            named += headers
            told += _of_measure(actuals, alike, headers)
    for code in sorted(found.others):
        told += _told_of(found.others[code], code)
    for measure in sorted(found.numbers, key=order.index):
        told += _first_ones(found.numbers[measure])
    return Told(tuple(told), tuple(each for each in warnings if all(each is not header for header in named)))


def _headers(plan: Plan, warnings: Iterable[Problem]) -> Mapping[str, Sequence[Problem]]:
    names = {name: id for id, each in plan.measures.items() for name in (id, *each.title.texts.values())}
    found: dict[str, list[Problem]] = {}
    for warning in warnings:
        if warning.kind == "unknown-column.near":
            found.setdefault(names.get(str(warning.args["near"]), ""), []).append(warning)
    return found


def _at_its_sheet(actuals: Actuals, problem: Problem) -> Problem:
    """The problem; where a row is missing, at the sheet that has the month's rows of any team."""
    if problem.code != "missing-value" or (isinstance(problem.place, CellPlace) and problem.place.cell):
        return problem
    source = actuals.plan.measures[_measure(problem)].source
    return replace(problem, place=actuals.places.get((source, str(problem.args["month"])), problem.place))


def _measure(problem: Problem) -> str:
    measure = problem.args.get("measure")
    return measure.id if isinstance(measure, Title) else ""


def _gap(actuals: Actuals, problem: Problem) -> _Gap | None:
    """What is missing altogether, if the problem is of that."""
    if problem.code == "missing-target" and isinstance(problem.place, CellPlace) and problem.place.cell.isdigit():
        return _Gap(targets=(str(_whole_sheet(problem)), str(problem.args["column"])))
    return _gap_of_actuals(actuals, problem)


def _gap_of_actuals(actuals: Actuals, problem: Problem) -> _Gap | None:
    measure, month = _measure(problem), str(problem.args.get("month"))
    if problem.code != "missing-value" or not measure or not actuals.sheets:
        return None
    read_elsewhere = actuals.plan.measures[measure].source is not None
    has_cell = isinstance(problem.place, CellPlace) and bool(problem.place.cell)
    if has_cell and not read_elsewhere and all(measure != id for id, _ in actuals.values):
        return _Gap(measure, empty=True)
    if read_elsewhere or has_cell or (measure, month) in actuals.values:
        return None
    if month not in actuals.months and all(measure in sheet.columns for sheet in actuals.blank):
        return _Gap(month=month)
    return _Gap(measure) if _sheets(actuals, [problem]) else None


def _sheets(actuals: Actuals, problems: Iterable[Problem]) -> list[str]:
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


def _months_in_one(alike: Sequence[Problem]) -> Problem:
    """A team's months without a number in one problem."""
    return replace(alike[0], args={**alike[0].args, "month": _months(alike)})


def _of_team(alike: Sequence[Problem]) -> Sequence[Problem]:
    """A team's months without a number of a measure; in one problem if they are many, or only the first matters."""
    carried = alike[0].kind == "missing-value.carry"
    return [_months_in_one(alike)] if carried or len(alike) > _ONE_BY_ONE else alike


def _told_of(found: _First, code: str) -> Iterator[Problem]:
    """The first problems of a code, and how many more there are."""
    yield from found.first[: found.most]
    for problem in found.first[found.most :]:
        yield Problem("and-further.teams", {"code": code, "count": f"{found.count - found.most:,}"}, problem.place)


def _first_ones(numbers: _First) -> Iterator[Problem]:
    """Of the single numbers that a measure lacks the first ones, and how many more there are."""
    yield from numbers.first[:MOST_ALIKE]
    for problem in numbers.first[MOST_ALIKE:]:
        args = {"measure": problem.args["measure"], "count": str(numbers.count - MOST_ALIKE)}
        yield Problem("missing-value.more", args, problem.place)


def _all_months(alike: Sequence[Problem]) -> dict[str, str | Title]:
    return {"measure": alike[0].args["measure"], "months": _months(alike)}


def _months(alike: Iterable[Problem]) -> str:
    return _listed(sorted({str(problem.args["month"]) for problem in alike}))


def _of_measure(actuals: Actuals, alike: Sequence[Problem], headers: Sequence[Problem]) -> Iterator[Problem]:
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
        kind = "missing-value.rows" if first.is_long else "missing-value.column"
        yield Problem(kind, args, place_of(first))


def _listed(texts: Iterable[str]) -> str:
    every = list(texts)
    return ", ".join(every[:_MOST]) + (", …" if len(every) > _MOST else "")
