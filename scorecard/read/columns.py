"""A region's columns as typed arrays. A fault in a key makes its row useless; a faulty number stands as 0."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from scorecard.model.numbers import QUANTITY, Bools, shortest_text
from scorecard.model.period import day_number
from scorecard.model.plan import Plan
from scorecard.model.titles import Title
from scorecard.read.cells import (
    BOOLEAN,
    DATE,
    EMPTY,
    NUMBER,
    TEXT,
    TIME,
    UNREADABLE,
    folded,
    key_text,
    kind_of_text,
    shown,
)
from scorecard.read.counted import MOST_ALIKE
from scorecard.read.dates import FAULTY, OTHER_YEAR, OUTSIDE, day_of, period_of
from scorecard.read.log import Log, list_of
from scorecard.read.numbers import Limits, read_numbers
from scorecard.read.regions import Region
from scorecard.read.tables import names_of_title

Codes = NDArray[np.int32]
Days = NDArray[np.int64]
Texts = NDArray[np.object_]

MOST_OF_A_NAME = 3
"""An unknown name in more cells than these is told once, and the others are counted."""
LONGEST_KEY = 10**15
"""A number at least this large has lost digits: it is no key."""

_BEGINNINGS = frozenset("#=0123456789")
_SHOWN_INSTEAD = {
    "not-a-key.rounded": re.compile(r"\d(?:\.\d+)?[Ee]\+\d{2,3}", re.ASCII),
    "not-a-key.narrow": re.compile("#{3,}"),
    "error-cell": re.compile(r"#(?:N/A|(?:REF|VALUE|DIV/0|NUM|NULL|SPILL|CALC)!|NAME\?)"),
    "not-a-key.formula": re.compile('="[^"]*"'),
}
"""Kind of problem to the texts of a file without types that are it."""

NO_YEAR_BEFORE, NO_YEAR_FROM = day_number(dt.date(1950, 1, 1)), day_number(dt.date(2200, 1, 1))
"""A date beyond these is a number, 3 or 202603, in a cell that is formatted as a date."""
SINCE_EVER = day_number(dt.date(1900, 1, 1))
"""What some systems give as the first day where none is known."""
YEARS_AHEAD = 3
"""A first day so many years after the fiscal year is none that anybody knows."""

QUANTITIES = Limits(QUANTITY, 12, rounds=True)


def money(plan: Plan) -> Limits:
    """What a cell of money may hold: the currency's decimals, and no more digits than Excel and 64 bits keep."""
    return Limits(plan.decimals, min(15, 18 - plan.decimals), rounds=False)


class Names(Struct, frozen=True):
    """What the cells of a column may say, and the code of each."""

    codes: Mapping[str, int]
    """Normal text (where ``folds``, whatever the case) to code."""
    kind: str
    """Of the problem that a cell says something else."""
    shown: Collection[str]
    """The names as they are offered to whoever mistyped one."""
    folds: bool = True
    silent: bool = False
    """Nothing is known, and that has been told: rows are left out without a further word."""
    meant: Callable[[str], str | None] = lambda _: None
    """The name of what a text by mistake calls otherwise: a team by its title."""
    compared: bool = True
    """Whether the name that was probably meant is looked for among those shown."""

    def near(self, log: Log, text: str) -> str | None:
        """The name that was probably meant, if it is a single one."""
        found = log.nearest_ones(text, self.shown) if self.compared else []
        different = {self.codes.get(folded(each) if self.folds else each, each) for each in found}
        return found[0] if len(different) == 1 else None


def names_of_things(things: Mapping[str, Title], kind: str, codes: Sequence[int] | None = None) -> Names:
    """Ids and titles of the plan's stages, roles, metrics or measures; codes count from 0 where none are given."""
    numbers = codes if codes is not None else range(len(things))
    named = [
        (name, code) for title, code in zip(things.values(), numbers, strict=True) for name in names_of_title(title)
    ]
    return Names({folded(name): code for name, code in named}, kind, dict(named))


def tell_unreadable(region: Region, column: str) -> None:
    """Problems for cells that hold an error, or a formula without a value; the rows are useless."""
    cells = region.columns[column]
    for index in cells.rows_of(UNREADABLE):
        region.reject(index, column, cells.raw[index].kind)


def _needed(region: Region, column: str) -> None:
    """Problems for empty cells where every row needs one."""
    for index in region.columns[column].rows_of(EMPTY):
        region.reject(index, column, "empty-cell")


