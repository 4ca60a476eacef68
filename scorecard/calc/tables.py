"""The result's tables, out of what the steps found (model/result.py describes each)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from scorecard.calc.calendar import Calendar, Index
from scorecard.calc.funding import Pools
from scorecard.calc.gates import Closing
from scorecard.calc.scores import Line
from scorecard.calc.targets import FIELDS
from scorecard.model.numbers import Bools, Ints, fit


def nullable(values: Ints, present: Bools) -> Any:
    """A column of integers with nulls: Int64, or objects where 64 bits do not suffice."""
    if values.dtype == object:
        return np.array([v if there else None for v, there in zip(values, present, strict=True)], object)
    return pd.arrays.IntegerArray(values.astype(np.int64), ~present)


def filled(column: pd.Series[Any]) -> Ints:
    """A nullable column's integers, 0 where it is null."""
    if column.dtype == object:
        return fit(np.array([0 if value is None else value for value in column.tolist()], object))
    return column.fillna(0).to_numpy(np.int64)


def plain_nulls(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, numbered anew; where a column holds objects, null is None."""
    rows = rows.reset_index(drop=True)
    for name in rows.columns[[kind.kind == "O" for kind in rows.dtypes]]:
        rows[name] = pd.Series([None if value is pd.NA else value for value in rows[name].tolist()], dtype=object)
    return rows


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """By segment; within one in the order of the plan, which is that of the parts."""
    return plain_nulls(rows.take(np.argsort(rows["segment"].to_numpy(), kind="stable")))


def segment_table(calendar: Calendar, reported: Bools, columns: dict[str, Ints]) -> pd.DataFrame:
    """The segments of the period, with their own numbers."""
    kept = calendar.segments.loc[reported, ["team", "stage", "first", "last"]].reset_index(drop=True)
    return kept.assign(**{name: values[reported] for name, values in columns.items()})


def month_table(calendar: Calendar, reported: Bools) -> pd.DataFrame:
    """The months of each segment of the period."""
    kept = calendar.segments.loc[reported, ["spell", "slice"]].reset_index(drop=True)
    starts = calendar.column("start")[kept["slice"].to_numpy()]
    lengths = kept["slice"].to_numpy() - starts + 1
    segment = np.repeat(np.arange(len(kept)), lengths)
    slices = np.arange(len(segment)) - np.repeat(np.cumsum(lengths) - lengths, lengths) + np.repeat(starts, lengths)
    columns = {name: calendar.column(name)[slices] for name in ("month", "numerator", "denominator", "total")}
    return pd.DataFrame({"segment": segment, **columns}, copy=False)


def score_table(found: list[Line], reported: Bools) -> pd.DataFrame:
    """One row per metric that a segment's stage weighs."""
    number = np.cumsum(reported) - 1
    parts = [_line_table(line, index, reported, number) for index, line in enumerate(found)]
    return _in_order(pd.concat(parts, ignore_index=True))


def _line_table(line: Line, index: int, reported: Bools, number: Index) -> pd.DataFrame:
    keep = np.flatnonzero(line.weighed & reported[line.rows])
    scored = line.skipped[keep] == 0
    columns: dict[str, Any] = {
        "segment": number[line.rows[keep]],
        "metric": np.full(len(keep), index),
        "actual": nullable(line.actual.value[keep], ~line.actual.undefined[keep]),
    }
    columns |= {name: nullable(line.goal[name].value[keep], line.goal[name].present[keep]) for name in FIELDS}
    columns |= {
        "attainment": nullable(line.attained.value[keep], line.attained.present[keep]),
        "score_uncapped": nullable(line.uncapped[keep], scored),
        "score": nullable(line.score[keep], scored),
        "capped_by": np.where(scored, line.capped_by[keep], -1),
        "skipped": line.skipped[keep],
        "weight": line.weight[keep],
        "points": nullable(line.points[keep], scored),
        "state": line.state[keep],
    }
    return pd.DataFrame(columns, copy=False)


def gate_table(found: list[Closing], reported: Bools) -> pd.DataFrame:
    """One row per gate that applies to a segment."""
    number = np.cumsum(reported) - 1
    none = dict.fromkeys(("segment", "gate", "value", "infinite"), np.zeros(0, np.int64))
    parts = [pd.DataFrame(none | {"closed": np.zeros(0, bool)})]
    for closing in found:
        keep = reported[closing.rows]
        columns = {
            "segment": number[closing.rows[keep]],
            "gate": np.full(int(keep.sum()), closing.index),
            "value": nullable(closing.value[keep], ~closing.null[keep]),
            "infinite": closing.infinite[keep],
            "closed": closing.closed[keep],
        }
        parts.append(pd.DataFrame(columns, copy=False))
    return _in_order(pd.concat(parts[1:] or parts, ignore_index=True))


def component_table(pools: Pools, reported: Bools) -> pd.DataFrame:
    """One row per component of a segment's funding."""
    number = np.cumsum(reported) - 1
    parts = []
    for (_, position), funded in pools.components.items():
        keep = reported[funded.rows]
        segment, money = number[funded.rows[keep]], funded.money[keep]
        there = np.full(len(segment), funded.base is not None)
        base = nullable(money * 0 if funded.base is None else funded.base[keep], there)
        parts.append(pd.DataFrame({"segment": segment, "component": position, "money": money, "base": base}))
    return _in_order(pd.concat(parts, ignore_index=True))


def held_table(pools: Pools, reported: Bools) -> pd.DataFrame:
    """What each segment's funding came to."""
    names = ("scored", "unscored", "earned", "held", "held_by", "forfeited_by", "pool", "target_pool")
    columns = {name: getattr(pools, name)[reported] for name in names}
    return pd.DataFrame({"segment": np.arange(int(reported.sum())), **columns}, copy=False)
