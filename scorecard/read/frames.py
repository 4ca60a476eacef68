"""Columns of several sheets put together into the tables of ``Inputs``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from scorecard.model.numbers import Bools
from scorecard.read.columns import Amounts
from scorecard.read.regions import Region

Columns = dict[str, Any]
"""Column name to array, all of one length; Amounts for a column with empty cells."""

_WHERE = {"sheet": np.int32, "row": np.int32}
_CODE, _DAY, _NUMBER, _TEXT = np.int32, np.int64, np.int64, object
SCHEMAS: Mapping[str, Mapping[str, Any]] = {
    "teams": {
        "key": _TEXT,
        "name": _TEXT,
        "account": _TEXT,
        "account_name": _TEXT,
        "unit": _TEXT,
        "first": _DAY,
        "last": _DAY,
    },
    "stages": {"team": _CODE, "stage": _CODE, "day": _DAY, "evidence": _TEXT, "approved_by": _TEXT},
    "owners": {"team": _CODE, "employee": _TEXT, "name": _TEXT, "day": _DAY},
    "members": {
        "team": _CODE,
        "employee": _TEXT,
        "name": _TEXT,
        "role": _CODE,
        "personal_factor": _NUMBER,
        "first": _DAY,
        "last": _DAY,
    },
    "pools": {"team": _CODE, "month": _CODE, "amount": _NUMBER},
    "targets": {
        "team": _CODE,
        "metric": _CODE,
        "month": _CODE,
        "target": "Int64",
        "baseline": "Int64",
        "threshold": "Int64",
        "stretch": "Int64",
    },
    "values": {"team": _CODE, "month": _CODE, "measure": _CODE, "value": _NUMBER},
    "lines": {
        "team": _CODE,
        "month": _CODE,
        "measure": _CODE,
        "value": _NUMBER,
        "day": _DAY,
        "factor": "Int64",
        "other": "Int64",
    },
    "evidence": {"team": _CODE, "month": _CODE, "measure": _CODE, "note": _TEXT, "link": _TEXT},
    "adjustments": {
        "team": _CODE,
        "month": _CODE,
        "kind": _TEXT,
        "amount": _NUMBER,
        "reason": _TEXT,
        "approved_by": _TEXT,
    },
    "paid": {"team": _CODE, "month": _CODE, "amount": _NUMBER},
}
"""The tables of ``Inputs`` (model/inputs.py): column to type, in their order."""


def usable(region: Region, columns: Columns, keep: Bools | None = None) -> Columns:
    """The region's rows that are not bad (and are to be kept), with the place of each."""
    region.leave_out("faulty", region.bad)
    rows = ~region.bad if keep is None else ~region.bad & keep
    found = {name: _chosen(column, rows) for name, column in columns.items()}
    sheet = np.full(int(rows.sum()), region.sheet, np.int32)
    return {**found, "sheet": sheet, "row": region.rows[rows]}


def _chosen(column: Any, rows: Bools) -> Any:
    return Amounts(column.value[rows], column.filled[rows]) if isinstance(column, Amounts) else column[rows]


def frame(table: str, parts: Sequence[Columns]) -> pd.DataFrame:
    """The parts one below the other, as the table of that name."""
    schema = {**SCHEMAS[table], **_WHERE}
    columns = {name: _joined([part[name] for part in parts], kind) for name, kind in schema.items()}
    return pd.DataFrame(columns, copy=False)


def _joined(columns: Sequence[Any], kind: Any) -> Any:
    if kind == "Int64":
        value = np.concatenate([np.zeros(0, np.int64), *(column.value for column in columns)])
        filled = np.concatenate([np.zeros(0, bool), *(column.filled for column in columns)])
        return pd.arrays.IntegerArray(value, ~filled)
    joined = np.concatenate([np.zeros(0, kind), *(column.astype(kind, copy=False) for column in columns)])
    return pd.Series(joined, dtype=object) if kind is object else joined
