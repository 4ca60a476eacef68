"""A sign-off counts for one result under one plan file; nobody signs as two roles where duties are separate."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from msgspec.structs import replace

from scorecard.ledger.entries import Entry, entries
from scorecard.ledger.opening import open_ledger, reading
from scorecard.ledger.sign_offs import Subject, counted, missing, refused, same_person
from scorecard.ledger.store import SignOff, sign_result
from scorecard.model.ledger import Signature
from scorecard.model.problems import Problem
from tests.ledger.drafts import MOMENT, YEAR

SUBJECT = Subject("r" * 64, "p" * 64, ("hr", "finance"), True)


def signature(role: str, by: str, result: str = "r" * 64, plan_file: str = "p" * 64) -> Signature:
    return Signature(role, by, MOMENT, "", result, plan_file)


def test_a_sign_off_of_another_result_or_plan_file_counts_for_nothing() -> None:
    others = [signature("hr", "Ann", result="x"), signature("finance", "Bob", plan_file="x")]
    assert counted(SUBJECT, others) == {}
    assert missing(SUBJECT, others) == ["hr", "finance"]


def test_the_first_of_a_role_counts() -> None:
    both = [signature("hr", "Ann"), signature("hr", "Bob")]
    assert counted(SUBJECT, both)["hr"].by == "Ann"


def test_one_person_counts_as_one_role_where_duties_are_separate() -> None:
    both = [signature("hr", "Ann"), signature("finance", "ann ")]
    assert missing(SUBJECT, both) == ["finance"]
    assert missing(replace(SUBJECT, separate=False), both) == []


def test_somebody_else_may_still_sign_for_a_role_that_did_not_count() -> None:
    both = [signature("hr", "Ann"), signature("finance", "Ann")]
    assert refused(SUBJECT, both, "finance", "Bob") is None


@pytest.mark.parametrize(
    ("role", "by", "kind"),
    [("boss", "Bob", "unknown-signer"), ("hr", "Bob", "signed-already"), ("finance", "ＡＮＮ", "separate-duties")],
)
def test_what_is_refused_is_told(role: str, by: str, kind: str) -> None:
    problem = refused(SUBJECT, [signature("hr", "Ann")], role, by)
    assert problem is not None and problem.kind == kind


def test_a_plan_that_lists_nobody_takes_any_role() -> None:
    assert refused(replace(SUBJECT, roles=()), [], "board", "Ann") is None


@pytest.mark.parametrize("other", ["Li Na", "li  na", "ＬＩ ＮＡ", "Li\u200bNa", "Li\u00a0Na", "LiNa\u200f"])
def test_names_that_look_alike_are_one_person(other: str) -> None:
    assert same_person("Li Na", other)
    assert not same_person("Li Ning", other)


def test_two_sign_offs_at_one_moment_know_each_other(ledger_url: str) -> None:
    for number in range(10):
        subject = replace(SUBJECT, result=f"{number:064}")
        offs = [
            SignOff("plan-2026", YEAR, MOMENT, "Mallory", "", YEAR, "CNY", role, subject) for role in ("hr", "finance")
        ]
        with ThreadPoolExecutor(2) as pool:
            done = list(pool.map(lambda off: sign_result(open_ledger(ledger_url), off), offs))
        assert {type(each) for each in done} == {Entry, Problem}
    with reading(open_ledger(ledger_url)) as connection:
        assert len(entries(connection)) == 10
