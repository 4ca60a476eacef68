"""Keys and names: spaces and letters that no one sees, look-alikes, duplicates: Actuals!B2, the team of a row."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scorecard.read.cells import key_text
from tests.hostile.package import SHEETS, Parts, Xml, parts, zipped
from tests.hostile.recipe import Expect, Recipe, named, recipe, refused, same

AT = "Actuals!B2"
UNKNOWN, NO_KEY = refused(f"unknown-team {AT}"), refused(f"not-a-key {AT}")

KEYS: dict[Any, Expect] = {
    " A ": same(),
    "A\u00a0": same(),
    "\u3000A": same(),
    "A\n": same(),
    "\tA": same(),
    "Ａ": same(),
    "\U0001d400": same(),
    "a": UNKNOWN,
    "A\u200b": UNKNOWN,
    "\ufeffA": UNKNOWN,
    "A\u00ad": UNKNOWN,
    "\u202aA\u202c": UNKNOWN,
    "\u202eA": UNKNOWN,
    "\u200fA": UNKNOWN,
    "A\u2060": UNKNOWN,
    "A\ufe0f": UNKNOWN,
    "A\u0301": UNKNOWN,
    "А": UNKNOWN,
    "Α": UNKNOWN,
    "Ꭺ": UNKNOWN,
    "A A": UNKNOWN,
    "A\nB": UNKNOWN,
    "A;B": UNKNOWN,
    "'A": UNKNOWN,
    "A.": UNKNOWN,
    "_x0041_": same(),
    "A_x0000_": same(),
    "A_x000D_": same(),
    "#N/A": UNKNOWN,
    "nan": UNKNOWN,
    "None": UNKNOWN,
    "=A": UNKNOWN,
    "../A": UNKNOWN,
    "\U0001f600": UNKNOWN,
    "A" * 10_000: UNKNOWN,
    True: NO_KEY,
    dt.date(2026, 1, 1): NO_KEY,
    10**15: NO_KEY,
    Xml('<c r="{at}"><v>1E+300</v></c>'): NO_KEY,
    0: UNKNOWN,
    1.5: UNKNOWN,
    "": refused(f"empty-cell {AT}"),
    "\u00a0": refused(f"empty-cell {AT}"),
    "\u3000 ": refused(f"empty-cell {AT}"),
}
"""What stands in the place of the team A."""

PAIRS: dict[tuple[Any, Any], Expect] = {
    ("Caf\u00e9", "Cafe\u0301"): same(),
    ("Å", "\u212b"): same(),
    ("한국", unicodedata.normalize("NFD", "한국")): same(),
    ("ﬁrst", "first"): same(),
    ("Ｔ０１", "T01"): same(),
    ("㈱", "(株)"): same(),
    ("豈", "\uf900"): same(),
    (1001, "1001"): same(),
    ("1001", 1001): same(),
    (1001, 1001.0): same(),
    ("1001", Xml('<c r="{at}"><v>1.001E3</v></c>')): same(),
    (0.1, Xml('<c r="{at}"><v>0.10000000000000001</v></c>')): same(),
    ("NA", "NA"): same(),
    ("NULL", "NULL"): same(),
    ("nan", "nan"): same(),
    ("None", "None"): same(),
    ("TRUE", "TRUE"): same(),
    ("-", "-"): same(),
    ("0", 0): same(),
    ("T01", "TO1"): UNKNOWN,
    ("T01", "Т01"): UNKNOWN,
    ("1001", "1,001"): UNKNOWN,
    ("1001", "1001.0"): UNKNOWN,
    ("007", 7): UNKNOWN,
    ("straße", "strasse"): UNKNOWN,
    ("İ", "i̇"): UNKNOWN,
    ("10²", "102"): same(),
    ("O" * 10_000, "O" * 10_000): same(),
}
"""The key of a team in Teams and all other sheets, and how Actuals writes it."""


def renamed(old: Any, new: Any) -> Mapping[str, Any]:
    """The good sheets with another key of a team."""
    return {name: [[new if each == old else each for each in row] for row in rows] for name, rows in SHEETS.items()}


def _pair(key: Any, written: Any, expect: Expect) -> Recipe:
    name = f"{repr(key)[:12]} written {repr(written)[:60]}"
    known = replace(expect, key=key_text(key)) if expect.reads else expect
    return recipe(name, lambda: parts({AT: written}, sheets=renamed("A", key)), known)


def _with(sheet: str, *rows: Any) -> Parts:
    return parts(sheets={sheet: [*SHEETS[sheet], *rows]})


def _twice(sheet: str, row: list[Any], *said: str) -> Recipe:
    return recipe(f"again in {sheet}: {row}", lambda: _with(sheet, row), refused(*said))


ALONE = {key: expect for key, expect in KEYS.items() if expect is not UNKNOWN or key in ("a", "А", "A\u200b", 0)}
"""Those that have a workbook of their own."""


def _unknown(keys: list[Any]) -> Recipe:
    """A row for each key that no team has."""
    rows = [["2026-02", key, 5] for key in keys]
    said = (f"unknown-team Actuals!B{row}" for row in range(4, 4 + len(rows)))
    return recipe("keys that no team has", lambda: _with("Actuals", *rows), refused(*said))


DUPLICATES = (
    _twice("Teams", ["A", "Alpha again"], "row-twice Teams!A4"),
    _twice("Teams", [" Ａ ", "Alpha again"], "row-twice Teams!A4"),
    _twice("Stages", ["A", "growth", dt.date(2026, 1, 1)], "row-twice Stages!C4"),
    _twice("Stages", ["A", "GROWTH", "2026-01-01T10:00"], "row-twice Stages!C4"),
    _twice("Owners", ["A", "E9", "Zoe", dt.date(2026, 1, 1)], "row-twice Owners!D4"),
    _twice("Members", ["A", "E1", "Ann", "manager"], "row-twice Members!B4"),
    _twice("Members", ["A", "E1", "Ann", "客户经理", 1, dt.date(2026, 5, 1)], "spells-overlap Members!B4"),
    _twice("Pools", ["A", "FY2026", 1200], "row-twice Pools!B4"),
    _twice("Targets", ["A", "营业收入", 2026, 1000], "row-twice Targets!C4"),
    _twice("Targets", ["A", "revenue", "2026-03", 1000], "year-and-months Targets!C4"),
    _twice("Actuals", ["2026-01", "A", 100], "row-twice Actuals!C4"),
    _twice("Actuals", [dt.date(2026, 1, 31), "Ａ", None, 10], "row-twice Actuals!D4"),
    _twice("Actuals", ["2026-01", "a", 100], "unknown-team Actuals!B4"),
)


def _two_books() -> Mapping[str, bytes]:
    only = {name: None for name in SHEETS if name != "Actuals"}
    return {"book.xlsx": zipped(parts()), "more.xlsx": zipped(parts(sheets={**only, "Actuals": SHEETS["Actuals"][:2]}))}


def _copies() -> Mapping[str, bytes]:
    return {"book.xlsx": zipped(parts()), "copy.xlsx": zipped(parts())}


RECIPES = named(
    "key",
    (
        *(recipe(repr(key)[:24], lambda key=key: parts({AT: key}), expect) for key, expect in ALONE.items()),
        _unknown([key for key, expect in KEYS.items() if expect is UNKNOWN]),
        *(_pair(key, written, expect) for (key, written), expect in PAIRS.items()),
        *DUPLICATES,
        Recipe("again in a second workbook", _two_books, refused("row-twice Actuals!B2")),
        Recipe("the same workbook twice", _copies, refused("file-twice ")),
    ),
)
