"""result.json: every number of a result as decimal text (outputs.md, result.json).

The text is put together column by column, not through a tree of dicts: a result of 10,000 teams has a million numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
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
Values = Sequence[str]
"""JSON values as text."""


def result_object(result: Result, language: str) -> dict[str, Any]:
    """The result as one object, in the order of outputs.md; messages in the language of the files."""
    return dict(json.loads(result_bytes(result, language)))


def result_bytes(result: Result, language: str) -> bytes:
    """The file's content, a line per metric, gate and member; the same result and language give the same bytes."""
    plan = result.plan
    budget = "null" if result.budget is None else quoted(decimal_text(result.budget, plan.decimals))
    totals = {name: quoted(decimal_text(sum(result.payables[name].tolist()), plan.decimals)) for name in TOTALS}
    warnings = sorted((_warning(each, language) for each in told(result)), key=_warning_order)
    entries = {
        "plan": quoted(plan.id),
        "period": quoted(str(result.period)),
        "currency": quoted(plan.currency),
        "teams": _listed(_teams(result)),
        "budget": budget,
        "totals": _object(totals),
        "warnings": _listed(json.dumps(each, ensure_ascii=False) for each in warnings),
    }
    return ("{" + ",\n ".join(f'"{name}": {value}' for name, value in entries.items()) + "}\n").encode()


def told(result: Result) -> list[Problem]:
    """The warnings that stand in files: not the notes of reading."""
    return [each for each in result.warnings if each.level == "warning"]


def quoted(text: str | None) -> str:
    """A JSON text, or null."""
    return "null" if text is None else json.dumps(text, ensure_ascii=False)


