"""Every rule of every team in the open cases and the samples, worked out on a pocket calculator."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from random import Random

import hypothesis
import pytest
from hypothesis import strategies as st

from scorecard.calc import calculate
from scorecard.report.explanation import Node, explain
from scorecard.report.explanation.phrases import PHRASES
from tests.properties.thorough import examples
from tests.reference.random_grants import random_grants, with_deferral
from tests.reference.scenarios import Scenario, scenarios
from tests.report.explanation.pocket import rounded, worked_out
from tests.report.explanation.trees import EVERY, nodes, trees

NUMBER = re.compile(r"-?\d+(\.\d+)?")


def number(node: Node) -> Fraction | None:
    return Fraction(node.value) if node.value and NUMBER.fullmatch(node.value) else None


def decimals(node: Node) -> int:
    return len((node.value or "").partition(".")[2])


def as_its_only_child(node: Node, _: Node) -> bool:
    return len(node.children) == 1 and number(node.children[0]) == number(node)


def as_a_child(node: Node, _: Node) -> bool:
    return number(node) in [number(child) for child in node.children]


def as_many_as_children(node: Node, _: Node) -> bool:
    return number(node) == len(node.children)


def sum_of_children(node: Node, _: Node) -> bool:
    return number(node) == sum(number(child) or 0 for child in node.children)


def nothing(node: Node, _: Node) -> bool:
    return number(node) == 0 and not node.children


def nought(node: Node, _: Node) -> bool:
    return number(node) == 0


def elsewhere_by_a_rule(node: Node, tree: Node) -> bool:
    return any(each.rule and number(each) == number(node) for each in nodes(tree))


def in_a_cell(node: Node, tree: Node) -> bool:
    return any(each.place and number(each) == number(node) for each in nodes(tree))


def as_a_weight(node: Node, tree: Node) -> bool:
    return any(each.label == "Weight" and number(each) == number(node) for each in nodes(tree))


def given(node: Node, _: Node) -> bool:
    return number(node) is not None


WITHOUT_RULE: dict[str, tuple[Callable[[Node, Node], bool], str]] = {
    "last": (as_its_only_child, "a total that takes one month is that month's value"),
    "each": (as_its_only_child, "a year row that stands for each month is the cell's value"),
    "year_value": (in_a_cell, "a year row that stands for each month"),
    "gate_open": (as_its_only_child, "a gate shows what it looked at"),
    "gate_closed": (as_its_only_child, "a gate shows what it looked at"),
    "see_above": (elsewhere_by_a_rule, "derived where the metric is"),
    "rows_count": (as_many_as_children, "the number of rows"),
    "rows_sum": (sum_of_children, "more rows than fit a line: the children are the terms"),
    "rows_last": (as_a_child, "one of the rows"),
    "one_row": (as_its_only_child, "the row's value"),
    "zero": (nothing, "a missing value has no cell"),
    "none": (nothing, "no adjustment"),
    "paid_none": (nothing, "nothing was paid before the first month"),
    "paid_ledger": (given, "the ledger says it"),
    "paid_no_rows": (nothing, "no row, so nothing was paid"),
    "no_premium_plan": (nothing, "the plan decides it"),
    "no_premium_payable": (nothing, "calculation.md 12 decides it"),
    "no_premium_score": (nothing, "calculation.md 12 decides it"),
    "no_premium_stage": (nothing, "calculation.md 12 decides it"),
    "nobody": (nothing, "a member without a part"),
    "nothing_to_score": (as_a_child, "0 by calculation.md 6, like the composite below it"),
    "by_undefined": (given, "the plan gives the score"),
    "by_default": (nought, "calculation.md 2 gives 0"),
    "by_no_target": (given, "the plan gives the score"),
    "monthly": (given, "the plan gives the amount"),
    "weight_below": (as_a_weight, "the metric's weight, as it stands below"),
    "plan_weight": (given, "the plan gives the weight"),
    "no_deferral_stage": (nothing, "the plan decides it"),
    "no_deferral_payable": (nothing, "calculation.md 13 decides it"),
    "only_deferred": (nothing, "somebody who is no member any more"),
    "kept_under": (given, "the ledger says it"),
    "kept_sum": (sum_of_children, "more amounts than fit a line: the children are the terms"),
    "deferral_release": (as_its_only_child, "a condition shows what it looked at"),
    "deferral_forfeit": (as_its_only_child, "a condition shows what it looked at"),
}
"""Note of a number that no rule gives: what must hold of it, and why it has none. An input's number has its cell."""


