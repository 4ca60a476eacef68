"""What differs from what was closed, by hand: the base of the small cases, closed with February."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from scorecard.calc.changes import changes
from scorecard.model.changes import Change
from scorecard.model.inputs import Inputs
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from tests.small_cases import BASE, load, workbook

CLOSED = Month(2026, 2)
ACTUALS = [["period", "team", "revenue"], ["2026-01", "A", "100000"], ["2026-02", "A", "100000"]]
"""20 000.00 for both months: 100 % of the target, 10 000 of the pool a month."""


class Closing:
    """The base with some keys and sheets changed, as it was closed and as it is today."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str, plan: dict[str, Any], sheets: dict[str, Any]) -> tuple[Plan, Inputs]:
        base = load(BASE)
        path = self._folder / f"{name}.yaml"
        path.write_text(yaml.dump(base["plan"] | plan, sort_keys=False), encoding="utf-8")
        found, problems = read_plan(path)
        assert found is not None, problems
        rows = base["sheets"] | {"Actuals": ACTUALS} | sheets
        inputs, problems = read_inputs(found, [workbook(rows, self._folder / f"{name}.xlsx")])
        assert not problems
        return found, inputs

    def found(
        self,
        then: dict[str, Any] | None = None,
        now: dict[str, Any] | None = None,
        *,
        plan_then: dict[str, Any] | None = None,
        plan_now: dict[str, Any] | None = None,
    ) -> tuple[Change, ...]:
        closed = self.read("then", plan_then or {}, then or {})
        today = self.read("now", plan_now or plan_then or {}, now or {})
        return changes(closed, today, CLOSED)


@pytest.fixture
def closing(tmp_path: Path) -> Closing:
    return Closing(tmp_path)


def effects(found: tuple[Change, ...]) -> list[tuple[str | None, str, int | None]]:
    return [(each.team, each.kind, each.effect) for each in found]


def targets(*cells: str) -> dict[str, Any]:
    heads = ["team", "metric", "period", "target", "baseline"]
    return {"Targets": [heads, ["A", "revenue", "2026", *cells]]}


def actuals(january: str, february: str = "100000", *more: list[str]) -> dict[str, Any]:
    return {"Actuals": [ACTUALS[0], ["2026-01", "A", january], ["2026-02", "A", february], *more]}


def test_a_corrected_actual_changes_what_its_score_changes(closing: Closing) -> None:
    """210 000 of 200 000 are 105 %, which score 112.5: 22 500.00 instead of 20 000.00."""
    (found,) = closing.found(now=actuals("110000"))
    assert (found.team, found.kind, found.month, found.effect) == ("A", "value", "2026-01", 2_500_00)
    assert (found.then, found.now) == ("100000.000000", "110000.000000")
    assert (str(found.place_then), str(found.place_now)) == ("then.xlsx!Actuals!C2", "now.xlsx!Actuals!C2")


def test_changes_are_made_one_after_the_other(closing: Closing) -> None:
    """200 000 of 210 000 are 95.2381 %, which score 88.0953: 17 619.06; then 210 000 of 210 000 are 100 % again."""
    found = closing.found(now=targets("1260000") | actuals("110000"))
    assert effects(found) == [("A", "target", -2_380_94), ("A", "value", 2_380_94)]


def test_what_stands_elsewhere_today_is_no_change(closing: Closing) -> None:
    turned = {
        "Actuals": [["period", "revenue", "team"], *([month, each, team] for month, team, each in ACTUALS[:0:-1])]
    }
    assert closing.found(now=turned) == ()


def test_a_month_that_is_not_closed_is_not_compared(closing: Closing) -> None:
    assert closing.found(now=actuals("100000", "100000", ["2026-03", "A", "7"])) == ()


def test_a_value_that_is_gone_has_no_cell_today(closing: Closing) -> None:
    """100 000 of 200 000 are 50 %, worse than the first point: nothing."""
    (found,) = closing.found(now={"Actuals": ACTUALS[:2]})
    assert (found.now, found.place_now, found.effect) == (None, None, -20_000_00)
    assert str(found.place_then) == "then.xlsx!Actuals!C3"


def test_what_cannot_be_calculated_in_between_comes_with_the_next(closing: Closing) -> None:
    """A target below the old baseline allows no score; with the new one 200 000 is far above: 150, 30 000.00."""
    found = closing.found(targets("1200000", "600000"), targets("540000", "480000"))
    assert [(each.column, each.effect) for each in found] == [("target", None), ("baseline", 10_000_00)]