def keys(region: Region, column: str, *, needed: bool = True) -> Texts:
    """Keys as text; None where empty or faulty."""
    if column not in region.columns:
        return np.full(len(region), None, object)
    different, which = _different_keys(region, column, needed)
    return np.array([*(key_text(cell) or None for cell in different), None], object)[which]


def _different_keys(region: Region, column: str, needed: bool) -> tuple[list[Any], Codes]:
    """(The different cells of a column of keys, which of them each is); those that are no keys are told, and ""."""
    cells = region.columns[column]
    if needed:
        _needed(region, column)
    tell_unreadable(region, column)
    for index in cells.rows_of(DATE, TIME, BOOLEAN):
        region.reject(index, column, "not-a-key")
    different, which = cells.each_once()
    faults = tell_shown_instead(region, column, different, which)
    for number in faults:
        different[number] = ""
    return different, which


def tell_shown_instead(region: Region, column: str, different: Sequence[Any], which: Codes) -> Collection[int]:
    """Problems for the cells that hold no key, but a number that has lost digits, so that it may stand for several; or,
    in a file without types (CSV), a text that a spreadsheet shows in place of what stands there. Returns which of the
    ``different`` cells these are; ``which`` of them each cell is.
    """
    faults = {number: kind for number, cell in enumerate(different) if (kind := _shown_instead(cell, region.typed))}
    for index in np.flatnonzero(np.isin(which, list(faults))).tolist() if faults else ():
        region.reject(index, column, faults[int(which[index])])
    return faults.keys()


def _shown_instead(cell: Any, typed: bool) -> str | None:
    """The kind of the problem, if there is one."""
    if not isinstance(cell, str):
        return "not-a-key.long" if isinstance(cell, (float, int)) and not abs(cell) < LONGEST_KEY else None
    if typed or cell[:1] not in _BEGINNINGS:
        return None
    return kind_of_text(cell.strip(), _SHOWN_INSTEAD)


def codes(region: Region, column: str, names: Names) -> Codes:
    """The code of what each cell says; -1 where it is empty, faulty or unknown, which is a problem."""
    different, which = _different_keys(region, column, needed=True)
    known = [names.codes.get(cell, -1) for cell in different]
    unknown = {}
    for number in [number for number, code in enumerate(known) if code < 0]:
        text = key_text(different[number])
        known[number] = names.codes.get(folded(text) if names.folds else text, -1)
        if text and known[number] < 0:
            unknown[number] = text
    if unknown:
        _tell_unknown(region, column, names, unknown, which)
    return np.array([*known, -1], np.int32)[which]


def _tell_unknown(region: Region, column: str, names: Names, unknown: Mapping[int, str], which: Codes) -> None:
    """Problems for the cells that say one of these; ``which`` of the different cells each is."""
    rows = np.flatnonzero(np.isin(which, list(unknown)))
    region.bad[rows] = True
    if names.silent:
        return
    known = list_of(names.shown)
    for number, text in unknown.items():
        meant = names.meant(text)
        near = meant or names.near(region.log, text)
        kind = f"{names.kind}.title" if meant else f"{names.kind}.near" if near else names.kind
        same = np.flatnonzero(which == number).tolist()
        shown_ones = same if len(same) <= MOST_OF_A_NAME else same[:1]
        for index in shown_ones:
            region.tell(index, column, kind, {"near": near or "", "known": known})
        if len(same) > len(shown_ones):
            region.tell(same[1], column, f"{names.kind}.again", {"count": str(len(same) - 1)})


def texts(region: Region, column: str, *, needed: bool = False) -> Texts:
    """Each cell's text as it stands, None where it is empty; a needed one is "" then, and a problem.

    The row stays even so: nothing is computed from a text.
    """
    found = np.full(len(region), "" if needed else None, object)
    cells = region.columns.get(column)
    if cells is None:
        return found
    for index in cells.rows_of(EMPTY) if needed else ():
        region.tell(index, column, "empty-cell")
    for index in cells.rows_of(UNREADABLE):
        region.tell(index, column, cells.raw[index].kind)
    for index in cells.rows_of(TEXT, NUMBER, DATE, TIME, BOOLEAN):
        cell = cells.raw[index]
        found[index] = cell.strip() if isinstance(cell, str) else shown(cell)
    return found


