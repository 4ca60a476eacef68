"""What is kept back, released and forfeited, as a statement shows it (calculation.md 13)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from scorecard.report.explanation.deferral import condition_words
from scorecard.report.explanation.facts import Row
from scorecard.report.explanation.node import there
from scorecard.report.pages.number import Number
from scorecard.report.pages.reader import Reader

COLUMNS = ("deferred", "paid_now", "deferred_before", "released", "forfeited", "deferred_balance")
OF_PERSON = COLUMNS[2:]
"""What stands of a person once, in the first of their lines."""
NONE = Number("")


class DeferredView(Struct, frozen=True):
    """What is kept back of a member's line, of what nobody got, or of the team."""

    employee: str
    name: str
    role: str
    amount: Number
    deferred: Number
    paid_now: Number
    before: Number
    released: Number
    forfeited: Number
    balance: Number


class DeferralView(Struct, frozen=True):
    """The team's deferral."""

    lines: Sequence[DeferredView]
    unallocated: DeferredView | None
    team: DeferredView
    note: str
    """Until when money is kept back and what then decides."""


def deferral(reader: Reader) -> DeferralView | None:
    """The team's deferral, or None where it has none."""
    row = reader.facts.payable
    if not there(row["deferred_balance"]):
        return None
    team = _line(reader, row, "payable", "", ("", reader.texts["total"], ""))
    return DeferralView(list(_lines(reader)), _unallocated(reader), team, deferral_note(reader))


def deferral_note(reader: Reader) -> str:
    """What the stage keeps back, until when, and what then decides."""
    row = reader.facts.payable
    rule = reader.edition.lookup.stages[row["stage"]].deferral if row["stage"] >= 0 else None
    if rule is None:
        return reader.texts["deferral_none"]
    month = reader.formats.month(reader.result.period + rule.months)
    percent, condition = reader.formats.short_percent(rule.percent), condition_words(reader.facts, rule.keep_if)
    return reader.say("deferral_note", percent=percent, month=month, condition=condition)


def _lines(reader: Reader) -> Iterator[DeferredView]:
    roles, seen = reader.edition.lookup.roles, set[str]()
    for position, row in enumerate(reader.facts.own(reader.result.members)):
        role = reader.title(roles[row["role"]].title) if row["row"] >= 0 else ""
        names = (row["employee"], row["name"], role)
        yield _line(reader, row, "amount", f"member.{position}.", names, row["employee"] in seen)
        seen.add(row["employee"])


def _line(
    reader: Reader, row: Row, money: str, key: str, names: tuple[str, str, str], again: bool = False
) -> DeferredView:
    """``key`` is what the keys of the derivation begin with; ``again``: the person has a line above."""
    formats = reader.formats
    amount = reader.number(formats.money(row[money]), key.removesuffix(".") or "payable")
    found = [
        NONE if again and name in OF_PERSON else reader.number(formats.money(row[name]), f"{key}{name}")
        for name in COLUMNS
    ]
    return DeferredView(*names, amount, *found)


def _unallocated(reader: Reader) -> DeferredView | None:
    """The team's figures less those of the lines; None where that is nothing."""
    team, lines = reader.facts.payable, reader.facts.own(reader.result.members)
    rest = {name: team[name] - sum(row[name] for row in lines) for name in COLUMNS}
    rest["unallocated"] = team["unallocated"]
    if not any(rest.values()):
        return None
    line = _line(reader, rest, "unallocated", "unallocated.", ("", reader.texts["unallocated"], ""))
    return line if rest["unallocated"] else replace(line, amount=NONE)
