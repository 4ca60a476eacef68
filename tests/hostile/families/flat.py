"""The sheet Actuals as CSV and Parquet, with what each of them can do to a reader."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from tests.hostile.families.formats import AT, ROWS, beside, changed
from tests.hostile.recipe import LOST, Expects, named, refused, refused_whole, revenue, same


def csv(rows: list[list[Any]] = ROWS, separator: str = ",") -> bytes:
    return "".join(separator.join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows).encode()


GONE = refused("missing-column Actuals!")
TEXTS: Mapping[str, tuple[Callable[[], bytes], Expects]] = {
    "good": (lambda: csv(), same()),
    "semicolons": (lambda: csv(separator=";"), same()),
    "tabs": (lambda: csv(separator="\t"), same()),
    "sep=": (lambda: b"sep=;\n" + csv(separator=";"), same()),
    "a mark": (lambda: b"\xef\xbb\xbf" + csv(), same()),
    "UTF-16": (lambda: csv().decode().encode("utf-16"), same()),
    "GB18030": (lambda: csv(changed("营业收入", 1, 3)).decode().encode("gb18030"), same()),
    "old line ends": (lambda: csv().replace(b"\n", b"\r"), same()),
    "empty lines": (lambda: csv().replace(b"\n", b"\n\n,,,\n"), same()),
    "bars": (lambda: csv(separator="|"), GONE),
    "a comma in a number": (lambda: csv(changed("1,234")), refused("csv-damaged Actuals!E2")),
    "a quoted comma in a number": (lambda: csv(changed('"1,234"')), revenue("1234", f"text-number {AT}")),
    "a formula": (lambda: csv(changed("=1+1")), refused(f"not-a-number {AT}")),
    "an error": (lambda: csv(changed("#N/A")), refused(f"not-a-number {AT}")),
    "1e5": (lambda: csv(changed("1e5")), refused(f"not-a-number {AT}")),
    "17 digits": (lambda: csv(changed("0.12345650000000001")), revenue("0.123457", f"rounded-input {AT}")),
    "NUL": (lambda: csv(changed("1\0")), (refused(f"not-a-number {AT}"), refused_whole("csv-damaged", "csv-encoding"))),
    "a month as a number": (lambda: csv(changed("2026.1", 2, 1)), refused("ambiguous-period Actuals!A2")),
    "an open quote": (lambda: csv(changed('"100')), refused_whole("csv-quote")),
    "bytes of no encoding": (lambda: csv() + b"\xff\xff\xff\n", refused_whole("csv-encoding")),
    "one cell of 2 MB": (lambda: csv() + b"x" * 2_000_000, refused_whole("csv-damaged")),
    "nothing but line ends": (lambda: b"\n" * 1000, LOST),
}


def parquet(**columns: Any) -> bytes:
    import pandas as pd

    made = io.BytesIO()
    pd.DataFrame(columns).to_parquet(made)
    return made.getvalue()


GOOD = {"period": ["2026-01", "2026-01"], "team": ["A", "B"], "revenue": [100.0, 200.0], "margin": [10.0, 20.5]}
TABLES: Mapping[str, tuple[Callable[[], bytes], Expects]] = {
    "good": (lambda: parquet(**GOOD), same()),
    "decimals": (lambda: parquet(**{**GOOD, "revenue": [Decimal("100.00"), Decimal("200.00")]}), same()),
    "dates": (lambda: parquet(**{**GOOD, "period": [dt.date(2026, 1, 31)] * 2}), same()),
    "texts": (
        lambda: parquet(**{**GOOD, "revenue": ["100", "200"]}),
        same("text-number Actuals!C2", "text-number Actuals!C3"),
    ),
    "infinity": (lambda: parquet(**{**GOOD, "revenue": [float("inf"), 200.0]}), refused(f"not-a-number {AT}")),
    "booleans": (
        lambda: parquet(**{**GOOD, "revenue": [True, False]}),
        refused(f"not-a-number {AT}", "not-a-number Actuals!C3"),
    ),
    "bytes": (
        lambda: parquet(**{**GOOD, "revenue": [b"\xff", b"\0"]}),
        refused(f"not-a-number {AT}", "not-a-number Actuals!C3"),
    ),
    "lists": (
        lambda: parquet(**{**GOOD, "revenue": [[1], [2]]}),
        refused(f"not-a-number {AT}", "not-a-number Actuals!C3"),
    ),
    "a whole number of 19 digits": (
        lambda: parquet(**{**GOOD, "revenue": [2**63 - 1, 200]}),
        refused(f"number-too-large {AT}"),
    ),
    "cut": (lambda: parquet(**GOOD)[:-20], refused_whole("parquet-damaged")),
    "encrypted": (lambda: b"PARE" + parquet(**GOOD)[4:-4] + b"PARE", refused_whole()),
}

RECIPES = named(
    "format",
    [
        beside(f"{file.partition('.')[2]}, {name}", file, make, expects)
        for file, family in {"Actuals.csv": TEXTS, "Actuals.parquet": TABLES}.items()
        for name, (make, expects) in family.items()
    ],
)