def fraction(numerator: int, denominator: int) -> str:
    """A whole number, or ``a/b`` in lowest terms."""
    common = gcd(numerator, denominator)
    return str(numerator // common) if denominator == common else f"{numerator // common}/{denominator // common}"


def _numbers(column: pd.Series[Any], decimals: int) -> list[str]:
    """Decimal text of each number in quotes, null for null."""
    if column.dtype == object:
        return ["null" if value is None else f'"{decimal_text(int(value), decimals)}"' for value in column.tolist()]
    values = [f'"{text}"' for text in texts(column.to_numpy(np.int64, na_value=0), decimals)]
    for index in np.flatnonzero(column.isna().to_numpy()).tolist():
        values[index] = "null"
    return values


def _codes(column: pd.Series[Any], names: Iterable[str | None]) -> list[str]:
    """The name of each code, null for -1."""
    known = [*(quoted(name) for name in names), "null"]
    return [known[code] for code in column.tolist()]


def _rows(columns: Mapping[str, Values]) -> list[str]:
    """One object a row."""
    form = "{" + ", ".join(f'"{name}": %s' for name in columns) + "}"
    return [form % row for row in zip(*columns.values(), strict=True)]


def _object(entries: Mapping[str, str]) -> str:
    return "{" + ", ".join(f'"{name}": {value}' for name, value in entries.items()) + "}"


def _listed(values: Iterable[str]) -> str:
    return "[" + ",\n  ".join(values) + "]"


def _grouped(rows: Sequence[str], group: pd.Series[Any], groups: int) -> list[str]:
    """The rows of each group 0, 1, ... as a list; rows stand by group."""
    return [_listed(rows[start:end]) for start, end in _spans(group, groups)]


def _spans(group: pd.Series[Any], groups: int) -> list[tuple[int, int]]:
    """First and behind-last row of each group."""
    ends = np.searchsorted(group.to_numpy(), np.arange(groups), side="right").tolist()
    return list(pairwise([0, *ends]))


def _warning(problem: Problem, language: str) -> dict[str, Any]:
    where = None if problem.place is None else str(problem.place)
    return {"code": problem.code, "team": problem.team, "message": message(problem, language), "where": where}


def _warning_order(warning: Mapping[str, Any]) -> tuple[bool, str, str, str, str]:
    team = warning["team"]
    return team is not None, team or "", warning["code"], warning["message"], warning["where"] or ""


def _teams(result: Result) -> list[str]:
    table, plan = result.payables, result.plan
    numbers = table["team"].tolist()
    known = result.inputs.teams
    keys = {"team": "key", "name": "name", "account": "account", "unit": "unit"}
    columns: dict[str, Values] = {
        name: [quoted(text if isinstance(text, str) else None) for text in known[column].iloc[numbers].tolist()]
        for name, column in keys.items()
    }
    owners = zip(table["owner"].tolist(), table["owner_name"].tolist(), strict=True)
    columns["owner"] = [
        _object({"employee": quoted(e), "name": quoted(n)}) if isinstance(e, str) else "null" for e, n in owners
    ]
    columns["stage"] = _codes(table["stage"], plan.stages)
    columns["composite"] = _numbers(table["composite"], PERCENT)
    segments = _grouped(_segments(result), result.segments["team"], len(known))
    columns["segments"] = [segments[number] for number in numbers]
    columns |= {name: _numbers(table[name], plan.decimals) for name in MONEY}
    members = _grouped(_members(result), result.members["team"], len(known))
    columns["members"] = [members[number] for number in numbers]
    columns["unallocated"] = _numbers(table["unallocated"], plan.decimals)
    return _rows(columns)


def _segments(result: Result) -> list[str]:
    plan, segments, held = result.plan, result.segments, result.held
    months = [str(plan.month(index)) for index in range(12)]
    size = len(segments)
    windows = zip(segments["first"].tolist(), segments["last"].tolist(), strict=True)
    columns: dict[str, Values] = {
        "window": [f'"{months[first]}/{months[last]}"' for first, last in windows],
        "stage": _codes(segments["stage"], plan.stages),
        "months": _fractions(result, months),
        "metrics": _grouped(_metrics(result), result.scores["segment"], size),
        "gates": _grouped(_gates(result), result.gates["segment"], size),
    }
    columns |= {name: _numbers(segments[name], PERCENT) for name in ("composite", "payout", "factor")}
    columns["funding"] = _grouped(_funding(result), result.pools["segment"], size)
    columns |= {name: _numbers(held[name], plan.decimals) for name in ("earned", "held")}
    columns["held_by"] = _codes(held["held_by"], HELD_BY)
    columns["forfeited_by"] = _codes(held["forfeited_by"], plan.gates)
    columns["pool"] = _numbers(held["pool"], plan.decimals)
    return _rows(columns)


def _metrics(result: Result) -> list[str]:
    table, plan = result.scores, result.plan
    columns: dict[str, Values] = {"metric": _codes(table["metric"], plan.metrics)}
    columns |= {name: _numbers(table[name], QUANTITY) for name in ("actual", *GOALS)}
    columns |= {name: _numbers(table[name], PERCENT) for name in ("attainment", "score_uncapped", "score")}
    columns["capped_by"] = _codes(table["capped_by"], plan.gates)
    columns["skipped"] = _codes(table["skipped"], SKIPPED)
    columns |= {name: _numbers(table[name], PERCENT) for name in ("weight", "points")}
    return _rows(columns)


def _gates(result: Result) -> list[str]:
    table, gates = result.gates, list(result.plan.gates.values())
    fine, coarse = _numbers(table["value"], QUANTITY), _numbers(table["value"], PERCENT)
    codes = table["gate"].tolist()
    value = [fine[i] if gates[code].of == "actual" else coarse[i] for i, code in enumerate(codes)]
    closed = ["true" if each else "false" for each in table["closed"].tolist()]
    return _rows({"gate": _codes(table["gate"], result.plan.gates), "value": value, "closed": closed})


def _funding(result: Result) -> list[str]:
    table, stages = result.pools, list(result.plan.stages.values())
    stage = result.segments["stage"].to_numpy()[table["segment"].to_numpy()].tolist()
    money = _numbers(table["money"], result.plan.decimals)
    rows = []
    for code, position, amount in zip(stage, table["component"].tolist(), money, strict=True):
        component = stages[code].funding[position]
        row = {"component": quoted(component.kind), "scored": "true" if component.scored else "false"}
        row |= {"of": quoted(component.of)} if component.of else {}
        rows.append(_object(row | {"money": amount}))
    return rows


def _fractions(result: Result, months: list[str]) -> list[str]:
    """Each segment's object of month to fraction."""
    table = result.months
    columns = (table[name].tolist() for name in ("month", "numerator", "denominator"))
    entries = [f'"{months[month]}": "{fraction(n, d)}"' for month, n, d in zip(*columns, strict=True)]
    spans = _spans(table["segment"], len(result.segments))
    return ["{" + ", ".join(entries[start:end]) + "}" for start, end in spans]


def _members(result: Result) -> list[str]:
    table, decimals = result.members, result.plan.decimals
    lines = table["row"].to_numpy() >= 0
    columns: dict[str, Values] = {
        name: [quoted(text) for text in table[name].tolist()] for name in ("employee", "name")
    }
    columns["role"] = _codes(table["role"], result.plan.roles)
    days = (table[name].to_numpy(np.int64, na_value=1).tolist() for name in ("active_days", "month_days"))
    active = [f'"{fraction(a, m)}"' for a, m in zip(*days, strict=True)]
    factors = [
        f'"{shortest_text(f, QUANTITY)}"' for f in table["personal_factor"].to_numpy(np.int64, na_value=0).tolist()
    ]
    columns["active"] = [text if line else "null" for text, line in zip(active, lines.tolist(), strict=True)]
    columns["personal_factor"] = [text if line else "null" for text, line in zip(factors, lines.tolist(), strict=True)]
    columns["part"] = _numbers(table["part"], QUANTITY)
    columns |= {name: _numbers(table[name], decimals) for name in ("premium", "amount")}
    return _rows(columns)
