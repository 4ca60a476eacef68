"""A sheet of the workbook with its faulty cells coloured; what else is in it keeps its bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby

from scorecard.model.problems import Level, cell_name, cell_position
from scorecard.report.marked.scan import PLACE, Gap, Scan
from scorecard.report.marked.styles import Styles
from scorecard.report.marked.xml_part import Edits, element, parse, parser, prefix_at

_TRUE = ("1", "true")


def unselect(edits: Edits, found: Scan) -> None:
    """The list is selected instead: of several sheets that are, each would take what is typed into one."""
    for view in found.loose.get("sheetView", ()):
        if view.attributes.get("tabSelected") in _TRUE:
            edits.set(view.start, tabSelected=None)


def colour(edits: Edits, found: Scan, levels: Mapping[str, Level], styles: Styles) -> None:
    """Each wanted cell in the colour of its level; one that is not there is put in, empty."""
    for start, cell, style in found.cells:
        edits.set(start, s=str(styles.marked(style, levels[cell])))
    prefix = prefix_at(edits.content, found.root.start) if found.root else ""
    for (at, inside, row), gaps in groupby(found.gaps(), lambda gap: (gap.at, gap.inside, gap.row)):
        if row:
            edits.insert_in(inside, at, "".join(_cell(prefix, gap, levels, styles) for gap in gaps))
            edits.set(inside, spans=None)  # how far the row reaches, for quicker loading; it may reach farther now
        else:
            edits.insert_in(inside, at, "".join(_rows(prefix, gaps, levels, styles)))
    _widen(edits, found)


def _rows(prefix: str, gaps: Iterator[Gap], levels: Mapping[str, Level], styles: Styles) -> Iterator[str]:
    for row, cells in groupby(gaps, lambda gap: cell_position(gap.cell)[1]):
        yield element(f"{prefix}row", {"r": row}, *(_cell(prefix, gap, levels, styles) for gap in cells))


def _cell(prefix: str, gap: Gap, levels: Mapping[str, Level], styles: Styles) -> str:
    return element(f"{prefix}c", {"r": gap.cell, "s": styles.marked(gap.style, levels[gap.cell])})


def _widen(edits: Edits, found: Scan) -> None:
    """The range that the sheet says it spans holds the new cells too."""
    for each in found.loose.get("dimension", ()):
        first, _, last = each.attributes.get("ref", "").partition(":")
        corners = [first, last or first, *(gap.cell for gap in found.gaps())]
        if len(corners) > 2 and all(map(PLACE.fullmatch, corners)):
            columns, rows = zip(*map(cell_position, corners), strict=True)
            said = f"{cell_name(min(columns), min(rows))}:{cell_name(max(columns), max(rows))}"
            edits.set(each.start, ref=said)


def anchors(content: bytes, cells: Collection[str]) -> dict[str, str]:
    """Each cell to the one that shows it: of merged cells, the first."""
    if b"mergeCell" not in content:
        return {cell: cell for cell in cells}
    shown = {}
    merged = list(_merged(content))
    for cell in cells:
        column, row = cell_position(cell)
        holding = (a for a, b in merged if a[0] <= column <= b[0] and a[1] <= row <= b[1])
        shown[cell] = cell_name(*next(holding, (column, row)))
    return shown


def _merged(content: bytes) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """(First cell, last cell) of each merged range."""
    found: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name.rpartition(" ")[2] == "mergeCell":
            found.append(attributes.get("ref", ""))

    walk = parser()
    walk.StartElementHandler = start
    parse(walk, content)
    for ref in found:
        first, colon, last = ref.replace("$", "").partition(":")
        if colon and PLACE.fullmatch(first) and PLACE.fullmatch(last):
            yield cell_position(first), cell_position(last)
