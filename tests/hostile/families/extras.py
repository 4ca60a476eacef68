"""What comes with a workbook and must never be followed, run or read: macros, links, comments, queries."""
# ruff: noqa: E501 - markup is read more easily in one piece

from __future__ import annotations

from collections.abc import Mapping

from tests.hostile.package import OFFICE, WORKBOOK, Parts, edited, part_of, parts, relations, zipped
from tests.hostile.recipe import Recipe, named, recipe, same
from tests.read.other_formats import MAIN

PART = part_of("Actuals")
RELATED = "xl/worksheets/_rels/sheet7.xml.rels"
WEB = "http://127.0.0.1:9/x"


def _extra(**more: bytes) -> Parts:
    return {**parts(), **more}


def _link(kind: str, target: str) -> Parts:
    """Something outside that the sheet is said to need."""
    outside = relations({"rId1": (kind, target)}).replace(b"/>", b' TargetMode="External"/>')
    return {**parts(), RELATED: outside}


def _external(formula: str) -> Parts:
    link = f'<externalLink xmlns="{MAIN}" xmlns:r="{OFFICE}"><externalBook r:id="rId1"/></externalLink>'
    rels = relations({"rId1": ("externalLinkPath", f"{WEB}.xlsx")}).replace(b"/>", b' TargetMode="External"/>')
    package = edited(parts(), PART, '<c r="C2"><v>100</v></c>', f'<c r="C2"><f>{formula}</f><v>100</v></c>')
    return {
        **package,
        "xl/externalLinks/externalLink1.xml": link.encode(),
        "xl/externalLinks/_rels/externalLink1.xml.rels": rels,
    }


def _beside(xml: str) -> Parts:
    return edited(parts(), PART, "</sheetData>", f"</sheetData>{xml}")


DDE = f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/c calc"><ddeItems><ddeItem name="x"/></ddeItems></ddeLink></externalLink>'
QUERY = f'<connections xmlns="{MAIN}"><connection id="1" type="4" refreshOnLoad="1"><webPr url="{WEB}"/></connection></connections>'
COMMENTS = f'<comments xmlns="{MAIN}"><authors><author/></authors><commentList><comment ref="C2" authorId="0"><text><t>7</t></text></comment></commentList></comments>'

INSIDE: Mapping[str, str] = {
    "a data validation": '<dataValidations count="1"><dataValidation type="list" sqref="C2"><formula1>"7,8"</formula1></dataValidation></dataValidations>',
    "a conditional format": '<conditionalFormatting sqref="C2"><cfRule type="expression" priority="1"><formula>C2=7</formula></cfRule></conditionalFormatting>',
    "a filter": '<autoFilter ref="A1:D3"><filterColumn colId="1"><filters><filter val="B"/></filters></filterColumn></autoFilter>',
    "a hyperlink": '<hyperlinks><hyperlink ref="C2" location="A1" display="7"/></hyperlinks>',
    "a protection": '<sheetProtection password="CC1A" sheet="1" objects="1"/>',
    "a scenario": '<scenarios current="0"><scenario name="x"><inputCells r="C2" val="7"/></scenario></scenarios>',
    "an extension": '<extLst><ext uri="{x}"><v>7</v></ext></extLst>',
    "an object that runs": '<oleObjects><oleObject progId="cmd" shapeId="1"/></oleObjects>',
}

RECIPES = named(
    "extra",
    (
        *(recipe(name, lambda xml=xml: _beside(xml), same()) for name, xml in INSIDE.items()),
        recipe(
            "comments",
            lambda: {
                **_link("comments", "x"),
                RELATED: relations({"rId1": ("comments", "../comments1.xml")}),
                "xl/comments1.xml": COMMENTS.encode(),
            },
            same(),
        ),
        recipe("an external link", lambda: _external("[1]Sheet1!A1"), same()),
        recipe("a web service", lambda: _external(f"WEBSERVICE(&quot;{WEB}&quot;)"), same()),
        recipe(
            "a DDE link",
            lambda: {**_external("cmd|'/c calc'!A0"), "xl/externalLinks/externalLink1.xml": DDE.encode()},
            same(),
        ),
        recipe("a query that refreshes itself", lambda: {**parts(), "xl/connections.xml": QUERY.encode()}, same()),
        *(
            recipe(f"a {kind} outside", lambda kind=kind: _link(kind, WEB), same())
            for kind in ("image", "oleObject", "hyperlink", "drawing", "attachedTemplate", "externalLinkPath")
        ),
        recipe("custom XML", lambda: {**parts(), "customXml/item1.xml": b"<actuals><c r='C2'>7</c></actuals>"}, same()),
        recipe("a ribbon", lambda: {**parts(), "customUI/customUI.xml": b"<customUI onLoad='x'/>"}, same()),
        recipe(
            "an active control",
            lambda: {**parts(), "xl/activeX/activeX1.bin": b"\xd0\xcf\x11\xe0", "xl/ctrlProps/x.xml": b"<x/>"},
            same(),
        ),
        recipe("an embedded program", lambda: {**parts(), "xl/embeddings/setup.exe": b"MZ" + bytes(999)}, same()),
        recipe(
            "an embedded workbook",
            lambda: {**parts(), "xl/embeddings/book.xlsx": zipped(parts({"Actuals!C2": 7}))},
            same(),
        ),
        recipe("a thumbnail", lambda: {**parts(), "docProps/thumbnail.jpeg": b"\xff\xd8\xff"}, same()),
        recipe("a part that is no XML", lambda: {**parts(), "xl/theme/theme1.xml": b"not xml & <never"}, same()),
        recipe(
            "names that point elsewhere",
            lambda: edited(
                parts(),
                WORKBOOK,
                "</sheets>",
                "</sheets><definedNames><definedName name='_xlnm.Auto_Open' hidden='1'>cmd|'/c calc'!A0</definedName></definedNames>",
            ),
            same(),
        ),
        recipe(
            "a calculation chain of nothing",
            lambda: {
                **parts(),
                "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="ZZ9" i="99"/></calcChain>'.encode(),
            },
            same(),
        ),
        recipe(
            "a structure protection",
            lambda: edited(
                parts(), WORKBOOK, "<sheets>", "<workbookProtection lockStructure='1' workbookPassword='CC1A'/><sheets>"
            ),
            same(),
        ),
        Recipe(
            "macros, .xlsm",
            lambda: {"book.xlsm": zipped({**parts(), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(999)})},
            same(),
        ),
        Recipe(
            "macros in an .xlsx", lambda: {"book.xlsx": zipped({**parts(), "xl/vbaProject.bin": b"Auto_Open"})}, same()
        ),
        recipe("a macro sheet of Excel 4", lambda: {**parts(), "xl/macrosheets/sheet1.xml": b"<macrosheet/>"}, same()),
    ),
)