def test_a_year_row_that_became_months_is_told_month_by_month(closing: Closing) -> None:
    """January has 20 000 instead of 10 000, February 10 000 as before; the year's row then changes nothing."""
    months = [["team", "period", "amount"], ["A", "2026-01", "20000"], ["A", "2026-02", "10000"]]
    found = closing.found(now={"Pools": months})
    assert [(each.month, each.then, each.now, each.effect) for each in found] == [
        ("2026-01", None, "20000.00", 10_000_00),
        ("2026-02", None, "10000.00", 0),
        ("2026", "120000.00", None, 0),
    ]


def test_an_adjustment_changes_its_amount(closing: Closing) -> None:
    heads = ["team", "period", "kind", "amount", "reason", "approved_by"]
    same = ["A", "2026-01", "award", "10", "fair", "Ann"]
    rows = [["A", "2026-01", "correction", "500", "late", "Ann"], ["A", "2026-01", "correction", "450", "late", "Ann"]]
    found = closing.found({"Adjustments": [heads, same, rows[0]]}, {"Adjustments": [heads, rows[1], same, same]})
    told = [(each.column, each.then, each.now, each.effect) for each in found]
    assert told == [("award", None, "10.00", 10_00), ("correction", "500.00", "450.00", -50_00)]
    assert (str(found[1].place_then), str(found[1].place_now)) == (
        "then.xlsx!Adjustments!D3",
        "now.xlsx!Adjustments!D2",
    )


def test_owners_and_members_move_no_money_of_closed_months(closing: Closing) -> None:
    owners = [["team", "employee", "name", "from"], ["A", "E2", "Bob", "2025-06-01"]]
    heads = ["team", "employee", "name", "role", "personal_factor", "from", "to"]
    ann = ["A", "E1", "Ann", "engineer", "1.1", "", "2026-01-31"]
    cy = ["A", "E3", "Cy", "engineer", "", "2026-02-01", ""]
    late = ["A", "E4", "Di", "engineer", "", "2026-03-01", ""]
    bob = ["A", "E2", "Bob", "engineer", "", "", "2026-12-31"]
    found = closing.found(now={"Owners": owners, "Members": [heads, ann, bob, cy, late]})
    told = [(each.kind, each.column, each.subject[0]) for each in found]
    assert told == [
        ("owner", "owner", "2025-06-01"),
        ("member", "role", "E1 Ann"),
        ("member", "personal_factor", "E1 Ann"),
        ("member", "to", "E1 Ann"),
        ("member", "role", "E3 Cy"),
    ]
    assert {each.effect for each in found} == {0}
    assert (found[0].then, found[0].now) == ("E1 Ann", "E2 Bob")


def test_a_team_s_last_day_counts_only_within_the_closed_months(closing: Closing) -> None:
    def ends(day: str) -> dict[str, Any]:
        return {"Teams": [["team", "name", "to"], ["A", "Team A", day]]}

    assert closing.found(ends(""), ends("2026-06-30")) == ()
    (found,) = closing.found(ends(""), ends("2026-01-15"))
    assert (found.kind, found.column, found.unit, found.then, found.now) == ("team", "to", "day", None, "2026-01-15")
    assert found.effect == -20_000_00


TWO = {
    "Teams": [["team", "name"], ["A", "Team A"], ["B", "Team B"]],
    "Stages": [["team", "stage", "from"], ["A", "growth", "2025-06-01"], ["B", "growth", "2025-06-01"]],
    "Pools": [["team", "period", "amount"], ["A", "2026", "120000"], ["B", "2026", "120000"]],
    "Targets": [
        ["team", "metric", "period", "target"],
        ["A", "revenue", "2026", "1200000"],
        ["B", "revenue", "2026", "1200000"],
    ],
    "Actuals": [*ACTUALS, ["2026-01", "B", "100000"], ["2026-02", "B", "100000"]],
}


def test_a_team_that_is_new_is_one_line_with_all_of_its_entitlement(closing: Closing) -> None:
    (found,) = closing.found(now=TWO)
    assert (found.team, found.kind, found.then, found.now, found.effect) == ("B", "team", None, "Team B", 20_000_00)


