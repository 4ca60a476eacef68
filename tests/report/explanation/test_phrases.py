"""Both languages tell the same, each in its own words."""

from __future__ import annotations

import re

import pytest

from scorecard.report.explanation import Node
from scorecard.report.explanation.phrases import PHRASES
from tests.report.explanation.trees import EVERY, trees

KEYS_OF_THE_PLAN = r"when_\w+(: \w+)?"
HAN = re.compile(r"[\u4e00-\u9fff，。；：（）“”]")


def braces(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", text))


@pytest.mark.parametrize("key", PHRASES)
def test_a_phrase_fills_the_same_braces_in_both_languages(key: str) -> None:
    english, chinese = PHRASES[key]
    assert braces(english) == braces(chinese)


@pytest.mark.parametrize("key", PHRASES)
def test_a_phrase_keeps_to_its_language_but_for_the_keys_of_the_plan(key: str) -> None:
    english, chinese = (re.sub(KEYS_OF_THE_PLAN + r"|\{\w+\}", "", text) for text in PHRASES[key])
    assert not HAN.search(english.replace("“", "").replace("”", ""))
    assert not re.search("[A-Za-z]", chinese)


def numbers(node: Node) -> tuple[object, ...]:
    """All of a tree but its words."""
    value = node.value if re.fullmatch(r"-?[\d.]+", node.value or "") else None
    return value, node.rule, node.section, node.place, [numbers(child) for child in node.children]


@pytest.mark.parametrize("name", EVERY)
def test_the_numbers_rules_and_cells_are_the_same_in_both_languages(name: str) -> None:
    assert [numbers(tree) for tree in trees(name, "zh")] == [numbers(tree) for tree in trees(name, "en")]
