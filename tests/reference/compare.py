"""Where a calculated result and the reference differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.report.result_json import result_object
from tests.reference.calculator import WARNINGS, Outcome

Difference = tuple[str, object, object]
"""Where, what the reference has, what was calculated."""


def differences(expected: Outcome, found: Result | None, problems: Iterable[Problem]) -> list[Difference]:
    """Every number, text and null that differs; the problems and warnings by code and team."""
    told = sorted({(each.code, each.team or "") for each in problems if each.level == "error"})
    wanted = sorted((code, team or "") for code, team in expected.problems)
    if told != wanted:
        return [("problems", wanted, told)]
    if found is None or expected.result is None:
        alike = found is None and expected.result is None
        return [] if alike else [("a result", expected.result is not None, found is not None)]
    return list(_tree(shown(expected.result), shown(result_object(found, "en")), "result"))


def shown(result: dict[str, Any]) -> dict[str, Any]:
    """The result with its warnings as (code, team), as far as calculation.md names them."""
    told = [each if isinstance(each, tuple) else (each["code"], each["team"]) for each in result["warnings"]]
    return {**result, "warnings": sorted((code, team or "") for code, team in told if code in WARNINGS)}


def _tree(expected: Any, found: Any, path: str) -> Iterator[Difference]:
    if isinstance(expected, dict) and isinstance(found, dict) and list(expected) == list(found):
        for key, value in expected.items():
            yield from _tree(value, found[key], f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for index, value in enumerate(expected):
            yield from _tree(value, found[index], f"{path}[{index}]")
    elif expected != found:
        yield path, expected, found
