"""Rows and sheets: totals, remarks, gaps, hidden ones, odd orders, sheets of other names."""
# ruff: noqa: E501 - markup is read more easily in one piece

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.hostile.package import SHEETS, WORKBOOK, Parts, Xml, data, edited, part_of, parts, row
from tests.hostile.recipe import DAMAGED, REFUSED, Expects, Recipe, named, reads, recipe, refused, same

PART = part_of("Actuals")
HEADER, JANUARY, OTHER = SHEETS["Actuals"]
ROWS = data(SHEETS["Actuals"])
FIRST, SECOND, THIRD = (row(number, cells) for number, cells in enumerate(SHEETS["Actuals"], 1))
GONE = reads({("values", index, "value"): None for index in range(4)})


def _added(*rows: Any) -> Parts:
    return parts(sheets={"Actuals": [*SHEETS["Actuals"], *rows]})


def _xml(rows: str) -> Parts:
    return parts(sheets={"Actuals": Xml(rows)})


def _edited(old: str, new: str, count: int = 1) -> Parts:
    return edited(parts(), PART, old, new, count)


def _named(name: str) -> Parts:
    return edited(parts(), WORKBOOK, 'name="Actuals"', f'name="{name}"')


def _state(state: str) -> Parts:
    return edited(parts(), WORKBOOK, 'name="Actuals"', f'name="Actuals" state="{state}"')


def _total(text: str, place: str) -> Recipe:
    column = {"A": 0, "B": 1}[place[0]]
    cells = [None, None, 300, 30.5]
    cells[column] = text
    return recipe(f"totals {text}", lambda: _added(cells), refused(f"totals-row Actuals!{place}"))


def _two(first: str, second: str) -> Parts:
    """Two sheets whose names mean the same: January of A in one, of B in the other."""
    others = {"Actuals": None, first: [HEADER, JANUARY], second: [HEADER, OTHER]}
    return parts(sheets=others)


def _many(count: int) -> Parts:
    return parts(sheets={f"S{number}": [["x"]] for number in range(count)})


