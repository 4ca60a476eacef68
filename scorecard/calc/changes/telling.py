"""A difference as it is told: what it is of, then, now, and both cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from scorecard.calc.changes.differences import KINDS, SPELL, value_keys
from scorecard.calc.changes.made import change
from scorecard.calc.changes.sides import YEAR, Ids, Side
from scorecard.calc.targets import FIELDS
from scorecard.model.changes import Change
from scorecard.model.numbers import QUANTITY, decimal_text
from scorecard.model.period import OPEN_END, OPEN_START, date_of
from scorecard.model.plan import Plan
from scorecard.model.problems import CellPlace
from scorecard.model.titles import Title

Row = Any
"""A row of ``differences``."""
Parts = dict[str, Any]
"""Parts of a change by their names."""
Told = tuple[int, Change]
"""A team's code, and what differs."""
MOST_LISTED = 200_000
"""So many differences of all teams are listed one by one."""


@dataclass(frozen=True)
class Teller:
    """What the codes and rows of both sides stand for."""

    ids: Ids
    then: Side
    now: Side
    _spots: dict[str, tuple[_Spots, _Spots]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def told(self, row: Row, effect: int | None) -> Change:
        """The difference, with its effect."""
        return TOLD[KINDS[row.kind]](self, row, self.ids.teams[row.team], effect)

    def rest(self, team: int, rows: int, effect: int | None) -> Change:
        """All of a team's differences that are not told one by one."""
        return change(self.ids.teams[team], "rest", effect, subject=(str(rows),))

    def alone(self, team: int, effect: int | None) -> Change:
        """A team that is on one side only, whole."""
        names = [_name(side, team) for side in (self.then, self.now)]
        places = [_place(side, _team_row(side, team), "team") for side in (self.then, self.now)]
        return change(self.ids.teams[team], "team", effect, column="name", said=names, places=places)

    def spots(self, table: str) -> tuple[_Spots, _Spots]:
        """Where the rows of a table of both sides stand."""
        if table not in self._spots:
            self._spots[table] = (_Spots(self.then, table), _Spots(self.now, table))
        return self._spots[table]

    def title(self, column: str, code: int) -> Title:
        """The title of a stage, metric, measure or role, as today's plan has it, else that of the closing."""
        of = {"stage": "stages", "metric": "metrics", "measure": "measures", "role": "roles"}[column]
        id = self.ids.others[column][code]
        found: Any = getattr(self.now.plan, of).get(id) or getattr(self.then.plan, of)[id]
        return Title(found.title.id, found.title.texts)

    def month(self, month: int) -> str:
        """``2026-03``; ``2026`` for the whole year."""
        plan = self.now.plan
        return plan.fiscal_year_name or str(plan.fiscal_year.year) if month == YEAR else str(plan.month(month))

    @cached_property
    def lines(self) -> tuple[_Lines, _Lines]:
        """Rows of sources of both sides by team, month and measure."""
        return _Lines(self.ids, self.then), _Lines(self.ids, self.now)


class _Spots:
    """Sheets and rows of a side's table."""

    def __init__(self, side: Side, table: str) -> None:
        rows = side.tables[table]
        self._inputs, self._sheet, self._row = side.inputs, rows["sheet"].tolist(), rows["row"].tolist()

    def place(self, at: int, column: str) -> CellPlace | None:
        """The cell of a column; None for row -1."""
        return None if at < 0 else self._inputs.place(self._sheet[at], self._row[at], column)


class _Lines:
    """A side's rows of sources by team, month and measure."""

    def __init__(self, ids: Ids, side: Side) -> None:
        self._table, keys = side.tables["lines"], value_keys(ids, side.tables["lines"])
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]

    def of(self, key: int) -> pd.DataFrame:
        """The rows of a month."""
        ends = (int(np.searchsorted(self._keys, key, side=side)) for side in ("left", "right"))
        return self._table.iloc[self._order[slice(*ends)]]


def _name(side: Side, team: int) -> str | None:
    return str(side.inputs.teams["name"].iloc[side.row[team]]) if side.there[team] else None


def _team_row(side: Side, team: int) -> pd.Series[Any] | None:
    return side.inputs.teams.iloc[side.row[team]] if side.there[team] else None


def _place(side: Side, row: Any, column: str) -> CellPlace | None:
    return None if row is None else side.inputs.place(int(row["sheet"]), int(row["row"]), column)


def _places(teller: Teller, table: str, row: Row, column: str) -> tuple[CellPlace | None, CellPlace | None]:
    a, b = teller.spots(table)
    return a.place(row.then_row, column), b.place(row.now_row, column)


def number(value: int | None, decimals: int) -> str | None:
    """Decimal text; None where there is no number."""
    return None if value is None else decimal_text(int(value), decimals)


