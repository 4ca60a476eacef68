"""The section of a statement that says what of the closed months differs today."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec.structs import replace

from scorecard.model.changes import Change
from scorecard.model.result import Result
from tests.report.changed import changed, unchanged
from tests.report.explanation.trees import result
from tests.report.pages.statements import html, views


@cache
def same_plan() -> Result:
    return changed(result("key-accounts"))


def page(found: Result, team: str, language: str = "en") -> str:
    return next(html(of, view) for of, view in views(found, language) if view.team == team)


def test_a_line_says_then_now_effect_and_both_cells() -> None:
    view = next(view for _, view in views(same_plan()) if view.team == "T01")
    assert view.changes is not None
    pool = view.changes.lines[0]
    assert (pool.month, pool.what, pool.then, pool.now) == ("2026", "Target pool", "1,444,200.00", "1,434,200.00")
    assert (pool.effect.text, pool.effect.key) == ("−5,177.28", "change.0")
    assert pool.place == "master-june.xlsx!奖金基数!C5 → master.xlsx!奖金基数!C5"
    assert (view.changes.total.text, view.changes.total.key) == ("+17,532.70", "changes")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_flows_into_the_due_is_the_difference_to_what_was_closed(language: str) -> None:
    """What was paid is what was closed; July itself brings the rest of the due."""
    found = same_plan()
    for _, view in views(found, language):
        effects = sum(change.effect or 0 for change in found.changes or () if change.team == view.team)
        assert view.changes is not None
        shown = view.changes.total.text.replace(",", "").replace("−", "-").replace(".", "")
        assert int(shown) == effects


def test_no_statement_shows_another_team_s_changes() -> None:
    """Each change gets words and cells that stand nowhere else, the plan's too."""
    found = same_plan()
    marked = tuple(mark(change, f"canary{place}x") for place, change in enumerate(found.changes or ()))
    plan = Change(None, "plan", "", ("canaryplan",), "", "text", "a", "b", None, None, None)
    for _, view in views(replace(found, changes=(plan, *marked))):
        assert view.changes is not None
        told = str(view.changes) + str(view.derivation)
        for place, change in enumerate(marked):
            assert (f"canary{place}x" in told) == (change.team == view.team)
        assert "canaryplan" in told


def mark(change: Change, canary: str) -> Change:
    return replace(change, kind="value", subject=(canary,), unit="text", then=f"{canary}-then", now=f"{canary}-now")


def test_texts_of_the_inputs_are_escaped() -> None:
    found = same_plan()
    bad = Change(
        "T01", "adjustment", "2026-01", ("<script>x</script>",), "award", "money", None, "1.00", None, None, 100
    )
    told = page(replace(found, changes=(bad,)), "T01")
    assert "<script>x" not in told
    assert "&lt;script&gt;x" in told


def test_what_could_not_be_calculated_is_a_dash_and_the_whole_too() -> None:
    gap = Change("T01", "value", "2026-01", ("m",), "actual", "quantity", "1.000000", None, None, None, None)
    view = next(view for _, view in views(replace(same_plan(), changes=(gap,))) if view.team == "T01")
    assert view.changes is not None
    assert (view.changes.lines[0].now, view.changes.lines[0].effect.text, view.changes.total.text) == ("–", "–", "–")
    assert view.changes.note.startswith("The whole cannot be told")


def test_the_plan_s_lines_stand_before_what_they_make_of_the_team() -> None:
    view = next(view for _, view in views(changed(result("key-accounts"), other_plan=True)) if view.team == "T10")
    assert view.changes is not None
    told = [(line.what, line.effect.text) for line in view.changes.lines]
    assert told[:2] == [("Plan: stages.breakthrough.floor", ""), ("Plan: stages.growth.floor", "")]
    assert told[-1] == ("Plan: all that differs in the plan, taken together", "+80,250.75")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Nothing of the closed months differs from what was closed with 2026-06."),
        ("zh", "已关账各月的数据与 2026-06 关账时完全一致。"),
    ],
)
def test_where_nothing_differs_the_section_says_so(language: str, words: str) -> None:
    assert words in page(unchanged(result("key-accounts")), "T01", language)


def test_without_a_closing_there_is_no_section() -> None:
    assert "What differs" not in page(result("key-accounts"), "T01")
