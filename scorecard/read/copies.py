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


def originals_first(paths: Sequence[Path]) -> list[Path]:
    """The paths in their order, but a copy behind the file that it is one of; so a repeated row is told in the copy."""
    names = {_name(path): path for path in reversed(paths)}
    behind: dict[Path, list[Path]] = {}
    for path in paths:
        original = names.get(_original(path))
        if original is not None and original != path:
            behind.setdefault(original, []).append(path)
    copies = {path for each in behind.values() for path in each}
    ordered: list[Path] = []
    waiting = [path for path in reversed(paths) if path not in copies]
    while waiting:
        ordered.append(waiting.pop())
        waiting += reversed(behind.get(ordered[-1], []))
    return ordered


def _name(path: Path) -> tuple[str, str]:
    return str(path.parent), unicodedata.normalize("NFKC", path.name).casefold()


def _original(path: Path) -> tuple[str, str]:
    """The name without what says that it is a copy; its own where nothing does."""
    name = Path(_name(path)[1])
    stem = _AHEAD.sub("", name.stem)
    while (shorter := _MARK.sub("", stem)) != stem:
        stem = shorter
    return str(path.parent), stem + name.suffix