def test_a_team_that_is_gone_is_one_line_too(closing: Closing) -> None:
    (found,) = closing.found(then=TWO)
    assert (found.team, found.then, found.now, found.effect) == ("B", "Team B", None, -20_000_00)


def test_what_the_budget_takes_is_a_line_of_each_team(closing: Closing) -> None:
    """30 000 for both: 15 000 each; then 22 500 and 20 000 uncut: 15 882.35 and 14 117.65."""
    more = TWO | {"Actuals": [*TWO["Actuals"][:1], ["2026-01", "A", "110000"], *TWO["Actuals"][2:]]}
    found = closing.found(TWO, more, plan_then={"budget": {"per_month": "15000"}})
    assert effects(found) == [("A", "value", 2_500_00), ("A", "budget", -1_617_65), ("B", "budget", -882_35)]
    assert (found[1].then, found[1].now) == ("-5000.00", "-6617.65")


def test_a_changed_plan_comes_last_each_key_once_and_its_effect_on_each_team(closing: Closing) -> None:
    """Nine tenths of 22 500.00."""
    less = {"curves": load(BASE)["plan"]["curves"] | {"straight": {"points": [["0", "0"], ["200", "180"]]}}}
    found = closing.found(now=actuals("110000"), plan_now=less)
    assert [each.subject for each in found if each.team is None] == [("curves.straight",), ("stages.growth.payout",)]
    assert effects(found)[2:] == [("A", "value", 2_500_00), ("A", "plan", -2_250_00)]


def test_what_only_one_of_the_plans_knows_comes_with_the_plan(closing: Closing) -> None:
    """Half of the margin is worse than the first point: 60 of 100, 12 000.00; without that metric 20 000.00."""
    metrics = load(BASE)["plan"]["metrics"]
    margin = {"margin": {"perspective": "financial", "actual": "margin", "curve": "standard"}}
    stages = {"growth": {"weights": {"revenue": "60", "margin": "40"}}}
    heads = ["team", "metric", "period", "target"]
    own = ["A", "revenue", "2026", "1200000"]
    then = {
        "Targets": [heads, own, ["A", "margin", "2026", "1200"]],
        "Actuals": [[*ACTUALS[0], "margin"], [*ACTUALS[1], "50"], [*ACTUALS[2], "50"]],
    }
    plan_then = {"metrics": metrics | margin, "stages": stages}
    found = closing.found(then, then | {"Targets": [heads, own]}, plan_then=plan_then, plan_now={"plan": "rules"})
    assert effects(found)[-2:] == [("A", "target", None), ("A", "plan", 8_000_00)]
    paths = [each.subject[0] for each in found if each.team is None]
    assert "metrics.margin" in paths
    assert "metrics.margin.curve" not in paths


def test_rows_of_a_source_are_compared_as_what_they_come_to(closing: Closing) -> None:
    """60 000 and 40 000 in January; a third row of 10 000 makes 110 000."""
    columns = {"team": ["Team"], "period": ["Month"], "amount": ["Amount"]}
    plan = {
        "sources": {"crm": {"sheet": ["CRM"], "columns": columns}},
        "measures": {"revenue": {"title": "Revenue", "from": "crm", "column": "amount"}, "margin": {"title": "M"}},
    }
    heads = ["team", "period", "amount"]
    rows = [["A", "2026-01", "60000"], ["A", "2026-01", "40000"], ["A", "2026-02", "100000"]]
    more = [["A", "2026-01", "10000"], *rows]
    nothing = {"Actuals": [["period", "team", "margin"]]}
    (found,) = closing.found(nothing | {"CRM": [heads, *rows]}, nothing | {"CRM": [heads, *more]}, plan_then=plan)
    assert (found.kind, found.month, found.then, found.now) == ("line", "2026-01", "100000.000000", "110000.000000")
    assert found.effect == 2_500_00
    assert (str(found.place_then), str(found.place_now)) == ("then.xlsx!CRM", "now.xlsx!CRM!C2")


def test_where_the_plans_count_in_different_money_only_the_plan_is_told(closing: Closing) -> None:
    found = closing.found(now=actuals("110000"), plan_now={"currency": "USD"})
    assert effects(found) == [(None, "plan", None)]
    assert (found[0].subject, found[0].then, found[0].now) == (("currency",), "CNY", "USD")
