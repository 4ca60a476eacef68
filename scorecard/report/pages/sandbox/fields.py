"""What a template sees of a view: the names of its fields."""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import Struct


def field_names(kind: Any) -> tuple[str, ...]:
    """The fields of a struct or a named tuple, in their order; nothing of all else."""
    return _names(kind)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    if issubclass(kind, Struct):
        return tuple(kind.__struct_fields__)
    return tuple(getattr(kind, "_fields", ())) if issubclass(kind, tuple) else ()
