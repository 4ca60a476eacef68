"""How a plan stands: the newest closing before the period, what is kept back, what the year before carried."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from scorecard.ledger.entries import entries
from scorecard.ledger.faults import LedgerFault
from scorecard.ledger.lines import PlanOf, name_of, not_voidable
from scorecard.ledger.opening import open_ledger, reading
from scorecard.ledger.schema import PAYABLES
from scorecard.ledger.standing import standing
from scorecard.ledger.store import Draft, void_period
from scorecard.model.ledger import Standing
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.read.plan_file import read_plan
from tests.ledger.drafts import MOMENT, closed, grant, row, signed, voided

JANUARY, FEBRUARY, MARCH = (Month(2026, month) for month in (1, 2, 3))


@pytest.fixture(scope="module")
def plan() -> Plan:
    found, _ = read_plan(Path("configs/key-accounts-2026.yaml"))
    assert found is not None
    return replace(found, id="plan-2026")


def asked(url: str, plan: Plan, period: Month, as_of: str | None = None) -> Standing:
    with reading(open_ledger(url)) as connection:
        return standing(connection, plan, period, as_of)


def test_what_was_paid_is_that_of_the_newest_closing_before_the_period(ledger_url: str, plan: Plan) -> None:
    ledger = open_ledger(ledger_url)
    first = closed(ledger, "", JANUARY, row("A", "1.00", "2.50"), row("B", "0.00", "0.00", "-3.00"))
    second = closed(ledger, first.digest, FEBRUARY, row("A", "3.50", "0.10"))
    found = asked(ledger_url, plan, MARCH)
    assert (found.closed, found.closing, found.digest) == (FEBRUARY, second.digest, second.digest)
    assert found.paid_before == {"A": 360}
    found = asked(ledger_url, plan, FEBRUARY)
    assert (found.closed, found.settled) == (JANUARY, {"A": (100, 250), "B": (0, 0)})
    assert asked(ledger_url, plan, JANUARY).paid_before is None


def test_a_closing_that_was_taken_back_paid_nothing(ledger_url: str, plan: Plan) -> None:
    ledger = open_ledger(ledger_url)
    void = voided(ledger, closed(ledger))
    found = asked(ledger_url, plan, FEBRUARY)
    assert (found.digest, found.paid_before, found.closing) == (void.digest, None, "")
    closed(ledger, void.digest, JANUARY, row("A", "0.00", "7.00"))
    assert asked(ledger_url, plan, FEBRUARY).paid_before == {"A": 700}


def test_closings_of_another_fiscal_year_or_plan_paid_nothing_in_this_one(ledger_url: str, plan: Plan) -> None:
    ledger = open_ledger(ledger_url)
    closed(ledger, plan="another-2026")
    closed(ledger, "", Month(2025, 12), fiscal_year=Month(2025, 1))
    assert asked(ledger_url, plan, FEBRUARY).paid_before is None


def test_the_ledger_can_be_asked_how_it_was(ledger_url: str, plan: Plan) -> None:
    ledger = open_ledger(ledger_url)
    first = closed(ledger)
    sign_off = signed(ledger, "hr", "Li Na", period=FEBRUARY)
    closed(ledger, first.digest, FEBRUARY)
    assert asked(ledger_url, plan, FEBRUARY, "").digest == ""
    assert asked(ledger_url, plan, FEBRUARY, first.digest).signatures == ()
    assert [each.role for each in asked(ledger_url, plan, FEBRUARY, sign_off.digest).signatures] == ["hr"]
    assert asked(ledger_url, plan, MARCH, sign_off.digest).closed == JANUARY
    with pytest.raises(KeyError):
        asked(ledger_url, plan, MARCH, "f" * 64)


def test_what_is_kept_back_stays_until_it_is_settled(ledger_url: str, plan: Plan) -> None:
    ledger = open_ledger(ledger_url)
    kept = [grant("A", "E1", "5.00", "2026-01", "2026-02"), grant("A", None, "0.01", "2026-01", "2026-02")]
    first = closed(ledger, deferrals=kept)
    assert [(each.employee, each.amount) for each in asked(ledger_url, plan, FEBRUARY).grants] == [
        (None, 1),
        ("E1", 500),
    ]
    released = [{**kept[0], "kind": "release"}, {**kept[1], "kind": "forfeit"}]
    closed(ledger, first.digest, FEBRUARY, deferrals=released)
    assert asked(ledger_url, plan, MARCH).grants == ()
    assert len(asked(ledger_url, plan, FEBRUARY).grants) == 2


def test_a_settlement_that_was_taken_back_settled_nothing(ledger_url: str, plan: Plan) -> None:
    ledger = open_ledger(ledger_url)
    kept = grant("A", "E1", "5.00", "2026-01", "2026-02")
    first = closed(ledger, deferrals=[kept])
    voided(ledger, closed(ledger, first.digest, FEBRUARY, deferrals=[{**kept, "kind": "release"}]))
    assert len(asked(ledger_url, plan, MARCH).grants) == 1


@pytest.mark.parametrize(
    ("id", "change", "known"),
    [
        ("plan-2027", {}, 1),
        ("plan-2026-v2", {}, 0),
        ("other-2027", {}, 0),
        ("plan-2027", {"currency": "USD"}, 0),
        ("plan-2027", {"fiscal_year": Month(2026, 1)}, 0),
        ("plan-27", {}, 1),
    ],
)
def test_the_next_years_plan_of_the_same_line_knows_what_is_kept_back(
    ledger_url: str, plan: Plan, id: str, change: dict[str, Any], known: int
) -> None:
    closed(open_ledger(ledger_url), deferrals=[grant("A", "E1", "5.00", "2026-01", "2027-01")])
    other = replace(plan, **({"id": id, "fiscal_year": Month(2027, 1)} | change))
    assert len(asked(ledger_url, other, Month(2027, 1)).grants) == known


def test_what_the_year_before_carried_is_known_until_this_year_has_a_closing(ledger_url: str, plan: Plan) -> None:
    ledger = open_ledger(ledger_url)
    december = row("A", "5.00", "0.00", "-2.75")
    closed(
        ledger, "", Month(2025, 12), december, row("B", "0.00", "1.00"), plan="plan-2025", fiscal_year=Month(2025, 1)
    )
    found = asked(ledger_url, plan, JANUARY)
    assert found.carried == {"A": -275}
    closed(ledger, found.state)
    assert asked(ledger_url, plan, FEBRUARY).carried == {}


def test_a_year_that_was_not_closed_to_its_end_carries_nothing_yet(ledger_url: str, plan: Plan) -> None:
    november = row("A", "5.00", "0.00", "-2.75")
    closed(open_ledger(ledger_url), "", Month(2025, 11), november, plan="plan-2025", fiscal_year=Month(2025, 1))
    assert asked(ledger_url, plan, JANUARY).carried == {}


@pytest.mark.parametrize(
    ("id", "year", "name"),
    [
        ("key-accounts-2026", 2026, "key-accounts-#"),
        ("region-1-2026", 2026, "region-1-#"),
        ("region-2-2026-v3", 2026, "region-2-#-v3"),
        ("fy2026-27", 2026, "fy#-27"),
        ("fy26-27", 2026, "fy#-#"),
        ("plan-1", 2026, "plan-1"),
    ],
)
def test_a_line_s_name_is_the_plan_s_id_without_its_year(id: str, year: int, name: str) -> None:
    assert name_of(PlanOf(id, Month(year, 1), "CNY")) == name


def test_plans_side_by_side_settle_only_their_own(ledger_url: str, plan: Plan) -> None:
    ledger = open_ledger(ledger_url)
    for id in ("region-1-2025", "region-2-2025"):
        kept = grant("A", "E1", "5.00", "2025-12", "2026-01", plan=id)
        closed(ledger, "", Month(2025, 12), plan=id, fiscal_year=Month(2025, 1), deferrals=[kept])
    for id in ("region-1-2026", "region-2-2026"):
        grants = asked(ledger_url, replace(plan, id=id), JANUARY).grants
        assert [each.plan for each in grants] == [id.replace("2026", "2025")]


def test_what_two_plans_of_one_year_left_is_not_mixed(ledger_url: str, plan: Plan) -> None:
    ledger = open_ledger(ledger_url)
    for id in ("plan-2025", "plan-25"):
        kept = grant("A", "E1", "5.00", "2025-12", "2026-01", plan=id)
        closed(ledger, "", Month(2025, 12), plan=id, fiscal_year=Month(2025, 1), deferrals=[kept])
    with pytest.raises(LedgerFault) as told:
        asked(ledger_url, plan, JANUARY)
    assert told.value.problem.kind == "plans-alike"


def test_plans_side_by_side_do_not_keep_each_other_from_being_voided(ledger_url: str) -> None:
    ledger = open_ledger(ledger_url)
    first, second = closed(ledger, plan="region-1-2026"), closed(ledger, plan="region-2-2026")
    closed(ledger, second.digest, FEBRUARY, plan="region-2-2026")
    with reading(ledger) as connection:
        every = entries(connection)
    assert not_voidable(every, first) is None
    assert not_voidable(every, second) is not None


def test_next_year_s_closing_stands_on_this_year_s_and_is_told_if_that_was_taken_back(
    ledger_url: str, plan: Plan
) -> None:
    ledger = open_ledger(ledger_url)
    december = closed(ledger, "", Month(2025, 12), plan="plan-2025", fiscal_year=Month(2025, 1))
    before = asked(ledger_url, plan, JANUARY).state
    voided(ledger, december)
    with pytest.raises(LedgerFault) as told:
        closed(ledger, before)
    assert told.value.problem.kind == "closed-meanwhile"


def test_a_closing_that_next_year_s_stands_on_is_not_taken_back(ledger_url: str, plan: Plan) -> None:
    ledger = open_ledger(ledger_url)
    december = closed(ledger, "", Month(2025, 12), plan="plan-2025", fiscal_year=Month(2025, 1))
    january = closed(ledger, asked(ledger_url, plan, JANUARY).state)
    void = Draft(december.plan, december.period, MOMENT, "Li Na", "x", december.fiscal_year, december.currency)
    with pytest.raises(LedgerFault) as told:
        void_period(ledger, void, january.digest)
    assert told.value.problem.kind == "not-newest"


def test_a_period_is_closed_once_and_in_order_whatever_was_looked_at_before(ledger_url: str) -> None:
    ledger = open_ledger(ledger_url)
    first = closed(ledger)
    for period, kind in ((JANUARY, "already-closed"), (MARCH, "period-gap")):
        with pytest.raises(LedgerFault) as told:
            closed(ledger, first.digest, period)
        assert told.value.problem.kind == kind


def test_no_money_is_taken_from_rows_that_are_not_what_was_closed(ledger_url: str, plan: Plan) -> None:
    ledger = open_ledger(ledger_url)
    entry = closed(ledger)
    lines = [row("B", "0.00", "1.00")]
    with ledger.engine.begin() as connection:
        connection.execute(PAYABLES.insert(), [{"entry": entry.id, **each} for each in lines])
    with pytest.raises(LedgerFault) as told:
        asked(ledger_url, plan, FEBRUARY)
    assert told.value.problem.kind == "ledger-broken.rows"


def test_other_plans_of_the_year_are_known_where_the_plan_itself_has_no_closing(ledger_url: str, plan: Plan) -> None:
    ledger = open_ledger(ledger_url)
    closed(ledger, plan="plan-old")
    assert asked(ledger_url, plan, FEBRUARY).others == ("plan-old",)
    closed(ledger)
    assert asked(ledger_url, plan, FEBRUARY).others == ()
