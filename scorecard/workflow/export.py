"""The use case ledger export: what payroll pays whom, and what each team's bonus stands at (ledger.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct

from scorecard.model.period import Month
from scorecard.model.problems import Problem
from scorecard.report.tables import Table, table_files
from scorecard.workflow.access import Access
from scorecard.workflow.ledger_book import chosen_plan, closing_of
from scorecard.workflow.plan_document import write_whole

PAYROLL = ("employee", "name", "team", "period", "amount", "currency", "closing")
STANDINGS = ("entitlement", "adjustments", "paid_before", "due", "payable", "carried")
DEFERRED = ("deferred", "paid_now", "released", "forfeited", "deferred_balance")
ACCRUALS = ("team", "name", "period", *STANDINGS, *DEFERRED, "unallocated", "currency", "closing")
MONEY = frozenset({"amount", "unallocated", *STANDINGS, *DEFERRED})


class Exported(Struct, frozen=True):
    """The files that were written, or why none was."""

    problems: tuple[Problem, ...]
    files: Sequence[Path] = ()


def export(ledger: Access, folder: Path, plan: str | None, period: Month | None, language: str | None) -> Exported:
    """Payroll and accruals of every closing that counts, or of one, as xlsx and csv. Raises LedgerFault, OSError."""
    from scorecard.ledger.entries import closings, entries, of_plan, part
    from scorecard.ledger.faults import damaged

    with ledger.reading() as connection, damaged():
        every = entries(connection)
        id = chosen_plan(every, plan)
        if isinstance(id, Problem):
            return Exported((id,))
        closed = closings(of_plan(every, id))
        if period is not None:
            one = closing_of(every, id, period)
            if isinstance(one, Problem):
                return Exported((one,))
            closed = [one]
        results = [(each.digest, json.loads(part(connection, each, "result"))) for each in closed]
        spoken = language or (_language(part(connection, closed[0], "manifest")) if closed else "en")
    payroll = [row for digest, result in results for row in payroll_rows(result, digest)]
    accruals = [row for digest, result in results for row in accrual_rows(result, digest)]
    tables = (Table("payroll", PAYROLL, MONEY, payroll), Table("accruals", ACCRUALS, MONEY, accruals))
    folder.mkdir(parents=True, exist_ok=True)
    made = {folder / name: content for name, content in table_files(tables, spoken).items()}
    for path, content in made.items():
        write_whole(path, content)
    return Exported((), list(made))


def _language(manifest: bytes) -> str:
    return str(json.loads(manifest)["language"])


def payroll_rows(result: Mapping[str, Any], digest: str) -> Iterator[dict[str, str]]:
    """What is paid to whom in the period: paid now and released, a row a person and team; nobody who gets nothing."""
    head = {"period": result["period"], "currency": result["currency"], "closing": digest}
    for team in result["teams"]:
        amounts: dict[str, tuple[str, Decimal]] = {}
        for member in team["members"]:
            name, before = amounts.get(member["employee"], (member["name"], Decimal(0)))
            amounts[member["employee"]] = (name, before + _paid(member))
        for employee, (name, amount) in amounts.items():
            if amount:
                yield {"employee": employee, "name": name, "team": team["team"], "amount": f"{amount:f}", **head}


def _paid(member: Mapping[str, Any]) -> Decimal:
    now = member.get("paid_now")
    return Decimal(member["amount"] if now is None else now) + Decimal(member.get("released") or 0)


def accrual_rows(result: Mapping[str, Any], digest: str) -> Iterator[dict[str, str]]:
    """How each team's bonus stands at the end of the period."""
    head = {"period": result["period"], "currency": result["currency"], "closing": digest}
    names = [name for name in ACCRUALS if name not in head]
    for team in result["teams"]:
        yield {name: team.get(name) or "" for name in names} | head
