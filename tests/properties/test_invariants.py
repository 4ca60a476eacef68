"""What must hold of every result (calculation.md, What must hold)."""

from __future__ import annotations

import copy
import dataclasses
from random import Random
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from scorecard.calc import calculate
from scorecard.model.inputs import Inputs
from scorecard.model.numbers import HUNDRED
from scorecard.model.plan import Plan
from scorecard.model.result import Result
from scorecard.report.result_json import result_object
from tests.properties.thorough import examples
from tests.reference.random_inputs import COLUMNS, MOST, Rows
from tests.reference.random_plans import Tree
from tests.reference.scenarios import Scenario, plan_of, scenarios

RANDOM = st.integers(0, 10**6).map(Random)


def result_of(given: Scenario) -> Result:
    """The result of a scenario that has one."""
    result, _ = calculate(given.plan, given.inputs, given.period, given.ledger)
    assume(result is not None)
    assert result is not None
    return result


def changed(given: Scenario, tree: Tree | None = None, rows: Rows | None = None) -> Scenario:
    """The scenario with another plan or other rows."""
    plan: Plan | None = given.plan
    if tree is not None:
        plan, _ = plan_of(tree)
    assert plan is not None
    return dataclasses.replace(given, plan=plan, tree=tree or given.tree, rows=rows or given.rows)


def total(table: Any, column: str) -> int:
    return sum(table[column].tolist())


@examples(15)
@given(scenarios(tidy=True))
def test_the_amounts_and_what_is_unallocated_are_the_payable(given: Scenario) -> None:
    result = result_of(given)
    for row in result.payables.to_dict("records"):
        lines = result.members[result.members["team"] == row["team"]]
        assert total(lines, "amount") + row["unallocated"] == row["payable"]
        assert total(lines, "premium") == row["premium"]
        parts = total(lines, "share_cut") + total(lines, "unit")
        assert parts + row["premium"] + row["unallocated"] == row["payable"]


@examples(15)
@given(scenarios(tidy=True))
def test_what_is_paid_and_carried_is_what_is_due(given: Scenario) -> None:
    result = result_of(given)
    names = ("entitlement", "adjustments", "paid_before", "payable", "carried")
    entitlement, adjustments, paid_before, payable, carried = (total(result.payables, name) for name in names)
    assert payable + carried == entitlement + adjustments - paid_before
    if result.budget is not None:
        assert sum(max(each, 0) for each in result.payables["entitlement"].tolist()) <= result.budget


@examples(15)
@given(scenarios(tidy=True))
def test_weights_sum_to_a_hundred_and_points_to_the_composite(given: Scenario) -> None:
    result = result_of(given)
    for index, segment in result.segments.iterrows():
        scores = result.scores[result.scores["segment"] == index]
        assert total(scores, "weight") == segment["weight_total"]
        assert segment["weight_total"] in (0, HUNDRED)
        assert sum(scores["points"].dropna().tolist()) == segment["composite"]


@examples(6)
@given(scenarios(tidy=True))
def test_calculating_twice_gives_the_same(given: Scenario) -> None:
    assert result_object(result_of(given), "en") == result_object(result_of(given), "en")


def shuffled(inputs: Inputs, random: Random) -> Inputs:
    """The same rows in another order; teams stay sorted by key, as the contract wants them."""
    tables = {
        name: getattr(inputs, name).sample(frac=1, random_state=random.randint(0, 10**6)).reset_index(drop=True)
        for name in COLUMNS
        if name != "teams"
    }
    return replace(inputs, **tables)


@examples(12)
@given(scenarios(tidy=True), RANDOM)
def test_the_order_of_rows_changes_nothing(given: Scenario, random: Random) -> None:
    result, problems = calculate(given.plan, shuffled(given.inputs, random), given.period, given.ledger)
    assume(not problems)
    assert result is not None
    assert result_object(result, "en") == result_object(result_of(given), "en")


def alone(given: Scenario, team: str) -> Scenario:
    rows = {
        name: [row for row in rows if row.get("key" if name == "teams" else "team") == team]
        for name, rows in given.rows.items()
    }
    return changed(given, rows=rows)


@examples(6)
@given(scenarios(tidy=True))
def test_without_a_budget_no_team_depends_on_another(given: Scenario) -> None:
    assume(given.plan.budget_per_month is None and not given.rows["paid"])
    together = result_object(result_of(given), "en")
    for team in together["teams"]:
        assert result_object(result_of(alone(given, team["team"])), "en")["teams"] == [team]


