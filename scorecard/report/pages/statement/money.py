"""The money of a statement: the waterfall, what was settled before, the split, the months (outputs.md, Statements)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scorecard.model.numbers import fraction_text
from scorecard.report.explanation.facts import Row, by_month
from scorecard.report.pages.number import Number
from scorecard.report.pages.pictures import Bar, bar, place, share, steps
from scorecard.report.pages.reader import Reader

WITHIN = ("other_funding", "payout", "gates", "limits")
"""Columns of the bridge between target pool and pool, in their order."""
LABELS = {"payout": "payout_effect", "gates": "gates_effect", "limits": "limits_effect"}


@dataclass(frozen=True, slots=True)
class FallView:
    """A step of the waterfall; ``total``: it stands from zero."""

    label: str
    number: Number
    bar: Bar
    total: bool


@dataclass(frozen=True, slots=True)
class AdjustmentView:
    """A row of Adjustments."""

    month: str
    kind: str
    number: Number
    reason: str
    approved_by: str
    place: str


@dataclass(frozen=True, slots=True)
class MemberView:
    """A member's line."""

    employee: str
    name: str
    role: str
    active: str
    personal_factor: str
    part: str
    premium: str
    amount: Number
    bar: Bar


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of the year: what it paid, and the entitlement as of then (empty where it is not known)."""

    month: str
    paid: str
    entitlement: str
    current: bool
    bar: Bar
    height: str
    """Of the entitlement on a scale of 0 to 100; empty where it is not known."""


def waterfall(reader: Reader) -> list[FallView]:
    """From the target pool of all the year's segments to the payable, step after step."""
    row, own = reader.facts.payable, [segment.index for segment in reader.facts.segments]
    table = reader.edition.bridge
    sums = {name: sum(table[name][index] for index in own) for name in ("target_pool", *WITHIN)}
    moves: list[tuple[str, int, str]] = [(LABELS.get(name, name), sums[name], "") for name in WITHIN if sums[name]]
    middle = [("entitlement_uncut", row["entitlement_uncut"], "entitlement")]
    cut = row["entitlement"] - row["entitlement_uncut"]
    after = [("budget_effect", cut, "entitlement")] if cut else []
    after += [("adjustments", row["adjustments"], "adjustments")] if row["adjustments"] else []
    after += [("less_paid_before", -row["paid_before"], "paid_before"), ("carried_on", -row["carried"], "carried")]
    parts = [("target_pool", sums["target_pool"], "", True), *((*move, False) for move in moves)]
    parts += [("entitlement" if not cut else name, amount, key, True) for name, amount, key in middle]
    parts += [(*move, False) for move in after if move[1]]
    return _falls(reader, [*parts, ("payable", row["payable"], "payable", True)])


def _falls(reader: Reader, parts: Sequence[tuple[str, int, str, bool]]) -> list[FallView]:
    levels, at = [], 0
    for _, amount, _, total in parts:
        start = 0 if total else at
        at = start + amount
        levels.append((float(start), float(at)))
    formats = reader.formats
    return [
        FallView(
            reader.texts[name],
            reader.number(formats.money(amount) if total else formats.signed(amount), key),
            drawn,
            total,
        )
        for (name, amount, key, total), drawn in zip(parts, steps(levels), strict=True)
    ]


def adjustments(reader: Reader) -> list[AdjustmentView]:
    """The team's rows of Adjustments up to the period."""
    facts = reader.facts
    found = by_month(row for row in facts.own(facts.inputs.adjustments) if 0 <= row["month"] <= facts.period)
    return [
        AdjustmentView(
            facts.month(row["month"]),
            facts.say(row["kind"]),
            Number(reader.formats.signed(row["amount"]), "", row["amount"] < 0),
            row["reason"] or "",
            row["approved_by"] or "",
            str(facts.lookup.place(row["sheet"], row["row"], "amount")),
        )
        for row in found
    ]


def members(reader: Reader) -> list[MemberView]:
    """Everybody's line, in the order of calculation.md 12."""
    found = reader.facts.own(reader.result.members)
    most = max((abs(row["amount"]) for row in found), default=0)
    return [_member(reader, row, position, most) for position, row in enumerate(found)]


def _member(reader: Reader, row: Row, position: int, most: int) -> MemberView:
    formats, roles = reader.formats, reader.edition.lookup.roles
    line = row["row"] >= 0
    return MemberView(
        row["employee"],
        row["name"],
        reader.title(roles[row["role"]].title) if line else reader.texts["owner"],
        fraction_text(int(row["active_days"]), int(row["month_days"])) if line else "",
        formats.quantity(row["personal_factor"]) if line else "",
        formats.quantity(row["part"]) if line else "",
        formats.money(row["premium"]) if row["premium"] else "",
        reader.number(formats.money(row["amount"]), f"member.{position}"),
        bar(row["amount"], most),
    )


def months(reader: Reader) -> list[MonthView]:
    """The fiscal year's months up to the period: as the earlier periods compute, or as the Paid sheet has them."""
    facts, period = reader.facts, reader.facts.period
    known = {row["month"]: row for row in facts.own(reader.result.monthly)}
    paid: dict[int, Any] = {month: row["payable"] for month, row in known.items()}
    if reader.result.paid_before_from == "paid":
        paid = _paid_rows(reader)
    paid[period] = facts.payable["payable"]
    entitled = {month: row["entitlement"] for month, row in known.items()} | {period: facts.payable["entitlement"]}
    return _months(reader, paid, entitled) if len(paid) > 1 or period == 0 else []


def _paid_rows(reader: Reader) -> dict[int, int]:
    facts = reader.facts
    found = [row for row in facts.own(facts.inputs.paid) if 0 <= row["month"] < facts.period]
    return {month: sum(row["amount"] for row in found if row["month"] == month) for month in range(facts.period)}


def _months(reader: Reader, paid: dict[int, int], entitled: dict[int, int]) -> list[MonthView]:
    period, formats = reader.facts.period, reader.formats
    most = max(*(abs(each) for each in paid.values()), *(abs(each) for each in entitled.values()), 1)
    return [
        MonthView(
            reader.facts.month(month),
            formats.money(paid.get(month)),
            formats.money(entitled.get(month)),
            month == period,
            bar(paid.get(month, 0), most),
            place(100 * share(entitled[month], most)) if month in entitled else "",
        )
        for month in range(period + 1)
    ]
