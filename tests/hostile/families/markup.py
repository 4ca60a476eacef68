"""The XML of the parts: encodings, prefixes, document types, what stands around the cells."""
# ruff: noqa: E501 - markup is read more easily in one piece

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.hostile.package import (
    OFFICE,
    RELATIONS,
    STRINGS,
    STYLES,
    TYPES,
    WORKBOOK,
    Parts,
    Xml,
    edited,
    part_of,
    parts,
)
from tests.hostile.recipe import DAMAGED, LOST, REFUSED, Expects, named, recipe, refused_whole, revenue, same
from tests.read.other_formats import MAIN, STRICT

PART = part_of("Actuals")
ENTITIES = refused_whole("workbook-entities")
NO_DTD = refused_whole("workbook-entities", "workbook-damaged")

LAUGHS = "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
DOCTYPES = {
    "a billion laughs": f'<!DOCTYPE x [<!ENTITY a "ha">{LAUGHS}]>',
    "a quadratic blow-up": f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>',
    "an external entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "a web entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/x">]>',
    "a parameter entity": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>',
    "an external document type": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "an empty document type": "<!DOCTYPE x>",
}
EXTRA = (
    "docProps/app.xml",
    "customXml/item1.xml",
    "xl/comments1.xml",
    "xl/drawings/drawing1.vml",
    "customUI/ui.xml.rels",
)
"""Parts that nobody reads."""


def _declared(part: str, doctype: str) -> Parts:
    """The document type before the part's root element."""
    package = {**parts(shared=["<t>x</t>"]), **{name: b"<x>&a;</x>" for name in EXTRA if name == part}}
    head, _, root = package[part].rpartition(b"?>\n")
    return {**package, part: head + (b"?>\n" if head else b"") + doctype.encode() + root}


def _encoded(part: str, encoding: str, declared: str = "UTF-8") -> Parts:
    package = parts()
    text = package[part].decode().replace("UTF-8", declared)
    return {**package, part: text.encode(encoding)}


def _content(change: Callable[[bytes], bytes], part: str = PART) -> Parts:
    package = parts()
    changed = change(package[part])
    assert changed != package[part]
    return {**package, part: changed}


def _prefixed(content: bytes) -> bytes:
    text = content.decode().replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    for name in ("worksheet", "sheetData", "row", "c ", "c>", "v>", "is>", "t>", "t "):
        text = text.replace(f"<{name}", f"<x:{name}").replace(f"</{name}", f"</x:{name}")
    return text.encode()


def _strict() -> Parts:
    strict = OFFICE.replace("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument")
    return {
        name: content.replace(MAIN.encode(), STRICT.encode()).replace(OFFICE.encode(), strict.encode())
        for name, content in parts().items()
    }


def _replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old.encode(), new.encode())


