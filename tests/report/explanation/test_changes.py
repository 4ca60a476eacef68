"""Below the due stands what of the closed months differs today."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from scorecard.model.result import Result
from scorecard.report.explanation import Node, explain
from tests.report.changed import changed, unchanged
from tests.report.explanation.trees import nodes, result


@cache
def same_plan() -> Result:
    return changed(result("key-accounts"))


def tree(found: Result, team: str, language: str = "en") -> Node:
    return explain(found, found.inputs.teams["key"].tolist().index(team), language)


def section(found: Result, team: str, language: str = "en") -> Node | None:
    return next((node for node in nodes(tree(found, team, language)) if node.key == "changes"), None)


def test_each_change_stands_with_then_now_both_cells_and_its_effect() -> None:
    found = section(same_plan(), "T01")
    assert found is not None
    assert found.label == "What differs since the closing of 2026-06"
    told = {child.label: (child.value, child.note) for child in found.children}
    assert told["2026-03 Actual: Revenue"] == (
        "20958.39",
        "12647472.44 → 14993150.94; 2026-03-actuals.xlsx!Actuals!C2",
    )
    pool = told["2026 Target pool"]
    assert pool == ("-5177.28", "1444200.00 → 1434200.00; master-june.xlsx!奖金基数!C5 → master.xlsx!奖金基数!C5")


def test_the_effects_make_the_sum_that_flows_into_the_due() -> None:
    found = section(same_plan(), "T01")
    assert found is not None
    assert (found.value, found.rule) == ("17532.70", "(-5177.28) + 1751.59 + 20958.39")


def test_it_stands_below_the_due() -> None:
    due = next(node for node in nodes(tree(same_plan(), "T01")) if node.key == "due")
    assert due.children[-1].key == "changes"


def test_in_chinese_it_stands_in_chinese() -> None:
    found = section(same_plan(), "T01", "zh")
    assert found is not None
    assert found.label == "自 2026-06 关账以来的变动"
    assert "2026-03 实际：营业收入" in [child.label for child in found.children]


def test_where_nothing_differs_a_line_says_so() -> None:
    found = section(unchanged(result("key-accounts")), "T01")
    assert found is not None
    assert found.children == ()
    assert found.note == "Nothing of the closed months differs from what was closed with 2026-06."


def test_without_a_closing_there_is_no_such_line() -> None:
    assert section(replace(same_plan(), changes=None), "T01") is None


def test_the_plan_s_changes_stand_in_every_team_s_tree() -> None:
    found = result("changed")
    for team in ("T01", "T09"):
        told = section(found, team)
        assert told is not None
        assert "Plan: stages.growth.floor" in [child.label for child in told.children]
