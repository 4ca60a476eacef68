"""Entries as they are read: closings, voids and sign-offs, each with its place in its plan's chain (ledger.md)."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, get_args

from msgspec import Struct
from sqlalchemy import Connection, LargeBinary, cast, select

from scorecard.ledger.chain import rows_hash
from scorecard.ledger.faults import LedgerFault
from scorecard.ledger.schema import DEFERRALS, ENTRIES, PARTS, PAYABLES
from scorecard.model.ledger import Signature
from scorecard.model.period import Month
from scorecard.model.titles import Title

MONEY = ("entitlement", "paid_before", "payable", "carried")
"""What a closing keeps of every team's money beside its result."""
Kind = Literal["closing", "void", "sign_off"]
KINDS = frozenset(get_args(Kind))
PART_NAMES = {
    id: Title(id, {"en": english, "zh": chinese})
    for id, english, chinese in (
        ("plan", "plan", "方案"),
        ("inputs", "inputs", "输入"),
        ("result", "result", "结果"),
        ("manifest", "manifest", "清单"),
        ("payables", "payables", "应发"),
        ("deferrals", "deferrals", "递延"),
    )
}
"""What the parts and rows of a closing are called."""


class Entry(Struct, frozen=True):
    """One entry of the log."""

    id: int
    """Its place in the whole ledger: entries are written one at a time."""
    plan: str
    number: int
    """Its place in the plan's chain, from 1."""
    kind: Kind
    period: Month
    moment: str
    by: str
    role: str
    """Of a sign-off, else empty."""
    note: str
    """Of a sign-off; of a void its reason."""
    result: str
    """SHA-256 of the result.json that is closed or signed, empty for a void."""
    fiscal_year: Month
    currency: str
    """Of the plan, as is the fiscal year."""
    body: Mapping[str, Any]
    """Of a closing: hash of each part (``parts``) and of its rows (``payables``, ``deferrals``); of a void the digest
    of the closing that it takes back (``voids``); of a sign-off the hash of the plan's file (``plan_file``)."""
    previous: str
    digest: str


def entries(connection: Connection, as_of: str | None = None) -> list[Entry]:
    """All entries in the order in which they were written; with a digest, those up to the entry of that digest.

    Raises KeyError where there is no such entry, LedgerFault where one cannot be read.
    """
    rows = connection.execute(select(ENTRIES).order_by(ENTRIES.c.id)).mappings().all()
    found = [_entry(dict(row)) for row in rows]
    if as_of is None:
        return found
    if not as_of:
        return []
    last = next((each.id for each in found if each.digest == as_of), None)
    if last is None:
        raise KeyError(as_of)
    return [each for each in found if each.id <= last]


def _entry(known: dict[str, Any]) -> Entry:
    try:
        return _read(known)
    except (TypeError, ValueError):
        args = {"plan": str(known["plan"]), "number": str(known["number"])}
        raise LedgerFault("ledger-broken.digest", **args) from None


def _read(known: dict[str, Any]) -> Entry:
    known["period"] = Month.parse(known["period"])
    known["fiscal_year"] = Month.parse(known["fiscal_year"])
    known["body"] = json.loads(known["body"])
    if not isinstance(known["body"], dict) or known["kind"] not in KINDS:
        raise ValueError(known["kind"])
    return Entry(**known)


def of_plan(every: Iterable[Entry], plan: str) -> list[Entry]:
    """The plan's chain."""
    return [each for each in every if each.plan == plan]


def closings(every: Iterable[Entry]) -> list[Entry]:
    """The closings that no void takes back, in the order in which they were written."""
    every = list(every)
    void = {each.body.get("voids") for each in every if each.kind == "void"}
    return [each for each in every if each.kind == "closing" and each.digest not in void]


def state(chain: Sequence[Entry]) -> str:
    """The digest of the newest closing or void of a chain: what decides what was paid. Empty where there is none."""
    return next((each.digest for each in reversed(chain) if each.kind != "sign_off"), "")


def newest(chain: Iterable[Entry]) -> Entry | None:
    """The newest closing of a chain that no void takes back."""
    return max(closings(chain), key=lambda each: each.period, default=None)


def signatures(chain: Iterable[Entry], period: Month) -> tuple[Signature, ...]:
    """The sign-offs of results of a period, in their order."""
    return tuple(
        Signature(each.role, each.by, each.moment, each.note, each.result, str(each.body.get("plan_file", "")))
        for each in chain
        if each.kind == "sign_off" and each.period == period
    )


def part(connection: Connection, entry: Entry, name: str) -> bytes:
    """What a closing holds: ``plan``, ``inputs``, ``result``, ``manifest``. Raises KeyError, zlib.error if damaged."""
    query = select(cast(PARTS.c.content, LargeBinary)).where(PARTS.c.entry == entry.id, PARTS.c.name == name)
    found = connection.execute(query).scalar()
    if found is None:
        raise KeyError(name)
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(found)
    if not unpacking.eof or unpacking.unused_data:
        raise zlib.error("more or less than was packed")
    return content


def part_names(connection: Connection, entry: Entry) -> list[str]:
    """The names of a closing's parts, sorted."""
    query = select(PARTS.c.name).where(PARTS.c.entry == entry.id).order_by(PARTS.c.name)
    return sorted(connection.execute(query).scalars())


def payable_rows(connection: Connection, entry: Entry) -> list[dict[str, Any]]:
    """team and MONEY (decimal text) of a closing, by team. Raises LedgerFault where they are not what was closed."""
    return _as_closed(entry, "payables", read_payables(connection, entry))


def deferral_rows(connection: Connection, entry: Entry) -> list[dict[str, Any]]:
    """A closing's grants, releases and forfeits, in order. Raises LedgerFault where they are not what was closed."""
    return _as_closed(entry, "deferrals", read_deferrals(connection, entry))


def _as_closed(entry: Entry, name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, if they have the hash that the entry says: money is never taken from rows that somebody changed."""
    if rows_hash(rows) != entry.body.get(name):
        part = PART_NAMES[name]
        raise LedgerFault("ledger-broken.rows", plan=entry.plan, number=str(entry.number), part=part)
    return rows


def read_payables(connection: Connection, entry: Entry) -> list[dict[str, Any]]:
    """As ``payable_rows``, whatever stands there."""
    columns = [PAYABLES.c[name] for name in ("team", *MONEY)]
    found = connection.execute(select(*columns).where(PAYABLES.c.entry == entry.id)).mappings()
    return sorted((dict(row) for row in found), key=lambda row: row["team"])


def read_deferrals(connection: Connection, entry: Entry) -> list[dict[str, Any]]:
    """As ``deferral_rows``, whatever stands there."""
    columns = [column for column in DEFERRALS.c if column.name != "entry"]
    query = select(*columns).where(DEFERRALS.c.entry == entry.id).order_by(DEFERRALS.c.number)
    return [dict(row) for row in connection.execute(query).mappings()]
