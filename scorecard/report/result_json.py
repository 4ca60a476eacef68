"""result.json: every number of a result as decimal text (outputs.md, result.json)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import gcd
from typing import Any

import numpy as np
import pandas as pd

from scorecard.model.messages import message
from scorecard.model.numbers import PERCENT, QUANTITY, decimal_text, shortest_text, texts
from scorecard.model.problems import Problem
from scorecard.model.result import Result

GOALS = ("target", "baseline", "threshold", "stretch")
MONEY = ("entitlement_uncut", "entitlement", "adjustments", "paid_before", "due", "payable", "carried", "premium")
TOTALS = (*MONEY[:-1], "unallocated")
SKIPPED = (None, "undefined", "no-target")
HELD_BY = (None, "floor", "cap")
Texts = list[str | None]
Rows = list[dict[str, Any]]


def result_bytes(result: Result, language: str) -> bytes:
    """The file's content; the same result and language give the same bytes."""
    return json.dumps(result_object(result, language), ensure_ascii=False, indent=1).encode() + b"\n"


def result_object(result: Result, language: str) -> dict[str, Any]:
    """The result as one object, in the order of outputs.md; messages in the language of the files."""
    plan = result.plan
    return {
        "plan": plan.id,
        "period": str(result.period),
        "currency": plan.currency,
        "teams": _teams(result),
        "budget": None if result.budget is None else decimal_text(result.budget, plan.decimals),
        "totals": {name: _total(result, name) for name in TOTALS},
        "warnings": sorted((_warning(each, language) for each in told(result)), key=_warning_order),
    }


def told(result: Result) -> list[Problem]:
    """The warnings that stand in files: not the notes of reading."""
    return [each for each in result.warnings if each.level == "warning"]


def column_texts(column: pd.Series[Any], decimals: int) -> Texts:
    """Decimal text of each number, None for null."""
    if column.dtype == object:
        return [None if value is None else decimal_text(int(value), decimals) for value in column.tolist()]
    values: Texts = list(texts(column.to_numpy(np.int64, na_value=0), decimals))
    for index in np.flatnonzero(column.isna().to_numpy()).tolist():
        values[index] = None
    return values


def _total(result: Result, name: str) -> str:
    return decimal_text(sum(result.payables[name].tolist()), result.plan.decimals)


def _warning(problem: Problem, language: str) -> dict[str, Any]:
    where = None if problem.place is None else str(problem.place)
    return {"code": problem.code, "team": problem.team, "message": message(problem, language), "where": where}


def _warning_order(warning: Mapping[str, Any]) -> tuple[bool, str, str, str, str]:
    team = warning["team"]
    return team is not None, team or "", warning["code"], warning["message"], warning["where"] or ""


def _teams(result: Result) -> Rows:
    inputs, plan = result.inputs, result.plan
    table = result.payables
    team = table["team"].tolist()
    stages = [*plan.stages, None]
    columns = {name: inputs.teams[name].iloc[team].tolist() for name in ("key", "name", "account", "unit")}
    money = {name: column_texts(table[name], plan.decimals) for name in (*MONEY, "unallocated")}
    composite = column_texts(table["composite"], PERCENT)
    owners = zip(table["owner"].tolist(), table["owner_name"].tolist(), strict=True)
    owner = [{"employee": e, "name": n} if isinstance(e, str) else None for e, n in owners]
    stage = [stages[code] for code in table["stage"].tolist()]
    segments, members = _grouped(_segments(result), result.segments["team"]), _members(result)
    rows = []
    for index, number in enumerate(team):
        row: dict[str, Any] = {"team": columns["key"][index]}
        row |= {name: _text(columns[name][index]) for name in ("name", "account", "unit")}
        row |= {"owner": owner[index], "stage": stage[index], "composite": composite[index]}
        row["segments"] = segments.get(number, [])
        row |= {name: money[name][index] for name in MONEY}
        row |= {"members": members.get(number, []), "unallocated": money["unallocated"][index]}
        rows.append(row)
    return rows


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _grouped(rows: Rows, group: pd.Series[Any]) -> dict[int, Rows]:
    found: dict[int, Rows] = {}
    for number, row in zip(group.tolist(), rows, strict=True):
        found.setdefault(number, []).append(row)
    return found


