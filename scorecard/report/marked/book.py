"""A workbook marked in its package: faulty cells coloured and commented, a list of problems as its first sheet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from itertools import count

from scorecard.model.problems import Level
from scorecard.read.formats.archive import opened
from scorecard.read.formats.grid import Refused
from scorecard.report.marked.boxes import Target
from scorecard.report.marked.comments import comment
from scorecard.report.marked.entries import Mark, worst
from scorecard.report.marked.listing import NAME, Listing, list_sheet
from scorecard.report.marked.package import LIST, Package, workbook_part
from scorecard.report.marked.scan import scan
from scorecard.report.marked.sheet import anchors, colour, unselect
from scorecard.report.marked.styles import Styles
from scorecard.report.marked.xml_part import (
    Attributes,
    Edits,
    Element,
    Unmarkable,
    element,
    prefix_at,
    relation_id,
    tree,
)

Marks = Mapping[str, Mapping[str, list[Mark]]]
"""Sheet to cell to what is said of it."""
MOST_COMMENTS = 10_000
"""A workbook gets so many comments; further cells are only coloured. Each is a drawing, which Excel loads slowly."""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
"""The namespace of relations where no sheet shows another (strict OOXML has one of its own)."""
_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


def marked_book(data: bytes, marks: Marks, listing: Listing) -> bytes:
    """The workbook's bytes with marks and list. Raises Unmarkable where it cannot be marked in place.

    Every part that needs no change keeps its bytes; those that do keep every byte that is not meant.
    """
    if not is_markable(data):
        raise Unmarkable
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _marked(Package(archive), marks, listing).saved()


def is_markable(data: bytes) -> bool:
    """Whether these are the bytes of an .xlsx or .xlsm, whatever the file's name."""
    try:
        with opened(data) as archive:
            return workbook_part(archive) is not None
    except Refused:
        return False


def has_macros(data: bytes) -> bool:
    """Whether the workbook is an .xlsm. Raises Refused."""
    with opened(data) as archive:
        return _MACROS in archive.read("[Content_Types].xml")


def _marked(package: Package, marks: Marks, listing: Listing) -> Package:
    edits = Edits(package.read(package.workbook))
    root = tree(edits.content)
    relations = package.relations(package.workbook)
    sheets = root.child("sheets")
    if sheets is None:
        raise Unmarkable
    office = _office(sheets)
    styles = Styles(package, root.space, office, listing.language)
    left = dict(marks)
    room = iter(range(MOST_COMMENTS))
    for each in sheets.named("sheet"):
        part = relations.get(relation_id(each.attributes) or "")
        if part and package.has(part.part):
            own = left.pop(each.attributes.get("name", ""), {})
            _mark_sheet(package, Target(part.part, root.space, office), own, styles, room)
    _put_first(edits, root, sheets, office, _add_list(package, listing, root.space, office, styles))
    styles.save()
    package.write(package.workbook, edits.done())
    return package


def _mark_sheet(
    package: Package, target: Target, marks: Mapping[str, list[Mark]], styles: Styles, room: Iterator[int]
) -> None:
    content = package.read(target.part)
    if not marks and b"tabSelected" not in content:
        return
    shown: dict[str, list[str]] = {}
    levels: dict[str, Level] = {}
    for cell, anchor in anchors(content, marks).items():
        note = "" if cell == anchor else f"{cell}: "
        shown.setdefault(anchor, []).extend(f"{note}{mark.text}" for mark in marks[cell])
        levels[anchor] = worst([*marks[cell], *([Mark("error", "")] if levels.get(anchor) == "error" else [])])
    found, edits = scan(content, levels), Edits(content)
    unselect(edits, found)
    if marks:
        colour(edits, found, levels, styles)
        texts = {cell: "\n".join(shown[cell]) for cell, _ in zip(shown, room, strict=False)}
        if texts:
            comment(package, target, edits, found, texts)
    if edits.changed:
        package.write(target.part, edits.done())


def _add_list(package: Package, listing: Listing, space: str, office: str, styles: Styles) -> str:
    """The id by which the workbook knows the list."""
    made = list_sheet(listing, space, office, styles.look)
    part = package.add(LIST, made.content, _SHEET_TYPE)
    for id, target in made.files.items():
        package.relate(part, f"{office}/hyperlink", target, id, external=True)
    return package.relate(package.workbook, f"{office}/worksheet", f"/{part}")


def _put_first(edits: Edits, root: Element, sheets: Element, office: str, relation: str) -> None:
    """The list before the other sheets, and open; what counts sheets counts one more."""
    there = sheets.named("sheet")
    names = {each.attributes.get("name", "").casefold() for each in there}
    ids = [int(id) for each in there if (id := each.attributes.get("sheetId", "")).isdecimal()]
    name = next(free for free in _names() if free.casefold() not in names)
    said: Attributes = {"name": name, "sheetId": max(ids, default=0) + 1, "xmlns:r": office, "r:id": relation}
    xml = element(f"{prefix_at(edits.content, sheets.start)}sheet", said)
    edits.insert_in(sheets.start, edits.after_tag(sheets.start), xml)
    for each in root.below():
        if each.name == "definedName" and (local := each.attributes.get("localSheetId", "")).isdecimal():
            edits.set(each.start, localSheetId=str(int(local) + 1))
        elif each.name == "workbookView":
            edits.set(each.start, activeTab=None, firstSheet=None)


def _office(sheets: Element) -> str:
    """The namespace of the workbook's relations."""
    keys = (key for each in sheets.named("sheet") for key in each.attributes if key.endswith("/relationships id"))
    return next((key.removesuffix(" id") for key in keys), OFFICE)


def _names() -> Iterator[str]:
    yield NAME
    yield from (f"{NAME} {number}" for number in count(2))