GIVEN = re.compile(r"\d{4}-\d{2} (Paid before|Payable)")
"""Labels of what the ledger says. No rule gives an effect of a change either: the calculation does, and the effects'
sum is held by tests/properties.
"""


def said(note: str) -> str | None:
    """The phrase that the note begins with."""
    return next((key for key in WITHOUT_RULE if re.match(pattern(key), note)), None)


def pattern(key: str) -> str:
    return re.sub(r"\\{\w+\\}", ".+", re.escape(PHRASES[key][0])) + "(;|$)"


def fault(node: Node, tree: Node) -> str | None:
    """What is wrong with a line of a tree, if anything."""
    if node.rule:
        value = rounded(worked_out(node.rule), decimals(node))
        return None if value == number(node) else f"{node.label}: {node.rule} is {float(value)}, not {node.value}"
    if number(node) is None or node.place is not None or GIVEN.fullmatch(node.label) or node.key.startswith("change."):
        return None
    key = said(node.note)
    holds = key is not None and WITHOUT_RULE[key][0](node, tree)
    return None if holds else f"{node.label}: {node.value} has no rule; {node.note}"


@pytest.mark.parametrize("name", EVERY)
def test_every_rule_gives_its_value(name: str) -> None:
    found = [fault(node, tree) for tree in trees(name) for node in nodes(tree)]
    assert [each for each in found if each] == []


@examples(25)
@hypothesis.given(scenarios(tidy=True))
def test_every_rule_of_any_plan_and_inputs_gives_its_value(scenario: Scenario) -> None:
    found, _ = calculate(scenario.plan, scenario.inputs, scenario.period, scenario.ledger)
    for team in [] if found is None else found.payables["team"].tolist():
        tree = explain(found, team, "en")
        assert [fault(node, tree) for node in nodes(tree) if fault(node, tree)] == []


@examples(15)
@hypothesis.given(scenarios(tidy=True), st.integers(0, 10**6).map(Random))
def test_every_rule_of_any_deferral_gives_its_value(scenario: Scenario, random: Random) -> None:
    plan = with_deferral(scenario.plan, random)
    grants = random_grants(plan, scenario.rows, scenario.period - plan.fiscal_year, random)
    found, _ = calculate(plan, scenario.inputs, scenario.period, scenario.ledger, grants)
    for team in [] if found is None else found.payables["team"].tolist():
        tree = explain(found, team, "en")
        assert [fault(node, tree) for node in nodes(tree) if fault(node, tree)] == []
        keys = [node.key for node in nodes(tree) if node.key]
        assert len(keys) == len(set(keys))


def terms(rule: str) -> list[Fraction] | None:
    """The terms of a rule that is nothing but a sum."""
    parts = rule.split(" + ")
    plain = [part[1:-1] if part.startswith("(-") else part for part in parts]
    return [Fraction(part) for part in plain] if all(NUMBER.fullmatch(part) for part in plain) else None


@pytest.mark.parametrize("name", EVERY)
def test_every_sum_adds_up_what_stands_below_it(name: str) -> None:
    """Money and quantities; composites leave out metrics without points, members' amounts add parts of their own."""
    for tree in trees(name):
        for node in nodes(tree):
            below = [value for child in node.children if (value := number(child)) is not None]
            if len(added := terms(node.rule) or [] if node.rule else []) > 2 and node.section in ("2", "6", "9", "10"):
                assert added == below[-len(added) :], node.label


@pytest.mark.parametrize("rule", ["1 + ", "2 2", "min 1, 2", "__import__(1)", "(1 + 2", "1; 2", "1 ** 2"])
def test_the_pocket_calculator_takes_formulas_only(rule: str) -> None:
    with pytest.raises(ValueError):
        worked_out(rule)


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("1 + 2 × 3 − 4 / 2", "5"),
        ("8 / 4 / 2", "1"),
        ("100 × ((-0.5) − 0) / (2 − 0)", "-25"),
        ("max(-1.5, 0) + min(2, 3)", "2"),
        ("round(1/8 × 10, 2) − rounddown(1/8 × 10.09, 2)", "-0.01"),
        ("round((-5) / 2, 0)", "-3"),
        ("rounddown((-5) / 2, 0)", "-2"),
    ],
)
def test_the_pocket_calculator_reckons_exactly(rule: str, value: str) -> None:
    assert worked_out(rule) == Fraction(value)
