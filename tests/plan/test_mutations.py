"""Whatever happens to a plan file, it is a plan or it has problems, each with a place inside the file."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from scorecard.model.messages import message
from scorecard.read.plan_file import read_plan

ROOT = Path(__file__).parents[2]
PLANS = sorted((ROOT / "configs").glob("*.yaml"))
VALUES: list[Any] = [
    "",
    "yes",
    "-1",
    "1e400",
    ".nan",
    "12:30",
    "2026-01-01",
    "target",
    "revenue",
    [],
    {},
    ["x"],
    {"x": "1"},
]


def nodes(data: Any) -> list[Any]:
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else []
    own = [data] if isinstance(data, dict | list) and data else []
    return own + [each for value in inside for each in nodes(value)]


def mutate(data: Any, chance: random.Random) -> None:
    node = chance.choice(nodes(data))
    at = chance.choice(list(node) if isinstance(node, dict) else range(len(node)))
    change = chance.choice(("delete", "retype", "rename", "repeat"))
    if change == "delete":
        del node[at]
    elif change == "retype":
        node[at] = chance.choice(VALUES)
    elif isinstance(node, list):
        node.append(node[at])
    else:
        node[at[:-1] if change == "rename" else f"{at}2"] = node.pop(at) if change == "rename" else node[at]


class Plain(yaml.SafeDumper):
    """Without references, which a plan may not hold."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@pytest.mark.parametrize("seed", range(120))
def test_a_mutated_plan_is_a_plan_or_has_problems_with_places(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    data = yaml.load(chance.choice(PLANS).read_text("utf-8"), yaml.BaseLoader)
    for _ in range(chance.randint(1, 4)):
        mutate(data, chance)
    text = yaml.dump(data, Dumper=Plain, allow_unicode=True, sort_keys=False)
    path = tmp_path / "plan.yaml"
    path.write_text(text, "utf-8")
    plan, problems = read_plan(path)
    lines = text.splitlines()
    assert (plan is None) == any(problem.level == "error" for problem in problems)
    for problem in problems:
        assert message(problem, "en") and message(problem, "zh")
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
    assert len({(each.kind, each.place, str(each.args)) for each in problems}) == len(problems)
