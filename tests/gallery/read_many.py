"""Sheets with so many cells of a kind as no one would write by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

Sheets = dict[str, Any]
MONTHS = [f"2026-{month:02d}" for month in range(1, 13)]
KEYS = [(month, team) for team in "AB" for month in MONTHS]


def actuals(count: int, value: Any) -> Sheets:
    return {"Actuals": [["period", "team", "revenue"], *[[*key, value] for key in KEYS[:count]]]}


def large_factors(count: int) -> Sheets:
    people = [["A", f"E{number}", "Ann", "manager", 105] for number in range(11, 11 + count)]
    return {"Members": [["team", "employee", "name", "role", "personal_factor"], *people]}


def two_names(count: int) -> Sheets:
    people = [["AB"[each % 2], f"E{11 + each // 2}", f"Ann {each}", "manager"] for each in range(2 * count)]
    return {"Members": [["team", "employee", "name", "role"], *people]}


def empty_targets(count: int) -> Sheets:
    goals = [[team, "revenue", month, None] for month, team in KEYS[:count]]
    return {"Targets": [["team", "metric", "period", "target"], *goals]}


def pools(periods: list[Any]) -> Sheets:
    return {"Pools": [["team", "period", "amount"], *[["A", period, 1] for period in periods]]}


def other_accounts(count: int) -> Sheets:
    return {"Invoices": [["Customer", "Date", "Units", "Price"], *[["c1", "2026-01", 1, 1] for _ in range(count)]]}


def actuals_twice(count: int) -> Sheets:
    rows = [[*key, 5] for key in KEYS[:count]]
    return {"Actuals": [["period", "team", "revenue"], *rows, *rows]}


MANY: Mapping[str, Callable[[int], Sheets]] = {
    "numbers as text in Actuals": lambda count: actuals(count, "12%"),
    "numbers with 7 decimals in Actuals": lambda count: actuals(count, 0.1234567),
    "members with a personal factor of 105": large_factors,
    "employee numbers in Members with two names each": two_names,
    "rows of Targets without a number": empty_targets,
    "rows of Pools with a date of 1905": lambda count: pools([dt.date(1905, 7, 18)] * count),
    "rows of Pools with a year from 2000 on": lambda count: pools([2000 + year for year in range(count)]),
    "rows of Actuals that stand there twice": actuals_twice,
    "rows of Invoices with the account c1": other_accounts,
}
"""By what there are so many of."""
