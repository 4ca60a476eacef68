"""Copies of a file, by their names: ``2026-06 (1).xlsx``, ``2026-06 - Copy.xlsx``, ``2026-06 副本.xlsx``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

_MARK = re.compile(
    r"[\s_-]*(?:\(\d{1,2}\)|[\s_-]copy(?:[\s_-]?\d{1,2})?|\(copy\)|的?\(?副本\)?\d{0,2})$", re.IGNORECASE
)
_AHEAD = re.compile(r"^(?:copy of\s+|副本[\s_-]*)", re.IGNORECASE)


def originals_first(names: Sequence[str]) -> list[int]:
    """The indexes of the names in the order of the names, but a copy behind the file that it is one of.

    So the order in which files are given changes nothing, and a repeated row is told in the copy.
    """
    order = sorted(range(len(names)), key=names.__getitem__)
    known = {_plain(names[index]): index for index in reversed(order)}
    behind: dict[int, list[int]] = {}
    for index in order:
        original = known.get(_original(names[index]), index)
        if original != index:
            behind.setdefault(original, []).append(index)
    copies = {index for each in behind.values() for index in each}
    ordered: list[int] = []
    waiting = [index for index in reversed(order) if index not in copies]
    while waiting:
        ordered.append(waiting.pop())
        waiting += reversed(behind.get(ordered[-1], []))
    return ordered


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _original(name: str) -> str:
    """The name without what says that it is a copy; its own where nothing does."""
    plain = Path(_plain(name))
    stem = _AHEAD.sub("", plain.stem)
    while (shorter := _MARK.sub("", stem)) != stem:
        stem = shorter
    return stem + plain.suffix
