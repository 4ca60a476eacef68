"""Random scenarios: a plan that plan.md allows, inputs, a period, and now and then a ledger's paid_before."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from scorecard.model.inputs import Inputs
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.read.plan_file import read_plan
from tests.reference.random_inputs import Rows, random_rows, tables
from tests.reference.random_plans import Style, Tree, random_plan, yaml_text


@dataclass
class Scenario:
    """All that one calculation needs."""

    seed: int
    tree: Tree
    plan: Plan
    rows: Rows
    period: Month
    ledger: dict[str, int] | None

    @property
    def inputs(self) -> Inputs:
        return tables(self.plan, self.rows)

    def __repr__(self) -> str:
        return f"scenario({self.seed})"


def plan_of(tree: Tree) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan as it is read from a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.yaml"
        path.write_text(yaml_text(tree), encoding="utf-8")
        return read_plan(path)


def scenario(seed: int, tidy: bool | None = None, rising: bool = False) -> Scenario:
    """The scenario of a seed; the same seed gives the same scenario."""
    random = Random(seed)
    kept = random.random() < 0.85
    style = Style(random, kept if tidy is None else tidy, rising, random.choice([10, 1000, 1000, 10**6, 10**9]))
    tree = random_plan(style)
    plan, problems = plan_of(tree)
    assert plan is not None, [(problem.kind, problem.args, problem.place) for problem in problems]
    period = min(random.randint(0, 11), random.randint(0, 11)) if style.chance(0.8) else 11
    rows = random_rows(plan, style, period)
    ledger = {row["key"]: random.randint(-style.scale, style.scale * 9) for row in rows["teams"]}
    return Scenario(seed, tree, plan, rows, plan.month(period), ledger if style.chance(0.15) else None)


def scenarios(tidy: bool | None = None, rising: bool = False) -> st.SearchStrategy[Scenario]:
    return st.integers(0, 2**32 - 1).map(lambda seed: scenario(seed, tidy, rising))
