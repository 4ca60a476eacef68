"""The messages as comments of a sheet's cells: the comments' part, and the drawing that holds their boxes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scorecard.model.problems import cell_position
from scorecard.report.marked.package import Package, Relation
from scorecard.report.marked.scan import Scan
from scorecard.report.marked.xml_part import (
    Edits,
    Element,
    Unmarkable,
    element,
    plain,
    prefix_at,
    relation_id,
    tree,
)

AUTHOR = "scorecard"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACES = {
    "xmlns:v": "urn:schemas-microsoft-com:vml",
    "xmlns:o": "urn:schemas-microsoft-com:office:office",
    "xmlns:x": "urn:schemas-microsoft-com:office:excel",
}
_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
_BLOCK = 1024
"""Ids of shapes come in blocks of so many."""
_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_575
_WIDE, _LINE = 5, 44
"""A box is so many columns wide; about so many characters stand in a line of it."""


@dataclass(frozen=True, slots=True)
class Target:
    """The sheet that gets comments."""

    part: str
    space: str
    office: str
    """The namespace of its relations."""


def comment(package: Package, target: Target, edits: Edits, found: Scan, texts: Mapping[str, str]) -> None:
    """Each text as the comment of its cell; a comment that is there already goes on with it."""
    relations = package.relations(target.part)
    existing = next((each.part for each in relations.values() if each.kind.endswith("/comments")), "")
    if existing and package.has(existing):
        new = _further_comments(package, existing, texts)
    else:
        content = element("comments", {"xmlns": target.space}, element("authors"), element("commentList"))
        part = package.add("xl/comments{}.xml", content.encode(), _COMMENTS_TYPE)
        package.relate(target.part, f"{target.office}/comments", f"/{part}")
        new = _further_comments(package, part, texts)
    if new:
        _draw(package, target, edits, found, relations, new)


def _further_comments(package: Package, part: str, texts: Mapping[str, str]) -> Mapping[str, str]:
    """Writes them; those of cells that had none."""
    edits = Edits(package.read(part))
    root = tree(edits.content)
    authors, comments = root.child("authors"), root.child("commentList")
    if authors is None or comments is None:
        raise Unmarkable
    prefix = prefix_at(edits.content, root.start)
    there = {each.attributes.get("ref", ""): each for each in comments.named("comment")}
    new = {cell: text for cell, text in texts.items() if cell not in there}
    author = len(authors.named("author"))
    if new:
        edits.append(authors, element(f"{prefix}author", {}, AUTHOR))
    for cell, text in texts.items():
        if cell in there:
            _continue(edits, there[cell], prefix, text)
        else:
            inner = element(f"{prefix}text", {}, _run(prefix, text))
            edits.append(comments, element(f"{prefix}comment", {"ref": cell, "authorId": author}, inner))
    package.write(part, edits.done())
    return new


def _continue(edits: Edits, there: Element, prefix: str, text: str) -> None:
    """Put the text behind the comment's own, which must be of runs then too."""
    own = there.child("text")
    if own is None:
        raise Unmarkable
    at = edits.after_tag(own.start)
    for each in own.children:
        if each.name == "t":
            edits.insert(each.start, f"<{prefix}r>")
            edits.insert(edits.end(each), f"</{prefix}r>")
        if each.name in ("t", "r"):
            at = edits.end(each)
    edits.insert_in(own.start, at, _run(prefix, f"\n{text}"))


def _run(prefix: str, text: str) -> str:
    looks = [("sz", "9"), ("rFont", "Tahoma"), ("family", "2")]
    inner = [element(f"{prefix}{name}", {"val": value}) for name, value in looks]
    shown = element(f"{prefix}t", {"xml:space": "preserve"}, plain(text))
    return element(f"{prefix}r", {}, element(f"{prefix}rPr", {}, *inner), shown)


