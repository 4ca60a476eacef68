"""Columns of Arrow tables: exact decimals, names, months."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from scorecard.model.numbers import EXACT, Ints
from scorecard.report.json_columns import exact_decimals

Array = Any
"""A ``pyarrow.Array``."""
DIGITS = 38


def decimals(column: pd.Series[Any] | Ints, places: int) -> Array:
    """Scaled integers as decimals with exactly so many places; null stays null."""
    values = pd.Series(column)
    if values.dtype == object:
        found = [None if v is None or v is pd.NA else Decimal(int(v)).scaleb(-places, EXACT) for v in values.tolist()]
        return pa.array(found, pa.decimal128(DIGITS, places))
    exact = exact_decimals(values.to_numpy(np.int64, na_value=0), places)
    absent = values.isna().to_numpy()
    return pa.compute.if_else(pa.array(~absent), exact, pa.scalar(None, exact.type)) if absent.any() else exact


def whole(column: pd.Series[Any]) -> Array:
    """Whole numbers; null stays null."""
    return pa.array(column.astype("Int64"), pa.int32())


def names(codes: pd.Series[Any] | Ints, known: Iterable[str | None]) -> Array:
    """The name of each code; null for -1, and where the name is none."""
    every = [*known, None]
    different = {name: number for number, name in enumerate(dict.fromkeys(name for name in every if name is not None))}
    numbers = np.array([-1 if name is None else different[name] for name in every], np.int32)
    found = numbers[np.asarray(codes, np.int64)]
    return pa.DictionaryArray.from_arrays(
        pa.array(np.maximum(found, 0), pa.int32(), mask=found < 0), pa.array([*different] or [""], pa.string())
    )


def texts(values: Iterable[str | None]) -> Array:
    """Texts as they stand."""
    return pa.array([value if isinstance(value, str) else None for value in values], pa.string())


def taken(values: Iterable[Any], rows: pd.Series[Any] | Ints) -> Array:
    """The texts at these places; null for -1."""
    places = np.asarray(rows, np.int64)
    return texts(values).take(pa.array(np.where(places < 0, 0, places), mask=places < 0))


def plain(column: Array) -> Array:
    """Texts, where the column has names: what is put behind it has other names."""
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
