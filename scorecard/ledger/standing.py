"""How a plan stands in the ledger: what was paid, what is kept back, what the year before carried (ledger.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import Connection

from scorecard.ledger.entries import Entry, closings, deferral_rows, entries, of_plan, payable_rows, signatures, state
from scorecard.ledger.faults import LedgerFault
from scorecard.ledger.lines import PlanOf, line_of, line_state
from scorecard.model.ledger import Grant, Standing
from scorecard.model.period import Month
from scorecard.model.plan import Plan

T = TypeVar("T")


def standing(connection: Connection, plan: Plan, period: Month, as_of: str | None = None) -> Standing:
    """What the ledger says before the period is calculated; with a digest, as it was at the entry of that digest.

    Raises KeyError where there is no such entry, LedgerFault where two plans of one year might be the one before.
    """
    every = entries(connection, as_of)
    chain, line = of_plan(every, plan.id), _lineage(plan, every)
    before = [each for each in _of_year(chain, plan) if each.period < period]
    last = max(before, key=lambda each: each.period, default=None)
    own_year = _of_year(chain, plan)
    return Standing(
        digest=state(chain),
        newest=every[-1].digest if every else "",
        closed=last.period if last else None,
        closing=last.digest if last else "",
        settled=_settled(connection, plan, last) if last else None,
        months={each.period: _month(connection, plan, each) for each in before},
        grants=_one_line(plan, line, _grants(connection, plan, line, period)),
        carried={} if own_year else _one_line(plan, line, _carried(connection, plan, line)),
        signatures=signatures(chain, period),
        state=line_state(every, _planned(plan)),
        others=() if before else _others(every, plan),
    )


def _others(every: Sequence[Entry], plan: Plan) -> tuple[str, ...]:
    """The ids of the other plans that the ledger has closings of in the fiscal year."""
    return tuple(
        sorted({each.plan for each in closings(every) if plan.month_index(each.period) is not None} - {plan.id})
    )


def _of_year(chain: Sequence[Entry], plan: Plan) -> list[Entry]:
    """The closings of the plan's fiscal year."""
    return [each for each in closings(chain) if plan.month_index(each.period) is not None]


def units(text: str, decimals: int) -> int:
    """Decimal text as money in units of the currency's last decimal. Raises ValueError for a part of one."""
    try:
        scaled = Decimal(text).scaleb(decimals)
        if scaled == int(scaled):
            return int(scaled)
    except ArithmeticError:
        pass
    raise ValueError(text)


def _settled(connection: Connection, plan: Plan, closing: Entry) -> Mapping[str, tuple[int, int]]:
    """paid_before and payable of every team (calculation.md 11)."""
    return _pairs(connection, plan, closing, ("paid_before", "payable"))


def _month(connection: Connection, plan: Plan, closing: Entry) -> Mapping[str, tuple[int, int]]:
    """Entitlement and payable of every team."""
    return _pairs(connection, plan, closing, ("entitlement", "payable"))


def _pairs(connection: Connection, plan: Plan, closing: Entry, names: tuple[str, str]) -> Mapping[str, tuple[int, int]]:
    rows, (first, second) = payable_rows(connection, closing), names
    return {row["team"]: (units(row[first], plan.decimals), units(row[second], plan.decimals)) for row in rows}


def _lineage(plan: Plan, every: Sequence[Entry]) -> list[Entry]:
    """The closings of the plan and of the earlier years' plans that it continues."""
    line = line_of(closings(every), _planned(plan))
    return [each for each in line if each.plan == plan.id or each.fiscal_year < plan.fiscal_year]


def _planned(plan: Plan) -> PlanOf:
    return PlanOf(plan.id, plan.fiscal_year, plan.currency)


def _grants(connection: Connection, plan: Plan, line: Sequence[Entry], period: Month) -> tuple[Grant, ...]:
    """What is still kept back: granted before the period, and not settled by a closing before it."""
    earlier = [each for each in line if each.period < period]
    rows = [row for each in earlier for row in deferral_rows(connection, each)]
    settled = {_identity(row) for row in rows if row["kind"] != "grant"}
    found = [_grant(row, plan.decimals) for row in rows if row["kind"] == "grant" and _identity(row) not in settled]
    return tuple(sorted(found, key=lambda each: (each.team, each.period, each.employee or "")))


def _identity(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["plan"], row["team"], row["employee"], row["granted"]


def _grant(row: Mapping[str, Any], decimals: int) -> Grant:
    return Grant(
        plan=row["plan"],
        team=row["team"],
        employee=row["employee"],
        name=row["name"],
        period=Month.parse(row["granted"]),
        due=Month.parse(row["due"]),
        amount=units(row["amount"], decimals),
        keep_if=row["keep_if"],
    )


def _one_line(plan: Plan, line: Sequence[Entry], found: T) -> T:
    """What was found, if no two plans of one year may have left it. Raises LedgerFault."""
    years: dict[Month | None, str] = {}
    for each in line if found else ():
        if years.setdefault(each.fiscal_year, each.plan) != each.plan:
            raise LedgerFault("plans-alike", plan=plan.id, one=years[each.fiscal_year], other=each.plan)
    return found


def _carried(connection: Connection, plan: Plan, line: Sequence[Entry]) -> Mapping[str, int]:
    """What the year before carried at its last month's closing, by team."""
    final = plan.fiscal_year + -1
    last = [each for each in line if each.period == final]
    if not last:
        return {}
    rows = payable_rows(connection, last[-1])
    carried = {row["team"]: units(row["carried"], plan.decimals) for row in rows}
    return {team: money for team, money in carried.items() if money}
