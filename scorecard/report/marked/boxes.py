"""The boxes of a sheet's comments: its drawing in VML, in which a program looks for each comment's place and size."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from scorecard.model.problems import cell_position
from scorecard.report.marked.package import Package
from scorecard.report.marked.scan import Scan
from scorecard.report.marked.xml_part import Edits, Element, Unmarkable, element, prefix_at, relation_id, tree

_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACES = {
    "xmlns:v": "urn:schemas-microsoft-com:vml",
    "xmlns:o": "urn:schemas-microsoft-com:office:office",
    "xmlns:x": "urn:schemas-microsoft-com:office:excel",
}
_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
_FIRST_BLOCK = re.compile(rb"idmap[^>]*\sdata=[\"'](\d+)")
_BLOCK = 1024
"""Ids of shapes come in blocks of so many."""
_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_575
_WIDE, _LINE = 5, 44
"""A box is so many columns wide; about so many characters stand in a line of it."""
_MOST_ROWS = 30
_BOTTOM = 6
"""Which number of an anchor is the row at which the box ends."""


class Target(Struct, frozen=True):
    """The sheet that gets comments."""

    part: str
    space: str
    office: str
    """The namespace of its relations."""


def draw(
    package: Package, target: Target, edits: Edits, found: Scan, texts: Mapping[str, str], new: Collection[str]
) -> None:
    """A box for each of the ``new`` cells' comments, and room for the text that the others go on with."""
    part = _drawing_part(package, target, edits, found, len(new))
    drawing = Edits(package.read(part))
    try:
        root = tree(drawing.content)
    except Unmarkable:  # HTML in such drawings need not be XML: old programs wrote <br>
        drawing.insert(_end_of_drawing(drawing.content), "".join(_shapes(drawing.content, texts, new)))
    else:
        drawing.append(root, "".join(_shapes(drawing.content, texts, new)))
        _grow(drawing, root, {cell_position(cell): _lines(texts[cell]) for cell in texts if cell not in new})
    package.write(part, drawing.done())


def _end_of_drawing(content: bytes) -> int:
    at = content.rfind(b"</xml>")
    if at < 0:
        raise Unmarkable
    return at


def _drawing_part(package: Package, target: Target, edits: Edits, found: Scan, shapes: int) -> str:
    """The sheet's drawing, where it has none a new one with room for so many shapes."""
    there = found.loose.get("legacyDrawing", [])
    id = relation_id(there[0].attributes) if there else None
    relation = package.relations(target.part).get(id or "")
    if relation and package.has(relation.part):
        return relation.part
    content = _drawing(_next_block(package), shapes).encode()
    part = package.add("xl/drawings/vmlDrawing{}.vml", content, _TYPE)
    id = package.relate(target.part, f"{target.office}/vmlDrawing", f"/{part}", id)
    if not there and found.root:
        name = f"{prefix_at(edits.content, found.root.start)}legacyDrawing"
        edits.insert(found.drawing_at, element(name, {"xmlns:r": target.office, "r:id": id}))
    return part


def _block_of(content: bytes) -> int:
    found = _FIRST_BLOCK.search(content)
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


def _shapes(content: bytes, texts: Mapping[str, str], new: Collection[str]) -> Iterator[str]:
    used = [int(each) for each in _SHAPE_ID.findall(content)]
    first = max(used, default=_BLOCK * _block_of(content)) + 1
    if b'"_x0000_t202"' not in content:
        yield _shape_type()
    for id, cell in enumerate((cell for cell in texts if cell in new), first):
        yield _shape(id, cell, texts[cell])


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
    high = min(max(_lines(text) + 1, 3), _MOST_ROWS)
    left = column + 1 if column + 1 + _WIDE <= _LAST_COLUMN else column - 1 - _WIDE
    top = max(0, min(row - 1, _LAST_ROW - high))
    yield element("x:MoveWithCells")
    yield element("x:SizeWithCells")
    yield element("x:Anchor", {}, f"{left}, 12, {top}, 6, {left + _WIDE}, 12, {top + high}, 6")
    yield element("x:AutoFill", {}, "False")
    yield element("x:Row", {}, str(row))
    yield element("x:Column", {}, str(column))


def _lines(text: str) -> int:
    return sum(1 + _width(line) // _LINE for line in text.split("\n"))


def _width(text: str) -> int:
    return len(text) + sum(character > "\u2e7f" for character in text)


def _grow(drawing: Edits, root: Element, lines: Mapping[tuple[int, int], int]) -> None:
    """So many more rows for the boxes of these cells (column, row)."""
    for data in (each for each in root.below() if each.name == "ClientData"):
        said = {each.name: drawing.inside(each) for each in data.children}
        column, row = (_number(drawing.content, said.get(name)) for name in ("Column", "Row"))
        more = lines.get((column, row + 1))
        if more and "Anchor" in said:
            start, end = said["Anchor"]
            drawing.replace(start, end, _grown(drawing.content[start:end].decode(), min(more, _MOST_ROWS)))


def _number(content: bytes, span: tuple[int, int] | None) -> int:
    text = content[span[0] : span[1]].strip() if span else b""
    return int(text) if text.isdigit() else -1


def _grown(anchor: str, rows: int) -> str:
    edges = anchor.split(",")
    if len(edges) > _BOTTOM and edges[_BOTTOM].strip().isdecimal():
        edges[_BOTTOM] = f" {min(int(edges[_BOTTOM]) + rows, _LAST_ROW)}"
    return ",".join(edges)
