"""Names of a package's parts, and which part a relation's target means ([ECMA-376-2] 9)."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote


def plain(name: str) -> str:
    """The name as names are compared: whatever its case and slashes."""
    return name.replace("\\", "/").lstrip("/").lower()


def relations_of(part: str) -> str:
    """The part that holds a part's relations; of the package itself for ""."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def meant(part: str, target: str) -> str:
    """The name of the part that a target means, seen from a part."""
    path = unquote(target.partition("#")[0]).replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), path))[1:]
