"""Rows of a sheet's XML as spreadsheet programs write them: one grammar for all, so that a search finds what is there.

A row says its number first; a cell says its place first, which lies in that row, then style and type, and holds at most
a formula and then one value, or an inline text. What keeps to it is well-formed, and says and holds nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from scorecard.read.formats.merged import column_number

_FORMULA = r"(?:<f[^<>]*+>(?:(?<=/>)|[^<]*+</f>))?+"
_NUMBER = rf"{_FORMULA}(?:<v/>|<v>[^<&]*+</v>)?+"
_TEXT = r"<t[^<>&]*+>(?:(?<=/>)|[^<]*+</t>)"
_LOOK = r"(?:<rPr/>|<rPr>(?:<(?!/rPr>)[^<>&]*+>)*+</rPr>)?+"
_TYPES = (
    r's">(?:<v>[0-9]{1,9}+</v>)?+',
    rf'inlineStr"><is>(?:{_TEXT}|(?:<r>{_LOOK}{_TEXT}</r>)*+)</is>',
    rf'str">{_FORMULA}(?:<v/>|<v[^<>&]*+>[^<]*+</v>)?+',
    rf'e">{_NUMBER}',
    rf'n">{_NUMBER}',
    rf'b">{_FORMULA}<v>[01]</v>',
)
_STYLE = r'(?: s="[0-9]++")?+'
_FURTHER = r'(?: (?:cm|vm|ph)="[0-9]++")*+'
_TYPED = "|".join(kind.replace('">', f'"{_FURTHER}>', 1) for kind in _TYPES)
_USUAL = r'><v>[^<&]*+</v></c>| t="s"><v>[0-9]{1,9}+</v></c>|/>| t="inlineStr"><is><t>[^<]*+</t></is></c>'
_CELL = rf'<c r="[A-Z]{{1,3}}+\1"{_STYLE}(?:{_USUAL}|{_FURTHER}>{_NUMBER}</c>| t="(?:{_TYPED})</c>)'
_TAG = r"(?: [^<>&]*+|/)?+(?:(?<=/)>|(?<!/)>"
_ROW = r'<row r="([0-9]++)"(?![^<>]* r=")' + rf"{_TAG}(?:{_CELL})*+</row>)"
"""Possessive throughout: nothing is tried twice, so the time grows with the length alone."""
_ROWS = re.compile(f"(?:{_ROW})*+\\s*+".encode())
_SIMPLE_CELL = rf'<c r="[A-Z]\1"{_STYLE}(?:{_USUAL})'
_SIMPLE_ROW = r'<row r="([0-9]++)"(?![^<>]*(?: r|hidden)=)' + rf"{_TAG}(?:{_SIMPLE_CELL})*+</row>)"
_SIMPLE_ROWS = re.compile(f"(?:{_SIMPLE_ROW})*+\\s*+".encode())
_CONTROL = re.compile(rb"[\0-\x08\x0b\x0c\x0e-\x1f]")
_TWO_LETTERS = re.compile(rb'<c r="([A-Z]{2,3})')
_BARE_FORMULA = re.compile(rb"<f[^<>]*+>(?:(?<=/>)|[^<]*+</f>)(?!<v[^<>]*+>[^<])")
ONE_LETTER = 26
"""The last column whose name is one letter."""
_SPACE = ord(" ")


def are_plain(rows: bytes) -> bool:
    """Whether whole rows keep to the grammar."""
    return not _have_controls(rows) and _ROWS.fullmatch(rows) is not None


def are_simple(rows: bytes) -> bool:
    """Whether whole rows are plain, and none is hidden, has formulas or errors, or reaches beyond column Z."""
    return not _have_controls(rows) and _SIMPLE_ROWS.fullmatch(rows) is not None


def _have_controls(rows: bytes) -> bool:
    return int(np.frombuffer(rows, np.uint8).min(initial=_SPACE)) < _SPACE and _CONTROL.search(rows) is not None


def last_column(rows: bytes) -> int:
    """The number of the last column in which a cell of plain rows may stand."""
    if _TWO_LETTERS.search(rows) is None:
        return ONE_LETTER
    return max(column_number(letters.decode()) for letters in set(_TWO_LETTERS.findall(rows)))


def count_values(rows: bytes) -> int:
    """How many cells of plain rows have a value, be it an empty one, or an inline text."""
    return rows.count(b"</v>") + (rows.count(b"<is>") if b"<is>" in rows else 0)


def count_simple_values(rows: bytes) -> int:
    """The same for simple rows, where every cell that is not empty has one."""
    return rows.count(b"</c>")


def count_empty_values(rows: bytes) -> int:
    """How many of them are empty."""
    return rows.count(b"></v>") + rows.count(b"<t></t></is>") + rows.count(b"<t/></is>")


def bare_formulas(rows: bytes) -> Iterator[int]:
    """Where formulas stand that no value follows."""
    if b"<f" in rows:
        yield from (found.start() for found in _BARE_FORMULA.finditer(rows))
