"""The review page: what it adds up, what it puts first, and that nothing from the inputs is more than text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from typing import Any

import pandas as pd
import pytest
from msgspec.structs import replace

from scorecard.calc.gate_costs import gate_costs
from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.report.pages.reader import Edition
from scorecard.report.pages.review import review_page
from scorecard.report.pages.review.distribution import distribution
from scorecard.report.pages.review.exceptions import FindingView, finding_views, findings, marks
from scorecard.report.pages.review.finding import Finding
from scorecard.report.pages.review.movements import movements
from scorecard.report.pages.review.table import MOST_STATIC, columns
from scorecard.report.pages.review.teams import Teams
from scorecard.report.pages.review.totals import by_stage, by_unit, totals
from scorecard.report.result_json import result_object
from tests.report.changed import changed, unchanged
from tests.report.explanation.trees import EVERY, result
from tests.report.pages.golden import DIGEST, LANGUAGES, statement_links
from tests.report.pages.markup import Page
from tests.report.pages.test_statement import HOSTILE as HOSTILE_NAMES

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>&amp;\"'",
    "=cmd|' /C calc'!A0",
    "../../x",
    "{{ 7 * 7 }}",
    "\u202eevil\u2066",
    "\u2028line\u2029",
    "👩🏽‍🚀",
    "javascript:alert(1)",
    "#show=warned&q=x",
    "x" * 10_000,
)
"""What is hostile to a page with a script and an address that holds its state, beside what is to every page."""
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


def teams_of(found: Result, language: str = "en") -> Teams:
    return Teams(Edition(found, language, DIGEST), statement_links(found))


def test_what_differs_of_closed_months_is_an_exception_with_what_this_due_holds_of_it() -> None:
    found = changed(result("key-accounts"))
    told = {each.key: each for each in findings(teams_of(found))}["closed_changed"]
    sums: dict[str, int] = {}
    for change in found.changes or ():
        sums[change.team or ""] = sums.get(change.team or "", 0) + (change.effect or 0)
    assert told.title == "Changed in closed months since the closing of 2026-06"
    assert told.money == sum(sums.values()) and len(told.cases) == len(sums) == 4
    assert [case.detail for case in told.cases if case.row == 0] == ["+17,532.70 (values: 6)"]
    assert "closed_changed" not in {each.key for each in findings(teams_of(unchanged(result("key-accounts"))))}


def page(found: Result, language: str = "en") -> str:
    return review_page(Edition(found, language, DIGEST), statement_links(found))


@cache
def said(name: str) -> dict[str, Any]:
    return result_object(result(name), "en")


def data(html: str) -> dict[str, Any]:
    (found,) = DATA.findall(html)
    return dict(json.loads(found))


def with_teams(found: Result, **texts: list[str]) -> Result:
    inputs = replace(found.inputs, teams=found.inputs.teams.assign(**texts))
    return replace(found, inputs=inputs)


def many(count: int) -> Result:
    """The key-account sample with its teams copied."""
    found = result("key-accounts")
    again = [at % len(found.inputs.teams) for at in range(count)]
    inputs = found.inputs.teams.iloc[again].assign(key=[f"T{at:05d}" for at in range(count)])
    payables = found.payables.iloc[again].assign(team=range(count))
    return replace(
        found,
        inputs=replace(found.inputs, teams=inputs.reset_index(drop=True)),
        payables=payables.reset_index(drop=True),
    )


def finding(found: Result, key: str) -> Finding | None:
    return next((each for each in findings(teams_of(found)) if each.key == key), None)


def keys(found: Result, key: str) -> set[str]:
    teams, each = teams_of(found), finding(found, key)
    return {teams.keys[case.row] for case in each.cases} if each else set()


def digits(text: str) -> int:
    return int(re.sub(r"[^\d-]", "", text.replace("−", "-")) or 0)


@pytest.mark.parametrize("name", EVERY)
def test_the_totals_are_those_of_the_result_file(name: str) -> None:
    lines = {line.label: line.amount for line in totals(teams_of(result(name))).account}
    wanted = said(name)["totals"]
    assert digits(lines["Payable"]) == digits(wanted["payable"])
    assert digits(lines["Entitlement"]) == digits(wanted["entitlement"])
    assert digits(lines["Due"]) == digits(wanted["due"])
    assert digits(lines["Adjustments"]) == digits(wanted["adjustments"])
    assert digits(lines["Less paid before"]) == -digits(wanted["paid_before"])
    assert digits(lines["Less carried to the next period"]) == -digits(wanted["carried"])


@pytest.mark.parametrize("name", EVERY)
def test_everything_ties(name: str) -> None:
    assert all(tie.ties for tie in totals(teams_of(result(name))).ties)


def test_a_total_that_does_not_tie_is_told() -> None:
    found = result("key-accounts")
    wrong = replace(found, payables=found.payables.assign(due=0, payable=found.payables["payable"] + 1))
    html = page(wrong)
    assert html.count("DOES NOT TIE") == 2
    assert "0.12" in html


@pytest.mark.parametrize("name", EVERY)
def test_stages_and_units_add_up_to_payable(name: str) -> None:
    teams = teams_of(result(name))
    payable = digits(said(name)["totals"]["payable"])
    for groups in (by_stage(teams), by_unit(teams)):
        assert sum(digits(group.payable) for group in groups) == payable
        assert sum(int(group.teams) for group in groups) == len(teams.keys)


def test_many_units_end_in_one_line_for_the_others() -> None:
    found = many(60)
    found = with_teams(found, unit=[f"Unit {at}" for at in range(60)])
    groups = by_unit(teams_of(found))
    assert len(groups) == 20
    assert groups[-1].name == "41 others"
    assert sum(digits(group.payable) for group in groups) == sum(found.payables["payable"])


@pytest.mark.parametrize("name", EVERY)
def test_the_exceptions_are_those_that_the_result_file_shows(name: str) -> None:
    teams = said(name)["teams"]
    segments = [(team["team"], segment) for team in teams for segment in team["segments"]]
    wanted = {
        "closed_gates": {team for team, segment in segments if any(gate["closed"] for gate in segment["gates"])},
        "forfeited": {team for team, segment in segments if segment["forfeited_by"]},
        "limited": {team for team, segment in segments if segment["held_by"] and not segment["forfeited_by"]},
        "left_out_metrics": {team for team, segment in segments if any(m["skipped"] for m in segment["metrics"])},
        "carried_money": {team["team"] for team in teams if digits(team["carried"])},
        "adjusted": {team["team"] for team in teams if digits(team["adjustments"])},
        "unallocated_money": {team["team"] for team in teams if digits(team["unallocated"])},
        "budget_cut": {team["team"] for team in teams if team["entitlement"] != team["entitlement_uncut"]},
        "negative": {team["team"] for team in teams if digits(team["payable"]) < 0},
        "no_owner": {team["team"] for team in teams if team["owner"] is None},
        "out_of_stage": {team["team"] for team in teams if team["stage"] is None},
    }
    assert {key: keys(result(name), key) for key in wanted} == wanted


@pytest.mark.parametrize("name", EVERY)
def test_every_warning_of_a_team_is_counted_in_its_row_and_can_be_filtered(name: str) -> None:
    teams = teams_of(result(name))
    wanted = [warning["team"] for warning in said(name)["warnings"] if warning["team"]]
    counts = next(column for column in columns(teams) if column.id == "warnings").values
    assert dict(zip(teams.keys, counts or (), strict=True)) == {key: wanted.count(key) for key in teams.keys}
    marked = marks(teams, findings(teams)).get("warned", [])
    assert {teams.keys[row] for row in marked} == set(wanted)


def views(found: Result) -> dict[str, FindingView]:
    teams = teams_of(found)
    return {view.key: view for view in finding_views(teams, findings(teams))}


def warned(counts: dict[str, int]) -> FindingView:
    """What the page says where teams have so many warnings of a code each."""
    told = tuple(
        Problem("text-number", level="warning", team=team, args={"column": f"{team}.{at}", "value": "1", "number": "1"})
        for team, count in counts.items()
        for at in range(count)
    )
    return views(replace(result("key-accounts"), warnings=told))["warning-text-number"]


def test_many_warnings_of_one_team_do_not_hide_the_others() -> None:
    view = warned({"T01": 5, "T02": 4, "T03": 1})
    assert [case.detail.split()[0] for case in view.cases] == ["T01.0", "T02.0", "T03.0"]
    assert (view.more, view.more_teams, view.teams) == (7, 2, "3")


@pytest.mark.parametrize("counts", [{"T01": 11}, {"T01": 3}, {"T02": 2, "T05": 3}, dict.fromkeys(("T01", "T02"), 1)])
def test_warnings_shown_and_warnings_counted_are_all_there_are(counts: dict[str, int]) -> None:
    view = warned(counts)
    assert len(view.cases) + view.more == sum(counts.values())
    assert all(case.detail for case in view.cases)


def test_more_warnings_of_a_single_team_stand_in_its_statement_and_those_of_several_in_the_table() -> None:
    told = [
        Problem(
            "rounded-input",
            level="warning",
            team="T01",
            args={"column": "a", "value": "1", "number": "1", "decimals": "6"},
        )
    ] * 11
    html = page(replace(result("key-accounts"), warnings=tuple(told)))
    assert 'and 8 more (teams: 1)</span> <a class="screen" href="statements/T01.html#warnings">' in html
    html = page(replace(result("key-accounts"), warnings=(*told, replace(told[0], team="T02"))))
    assert 'and 9 more (teams: 1)</span> <a class="scripted screen" href="#show=warning-rounded-input">' in html


@pytest.mark.parametrize("name", EVERY)
def test_what_forfeits_and_gates_took_is_what_waterfalls_and_workbook_have(name: str) -> None:
    found = result(name)
    shown = views(found)
    forfeited, closed = shown.get("forfeited"), shown.get("closed_gates")
    taken = sum(each["pool"] - each["held"] - each["unscored"] for each in found.held.astype(object).to_dict("records"))
    assert digits(forfeited.money if forfeited else "") == taken
    cost = sum(gate_costs(found).tolist()) if len(found.gates) else 0
    assert digits(closed.money if closed else "") == -cost


def test_what_a_floor_added_to_a_pool_that_is_forfeited_is_nobody_s_money() -> None:
    found = result("key-accounts")
    added = found.held.assign(held_by=1, held=found.held["earned"] + 100)
    kept = views(replace(found, held=added.assign(pool=added["held"] + added["unscored"])))
    lost = views(replace(found, held=added.assign(forfeited_by=0, pool=0)))
    assert digits(kept["limited"].money) == 100 * len(found.held)
    assert "limited" not in lost


def test_several_changes_of_owner_stand_in_one_case_of_the_team() -> None:
    found = result("key-accounts")
    last = found.inputs.owners.iloc[-1:]
    first = found.plan.fiscal_year.first_day
    later = [last.assign(day=first + 10 + at, employee=f"E{at}", name=f"N{at}") for at in range(9)]
    owners = pd.concat([found.inputs.owners, *later])
    each = finding(replace(found, inputs=replace(found.inputs, owners=owners)), "owner_changed")
    assert each is not None
    assert len(each.cases) == len({case.row for case in each.cases})
    assert sum(case.detail.count("→") for case in each.cases) == 1 + 9


def test_a_change_of_owner_says_who_took_over_and_when() -> None:
    each = finding(result("key-accounts"), "owner_changed")
    assert each is not None
    assert [case.detail for case in each.cases] == ["Jun 1, 2026: 钱伯言 LC0196 → 陆一鸣 LC0357"]


def test_a_change_of_stage_names_the_stages_in_their_order() -> None:
    each = finding(result("key-accounts"), "stage_changed")
    assert each is not None
    assert [case.detail for case in each.cases] == ["Breakthrough → Growth"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_exceptions_stand_before_totals_movements_and_the_table(language: str) -> None:
    html = page(result("key-accounts"), language)
    places = [
        html.index(f'<section id="{id}"') for id in ("exceptions", "totals", "movements", "distribution", "teams")
    ]
    assert places == sorted(places)


def test_a_run_without_exceptions_says_so() -> None:
    found = result("key-accounts")
    quiet = replace(
        found,
        warnings=(),
        gates=found.gates.assign(closed=False),
        held=found.held.assign(held_by=0, forfeited_by=-1),
        scores=found.scores.assign(skipped=0),
        segments=found.segments.assign(stage=0),
        payables=found.payables.assign(carried=0, adjustments=0),
        inputs=replace(found.inputs, owners=found.inputs.owners.iloc[:0]),
    )
    assert "Nothing out of the ordinary in this period." in page(quiet)


def test_many_warnings_of_the_whole_run_are_shortened_to_a_count() -> None:
    found = result("key-accounts")
    told = Problem("paid-before-assumed", level="warning")
    html = page(replace(found, warnings=(told,) * 25))
    assert html.count("<code>paid-before-assumed</code>") == 20
    assert "and 5 more" in html


def test_movements_compare_with_the_month_before_as_it_was_run() -> None:
    now, before = result("key-accounts"), result("key-accounts", "2026-06")
    change = dict(zip(before.payables["team"], now.payables["payable"] - before.payables["payable"], strict=True))
    shown = movements(teams_of(now))
    wanted = sorted((abs(each) for each in change.values() if each), reverse=True)[:10]
    assert [abs(digits(row.change)) for row in shown.rows] == wanted
    assert shown.title == "Largest movements against Jun 2026"
    assert shown.total is not None
    assert digits(shown.total.change) == sum(change.values())


def test_the_first_month_of_the_year_has_nothing_to_compare_with() -> None:
    shown = movements(teams_of(result("key-accounts", "2026-01")))
    assert (shown.rows, shown.total) == ((), None)
    assert shown.note.startswith("This is the first month of the fiscal year")


def test_a_month_before_that_the_ledger_has_no_closing_of_is_said_to_be_unknown() -> None:
    found = result("key-accounts")
    closed = replace(found, paid_before_from="ledger", monthly=found.monthly.iloc[:0])
    shown = movements(teams_of(closed))
    assert not shown.rows
    assert "has no closing of it" in shown.note


def test_a_paid_sheet_s_month_before_is_compared_without_its_entitlement() -> None:
    found = result("key-accounts")
    rows = [(0, 5, 1000), (0, 5, 234), (0, 4, 9), (1, 5, 0)]
    paid = pd.DataFrame(rows, columns=["team", "month", "amount"])
    inputs = replace(found.inputs, paid=paid)
    known = replace(found, inputs=inputs, paid_before_from="paid", monthly=found.monthly.iloc[:0])
    shown = movements(teams_of(known))
    before = {row.key: row.before for row in shown.rows}
    assert (before["T01"], before["T02"]) == ("12.34", "0.00")
    assert {row.entitlement for row in shown.rows} == {"–"}
    assert shown.note.startswith("The month before is what the Paid sheet has for it")


def test_equal_months_are_said_to_be_equal() -> None:
    found = result("key-accounts")
    payable = dict(zip(found.payables["team"], found.payables["payable"], strict=True))
    same = found.monthly.assign(payable=[payable[team] for team in found.monthly["team"]])
    shown = movements(teams_of(replace(found, monthly=same)))
    assert shown.note == "Every team has the same payable as in the month before."


@pytest.mark.parametrize("name", EVERY)
def test_the_distribution_counts_every_team_once(name: str) -> None:
    teams = teams_of(result(name))
    shown = distribution(teams)
    known = [value for value in teams.composites if value is not None]
    assert sum(each.count for each in shown.bins) == len(known)
    assert bool(shown.without) == (len(known) < len(teams.keys))
    assert len(shown.bins) <= 20
    for each in shown.bins:
        assert each.count == sum(int(each.low) * 10**4 <= value < int(each.high) * 10**4 for value in known)


def test_composites_far_apart_share_wider_bins() -> None:
    found = result("key-accounts")
    far = replace(found, payables=found.payables.assign(composite=[0] * 11 + [10**12]))
    shown = distribution(teams_of(far))
    assert len(shown.bins) <= 20
    assert (shown.bins[0].count, shown.bins[-1].count) == (11, 1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_the_page_is_well_formed_and_links_every_statement(name: str, language: str) -> None:
    html = page(result(name), language)
    found = Page(html)
    assert len(found.ids) == len(set(found.ids))
    assert set(statement_links(result(name)).values()) <= set(found.outer)
    assert {link.lstrip("#") for link in found.inner if "=" not in link} <= set(found.ids)


def test_the_data_of_the_script_are_the_rows_that_stand_in_the_page() -> None:
    html = page(result("key-accounts"))
    told = data(html)
    texts = [column.get("texts") or [column["known"][code] for code in column["codes"]] for column in told["columns"]]
    rows = re.findall(r'<tr><th scope="row"><a href="statements.*?</tr>', html[html.index('id="table"') :])
    cells = [re.findall(r"<bdi>(.*?)</bdi>", row) for row in rows]
    assert cells == [list(row) for row in zip(*texts, strict=True)]


def test_numbers_beyond_what_javascript_counts_stay_exact() -> None:
    found = result("key-accounts")
    large = [2**61 + at for at in range(len(found.payables))]
    html = page(replace(found, payables=found.payables.assign(payable=large)))
    payable = next(column for column in data(html)["columns"] if column["id"] == "payable")
    assert payable["values"] == [str(each) for each in large]
    assert digits(Page(html).text.split("Payable (CNY)")[1].split("Against")[0]) == sum(large)


def test_a_long_list_stands_in_the_data_and_only_its_beginning_in_the_page() -> None:
    html = page(many(MOST_STATIC + 1))
    assert len(data(html)["links"]) == MOST_STATIC + 1
    assert "the first 100 of 501 teams" in html
    assert html.count('<tr><th scope="row"><a href="statements/') - html.count('data-h="Change"') <= 120


@pytest.mark.parametrize("hostile", dict.fromkeys((*HOSTILE, *HOSTILE_NAMES)), ids=lambda text: ascii(text)[:30])
def test_a_hostile_text_comes_out_as_text(hostile: str) -> None:
    found = result("key-accounts")
    texts = [hostile] * len(found.inputs.teams)
    html = page(with_teams(found, name=texts, account_name=texts, unit=texts))
    plain = Page(html)
    assert plain.tags.count("script") == 2
    assert plain.text.count(hostile) >= 3 * len(texts)
    told = {column["id"]: column for column in data(html)["columns"]}
    assert told["name"]["texts"] == texts
    assert told["unit"]["known"] == [hostile]
    assert plain.tags == Page(page(with_teams(found, name=["n"] * 12, account_name=["a"] * 12, unit=["u"] * 12))).tags


def test_only_the_page_s_own_style_and_script_may_run() -> None:
    html = page(result("key-accounts"))
    (policy,) = re.findall(r'Content-Security-Policy" content="(.*?)">', html)
    for name, element in (("style-src", STYLE), ("script-src", SCRIPT)):
        (text,) = element.findall(html)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name} &#39;sha256-{digest}&#39;" in policy
    assert policy.startswith("default-src &#39;none&#39;")
    assert "unsafe" not in policy
    assert " style=" not in html


def test_the_page_is_the_same_every_time() -> None:
    assert page(result("key-accounts")) == page(result("key-accounts"))
