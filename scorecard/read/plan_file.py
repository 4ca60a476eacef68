"""A plan file into a plan, or all that is wrong with it, each with line and column (plan.md)."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scorecard.model.plan import Plan
from scorecard.model.problems import FilePlace, Problem
from scorecard.read.plan_checks import check_plan
from scorecard.read.plan_problems import Found, real_path, shape_problems
from scorecard.read.plan_resolve import resolve
from scorecard.read.plan_shapes import PlanShape
from scorecard.read.plan_yaml import Document, Path_, dotted, read_document

UNSURE = {
    "floor-above-cap",
    "inverse-better",
    "inverse-curve",
    "needs-target-pool",
    "no-funding",
    "no-payout",
    "payout-curve",
    "slope",
    "too-many-decimals",
    "unscored-losses",
}
"""Codes that may be mere consequences where faulty keys were left out."""

STAND_INS = {
    "plan": "a-plan",
    "currency": "CNY",
    "fiscal_year": "2026-01",
    "perspectives": {},
    "roles": {"a-role": {"share": "100"}},
}
"""For keys that a plan must have, while the rest of a faulty file is looked at."""


def read_plan(path: Path) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan, or None with every problem of the file; warnings come in both cases (plan.md, Rules of the file).

    Problems stand by line and column. Nothing but the file is read.
    """
    document, problems = read_document(path)
    if document is None:
        return None, tuple(problems)
    found = Found(document)
    found.problems.extend(problems)
    plan = None
    try:
        shape = PlanShape.model_validate(document.data)
    except ValidationError as error:
        shape_problems(found, error, PlanShape)
        _further(document, error, found)
    else:
        plan = resolve(shape, found)
        check_plan(plan, shape, found)
    told = sorted(_causes(found.problems), key=lambda problem: problem.place or FilePlace(str(path), 0, 0))
    return None if any(problem.level == "error" for problem in told) else plan, tuple(told)


def _causes(problems: list[Problem]) -> list[Problem]:
    """Without what is unused only because its name was misspelt."""
    meant = {problem.args["near"] for problem in problems if problem.kind == "unknown-name.near"}
    return [each for each in problems if each.level == "error" or each.args.get("name") not in meant]


def _further(document: Document, error: ValidationError, found: Found) -> None:
    """The problems of the rest of the file, so that all come at once: as if the faulty keys were not there."""
    data, left_out = copy.deepcopy(document.data), []
    for _ in range(3):
        faults = [(real_path(data, fault["loc"]), fault["type"]) for fault in error.errors(include_url=False)]
        left_out += [path for path, type_ in faults if type_ == "missing"]
        left_out += [_leave_out(data, path[:-1] if type_ == "missing" else path) for path, type_ in faults]
        data = STAND_INS | data
        try:
            shape = PlanShape.model_validate(data)
        except ValidationError as another:
            error = another
            continue
        rest = Found(document)
        check_plan(resolve(shape, rest), shape, rest)
        found.problems.extend(problem for problem in rest.problems if _lasts(problem, left_out))
        return


def _leave_out(data: Any, path: Path_) -> Path_:
    """Take out the innermost key on the way to a fault; gives its path."""
    parents = [data]
    for step in path[:-1]:
        inside = isinstance(parents[-1], dict) and step in parents[-1]
        inside = inside or (isinstance(parents[-1], list) and isinstance(step, int) and step < len(parents[-1]))
        if not inside:
            break
        parents.append(parents[-1][step])
    for depth in range(len(parents) - 1, -1, -1):
        if isinstance(parents[depth], dict) and depth < len(path):
            parents[depth].pop(path[depth], None)
            return path[: depth + 1]
    return path


def _lasts(problem: Problem, left_out: list[Path_]) -> bool:
    """Whether it would be a problem just as well if the faulty keys were right."""
    at = str(problem.args["key"]).removesuffix(".points")
    touched = any(dotted(path[:length]) == at for path in left_out for length in range(1, len(path) + 1))
    names = {str(path[-1]) for path in left_out if path}
    gone = problem.args.get("name") in names or f"{problem.args.get('what')}s" in names
    return problem.level == "error" and problem.code not in UNSURE and not touched and not gone