LONG = 400_000
"""Letters that a search which is not careful reads again and again: minutes, where it should take no second."""
_SIGNS = '<c r="C2" t="inlineStr"><is><t>' + '"e"' * (LONG // 3) + "</t></is></c>"
LONG_ONES = {
    "rows that never begin": "<row " * (LONG // 5),
    "cells that never begin": "='" + "<c " * (LONG // 3),
    "a text of signs of errors": f'<row r="2">{_SIGNS}</row>',
    "the same beside an error": f'<row r="2"><c r="A2" t="e"><v>#N/A</v></c>{_SIGNS}</row>',
    "an attribute of many places": """<row r="2"><c r="C2" a='""" + ' r="A1"' * (LONG // 7) + "'><v>1</v></c></row>",
}


TOTALS = tuple(
    _total(text, place)
    for text, place in {
        "合计": "A4",
        "合 计": "A4",
        "总计": "B4",
        "小计": "B4",
        "Total": "A4",
        "TOTAL:": "B4",
        "Subtotal": "B4",
        "Grand total": "A4",
        "Sum": "B4",
        "Average": "A4",
        "平均": "B4",
        "本年累计": "A4",
    }.items()
)

ROW_FORMS: Mapping[str, tuple[str, Expects]] = {
    "no r of rows": (
        ROWS.replace('<row r="1">', "<row>").replace('<row r="2">', "<row>").replace('<row r="3">', "<row>"),
        same(),
    ),
    "no r at all": (re.sub(r' r="[A-Z]?\d+"', "", ROWS), same()),
    "no r of one cell": (ROWS.replace(' r="C2"', ""), same()),
    "only the last cell has r": (re.sub(r' r="[A-C]\d"', "", ROWS), same()),
    "rows out of order": (FIRST + THIRD + SECOND, (same(), DAMAGED)),
    "header last": (SECOND + THIRD + FIRST, (same(), DAMAGED)),
    "cells out of order": (
        FIRST
        + SECOND.replace(
            '<c r="C2"><v>100</v></c><c r="D2"><v>10</v></c>', '<c r="D2"><v>10</v></c><c r="C2"><v>100</v></c>'
        )
        + THIRD,
        (same(), DAMAGED),
    ),
    "a cell twice": (
        ROWS.replace('<c r="C2"><v>100</v></c>', '<c r="C2"><v>7</v></c><c r="C2"><v>100</v></c>'),
        (DAMAGED, refused("cell-twice Actuals!C2")),
    ),
    "a cell twice, then empty": (
        ROWS.replace('<c r="C2"><v>100</v></c>', '<c r="C2"><v>100</v></c><c r="C2"/>'),
        (DAMAGED, same(), refused("cell-twice Actuals!C2")),
    ),
    "a row twice": (
        FIRST + SECOND + SECOND.replace("<v>100</v>", "<v>7</v>") + THIRD,
        (DAMAGED, refused("cell-twice Actuals!A2")),
    ),
    "a cell of another row": (
        FIRST + SECOND.replace('r="C2"', 'r="C3"') + THIRD,
        (DAMAGED, refused("cell-twice Actuals!C3")),
    ),
    "a row number that its cells deny": (
        FIRST + SECOND.replace('<row r="2">', '<row r="7">') + THIRD,
        (same(), DAMAGED),
    ),
    "row 0": (ROWS + '<row r="0"><c r="A0"><v>1</v></c></row>', DAMAGED),
    "row 1048577": (ROWS + '<row r="1048577"><c r="A1048577"><v>1</v></c></row>', (DAMAGED, REFUSED)),
    "row -1": (ROWS + '<row r="-1"/>', (same(), DAMAGED)),
    "row x": (ROWS + '<row r="x"/>', (same(), DAMAGED)),
    "column XFE": (
        ROWS.replace("</row>", '<c r="XFE1"><v>1</v></c></row>', 1),
        (DAMAGED, same("unknown-column Actuals!XFE1")),
    ),
    "column AAAA": (
        ROWS.replace("</row>", '<c r="AAAA1"><v>1</v></c></row>', 1),
        (DAMAGED, same("unknown-column Actuals!AAAA1")),
    ),
    "column XFD": (ROWS.replace("</row>", '<c r="XFD1"><v>1</v></c></row>', 1), same("unknown-column Actuals!XFD1")),
    "cell A1048576": (ROWS + '<row r="1048576"><c r="H1048576"><v>1</v></c></row>', same()),
    "cell XFD1048576": (
        ROWS + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        (same(), refused("workbook-too-large Actuals!")),
    ),
    "a row in a row": (ROWS.replace("</row>", '<row r="9"><c r="A9"><v>1</v></c></row></row>', 1), (DAMAGED, REFUSED)),
    "a cell outside of rows": (ROWS + '<c r="C2"><v>7</v></c>', DAMAGED),
    "text between cells": (ROWS.replace("</row>", "stray</row>"), same()),
    "comments between cells": (ROWS.replace("</row>", "<!-- <c r='C2'><v>7</v></c> --></row>"), (same(), DAMAGED)),
    "a hidden row": (ROWS.replace('<row r="2">', '<row r="2" hidden="1">'), same("hidden-rows Actuals!")),
    "a filtered row": (
        ROWS.replace('<row r="2">', '<row spans="1:4" hidden="true" r="2">'),
        same("hidden-rows Actuals!"),
    ),
    "a hidden row in single quotes": (
        ROWS.replace('<row r="2">', "<row r='2' hidden='1'>"),
        same("hidden-rows Actuals!"),
    ),
    "a hidden row without r": (ROWS.replace('<row r="2">', '<row hidden="1">'), same("hidden-rows Actuals!")),
    "a row of height 0": (
        ROWS.replace('<row r="2">', '<row r="2" ht="0" customHeight="1">'),
        (same(), same("hidden-rows Actuals!")),
    ),
    "a row in a closed outline": (
        ROWS.replace('<row r="2">', '<row r="2" outlineLevel="1" hidden="1">'),
        same("hidden-rows Actuals!"),
    ),
    "rows that are shown": (
        ROWS.replace('<row r="2">', '<row r="2" hidden="0">').replace('<row r="3">', '<row r="3" hidden="false">'),
        same(),
    ),
}
"""The rows of Actuals as XML."""

DIMENSIONS = (
    "A1",
    "A1:B2",
    "B2:C3",
    "A1:XFD1048576",
    "A1:A1048576",
    "",
    "rubbish",
    "XFE1:ZZZ99999999",
    "C3:A1",
    "A1:D3 F1",
    "Sheet!A1",
)
BESIDE: Mapping[str, str] = {
    "hidden columns": '<cols><col min="1" max="16384" width="0" hidden="1"/></cols>',
    "frozen panes": '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" state="frozen"/></sheetView></sheetViews>',
    "columns without end": '<cols><col min="1" max="99999999" width="9"/></cols>',
}

NAMES: Mapping[str, Expects] = {
    "ACTUALS": same(),
    "actuals": same(),
    " Actuals ": same(),
    "Actuals\u00a0": same(),
    "Ａｃｔｕａｌｓ": same(),
    "实际": same(),
    "Actuals&#10;": same(),
    "&#65;ctuals": same(),
    "Actuals 2": same("missing-sheet ", "sheet-left-alone Actuals 2!"),
    "Actual": same("missing-sheet ", "sheet-left-alone Actual!"),
    "Actuals\u200b": same("missing-sheet ", "sheet-left-alone Actuals\u200b!"),
    "Аctuals": same("missing-sheet ", "sheet-left-alone Аctuals!"),
    "../Actuals": same("missing-sheet ", "sheet-left-alone ../Actuals!"),
    "&lt;b&gt;": same("missing-sheet "),
    "=cmd|&apos; /c calc&apos;!A0": same("missing-sheet "),
    "N" * 5000: same("missing-sheet "),
    "": (same("missing-sheet "), DAMAGED),
}


def _other_name(name: str, expects: Expects) -> Recipe:
    given = expects if isinstance(expects, tuple) else (expects,)
    lost = tuple(
        reads(GONE.changes, *(said[1:] for said in each.said)) if "~missing-sheet " in each.said else each
        for each in given
    )
    return recipe(f"sheet named {name[:20]!r}", lambda: _named(name), lost)


RECIPES = named(
    "rows",
    (
        *TOTALS,
        *(recipe(name, lambda xml=xml: _xml(xml), expects) for name, (xml, expects) in ROW_FORMS.items()),
        *(
            recipe(
                f"dimension {ref}",
                lambda ref=ref: _edited("<sheetData>", f'<dimension ref="{ref}"/><sheetData>'),
                (same(), DAMAGED),
            )
            for ref in DIMENSIONS
        ),
        *(
            recipe(name, lambda xml=xml: _edited("<sheetData>", f"{xml}<sheetData>"), same())
            for name, xml in BESIDE.items()
        ),
        *(_other_name(name, expects) for name, expects in NAMES.items()),
        recipe(
            "subtotals between",
            lambda: parts(sheets={"Actuals": [HEADER, JANUARY, ["小计", None, 100], OTHER]}),
            refused("totals-row Actuals!A3"),
        ),
        recipe(
            "a total with a formula",
            lambda: _added(["合计", None, Xml('<c r="{at}"><f>SUM(C2:C3)</f></c>')]),
            refused("totals-row Actuals!A4"),
        ),
        recipe(
            "blank rows between",
            lambda: parts(sheets={"Actuals": [HEADER, [], JANUARY, [" "], ["\u00a0", "\n"], OTHER]}),
            same(),
        ),
        recipe("a remark below", lambda: _added([], ["Checked by finance"]), refused("lone-text Actuals!A5")),
        recipe("a row without its key", lambda: _added(["2026-02", None, 5]), refused("empty-cell Actuals!B4")),
        recipe("a row with a key alone", lambda: _added(["2026-02", "A"]), same()),
        recipe("an unknown team", lambda: _added(["2026-02", "C", 5]), refused("unknown-team Actuals!B4")),
        recipe(
            "many unknown teams",
            lambda: _added(*[["2026-02", "C", 5]] * 9),
            refused("unknown-team Actuals!B4", "unknown-team Actuals!B5"),
        ),
        *(recipe(name, lambda xml=xml: _xml(f"{FIRST}{xml}"), (DAMAGED, REFUSED)) for name, xml in LONG_ONES.items()),
        recipe("a number beside the table", lambda: parts({"Actuals!H3": 5}), same()),
        recipe("a hidden sheet", lambda: _state("hidden"), same("hidden-sheet Actuals!")),
        recipe("a very hidden sheet", lambda: _state("veryHidden"), same("hidden-sheet Actuals!")),
        recipe("a sheet of rubbish state", lambda: _state("rubbish"), (same(), same("hidden-sheet Actuals!"), DAMAGED)),
        recipe("two sheets that fold to one", lambda: _two("Actuals", "ACTUALS "), same()),
        recipe("two sheets, one Chinese", lambda: _two("actuals", "实际"), same()),
        recipe(
            "two sheets of one name",
            lambda: edited(_two("Actuals", "Twin"), WORKBOOK, "Twin", "Actuals"),
            (DAMAGED, REFUSED),
        ),
        recipe("255 sheets", lambda: _many(255), same()),
        recipe(
            "a number below, far",
            lambda: parts(
                sheets={
                    "Actuals": Xml(
                        f'{ROWS}<row r="60000"><c r="A60000" t="inlineStr"><is><t>2026-02</t></is></c><c r="B60000" t="inlineStr"><is><t>Z</t></is></c></row>'
                    )
                }
            ),
            refused("unknown-team Actuals!B60000"),
        ),
    ),
)
