from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from scorecard.model.period import Month, date_of, day_number
from scorecard.model.plan import Plan
from scorecard.read.dates import FAULTY, OTHER_YEAR, OUTSIDE, YEAR, day_of, period_of
from tests.read.books import plan_of


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return plan_of(tmp_path_factory.mktemp("plan"))


def month(plan: Plan, cell: Any, *, years: bool = True, typed: bool = True) -> int:
    return period_of(plan, cell, years=years, typed=typed).month


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-03", "2026-3", "2026/3", "2026/03", "2026.3", "2026.03", "202603", 202603, 202603.0),
        *("2026年3月", "2026 年 03 月", "２０２６年３月", "２０２６－０３", " 2026-03 "),
        *(
            "2026-03-31",
            "2026-03-01T00:00:00",
            "2026-03-15 12:30",
            dt.date(2026, 3, 9),
            dt.datetime(2026, 3, 9, 23, 59),
        ),
    ],
)
def test_a_month_may_be_written_in_many_ways(plan: Plan, cell: Any) -> None:
    assert month(plan, cell) == 2


def test_october_as_text_is_october(plan: Plan) -> None:
    assert (month(plan, "2026.10"), month(plan, "2026.1")) == (9, 0)


@pytest.mark.parametrize("cell", [2026.1, 2026.10, 2026.03, 202603.5])
def test_a_number_with_decimals_may_be_two_months(plan: Plan, cell: float) -> None:
    assert period_of(plan, cell, years=True).fault == "ambiguous-period"


def test_where_all_cells_are_text_a_lost_zero_is_suspected(plan: Plan) -> None:
    assert period_of(plan, "2026.1", years=False, typed=False).fault == "ambiguous-period"
    assert [month(plan, text, typed=False) for text in ("2026.10", "2026.2", "2026.01")] == [9, 1, 0]


@pytest.mark.parametrize("cell", ["2026", 2026, 2026.0, "2026年", "FY2026", "fy2026", "ＦＹ２０２６"])
def test_the_fiscal_year_is_a_period_where_years_count(plan: Plan, cell: Any) -> None:
    assert month(plan, cell) == YEAR
    assert period_of(plan, cell, years=False).fault == "not-a-period.year"


@pytest.mark.parametrize("cell", ["2025", 2027, "FY2027", "2025年"])
def test_another_year_is_another_year(plan: Plan, cell: Any) -> None:
    assert month(plan, cell) == OTHER_YEAR


def test_where_the_fiscal_year_has_a_name_only_that_counts(plan: Plan) -> None:
    named = replace(plan, fiscal_year=Month(2026, 4), fiscal_year_name="FY27")
    assert [month(named, cell) for cell in ("FY27", "fy27", "ＦＹ27")] == [YEAR] * 3
    assert [month(named, cell) for cell in ("FY26", "2026", "FY2026", 2027)] == [OTHER_YEAR] * 4
    assert month(named, "2026-04") == 0


def test_a_name_that_looks_like_a_month_is_the_year_where_years_count(plan: Plan) -> None:
    named = replace(plan, fiscal_year_name="2026/27")
    assert [month(named, cell) for cell in ("2026/27", "2025/26")] == [YEAR, FAULTY]


@pytest.mark.parametrize("cell", ["2025-12", "2027-01", 202512, dt.date(2027, 1, 1)])
def test_months_of_other_years_lie_outside(plan: Plan, cell: Any) -> None:
    assert month(plan, cell) == OUTSIDE


@pytest.mark.parametrize(
    "cell",
    ["2026-13", "2026-00", "26-03", "March", "2026-03-", "03/2026", "2026-02-30", "20261315", 3.0, -202603, True, "Q1"],
)
def test_anything_else_is_no_period(plan: Plan, cell: Any) -> None:
    assert month(plan, cell) == FAULTY


def test_a_period_keeps_its_day_and_a_month_stands_for_its_last(plan: Plan) -> None:
    days = [date_of(period_of(plan, cell, years=False).day) for cell in ("2026-02", dt.date(2026, 2, 7), "2026-02-08")]
    assert days == [dt.date(2026, 2, 28), dt.date(2026, 2, 7), dt.date(2026, 2, 8)]


@pytest.mark.parametrize(
    "cell",
    [
        *(dt.date(2026, 3, 15), dt.datetime(2026, 3, 15, 23, 59), "2026-03-15", " ２０２６-03-15 ", "2026-03-15 07:30"),
        *("2026-03-15T07:30:00", "2026-03-15T00:00:00.000Z", "2026-03-15T07:30+08:00"),
        dt.datetime(2026, 3, 15, tzinfo=dt.UTC),
        dt.datetime(2026, 3, 15, 7, 30, tzinfo=dt.timezone(dt.timedelta(hours=8))),
    ],
)
def test_a_date_is_an_excel_date_or_iso_text(cell: Any) -> None:
    day = day_of(cell)
    assert day is not None
    assert date_of(day) == dt.date(2026, 3, 15)


@pytest.mark.parametrize(
    "cell",
    [
        *("2026/3/15", "2026/03/15", "2026-3-15", "2026.3.15", "２０２６／３／１５", "20260315"),
        *("2026年3月15日", "2026 年 03 月 15 号", "2026/3/15 9:05", "2026年3月15日 09:05:59", "20260315 9:05"),
        *(20260315, 20260315.0, Decimal(20260315)),
    ],
)
def test_a_date_may_be_a_text_that_begins_with_the_year(plan: Plan, cell: Any) -> None:
    day = day_of(cell)
    assert day is not None
    assert date_of(day) == dt.date(2026, 3, 15)
    assert month(plan, cell, typed=False) == 2


@pytest.mark.parametrize(
    "cell",
    [
        *("15.03.2026", "03/15/2026", "26/3/15", "2026/3-15", "2026-02-30", "2026/13/1", "2026/3/15Z"),
        *("2026-03", "2026/3"),
        *("46096", 46096.0, 20261301, 20260315.5, -20260315, True, dt.time(1), ""),
    ],
)
def test_anything_else_is_no_date(cell: Any) -> None:
    assert day_of(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-01-31T16:00:00Z", "2026-01-31 16:00:00+00:00", "2026-01-31T16:00-0000"),
        dt.datetime(2026, 1, 31, 16, tzinfo=dt.UTC),
    ],
)
def test_an_instant_of_universal_time_is_no_date_since_it_may_be_the_next_day_where_it_was_written(cell: Any) -> None:
    assert day_of(cell) is None


@pytest.mark.parametrize("cell", [dt.date(1899, 12, 30), dt.datetime(1899, 12, 31), "1899-12-30"])
def test_a_day_before_spreadsheets_have_days_is_none(cell: Any) -> None:
    assert day_of(cell) is None
    assert day_of(dt.date(1900, 1, 1)) is not None


@pytest.mark.parametrize(
    ("zone", "day"), [("UTC", None), ("Europe/London", dt.date(2026, 1, 31)), ("Asia/Shanghai", dt.date(2026, 1, 31))]
)
def test_an_instant_of_a_place_is_its_day_there(zone: str, day: dt.date | None) -> None:
    found = day_of(dt.datetime(2026, 1, 31, 23, 30, tzinfo=ZoneInfo(zone)))
    assert found == (None if day is None else day_number(day))


def test_nan_is_no_month(plan: Plan) -> None:
    assert period_of(plan, float("nan"), years=True).fault == "not-a-period"