def plain(given: Scenario) -> Tree:
    """The plan without gates and budget, and with one measure in each metric.

    The shares of the funding look at m0 only, so that other measures move nothing but scores.
    """
    tree = copy.deepcopy(given.tree)
    tree.pop("budget", None)
    tree["gates"] = {}
    for stage in tree["stages"].values():
        stage.pop("gates", None)
    for component in [part for holder in (tree, *tree["stages"].values()) for part in holder.get("funding", [])]:
        if "share" in component:
            component["share"]["of"] = "m0"
    measures = [id for id in tree["measures"] if id != "m0"]
    for index, metric in enumerate(tree["metrics"].values()):
        metric.update(actual=measures[index % len(measures)])
    return tree


def raised(rows: Rows, random: Random) -> Rows:
    """Some values and lines become larger, none smaller, except those of m0."""
    higher = copy.deepcopy(rows)
    for row in (*higher["values"], *higher["lines"]):
        if row["measure"] != "m0" and random.random() < 0.5:
            row["value"] = min(MOST, row["value"] + random.choice([1, 10**6, random.randint(0, 10**12), row["value"]]))
    return higher


@examples(15)
@given(scenarios(tidy=True, rising=True), RANDOM)
def test_a_higher_actual_never_lowers_the_composite_nor_the_pool(given: Scenario, random: Random) -> None:
    before = changed(given, tree=plain(given))
    after = changed(before, rows=raised(before.rows, random))
    low, high = result_of(before), result_of(after)
    assert never_lower(low.segments["composite"], high.segments["composite"])
    assert never_lower(low.held["pool"], high.held["pool"])


def never_lower(before: Any, after: Any) -> bool:
    return all(a <= b for a, b in zip(before.tolist(), after.tolist(), strict=True))


@examples(8)
@given(scenarios(tidy=True, rising=True))
def test_a_closed_gate_never_raises_a_composite_nor_a_pool(given: Scenario) -> None:
    for id, gate in given.tree["gates"].items():
        stages = {name: {**stage, "gates": [id]} for name, stage in given.tree["stages"].items()}
        tree = {**given.tree, "stages": stages, "gates": {id: gate}}
        gated = result_of(changed(given, tree=tree))
        idle = result_of(changed(given, tree={**tree, "gates": {id: {**gate, "then": {"multiply": "1"}}}}))
        closed = gated.gates["closed"].to_numpy(bool)
        for table, column in (("segments", "composite"), ("segments", "factor"), ("held", "pool")):
            with_gate, without = getattr(gated, table)[column], getattr(idle, table)[column]
            assert never_lower(with_gate[closed], without[closed])
            assert with_gate[~closed].tolist() == without[~closed].tolist()


@examples(4)
@given(scenarios(tidy=True))
def test_a_year_closed_month_by_month_pays_the_largest_entitlement_or_takes_back_to_the_last(given: Scenario) -> None:
    rows = {**given.rows, "paid": []}
    paid: dict[str, int] = {row["key"]: 0 for row in rows["teams"]}
    most = dict(paid)
    last = dict(paid)
    for month in range(12):
        closing = dataclasses.replace(given, rows=rows, period=given.plan.month(month), ledger=dict(paid))
        result = result_of(closing)
        for row in result.payables.to_dict("records"):
            key = str(result.inputs.teams["key"].iloc[row["team"]])
            paid[key] += row["payable"]
            last[key] = row["entitlement"] + row["adjustments"]
            most[key] = max(most[key], last[key])
    assert paid == (most if given.plan.negative_payable == "carry_forward" else last)


@examples(12)
@given(scenarios(tidy=True))
def test_what_is_assumed_as_paid_is_what_the_earlier_months_would_have_paid(given: Scenario) -> None:
    result = result_of(dataclasses.replace(given, rows={**given.rows, "paid": []}, ledger=None))
    period = result.plan.month_index(result.period)
    monthly = result.monthly
    for row in result.payables.to_dict("records"):
        own = monthly[monthly["team"] == row["team"]]
        assert total(own[own["month"] < period], "payable") == row["paid_before"]
        assert total(own[own["month"] == period], "payable") == row["payable"]
        assert total(own[own["month"] == period], "entitlement") == row["entitlement"]
