"""Headers: where they stand, how they are written, what is missing or there twice."""

from __future__ import annotations

from typing import Any

from tests.hostile.package import SHEETS, Parts, Xml, edited, part_of, parts
from tests.hostile.recipe import LOST, Expects, Recipe, named, reads, recipe, refused, same

AT = "Actuals!C1"
PART = part_of("Actuals")
GONE = {("values", 0, "value"): None, ("values", 2, "value"): None}
"""The revenue of both teams, where its column is not read."""
UNTITLED = reads({("values", row, "value"): None for row in range(4)}, "unread-columns Actuals!C1")
"""Columns without a header are not read."""
NAMELESS = reads(GONE, "unread-columns Actuals!C1")
NOT_READ = reads(GONE, f"unknown-column {AT}")

SPELLINGS: dict[Any, Expects] = {
    "REVENUE": same(),
    "Revenue": same(),
    " revenue ": same(),
    "ｒｅｖｅｎｕｅ": same(),
    "ＲＥＶＥＮＵＥ": same(),
    "revenue\u00a0": same(),
    "revenue\n": same(),
    "\trevenue": same(),
    "营业收入": same(),
    " 营业收入\u3000": same(),
    "reve\nnue": NOT_READ,
    "revenue\nCNY": NOT_READ,
    "Revenue (CNY)": NOT_READ,
    "rev\u200benue": NOT_READ,
    "revenue\u200b": NOT_READ,
    "\ufeffrevenue": NOT_READ,
    "reve\u00adnue": NOT_READ,
    "revеnue": NOT_READ,
    "r e v e n u e": NOT_READ,
    "=revenue": NOT_READ,
    "revenue" * 2000: NOT_READ,
    "<b>revenue</b>": NOT_READ,
    "revenue_x000D_": same(),
    2026: NOT_READ,
    "": NAMELESS,
    "margin": refused("column-twice Actuals!D1"),
    "Gross  Margin": NOT_READ,
    "gross margin": refused("column-twice Actuals!D1"),
    "team": refused(f"column-twice {AT}"),
    " Team ": refused(f"column-twice {AT}"),
    "团队": refused(f"column-twice {AT}"),
    Xml('<c r="{at}" t="e"><v>#REF!</v></c>'): NAMELESS,
    Xml('<c r="{at}"><f>"revenue"</f></c>'): NAMELESS,
    Xml('<c r="{at}" t="str"><f>"revenue"</f><v>revenue</v></c>'): same(),
}
"""What stands in the place of the header revenue."""

TITLE = [["Monthly report, team and period"], [None, "all revenue in CNY"], []]
HEADER, *BELOW = SHEETS["Actuals"]


def _actuals(*rows: Any) -> Parts:
    return parts(sheets={"Actuals": list(rows)})


def _merged(ref: str, made: Parts | None = None) -> Parts:
    merged = f'</sheetData><mergeCells count="1"><mergeCell ref="{ref}"/></mergeCells>'
    return edited(made or parts(), PART, "</sheetData>", merged)


def _titled(rows: int) -> Recipe:
    title = [*TITLE, *[["remark"]] * rows][:rows]
    return recipe(f"in row {rows + 1}", lambda: _actuals(*title, HEADER, *BELOW), same())


RECIPES = named(
    "header",
    (
        *(recipe(repr(text)[:24], lambda text=text: parts({AT: text}), expects) for text, expects in SPELLINGS.items()),
        *(_titled(rows) for rows in (1, 2, 29, 199, 200, 500)),
        recipe("after a half header", lambda: _actuals(HEADER[:1], HEADER[1:], HEADER, *BELOW), same()),
        recipe(
            "in another order",
            lambda: _actuals(*(row[::-1] for row in ([*r, *[None] * (4 - len(r))] for r in SHEETS["Actuals"]))),
            same(),
        ),
        recipe(
            "with empty columns between",
            lambda: _actuals(*([row[0], None, row[1], None, *row[2:]] for row in SHEETS["Actuals"])),
            same(),
        ),
        recipe(
            "again below",
            lambda: _actuals(HEADER, *BELOW, HEADER),
            refused("totals-row Actuals!A4"),
        ),
        recipe(
            "in two rows",
            lambda: _actuals(HEADER[:2], [None, None, *HEADER[2:]], *BELOW),
            UNTITLED,
        ),
        recipe("merged with the next", lambda: _merged("C1:D1"), same()),
        recipe("merged with the row below", lambda: _merged("A1:A2"), same("merged-cells Actuals!A1")),
        recipe("merged over everything", lambda: _merged("A1:XFD1048576"), same("merged-cells Actuals!A1")),
        recipe("merged above it", lambda: _merged("A1:D2", _actuals(*TITLE, HEADER, *BELOW)), same()),
        recipe("and cells merged that hold something", lambda: _merged("C2:C3"), same("merged-cells Actuals!C2")),
        recipe("and cells merged in one row", lambda: _merged("C3:D3"), same("merged-cells Actuals!C3")),
        recipe("and empty cells merged", lambda: _merged("F2:H3"), same()),
        recipe("and merged cells nowhere", lambda: _merged("nowhere"), same()),
        recipe(
            "and cells merged of which the second is empty",
            lambda: _merged("C2:C3", parts({"Actuals!C3": None})),
            reads({("values", 2, "value"): None}, "merged-cells Actuals!C2"),
        ),
        recipe(
            "merged, the second empty",
            lambda: edited(
                _merged("C1:D1"), PART, *('<c r="D1" t="inlineStr"><is><t xml:space="preserve">margin</t></is></c>', "")
            ),
            reads(
                {("values", 1, "value"): None, ("values", 3, "value"): None},
                "merged-cells Actuals!C1",
                "unread-columns Actuals!D1",
            ),
        ),
        recipe("missing", lambda: _actuals(*BELOW), refused("missing-column Actuals!")),
        recipe("missing: team", lambda: parts({"Actuals!B1": None}), refused("missing-column Actuals!")),
        recipe("missing: teams", lambda: parts({"Actuals!B1": "teams"}), refused("missing-column Actuals!")),
        recipe(
            "missing: team, with a mark",
            lambda: parts({"Actuals!B1": "team\u200b"}),
            refused("missing-column Actuals!"),
        ),
        recipe("missing: sheet is empty", lambda: _actuals(), LOST),
        recipe(
            "missing: sheet has formats only",
            lambda: parts(sheets={"Actuals": Xml('<row r="1"><c r="A1" s="1"/></row>')}),
            LOST,
        ),
        recipe(
            "of a target, misspelt",
            lambda: parts({"Targets!E1": "basline"}),
            reads({("targets", 0, "baseline"): None}, "misspelt-column Targets!E1"),
        ),
        recipe(
            "of a target twice",
            lambda: parts({"Targets!H1": "Target", "Targets!H2": 5}),
            refused("column-twice Targets!H1"),
        ),
    ),
)
