"""XML of a package edited at the places that a parser tells: every byte that is not meant stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct, field

_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")
_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(rb"\s+([^\s=]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class Unmarkable(Exception):  # noqa: N818 - it names what the file is, and never leaves this package
    """The workbook is written in a way in which it cannot be marked in place."""


class Element(Struct):
    """An element, and where it stands in the bytes."""

    space: str
    name: str
    """Without the prefix."""
    attributes: Mapping[str, str]
    """By name; with a namespace before it and a space, where the name has a prefix."""
    start: int
    close: int = -1
    """Where the end tag begins."""
    children: list[Element] = field(default_factory=list)

    def named(self, name: str) -> list[Element]:
        """Its children of that name."""
        return [child for child in self.children if child.name == name]

    def child(self, name: str) -> Element | None:
        """Its first child of that name."""
        return next(iter(self.named(name)), None)

    def below(self) -> Iterator[Element]:
        """Itself and everything in it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.below()


def relation_id(attributes: Mapping[str, str]) -> str | None:
    """What ``r:id`` says, whatever its prefix."""
    return next((value for key, value in attributes.items() if key.endswith("/relationships id")), None)


def parser() -> expat.XMLParserType:
    """A parser that tells namespaces and exact positions, and refuses a DTD."""
    made = expat.ParserCreate("utf-8", " ")
    made.StartDoctypeDeclHandler = _refuse
    return made


def _refuse(*_: object) -> None:
    raise Unmarkable


def parse(made: expat.XMLParserType, content: bytes) -> None:
    """Have the parser go through the content. Raises Unmarkable where it is no XML in UTF-8."""
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    if b"\0" in content[:256] or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")):
        raise Unmarkable
    try:
        made.Parse(content, True)
    except expat.ExpatError as error:
        raise Unmarkable from error


def tree(content: bytes) -> Element:
    """The root of a part that is not too large for that. Raises Unmarkable."""
    made = parser()
    top = Element("", "", {}, 0)
    open_ones = [top]

    def start(name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        found = Element(space, local, attributes, made.CurrentByteIndex)
        open_ones[-1].children.append(found)
        open_ones.append(found)

    def end(_: str) -> None:
        open_ones.pop().close = made.CurrentByteIndex

    made.StartElementHandler, made.EndElementHandler = start, end
    parse(made, content)
    return top.children[0]


def tag_at(content: bytes, start: int) -> bytes:
    """The start tag, or empty element, that begins there."""
    found = _TAG.match(content, start)
    if not found:
        raise Unmarkable
    return found.group()


def prefix_at(content: bytes, start: int) -> str:
    """``x:`` of the element that begins there; empty where it has none."""
    name = re.split(rb"[\s/>]", tag_at(content, start)[1:], maxsplit=1)[0].decode()
    return name[: name.rfind(":") + 1]


def retagged(tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """The tag with other attributes; None takes one away."""
    for name, value in changes.items():
        tag = _with_attribute(tag, name.encode(), value)
    return tag


def _with_attribute(tag: bytes, name: bytes, value: str | None) -> bytes:
    text = b"" if value is None else b" %s=%s" % (name, quoteattr(value).encode())
    for found in _ATTRIBUTE.finditer(tag):
        if found[1] == name:
            return tag[: found.start()] + text + tag[found.end() :]
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + text + tag[end:]


class Edits(Struct):
    """What is to change in a part's bytes; nothing happens before ``done``."""

    content: bytes
    _attributes: dict[int, dict[str, str | None]] = field(default_factory=dict)
    _filled: dict[int, list[str]] = field(default_factory=dict)
    _replaced: list[tuple[int, int, bytes]] = field(default_factory=list)

    def set(self, start: int, **attributes: str | None) -> None:
        """Other attributes of the element that begins there; None takes one away."""
        self._attributes.setdefault(start, {}).update(attributes)

    def insert(self, at: int, xml: str) -> None:
        """Something at that place, after what was put there before."""
        self.replace(at, at, xml)

    def replace(self, start: int, end: int, xml: str) -> None:
        """Something in the place of what stands there."""
        self._replaced.append((start, end, xml.encode()))

    def append(self, element: Element, xml: str) -> None:
        """A last child."""
        self.insert_in(element.start, element.close, xml)

    def insert_in(self, start: int, at: int, xml: str) -> None:
        """Something at a place within the element that begins at ``start``, which may be an empty one."""
        if tag_at(self.content, start).endswith(b"/>"):
            self._filled.setdefault(start, []).append(xml)
        else:
            self.insert(at, xml)

    def after_tag(self, start: int) -> int:
        """Where the content of the element that begins there begins."""
        return start + len(tag_at(self.content, start))

    def end(self, element: Element) -> int:
        """Where what follows the element begins."""
        return end_of(self.content, element.start, element.close)

    def inside(self, element: Element) -> tuple[int, int]:
        """Where the element's content begins and ends."""
        return self.after_tag(element.start), max(element.close, self.after_tag(element.start))

    def source(self, element: Element) -> bytes:
        """The element as it stands, unedited."""
        return self.content[element.start : self.end(element)]

    @property
    def changed(self) -> bool:
        """Whether anything is to change."""
        return bool(self._attributes or self._filled or self._replaced)

    def done(self) -> bytes:
        """The bytes with all edits."""
        pieces, at = [], 0
        for start, end, text in sorted(self._replacements(), key=lambda each: each[:2]):
            pieces += [self.content[at:start], text]
            at = end
        return b"".join([*pieces, self.content[at:]])

    def _replacements(self) -> Iterator[tuple[int, int, bytes]]:
        yield from self._replaced
        for start in self._attributes.keys() | self._filled.keys():
            tag = tag_at(self.content, start)
            text = retagged(tag, self._attributes.get(start, {}))
            if start in self._filled:
                name = re.split(rb"[\s/>]", tag[1:], maxsplit=1)[0]
                text = b"%s>%s</%s>" % (text[:-2].rstrip(), "".join(self._filled[start]).encode(), name)
            yield start, start + len(tag), text


def end_of(content: bytes, start: int, close: int) -> int:
    """Where what follows an element begins, whose end tag (if it has one) begins at ``close``."""
    tag = tag_at(content, start)
    return start + len(tag) if tag.endswith(b"/>") else content.index(b">", close) + 1


Attributes = Mapping[str, str | int | None]
"""Of an element to be written; one that is None is left out."""


def element(name: str, attributes: Attributes | None = None, *inner: str) -> str:
    """XML of an element; ``inner`` is XML."""
    told = "".join(f" {key}={quoteattr(str(value))}" for key, value in (attributes or {}).items() if value is not None)
    return f"<{name}{told}>{''.join(inner)}</{name}>" if inner else f"<{name}{told}/>"


def plain(text: str, most: int = 32_767) -> str:
    """XML of a text as a cell or a comment shows it, cut at as many characters as it holds (in UTF-16 units)."""
    text = _ILLEGAL.sub("\ufffd", text)
    if len(text) * 2 > most and len(text.encode("utf-16-le")) > 2 * most:
        text = text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore") + "…"
    return escape(_LIKE_AN_ESCAPE.sub("_x005F_", text))