def _draw(
    package: Package,
    target: Target,
    edits: Edits,
    found: Scan,
    relations: Mapping[str, Relation],
    texts: Mapping[str, str],
) -> None:
    """A box for each comment, in the sheet's drawing; in one of its own where it has none."""
    there = found.loose.get("legacyDrawing", [])
    id = relation_id(there[0].attributes) if there else None
    if id and id in relations and package.has(relations[id].part):
        part = relations[id].part
    else:
        drawing = _drawing(_next_block(package), len(texts))
        part = package.add("xl/drawings/vmlDrawing{}.vml", drawing.encode(), _DRAWING_TYPE)
        id = package.relate(target.part, f"{target.office}/vmlDrawing", f"/{part}", id)
        if not there:
            prefix = prefix_at(edits.content, found.root.start) if found.root else ""
            said = {"xmlns:r": target.office, "r:id": id}
            edits.insert(found.drawing_at, element(f"{prefix}legacyDrawing", said))
    content = package.read(part)
    used = [int(each) for each in _SHAPE_ID.findall(content)]
    first = max(used, default=_BLOCK * _block_of(content)) + 1
    shapes = [] if b'"_x0000_t202"' in content else [_shape_type()]
    shapes += [_shape(first + number, cell, text) for number, (cell, text) in enumerate(texts.items())]
    package.write(part, _with_shapes(content, "".join(shapes)))


def _with_shapes(content: bytes, shapes: str) -> bytes:
    drawing = Edits(content)
    try:
        drawing.append(tree(content), shapes)
    except Unmarkable:  # HTML in such drawings need not be XML: old programs wrote <br>
        at = content.rfind(b"</xml>")
        if at < 0:
            raise
        return content[:at] + shapes.encode() + content[at:]
    return drawing.done()


def _block_of(content: bytes) -> int:
    found = re.search(rb"idmap[^>]*\sdata=[\"'](\d+)", content)
    return int(found[1]) if found else 1


def _next_block(package: Package) -> int:
    """The first block of ids that no drawing has."""
    drawings = [each for each in package.names() if posixpath.splitext(each)[1].lower() == ".vml"]
    used = [int(each) // _BLOCK for part in drawings for each in _SHAPE_ID.findall(package.read(part))]
    return max([*used, *(_block_of(package.read(part)) for part in drawings)], default=0) + 1


def _drawing(block: int, shapes: int) -> str:
    """One without shapes, with room for so many."""
    blocks = ",".join(map(str, range(block, block + 1 + shapes // _BLOCK)))
    known = element("o:idmap", {"v:ext": "edit", "data": blocks})
    return element("xml", _SPACES, element("o:shapelayout", {"v:ext": "edit"}, known))


def _shape_type() -> str:
    said = {"id": "_x0000_t202", "coordsize": "21600,21600", "o:spt": "202", "path": "m,l,21600r21600,l21600,xe"}
    stroke = element("v:stroke", {"joinstyle": "miter"})
    path = element("v:path", {"gradientshapeok": "t", "o:connecttype": "rect"})
    return element("v:shapetype", {**_SPACES, **said}, stroke, path)


def _shape(id: int, cell: str, text: str) -> str:
    column, row = cell_position(cell)
    looks = {
        "id": f"_x0000_s{id}",
        "type": "#_x0000_t202",
        "style": "position:absolute;visibility:hidden",
        "fillcolor": "#ffffe1",
        "o:insetmode": "auto",
    }
    return element(
        "v:shape",
        {**_SPACES, **looks},
        element("v:fill", {"color2": "#ffffe1"}),
        element("v:shadow", {"on": "t", "color": "black", "obscured": "t"}),
        element("v:path", {"o:connecttype": "none"}),
        element("v:textbox", {"style": "mso-direction-alt:auto"}, element("div", {"style": "text-align:left"})),
        element("x:ClientData", {"ObjectType": "Note"}, *_client_data(column, row - 1, text)),
    )


def _client_data(column: int, row: int, text: str) -> Iterator[str]:
    """Where the box stands, beside its cell, and whose it is; from 0."""
    lines = sum(1 + _width(line) // _LINE for line in text.split("\n"))
    high = min(max(lines + 1, 3), 30)
    left = column + 1 if column + 1 + _WIDE <= _LAST_COLUMN else column - 1 - _WIDE
    top = max(0, min(row - 1, _LAST_ROW - high))
    yield element("x:MoveWithCells")
    yield element("x:SizeWithCells")
    yield element("x:Anchor", {}, f"{left}, 12, {top}, 6, {left + _WIDE}, 12, {top + high}, 6")
    yield element("x:AutoFill", {}, "False")
    yield element("x:Row", {}, str(row))
    yield element("x:Column", {}, str(column))


def _width(text: str) -> int:
    return len(text) + sum(character > "\u2e7f" for character in text)