SHEET_FORMS: Mapping[str, tuple[Callable[[bytes], bytes], Expects]] = {
    "a prefix": (_prefixed, (same(), DAMAGED)),
    "a mark of UTF-8": (lambda content: b"\xef\xbb\xbf" + content, same()),
    "two marks of UTF-8": (lambda content: b"\xef\xbb\xbf" * 2 + content, (same(), DAMAGED)),
    "no declaration": (lambda content: content.partition(b"?>\n")[2], same()),
    "spaces before the declaration": (lambda content: b"  \n" + content, (same(), DAMAGED)),
    "single quotes": (lambda content: content.replace(b'"', b"'"), same()),
    "line ends in tags": (_replaced("<c r", "<c\r\n\tr"), same()),
    "line ends between cells": (_replaced("><c", ">\r\n  <c"), same()),
    "spaces in closing tags": (_replaced("</c>", "</c >"), same()),
    "more attributes": (_replaced("<c r", '<c cm="1" vm="2" ph="1" r'), same()),
    "attributes of other names": (_replaced("<c r", '<c xr="A1" rr="9" hidden="1" r'), same()),
    "foreign elements in rows": (
        _replaced("</row>", '<y:c xmlns:y="urn:y" r="C2"><y:v>7</y:v></y:c></row>'),
        (same(), DAMAGED),
    ),
    "sheet data twice": (
        _replaced("</sheetData>", '</sheetData><sheetData><row r="2"><c r="C2"><v>7</v></c></row></sheetData>'),
        DAMAGED,
    ),
    "sheet data cut in two": (_replaced("</row><row", "</row></sheetData><sheetData><row"), DAMAGED),
    "no markup behind the data": (_replaced("</sheetData>", "</sheetData><broken"), DAMAGED),
    "an entity behind the data": (_replaced("</sheetData>", "</sheetData><a>&b;</a>"), DAMAGED),
    "a sheet in a sheet": (
        _replaced(
            "</sheetData>",
            f'<worksheet xmlns="{MAIN}"><sheetData><row r="2"><c r="C2"><v>7</v></c></row></sheetData></worksheet></sheetData>',
        ),
        (DAMAGED, same()),
    ),
    "cells behind the data": (
        _replaced(
            "</sheetData>", '</sheetData><extLst><ext uri="x"><row r="2"><c r="C2"><v>7</v></c></row></ext></extLst>'
        ),
        (same(), DAMAGED),
    ),
    "cells in a comment": (
        _replaced("</sheetData>", '<!--<row r="2"><c r="C2"><v>7</v></c></row>--></sheetData>'),
        (same(), DAMAGED),
    ),
    "cells in CDATA": (
        _replaced("</sheetData>", '<![CDATA[<row r="2"><c r="C2" t="e"><v>7</v></c></row>]]></sheetData>'),
        (same(), DAMAGED),
    ),
    "another choice of cells": (
        _replaced(
            "</sheetData>",
            '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice Requires="x"><row r="2"><c r="C2"><v>7</v></c></row></mc:Choice></mc:AlternateContent></sheetData>',
        ),
        (DAMAGED, same()),
    ),
    "no sheet data": (lambda content: content.replace(b"sheetData", b"sheetDate"), (DAMAGED, LOST)),
    "another root": (_replaced("worksheet", "workshop"), (DAMAGED, same())),
    "a chart for a root": (_replaced("worksheet", "chartsheet"), (DAMAGED, same())),
    "another namespace": (_replaced(MAIN, "urn:other"), (DAMAGED, same())),
    "no namespace": (_replaced(f' xmlns="{MAIN}"', ""), (DAMAGED, same())),
    "cut before the end": (lambda content: content[:-30], DAMAGED),
    "cut in the last row": (lambda content: content[: content.rindex(b"<row")], DAMAGED),
    "text behind the root": (lambda content: content + b"tail", (DAMAGED, same())),
    "a second root": (lambda content: content + b"<worksheet/>", (DAMAGED, same())),
    "NUL behind the root": (lambda content: content + b"\0" * 9, (DAMAGED, same())),
    "NUL in a text": (_replaced(">team<", ">te\0am<"), (DAMAGED, REFUSED)),
    "a control character": (_replaced(">A<", ">A\x01<"), (DAMAGED, REFUSED)),
    "half a letter": (lambda content: content.replace(b">A<", b">\xc3<"), DAMAGED),
    "an overlong letter": (lambda content: content.replace(b">A<", b">\xc1\x81<"), DAMAGED),
    "half of a pair of surrogates": (lambda content: content.replace(b">A<", b">\xed\xa0\xbd<"), DAMAGED),
    "a surrogate by number": (_replaced(">A<", ">&#xD83D;<"), DAMAGED),
    "an entity that nobody knows": (_replaced(">A<", ">&nbsp;A<"), DAMAGED),
    "a letter by number": (_replaced(">A<", ">&#65;<"), same()),
    "an attribute twice": (_replaced('<row r="2">', '<row r="2" r="3">'), (DAMAGED, same())),
    "tags that cross": (_replaced("</v></c>", "</c></v>"), DAMAGED),
    "a tag that is not closed": (lambda content: content.replace(b"</row>", b"", 1), (DAMAGED, same())),
    "100,000 levels": (
        _replaced("</sheetData>", "<a>" * 100_000 + "</a>" * 100_000 + "</sheetData>"),
        (DAMAGED, same()),
    ),
    "an attribute of 500 KB": (_replaced("<sheetData>", f'<sheetData x="{"x" * 500_000}">'), same()),
    "5,000 attributes": (
        _replaced("<sheetData>", "<sheetData " + "".join(f'a{n}="1" ' for n in range(5000)) + ">"),
        same(),
    ),
}
"""What is done to the bytes of the sheet Actuals."""

