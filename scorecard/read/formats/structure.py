"""The tags of whole rows of a sheet's XML, all at once: whether they are those of a plain sheet, and how they follow.

A row holds cells, a cell at most a formula and then a value or an inline text; so which tag may follow which is all the
grammar there is. Rows that keep to it are well-formed as far as a reader of cells goes; of others nothing is said here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from scorecard.read.formats.grid import LAST_COLUMN

_NAMES = ("row", "c", "f", "v", "is", "t")
_OPEN, _ALONE, _CLOSE = range(3)
"""``<c>``, ``<c/>``, ``</c>``."""
_END = 3 * len(_NAMES)
"""What follows the last tag, and stands before the first."""
_UNKNOWN = 255
_BOTH = 0xFD
"""All bits but the one in which ``<`` and ``>`` differ."""
_LAST = (b"</row>", b"/>")
_TWICE = re.compile(rb" t=\"[^\">]*\" (?:[^>]* )?t=\"")
_NO_INDEX = re.compile(rb" t=\"s\"[^>]*(?<!/)>(?!<v>\d+</v></c>|</c>)")


def _tag(name: str, form: int = _OPEN) -> int:
    return 3 * _NAMES.index(name) + form


def _first_letters() -> NDArray[np.uint8]:
    """The tag by the two bytes behind ``<``; whether it stands alone is seen at its end."""
    found = np.full(2**16, _UNKNOWN, np.uint8)
    for name in _NAMES:
        beginnings = [name[:2]] if len(name) > 1 else [name + sign for sign in " >/"]
        for text in beginnings:
            found[ord(text[0]) << 8 | ord(text[1])] = _tag(name)
        found[ord("/") << 8 | ord(name[0])] = _tag(name, _CLOSE)
    return found


def _following() -> NDArray[np.bool_]:
    """Which tag may follow which."""
    allowed = np.zeros((_END + 1, _END + 1), bool)

    def follow(before: tuple[int, ...], after: tuple[int, ...]) -> None:
        allowed[np.ix_(before, after)] = True

    rows, cells = (_tag("row"), _tag("row", _ALONE)), (_tag("c"), _tag("c", _ALONE))
    follow((_END, _tag("row", _CLOSE), _tag("row", _ALONE)), (*rows, _END))
    follow((_tag("row"), _tag("c", _CLOSE), _tag("c", _ALONE)), (*cells, _tag("row", _CLOSE)))
    values, end = (_tag("v"), _tag("v", _ALONE)), (_tag("c", _CLOSE),)
    follow((_tag("c"),), (_tag("f"), _tag("f", _ALONE), *values, _tag("is"), *end))
    follow((_tag("f", _CLOSE), _tag("f", _ALONE)), (*values, *end))
    follow((_tag("v", _CLOSE), _tag("v", _ALONE), _tag("is", _CLOSE)), end)
    follow((_tag("is"),), (_tag("t"), _tag("t", _ALONE)))
    follow((_tag("t", _CLOSE), _tag("t", _ALONE)), (_tag("is", _CLOSE),))
    for name in ("f", "v", "t"):
        follow((_tag(name),), (_tag(name, _CLOSE),))
    return allowed


_TAGS, _FOLLOWING = _first_letters(), _following()
_ENDS = np.array([_END], np.uint8)
_LENGTHS = np.zeros(256, np.int64)
_LENGTHS[[_tag(name, _CLOSE) for name in _NAMES]] = [len(name) + 2 for name in _NAMES]
_LENGTHS[_tag("is")] = 3
"""Of the tags that have no attributes."""
_ENDS_NAME = np.isin(np.arange(256), [ord(sign) for sign in " >/"])

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs that make a number, and how many there may be."""

    base: int
    most: int
    worth: NDArray[np.int64]
    """Of each byte; below 0 where it is none of the signs."""

    @classmethod
    def of(cls, signs: str, least: int, most: int) -> Self:
        """The signs in the order of what they are worth."""
        worth = np.full(256, -1, np.int64)
        worth[[ord(sign) for sign in signs]] = np.arange(len(signs)) + least
        return cls(len(signs), most, worth)


_DIGITS, _LETTERS = Signs.of("0123456789", 0, 7), Signs.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1, 3)


