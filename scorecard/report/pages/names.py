"""File names made from keys: safe on every system, and no two alike (outputs.md)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

UNSAFE = re.compile(r"[^\w.-]+|^[.-]+|\.+$|\.{2,}")
"""Whatever could part a path, hide a file, or mean something to a shell, a URL or a spreadsheet."""
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself."""
LONGEST = 60
"""Characters; of three bytes each they are still well below what file systems take."""
MARK = 8
"""Hexadecimal digits that keep two names apart."""


def file_names(keys: Sequence[tuple[str, ...]]) -> list[str]:
    """A name without its ending for each tuple of keys: ``T01``, ``T01-E001``.

    A name that had to be changed, or that another key has too (whatever the case), carries a mark of its keys; so it
    depends on nothing but them and those it collides with.
    """
    plain = [_safe("-".join(parts)) for parts in keys]
    taken = Counter(name.casefold() for name in plain)
    return [
        name if name == "-".join(parts) and taken[name.casefold()] == 1 else f"{name}-{_mark(parts)}"
        for name, parts in zip(plain, keys, strict=True)
    ]


def _safe(text: str) -> str:
    name = UNSAFE.sub("_", unicodedata.normalize("NFC", text))[:LONGEST].rstrip(".")
    return f"_{name}" if RESERVED.fullmatch(name) else name or "_"


def _mark(parts: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:MARK]
