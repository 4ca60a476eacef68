"""The teams of result.json put together from the tables alone, as somebody who reads the files would do it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa

from scorecard.model.plan import Plan
from scorecard.report.result_json import DEFERRED, MONEY

Row = dict[str, Any]
SEGMENT = ("team", "first", "last", "stage")
METRIC = ("metric", "actual", "target", "baseline", "threshold", "stretch", "attainment", "score_uncapped", "score")
METRIC += ("capped_by", "skipped", "weight", "points")
PERCENT = Decimal("0.0001")


def teams_of(tables: Mapping[str, pa.Table], plan: Plan) -> list[Row]:
    """Every team with all that it holds, in the order of Pools."""
    rows = {name: table.to_pylist() for name, table in tables.items()}
    actual = {id for id, gate in plan.gates.items() if gate.of == "actual"}
    rows["Gates"] = [{**row, "actual": actual} for row in rows["Gates"]]
    parts = {name: by(rows[name], SEGMENT) for name in ("Months", "Scorecards", "Gates", "Funding")}
    segments, members = by(rows["Segments"], ("team",)), by(rows["Members"], ("team",))
    kept = any(row[name] is not None for row in rows["Pools"] for name in DEFERRED)
    return [
        team(row, segments[row["team"],], members[row["team"],], parts, DEFERRED if kept else ())
        for row in rows["Pools"]
    ]


def by(rows: Sequence[Row], keys: Sequence[str]) -> dict[tuple[Any, ...], list[Row]]:
    found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[key] for key in keys)].append(row)
    return found


def text(value: Any) -> Any:
    """As result.json has it."""
    return f"{value:f}" if isinstance(value, Decimal) else value


def some(row: Row, names: Sequence[str]) -> Row:
    return {name: text(row[name]) for name in names}


def team(row: Row, segments: list[Row], members: list[Row], parts: Mapping[str, Any], deferred: Sequence[str]) -> Row:
    owner = None if row["owner"] is None else {"employee": row["owner"], "name": row["owner_name"]}
    return {
        **some(row, ("team", "name", "account", "unit")),
        "owner": owner,
        **some(row, ("stage", "composite")),
        "segments": [segment(each, parts) for each in segments],
        **some(row, (*MONEY, *deferred)),
        "members": [member(each, deferred) for each in members],
        "unallocated": text(row["unallocated"]),
    }


def segment(row: Row, parts: Mapping[str, Any]) -> Row:
    own = {name: found[tuple(row[key] for key in SEGMENT)] for name, found in parts.items()}
    return {
        "window": f"{row['first']}/{row['last']}",
        "stage": row["stage"],
        "months": {each["month"]: str(Fraction(each["numerator"], each["denominator"])) for each in own["Months"]},
        "metrics": [some(each, METRIC) for each in own["Scorecards"]],
        "gates": [gate(each) for each in own["Gates"]],
        **some(row, ("composite", "payout", "factor")),
        "funding": [component(each) for each in own["Funding"]],
        **some(row, ("earned", "held", "held_by", "forfeited_by", "pool")),
    }


def gate(row: Row) -> Row:
    """What is no actual is a percent, to four decimals; the column has room for both."""
    value = row["value"]
    if value is not None and row["gate"] not in row["actual"]:
        assert value == value.quantize(PERCENT)
        value = value.quantize(PERCENT)
    return {"gate": row["gate"], "value": text(value), "closed": row["closed"]}


def component(row: Row) -> Row:
    return some(row, ("component", "scored", *(("of",) if row["of"] else ()), "money"))


def member(row: Row, deferred: Sequence[str]) -> Row:
    line = row["active_days"] is not None
    factor = row["personal_factor"]
    return {
        **some(row, ("employee", "name", "role")),
        "active": str(Fraction(row["active_days"], row["month_days"])) if line else None,
        "personal_factor": format(factor.normalize(), "f") if line else None,
        **some(row, ("part", "premium", "amount", *deferred)),
    }
