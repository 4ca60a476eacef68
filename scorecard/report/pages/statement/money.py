"""The money of a statement: the waterfall, what was settled before, the split, the months (outputs.md, Statements)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from scorecard.model.numbers import fraction_text
from scorecard.report.explanation.facts import Row, by_month
from scorecard.report.explanation.waterfall import STEPS, step_name, step_sum
from scorecard.report.pages.number import Number
from scorecard.report.pages.pictures import Bar, bar, place, share, steps
from scorecard.report.pages.reader import Reader

NONE = Number("")
"""What somebody has not."""


class FallView(Struct, frozen=True):
    """A step of the waterfall; ``total``: it stands from zero."""

    label: str
    number: Number
    bar: Bar
    total: bool


class AdjustmentView(Struct, frozen=True):
    """A row of Adjustments."""

    month: str
    kind: str
    number: Number
    reason: str
    approved_by: str
    place: str


class MemberView(Struct, frozen=True):
    """A member's line."""

    employee: str
    name: str
    role: str
    active: Number
    personal_factor: Number
    part: Number
    premium: Number
    amount: Number
    bar: Bar


class MonthView(Struct, frozen=True):
    """A month of the year: what it paid, and the entitlement as of then (empty where it is not known)."""

    month: str
    paid: Number
    entitlement: Number
    current: bool
    bar: Bar
    height: str
    """Of the entitlement on a scale of 0 to 100; empty where it is not known."""


class Fall(Struct, frozen=True):
    """A step of the waterfall in money, and the key of its line; ``total``: it stands from zero."""

    label: str
    amount: int
    key: str
    total: bool = False


def waterfall(reader: Reader) -> list[FallView]:
    """From the target pool of all the year's segments to the payable, step after step."""
    falls = [*_to_entitlement(reader), *(fall for fall in _to_payable(reader) if fall.amount)]
    payable = Fall(reader.texts["payable"], reader.facts.payable["payable"], "payable", total=True)
    return _drawn(reader, [*falls, payable])


def _to_entitlement(reader: Reader) -> Iterator[Fall]:
    """From the target pool to the entitlement before any cut; what makes nothing is left out."""
    facts = reader.facts
    for step in STEPS:
        amount, total = step_sum(facts, step), step == "target_pool"
        if amount or (total and facts.segments):
            yield Fall(step_name(facts, step), amount, f"fall.{step}", total)
    name = "entitlement" if facts.payable["entitlement"] == facts.payable["entitlement_uncut"] else "entitlement_uncut"
    yield Fall(reader.texts[name], facts.payable["entitlement_uncut"], name, total=True)


def _to_payable(reader: Reader) -> Iterator[Fall]:
    """From there to the payable: each by what it adds or takes."""
    row, texts = reader.facts.payable, reader.texts
    yield Fall(texts["budget_effect"], row["entitlement"] - row["entitlement_uncut"], "entitlement")
    yield Fall(texts["adjustments"], row["adjustments"], "adjustments")
    yield Fall(texts["less_paid_before"], -row["paid_before"], "paid_before")
    yield Fall(texts["less_carried"], -row["carried"], "carried")


def _drawn(reader: Reader, falls: Sequence[Fall]) -> list[FallView]:
    levels, at, formats = list[tuple[float, float]](), 0, reader.formats
    for fall in falls:
        start = 0 if fall.total else at
        at = start + fall.amount
        levels.append((float(start), float(at)))
    texts = [formats.money(fall.amount) if fall.total else formats.signed(fall.amount) for fall in falls]
    return [
        FallView(fall.label, reader.number(text, fall.key), drawn, fall.total)
        for fall, text, drawn in zip(falls, texts, steps(levels), strict=True)
    ]


def adjustments(reader: Reader) -> list[AdjustmentView]:
    """The team's rows of Adjustments up to the period."""
    facts = reader.facts
    found = by_month(row for row in facts.own(facts.inputs.adjustments) if 0 <= row["month"] <= facts.period)
    return [
        AdjustmentView(
            facts.month(row["month"]),
            facts.say(row["kind"]),
            reader.number(reader.formats.signed(row["amount"]), f"adjustment.{position}"),
            row["reason"] or "",
            row["approved_by"] or "",
            str(facts.lookup.place(row["sheet"], row["row"], "amount")),
        )
        for position, row in enumerate(found)
    ]


def members(reader: Reader) -> list[MemberView]:
    """Everybody's line, in the order of calculation.md 12; who only has money kept back earlier has no share."""
    found = reader.facts.own(reader.result.members)
    most = max((abs(row["amount"]) for row in found), default=0)
    shares = ((position, row) for position, row in enumerate(found) if row["row"] >= 0 or row["premium"])
    return [_member(reader, row, position, most) for position, row in shares]


def _member(reader: Reader, row: Row, position: int, most: int) -> MemberView:
    formats, roles = reader.formats, reader.edition.lookup.roles
    line, key = row["row"] >= 0, f"member.{position}"
    return MemberView(
        row["employee"],
        row["name"],
        reader.title(roles[row["role"]].title) if line else reader.texts["owner"],
        reader.number(fraction_text(int(row["active_days"]), int(row["month_days"])), f"{key}.active")
        if line
        else NONE,
        reader.number(formats.quantity(row["personal_factor"]), f"{key}.factor") if line else NONE,
        reader.number(formats.quantity(row["part"]), f"{key}.part") if line else NONE,
        reader.number(formats.money(row["premium"]), "premium") if row["premium"] else NONE,
        reader.number(formats.money(row["amount"]), key),
        bar(row["amount"], most),
    )


def months(reader: Reader) -> list[MonthView]:
    """The fiscal year's months up to the period: as the earlier periods compute, as they were closed, or as the Paid
    sheet has them.
    """
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
            reader.number(formats.money(paid.get(month)), _line_of(reader, month, "payable")),
            reader.number(formats.money(entitled.get(month)), _line_of(reader, month, "entitlement")),
            month == period,
            bar(paid.get(month, 0), most),
            place(100 * share(entitled[month], most)) if month in entitled else "",
        )
        for month in range(period + 1)
    ]


def _line_of(reader: Reader, month: int, now: str) -> str:
    """The key of the line that tells an earlier month's money; in the period's own month it is ``now``."""
    if month == reader.facts.period:
        return now
    return "paid_before" if reader.result.paid_before_from == "paid" else f"month.{month}"
