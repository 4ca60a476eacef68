"""result.json: every number of a result as decimal text (outputs.md, result.json)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from msgspec import Struct

from scorecard.calc.pipeline import totals
from scorecard.model.messages import message
from scorecard.model.numbers import PERCENT, QUANTITY, decimal_text, shortest_text
from scorecard.model.period import Month
from scorecard.model.plan import Component, Plan
from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.report.json_columns import (
    ROW,
    Column,
    Texts,
    chosen,
    distinct,
    either,
    entries,
    extended,
    fractions,
    grouped,
    names,
    numbers,
    objects,
    quoted,
    separators,
    text_of,
    texts,
    where_present,
)

GOALS = ("target", "baseline", "threshold", "stretch")
MONEY = ("entitlement_uncut", "entitlement", "adjustments", "paid_before", "due", "payable", "carried", "premium")
DEFERRED = ("deferred", "paid_now", "released", "forfeited", "deferred_balance")
"""Keys of a team and of a member where money is kept back (calculation.md 13)."""
SKIPPED = (None, "undefined", "no-target")
HELD_BY = (None, "floor", "cap")
PERSONAL = ("active_days", "month_days", "personal_factor")


def result_object(result: Result, language: str) -> dict[str, Any]:
    """The result as one object, in the order of outputs.md; messages in the language of the files."""
    return dict(json.loads(result_bytes(result, language)))


def result_bytes(result: Result, language: str) -> bytes:
    """The file's content, a line per metric, gate and member; the same result and language give the same bytes."""
    head = Head(result.plan, result.period, result.budget, totals(result))
    return b"".join(result_pieces(head, [teams_bytes(result)], [warnings_bytes(told(result), language)]))


class Head(Struct, frozen=True):
    """What the file says beside teams and warnings."""

    plan: Plan
    period: Month
    budget: int | None
    totals: Mapping[str, int]


def result_pieces(head: Head, teams: Iterable[bytes], warnings: Iterable[bytes]) -> Iterator[bytes]:
    """The file, a piece after the other: ``teams`` and ``warnings`` come group by group, in the order of the teams."""
    plan = head.plan
    budget = None if head.budget is None else decimal_text(head.budget, plan.decimals)
    sums = {name: decimal_text(money, plan.decimals) for name, money in head.totals.items()}
    begin = {"plan": plan.id, "period": str(head.period), "currency": plan.currency}
    yield ("{" + "".join(f'"{name}": {quoted(value)},\n ' for name, value in begin.items()) + '"teams": [').encode()
    yield from _between(teams)
    yield f'],\n "budget": {quoted(budget)},\n "totals": {json.dumps(sums)},\n "warnings": ['.encode()
    yield from _between(warnings)
    yield b"]}\n"


def _between(groups: Iterable[bytes]) -> Iterator[bytes]:
    """The groups as one list; some may be empty."""
    begun = False
    for group in groups:
        if group:
            yield ROW.encode() + group if begun else group
            begun = True


def teams_bytes(result: Result) -> bytes:
    """The teams of a result as they stand in the file."""
    return text_of(_teams(result))


def warnings_bytes(warnings: Iterable[Problem], language: str) -> bytes:
    """Warnings as they stand in the file."""
    found = sorted((_warning(each, language) for each in warnings), key=_warning_order)
    return ROW.join(json.dumps(each, ensure_ascii=False) for each in found).encode()


def told(result: Result) -> list[Problem]:
    """The warnings that stand in files: not the notes of reading."""
    return [each for each in result.warnings if each.level == "warning"]


def _warning(problem: Problem, language: str) -> dict[str, Any]:
    where = None if problem.place is None else str(problem.place)
    return {"code": problem.code, "team": problem.team, "message": message(problem, language), "where": where}


def _warning_order(warning: Mapping[str, Any]) -> tuple[bool, str, str, str, str]:
    team = warning["team"]
    return team is not None, team or "", warning["code"], warning["message"], warning["where"] or ""


def _teams(result: Result) -> Texts:
    table, plan = result.payables, result.plan
    listed, size = table["team"].tolist(), len(result.inputs.teams)
    known = result.inputs.teams.iloc[listed]
    keys = {"team": "key", "name": "name", "account": "account", "unit": "unit"}
    columns = {name: texts(known[column].tolist()) for name, column in keys.items()}
    columns["owner"] = _owner(result)
    columns["stage"] = names(table["stage"], plan.stages)
    columns["composite"] = numbers(table["composite"], PERCENT)
    columns["segments"] = grouped(_segments(result), result.segments["team"], size).take(listed)
    columns |= {name: numbers(table[name], plan.decimals) for name in (*MONEY, *_deferred(result))}
    columns["members"] = grouped(_members(result), result.members["team"], size).take(listed)
    columns["unallocated"] = numbers(table["unallocated"], plan.decimals)
    return objects(columns, separators(table["team"] * 0))


