"""XML from outside: UTF-8 only, no DTD, and a large text never becomes a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from scorecard.read.formats.grid import Refused

BROKEN_MARKUP = (expat.ExpatError,)
"""What parsing raises where a text is no XML."""

_CONTROL = re.compile(rb"[\0-\x08\x0b\x0c\x0e-\x1f]")
_ESCAPED_CONTROL = re.compile(rb"(?<!_x005F)_x00(?:0[0-8BCEF]|1[0-9A-F]|7F)_", re.IGNORECASE)
_STEP = 2**16
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")


def check_encoding(content: bytes) -> None:
    """UTF-8, as every spreadsheet program writes what it reads again: so a search of the bytes finds what is there."""
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    if b"\0" in content[:256] or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii")):
        raise Refused("workbook-damaged")


def without_control_characters(content: bytes) -> bytes:
    """The text without escapes of characters that no one sees, which no key or name may hold. Raises Refused.

    Line ends and tabs stay; the characters themselves are no XML at all.
    """
    if _CONTROL.search(content):
        raise Refused("workbook-damaged")
    return _ESCAPED_CONTROL.sub(b"", content) if b"_x00" in content else content


def parser() -> expat.XMLParserType:
    """A parser that refuses a DTD."""
    made = expat.ParserCreate("utf-8")
    made.buffer_text = True
    made.StartDoctypeDeclHandler = _refuse
    return made


def _refuse(*_: object) -> None:
    raise Refused("workbook-entities")


Element = tuple[str, Mapping[str, str]]
"""The name without its prefix, and the attributes with theirs."""


def elements(content: bytes, *names: str) -> list[Element]:
    """The elements of these names, in their order, wherever they stand. Raises Refused, and ExpatError."""
    return [each for _, each in _elements(content) if each[0] in names]


def children(content: bytes, parent: str) -> list[Element]:
    """The elements that stand right in one of that name. Raises Refused, and ExpatError."""
    return [each for around, each in _elements(content) if around == parent]


def _elements(content: bytes) -> Iterator[tuple[str, Element]]:
    """(The name of the element around, element)."""
    check_encoding(content)
    found: list[tuple[str, Element]] = []
    around = [""]

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append((around[-1], (local_name(name), attributes)))
        around.append(local_name(name))

    made = parser()
    made.StartElementHandler = start
    made.EndElementHandler = lambda _: around.pop()
    for at in range(0, len(content), _STEP):
        made.Parse(content[at : at + _STEP], False)
        yield from found
        found.clear()
    made.Parse(b"", True)
    yield from found


def local_name(name: str) -> str:
    """The name without its prefix."""
    return name.rpartition(":")[2]