def _segments(result: Result) -> Rows:
    plan, segments, held = result.plan, result.segments, result.held
    months = [str(plan.month(index)) for index in range(12)]
    stages, gates = list(plan.stages), [*plan.gates, None]
    metrics, closings = _metrics(result), _gates(result)
    funding, fractions = _funding(result), _fractions(result, months)
    percents = {name: column_texts(segments[name], PERCENT) for name in ("composite", "payout", "factor")}
    money = {name: column_texts(held[name], plan.decimals) for name in ("earned", "held", "pool")}
    windows = zip(segments["first"].tolist(), segments["last"].tolist(), strict=True)
    window = [f"{months[first]}/{months[last]}" for first, last in windows]
    stage = [stages[code] for code in segments["stage"].tolist()]
    held_by = [HELD_BY[code] for code in held["held_by"].tolist()]
    forfeited_by = [gates[code] for code in held["forfeited_by"].tolist()]
    return [
        {
            "window": window[index],
            "stage": stage[index],
            "months": fractions.get(index, {}),
            "metrics": metrics.get(index, []),
            "gates": closings.get(index, []),
            **{name: percents[name][index] for name in percents},
            "funding": funding.get(index, []),
            "earned": money["earned"][index],
            "held": money["held"][index],
            "held_by": held_by[index],
            "forfeited_by": forfeited_by[index],
            "pool": money["pool"][index],
        }
        for index in range(len(segments))
    ]


def _metrics(result: Result) -> dict[int, Rows]:
    table, metrics, gates = result.scores, list(result.plan.metrics), [*result.plan.gates, None]
    columns: dict[str, list[Any]] = {"metric": [metrics[code] for code in table["metric"].tolist()]}
    columns |= {name: column_texts(table[name], QUANTITY) for name in ("actual", *GOALS)}
    columns |= {name: column_texts(table[name], PERCENT) for name in ("attainment", "score_uncapped", "score")}
    columns["capped_by"] = [gates[code] for code in table["capped_by"].tolist()]
    columns["skipped"] = [SKIPPED[code] for code in table["skipped"].tolist()]
    columns |= {name: column_texts(table[name], PERCENT) for name in ("weight", "points")}
    return _grouped(_records(columns), table["segment"])


def _records(columns: Mapping[str, list[Any]]) -> Rows:
    names = tuple(columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _gates(result: Result) -> dict[int, Rows]:
    table, gates = result.gates, list(result.plan.gates.values())
    fine = column_texts(table["value"], QUANTITY)
    coarse = column_texts(table["value"], PERCENT)
    codes = table["gate"].tolist()
    value = [fine[i] if gates[code].of == "actual" else coarse[i] for i, code in enumerate(codes)]
    columns = {"gate": [gates[code].id for code in codes], "value": value, "closed": table["closed"].tolist()}
    return _grouped(_records(columns), table["segment"])


def _funding(result: Result) -> dict[int, Rows]:
    table, stages = result.pools, list(result.plan.stages.values())
    stage = result.segments["stage"].to_numpy()[table["segment"].to_numpy()].tolist()
    money = column_texts(table["money"], result.plan.decimals)
    rows = []
    for code, position, amount in zip(stage, table["component"].tolist(), money, strict=True):
        component = stages[code].funding[position]
        row: dict[str, Any] = {"component": component.kind, "scored": component.scored}
        row |= {"of": component.of} if component.of else {}
        rows.append(row | {"money": amount})
    return _grouped(rows, table["segment"])


def fraction(numerator: int, denominator: int) -> str:
    """A whole number, or ``a/b`` in lowest terms."""
    common = gcd(numerator, denominator)
    return str(numerator // common) if denominator == common else f"{numerator // common}/{denominator // common}"


def _fractions(result: Result, months: list[str]) -> dict[int, dict[str, str]]:
    table = result.months
    found: dict[int, dict[str, str]] = {}
    columns = (table[name].tolist() for name in ("segment", "month", "numerator", "denominator"))
    for segment, month, numerator, denominator in zip(*columns, strict=True):
        found.setdefault(segment, {})[months[month]] = fraction(numerator, denominator)
    return found


def _members(result: Result) -> dict[int, Rows]:
    table, decimals = result.members, result.plan.decimals
    roles = [*result.plan.roles, None]
    days = zip(table["active_days"].tolist(), table["month_days"].tolist(), table["row"].tolist(), strict=True)
    factors = zip(table["personal_factor"].tolist(), table["row"].tolist(), strict=True)
    columns: dict[str, list[Any]] = {name: table[name].tolist() for name in ("employee", "name")}
    columns["role"] = [roles[code] for code in table["role"].tolist()]
    columns["active"] = [fraction(int(active), int(month)) if row >= 0 else None for active, month, row in days]
    columns["personal_factor"] = [shortest_text(int(f), QUANTITY) if row >= 0 else None for f, row in factors]
    columns["part"] = column_texts(table["part"], QUANTITY)
    columns |= {name: column_texts(table[name], decimals) for name in ("premium", "amount")}
    return _grouped(_records(columns), table["team"])
