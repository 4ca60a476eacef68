"""Differences that no entitlement depends on: adjustments, owners, members."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

from scorecard.calc.changes.made import change
from scorecard.calc.changes.sides import Side
from scorecard.calc.changes.telling import Parts, Teller, Told, day_text, number
from scorecard.model.changes import Change, Said, Unit
from scorecard.model.numbers import QUANTITY
from scorecard.model.period import OPEN_START, Month, date_of
from scorecard.model.problems import CellPlace

Row = Any
"""A row of a side's table."""
Pair = tuple[Row | None, Row | None]
"""Then and now."""


def adjustments(teller: Teller) -> Iterator[Told]:
    """(Team's code, change) of each row of Adjustments without an equal on the other side; its amount is its effect."""
    names = ("team", "month", "kind", "amount", "reason", "approved_by")
    left: list[list[Row]] = []
    for own, other in ((teller.then, teller.now), (teller.now, teller.then)):
        equal: dict[Hashable, int] = {}
        for row in _rows(other, "adjustments"):
            key = tuple(getattr(row, name) for name in names)
            equal[key] = equal.get(key, 0) + 1
        left.append([row for row in _rows(own, "adjustments") if not _taken(equal, row, names)])
    for pair in _pairs(left, ("team", "month", "kind")):
        yield _adjustment(teller, pair)


def _taken(equal: dict[Hashable, int], row: Row, names: tuple[str, ...]) -> bool:
    key = tuple(getattr(row, name) for name in names)
    equal[key] = equal.get(key, 0) - 1
    return equal[key] >= 0


def _pairs(left: list[list[Row]], names: tuple[str, ...]) -> list[Pair]:
    """Rows of both sides that have these columns in common beside each other, in the order of the columns."""
    groups: dict[tuple[Any, ...], tuple[list[Row], list[Row]]] = {}
    for side, rows in enumerate(left):
        for row in rows:
            groups.setdefault(tuple(getattr(row, name) for name in names), ([], []))[side].append(row)
    return [
        (a[at] if at < len(a) else None, b[at] if at < len(b) else None)
        for _, (a, b) in sorted(groups.items())
        for at in range(max(len(a), len(b)))
    ]


def _adjustment(teller: Teller, pair: Pair) -> Told:
    row = _any(pair)
    amounts = [None if each is None else int(each.amount) for each in pair]
    said = [number(amount, teller.now.plan.decimals) for amount in amounts]
    told: Parts = {"month": teller.month(row.month), "subject": (str(row.reason or ""),), "column": str(row.kind)}
    told |= {"unit": "money", "said": said, "places": _places(teller, pair, "amount")}
    effect = (amounts[1] or 0) - (amounts[0] or 0)
    return row.team, change(teller.ids.teams[row.team], "adjustment", effect, **told)


def owners(teller: Teller) -> Iterator[Told]:
    """(Team's code, change) of each day from which somebody else is owner; closed months stay as they were divided."""
    a, b = ({(row.team, row.day): row for row in _rows(side, "owners")} for side in (teller.then, teller.now))
    for key in _differing(teller, a, b):
        pair = (a.get(key), b.get(key))
        if _employee(pair[0]) == _employee(pair[1]):
            continue
        day = date_of(key[1]).isoformat()
        told: Parts = {"month": day[:7], "subject": (day,), "column": "owner"}
        told |= {"said": [None if row is None else _person(row) for row in pair]}
        told |= {"places": _places(teller, pair, "employee")}
        yield key[0], change(teller.ids.teams[key[0]], "owner", 0, **told)


def _differing(teller: Teller, a: Mapping[Any, Row], b: Mapping[Any, Row]) -> list[Any]:
    """The keys of either side, of teams that are on both."""
    both = teller.then.there & teller.now.there
    return [key for key in sorted({*a, *b}) if both[key[0]]]


def _employee(row: Row | None) -> str | None:
    return None if row is None else str(row.employee)


def members(teller: Teller, closed: Month) -> Iterator[Told]:
    """(Team's code, change) of spells that begin up to the closed month: who, in which role, until when, with what."""
    names = ("team", "employee", "first", "role")
    a, b = ({tuple(getattr(r, n) for n in names): r for r in _rows(s, "members")} for s in (teller.then, teller.now))
    alone = [[row for key, row in own.items() if key not in other] for own, other in ((a, b), (b, a))]
    last = closed.last_day
    pairs = [(a[key], b[key]) for key in a if key in b and _differs(a[key], b[key], last)]
    pairs += _pairs(alone, ("team", "employee", "first"))
    both = teller.then.there & teller.now.there
    for pair in sorted(pairs, key=lambda pair: [getattr(_any(pair), name) for name in names]):
        if both[_any(pair).team]:
            yield from ((_any(pair).team, change) for change in _member(teller, pair, closed))


def _differs(a: Row, b: Row, last: int) -> bool:
    return bool(a.personal_factor != b.personal_factor) or min(a.last, last) != min(b.last, last)


def _member(teller: Teller, pair: Pair, closed: Month) -> Iterator[Change]:
    """One line for each thing that differs; of a spell that is on one side only one alone."""
    then, now = pair
    roles: list[Said] = [None if row is None else teller.title("role", row.role) for row in pair]
    if then is None or now is None:
        yield _told(teller, pair, "role", roles, "text")
        return
    if then.role != now.role:
        yield _told(teller, pair, "role", roles, "text")
    if then.personal_factor != now.personal_factor:
        factors: list[Said] = [number(row.personal_factor, QUANTITY) for row in (then, now)]
        yield _told(teller, pair, "personal_factor", factors, "quantity")
    if min(then.last, closed.last_day) != min(now.last, closed.last_day):
        yield _told(teller, pair, "to", [day_text(row.last) for row in (then, now)], "day")


def _told(teller: Teller, pair: Pair, column: str, said: list[Said], unit: Unit) -> Change:
    row = _any(pair)
    month = "" if row.first == OPEN_START else date_of(int(row.first)).isoformat()[:7]
    subject = (_person(row),) if column == "role" else (_person(row), teller.title("role", row.role))
    told: Parts = {"month": month, "subject": subject, "column": column, "unit": unit, "said": said}
    return change(teller.ids.teams[row.team], "member", 0, **told, places=_places(teller, pair, column))


def _person(row: Row) -> str:
    return f"{row.employee} {row.name}"


def _rows(side: Side, table: str) -> list[Row]:
    return list(side.tables[table].itertuples())


def _any(pair: Pair) -> Row:
    return pair[0] if pair[1] is None else pair[1]


def _places(teller: Teller, pair: Pair, column: str) -> list[CellPlace | None]:
    ends = zip((teller.then, teller.now), pair, strict=True)
    return [None if row is None else side.inputs.place(int(row.sheet), int(row.row), column) for side, row in ends]
