"""A slip shows its member's money and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from markupsafe import escape
from msgspec.structs import astuple, replace

from scorecard.model.result import Result
from scorecard.report.explanation.node import there
from scorecard.report.pages.environment import environment
from scorecard.report.pages.formats import Formats
from scorecard.report.pages.reader import Edition, Reader
from scorecard.report.pages.slip import Slip, slip, slip_people
from scorecard.report.pages.statement.deferral import COLUMNS
from scorecard.report.pages.texts import texts
from tests.report.explanation.trees import EVERY, result
from tests.report.pages.golden import DIGEST, LANGUAGES
from tests.report.pages.views import SLIP

NUMBER = re.compile(r"−?\d[\d,]*(?:\.\d+)?")
TEAM_MONEY = (
    "payable",
    "entitlement",
    "entitlement_uncut",
    "due",
    "paid_before",
    "carried",
    "unallocated",
    "adjustments",
    *COLUMNS,
)
OF_MEMBER = ("amount", "premium", "share_cut", *COLUMNS)
"""A member's money."""


@cache
def marked(name: str) -> Result:
    """The result with every person's number and name made unlike any other text."""
    found = result(name)
    people = sorted({*found.members["employee"], *found.payables["owner"].dropna()})
    number = {person: f"number{at:04}x" for at, person in enumerate(people)}
    title = {person: f"person{at:04}x" for at, person in enumerate(people)}
    members = found.members.assign(
        employee=found.members["employee"].map(number), name=found.members["employee"].map(title)
    )
    owner = found.payables["owner"]
    payables = found.payables.assign(
        owner=[number.get(each) for each in owner], owner_name=[title.get(each) for each in owner]
    )
    return replace(found, members=members, payables=payables)


@cache
def slips(name: str, language: str = "en") -> list[tuple[Reader, Slip]]:
    edition = Edition(marked(name), language, DIGEST)
    readers = [Reader(edition, team) for team in marked(name).payables["team"].tolist()]
    return [(of, slip(of, employee)) for of in readers for employee in slip_people(of)]


def page(of: Reader, view: Slip) -> str:
    return environment().get_template("slip.html").render(s=view, t=of.texts)


def numbers(html: str) -> set[str]:
    return set(NUMBER.findall(html.split("<body>")[1].replace(DIGEST, "")))


def money(of: Reader, values: Iterator[Any]) -> set[str]:
    formats = Formats.of(of.plan, of.language)
    return {formats.money(value) for value in values if there(value) and value}


def own_money(of: Reader, view: Slip) -> set[str]:
    rows = [row for row in of.facts.own(of.result.members) if row["employee"] == view.employee]
    every = (row[column] for row in rows for column in OF_MEMBER)
    kept = astuple(view.deferral)[:-1] if view.deferral else ()
    shown = {number[0] for number in kept}
    return money(of, every) | shown | {view.amount.text, *(line.amount.text for line in view.lines)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_nobody_else_stands_on_a_slip_but_the_owner_by_name(name: str, language: str) -> None:
    for of, view in slips(name, language):
        found = set(re.findall(r"(?:number|person)\d{4}x", page(of, view)))
        assert found - {view.owner} <= {view.employee, view.person}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_no_other_members_money_stands_on_a_slip(name: str, language: str) -> None:
    for of, view in slips(name, language):
        others = [row for row in of.facts.own(of.result.members) if row["employee"] != view.employee]
        theirs = money(of, (row[column] for row in others for column in OF_MEMBER))
        assert not (theirs - own_money(of, view)) & numbers(page(of, view))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_no_money_of_the_team_stands_on_a_slip(name: str, language: str) -> None:
    for of, view in slips(name, language):
        team = money(of, (of.facts.payable[column] for column in TEAM_MONEY))
        assert not (team - own_money(of, view)) & numbers(page(of, view))


@pytest.mark.parametrize("name", EVERY)
def test_the_slips_of_a_team_and_what_is_unallocated_make_its_payable(name: str) -> None:
    sums: dict[int, int] = {}
    for of, view in slips(name):
        sums[of.team] = sums.get(of.team, 0) + units(view.amount.text)
    payables = result(name).payables.set_index("team")
    left = (payables["payable"] - payables["unallocated"]).to_dict()
    assert sums == {team: left[team] for team in sums}
    assert not any(money for team, money in left.items() if team not in sums)


def units(text: str) -> int:
    return int(text.replace("−", "-").replace(",", "").replace(".", ""))


@pytest.mark.parametrize("name", EVERY)
def test_lines_and_premium_make_the_amount(name: str) -> None:
    for _, view in slips(name):
        parts = [line.amount for line in view.lines] + ([view.premium] if view.premium else [])
        assert sum(units(part.text) for part in parts) == units(view.amount.text)


def sample(team: str, employee: str) -> Slip:
    found = result("key-accounts")
    reader = Reader(Edition(found, "en", DIGEST), found.inputs.teams["key"].tolist().index(team))
    return slip(reader, employee)


def test_the_owner_sees_the_premium_and_nobody_else_does() -> None:
    assert sample("T01", "LC0187").premium is not None
    assert sample("T01", "LC0298").premium is None


def test_a_line_says_role_share_days_and_factor() -> None:
    line = sample("T01", "LC0187").lines[0]
    assert (line.role, line.share, line.active, line.personal_factor) == ("Account manager", "40", "31 of 31 days", "1")


def test_all_lines_of_a_member_in_a_team_stand_on_one_slip() -> None:
    several = [(of, view) for name in EVERY for of, view in slips(name) if len(view.lines) > 1]
    assert several
    for of, view in several:
        assert slip_people(of).count(view.employee) == 1


def test_an_owner_without_a_line_gets_a_slip_with_the_premium_alone() -> None:
    found = result("key-accounts")
    owns = (found.members["employee"] == "LC0187") & (found.members["premium"] > 0)
    without = found.members.assign(
        role=found.members["role"].mask(owns, -1),
        row=found.members["row"].mask(owns, -1),
        amount=found.members["amount"].mask(owns, found.members["premium"]),
    )
    reader = Reader(Edition(replace(found, members=without), "en", DIGEST), 0)
    view = slip(reader, "LC0187")
    assert view.lines == []
    assert view.premium == view.amount
    assert "<thead>" not in page(reader, view)


HOSTILE = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "../../x",
    "\u202etxt.exe",
    "😀",
    "{{ s }}",
    "a" * 10_000,
    "\"'&",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_come_out_as_text(text: str) -> None:
    fields = dict.fromkeys(("person", "employee", "team", "name", "account", "unit", "owner", "stage", "plan"), text)
    line = replace(SLIP.lines[0], role=text)
    view = replace(SLIP, lines=[line], **fields)
    html = environment().get_template("slip.html").render(s=view, t=texts("en"))
    assert html.count(str(escape(text))) >= len(fields) + 1
    assert "<script" not in html
