"""Whether a ledger is whole: every link, every hash, every row, and what guards them (ledger.md)."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from scorecard.ledger.chain import COVERED, digest_of, rows_hash, sha256
from scorecard.ledger.entries import (
    MONEY,
    PART_NAMES,
    Entry,
    closings,
    of_plan,
    part,
    part_names,
    read_deferrals,
    read_payables,
)
from scorecard.ledger.schema import ENTRIES, KEPT, missing_guards
from scorecard.model.problems import Problem
from scorecard.model.titles import Title


def unguarded(connection: Connection) -> list[Problem]:
    """That triggers are gone, or do something else, which keep a ledger from being changed."""
    missing = missing_guards(connection)
    return [Problem("ledger-unguarded", {"missing": ", ".join(missing)})] if missing else []


def broken(connection: Connection, every: Sequence[Entry]) -> list[Problem]:
    """Everything that is not as it was written, by plan and number."""
    found: list[Problem] = [*_orphans(connection, every)]
    for plan in sorted({each.plan for each in every}):
        chain = sorted(of_plan(every, plan), key=lambda each: each.number)
        found += _chain(connection, chain)
        found += [_told("rule", each) for each in _out_of_order(chain)]
    return found


def _told(what: str, entry: Entry, number: int | None = None, part: str = "") -> Problem:
    args: dict[str, str | Title] = {"plan": entry.plan, "number": str(number or entry.number)}
    return Problem(f"ledger-broken.{what}", args | ({"part": PART_NAMES.get(part, Title(part))} if part else {}))


def _chain(connection: Connection, chain: Sequence[Entry]) -> Iterator[Problem]:
    previous, expected = "", 1
    for entry in chain:
        if entry.number != expected:
            yield _told("order", entry, expected)
        elif entry.previous != previous:
            yield _told("link", entry)
        if digest_of(_columns(connection, entry)) != entry.digest:
            yield _told("digest", entry)
        if entry.kind == "closing":
            yield from _content(connection, entry)
        previous, expected = entry.digest, entry.number + 1


def _orphans(connection: Connection, every: Sequence[Entry]) -> Iterator[Problem]:
    """What an entry held that is not there itself."""
    known = {each.id for each in every}
    held = {id for table in KEPT[1:] for id in connection.execute(select(table.c.entry).distinct()).scalars()}
    for id in sorted(held - known):
        yield Problem("ledger-broken.gone", {"number": str(id)})


def _columns(connection: Connection, entry: Entry) -> dict[str, Any]:
    """The entry's columns as they stand, ``body`` as text: another spelling of the same is a change too."""
    columns = [ENTRIES.c[name] for name in COVERED]
    return dict(connection.execute(select(*columns).where(ENTRIES.c.id == entry.id)).mappings().one())


def _content(connection: Connection, entry: Entry) -> Iterator[Problem]:
    hashes = entry.body.get("parts", {})
    for name in sorted({*part_names(connection, entry), *hashes}):
        if _part_hash(connection, entry, name) != hashes.get(name):
            yield _told("part", entry, part=name)
    rows = {"payables": read_payables(connection, entry), "deferrals": read_deferrals(connection, entry)}
    for name, found in rows.items():
        if rows_hash(found) != entry.body.get(name):
            yield _told("rows", entry, part=name)
        elif name == "payables" and _of_result(connection, entry) != found:
            yield _told("amounts", entry)


def _part_hash(connection: Connection, entry: Entry, name: str) -> str | None:
    """None where the part is missing or damaged."""
    try:
        return sha256(part(connection, entry, name))
    except (KeyError, zlib.error):
        return None


def _of_result(connection: Connection, entry: Entry) -> list[dict[str, Any]] | None:
    """What the closing's result says of each team's money; None where it cannot be read."""
    try:
        content = part(connection, entry, "result")
        if sha256(content) != entry.result:
            return None
        teams = json.loads(content)["teams"]
        rows = [{"team": each["team"], **{name: each[name] for name in MONEY}} for each in teams]
    except (KeyError, TypeError, ValueError, zlib.error):
        return None
    return sorted(rows, key=lambda row: row["team"])


def _out_of_order(chain: Sequence[Entry]) -> Iterator[Entry]:
    """Closings that are not of the month after the newest before them, voids that take back another than the newest."""
    for at, entry in enumerate(chain):
        before = closings(chain[:at])
        newest = max(before, key=lambda each: each.period, default=None)
        if entry.kind == "closing" and newest is not None and entry.period != newest.period + 1:
            yield entry
        if entry.kind == "void" and (newest is None or entry.body.get("voids") != newest.digest):
            yield entry