def _owner(result: Result) -> Column:
    table = result.payables
    owners = objects({"employee": texts(table["owner"]), "name": texts(table["owner_name"])})
    return where_present(Column(owners), table["owner"].notna().to_numpy())


def _segments(result: Result) -> Texts:
    plan, segments, held = result.plan, result.segments, result.held
    size = len(segments)
    columns = {
        "window": _windows(result),
        "stage": names(segments["stage"], plan.stages),
        "months": _months(result),
        "metrics": grouped(_metrics(result), result.scores["segment"], size),
        "gates": grouped(_gates(result), result.gates["segment"], size),
    }
    columns |= {name: numbers(segments[name], PERCENT) for name in ("composite", "payout", "factor")}
    columns["funding"] = grouped(_funding(result), result.pools["segment"], size)
    columns |= {name: numbers(held[name], plan.decimals) for name in ("earned", "held")}
    columns["held_by"] = names(held["held_by"], HELD_BY)
    columns["forfeited_by"] = names(held["forfeited_by"], plan.gates)
    columns["pool"] = numbers(held["pool"], plan.decimals)
    return objects(columns, separators(segments["team"]))


def _windows(result: Result) -> Column:
    known = [f"{result.plan.month(first)}/{result.plan.month(last)}" for first in range(12) for last in range(12)]
    return names(result.segments["first"] * 12 + result.segments["last"], known)


def _months(result: Result) -> Column:
    """Each segment's object of month to fraction."""
    table = result.months
    keys = names(table["month"], [str(result.plan.month(index)) for index in range(12)])
    shares = fractions(table["numerator"].to_numpy(), table["denominator"].to_numpy())
    rows = entries(keys, shares, separators(table["segment"], ", "))
    return grouped(rows, table["segment"], len(result.segments), "{", "}")


def _metrics(result: Result) -> Texts:
    table, plan = result.scores, result.plan
    columns = {"metric": names(table["metric"], plan.metrics)}
    columns |= {name: numbers(table[name], QUANTITY) for name in ("actual", *GOALS)}
    columns |= {name: numbers(table[name], PERCENT) for name in ("attainment", "score_uncapped", "score")}
    columns["capped_by"] = names(table["capped_by"], plan.gates)
    columns["skipped"] = names(table["skipped"], SKIPPED)
    columns |= {name: numbers(table[name], PERCENT) for name in ("weight", "points")}
    return objects(columns, separators(table["segment"]))


def _gates(result: Result) -> Texts:
    table, gates = result.gates, result.plan.gates.values()
    fine = np.array([gate.of == "actual" for gate in gates], bool)[table["gate"].to_numpy()]
    columns = {
        "gate": names(table["gate"], result.plan.gates),
        "value": either(fine, numbers(table["value"], QUANTITY), numbers(table["value"], PERCENT)),
        "closed": chosen(table["closed"].to_numpy(np.int64), ("false", "true")),
    }
    return objects(columns, separators(table["segment"]))


def _funding(result: Result) -> Texts:
    """A component's object begins alike wherever it stands; the money follows."""
    table, stages = result.pools, result.plan.stages.values()
    first = np.cumsum([0, *(len(stage.funding) for stage in stages)])
    stage = result.segments["stage"].to_numpy()[table["segment"].to_numpy()]
    begins = (_component(component) for stage in stages for component in stage.funding)
    money = numbers(table["money"], result.plan.decimals)
    heads = chosen(first[stage] + table["component"].to_numpy(), begins)
    return extended(heads, "money", money, separators(table["segment"]))


def _component(component: Component) -> str:
    of = {"of": component.of} if component.of else {}
    return json.dumps({"component": component.kind, "scored": component.scored, **of}, ensure_ascii=False)


def _members(result: Result) -> Texts:
    table, decimals = result.members, result.plan.decimals
    line = table["row"].to_numpy() >= 0
    days, month, factor = (table[name].to_numpy(np.int64, na_value=1) for name in PERSONAL)
    columns = {name: texts(table[name]) for name in ("employee", "name")}
    columns["role"] = names(table["role"], result.plan.roles)
    columns["active"] = where_present(fractions(days, month), line)
    columns["personal_factor"] = where_present(distinct(factor, lambda value: shortest_text(value, QUANTITY)), line)
    columns["part"] = numbers(table["part"], QUANTITY)
    columns |= {name: numbers(table[name], decimals) for name in ("premium", "amount", *_deferred(result))}
    return objects(columns, separators(table["team"]))


def _deferred(result: Result) -> tuple[str, ...]:
    """The keys of calculation.md 13: where something is kept back, and, null, where a ledger says what was paid."""
    return DEFERRED if result.defers or result.paid_before_from == "ledger" else ()
