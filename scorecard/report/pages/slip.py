"""A member's slip: one page that shows nobody else's money (outputs.md; docs/decisions/010-what-a-slip-shows.md)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from scorecard.report.explanation.facts import Row
from scorecard.report.explanation.node import there
from scorecard.report.pages.number import Number
from scorecard.report.pages.reader import Reader
from scorecard.report.pages.statement.deferral import COLUMNS, deferral_note


class SlipLine(Struct, frozen=True):
    """One role of the member in the team, or one spell in it."""

    role: str
    share: str
    """Percent of the role, which all who hold it divide."""
    active: str
    """Days active in the month, of all its days."""
    personal_factor: str
    amount: Number
    """What this line brings, without the premium."""


class SlipDeferral(Struct, frozen=True):
    """What of the member's money is kept back, released and forfeited (calculation.md 13)."""

    deferred: Number
    """What is kept back of the amount."""
    paid_now: Number
    before: Number
    """What was kept back before this period."""
    released: Number
    forfeited: Number
    balance: Number
    """What is still kept back."""
    note: str


class Slip(Struct, frozen=True):
    """Everything on the slip of one member of one team, as text."""

    language: str
    plan: str
    period: str
    month: str
    currency: str
    team: str
    name: str
    """Of the team."""
    account: str
    unit: str
    owner: str
    """The first-responsible owner's name."""
    stage: str
    composite: str
    employee: str
    person: str
    amount: Number
    """All that the member gets from this team in the period."""
    lines: Sequence[SlipLine]
    premium: Number | None
    """As first-responsible owner; None without one."""
    deferral: SlipDeferral | None
    """None where nothing is kept back."""
    digest: str


def slip_people(reader: Reader) -> list[str]:
    """The employee numbers of those who get a slip, in the order of their first lines."""
    return list(dict.fromkeys(str(row["employee"]) for row in reader.facts.own(reader.result.members)))


def slip(reader: Reader, employee: str) -> Slip:
    """The slip of one of ``slip_people``."""
    facts, formats, plan = reader.facts, reader.formats, reader.plan
    own = [row for row in facts.own(reader.result.members) if row["employee"] == employee]
    row, known = facts.payable, facts.known
    premium = sum(each["premium"] for each in own)
    return Slip(
        language=reader.language,
        plan=reader.title(plan.title),
        period=str(reader.result.period),
        month=formats.month(reader.result.period),
        currency=plan.currency,
        team=known["key"],
        name=known["name"],
        account=known["account_name"] or known["account"] or "",
        unit=known["unit"] or "",
        owner=next((row[key] for key in ("owner_name", "owner") if there(row[key])), reader.texts["nobody"]),
        stage=_stage(reader, row["stage"]),
        composite=formats.percent(row["composite"]),
        employee=employee,
        person=own[0]["name"] or employee,
        amount=_money(reader, sum(each["amount"] for each in own)),
        lines=[_line(reader, each) for each in own if each["row"] >= 0],
        premium=_money(reader, premium) if premium else None,
        deferral=_deferral(reader, own) if there(row["deferred_balance"]) else None,
        digest=reader.edition.digest,
    )


def _stage(reader: Reader, stage: int) -> str:
    return reader.title(reader.edition.lookup.stages[stage].title) if stage >= 0 else reader.texts["no_stage"]


def _line(reader: Reader, row: Row) -> SlipLine:
    role, formats = reader.edition.lookup.roles[row["role"]], reader.formats
    return SlipLine(
        reader.title(role.title),
        formats.short_percent(role.share),
        reader.say("slip_days", active=str(row["active_days"]), all=str(row["month_days"])),
        formats.quantity(row["personal_factor"]),
        _money(reader, row["amount"] - row["premium"]),
    )


def _deferral(reader: Reader, own: Sequence[Row]) -> SlipDeferral:
    """Of all the member's lines in the team."""
    total = {name: _money(reader, sum(row[name] for row in own)) for name in COLUMNS}
    return SlipDeferral(
        deferred=total["deferred"],
        paid_now=total["paid_now"],
        before=total["deferred_before"],
        released=total["released"],
        forfeited=total["forfeited"],
        balance=total["deferred_balance"],
        note=deferral_note(reader),
    )


def _money(reader: Reader, value: int) -> Number:
    return Number(reader.formats.money(value), "", value < 0)
