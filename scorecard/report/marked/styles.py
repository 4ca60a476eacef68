"""Looks that are added to a workbook's own: the colours of faulty cells, and what the list of problems needs."""

from __future__ import annotations

from collections.abc import Iterator

from scorecard.model.problems import Level
from scorecard.report.marked.package import Package
from scorecard.report.marked.xml_part import Edits, Element, element, prefix_at, retagged, tag_at, tree

COLOURS: dict[Level, str] = {"error": "FFFF9F9F", "warning": "FFFFD966"}
"""Of a cell with a problem, and of one with a warning: red and amber."""
LIST_LOOKS = ("text", "title", "line", "heading", "header", "link", "error", "warning")
_LINES = ("title", "line", "heading")
"""Looks of a text that stands across the columns."""
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_FONT = {"en": "Calibri", "zh": "Microsoft YaHei"}


class Styles:
    """The workbook's styles, and further ones."""

    def __init__(self, package: Package, space: str, office: str, language: str) -> None:
        """``space`` is the workbook's namespace, ``office`` that of its relations."""
        self._package = package
        found = [each.part for each in package.relations(package.workbook).values() if each.kind.endswith("/styles")]
        self._part = found[0] if found and package.has(found[0]) else _made(package, space, office)
        self._edits = Edits(package.read(self._part))
        self._root = tree(self._edits.content)
        self._prefix = prefix_at(self._edits.content, self._root.start)
        self._added: dict[str, list[str]] = {}
        formats = self._root.child("cellXfs")
        self._formats = formats.named("xf") if formats else []
        fills = {level: self._add("fills", self._fill(colour)) for level, colour in COLOURS.items()}
        self._fills: dict[Level, int] = fills
        self._known: dict[tuple[int, Level], int] = {}
        self._looks = self._list_looks(_FONT[language])

    def marked(self, style: int, level: Level) -> int:
        """The style that is that one but for its colour."""
        if (style, level) not in self._known:
            changes = {"fillId": str(self._fills[level]), "applyFill": "1"}
            own = self._format(style)
            tag = tag_at(own, 0)
            self._known[style, level] = self._add(
                "cellXfs", (retagged(tag, changes) + own[len(tag) :]).decode("utf-8", "replace")
            )
        return self._known[style, level]

    def look(self, name: str) -> int:
        """The style of a cell of the list: one of LIST_LOOKS."""
        return self._looks[name]

    def save(self) -> None:
        """Write them into the package."""
        at = self._edits.after_tag(self._root.start)
        for name in _ORDER:
            group = self._root.child(name)
            added = self._added.get(name, [])
            if group is None and added:
                count = {"count": len(added)}
                self._edits.insert_in(self._root.start, at, element(f"{self._prefix}{name}", count, *added))
            elif group is not None:
                at = self._edits.end(group)
                if added:
                    self._edits.set(group.start, count=str(len(_items(group)) + len(added)))
                    self._edits.append(group, "".join(added))
        self._package.write(self._part, self._edits.done())

    def _format(self, style: int) -> bytes:
        if 0 <= style < len(self._formats):
            return self._edits.source(self._formats[style])
        return self._edits.source(self._formats[0]) if self._formats else f"<{self._prefix}xf/>".encode()

    def _add(self, group: str, xml: str) -> int:
        """The index of one more of a group; what a group must begin with is put before the first."""
        there = self._root.child(group)
        added = self._added.setdefault(group, [])
        if there is None and not added:
            added += self._firsts(group)
        added.append(xml)
        return len(_items(there)) + len(added) - 1

    def _firsts(self, group: str) -> list[str]:
        """What a group has at these places in every workbook, where this one has no such group."""
        if group == "fills":
            patterns = (self._xml("patternFill", {"patternType": kind}) for kind in ("none", "gray125"))
            return [self._xml("fill", {}, pattern) for pattern in patterns]
        return [self._xml({"fonts": "font", "borders": "border", "cellXfs": "xf"}[group])]

    def _xml(self, name: str, attributes: dict[str, str | int | None] | None = None, *inner: str) -> str:
        return element(f"{self._prefix}{name}", attributes, *inner)

    def _fill(self, colour: str) -> str:
        colours = self._xml("fgColor", {"rgb": colour}), self._xml("bgColor", {"indexed": 64})
        return self._xml("fill", {}, self._xml("patternFill", {"patternType": "solid"}, *colours))

    def _font(self, font: str, *looks: str, size: int = 10) -> int:
        named = self._xml("name", {"val": font}), self._xml("family", {"val": 2})
        before, after = [each for each in looks if "color" not in each], [each for each in looks if "color" in each]
        return self._add("fonts", self._xml("font", {}, *before, self._xml("sz", {"val": size}), *after, *named))

    def _list_looks(self, font: str) -> dict[str, int]:
        link = self._xml("u"), self._xml("color", {"rgb": "FF0563C1"})
        normal, bold = self._font(font), self._font(font, self._xml("b"))
        border = self._add("borders", self._xml("border", {}, *map(self._side, ("left", "right", "top", "bottom"))))
        fonts = {"title": self._font(font, self._xml("b"), size=14), "header": bold, "heading": bold}
        fonts["link"] = self._font(font, *link)
        fills: dict[str, int] = {"error": self._fills["error"], "warning": self._fills["warning"]}
        return {
            look: self._add("cellXfs", self._of_list(fonts.get(look, normal), fills.get(look, 0), border, look))
            for look in LIST_LOOKS
        }

    def _side(self, side: str) -> str:
        if side in ("left", "right", "top"):
            return self._xml(side)
        return self._xml(side, {"style": "hair"}, self._xml("color", {"rgb": "FFA6A6A6"}))

    def _of_list(self, font: int, fill: int, border: int, look: str) -> str:
        wraps = None if look in _LINES else 1
        alignment = self._xml("alignment", {"vertical": "top", "wrapText": wraps})
        ids = {"numFmtId": 0, "fontId": font, "fillId": fill, "borderId": 0 if look in _LINES else border}
        applied = {"applyFont": 1, "applyFill": 1, "applyBorder": 1, "applyAlignment": 1}
        return self._xml("xf", {**ids, **applied}, alignment)


def _items(group: Element | None) -> list[Element]:
    return group.children if group else []


def _made(package: Package, space: str, office: str) -> str:
    """A part for styles, in a workbook that has none."""
    content = element("styleSheet", {"xmlns": space}, *_plain_looks()).encode()
    part = "xl/styles.xml"
    if package.has(part):
        part = package.add("xl/styles{}.xml", content, _TYPE)
    else:
        package.write(part, content)
        package.declare(part, _TYPE)
    package.relate(package.workbook, f"{office}/styles", f"/{part}")
    return part


def _plain_looks() -> Iterator[str]:
    """What every workbook has: the look of a cell that has none."""
    patterns = (element("fill", {}, element("patternFill", {"patternType": kind})) for kind in ("none", "gray125"))
    yield element(
        "fonts", {"count": 1}, element("font", {}, element("sz", {"val": 11}), element("name", {"val": "Calibri"}))
    )
    yield element("fills", {"count": 2}, *patterns)
    yield element("borders", {"count": 1}, element("border"))
    yield element("cellStyleXfs", {"count": 1}, element("xf"))
    yield element("cellXfs", {"count": 1}, element("xf", {"xfId": 0}))
    yield element("cellStyles", {"count": 1}, element("cellStyle", {"name": "Normal", "xfId": 0, "builtinId": 0}))
