"""Deferral: the reference agrees, figures add up, no order matters, and over the months nothing is lost or doubled."""

from __future__ import annotations

import dataclasses
from random import Random
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from scorecard.calc import calculate
from scorecard.model.ledger import Grant
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.result import Result
from scorecard.report.result_json import DEFERRED, result_object
from tests.properties.thorough import examples
from tests.reference.calculator import reference
from tests.reference.compare import differences
from tests.reference.random_grants import random_grants, with_deferral
from tests.reference.scenarios import Scenario, scenarios

RANDOM = st.integers(0, 10**6).map(Random)
ENTRY = {"grant": "deferred", "release": "released", "forfeit": "forfeited"}


def deferring(given: Scenario, random: Random) -> tuple[Plan, list[Grant]]:
    plan = with_deferral(given.plan, random) if random.random() < 0.8 else given.plan
    return plan, random_grants(plan, given.rows, given.period - plan.fiscal_year, random)


def result_of(plan: Plan, given: Scenario, period: Month, ledger: Any, grants: list[Grant]) -> Result:
    result, _ = calculate(plan, given.inputs, period, ledger, grants)
    assume(result is not None)
    assert result is not None
    return result


@examples(60)
@given(scenarios(), RANDOM)
def test_every_number_is_that_of_the_reference(given: Scenario, random: Random) -> None:
    plan, grants = deferring(given, random)
    expected = reference(plan, given.inputs, given.period, given.ledger, grants)
    found = calculate(plan, given.inputs, given.period, given.ledger, grants)
    assert differences(expected, *found) == []


@examples(40)
@given(scenarios(tidy=True), RANDOM)
def test_a_teams_figures_are_those_of_its_lines_and_of_what_nobody_got(given: Scenario, random: Random) -> None:
    plan, grants = deferring(given, random)
    result = result_of(plan, given, given.period, given.ledger, grants)
    for team in result.payables.to_dict("records"):
        lines = result.members[result.members["team"] == team["team"]]
        entries = result.deferrals[result.deferrals["team"] == team["team"]]
        if team["deferred"] is None or str(team["deferred"]) == "<NA>":
            assert lines[list(DEFERRED)].isna().all(axis=None)
            assert not len(entries)
            continue
        nobody = entries[entries["employee"].isna()]
        for kind, column in ENTRY.items():
            rest = sum(nobody.loc[nobody["kind"] == kind, "amount"].tolist())
            assert sum(lines[column].tolist()) + rest == team[column]
            assert sum(entries.loc[entries["kind"] == kind, "amount"].tolist()) == team[column]
        assert team["paid_now"] + team["deferred"] == team["payable"]
        assert (lines["paid_now"] + lines["deferred"]).tolist() == lines["amount"].tolist()
        open_before = sum(grant.amount for grant in grants if grant.team == key_of(result, team["team"]))
        settled = team["released"] + team["forfeited"]
        assert team["deferred_balance"] == open_before + team["deferred"] - settled
        assert (entries["amount"] > 0).all()
        assert not entries[entries["kind"] == "grant"].duplicated(["employee"]).any()


def key_of(result: Result, team: int) -> str:
    return str(result.inputs.teams["key"].iloc[team])


@examples(20)
@given(scenarios(tidy=True), RANDOM)
def test_the_order_of_grants_changes_nothing(given: Scenario, random: Random) -> None:
    plan, grants = deferring(given, random)
    shuffled = random.sample(grants, len(grants))
    one, other = (result_of(plan, given, given.period, given.ledger, each) for each in (grants, shuffled))
    assert result_object(one, "en") == result_object(other, "en")
    assert one.deferrals.equals(other.deferrals)


@examples(5)
@given(scenarios(tidy=True), RANDOM)
def test_over_the_months_all_that_is_kept_back_is_once_released_or_forfeited(given: Scenario, random: Random) -> None:
    plan = with_deferral(given.plan, random, longest=5)
    given = dataclasses.replace(given, rows={**given.rows, "paid": []})
    ledger = {row["key"]: 0 for row in given.rows["teams"]}
    kept: list[Grant] = []
    granted = settled = paid = 0
    for month in range(12):
        result = result_of(plan, given, plan.month(month), dict(ledger), kept)
        entries = result.deferrals.to_dict("records")
        done = {number(each) for each in entries if each["kind"] != "grant"}
        assert done == {of_grant(grant) for grant in kept if grant.due <= plan.month(month)}
        kept = [grant for grant in kept if grant.due > plan.month(month)]
        kept += [as_grant(result, each) for each in entries if each["kind"] == "grant"]
        granted += sum(each["amount"] for each in entries if each["kind"] == "grant")
        settled += sum(each["amount"] for each in entries if each["kind"] != "grant")
        assert granted - settled == sum(grant.amount for grant in kept)
        balance = result.payables["deferred_balance"]
        assert sum(balance[balance.notna()].tolist()) == granted - settled
        for row in result.payables.to_dict("records"):
            ledger[key_of(result, row["team"])] += row["payable"]
            paid += row["payable"]
    assert sum(ledger.values()) == paid  # what is released was paid for once, when it was granted


def number(entry: dict[Any, Any]) -> tuple[Any, ...]:
    return entry["team"], entry["employee"], entry["granted"], entry["due"], entry["amount"]


def of_grant(grant: Grant) -> tuple[Any, ...]:
    return TEAMS[grant.team], grant.employee, str(grant.period), str(grant.due), grant.amount


TEAMS: dict[str, int] = {}
"""Places of the teams of the scenario at hand, by key."""


def as_grant(result: Result, entry: dict[Any, Any]) -> Grant:
    """The entry as a ledger would give it back."""
    key = key_of(result, entry["team"])
    TEAMS[key] = entry["team"]
    granted, due = Month.parse(entry["granted"]), Month.parse(entry["due"])
    return Grant(entry["plan"], key, entry["employee"], entry["name"], granted, due, entry["amount"], entry["keep_if"])
