"""Closings that are made up: enough for a ledger, which does not look into them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from scorecard.ledger.entries import Entry
from scorecard.ledger.opening import Ledger
from scorecard.ledger.sign_offs import Subject
from scorecard.ledger.store import Closing, Draft, SignOff, close_period, sign_result, void_period
from scorecard.model.period import Month

MOMENT = "2026-02-03T09:15:00+00:00"
YEAR = Month(2026, 1)


def row(team: str, paid_before: str, payable: str, carried: str = "0.00") -> dict[str, str]:
    entitlement = f"{Decimal(paid_before) + Decimal(payable) + Decimal(carried):f}"
    money = {"entitlement": entitlement, "paid_before": paid_before, "payable": payable, "carried": carried}
    return {"team": team, **money}


def grant(team: str, employee: str | None, amount: str, granted: str, due: str, **other: str) -> dict[str, Any]:
    known = {"kind": "grant", "plan": "plan-2026", "team": team, "employee": employee, "name": f"Name {employee}"}
    return {**known, "granted": granted, "due": due, "amount": amount, "keep_if": "{}", **other}


def draft(period: Month, *rows: dict[str, str], plan: str = "plan-2026", **other: Any) -> Closing:
    teams = sorted(rows, key=lambda each: each["team"])
    result = json.dumps({"period": str(period), "teams": [dict(each) for each in teams]}).encode()
    parts = {"plan": b"plan: plan-2026", "inputs": b"{}", "result": result, "manifest": b"{}"}
    known: dict[str, Any] = {"fiscal_year": YEAR, "currency": "CNY", "parts": parts, "payables": teams, "deferrals": ()}
    return Closing(plan=plan, period=period, moment=MOMENT, by="Wang Fang", note="", **(known | other))


def closed(ledger: Ledger, before: str = "", period: Month = YEAR, *rows: dict[str, str], **other: Any) -> Entry:
    return close_period(ledger, draft(period, *(rows or (row("A", "0.00", "10.50"),)), **other), before)


def voided(ledger: Ledger, entry: Entry) -> Entry:
    void = Draft(entry.plan, entry.period, MOMENT, "Li Na", "wrong rate", entry.fiscal_year, entry.currency)
    return void_period(ledger, void, entry.digest)


def signed(ledger: Ledger, role: str, by: str, result: str = "0" * 64, period: Month = YEAR) -> Entry:
    done = sign_result(
        ledger, SignOff("plan-2026", period, MOMENT, by, "", YEAR, "CNY", role, Subject(result, "f" * 64, (), False))
    )
    assert isinstance(done, Entry)
    return done
