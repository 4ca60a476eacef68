"""The JSON Schema that an editor checks plans by, as it is printed and as it lies beside the plans."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from scorecard.read.plan_schema import plan_schema
from tests.cli.calling import scorecard

ROOT = Path(__file__).parents[2]
FILE = ROOT / "configs" / "plan.schema.json"
PLANS = sorted([*(ROOT / "configs").glob("*.yaml"), *(ROOT / "tests" / "cases").glob("*/plan.yaml")])


class EditorLoader(yaml.SafeLoader):
    """Reads YAML 1.2 as editors do: on and yes are texts."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def in_editor(text: str) -> Any:
    return yaml.load(text, EditorLoader)


def faults(plan: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(plan_schema()).iter_errors(plan)]


def properties(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        yield from node.get("properties", {}).items()
        for each in node.values():
            yield from properties(each)


def test_the_file_beside_the_plans_is_what_the_command_prints() -> None:
    assert FILE.read_text("utf-8") == scorecard("schema").out


def test_it_is_a_schema_of_draft_2020_12() -> None:
    Draft202012Validator.check_schema(json.loads(FILE.read_text("utf-8")))


def test_every_plan_was_found() -> None:
    assert len(PLANS) >= 32


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_plan_that_runs_is_right_in_an_editor(plan: Path) -> None:
    assert faults(in_editor(plan.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("currency: CNY", "curency: CNY"),
        ("currency: CNY", "currency: yuan"),
        ("fiscal_year: 2026-01", "fiscal_year: 2026-13"),
        ("basis: year", "basis: years"),
        ("total: sum", "total: yes"),
        ("forfeit: true", "forfeit: maybe"),
        ("forfeit: true", "forfeit: true, multiply: 0.8"),
        ("at_least: 1", "at_leest: 1"),
        ("at_least: 1", "at_least: one"),
        ("points: [[60, 60], [100, 100], [130, 160]]", "points: [60, 100, 130]"),
        ("funding: [target_pool]", "funding: [pool]"),
        ("{subsidy: 20000, scored: false}", "{subsidy: 20000, target_pool: true}"),
        ("share: 40}", "share: 40, shares: 40}"),
        ("ratio: [gross_margin, revenue]", "ratio: [gross_margin]"),
    ],
)
def test_a_wrong_plan_is_refused(right: str, wrong: str) -> None:
    text = (ROOT / "configs" / "key-accounts-2026.yaml").read_text("utf-8")
    assert right in text
    assert faults(in_editor(text.replace(right, wrong, 1)))


def test_each_key_says_in_both_languages_what_it_means() -> None:
    texts = [property_["description"] for _, property_ in properties(plan_schema())]
    assert len(texts) > 70
    assert all(re.search("[a-z]", text) and re.search("[\u4e00-\u9fff]", text) for text in texts)
