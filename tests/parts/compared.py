"""The same run of all teams at once and in groups, compared in everything that there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from scorecard.model.ledger import Standing
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.read.parts.cut import cut_at
from scorecard.read.parts.material import material, teams
from scorecard.read.people import roster
from scorecard.workflow.parts import groups
from scorecard.workflow.parts.engine import Engine
from scorecard.workflow.parts.together import together
from tests.parts.here import Here


@dataclass
class InGroups:
    result: Result | None
    problems: tuple[Problem, ...]
    parts: int


def in_groups(
    plan: Plan,
    paths: Sequence[Path],
    period: Month | None,
    parts: int,
    standing: Standing | None = None,
    engine: Engine | None = None,
) -> InGroups:
    engine = engine or Here()
    found = material(plan, paths)
    titles = teams(plan, found)
    cut = cut_at(titles, parts)
    order = groups.Ordered(plan, found, roster(titles), cut, engine, lambda *_: None)
    made, problems = groups.calculate(order, groups.read(order), period, lambda _: standing)
    return InGroups(together(engine, found, made) if made else None, problems, cut.parts)


def differences(one: Any, other: Any) -> list[str]:
    """What of two results, or two inputs, is not the same, to the type of every column."""
    found = []
    for name in one.__struct_fields__:
        mine, its = getattr(one, name), getattr(other, name)
        if isinstance(mine, pd.DataFrame):
            try:
                pd.testing.assert_frame_equal(mine, its)
            except AssertionError as error:
                found.append(f"{name}: {error}")
        elif name == "inputs":
            found += [f"inputs.{each}" for each in differences(mine, its)]
        elif mine != its:
            found.append(f"{name}: {mine} / {its}")
    return found
