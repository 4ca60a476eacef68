"""Dates and months in every form: Stages!C2 (a date) and Actuals!A2 (a month)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from scorecard.model.period import day_number
from tests.hostile.package import MAC_EPOCH, SHEETS, Xml, parts, serial
from tests.hostile.recipe import DAMAGED, Expect, Recipe, named, reads, recipe, refused, same

DATE, MONTH = "Stages!C2", "Actuals!A2"
NEW_YEAR = dt.date(2026, 1, 1)
FIRST = serial(NEW_YEAR)


def _day(day: dt.date) -> Expect:
    told = [] if 1950 <= day.year < 2030 else [f"far-date {DATE}"]
    return reads({("stages", 0, "day"): day_number(day)}, *told)


NO_DATE = refused(f"not-a-date {DATE}")

DATES: dict[Any, Expect] = {
    "2026-01-01": same(),
    " 2026-01-01 ": same(),
    "\u00a02026-01-01": same(),
    "２０２６－０１－０１": same(),
    "2026-01-01T00:00:00": same(),
    "2026-01-01 08:30": same(),
    "2026-01-01T23:59:59.999": same(),
    "2026-01-01T00:00:00+08:00": same(),
    "2026/1/1": same(),
    "2026-1-1": same(),
    "2026.01.01": same(),
    "20260101": same(),
    "2026年1月1日": same(),
    "01/02/2026": NO_DATE,
    "1.2.2026": NO_DATE,
    "1 Jan 2026": NO_DATE,
    "January 1, 2026": NO_DATE,
    "26-01-01": NO_DATE,
    "2026-02-30": NO_DATE,
    "2026-13-01": NO_DATE,
    "0000-01-01": NO_DATE,
    "2026-01-0O": NO_DATE,
    "2026-01-01\u200b": NO_DATE,
    "٢٠٢٦-٠١-٠١": NO_DATE,
    "民国115年1月1日": NO_DATE,
    "today": NO_DATE,
    "=TODAY()": NO_DATE,
    True: NO_DATE,
    FIRST: NO_DATE,
    20260101: same(),
    "": refused(f"empty-cell {DATE}"),
}
"""What stands in a date cell without a date's format."""

SERIALS: dict[str, Expect] = {
    str(FIRST): same(),
    f"{FIRST}.0": same(),
    f"{FIRST}.75": same(),
    f"{FIRST}.99999": same(),
    str(FIRST + 1): _day(dt.date(2026, 1, 2)),
    "61": _day(dt.date(1900, 3, 1)),
    "2958465": _day(dt.date(9999, 12, 31)),
}
"""What stands in a cell that is formatted as a date."""

NO_SERIALS = ("2958466", "1E+10", "-1", "-0.5", "0.25", "1E+308")
"""Days that no calendar has."""

ODD_SERIALS = {"60": "1900-02-29 never was", "1": "1900-01-01 by Excel", "59": "1900-02-28 by Excel"}

FORMATS = (
    *(
        "yyyy-mm-dd",
        "d/m/yy",
        "m/d/yyyy h:mm",
        "[$-804]yyyy年m月d日",
        "[$-409]d\\ mmm\\ yyyy;@",
        "dddd",
        "mmm-yy",
        "yyyy",
    ),
    *(
        'yyyy"年"m"月"d"日"',
        "[Red]yyyy/m/d",
        "[$-F800]dddd, mmmm dd, yyyy",
        "YYYY-MM-DD",
        "ddd",
        "yy.mm.dd",
        "[$-30411]e.m.d",
    ),
)