def day_text(day: int | None) -> str | None:
    """ISO date; None for an empty cell."""
    return None if day is None or day in (OPEN_START, OPEN_END) else date_of(int(day)).isoformat()


def _team(teller: Teller, row: Row, key: str, effect: int | None) -> Change:
    column = SPELL[row.column]
    places = [_place(side, _team_row(side, row.team), column) for side in (teller.then, teller.now)]
    said = [day_text(row.then), day_text(row.now)]
    return change(key, "team", effect, column=column, unit="day", said=said, places=places)


def _stage(teller: Teller, row: Row, key: str, effect: int | None) -> Change:
    day = date_of(int(row.of)).isoformat()
    said = [None if code is None else teller.title("stage", code) for code in (row.then, row.now)]
    told: Parts = {"month": day[:7], "subject": (day,), "places": _places(teller, "stages", row, "stage")}
    return change(key, "stage", effect, column="stage", said=said, **told)


def _pool(teller: Teller, row: Row, key: str, effect: int | None) -> Change:
    said = [number(value, teller.now.plan.decimals) for value in (row.then, row.now)]
    told: Parts = {"month": teller.month(row.month), "places": _places(teller, "pools", row, "amount")}
    return change(key, "pool", effect, column="target_pool", unit="money", said=said, **told)


def _target(teller: Teller, row: Row, key: str, effect: int | None) -> Change:
    column = FIELDS[row.column]
    told: Parts = {
        "month": teller.month(row.month),
        "subject": (teller.title("metric", row.of),),
        "said": _quantities(row),
    }
    places = _places(teller, "targets", row, column)
    return change(key, "target", effect, column=column, unit="quantity", places=places, **told)


def _value(teller: Teller, row: Row, key: str, effect: int | None) -> Change:
    told: Parts = {
        "month": teller.month(row.month),
        "subject": (teller.title("measure", row.of),),
        "said": _quantities(row),
    }
    places = _places(teller, "values", row, teller.ids.others["measure"][row.of])
    return change(key, "value", effect, column="actual", unit="quantity", places=places, **told)


def _line(teller: Teller, row: Row, key: str, effect: int | None) -> Change:
    told: Parts = {
        "month": teller.month(row.month),
        "subject": (teller.title("measure", row.of),),
        "said": _quantities(row),
    }
    code = (row.team * 12 + row.month) * len(teller.ids.others["measure"]) + row.of
    a, b = (lines.of(code) for lines in teller.lines)
    id = teller.ids.others["measure"][row.of]
    places = (_line_place(teller.then, id, a, b), _line_place(teller.now, id, b, a))
    return change(key, "line", effect, column="actual", unit="quantity", places=places, **told)


def _quantities(row: Row) -> list[str | None]:
    return [number(value, QUANTITY) for value in (row.then, row.now)]


def _line_place(side: Side, id: str, own: pd.DataFrame, other: pd.DataFrame) -> CellPlace | None:
    """The first row that the other side has not; the sheet, where it has all and more."""
    if not len(own):
        return None
    left = list(zip(other["value"].tolist(), other["day"].tolist(), strict=True))
    for at, told in enumerate(zip(own["value"].tolist(), own["day"].tolist(), strict=True)):
        if told not in left:
            return _place(side, own.iloc[at], _column(side.plan, id))
        left.remove(told)
    sheet = side.inputs.sheets[int(own["sheet"].iloc[0])]
    return CellPlace(sheet.book, sheet.name)


def _column(plan: Plan, id: str) -> str:
    columns = plan.measures[id].column
    return columns[0] if columns else "period"


TOLD: dict[str, Callable[[Teller, Row, str, int | None], Change]] = {
    "team": _team,
    "stage": _stage,
    "pool": _pool,
    "target": _target,
    "value": _value,
    "line": _line,
}


def tell(teller: Teller, found: pd.DataFrame, effects: Mapping[tuple[int, int], int | None]) -> Iterator[Told]:
    """(Team's code, change) of all differences, by team; ``effects`` by team and step.

    What is made together is listed without effects, unless that would be too much, with one row for the effect.
    """
    rest = found["rest"].to_numpy(bool)
    counts = Counter(found["team"][rest].tolist())
    last = dict(zip(found["team"][rest].tolist(), found["step"][rest].tolist(), strict=True))
    told = {team: teller.rest(team, rows, effects[team, last[team]]) for team, rows in counts.items()}
    listed = found if len(found) <= MOST_LISTED else found[~rest]
    row: Row
    for row in listed.itertuples():
        alone = row.measured and not row.rest
        yield row.team, teller.told(row, effects[row.team, row.step] if alone else None)
    yield from told.items()
