"""Every table of a result as an Arrow table, its columns named as in calculation.md and result.json."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from scorecard.model.messages import message
from scorecard.model.numbers import PERCENT, QUANTITY
from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.report.parquet.columns import Array, decimals, names, taken, texts, whole
from scorecard.report.parquet.inputs import inputs, values
from scorecard.report.parquet.records import records
from scorecard.report.result_json import DEFERRED, GOALS, HELD_BY, MONEY, SKIPPED, told

Table = Any
"""A ``pyarrow.Table``."""


def pools(result: Result) -> Table:
    """A row is a team: who is responsible for it, and all its money."""
    table, plan, known = result.payables, result.plan, result.inputs.teams
    rows = table["team"].to_numpy()
    columns = {"team": taken(known["key"], rows)}
    columns |= {name: taken(known[name], rows) for name in ("name", "account", "account_name", "unit")}
    columns |= {"owner": texts(table["owner"]), "owner_name": texts(table["owner_name"])}
    columns |= {"stage": names(table["stage"], plan.stages), "composite": decimals(table["composite"], PERCENT)}
    money = (*MONEY, "unallocated", *DEFERRED, "deferred_before")
    return pa.table(columns | {name: decimals(table[name], plan.decimals) for name in money})


def segments(result: Result) -> Table:
    """A row is one stage of a team within a window: what its scorecard and its pool came to."""
    table, held, plan = result.segments, result.held, result.plan
    columns = _of_segments(result, np.arange(len(table)))
    columns |= {name: decimals(table[name], PERCENT) for name in ("composite", "payout", "factor")}
    money = ("scored", "unscored", "earned", "held", "pool", "target_pool")
    columns |= {name: decimals(held[name], plan.decimals) for name in money}
    columns |= {"held_by": names(held["held_by"], HELD_BY), "forfeited_by": names(held["forfeited_by"], plan.gates)}
    return pa.table(columns)


def months(result: Result) -> Table:
    """A row is a month of a segment: the fraction f of it that counts there."""
    table = result.months
    columns = {**_of_segments(result, table["segment"]), "month": _month(result, table["month"])}
    return pa.table(columns | {name: whole(table[name]) for name in ("numerator", "denominator")})


def scorecards(result: Result) -> Table:
    """A row is a metric of a segment: from its actual to its points."""
    table, plan = result.scores, result.plan
    columns = {**_of_segments(result, table["segment"]), "metric": names(table["metric"], plan.metrics)}
    columns |= {name: decimals(table[name], QUANTITY) for name in ("actual", *GOALS)}
    columns |= {name: decimals(table[name], PERCENT) for name in ("attainment", "score_uncapped", "score")}
    columns |= {"capped_by": names(table["capped_by"], plan.gates), "skipped": names(table["skipped"], SKIPPED)}
    return pa.table(columns | {name: decimals(table[name], PERCENT) for name in ("weight", "points")})


def gates(result: Result) -> Table:
    """A row is a gate of a segment: what it looked at and whether it closed; a value of a / 0 is null."""
    table, plan = result.gates, result.plan
    fine = np.array([gate.of == "actual" for gate in plan.gates.values()] or [True])[table["gate"].to_numpy(np.int64)]
    coarse = decimals(table["value"], PERCENT).cast(pa.decimal128(38, QUANTITY))
    columns = {**_of_segments(result, table["segment"]), "gate": names(table["gate"], plan.gates)}
    columns["value"] = pc.if_else(pa.array(fine), decimals(table["value"], QUANTITY), coarse)
    return pa.table(columns | {"closed": pa.array(table["closed"].to_numpy(bool))})


def funding(result: Result) -> Table:
    """A row is a component of a segment's funding."""
    table, plan = result.pools, result.plan
    every = [part for stage in plan.stages.values() for part in stage.funding]
    first = np.cumsum([0, *(len(stage.funding) for stage in plan.stages.values())])
    stage = result.segments["stage"].to_numpy()[table["segment"].to_numpy()]
    which = first[stage] + table["component"].to_numpy()
    columns = {**_of_segments(result, table["segment"]), "component": names(which, [part.kind for part in every])}
    columns |= {"of": names(which, [part.of for part in every])}
    columns |= {"scored": pa.array(np.array([part.scored for part in every] or [True])[which])}
    columns |= {"money": decimals(table["money"], plan.decimals), "base": decimals(table["base"], QUANTITY)}
    return pa.table(columns)


def members(result: Result) -> Table:
    """A row is a person in a role of a team; an owner without one has a row for the premium."""
    table, plan = result.members, result.plan
    columns = {"team": taken(result.inputs.teams["key"], table["team"])}
    columns |= {"employee": texts(table["employee"]), "name": texts(table["name"])}
    columns |= {"role": names(table["role"], plan.roles)}
    columns |= {name: whole(table[name]) for name in ("active_days", "month_days")}
    columns |= {name: decimals(table[name], QUANTITY) for name in ("personal_factor", "part")}
    money = ("premium", "amount", *DEFERRED, "deferred_before")
    return pa.table(columns | {name: decimals(table[name], plan.decimals) for name in money})


def deferrals(result: Result) -> Table:
    """A row is money kept back, released or forfeited now; nobody's is what found no member."""
    table, plan = result.deferrals, result.plan
    columns = {"kind": texts(table["kind"]), "team": taken(result.inputs.teams["key"], table["team"])}
    columns |= {"employee": texts(table["employee"]), "name": texts(table["name"])}
    columns |= {"amount": decimals(table["amount"], plan.decimals)}
    return pa.table(columns | {name: texts(table[name]) for name in ("granted", "due", "plan", "keep_if")})


def warnings(found: Sequence[Problem], language: str) -> Table:
    """A row is a warning, in the order of result.json: those of the whole run first."""
    columns = {
        "team": [each.team for each in found],
        "code": [each.code for each in found],
        "message": [message(each, language) for each in found],
        "where": [None if each.place is None else str(each.place) for each in found],
    }
    order = ["team", "code", "message", "where"]
    rows = pd.DataFrame(columns, dtype=object).sort_values(order, kind="stable", na_position="first")
    return pa.table({name: texts(rows[name]) for name in order})


TABLES: Mapping[str, Callable[[Result], Table]] = {
    "Pools": pools,
    "Segments": segments,
    "Months": months,
    "Scorecards": scorecards,
    "Gates": gates,
    "Funding": funding,
    "Members": members,
    "Deferrals": deferrals,
    "Values": values,
    "Inputs": inputs,
    "Records": records,
}
"""Name to what makes it; the name is the file's, and that of the workbook's sheet where there is one."""


def result_tables(result: Result, language: str) -> dict[str, Table]:
    """All tables; only warnings follow a language. Their schemas depend on nothing but the plan's currency."""
    return {**{name: make(result) for name, make in TABLES.items()}, "Warnings": warnings(told(result), language)}


def _of_segments(result: Result, segment: Any) -> dict[str, Array]:
    """Team, window and stage of segments."""
    rows = result.segments.iloc[np.asarray(segment, np.int64)]
    columns = {"team": taken(result.inputs.teams["key"], rows["team"])}
    columns |= {"first": _month(result, rows["first"]), "last": _month(result, rows["last"])}
    return {**columns, "stage": names(rows["stage"], result.plan.stages)}


def _month(result: Result, months: Any) -> Array:
    return names(months, [str(result.plan.month(month)) for month in range(12)])
