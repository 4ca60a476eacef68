"""The texts that many cells of an .xlsx share: how many, how long, and how much they are when all cells have them."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from scorecard.read.formats.grid import Refused
from scorecard.read.formats.markup import check_encoding, local_name, parser, without_control_characters

MOST_BYTES = 2**26
MOST_STRINGS = 3_000_000
SHORT = (256, 64)
"""Where no text is longer than the first of these bytes, texts need not be added up."""

_END = b"</si>"
_EACH = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si\s*/>")
_USED = re.compile(rb"t=\"s\"[^>]*><v>(\d+)</v>")


class SharedStrings:
    """The part of the shared strings, or none."""

    def __init__(self, content: bytes = b"") -> None:
        """Raises Refused where there are too many, or they are not written as they should be."""
        self.content = without_control_characters(content)
        check_encoding(content)
        if content.count(b"si>") + content.count(b"si/>") > 2 * MOST_STRINGS:
            raise Refused("workbook-too-large")

    @cached_property
    def _longest(self) -> int | None:
        """No text is longer, with its markup; None where some is longer than a short one."""
        known = None
        for most in SHORT:
            if not self._is_longest(most):
                break
            known = most
        return known

    def _is_longest(self, most: int) -> bool:
        """Found by leaps from one end of a text to another."""
        at = 0
        while len(self.content) - at > most:
            at = self.content.rfind(_END, at + 1, at + most)
            if at < 0:
                return False
        return True

    @cached_property
    def _blanks(self) -> frozenset[int]:
        """Which texts are nothing but spaces. Raises Refused, and ExpatError."""
        reader = _Reader()
        made = parser()
        made.StartElementHandler = reader.start
        made.EndElementHandler = reader.end
        made.CharacterDataHandler = reader.text
        if self.content:
            made.Parse(self.content, True)
        return frozenset(reader.blanks)

    def is_blank(self, index: int) -> bool:
        """Whether a text is nothing but spaces."""
        return index in self._blanks

    def blanks_in(self, rows: bytes) -> int:
        """How many cells of these rows have a text that is nothing but spaces."""
        return sum(int(index) in self._blanks for index in _USED.findall(rows))

    @cached_property
    def _lengths(self) -> Sequence[int]:
        """Of every text with its markup."""
        ends = array("Q", (found.end() for found in _EACH.finditer(self.content)))
        return array("Q", (end - begin for begin, end in pairwise([0, *ends])))

    def used_by(self, rows: bytes) -> int:
        """So many letters the cells of these rows take from here, at most."""
        if not self.content:
            return 0
        if self._longest:
            return self._longest * rows.count(b't="s"')
        return self.length_of(map(int, _USED.findall(rows)))

    def length_of(self, indexes: Iterable[int]) -> int:
        """So many letters these texts have together, at most."""
        lengths = self._lengths
        return sum(lengths[index] for index in indexes if index < len(lengths))


class _Reader:
    """What the parser tells about the texts; phonetic ones are none."""

    def __init__(self) -> None:
        self.blanks: list[int] = []
        self._number = 0
        self._shows = self._reads = self._phonetic = False

    def start(self, name: str, _: object) -> None:
        name = local_name(name)
        if name == "si":
            self._shows = False
        self._phonetic = self._phonetic or name == "rPh"
        self._reads = name == "t" and not self._phonetic

    def text(self, text: str) -> None:
        self._shows = self._shows or (self._reads and not text.isspace())

    def end(self, name: str) -> None:
        name = local_name(name)
        if name == "si":
            self.blanks += [] if self._shows else [self._number]
            self._number += 1
        elif name == "rPh":
            self._phonetic = False
        self._reads = False
