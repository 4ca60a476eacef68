"""What is kept back, released and forfeited, by a pocket calculator (calculation.md 13)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from scorecard.calc import calculate
from scorecard.model.ledger import Grant, condition_text
from scorecard.model.messages import message
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.report.result_json import DEFERRED, result_object
from tests.calc.made import day, inputs_of, member, plan_with, stages, team

UNIT = 10**6
JANUARY = Month(2026, 1)
KEEP = {"actual": "margin", "at_least": 5}


def deferring(percent: Any = 20, keep_if: Any = KEEP, **changes: Any) -> Plan:
    """10 000.00 a month for what the growth stage scores, of which a part is kept back for twelve months."""
    growth = {
        "weights": {"revenue": 100},
        "deferral": {"percent": percent, "months": 12, "keep_if": keep_if},
    }
    position = {"weights": {"revenue": 100}}
    return plan_with(**{"stages": {"growth": growth, "position": position}, "funding": [{"subsidy": 10000}]} | changes)


def person(employee: str, role: str, **more: Any) -> dict[str, Any]:
    return member(employee, role) | more


def made(plan: Plan, **rows: Any) -> dict[str, Any]:
    """Team A with Ann, its manager and owner, and Bo and Cy as engineers; January and February meet their target."""
    given: dict[str, Any] = {
        "stages": stages(("growth", "2025-06-01")),
        "owners": [{"team": "A", "employee": "E1", "name": "E1", "day": day("2025-06-01")}],
        "members": [person("E1", "manager"), person("E2", "engineer"), person("E3", "engineer")],
        "targets": [{"team": "A", "metric": "revenue", "month": m, "target": 100 * UNIT} for m in (0, 1)],
        "values": [
            {"team": "A", "month": month, "measure": measure, "value": value * UNIT}
            for month in (0, 1)
            for measure, value in (("revenue", 100), ("margin", 5))
        ],
    }
    return given | rows


def tried(
    plan: Plan, period: Month = JANUARY, grants: Any = (), paid: Any = None, **rows: Any
) -> tuple[Result | None, tuple[Problem, ...]]:
    return calculate(plan, inputs_of(plan, **made(plan, **rows)), period, paid, grants)


def found(plan: Plan, period: Month = JANUARY, grants: Any = (), paid: Any = None, **rows: Any) -> Result:
    result, problems = tried(plan, period, grants, paid, **rows)
    assert result is not None, [message(problem, "en") for problem in problems]
    return result


def grant(employee: str | None, amount: int, due: Month = JANUARY, keep_if: Any = KEEP, **more: Any) -> Grant:
    gate = next(stage.deferral.keep_if for stage in deferring(keep_if=keep_if).stages.values() if stage.deferral)
    given = Grant("before", "A", employee, employee or "", due + -12, due, amount, condition_text(gate))
    return replace(given, **more)


def of_team(result: Result) -> list[Any]:
    return [shown(result.payables[name].iloc[0]) for name in DEFERRED]


def of_members(result: Result, name: str) -> list[Any]:
    return [shown(value) for value in result.members[name].tolist()]


def shown(value: Any) -> Any:
    return None if str(value) in ("<NA>", "None") else int(value)


def entries(result: Result) -> list[tuple[Any, ...]]:
    names = ("kind", "employee", "amount", "granted", "due", "plan")
    return list(zip(*(result.deferrals[name].tolist() for name in names), strict=True))


def test_a_fifth_of_the_payable_is_kept_back_and_shared_like_the_amounts() -> None:
    # 10 000.00: Ann 6 000.00, Bo and Cy 2 000.00 each
    result = found(deferring())
    assert of_team(result) == [200_000, 800_000, 0, 0, 200_000]
    assert of_members(result, "deferred") == [120_000, 40_000, 40_000]
    assert of_members(result, "paid_now") == [480_000, 160_000, 160_000]
    assert of_members(result, "deferred_balance") == [120_000, 40_000, 40_000]
    assert entries(result) == [
        ("grant", who, amount, "2026-01", "2027-01", "rules")
        for who, amount in (("E1", 120_000), ("E2", 40_000), ("E3", 40_000))
    ]
    assert json.loads(result.deferrals["keep_if"].iloc[0])["number"] == 5 * UNIT


def test_what_is_kept_back_is_rounded_half_away_from_zero_and_its_last_unit_goes_to_the_largest_remainder() -> None:
    # 12.5 % of 100.20 is 12.525: 12.53; 60.12, 20.04, 20.04: 7.518, 2.506, 2.506
    result = found(deferring("12.5", funding=[{"subsidy": "100.20"}]))
    assert of_team(result)[0] == 1_253
    assert of_members(result, "deferred") == [752, 251, 250]


def test_the_premium_is_kept_back_like_the_rest_of_its_line() -> None:
    # premium 1 000.00; 9 000.00 shared 5 400, 1 800, 1 800
    result = found(deferring(owner={"premium": 10}))
    assert of_members(result, "deferred") == [128_000, 36_000, 36_000]


def test_an_owner_outside_the_team_has_their_part_of_the_premium_kept_back() -> None:
    plan = deferring(owner={"premium": 10, "outside_team": "true"})
    result = found(plan, owners=[{"team": "A", "employee": "E9", "name": "Di", "day": day("2025-06-01")}])
    assert result.members["employee"].tolist()[-1] == "E9"
    assert of_members(result, "deferred") == [108_000, 36_000, 36_000, 20_000]


def test_lines_of_one_person_make_one_grant() -> None:
    people = [person("E1", "manager"), person("E1", "engineer"), person("E2", "engineer")]
    result = found(deferring(), members=people)
    assert of_members(result, "deferred") == [120_000, 40_000, 40_000]
    assert of_members(result, "deferred_balance") == [160_000, 0, 40_000]
    assert [entry[1:3] for entry in entries(result)] == [("E1", 160_000), ("E2", 40_000)]


def test_what_nobody_got_is_kept_back_too() -> None:
    nobody = [person("E1", "manager", personal_factor=0)]
    result = found(deferring(), members=nobody)
    assert (of_team(result)[0], of_members(result, "deferred")) == (200_000, [0])
    assert entries(result) == [("grant", None, 200_000, "2026-01", "2027-01", "rules")]


def test_of_a_loss_nothing_is_kept_back() -> None:
    plan = deferring(negative_payable="recover")
    result = found(plan, paid={"A": 1_500_000}, grants=[])
    assert of_team(result) == [0, -500_000, 0, 0, 0]
    assert of_members(result, "paid_now") == [-300_000, -100_000, -100_000]
    assert entries(result) == []


def test_a_stage_without_deferral_keeps_nothing_back_and_shows_no_numbers() -> None:
    result = found(deferring(), stages=stages(("position", "2025-06-01")))
    assert of_team(result) == [None] * 5
    assert of_members(result, "deferred") == [None] * 3


def test_where_the_comparison_holds_at_its_number_everybody_gets_what_was_kept_back() -> None:
    given = [grant("E1", 700), grant("E2", 300), grant(None, 11), grant("E2", 5, due=Month(2026, 2))]
    result = found(deferring(), grants=given)
    # before 1 016; granted 200 000; released 1 011
    assert of_team(result) == [200_000, 800_000, 1_011, 0, 200_005]
    assert of_members(result, "released") == [700, 300, 0]
    assert of_members(result, "deferred_balance") == [120_000, 40_005, 40_000]
    assert [entry for entry in entries(result) if entry[0] != "grant"] == [
        ("release", who, amount, "2025-01", "2026-01", "before")
        for who, amount in (("E1", 700), ("E2", 300), (None, 11))
    ]
    assert result.payables["due"].iloc[0] == 1_000_000


def test_where_it_does_not_hold_everybody_loses_it() -> None:
    given = [grant("E1", 700, keep_if={"actual": "margin", "above": 5})]
    result = found(deferring(), grants=given)
    assert of_team(result) == [200_000, 800_000, 0, 700, 200_000]
    assert of_members(result, "forfeited") == [700, 0, 0]
    kind, segment, value = (result.deferrals[name].iloc[-1] for name in ("kind", "segment", "value"))
    assert (kind, segment, value) == ("forfeit", 0, 5 * UNIT)


def test_what_is_overdue_is_decided_too() -> None:
    assert of_team(found(deferring(), grants=[grant("E1", 700, due=Month(2025, 12))]))[2] == 700


def test_who_left_the_team_gets_what_was_kept_back_in_a_line_behind_the_others() -> None:
    given = [grant("E8", 500), grant("E7", 40, due=Month(2026, 3)), grant("E8", 60)]
    result = found(deferring(), grants=given)
    line = result.members.iloc[3:]
    assert line["employee"].tolist() == ["E7", "E8"]
    assert line["row"].tolist() == line["role"].tolist() == [-1, -1]
    assert line["amount"].tolist() == [0, 0]
    assert of_members(result, "released") == [0, 0, 0, 0, 560]
    assert of_members(result, "deferred_balance")[3:] == [40, 0]
    members = result_object(result, "en")["teams"][0]["members"][3:]
    assert [(each["role"], each["active"], each["part"], each["paid_now"]) for each in members] == [
        (None,) * 3 + ("0.00",)
    ] * 2


def test_a_team_that_has_ended_loses_what_was_kept_back_and_needs_no_owner() -> None:
    ended = {"teams": [team(last="2025-12-31")], "owners": [], "members": []}
    result = found(plan_with(), grants=[grant("E1", 700)], **ended)
    assert of_team(result) == [0, 0, 0, 700, 0]
    assert of_members(result, "forfeited") == [700]


def test_a_team_that_has_ended_still_shows_what_is_not_due() -> None:
    ended = {"teams": [team(last="2025-12-31")], "owners": [], "members": []}
    result = found(plan_with(), grants=[grant("E1", 700, due=Month(2026, 6))], **ended)
    assert of_team(result) == [0, 0, 0, 0, 700]


def test_the_attainment_of_a_metric_decides_even_where_the_stage_does_not_weigh_it() -> None:
    metrics = {id: {"perspective": "financial", "actual": id, "curve": "straight"} for id in ("revenue", "margin")}
    targets = [
        {"team": "A", "metric": id, "month": 0, "target": target * UNIT}
        for id, target in (("revenue", 100), ("margin", 8))
    ]
    plan = deferring(metrics=metrics)
    for number, released in (("62.5", 700), ("62.5001", 0)):  # 5 / 8
        given = [grant("E1", 700)]
        keep = json.loads(given[0].keep_if) | {
            "of": "attainment",
            "metric": "margin",
            "number": round(float(number) * UNIT),
        }
        del keep["actual"]
        result = found(plan, grants=[replace(given[0], keep_if=json.dumps(keep))], targets=targets)
        assert of_team(result)[2] == released


def test_the_composite_decides() -> None:
    for number, released in ((100, 700), (101, 0)):
        given = [grant("E1", 700, keep_if={"composite": "true", "at_least": number})]
        assert of_team(found(deferring(), grants=given))[2] == released


def test_in_a_month_of_two_stages_the_whole_actual_of_the_stage_in_force_decides() -> None:
    plan = deferring(stage_change="by_day")
    result = found(plan, grants=[grant("E1", 700)], stages=stages(("position", "2025-06-01"), ("growth", "2026-01-30")))
    assert of_team(result)[2] == 700  # margin 5, though two days' share of it is 0.32


@pytest.mark.parametrize(("margin", "released"), [(0, 0), (3, 700), (-3, 0)])
def test_over_nothing_zero_is_not_kept_and_more_lies_beyond_every_number(margin: int, released: int) -> None:
    given = [grant("E1", 700, keep_if={"actual": {"ratio": ["margin", "revenue"]}, "at_least": 9})]
    values = [
        {"team": "A", "month": 0, "measure": "revenue", "value": 0},
        {"team": "A", "month": 0, "measure": "margin", "value": margin * UNIT},
    ]
    result = found(deferring(), grants=given, values=values)
    assert of_team(result)[2] == released
    assert "ratio-undefined.deferral" in [warning.kind for warning in result.warnings]


def problems_of(*arguments: Any, **rows: Any) -> list[tuple[str, str]]:
    result, problems = tried(*arguments, **rows)
    assert result is None
    return [(problem.kind, message(problem, "en").partition(",")[0]) for problem in problems]


def test_a_measure_that_the_plan_no_longer_has_is_a_problem_only_when_the_money_is_due() -> None:
    given = grant("E1", 700)
    lost = replace(given, keep_if=given.keep_if.replace("margin", "profit"))
    told = problems_of(deferring(), grants=[lost, replace(lost, employee="E2", amount=50)])
    assert told == [("deferral-condition", "team A: 7.50 kept back under the plan before is due now")]
    assert of_team(found(deferring(), grants=[replace(lost, due=Month(2026, 2))]))[4] == 200_700


def test_a_value_that_decides_must_be_there() -> None:
    values = [{"team": "A", "month": 0, "measure": "revenue", "value": 100 * UNIT}]
    plan = deferring(measures={"revenue": {"title": "Revenue"}, "margin": {"title": "Margin"}})
    assert [kind for kind, _ in problems_of(plan, grants=[grant("E1", 700)], values=values)] == ["missing-value"]
    assert of_team(found(plan, values=values))[0] == 200_000


def test_a_team_with_money_in_the_ledger_must_stand_in_teams() -> None:
    gone = replace(grant("E1", 700), team="Z")
    told = problems_of(deferring(), grants=[gone, gone], paid={"Z": 12_345, "Y": 0})
    assert told == [
        ("ledger-team-missing", "team Z is not in Teams"),
        ("ledger-team-missing.deferral", "team Z is not in Teams"),
    ]


def test_the_json_has_the_keys_only_where_money_is_kept_back() -> None:
    without = result_object(found(plan_with(funding=[{"subsidy": 10000}])), "en")["teams"][0]
    assert not set(DEFERRED) & {*without, *without["members"][0]}
    shown = result_object(found(deferring()), "en")["teams"][0]
    assert {key: shown[key] for key in DEFERRED} == {
        "deferred": "2000.00",
        "paid_now": "8000.00",
        "released": "0.00",
        "forfeited": "0.00",
        "deferred_balance": "2000.00",
    }
    assert list(shown)[-7:] == [*DEFERRED, "members", "unallocated"]
    assert list(shown["members"][0])[-6:] == ["amount", *DEFERRED]
    none = result_object(found(deferring(), stages=stages(("position", "2025-06-01"))), "en")["teams"][0]
    assert [none[key] for key in DEFERRED] == [None] * 5
    assert [none["members"][0][key] for key in DEFERRED] == [None] * 5