MONTHS: dict[Any, Expect] = {
    "2026-01": same(),
    "2026/1": same(),
    "2026.1": same(),
    "2026.01": same(),
    "202601": same(),
    202601: same(),
    "2026年1月": same(),
    "2026 年 1 月": same(),
    "2026年01月": same(),
    "２０２６－０１": same(),
    " 2026-01 ": same(),
    "2026-01-31": same(),
    "2026-01-31 10:00": same(),
    dt.date(2026, 1, 31): same(),
    2026.1: refused(f"ambiguous-period {MONTH}"),
    2026.01: refused(f"ambiguous-period {MONTH}"),
    2026: refused(f"not-a-period {MONTH}"),
    "2026": refused(f"not-a-period {MONTH}"),
    "FY2026": refused(f"not-a-period {MONTH}"),
    "2026-13": refused(f"not-a-period {MONTH}"),
    "2026-00": refused(f"not-a-period {MONTH}"),
    "2026-O1": refused(f"not-a-period {MONTH}"),
    "26-01": refused(f"not-a-period {MONTH}"),
    "Jan 2026": refused(f"not-a-period {MONTH}"),
    "1月": refused(f"not-a-period {MONTH}"),
    "2026年元月": refused(f"not-a-period {MONTH}"),
    "2026-01\u200b": refused(f"not-a-period {MONTH}"),
    "2026\u201301": refused(f"not-a-period {MONTH}"),
    "2026Q1": refused(f"not-a-period {MONTH}"),
    "2026-01/02": refused(f"not-a-period {MONTH}"),
    FIRST: refused(f"not-a-period {MONTH}"),
    True: refused(f"not-a-period {MONTH}"),
    "": refused(f"empty-cell {MONTH}"),
    "2025-12": reads({("values", 0, "value"): None, ("values", 1, "value"): None}),
    Xml('<c r="{at}" s="1"><v>202601</v></c>'): reads(
        {("values", 0, "value"): None, ("values", 1, "value"): None}, f"far-year {MONTH}"
    ),
}
"""What stands in a month cell."""


ALONE = {cell: told for cell, told in DATES.items() if told is not NO_DATE or cell in ("01/02/2026", FIRST)}
"""Those that have a workbook of their own."""


def _no_dates(cells: list[Any]) -> Recipe:
    """A row for each cell that is no date."""
    rows = [["B", "growth", cell] for cell in cells]
    said = (f"not-a-date Stages!C{row}" for row in range(4, 4 + len(rows)))
    return recipe(
        "cells that are no dates", lambda: parts(sheets={"Stages": [*SHEETS["Stages"], *rows]}), refused(*said)
    )


def _serial(text: str, expect: Expect) -> Recipe:
    return recipe(f"serial {text}", lambda: parts({DATE: Xml(f'<c r="{{at}}" s="1"><v>{text}</v></c>')}), expect)


def _formatted(number_format: str) -> Recipe:
    cell = Xml(f'<c r="{{at}}" s="2"><v>{FIRST}</v></c>')
    return recipe(f"formatted {number_format}", lambda: parts({DATE: cell}, number_format=number_format), same())


def _typed(text: str, expect: Expect) -> Recipe:
    return recipe(f"t=d {text}", lambda: parts({DATE: Xml(f'<c r="{{at}}" t="d"><v>{text}</v></c>')}), expect)


def _mac(cell: Any, expect: Expect) -> Recipe:
    return recipe(f"1904 {cell!r}", lambda: parts({DATE: cell}, epoch=MAC_EPOCH), expect)


RECIPES = named(
    "date",
    (
        *(recipe(f"cell {cell!r}", lambda cell=cell: parts({DATE: cell}), told) for cell, told in ALONE.items()),
        _no_dates([cell for cell, told in DATES.items() if told is NO_DATE]),
        *(_serial(text, expect) for text, expect in SERIALS.items()),
        *(_serial(text, (NO_DATE, DAMAGED)) for text in NO_SERIALS),
        *(_formatted(number_format) for number_format in FORMATS),
        _typed("2026-01-01", same()),
        _typed("2026-01-01T00:00:00", same()),
        _typed("20260101", same()),
        _typed("rubbish", (NO_DATE, DAMAGED)),
        _mac(SHEETS["Stages"][1][2], same()),
        _mac("2026-01-01", same()),
        _mac(Xml(f'<c r="{{at}}" s="1"><v>{FIRST}</v></c>'), _day(dt.date(2030, 1, 2))),
        *(recipe(f"month {cell!r}", lambda cell=cell: parts({MONTH: cell}), told) for cell, told in MONTHS.items()),
    ),
)
