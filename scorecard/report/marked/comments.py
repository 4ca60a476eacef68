"""The messages as comments of a sheet's cells."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.report.marked.boxes import Target, draw
from scorecard.report.marked.package import Package
from scorecard.report.marked.scan import Scan
from scorecard.report.marked.xml_part import Edits, Element, Unmarkable, element, plain, prefix_at, tree

AUTHOR = "scorecard"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"


def comment(package: Package, target: Target, edits: Edits, found: Scan, texts: Mapping[str, str]) -> None:
    """Each text as the comment of its cell; a comment that is there already goes on with it."""
    there = [each.part for each in package.relations(target.part).values() if each.kind.endswith("/comments")]
    if not there or not package.has(there[0]):
        content = element("comments", {"xmlns": target.space}, element("authors"), element("commentList"))
        there = [package.add("xl/comments{}.xml", content.encode(), _COMMENTS_TYPE)]
        package.relate(target.part, f"{target.office}/comments", f"/{there[0]}")
    draw(package, target, edits, found, texts, _written(package, there[0], texts))


def _written(package: Package, part: str, texts: Mapping[str, str]) -> set[str]:
    """Writes them; the cells that had none before."""
    edits = Edits(package.read(part))
    root = tree(edits.content)
    authors, comments = root.child("authors"), root.child("commentList")
    if authors is None or comments is None:
        raise Unmarkable
    prefix = prefix_at(edits.content, root.start)
    there = {each.attributes.get("ref", ""): each for each in comments.named("comment")}
    new = {cell for cell in texts if cell not in there}
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
