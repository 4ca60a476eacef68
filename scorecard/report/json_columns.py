"""JSON text put together column by column: a result has a million numbers, too many for a tree of Python objects.

A column holds one JSON value a row as Arrow text; rows become objects, groups of rows become lists.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from msgspec import Struct
from msgspec.structs import replace

from scorecard.model.numbers import Bools, Ints, decimal_text, fraction_text

Texts = Any
"""A ``pyarrow.LargeStringArray``."""

_quoted = json.JSONEncoder(ensure_ascii=False).encode
_MOST_DIGITS = 38
ROW = ",\n  "
"""Between the objects of a list: each begins a line."""


class Column(Struct, frozen=True):
    """The values of one key, each to be put between ``opens`` and ``closes``."""

    values: Texts
    opens: str = ""
    closes: str = ""

    @property
    def whole(self) -> Texts:
        """The values with what opens and closes them."""
        return _joined(_text(self.opens), self.values, _text(self.closes)) if self.opens else self.values

    def take(self, rows: Sequence[int] | Ints) -> Column:
        """These rows; all of them as they stand are the column itself."""
        if np.array_equal(rows, np.arange(len(self.values))):
            return self
        return replace(self, values=self.values.take(pa.array(rows, pa.int64())))


def quoted(text: str | None) -> str:
    """A JSON text; null for what is no text."""
    return _quoted(text) if isinstance(text, str) else "null"


def texts(values: Iterable[str | None]) -> Column:
    """A text or null in each row."""
    return Column(_array(quoted(value) for value in values))


def names(codes: pd.Series[Any], known: Iterable[str | None]) -> Column:
    """The name of each code; null for -1."""
    every = [*(quoted(name) for name in known), "null"]
    places = codes.to_numpy()
    return chosen(np.where(places < 0, len(every) - 1, places), every)


def chosen(places: Ints, known: Iterable[str]) -> Column:
    """The JSON value at each place among the known ones."""
    return Column(_array(known)).take(places)


def distinct(values: Ints, text: Callable[[int], str]) -> Column:
    """The text of each number, which is made once for each that is different."""
    which, different = pd.factorize(values)
    return chosen(which, (quoted(text(value)) for value in different.tolist()))


def numbers(column: pd.Series[Any], decimals: int) -> Column:
    """Decimal text with exactly so many decimals; null for null."""
    if column.dtype == object:
        found = [None if value is None else decimal_text(int(value), decimals) for value in column.tolist()]
        return texts(found)
    values = decimals_of(column.to_numpy(np.int64, na_value=0), decimals)
    return where_present(Column(values, '"', '"'), column.notna().to_numpy())


def decimals_of(values: Ints, decimals: int) -> Texts:
    """The decimal text of scaled 64-bit integers: the same digits as ``decimal_text``, a million at a time."""
    return exact_decimals(values, decimals).cast(pa.large_string())


def exact_decimals(values: Ints, decimals: int) -> Any:
    """Scaled 64-bit integers as an Arrow array of decimals."""
    words = np.empty((len(values), 2), np.int64)
    words[:, 0], words[:, 1] = values, values >> 63
    return pa.Array.from_buffers(pa.decimal128(_MOST_DIGITS, decimals), len(values), [None, pa.py_buffer(words)])


def fractions(numerator: Ints, denominator: Ints) -> Column:
    """Whole numbers, or ``a/b`` in lowest terms."""
    base = int(denominator.max(initial=0)) + 1
    return distinct(numerator * base + denominator, lambda code: fraction_text(*divmod(code, base)))


def where_present(column: Column, present: Bools) -> Column:
    """The column, with null in the rows that are not present."""
    return column if present.all() else either(present, column, Column(_text("null")))


def either(first: Bools, column: Column, other: Column) -> Column:
    """The value of the first column where the flag says so, else of the other."""
    return Column(pc.if_else(pa.array(first), column.whole, other.whole))


def objects(columns: Mapping[str, Column], ends: Texts | None = None) -> Texts:
    """One object a row, and behind each what ``ends`` it."""
    pieces, literal = [], "{"
    for name, column in columns.items():
        pieces += [_text(f'{literal}"{name}": {column.opens}'), column.values]
        literal = f"{column.closes}, "
    return _joined(*pieces, _text(literal.removesuffix(", ") + "}"), *(() if ends is None else (ends,)))


def extended(heads: Column, name: str, column: Column, ends: Texts) -> Texts:
    """The objects with one more key, and behind each what ``ends`` it."""
    begun = pc.utf8_slice_codeunits(heads.values, 0, -1)
    return _joined(begun, _text(f', "{name}": '), column.whole, _text("}"), ends)


def entries(keys: Column, values: Column, ends: Texts) -> Texts:
    """``key: value`` in each row, as they stand in an object, and behind each what ``ends`` it."""
    return _joined(keys.whole, _text(": "), values.whole, ends)


def separators(group: pd.Series[Any], separator: str = ROW) -> Texts:
    """What stands behind each row of groups one after the other: nothing behind the last of each."""
    codes = group.to_numpy()
    return chosen(np.append(codes[1:] != codes[:-1], True).astype(np.int64)[: len(codes)], (separator, "")).values


def grouped(rows: Texts, group: pd.Series[Any], groups: int, opens: str = "[", closes: str = "]") -> Column:
    """The rows of each group 0, 1, ... one after the other; rows stand by group, their separators behind them.

    Nothing is copied: the text of all rows is cut in fewer places.
    """
    ends = np.searchsorted(group.to_numpy(), np.arange(groups), side="right")
    _, places, text = rows.buffers()
    cut = np.frombuffer(places, np.int64)[np.append(0, ends)] if len(rows) else np.zeros(groups + 1, np.int64)
    return Column(pa.LargeStringArray.from_buffers(groups, pa.py_buffer(cut), text or pa.py_buffer(b"")), opens, closes)


def text_of(rows: Texts) -> bytes:
    """All rows one after the other."""
    whole = grouped(rows, pd.Series(np.zeros(len(rows), np.int64)), 1).values
    found: bytes = whole[0].as_buffer().to_pybytes()
    return found


def _array(values: Iterable[str]) -> Texts:
    return pa.array(values, pa.large_string())


def _text(text: str) -> Any:
    return pa.scalar(text, pa.large_string())


def _joined(*pieces: Any) -> Texts:
    return pc.binary_join_element_wise(*pieces, _text(""))
