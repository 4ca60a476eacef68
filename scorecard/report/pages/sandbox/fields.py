"""What a template sees of a view: the names of its fields."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


def field_names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass or a named tuple, in their order; nothing of all else."""
    return _names(kind)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    if is_dataclass(kind):
        return tuple(each.name for each in fields(kind))
    return tuple(getattr(kind, "_fields", ())) if issubclass(kind, tuple) else ()