def days(region: Region, column: str, default: int | None = None) -> Days:
    """Day numbers; where the cell is empty the default, or, without one, a problem."""
    cells = region.columns.get(column)
    if cells is None:
        return np.full(len(region), default or 0, np.int64)
    if default is None:
        _needed(region, column)
    tell_unreadable(region, column)
    different, which = cells.each_once()
    read = [day_of(cell) for cell in different]
    faulty = np.array([*(day is None for day in read), True])[which]
    found = np.array([*(day or 0 for day in read), 0], np.int64)[which]
    found[faulty] = default or 0
    for index in np.flatnonzero(faulty & (cells.kinds != EMPTY) & (cells.kinds != UNREADABLE)).tolist():
        region.reject(index, column, "not-a-date" if default is None else "not-a-date.open")
    _tell_far(region, column, found, (cells.kinds != EMPTY) & ~faulty)
    return found


def _tell_far(region: Region, column: str, day: Days, told: Bools) -> None:
    """Dates whose year was probably mistyped; a last day far ahead means that there is none yet."""
    ahead = (region.log.plan.fiscal_year + 12 + 12 * YEARS_AHEAD).first_day
    is_last = column == "to"
    early, late = (day < NO_YEAR_BEFORE) & ((day != SINCE_EVER) | is_last), (day >= ahead) & (not is_last)
    region.warn(np.flatnonzero(told & (early | late)).tolist(), column, "far-date")


class Periods(Struct, frozen=True):
    """The rows of a region that lie in the fiscal year, and when."""

    region: Region
    month: Codes
    """0 to 11, YEAR, or FAULTY."""
    day: Days


def periods(region: Region, *, years: bool = False) -> Periods:
    """The rows in the fiscal year; those outside are left out, which a note or, for other years, a warning says."""
    cells, plan = region.columns["period"], region.log.plan
    _needed(region, "period")
    tell_unreadable(region, "period")
    different, which = cells.each_once()
    read = [period_of(plan, cell, years=years, typed=region.typed) for cell in different]
    month = np.array([*(each.month for each in read), FAULTY], np.int32)[which]
    day = np.array([*(each.day for each in read), 0], np.int64)[which]
    for index in np.flatnonzero((month == FAULTY) & (cells.kinds != EMPTY) & (cells.kinds != UNREADABLE)).tolist():
        region.reject(index, "period", read[which[index]].fault, **_forms(plan))
    _tell_outside(region, month, day)
    region.leave_out("outside-year", month == OUTSIDE)
    region.leave_out("other-year", month == OTHER_YEAR)
    keep = (month != OUTSIDE) & (month != OTHER_YEAR)
    return Periods(region.where(keep), month[keep], day[keep])


def _forms(plan: Plan) -> dict[str, str]:
    return {"month": str(plan.month(0)), "year": plan.fiscal_year_name or str(plan.fiscal_year.year)}


def _tell_outside(region: Region, month: Codes, day: Days) -> None:
    outside = int((month == OUTSIDE).sum())
    if outside:
        plan = region.log.plan
        region.note("outside-year", outside, first=str(plan.month(0)), last=str(plan.month(11)))
        far = (month == OUTSIDE) & ((day < NO_YEAR_BEFORE) | (day >= NO_YEAR_FROM))
        region.warn(np.flatnonzero(far).tolist(), "period", "far-year", month=str(plan.month(0)))
    other = np.flatnonzero(month == OTHER_YEAR).tolist()
    region.warn(other, "period", "other-year", year=_forms(region.log.plan)["year"])


class Amounts(Struct, frozen=True):
    """A column of numbers: scaled integers, 0 where the cell is empty or faulty."""

    value: NDArray[np.int64]
    filled: Bools


def amounts(region: Region, column: str, limits: Limits = QUANTITIES, *, needed: bool = False) -> Amounts:
    """The column's numbers; a faulty one counts as filled, so that nothing takes it for a missing one."""
    cells = region.columns.get(column)
    if cells is None:
        return Amounts(np.zeros(len(region), np.int64), np.zeros(len(region), bool))
    if needed:
        _needed(region, column)
    has_commas = region.log.sheets[region.sheet].columns[column] in region.with_commas
    read = read_numbers(cells.raw, cells.kinds, limits, typed=region.typed, with_commas=has_commas)
    told = {"decimals": str(limits.decimals), "digits": str(limits.whole_digits)}
    for index, kind in read.faults:
        raw: Any = cells.raw[index]
        region.tell(index, column, raw.kind if kind == "unreadable" else kind, told)
    kinds = dict.fromkeys(kind for _, kind in read.warnings)
    for kind in kinds:
        rows = [index for index, each in read.warnings if each == kind]
        numbers = {index: shortest_text(int(read.value[index]), limits.decimals) for index in rows[: MOST_ALIKE + 1]}
        region.warn(rows, column, kind, numbers, **told)
    return Amounts(read.value, cells.kinds != EMPTY)
