"""Where two plans differ: the paths of their keys, with what stands there (plan.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from scorecard.calc.changes.made import change
from scorecard.model.changes import Change
from scorecard.model.numbers import PERCENT, QUANTITY, shortest_text
from scorecard.model.plan import Component, Curve, Deferral, Expression, Gate, Metric, OwnerRule, Plan, Role, Stage
from scorecard.model.titles import Title

PERCENTS: Mapping[type, frozenset[str]] = {
    Curve: frozenset({"below", "above"}),
    Metric: frozenset({"when_undefined", "when_no_target"}),
    Gate: frozenset({"caps", "multiply"}),
    Component: frozenset({"rate", "losses"}),
    Deferral: frozenset({"percent"}),
    Stage: frozenset({"weights", "floor", "cap"}),
    Role: frozenset({"share"}),
    OwnerRule: frozenset({"premium", "needs_score"}),
}
"""Fields with 4 decimals."""
MONEY: Mapping[type, frozenset[str]] = {Component: frozenset({"amount"}), Plan: frozenset({"budget_per_month"})}
"""Fields with the currency's decimals."""
MOST_TEXT = 200
"""Characters of a value that are told."""


def plan_changes(then: Plan, now: Plan) -> Iterator[Change]:
    """One for each path of keys whose value differs; without an effect, for it is nobody's alone."""
    a, b = dict(_leaves(then, then, "")), dict(_leaves(now, now, ""))
    for path in dict.fromkeys([*a, *b]):
        if a.get(path) != b.get(path) and not _told_above(path, a, b):
            yield change(None, "plan", None, subject=(path,), said=(_cut(a.get(path)), _cut(b.get(path))))


def _told_above(path: str, a: Mapping[str, str], b: Mapping[str, str]) -> bool:
    """Whether what the path belongs to is on one side only, and was told so as a whole."""
    parts = path.split(".")
    above = [".".join(parts[:length]) for length in range(1, len(parts))]
    return any((each in a) != (each in b) for each in above)


def _cut(text: str | None) -> str | None:
    return text if text is None or len(text) <= MOST_TEXT else f"{text[: MOST_TEXT - 1]}…"


def _leaves(plan: Plan, value: Any, path: str) -> Iterator[tuple[str, str]]:
    """(Path, text) of all that a part of the plan says; a thing with an id stands at its own path too, by its title."""
    if isinstance(value, Curve):
        yield path, _curve(value)
        return
    if isinstance(value, Expression):
        yield path, f"{value.kind}: {', '.join(value.measures)}"
        return
    if path and isinstance(value, Struct):
        yield path, _text(getattr(value, "title", "")) or type(value).__name__.lower()
    for name in value.__struct_fields__:
        if name not in ("id", "title") or not path:
            yield from _field(plan, value, name, f"{path}.{name}" if path else name)


def _field(plan: Plan, owner: Any, name: str, path: str) -> Iterator[tuple[str, str]]:
    value = getattr(owner, name)
    decimals = _decimals(plan, type(owner), name)
    if isinstance(value, Mapping) and value and not isinstance(owner, Title):
        yield f"{path}.*", ", ".join(value)
        for key, each in value.items():
            yield from _inner(plan, each, f"{path}.{key}", decimals)
    elif isinstance(value, tuple) and value and isinstance(value[0], Struct):
        for number, each in enumerate(value, 1):
            yield from _inner(plan, each, f"{path}.{number}", decimals)
    else:
        yield from _inner(plan, value, path, decimals)


def _inner(plan: Plan, value: Any, path: str, decimals: int | None) -> Iterator[tuple[str, str]]:
    if isinstance(value, Struct) and not isinstance(value, Title) and type(value).__name__ != "Month":
        yield from _leaves(plan, value, path)
    elif value not in (None, (), {}):
        yield path, _text(value, decimals)


def _decimals(plan: Plan, owner: type, name: str) -> int | None:
    if name in PERCENTS.get(owner, ()):
        return PERCENT
    if name in MONEY.get(owner, ()):
        return plan.decimals
    return QUANTITY if (owner, name) == (Gate, "number") else None


def _text(value: Any, decimals: int | None = None) -> str:
    if isinstance(value, Title):
        return " / ".join(value.texts.values()) or value.id
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and decimals is not None:
        return shortest_text(value, decimals)
    if isinstance(value, tuple):
        return ", ".join(_text(each, decimals) for each in value)
    return str(value)


def _curve(curve: Curve) -> str:
    """``linear 80: 0, 100: 100, below 0, above 100``."""
    scale = PERCENT if curve.on == "attainment" else QUANTITY
    points = ", ".join(f"{_text(point.x, scale)}: {_text(point.y, PERCENT)}" for point in curve.points)
    ends = f"below {_text(curve.below, PERCENT)}, above {_text(curve.above, PERCENT)}"
    return f"{curve.kind} {points}, {ends}"