ENCODINGS = (
    ("utf-16", "UTF-16"),
    ("utf-16-le", "UTF-16"),
    ("utf-32", "UTF-32"),
    ("gb18030", "GB18030"),
    ("utf-7", "UTF-7"),
)
DECLARED = ("GB2312", "ISO-8859-1", "windows-1252", "UTF-16", "us-ascii", "utf-8", "x-unknown")

RECIPES = named(
    "markup",
    (
        *(
            recipe(name, lambda change=change: _content(change), expects)
            for name, (change, expects) in SHEET_FORMS.items()
        ),
        *(
            recipe(f"{name} in a sheet", lambda text=text: _declared(PART, text), NO_DTD)
            for name, text in DOCTYPES.items()
        ),
        *(
            recipe(
                f"a document type in {part}", lambda part=part: _declared(part, DOCTYPES["an external entity"]), NO_DTD
            )
            for part in (WORKBOOK, RELATIONS, STYLES, STRINGS, TYPES, "_rels/.rels", *EXTRA)
        ),
        *(
            recipe(
                f"a document type in {encoding}",
                lambda e=encoding: _content(
                    lambda content: content.decode().replace("<worksheet", "<!DOCTYPE x><worksheet", 1).encode(e)
                ),
                NO_DTD,
            )
            for encoding in ("utf-16", "utf-16-be", "utf-32", "utf-7")
        ),
        *(
            recipe(f"{part} in {e}", lambda part=part, e=e, d=d: _encoded(part, e, d), (DAMAGED, same()))
            for e, d in ENCODINGS
            for part in (PART, WORKBOOK)
        ),
        *(recipe(f"declared as {d}", lambda d=d: _encoded(PART, "utf-8", d), (same(), DAMAGED)) for d in DECLARED),
        recipe("strict OOXML", _strict, same()),
        recipe(
            "shared texts that are missing",
            lambda: parts({"Actuals!B2": Xml('<c r="{at}" t="s"><v>0</v></c>')}),
            DAMAGED,
        ),
        recipe("shared texts that are damaged", lambda: _damaged_strings(), DAMAGED),
        recipe(
            "shared texts that count wrong",
            lambda: edited(
                parts({"Actuals!B2": Xml('<c r="{at}" t="s"><v>0</v></c>')}, shared=["<t>A</t>"]),
                STRINGS,
                "<sst ",
                '<sst count="99999999" uniqueCount="99999999" ',
            ),
            same(),
        ),
        recipe(
            "a shared text of two",
            lambda: parts({"Actuals!C2": Xml('<c r="{at}" t="s"><v>0</v></c>')}, shared=["<t>7</t><t>8</t>"]),
            (revenue("78", "text-number Actuals!C2"), DAMAGED),
        ),
        recipe("styles that are damaged", lambda: _content(lambda content: content[:-40], STYLES), (DAMAGED, same())),
    ),
)


def _damaged_strings() -> Parts:
    package = parts({"Actuals!B2": Xml('<c r="{at}" t="s"><v>0</v></c>')}, shared=["<t>A</t>"])
    return {**package, STRINGS: package[STRINGS][:-8]}
