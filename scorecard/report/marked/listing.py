"""The sheet that lists problems, its cells as links."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from urllib.parse import quote

from msgspec import Struct

from scorecard.report.marked.entries import Entry
from scorecard.report.marked.words import word
from scorecard.report.marked.xml_part import Attributes, element, plain
from scorecard.report.workbook.layout import row_height

NAME = "Problems 问题"
COLUMNS = (("file", 22), ("sheet", 16), ("cell", 10), ("level", 9), ("message", 90), ("code", 22))
MOST_LINKS = 65_530
"""A sheet has so many links at most."""
MOST_ROWS = 1_000_000
TITLE_HEIGHT = 24.0
MOST_HEIGHT = 400.0
"""A spreadsheet's row has no more than 409 points."""


class Section(Struct, frozen=True):
    """Rows under a title of their own; no title where it is empty."""

    title: str
    entries: Sequence[Entry]
    closing: str = ""
    """A line below."""


class Listing(Struct, frozen=True):
    """What the sheet says."""

    title: str
    lines: Sequence[str]
    sections: Sequence[Section]
    language: str


Row = tuple[Sequence[tuple[str, str]], Entry | None]
"""(Text and look of each cell, the entry that it shows)."""


def rows(listing: Listing) -> Iterator[Row]:
    """From top to bottom."""
    yield [(listing.title, "title")], None
    yield from (([(line, "line")], None) for line in listing.lines)
    yield [], None
    yield [(word(name, listing.language), "header") for name, _ in COLUMNS], None
    for section in listing.sections:
        if section.title:
            yield [(section.title, "heading")], None
        for entry in section.entries:
            yield _cells(entry, listing.language), entry
        if section.closing:
            yield [(section.closing, "line")], None


def _cells(entry: Entry, language: str) -> Sequence[tuple[str, str]]:
    linked = "text" if entry.copy is None else "link"
    where = (entry.cell or word("sheet", language)) if entry.sheet else entry.cell
    return [
        (entry.file, "text"),
        (entry.sheet, "text"),
        (where, linked),
        (word(entry.level, language), entry.level),
        (entry.message, "text"),
        (entry.code, "text"),
    ]


class Made(Struct, frozen=True):
    """The sheet's XML, and the files that relations of these ids must lead to."""

    content: bytes
    files: dict[str, str]


def list_sheet(listing: Listing, space: str, office: str, look: Callable[[str], int]) -> Made:
    """The sheet; ``look`` gives the style of a look."""
    data: list[str] = []
    links: list[str] = []
    files: dict[str, str] = {}
    head = 0
    for number, (cells, entry) in enumerate(islice(rows(listing), MOST_ROWS), 1):
        data.append(
            element(
                "row", _row(number, cells, entry), *(_cell(at, number, each, look) for at, each in enumerate(cells))
            )
        )
        if any(name == "header" for _, name in cells):
            head = number
        if entry and entry.copy is not None and len(links) < MOST_LINKS:
            id = files.setdefault(entry.copy, f"rId{len(files) + 1}") if entry.copy else None
            links.append(
                element("hyperlink", {"ref": f"C{number}", "r:id": id, "location": plain_name(entry.location)})
            )
    body = [*_head(head), element("sheetData", {}, *data)]
    if links:
        body.append(element("hyperlinks", {}, *links))
    root = element("worksheet", {"xmlns": space, "xmlns:r": office}, *body, *_page())
    targets = {id: quote(name) for name, id in files.items()}
    return Made(f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}'.encode(), targets)


def _row(number: int, cells: Sequence[tuple[str, str]], entry: Entry | None) -> Attributes:
    """A row; not every program fits its height to wrapped texts by itself."""
    high = TITLE_HEIGHT if number == 1 else 0.0
    if entry:
        high = max(row_height(text, width) for (text, _), (_, width) in zip(cells, COLUMNS, strict=True))
    return {"r": number, **({"ht": str(min(high, MOST_HEIGHT)), "customHeight": 1} if high else {})}


def plain_name(text: str) -> str:
    """A location without what XML does not hold."""
    return "".join(character for character in text if character >= " ")


def _cell(column: int, row: int, cell: tuple[str, str], look: Callable[[str], int]) -> str:
    text, name = cell
    said: Attributes = {"r": f"{'ABCDEF'[column]}{row}", "s": look(name), "t": "inlineStr" if text else None}
    inner = [element("is", {}, element("t", {"xml:space": "preserve"}, plain(text)))] if text else []
    return element("c", said, *inner)


def _head(header: int) -> Iterator[str]:
    """What stands before the cells: one page wide, the header always in sight."""
    yield element("sheetPr", {}, element("pageSetUpPr", {"fitToPage": 1}))
    below = f"A{header + 1}"
    pane: Attributes = {"ySplit": header, "topLeftCell": below, "activePane": "bottomLeft", "state": "frozen"}
    view = {"showGridLines": 0, "tabSelected": 1, "workbookViewId": 0}
    selection = element("selection", {"pane": "bottomLeft", "activeCell": below, "sqref": below})
    yield element("sheetViews", {}, element("sheetView", view, element("pane", pane), selection))
    yield element("sheetFormatPr", {"defaultRowHeight": 15})
    yield element("cols", {}, *(_column(at, width) for at, (_, width) in enumerate(COLUMNS, 1)))


def _column(at: int, width: int) -> str:
    return element("col", {"min": at, "max": at, "width": width, "customWidth": 1})


def _page() -> Iterator[str]:
    margins = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.5, "header": 0.3, "footer": 0.3}
    yield element("pageMargins", {side: str(width) for side, width in margins.items()})
    yield element("pageSetup", {"paperSize": 9, "orientation": "landscape", "fitToHeight": 0})
    yield element("headerFooter", {}, element("oddFooter", {}, "&amp;C&amp;P / &amp;N"))
