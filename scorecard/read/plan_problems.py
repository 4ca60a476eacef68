"""Problems of a plan file, each at its key or value, with a hint for a name that was nearly right."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from scorecard.model.problems import Level, Problem
from scorecard.read.plan_values import shown
from scorecard.read.plan_yaml import dotted

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

    from scorecard.read.plan_yaml import Document, Path_

KINDS = {
    "missing": "missing-key",
    "literal_error": "not-one-of",
    "string_too_short": "empty-text",
    "too_short": "too-few",
    "too_long": "too-many",
}
FORMS = ("plan", "currency", "fiscal_year")
"""Keys whose values have a form of their own; every other one that must have a form is an id."""
DIGITS = re.compile("[0-9]{3}")
"""What becomes of a number with commas between braces."""
SHAPES = {"dict": "keys", "model": "keys", "list": "list", "tuple": "pair", "missing": "pair"}
"""What pydantic wanted, by the first word of its fault."""
EXACT = {"phasing": "12", "ratio": "2", "difference": "2", "product": "2"}
"""Keys whose lists have one length only."""
TOLD = (
    "not-a-number.key",
    "not-a-number.key-commas",
    "number-too-large.key",
    "too-many-decimals",
    "not-true-or-false",
    "point-name",
)
"""Faults that plan_shapes names itself."""


class Found:
    """The problems of one file, as they are found."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def add(self, kind: str, path: Path_, /, *, key: bool = False, level: Level = "error", **args: str) -> None:
        """A problem at the value of the path, or at its key; the message may name the path as ``key``."""
        place = self.document.place(path, key=key)
        problem = Problem(kind, {"key": dotted(path), **args}, place, level)
        if problem not in self.problems:
            self.problems.append(problem)

    def unknown(self, kind: str, name: str, known: Iterable[str], path: Path_, *, key: bool = False) -> None:
        """A name that is not there; the nearest known one as a hint, else all that there are."""
        names = list(known)
        near = nearest(name, names)
        variant = "unknown-name.near" if near else "unknown-name"
        self.add(variant, path, key=key, what=kind, name=name, near=near or "", known=", ".join(names) or "-")


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant."""
    folded = {each.casefold(): each for each in known}
    found = difflib.get_close_matches(name.casefold(), folded, 1, 0.6)
    return folded[found[0]] if found else None


def shape_problems(found: Found, error: ValidationError, model: type[BaseModel]) -> None:
    """What pydantic found, in the product's own words."""
    faults = [(real_path(found.document.data, each["loc"]), each) for each in error.errors(include_url=False)]
    hints = {
        path: nearest(str(path[-1]), _keys_at(model, fault["loc"][:-1]))
        for path, fault in faults
        if fault["type"] == "extra_forbidden"
    }
    meant = {(*path[:-1], near) for path, near in hints.items()}
    for path, fault in faults:
        if fault["type"] != "missing" or path not in meant:
            _shape_problem(found, fault["type"], path, fault, model)


def _shape_problem(found: Found, type_: str, path: Path_, fault: Any, model: type[BaseModel]) -> None:
    context = {key: str(value) for key, value in fault.get("ctx", {}).items()}
    value = shown(fault.get("input", ""))
    last = str(path[-1]) if path else ""
    if type_ == "extra_forbidden":
        known = sorted(_keys_at(model, fault["loc"][:-1]))
        near = nearest(last, known)
        variant = ".near" if near else ".digits" if DIGITS.fullmatch(last) else ""
        found.add(f"unknown-key{variant}", path, key=True, near=near or "", known=", ".join(known))
    elif type_ == "missing":
        found.add("missing-key", path, key=True)
    elif fault["input"] == "" and fault["loc"][-1] != "[key]":
        found.add("empty-text", path)
    elif type_ == "literal_error":
        variant = ".component" if path[:-1] and path[-2] == "funding" else ""
        found.add(
            f"not-one-of{variant}", path, value=value, known=context["expected"].replace("'", "").replace(" or ", ", ")
        )
    elif type_ in KINDS:
        least = context.get("min_length", context.get("max_length", ""))
        variant = ".exactly" if last in EXACT else ""
        found.add(f"{KINDS[type_]}{variant}", path, value=value, number=EXACT.get(last, least))
    elif type_ == "string_pattern_mismatch":
        found.add(f"not-of-the-form.{last if last in FORMS else 'id'}", path, key=last not in FORMS, value=value)
    elif type_ in TOLD:
        known_args = {name: context[name] for name in ("value", "decimals") if name in context}
        found.add(type_, path, key=False, level="error", **known_args)
    else:
        found.add(f"wrong-shape.{SHAPES.get(type_.partition('_')[0], 'text')}", path, value=value)


def real_path(data: Any, loc: tuple[str | int, ...]) -> Path_:
    """pydantic's location without the tags of unions, which are not in the file."""
    path: list[str | int] = []
    for index, step in enumerate(loc):
        inside = isinstance(data, dict) and step in data
        if inside or (isinstance(data, list) and isinstance(step, int) and step < len(data)):
            data = data[step]
            path.append(step)
        elif index == len(loc) - 1 and step not in ("name", "shape", "number", "[key]", ""):
            path.append(step)
    return tuple(path)


@cache
def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _keys_at(model: Any, loc: tuple[str | int, ...]) -> set[str]:
    """The keys that the innermost shape at this location knows."""
    schema = _schema_of(model)
    at: list[Any] = [schema]
    for step in loc:
        at = [inner for each in at for inner in _inside(schema, each, step)] or at
    return {key for each in at for option in _options(schema, each) for key in option.get("properties", {})}


def _options(schema: Any, node: Any) -> list[Any]:
    if "$ref" in node:
        return _options(schema, schema["$defs"][node["$ref"].rpartition("/")[2]])
    choices = node.get("anyOf", []) + node.get("oneOf", [])
    return [option for choice in choices for option in _options(schema, choice)] or [node]


def _inside(schema: Any, node: Any, step: str | int) -> list[Any]:
    inner = []
    for option in _options(schema, node):
        if isinstance(step, int) and "items" in option:
            inner.append(option["items"])
        elif step in option.get("properties", {}):
            inner.append(option["properties"][step])
        else:
            others = [*option.get("patternProperties", {}).values(), option.get("additionalProperties")]
            inner += [other for other in others if isinstance(other, dict)]
    return inner