class Structure:
    """The tags of plain rows: where each begins and ends, and what it is."""

    def __init__(self, rows: bytes, data: NDArray[np.uint8], signs: Places, tags: NDArray[np.uint8]) -> None:
        self._rows, self._data, self._tags = rows, data, tags
        self.columns = 0
        """The number of the last column in which a cell stands."""
        self._begins, self._ends = np.ascontiguousarray(signs[0::2]), np.ascontiguousarray(signs[1::2])

    @classmethod
    def of(cls, rows: bytes) -> Self | None:
        """The structure of whole rows; None where they are not plain."""
        data = np.frombuffer(rows, np.uint8)
        signs = np.flatnonzero((data & _BOTH) == ord("<"))
        begins, ends = signs[0::2], signs[1::2]
        if len(begins) != len(ends) or not rows.endswith(_LAST):
            return None
        if (data[begins] != ord("<")).any() or (data[ends] != ord(">")).any() or _has_control_characters(data):
            return None
        tags = _TAGS[data[begins + 1].astype(np.uint16) << 8 | data[begins + 2]]
        if (tags == _UNKNOWN).any():
            return None
        tags[(data[ends - 1] == ord("/")) & (tags % 3 == _OPEN)] += _ALONE
        found = cls(rows, data, signs, tags)
        checks = (found._keeps_to_grammar, found._has_whole_names, found._says_each_once, found._is_in_place)
        return found if all(check() for check in checks) else None

    def _keeps_to_grammar(self) -> bool:
        around = np.concatenate([_ENDS, self._tags, _ENDS])
        return bool(_FOLLOWING[around[:-1], around[1:]].all())

    def _has_whole_names(self) -> bool:
        """Names of which the first letters do not show all."""
        lengths = _LENGTHS[self._tags]
        if ((self._ends - self._begins != lengths) & (lengths > 0)).any():
            return False
        if (self._data[self._begins[self._where(_tag("is", _CLOSE))] + 3] != ord("s")).any():
            return False
        return all(self._is_row(form) for form in (_OPEN, _ALONE, _CLOSE))

    def _is_row(self, form: int) -> bool:
        after = self._begins[self._where(_tag("row", form))] + 1 + (form == _CLOSE)
        letters = all((self._data[after + at] == ord(letter)).all() for at, letter in enumerate("row"))
        return letters and bool(_ENDS_NAME[self._data[after + 3]].all())

    def _says_each_once(self) -> bool:
        """Every row and cell says where it stands, first of all and once; no cell has two types."""
        placed = 0
        for name in ("row", "c"):
            begins = self._begins[self._named(name)] + len(name)
            if any((self._data[begins + 1 + at] != ord(letter)).any() for at, letter in enumerate(' r="')):
                return False
            placed += len(begins)
        return self._rows.count(b' r="') == placed and not _TWICE.search(self._rows)

    def _is_in_place(self) -> bool:
        """Every cell names the row that it stands in, and a column."""
        rows = self._named("row")
        numbers, _ = self._read(self._begins[rows] + len(b'<row r="'), _DIGITS)
        cells = self._named("c")
        columns, letters = self._read(self._begins[cells] + len(b'<c r="'), _LETTERS)
        said, after = self._read(letters, _DIGITS)
        around = numbers[np.searchsorted(rows, cells) - 1] if len(rows) else numbers
        self.columns = int(columns.max(initial=0))
        good = (said == around) & (columns > 0) & (self._data[after] == ord('"'))
        return bool(good.all()) and self.columns <= LAST_COLUMN

    def _read(self, at: Places, signs: Signs) -> tuple[Places, Places]:
        """(The numbers, or the column's letters as numbers, that begin there; where they end)."""
        found, reads = np.zeros(len(at), np.int64), np.ones(len(at), bool)
        for _ in range(signs.most + 1):
            worth = signs.worth[self._data[at]]
            reads &= worth >= 0
            if not reads.any():
                break
            found = np.where(reads, found * signs.base + worth, found)
            at = at + reads
        return found, at

    def _shared(self) -> Places:
        """The cells whose tags end with ``t="s"``, as programs write it."""
        cells = self._where(_tag("c"))
        for before, letter in ((2, "s"), (4, "="), (5, "t"), (6, " ")):
            cells = cells[self._data[self._ends[cells] - before] == ord(letter)]
        return cells

    def _named(self, name: str) -> Places:
        """The tags of that name, closing ones left out."""
        return np.flatnonzero((self._tags == _tag(name)) | (self._tags == _tag(name, _ALONE)))

    def _where(self, tag: int) -> Places:
        return np.flatnonzero(self._tags == tag)

    @property
    def values(self) -> int:
        """How many cells have a value or an inline text, be it an empty text."""
        return int(self._is_filled(self._where(_tag("v"))).sum()) + len(self._where(_tag("is")))

    def _is_filled(self, values: Places) -> NDArray[np.bool_]:
        """Whether something stands between these tags and the next ones."""
        return self._ends[values] + 1 < self._begins[values + 1]

    def bare_formulas(self) -> Iterator[int]:
        """Where formulas stand that no value follows."""
        formulas = self._named("f")
        after = formulas + 1 + (self._tags[formulas] == _tag("f"))
        valued = self._tags[after] == _tag("v")
        valued[valued] = self._is_filled(after[valued])
        yield from self._begins[formulas[~valued]].tolist()

    def odd_indexes(self) -> Iterator[int]:
        """Where cells of shared texts (``t="s"``) stand whose number is none."""
        shared = self._shared()
        values = shared + 1
        begin, end = self._ends[values] + 1, self._begins[values + 1]
        good = (self._tags[values] == _tag("v")) & (end > begin) & (end - begin < 10)
        for at in range(int((end - begin)[good].max(initial=0))):
            letters = self._data[np.minimum(begin + at, end)]
            good &= (begin + at >= end) | ((letters >= ord("0")) & (letters <= ord("9")))
        yield from self._begins[shared[~good]].tolist()
        if self._rows.count(b' t="') > len(shared):
            yield from (found.start() for found in _NO_INDEX.finditer(self._rows))


def _has_control_characters(data: NDArray[np.uint8]) -> bool:
    low = data < ord(" ")
    return bool(low.any()) and not np.isin(data[low], [ord(sign) for sign in "\t\n\r"]).all()
